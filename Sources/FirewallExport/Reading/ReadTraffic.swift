import EndpointModel

/// What a service of a device's configuration lets pass.
struct ReadTraffic: Hashable {
  var transport: IPProtocol
  /// Nil for every port, and for a protocol without ports.
  var ports: PortSet?
  /// The family that it is for, where ICMP is named by family.
  var family: IPFamily?

  init(_ transport: IPProtocol, _ ports: PortSet? = nil, family: IPFamily? = nil) {
    self.transport = transport
    self.ports = ports
    self.family = family
  }
}

extension ReadTraffic {
  /// Whether some packets are of both.
  func shares(_ other: ReadTraffic) -> Bool {
    if let family, let others = other.family, family != others { return false }
    if case .icmp(let a?) = transport, case .icmp(let b?) = other.transport, a != b { return false }
    let (mine, theirs) = (transport.parts, other.transport.parts)
    guard mine.isEmpty || theirs.isEmpty || !mine.isDisjoint(with: theirs) else { return false }
    guard let ports, let others = other.ports else { return true }
    return ports.ranges.contains { a in others.ranges.contains { a.overlaps($0) } }
  }
}

extension IPProtocol {
  /// The protocols that it is; none for any.
  var parts: Set<IPProtocol> {
    switch self {
    case .any: []
    case .tcpAndUDP: [.tcp, .udp]
    case .icmp: [.icmp]
    default: [self]
    }
  }
}

extension [ReadTraffic] {
  /// An endpoint for each address and each of these, but not where the families differ.
  func endpoints(to addresses: [EndpointAddress], _ direction: PermitDirection) -> [Endpoint] {
    flatMap { traffic in
      addresses.compactMap { address in
        var address = address
        if let family = traffic.family {
          if case .any = address { address = EndpointAddress(.all(family)) }
          if let range = address.range, range.family != family { return nil }
        }
        return Endpoint(address, traffic.transport, traffic.ports, direction.stated)
      }
    }
  }
}

extension EndpointAddress {
  /// A block as devices write it, where bits after the prefix are of no meaning.
  static func enclosing(_ text: String) -> EndpointAddress? {
    guard let parts = try? CIDRBlock.parts(text) else { return nil }
    return CIDRBlock(enclosing: parts.address, prefixLength: parts.prefixLength)
      .map { .block($0) }
  }
}
