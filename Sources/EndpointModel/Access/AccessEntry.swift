/// One line of what an access allows: these ports of this protocol to this address.
public struct AccessEntry: Hashable, Sendable {
  let packedAddress: PackedAddress
  public let term: AccessTerm

  init(_ address: PackedAddress, _ term: AccessTerm) {
    packedAddress = address
    self.term = term
  }

  /// A CIDR block, a name, `any`, or nil for ports stated without an address.
  public var address: EndpointAddress? { packedAddress.address }
  /// Nil if the document does not state them; `any` for protocols without ports.
  public var ports: Ports? { term.ports }
  public var transport: AccessProtocol { term.transport }
  public var direction: Direction { term.direction }
}

extension AccessEntry: Comparable {
  /// By address, protocol, ports, direction.
  public static func < (a: AccessEntry, b: AccessEntry) -> Bool {
    if a.packedAddress != b.packedAddress { return a.packedAddress < b.packedAddress }
    return a.term < b.term
  }
}
