import EndpointModel

extension Endpoint {
  /// What a rule allows at an address.
  ///
  /// - Parameter ports: nil for every port, and for a protocol without ports.
  init(
    _ address: EndpointAddress, _ transport: IPProtocol, _ ports: PortSet?, _ direction: Direction
  ) {
    self.init(
      address: address, ports: ports.map { .numbers($0) } ?? .any, transport: transport,
      direction: direction)
  }
}

extension PermitDirection {
  /// As a document states it.
  var stated: Direction { self == .outbound ? .outbound : .inbound }
}
