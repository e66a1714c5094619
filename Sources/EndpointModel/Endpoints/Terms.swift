/// The ports, protocol, direction and role that an endpoint states; most tables have few
/// different combinations.
public struct Terms: Hashable, Sendable {
  /// Counted up from 0.
  package let number: UInt32

  private struct Values: Hashable {
    var ports: Ports?
    var transport: IPProtocol?
    var direction: Direction?
    var portRole: PortRole?
    var examplePorts: PortSet?
  }

  private static let all = Interned<Values>()

  private init(_ values: Values) { number = Self.all.number(of: values) }

  init(number: UInt32) { self.number = number }

  public init(
    ports: Ports? = nil, transport: IPProtocol? = nil, direction: Direction? = nil,
    portRole: PortRole? = nil, examplePorts: PortSet? = nil
  ) {
    self.init(
      Values(
        ports: ports, transport: transport, direction: direction, portRole: portRole,
        examplePorts: examplePorts))
  }

  /// Nothing stated.
  public static let none = Terms()

  public var ports: Ports? {
    get { Self.all[number].ports }
    set { change { $0.ports = newValue } }
  }

  public var transport: IPProtocol? {
    get { Self.all[number].transport }
    set { change { $0.transport = newValue } }
  }

  public var direction: Direction? {
    get { Self.all[number].direction }
    set { change { $0.direction = newValue } }
  }

  public var portRole: PortRole? {
    get { Self.all[number].portRole }
    set { change { $0.portRole = newValue } }
  }

  public var examplePorts: PortSet? {
    get { Self.all[number].examplePorts }
    set { change { $0.examplePorts = newValue } }
  }

  private mutating func change(_ body: (inout Values) -> Void) {
    var values = Self.all[number]
    body(&values)
    self = Terms(values)
  }
}

extension Terms: Comparable {
  /// By protocol, ports, then the rest; nil first.
  public static func < (a: Terms, b: Terms) -> Bool {
    if a == b { return false }
    return Order.by(a.transport, b.transport)
      ?? Order.by(a.ports, b.ports)
      ?? Order.by(a.direction, b.direction)
      ?? Order.by(a.portRole, b.portRole)
      ?? Order.by(a.examplePorts, b.examplePorts)
      ?? false
  }
}
