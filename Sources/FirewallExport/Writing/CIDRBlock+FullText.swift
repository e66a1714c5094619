import EndpointModel

extension CIDRBlock {
  /// With its length, also where it is one address: `192.0.2.1/32`. Clouds refuse it without.
  var fullText: String { "\(first)/\(prefixLength)" }
}
