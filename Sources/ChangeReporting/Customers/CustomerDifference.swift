import EndpointModel
import InventoryModel

/// What changed for one customer: the rules before and after, whether the vendor's revision or the
/// customer's own ports are the cause.
public struct CustomerDifference: Sendable {
  public let customer: CustomerName
  public let before: State
  public let after: State
  /// The difference between the two lists of rules.
  public let report: ChangeReport

  /// The customer's rules at one time.
  public struct State: Sendable {
    public let revision: Revision
    public let time: UTCTime
    /// Whether the customer uses the deployment then; if not, there are no rules.
    public let isUsed: Bool
    public let assignments: [PortAssignment]
    public let rules: CustomerRules

    public init(
      revision: Revision, time: UTCTime, isUsed: Bool, assignments: [PortAssignment],
      snapshot: Snapshot
    ) {
      self.revision = revision
      self.time = time
      self.isUsed = isUsed
      self.assignments = assignments
      rules = CustomerRules(isUsed ? snapshot : Snapshot([]), assignments: assignments)
    }
  }

  public init(customer: CustomerName, before: State, after: State) {
    self.customer = customer
    self.before = before
    self.after = after
    report = ChangeReport(
      Comparison(from: Snapshot(before.rules.rules), to: Snapshot(after.rules.rules)))
  }

  public func text(_ style: TextStyle, remedies: ReportRemedy.Words) -> String {
    var out = style.toned("\(customer)", .bold) + ": "
    out += [before, after].map { state in
      "\(state.revision.deployment)@\(state.revision.number) at \(state.time.forPeople(in: style.zone))"
    }.joined(separator: " → ")
    out += "\n"
    for (name, state) in [("before", before), ("after", after)] where !state.isUsed {
      out += "  \(name): the customer does not use the deployment\n"
    }
    for role in PortRole.allCases.reversed() {
      let ports = [before, after].map { state in
        state.assignments.filter { $0.role == role }.portsText
      }
      out +=
        "  \(role.portsName): " + (ports[0] == ports[1] ? ports[0] : ports.joined(separator: " → "))
        + "\n"
    }
    out += report.text(style).string
    let unresolved = [before, after].map { $0.rules.unresolved.count }
    if unresolved != [0, 0] {
      out +=
        "\nUnresolved endpoints: \(unresolved[0]) before, \(unresolved[1]) after; "
        + "\(remedies(.listRules(customer))).\n"
    }
    return out
  }

  /// The members of a change report, and the customer's ports on both sides.
  public var json: JSONText {
    func state(_ state: State) -> JSONText {
      .object([
        "revision": .number(state.revision.number),
        "at": .string(state.time.description),
        "used": .bool(state.isUsed),
        "assignments": .array(state.assignments.map { JSONText($0) }),
        "unresolved": .array(state.rules.unresolved.map { JSONText($0) }),
      ])
    }
    var members = JSONText.members(of: report)
    members.add("customer", .string(customer.text))
    members.add("before", state(before))
    members.add("after", state(after))
    return .object(members)
  }
}
