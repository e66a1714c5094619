import EndpointModel

extension IPProtocol {
  /// The protocol that covers both.
  func joined(with other: IPProtocol) -> IPProtocol {
    if self == other { return self }
    let ported: Set<IPProtocol> = [.tcp, .udp, .tcpAndUDP]
    return ported.contains(self) && ported.contains(other) ? .tcpAndUDP : .any
  }
}

extension Sequence<IPProtocol> {
  /// The protocol that covers all of them; nil if there are none.
  var joined: IPProtocol? {
    reduce(nil) { joined, named in joined?.joined(with: named) ?? named }
  }
}
