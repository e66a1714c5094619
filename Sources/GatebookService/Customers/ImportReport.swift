import ChangeReporting
import EndpointModel
import InventoryModel
import InventoryStorage

/// The outcome of an import as an answer.
public struct ImportReport {
  let outcome: ImportOutcome
  let isStored: Bool
  /// Customers that a sheet of all customers does not name.
  let missing: [CustomerName]
  /// In which times are told.
  let zone: TimeZoneRules

  public init(
    outcome: ImportOutcome, isStored: Bool, missing: [CustomerName] = [], in zone: TimeZoneRules
  ) {
    self.zone = zone
    self.outcome = outcome
    self.isStored = isStored
    self.missing = missing
  }

  /// Counts, then the first changes of each kind.
  public var text: String {
    let absent = section(
      "customer that the sheet does not name", plural: "customers that the sheet does not name",
      missing.lazy.map(\.text))
    if outcome.isEmpty {
      return "Nothing changes: the inventory holds "
        + (outcome.unchangedRows == 1 ? "the row" : "all \(outcome.unchangedRows) rows")
        + " already.\n" + absent
    }
    var out = isStored ? "" : "Not stored: dry run.\n"
    out += section("new customer", outcome.added.lazy.map(\.text))
    out += section(
      "customer with another name or contacts", plural: "customers with another name or contacts",
      outcome.updated.lazy.map(\.text))
    out += section(
      "new use of a deployment", plural: "new uses of a deployment",
      outcome.uses.lazy.map { "\($0.customer)  \($0.deployment)" })
    out += section(
      "leave of a deployment", plural: "leaves of a deployment",
      outcome.left.lazy.map { "\($0.customer)  \($0.deployment)" })
    out += section(
      "assignment of ports", plural: "assignments of ports", outcome.assigned.lazy.map { line($0) })
    out += section(
      "end of ports", plural: "ends of ports", outcome.ended.lazy.map { line($0.0, until: $0.1) })
    if outcome.unchangedRows > 0 {
      out += outcome.unchangedRows.of("row") + " without change\n"
    }
    return out + absent
  }

  private func line(_ new: NewAssignment, until: UTCTime? = nil) -> String {
    "\(new.customer)  \(new.deployment)  \(new.transport.rawValue) \(new.ports) (\(new.role.rawValue))"
      + "  from \(new.from.forPeople(in: zone))"
      + (until.map { " until \($0.asEnd(in: zone))" } ?? "")
  }

  /// - Parameter lines: made only as far as they are shown.
  private func section(
    _ title: String, plural: String? = nil, _ lines: some Collection<String>
  ) -> String {
    if lines.isEmpty { return "" }
    let limit = 20
    return "\(lines.count.of(title, plural: plural))\n"
      + lines.prefix(limit).map { "  \($0)\n" }.joined()
      + (lines.count > limit ? "  and \(lines.count - limit) more\n" : "")
  }

  /// The same as JSON.
  ///
  /// - Parameter notices: the sheet's findings, which are not errors.
  public func json(_ notices: [Finding]) -> JSONText {
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
      "ended": assignments(outcome.ended.map(\.0)),
      "missing": .array(missing.map { .string($0.text) }),
      "unchangedRows": .number(outcome.unchangedRows),
      "findings": .array(notices.map { JSONText($0) }),
    ])
  }
}
