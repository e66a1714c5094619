import EndpointModel
import InventoryModel

/// All ports of one role that a customer is to have on a deployment from a moment on.
struct WantedPorts {
  let customer: CustomerName
  let deployment: DeploymentName
  let role: PortRole
  let from: UTCTime
  let parts: [Part]
  /// When the customer's use of the deployment ends, if it begins with the ports; nil if no end is
  /// known.
  let usedUntil: UTCTime?

  /// One range of them.
  struct Part: Hashable {
    let ports: PortRange
    let transport: AssignedTransport
    /// The end that is known with the range; nil if none is.
    var until: UTCTime?

    init(_ ports: PortRange, _ transport: AssignedTransport, until: UTCTime? = nil) {
      self.ports = ports
      self.transport = transport
      self.until = until
    }

    /// Whether both have a port of a protocol.
    func overlaps(_ other: Part) -> Bool {
      ports.overlaps(other.ports) && transport.overlaps(other.transport)
    }

    func isOf(_ new: NewAssignment) -> Bool {
      new.ports == ports && new.transport == transport
    }

    /// Whether an assignment is of this range.
    func isOf(_ assignment: PortAssignment) -> Bool {
      assignment.ports == ports && assignment.transport == transport
    }
  }

  /// The assignments as whole sets, each in the place of its first one.
  static func sets(_ new: [NewAssignment]) -> [WantedPorts] {
    var sets: [[NewAssignment]] = []
    for new in new {
      if let place = sets.firstIndex(where: { $0[0].isOfSameSet(as: new) }) {
        sets[place].append(new)
      } else {
        sets.append([new])
      }
    }
    return sets.map { WantedPorts($0[0], parts: $0.map { Part($0.ports, $0.transport) }) }
  }

  init(_ new: NewAssignment, parts: [Part], usedUntil: UTCTime? = nil) {
    customer = new.customer
    deployment = new.deployment
    role = new.role
    from = new.from
    self.parts = parts
    self.usedUntil = usedUntil
  }

  /// Two of the ranges that have a port in common; nil if there are none.
  var overlap: (Part, Part)? {
    if parts.count < 2 { return nil }
    for (place, one) in parts.enumerated() {
      if let other = parts[..<place].first(where: { $0 != one && $0.overlaps(one) }) {
        return (one, other)
      }
    }
    return nil
  }

  /// A range as it would be stored.
  func assignment(_ part: Part, _ record: HistoryRecord) -> PortAssignment {
    PortAssignment(
      customer: customer, deployment: deployment, role: role, ports: part.ports,
      transport: part.transport,
      period: Period(from: from, until: part.until) ?? Period(from: from),
      assigned: record, ended: nil)
  }

  /// Whether assignments have the same ports together, however these are cut into ranges.
  func isEqual(to held: [PortAssignment]) -> Bool {
    if held.isEmpty || parts.isEmpty { return held.isEmpty && parts.isEmpty }
    if held.count == 1, parts.count == 1 { return parts[0].isOf(held[0]) }
    return Ports(parts.map { ($0.ports, $0.transport) })
      == Ports(held.map { ($0.ports, $0.transport) })
  }

  private struct Ports: Equatable {
    let tcp: PortSet?
    let udp: PortSet?

    init(_ ranges: [(PortRange, AssignedTransport)]) {
      func set(_ transport: AssignedTransport) -> PortSet? {
        PortSet(ranges.filter { $0.1.overlaps(transport) }.map { $0.0.low...$0.0.high })
      }
      tcp = set(.tcp)
      udp = set(.udp)
    }
  }
}

extension NewAssignment {
  fileprivate func isOfSameSet(as other: NewAssignment) -> Bool {
    customer == other.customer && deployment == other.deployment && role == other.role
      && from == other.from
  }
}
