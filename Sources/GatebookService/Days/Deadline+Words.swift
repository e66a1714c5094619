import ChangeReporting
import EndpointModel
import InventoryModel

extension Deadline {
  public var json: JSONText {
    var members: JSONText.Members = ["date": .string(date.description)]
    switch subject {
    case .document(let deployment, let revisions):
      members.add("kind", "document")
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
    case .document(let deployment, let revisions):
      let numbers = revisions.map { "\($0.number)" + ($0.isHeld ? " (held)" : "") }
      return "\(deployment): its document wants the changes of revision "
        + numbers.joined(separator: ", ") + " made" + (when.isEmpty ? " by this day" : when)
    case .portsBegin(let ports):
      return "\(ports.customer) on \(ports.deployment): \(ports.transport.rawValue) "
        + "\(ports.ports) (\(ports.role.rawValue)) begin"
    case .portsEnd(let ports):
      return "\(ports.customer) on \(ports.deployment): \(ports.transport.rawValue) "
        + "\(ports.ports) (\(ports.role.rawValue)) end"
    }
  }
}
