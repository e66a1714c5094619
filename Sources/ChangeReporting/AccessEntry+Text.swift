import EndpointModel

extension AccessEntry {
  /// The ports as in JSON and CSV: `80,443`, `any`, `customer`, `unstated`.
  var portsText: String { ports?.description ?? "unstated" }
}
