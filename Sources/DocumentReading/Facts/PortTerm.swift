import EndpointModel

/// Ports with the protocol next to them.
struct PortTerm: Hashable {
  /// Nil if none is named.
  var transport: IPProtocol?
  /// The usual protocol of an application that is named instead of a protocol.
  var usualTransport: IPProtocol?
  /// Nil if a protocol is named alone.
  var ports: Ports?

  /// The ports that an endpoint over a protocol has: none where the protocol has none, "port 50 (ESP)".
  func ports(over transport: IPProtocol?) -> Ports? {
    transport?.hasPorts ?? true ? ports : nil
  }

  /// Whether the ports include this one; true if they have no numbers.
  func holds(_ port: UInt16) -> Bool {
    switch ports {
    case .numbers(let set): set.contains(port)
    case nil, .any, .customer: true
    }
  }
}
