import ChangeReporting
import EndpointModel
import FirewallExport

extension FirewallBaseReport {
  public func text(_ style: TextStyle) -> String {
    var out = "\(firewall.name) (\(firewall.target))"
    if let number { out += ", which says it has revision \(number)" }
    out += "\n\n"
    if isHeld {
      return out + "It has exactly revision \(base.number): a delta from there fits.\n"
    }
    out +=
      "It does not have exactly revision \(base.number): load no delta from there, but a whole "
    out += "file.\n"
    if !differences.isEmpty {
      out += "\nWhat differs\n"
      for difference in differences { out += "  \(difference.description.withVisibleControls)\n" }
    }
    if !lacking.isEmpty || !besides.isEmpty {
      out += "\n" + AccessText.list("Lacks", opens: lacking, style)
      out += "\n" + AccessText.list("Allows besides", closes: besides, style)
    }
    if !problems.isEmpty {
      out += "\nNot understood: what it has may be something else than is said above\n"
      for problem in problems { out += "  \(problem.withVisibleControls)\n" }
    }
    return out
  }

  public var json: JSONText {
    .object([
      "firewall": .string(firewall.name.text),
      "target": .string(firewall.target),
      "base": .number(base.number),
      "digest": base.digest.map { .string($0) } ?? .null,
      "isHeld": .bool(isHeld),
      "differences": .array(
        differences.map {
          .object([
            "object": .string($0.object), "isThere": .bool($0.isThere),
            "lacks": .array($0.lacks.map { .string($0) }),
            "besides": .array($0.besides.map { .string($0) }),
          ])
        }),
      "opened": .array(lacking.map { JSONText($0) }),
      "closed": .array(besides.map { JSONText($0) }),
      "problems": .array(problems.map { .string($0) }),
      "number": number.map { .number($0) } ?? .null,
    ])
  }
}
