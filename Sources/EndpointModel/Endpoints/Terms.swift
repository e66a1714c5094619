/// The ports, protocol, direction and role that an endpoint states; most tables have few
/// different combinations.
public struct Terms: Hashable, Sendable {
  public var ports: Ports?
  public var transport: IPProtocol?
  public var direction: Direction?
  /// Set if the ports are the customer's own; `ports` are then the documented ones, if any.
  public var portRole: PortRole?
  /// Ports that the document gives only as an example.
  public var examplePorts: PortSet?

  public init(
    ports: Ports? = nil, transport: IPProtocol? = nil, direction: Direction? = nil,
    portRole: PortRole? = nil, examplePorts: PortSet? = nil
  ) {
    self.ports = ports
    self.transport = transport
    self.direction = direction
    self.portRole = portRole
    self.examplePorts = examplePorts
  }

  /// Nothing stated.
  public static let none = Terms()
}

extension Terms: Comparable {
  /// By protocol, ports, then the rest; nil first.
  public static func < (a: Terms, b: Terms) -> Bool {
    Order.by(a.transport, b.transport)
      ?? Order.by(a.ports, b.ports)
      ?? Order.by(a.direction, b.direction)
      ?? Order.by(a.portRole, b.portRole)
      ?? Order.by(a.examplePorts, b.examplePorts)
      ?? false
  }
}
