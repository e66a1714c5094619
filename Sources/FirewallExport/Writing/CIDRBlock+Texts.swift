import EndpointModel

extension CIDRBlock {
  /// With its length, also where it is one address: `192.0.2.1/32`. Clouds refuse it without.
  var fullText: String { "\(first)/\(prefixLength)" }

  /// All of a family in two blocks, for languages that take no block of the length 0.
  static func halves(of family: IPFamily) -> [String] {
    family == .v4 ? ["0.0.0.0/1", "128.0.0.0/1"] : ["::/1", "8000::/1"]
  }

  /// The dotted mask of an IPv4 block: `255.255.255.0`.
  var mask: IPAddress? {
    IPAddress(family: .v4, number: IPFamily.v4.highest ^ (last.number ^ first.number))
  }
}
