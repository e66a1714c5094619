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
public struct Endpoint: Sendable {
  private(set) var packedAddress: PackedAddress
  // Labels are kept as their number plus one; 0 for none.
  private var serviceNumber: UInt32
  private var groupNumber: UInt32
  private var noteNumber: UInt32
  private var termsNumber: UInt32
  private var lineNumber: UInt32

  public init(
    service: String? = nil, group: String? = nil, address: EndpointAddress? = nil,
    ports: Ports? = nil, transport: IPProtocol? = nil, direction: Direction? = nil,
    portRole: PortRole? = nil, examplePorts: PortSet? = nil, note: String? = nil,
    line: Int? = nil
  ) {
    self.init(
      service: service.flatMap(Label.init), group: group.flatMap(Label.init), address: address,
      terms: Terms(
        ports: ports, transport: transport, direction: direction, portRole: portRole,
        examplePorts: examplePorts),
      note: note.flatMap(Label.init), line: line)
  }

  /// For callers that create many: labels and terms are looked up once.
  public init(
    service: Label?, group: Label?, address: EndpointAddress?, terms: Terms, note: Label?,
    line: Int?
  ) {
    packedAddress = PackedAddress(address)
    serviceNumber = Self.number(service)
    groupNumber = Self.number(group)
    noteNumber = Self.number(note)
    termsNumber = terms.number
    lineNumber = Self.number(line)
  }

  private static func number(_ label: Label?) -> UInt32 { label.map { $0.number + 1 } ?? 0 }

  private static func label(_ number: UInt32) -> Label? {
    number == 0 ? nil : Label(number: number - 1)
  }

  private static func number(_ line: Int?) -> UInt32 {
    line.flatMap { UInt32(exactly: $0) } ?? 0
  }

  /// The row's own name, with white space folded.
  public var service: String? {
    get { serviceLabel?.text }
    set { serviceLabel = newValue.flatMap(Label.init) }
  }

  public var serviceLabel: Label? {
    get { Self.label(serviceNumber) }
    set { serviceNumber = Self.number(newValue) }
  }

  /// A label within the service: "Primary", a region.
  public var group: String? {
    get { groupLabel?.text }
    set { groupLabel = newValue.flatMap(Label.init) }
  }

  public var groupLabel: Label? {
    get { Self.label(groupNumber) }
    set { groupNumber = Self.number(newValue) }
  }

  public var address: EndpointAddress? {
    get { packedAddress.address }
    set { packedAddress = PackedAddress(newValue) }
  }

  /// The addresses, if `address` is a block or a range.
  public var range: AddressRange? { packedAddress.range }

  public var terms: Terms {
    get { Terms(number: termsNumber) }
    set { termsNumber = newValue.number }
  }

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

  public var noteLabel: Label? {
    get { Self.label(noteNumber) }
    set { noteNumber = Self.number(newValue) }
  }

  /// The line of the document, from 1; lines above 4,294,967,295 are not kept.
  public var line: Int? {
    get { lineNumber == 0 ? nil : Int(lineNumber) }
    set { lineNumber = Self.number(newValue) }
  }
}

extension Endpoint: Hashable {
  public static func == (a: Endpoint, b: Endpoint) -> Bool {
    a.packedAddress == b.packedAddress && a.serviceNumber == b.serviceNumber
      && a.groupNumber == b.groupNumber && a.termsNumber == b.termsNumber
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(packedAddress)
    hasher.combine(UInt64(serviceNumber) << 32 | UInt64(groupNumber))
    hasher.combine(termsNumber)
  }
}

extension Endpoint: Comparable {
  /// By service, group, address, protocol, ports, then the rest; nil first.
  public static func < (a: Endpoint, b: Endpoint) -> Bool {
    if a.serviceNumber != b.serviceNumber {
      return Order.by(a.serviceLabel, b.serviceLabel) ?? false
    }
    if a.groupNumber != b.groupNumber { return Order.by(a.groupLabel, b.groupLabel) ?? false }
    if a.packedAddress != b.packedAddress { return a.packedAddress < b.packedAddress }
    return a.terms < b.terms
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
