/// One destination that must be reachable, as a document states it.
///
/// Nil means that the document does not state it. Endpoints are equal if everything but
/// `line` and `note` is equal: a vendor who moves or rewords a row of the document has not
/// changed the endpoint.
///
/// ```swift
/// let web = Endpoint(
///   service: "Web", address: EndpointAddress("192.0.2.1"), ports: Ports("443"), transport: .tcp)
/// web.ports?.description  // "443"
/// web.direction  // nil: not stated
/// ```
///
/// Many of them are kept in `Endpoints`, where each takes a quarter of the room.
public struct Endpoint: Sendable {
  public var serviceLabel: Label?
  public var groupLabel: Label?
  public var noteLabel: Label?
  /// The address in the form in which the document writes it; the form does not count for equality.
  public var written: WrittenAddress?
  public var terms: Terms
  /// 0 for none.
  private(set) var lineNumber: UInt32

  public init(
    service: String? = nil, group: String? = nil, address: EndpointAddress? = nil,
    ports: Ports? = nil, transport: IPProtocol? = nil, direction: Direction? = nil,
    portRole: PortRole? = nil, examplePorts: PortSet? = nil, note: String? = nil,
    line: Int? = nil
  ) {
    self.init(
      service: service, group: group, written: address.map { WrittenAddress($0) }, ports: ports,
      transport: transport, direction: direction, portRole: portRole, examplePorts: examplePorts,
      note: note, line: line)
  }

  /// An endpoint whose address keeps the form in which it is written.
  public init(
    service: String? = nil, group: String? = nil, written: WrittenAddress?, ports: Ports? = nil,
    transport: IPProtocol? = nil, direction: Direction? = nil, portRole: PortRole? = nil,
    examplePorts: PortSet? = nil, note: String? = nil, line: Int? = nil
  ) {
    self.init(
      service: service.flatMap(Label.init), group: group.flatMap(Label.init), written: written,
      terms: Terms(
        ports: ports, transport: transport, direction: direction, portRole: portRole,
        examplePorts: examplePorts),
      note: note.flatMap(Label.init), line: line)
  }

  public init(
    service: Label?, group: Label?, written: WrittenAddress?, terms: Terms, note: Label?,
    line: Int?
  ) {
    serviceLabel = service
    groupLabel = group
    noteLabel = note
    self.written = written
    self.terms = terms
    lineNumber = Self.number(line)
  }

  static func number(_ line: Int?) -> UInt32 { line.flatMap { UInt32(exactly: $0) } ?? 0 }

  /// The row's own name, with white space folded.
  public var service: String? {
    get { serviceLabel?.text }
    set { serviceLabel = newValue.flatMap(Label.init) }
  }

  /// A label within the service: "Primary", a region.
  public var group: String? {
    get { groupLabel?.text }
    set { groupLabel = newValue.flatMap(Label.init) }
  }

  /// The address in its own form; if it is set, so is the form.
  public var address: EndpointAddress? {
    get { written?.address }
    set { written = newValue.map { WrittenAddress($0) } }
  }

  /// The addresses, if `address` is a block or a range.
  public var range: AddressRange? { address?.range }

  public var ports: Ports? {
    get { terms.ports }
    set { terms.ports = newValue }
  }

  public var transport: IPProtocol? {
    get { terms.transport }
    set { terms.transport = newValue }
  }

  public var direction: Direction? {
    get { terms.direction }
    set { terms.direction = newValue }
  }

  /// Set if the ports are the customer's own; `ports` are then the documented ones, if any.
  public var portRole: PortRole? {
    get { terms.portRole }
    set { terms.portRole = newValue }
  }

  /// Ports that the document gives only as an example.
  public var examplePorts: PortSet? {
    get { terms.examplePorts }
    set { terms.examplePorts = newValue }
  }

  /// The document's remark on this endpoint.
  public var note: String? {
    get { noteLabel?.text }
    set { noteLabel = newValue.flatMap(Label.init) }
  }

  /// The line of the document, from 1; lines above 4,294,967,295 are not kept.
  public var line: Int? {
    get { lineNumber == 0 ? nil : Int(lineNumber) }
    set { lineNumber = Self.number(newValue) }
  }
}

extension Endpoint: Hashable {
  public static func == (a: Endpoint, b: Endpoint) -> Bool {
    a.address == b.address && a.serviceLabel == b.serviceLabel && a.groupLabel == b.groupLabel
      && a.terms == b.terms
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(address)
    hasher.combine(serviceLabel)
    hasher.combine(groupLabel)
    hasher.combine(terms)
  }
}

extension Endpoint: Comparable {
  /// By service, group, address, protocol, ports, then the rest; nil first.
  public static func < (a: Endpoint, b: Endpoint) -> Bool {
    Order.by(a.serviceLabel, b.serviceLabel)
      ?? Order.by(a.groupLabel, b.groupLabel)
      ?? Order.by(a.address, b.address)
      ?? (a.terms < b.terms)
  }
}

/// Comparison of optional values, nil first.
enum Order {
  /// Whether `a` comes before `b`, or nil if they are equal.
  static func by<T: Comparable>(_ a: T?, _ b: T?) -> Bool? {
    switch (a, b) {
    case (nil, nil): nil
    case (nil, _): true
    case (_, nil): false
    case (let a?, let b?): a == b ? nil : a < b
    }
  }
}
