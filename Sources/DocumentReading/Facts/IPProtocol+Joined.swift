import EndpointModel

extension IPProtocol {
  /// The protocol that covers both.
  func joined(with other: IPProtocol) -> IPProtocol {
    if self == other { return self }
    let ported: Set<IPProtocol> = [.tcp, .udp, .tcpAndUDP]
    return ported.contains(self) && ported.contains(other) ? .tcpAndUDP : .any
  }
}
