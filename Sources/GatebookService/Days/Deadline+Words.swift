import ChangeReporting
import EndpointModel
import InventoryModel

extension Deadline {
  public var json: JSONText {
    var members: JSONText.Members = ["date": .string(date.description)]
    switch subject {
    case .document(let deployment, let day, let revisions):
      members.add("kind", "document")
      members.add("states", .string(day.rawValue))
      members.add("deployment", .string(deployment.description))
      members.add("revisions", .array(revisions.map { .number($0.number) }))
      members.add("held", .array(revisions.filter(\.isHeld).map { .number($0.number) }))
    case .portsBegin(let ports):
      members.add("kind", "ports-begin")
      members.add("assignment", JSONText(ports))
    case .portsEnd(let ports):
      members.add("kind", "ports-end")
      members.add("assignment", JSONText(ports))
    }
    return .object(members)
  }

  /// What has to be done, in one line.
  public var inWords: String {
    let when = date.day == nil ? " in \(date)" : ""
    switch subject {
    case .document(let deployment, let day, let revisions):
      let numbers = revisions.map { "\($0.number)" + ($0.isHeld ? " (held)" : "") }
        .joined(separator: ", ")
      let what =
        switch day {
        case .actBy:
          "its document wants the changes of revision \(numbers) made"
            + (when.isEmpty ? " by this day" : when)
        case .effective:
          "by its document, revision \(numbers) is in force from"
            + (when.isEmpty ? " this day on" : " a day\(when) on")
        case .switchOff:
          "by its document of revision \(numbers), what it no longer lists is switched off"
            + (when.isEmpty ? " on this day" : when)
        }
      return "\(deployment): \(what)"
    case .portsBegin(let ports):
      return "\(ports.customer) on \(ports.deployment): \(ports.transport.rawValue) "
        + "\(ports.ports) (\(ports.role.rawValue)) begin"
    case .portsEnd(let ports):
      return "\(ports.customer) on \(ports.deployment): \(ports.transport.rawValue) "
        + "\(ports.ports) (\(ports.role.rawValue)) end"
    }
  }
}

extension OverdueDeadline {
  public var json: JSONText {
    var members: JSONText.Members = [
      "date": .string(date.description), "deployment": .string(deployment.description),
    ]
    switch reason {
    case .held(let revision):
      members.add("kind", "held")
      members.add("revision", .number(revision.number))
    case .document(let revision, let firewall):
      members.add("kind", "document")
      members.add("revision", .number(revision.number))
      members.add("firewall", .string(firewall.text))
    case .ports(let ports, let firewall):
      members.add("kind", "ports-begin")
      members.add("assignment", JSONText(ports))
      members.add("firewall", .string(firewall.text))
    }
    return .object(members)
  }

  /// What was not done, in one line.
  public var inWords: String {
    switch reason {
    case .held(let revision):
      "\(deployment): revision \(revision.number), "
        + (revision.statedDays.first?.day == .actBy
          ? "whose document wants its changes made by then, is still held"
          : "whose document states that day for its changes, is still held")
    case .document(let revision, let firewall):
      "\(deployment): its document "
        + (revision.statedDays.first?.day == .actBy
          ? "wanted the changes of revision \(revision.number) made by then, "
          : "stated that day for the changes of revision \(revision.number), ")
        + "and \(firewall) is not noted to have them"
    case .ports(let ports, let firewall):
      "\(ports.customer) on \(deployment): \(ports.transport.rawValue) \(ports.ports) "
        + "(\(ports.role.rawValue)) began, and \(firewall) is not noted to have them"
    }
  }
}
