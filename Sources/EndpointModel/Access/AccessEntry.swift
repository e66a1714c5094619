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

  let packedAddress: PackedAddress
  public let term: AccessTerm

  init(_ address: PackedAddress, _ term: AccessTerm) {
    packedAddress = address
    self.term = term
  }

  /// A CIDR block, a name, `any`, or nil for ports stated without an address.
  public var address: EndpointAddress? { packedAddress.address }
  public var ports: Ports { term.ports }
  public var transport: Transport { term.transport }
  public var direction: Direction { term.direction }
}

extension AccessEntry: Comparable {
  /// By address, protocol, ports, direction.
  public static func < (a: AccessEntry, b: AccessEntry) -> Bool {
    if a.packedAddress != b.packedAddress { return a.packedAddress < b.packedAddress }
    return a.term < b.term
  }
}
