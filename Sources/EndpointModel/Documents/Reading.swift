/// What was understood of a document.
public struct Reading: Sendable {
  public let description: DocumentDescription
  /// In document order, no two equal.
  public let endpoints: [Endpoint]
  /// Sorted by line.
  public let findings: [Finding]

  /// Whether something was left out because it was not understood.
  public var isPartial: Bool { findings.contains { $0.severity == .error } }

  public var snapshot: Snapshot { Snapshot(endpoints) }

  public init(
    description: DocumentDescription, endpoints: [Endpoint], findings: [Finding]
  ) {
    self.description = description
    self.endpoints = endpoints
    self.findings = findings
  }
}
