import EndpointModel
import InventoryModel

/// Why ports could not be assigned as requested.
public enum AssignmentError: Error, Hashable, Sendable {
  /// Another customer has some of the ports for some of the time, or the customer itself has them
  /// for another role.
  case taken(wanted: PortAssignment, by: PortAssignment)
  /// The customer's ports of the role are already recorded for a later time.
  case beforeLatest(from: UTCTime, PortAssignment)
  /// The customer has no ports of the role at that time, so none can end.
  case nothingToEnd(CustomerName, DeploymentName, PortRole?, at: UTCTime)
  /// The ports already have a different end.
  case endsOtherwise(PortAssignment, wanted: UTCTime)
  /// The customer already has these ports, but only until a known end.
  case heldUntil(PortAssignment)
  /// The customer is due to stop using the deployment then.
  case leaves(CustomerName, DeploymentName, at: UTCTime)
  /// A customer has one signaling port of a deployment, and no more.
  case severalSignalingPorts([PortRange])
  /// The customer has several ranges of the role at that time, and it is not told which is meant.
  case severalHeld([PortAssignment], at: UTCTime)
  case endBeforeStart(from: UTCTime, until: UTCTime)
  /// The customer is out of use, and is given nothing new.
  case outOfUse(CustomerName, since: UTCTime)
}

extension AssignmentError: TimedError {
  public func words(in zone: TimeZoneRules) -> String {
    switch self {
    case .taken(let wanted, let other):
      "\(wanted.transport.rawValue) \(wanted.ports) (\(wanted.role.rawValue)) on "
        + "\(other.deployment) cannot be \(wanted.customer)'s: "
        + (wanted.customer == other.customer ? "it" : "\(other.customer)") + " has "
        + "\(other.transport.rawValue) \(other.ports) (\(other.role.rawValue)) "
        + other.period.words(in: zone)
    case .beforeLatest(let from, let latest):
      "\(zone.clock(from)) lies before the latest \(latest.role.rawValue) ports of \(latest.customer) on "
        + "\(latest.deployment), \(latest.ports) \(latest.period.words(in: zone))"
    case .nothingToEnd(let customer, let deployment, let role, let time):
      "\(customer) has no \(role.map { $0.rawValue + " " } ?? "")ports on \(deployment) at "
        + zone.clock(time)
    case .endsOtherwise(let assignment, let wanted):
      "the \(assignment.role.rawValue) ports \(assignment.ports) of \(assignment.customer) on "
        + "\(assignment.deployment) hold \(assignment.period.words(in: zone)), not until "
        + zone.clock(wanted)
    case .heldUntil(let held):
      "\(held.customer) has \(held.transport.rawValue) \(held.ports) on \(held.deployment) "
        + held.period.words(in: zone) + " only"
    case .leaves(let customer, let deployment, let time):
      "\(customer) does not use \(deployment) from \(zone.clock(time)) on"
    case .severalSignalingPorts(let ports):
      "\(ports.map(\.description).joined(separator: ",")) are "
        + "\(ports.map(\.count).reduce(0, +)) ports; a signaling port is one"
    case .severalHeld(let held, let time):
      "\(held[0].customer) has \(held.count) ranges of \(held[0].role.rawValue) ports on "
        + "\(held[0].deployment) at \(zone.clock(time)): "
        + held.map { "\($0.transport.rawValue)/\($0.ports)" }.joined(separator: ", ")
    case .endBeforeStart(let from, let until):
      "the end \(zone.clock(until)) lies before the start \(zone.clock(from))"
    case .outOfUse(let customer, let since):
      "\(customer) is out of use since \(zone.clock(since))"
    }
  }
}

extension Period {
  /// "from 2026-01-01T00:00:00Z on", "… until 2026-03-01T00:00:00Z".
  fileprivate func words(in zone: TimeZoneRules) -> String {
    "from \(zone.clock(from))" + (until.map { " until \(zone.clock($0))" } ?? " on")
  }
}
