import EndpointModel

extension AddressSet {
  /// The addresses that networks give themselves (RFC 1918, section 3).
  static let privateSpace = AddressSet(
    ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"].compactMap { EndpointAddress($0)?.range })
}
