import ChangeReporting
import EndpointModel
import InventoryModel

/// The outcome of a merge as an answer.
public struct MergeReport {
  private let outcome: MergeOutcome
  private let origin: GivenText
  private let isStored: Bool

  public init(_ outcome: MergeOutcome, origin: GivenText, isStored: Bool) {
    self.outcome = outcome
    self.origin = origin
    self.isStored = isStored
  }

  /// What was taken, what is in conflict, what was left.
  public var text: String {
    var out = isStored || outcome.isEmpty ? "" : "Not stored: dry run.\n"
    if outcome.isEmpty {
      out +=
        outcome.conflicts.isEmpty && outcome.left.isEmpty
        ? "Nothing to do: what \(origin) has is here.\n" : "Nothing to take from \(origin).\n"
    }
    out += section("Taken from \(origin):", outcome.taken)
    out += section("In conflict, and not taken:", outcome.conflicts)
    out += section("Left there:", outcome.left)
    if outcome.resolvedNames > 0 {
      out += "Addresses of \(outcome.resolvedNames.of("name")) are newly known.\n"
    }
    out += notices
    return out
  }

  private func section(_ title: String, _ items: [MergeOutcome.Item]) -> String {
    if items.isEmpty { return "" }
    return title + "\n"
      + items.map { item in
        let name = item.name.withVisibleControls
        return "  \(item.kind.rawValue) \(name)\(Self.numbers(item.revisions)): "
          + item.detail.withVisibleControls + "\n"
      }.joined()
  }

  private static func numbers(_ revisions: ClosedRange<Int>?) -> String {
    guard let revisions else { return "" }
    return "@\(revisions.lowerBound)"
      + (revisions.count > 1 ? "..\(revisions.upperBound)" : "")
  }

  private var notices: String {
    var out = ""
    if outcome.dueNotices > 0 {
      out += "\(outcome.dueNotices.of("notice")) became due.\n"
    }
    if outcome.deliveredNotices > 0 {
      out += "\(outcome.deliveredNotices.of("notice")) delivered there "
      out += outcome.deliveredNotices == 1 ? "is" : "are"
      out += " not sent again.\n"
    }
    if outcome.givenUpNotices > 0 {
      out += "\(outcome.givenUpNotices.of("notice")) not delivered there "
      out += outcome.givenUpNotices == 1 ? "waits" : "wait"
      out += " for a person, for \(origin) may send "
      out += (outcome.givenUpNotices == 1 ? "it" : "them") + " yet.\n"
    }
    return out
  }

  /// The same as JSON.
  public var json: JSONText {
    func items(_ all: [MergeOutcome.Item]) -> JSONText {
      .array(
        all.map { item in
          .object([
            "kind": .string(item.kind.rawValue), "name": .string(item.name),
            "from": item.revisions.map { .number($0.lowerBound) } ?? .null,
            "to": item.revisions.map { .number($0.upperBound) } ?? .null,
            "detail": .string(item.detail),
          ])
        })
    }
    return .object([
      "stored": .bool(isStored && !outcome.isEmpty), "origin": .string(origin.text),
      "taken": items(outcome.taken), "conflicts": items(outcome.conflicts),
      "left": items(outcome.left), "auditEntries": .number(outcome.auditEntries),
      "resolvedNames": .number(outcome.resolvedNames),
      "notices": .object([
        "due": .number(outcome.dueNotices), "delivered": .number(outcome.deliveredNotices),
        "givenUp": .number(outcome.givenUpNotices),
      ]),
    ])
  }
}
