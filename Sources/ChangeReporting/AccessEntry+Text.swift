import EndpointModel

extension AccessEntry {
  /// As JSON and CSV have them: `80,443`, `any`, `customer`, `unstated`.
  var portsText: String { ports?.description ?? "unstated" }
}
