import EndpointModel
import InventoryModel

extension TextReports {
  /// What was looked at, a line each, and below it what is wrong.
  public func verification(_ found: Verification) -> String {
    let nameWidth = found.checks.map(\.name.rawValue.count).max() ?? 0
    let countWidth = found.checks.map(\.count.grouped.count).max() ?? 0
    var out = ""
    for check in found.checks {
      let state =
        check.problems.isEmpty
        ? "well" : style.toned(check.problems.count.of("problem"), .red)
      out +=
        "\(check.name.rawValue.padded(to: nameWidth))  "
        + "\(check.count.grouped.paddedLeft(to: countWidth)) \(check.name.what)  \(state)\n"
      for problem in check.problems {
        out += "  " + (problem.subject.map { $0.withVisibleControls + ": " } ?? "")
        out += problem.message.withVisibleControls + "\n"
      }
    }
    return out
      + (found.isWhole
        ? "The inventory is whole.\n" : style.toned("The inventory is not whole.", .red) + "\n")
  }
}

extension Verification.Name {
  /// What is counted, as wide for each.
  fileprivate var what: String {
    let words =
      switch self {
      case .integrity: "pages"
      case .references: "rows"
      case .numbering: "numbers"
      case .snapshots: "rows"
      case .access: "entries"
      case .ranges: "ranges"
      case .ports: "assignments"
      case .outbox: "notices"
      case .audit: "entries"
      }
    return words.padded(to: 11)
  }
}

extension JSONText {
  /// What `gatebook verify` prints.
  public init(_ found: Verification, of path: String) {
    self = .object([
      "inventory": .string(path),
      "isWhole": .bool(found.isWhole),
      "checks": .array(
        found.checks.map { check in
          .object([
            "name": .string(check.name.rawValue),
            "count": .number(check.count),
            "problems": .array(
              check.problems.map {
                .object(["subject": JSONText($0.subject), "message": .string($0.message)])
              }),
          ])
        }),
    ])
  }
}
