import EndpointModel

extension CIDRBlock {
  /// The dotted mask of an IPv4 block: `255.255.255.0`.
  var mask: IPAddress? {
    IPAddress(family: .v4, number: IPFamily.v4.highest ^ (last.number ^ first.number))
  }
}
