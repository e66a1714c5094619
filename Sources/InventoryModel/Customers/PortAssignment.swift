import EndpointModel

/// Ports of a deployment that belong to one customer for a time.
public struct PortAssignment: Hashable, Sendable {
  public let customer: CustomerName
  public let deployment: DeploymentName
  public let role: PortRole
  public let ports: PortRange
  public let transport: AssignedTransport
  public let period: Period
  /// Who assigned it, when and why.
  public let assigned: HistoryRecord
  /// Who ended it; nil while no end is known.
  public let ended: HistoryRecord?
  /// Who marked it as recorded wrongly; it then counts nowhere. Nil if it counts.
  public let corrected: HistoryRecord?
  /// Whether it replaces one that was recorded wrongly.
  public let isCorrection: Bool

  public init(
    customer: CustomerName, deployment: DeploymentName, role: PortRole, ports: PortRange,
    transport: AssignedTransport, period: Period, assigned: HistoryRecord, ended: HistoryRecord?,
    corrected: HistoryRecord? = nil, isCorrection: Bool = false
  ) {
    self.corrected = corrected
    self.isCorrection = isCorrection
    self.customer = customer
    self.deployment = deployment
    self.role = role
    self.ports = ports
    self.transport = transport
    self.period = period
    self.assigned = assigned
    self.ended = ended
  }
}

/// The protocols that ports can be assigned for.
public enum AssignedTransport: String, Hashable, Sendable, CaseIterable {
  case tcp
  case udp
  case tcpAndUDP = "tcp+udp"

  /// The protocol of a role if nothing else is stated: TCP for signaling, UDP for data.
  public init(of role: PortRole) { self = role == .signaling ? .tcp : .udp }

  public var transport: IPProtocol {
    switch self {
    case .tcp: .tcp
    case .udp: .udp
    case .tcpAndUDP: .tcpAndUDP
    }
  }

  /// Whether they have a protocol in common.
  public func overlaps(_ other: AssignedTransport) -> Bool {
    self == other || self == .tcpAndUDP || other == .tcpAndUDP
  }
}
