/// One line of what an access allows: these ports of this protocol to this address.
public struct AccessEntry: Hashable, Sendable {
  /// A CIDR block, a name, `any`, or nil for ports stated without an address.
  public let address: EndpointAddress?
  public let term: AccessTerm

  init(address: EndpointAddress?, term: AccessTerm) {
    self.address = address
    self.term = term
  }

  /// Nil if the document does not state them; `any` for protocols without ports.
  public var ports: Ports? { term.ports }
  public var transport: AccessProtocol { term.transport }
  public var direction: Direction { term.direction }
}

extension AccessEntry: Comparable {
  /// By address, protocol, ports, direction.
  public static func < (a: AccessEntry, b: AccessEntry) -> Bool {
    Order.by(a.address, b.address) ?? (a.term < b.term)
  }
}
