import ChangeReporting
import EndpointModel
import InventoryStorage

/// What an import did, as an answer.
struct ImportReport {
  let outcome: ImportOutcome
  let isStored: Bool

  /// Counts, then the first changes of each kind.
  var text: String {
    if outcome.isEmpty {
      return "Nothing changes: the inventory holds all \(outcome.unchangedRows) rows already.\n"
    }
    var out = isStored ? "" : "Not stored: dry run.\n"
    out += section("new customers", outcome.added.map(\.text))
    out += section("customers with another name or contacts", outcome.updated.map(\.text))
    out += section(
      "customers that use a deployment", outcome.uses.map { "\($0.customer)  \($0.deployment)" })
    out += section(
      "customers that leave a deployment", outcome.left.map { "\($0.customer)  \($0.deployment)" })
    out += section("ports assigned", outcome.assigned.map(line))
    out += section("ports ended", outcome.ended.map(line))
    if outcome.unchangedRows > 0 { out += "\(outcome.unchangedRows) rows change nothing\n" }
    return out
  }

  private func line(_ new: NewAssignment) -> String {
    "\(new.customer)  \(new.deployment)  \(new.transport.rawValue) \(new.ports) (\(new.role.rawValue))"
      + "  from \(new.from.forPeople)"
  }

  private func section(_ title: String, _ lines: [String]) -> String {
    if lines.isEmpty { return "" }
    let limit = 20
    return "\(lines.count) \(title)\n" + lines.prefix(limit).map { "  \($0)\n" }.joined()
      + (lines.count > limit ? "  and \(lines.count - limit) more\n" : "")
  }

  func json(_ notices: [Finding]) -> JSONText {
    func assignments(_ all: [NewAssignment]) -> JSONText {
      .array(
        all.map { new in
          .object([
            "customer": .string(new.customer.text),
            "deployment": .string(new.deployment.description),
            "role": .string(new.role.rawValue), "ports": .string(new.ports.description),
            "protocol": .string(new.transport.rawValue), "from": .string(new.from.description),
          ])
        })
    }
    func uses(_ all: [(customer: CustomerName, deployment: DeploymentName)]) -> JSONText {
      .array(
        all.map { use in
          .object([
            "customer": .string(use.customer.text),
            "deployment": .string(use.deployment.description),
          ])
        })
    }
    return .object([
      "stored": .bool(isStored && !outcome.isEmpty),
      "added": .array(outcome.added.map { .string($0.text) }),
      "updated": .array(outcome.updated.map { .string($0.text) }),
      "uses": uses(outcome.uses),
      "left": uses(outcome.left),
      "assigned": assignments(outcome.assigned),
      "ended": assignments(outcome.ended),
      "unchangedRows": .number(outcome.unchangedRows),
      "findings": .array(notices.map { JSONText($0) }),
    ])
  }
}
