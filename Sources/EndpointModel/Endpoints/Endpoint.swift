/// One destination that must be reachable, as a document states it.
///
/// Nil means that the document does not state it. Endpoints are equal when
/// everything but `line` and `note` is: these two say where in a document an
/// endpoint stands and in what words, and a vendor who moves or rewords a row
/// has changed no endpoint.
public struct Endpoint: Sendable {
  /// The row's own name, white space folded.
  public var service: String?
  /// A label inside the service: "Primary", a region.
  public var group: String?
  public var address: EndpointAddress?
  public var ports: Ports?
  public var transport: TransportProtocol?
  public var direction: Direction?
  /// Set where the ports are the customer's own; `ports` are then the documented
  /// ones, if any.
  public var portRole: PortRole?
  /// What the document gives as an example only.
  public var examplePorts: PortSet?
  /// A remark of the document on this endpoint.
  public var note: String?
  /// The line of the document, from 1.
  public var line: Int?

  public init(
    service: String? = nil, group: String? = nil, address: EndpointAddress? = nil,
    ports: Ports? = nil, transport: TransportProtocol? = nil, direction: Direction? = nil,
    portRole: PortRole? = nil, examplePorts: PortSet? = nil, note: String? = nil,
    line: Int? = nil
  ) {
    self.service = service
    self.group = group
    self.address = address
    self.ports = ports
    self.transport = transport
    self.direction = direction
    self.portRole = portRole
    self.examplePorts = examplePorts
    self.note = note
    self.line = line
  }
}

extension Endpoint: Hashable {
  public static func == (a: Endpoint, b: Endpoint) -> Bool {
    a.address == b.address && a.service == b.service && a.group == b.group
      && a.ports == b.ports && a.transport == b.transport && a.direction == b.direction
      && a.portRole == b.portRole && a.examplePorts == b.examplePorts
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(address)
    hasher.combine(service)
    hasher.combine(group)
    hasher.combine(ports)
    hasher.combine(transport)
  }
}

extension Endpoint: Comparable {
  /// By service, group, address, protocol, ports, then the rest; nil first.
  public static func < (a: Endpoint, b: Endpoint) -> Bool {
    Order.by(a.service, b.service)
      ?? Order.by(a.group, b.group)
      ?? Order.by(a.address, b.address)
      ?? Order.by(a.transport, b.transport)
      ?? Order.by(a.ports, b.ports)
      ?? Order.by(a.direction, b.direction)
      ?? Order.by(a.portRole, b.portRole)
      ?? Order.by(a.examplePorts, b.examplePorts)
      ?? false
  }
}

/// Comparison of optional values, nil first.
enum Order {
  /// Whether `a` comes before `b`, or nil where they are equal.
  static func by<T: Comparable>(_ a: T?, _ b: T?) -> Bool? {
    switch (a, b) {
    case (nil, nil): nil
    case (nil, _): true
    case (_, nil): false
    case (let a?, let b?): a == b ? nil : a < b
    }
  }
}
