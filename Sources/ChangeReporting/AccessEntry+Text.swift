import EndpointModel

extension AccessEntry {
  /// The ports as in JSON and CSV: `80,443`, `any`, `customer`, `unstated`.
  var portsText: String { ports?.description ?? "unstated" }
}

extension AccessTerm {
  /// What passes, in words for a person: "tcp 443 outbound", "ports and protocol not stated,
  /// outbound".
  public var inWords: String { TermsText.text(self) }
}
