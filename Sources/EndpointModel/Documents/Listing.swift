/// What a document lists, row by row. For callers that need neither sorting nor cross-row findings.
public struct Listing: Sendable {
  public let source: String
  /// In document order; some may be equal.
  public let endpoints: Endpoints
  /// What was left out because it was not understood, by line.
  public let errors: [Finding]

  public init(source: String, endpoints: Endpoints, errors: [Finding]) {
    self.source = source
    self.endpoints = endpoints
    self.errors = errors
  }
}
