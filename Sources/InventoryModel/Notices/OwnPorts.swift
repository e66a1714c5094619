import EndpointModel

/// The ports of a deployment that a customer has at one time.
///
/// Its text is stored with notices: `data 5001-5009/udp,signaling 7001/tcp`, `none` if the customer
/// has none, and `unused` if the customer does not use the deployment.
public struct OwnPorts: Hashable, Sendable {
  /// Whether the customer uses the deployment; if not, there are no rules.
  public let isUsed: Bool
  /// Sorted by role, ports and protocol.
  public let parts: [Part]

  public struct Part: Hashable, Sendable {
    public let role: PortRole
    public let ports: PortRange
    public let transport: AssignedTransport

    public init(_ role: PortRole, _ ports: PortRange, _ transport: AssignedTransport) {
      self.role = role
      self.ports = ports
      self.transport = transport
    }
  }

  public init(isUsed: Bool, parts: [Part]) {
    self.isUsed = isUsed
    self.parts = parts.sorted {
      ($0.role.rawValue, $0.ports, $0.transport.rawValue)
        < ($1.role.rawValue, $1.ports, $1.transport.rawValue)
    }
  }

  public static let unused = OwnPorts(isUsed: false, parts: [])
}

extension OwnPorts: LosslessStringConvertible {
  public init?(_ description: String) {
    switch description {
    case "unused": self = .unused
    case "none": self.init(isUsed: true, parts: [])
    default:
      var parts: [Part] = []
      for text in description.split(separator: ",", omittingEmptySubsequences: false) {
        let words = text.split { $0 == " " || $0 == "/" }.map(String.init)
        guard words.count == 3, let role = PortRole(rawValue: words[0]),
          let ports = PortRange(words[1]), let transport = AssignedTransport(rawValue: words[2])
        else { return nil }
        parts.append(Part(role, ports, transport))
      }
      self.init(isUsed: true, parts: parts)
    }
  }

  public var description: String {
    if !isUsed { return "unused" }
    if parts.isEmpty { return "none" }
    return parts.map { "\($0.role.rawValue) \($0.ports)/\($0.transport.rawValue)" }
      .joined(separator: ",")
  }
}

extension NoticeScope.CustomerPorts {
  /// A customer's ports as a notice stores them, holding from a moment on.
  public init(
    _ customer: CustomerName, _ own: OwnPorts, of deployment: DeploymentName, from time: UTCTime
  ) {
    self.init(
      name: customer, isUsed: own.isUsed,
      assignments: own.parts.map { part in
        PortAssignment(
          customer: customer, deployment: deployment, role: part.role, ports: part.ports,
          transport: part.transport, period: Period(from: time),
          assigned: HistoryRecord(time: time, by: nil, note: nil), ended: nil)
      })
  }
}
