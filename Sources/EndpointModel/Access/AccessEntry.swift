/// One line of what an access allows: these ports of this protocol to this address.
public struct AccessEntry: Hashable, Sendable {
  /// The protocols of an entry. `other` is what is left of `any` without TCP,
  /// UDP and ICMP; no document states it, a difference may leave it.
  public enum Transport: String, Hashable, Sendable, Comparable, CaseIterable {
    case tcp, udp
    case tcpAndUDP = "tcp+udp"
    case icmp, any, other

    public static func < (a: Self, b: Self) -> Bool { a.rawValue < b.rawValue }
  }

  /// A CIDR block, a name, `any`, or nil for ports stated without an address.
  public let address: EndpointAddress?
  public let ports: Ports
  public let transport: Transport
  public let direction: Direction

  public init(
    address: EndpointAddress?, ports: Ports, transport: Transport, direction: Direction
  ) {
    self.address = address
    self.ports = ports
    self.transport = transport
    self.direction = direction
  }
}

extension AccessEntry: Comparable {
  /// By address, protocol, ports, direction.
  public static func < (a: AccessEntry, b: AccessEntry) -> Bool {
    Order.by(a.address, b.address)
      ?? Order.by(a.transport, b.transport)
      ?? Order.by(a.ports, b.ports)
      ?? Order.by(a.direction, b.direction)
      ?? false
  }
}
