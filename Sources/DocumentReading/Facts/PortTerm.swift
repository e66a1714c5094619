import EndpointModel

/// Ports with the protocol that stands beside them.
struct PortTerm: Hashable {
  /// Nil where none is named.
  var transport: IPProtocol?
  /// What runs there usually, where no protocol is named but something that runs over one.
  var usualTransport: IPProtocol?
  /// Nil where a protocol is named alone.
  var ports: Ports?

  /// Whether the ports hold one.
  func holds(_ port: UInt16) -> Bool {
    switch ports {
    case .numbers(let set): set.contains(port)
    case nil, .any, .customer: true
    }
  }
}
