import EndpointModel

/// What ports should have been noted in the place of others.
public struct NewCorrection: Hashable, Sendable {
  public let ports: PortRange
  public let transport: AssignedTransport
  public let period: Period

  public init(ports: PortRange, transport: AssignedTransport, period: Period) {
    self.ports = ports
    self.transport = transport
    self.period = period
  }
}
