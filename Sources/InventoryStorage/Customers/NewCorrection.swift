import InventoryModel

/// The ports and period that should have been recorded.
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
