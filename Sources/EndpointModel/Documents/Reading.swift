/// What was understood of a document.
public struct Reading: Sendable {
  public let description: DocumentDescription
  /// In document order, no two equal.
  public let endpoints: [Endpoint]
  /// The same endpoints, sorted.
  public let snapshot: Snapshot
  /// Sorted by line.
  public let findings: [Finding]

  /// Whether something was left out because it was not understood.
  public var isPartial: Bool { findings.contains { $0.severity == .error } }

  public init(
    description: DocumentDescription, endpoints: [Endpoint], snapshot: Snapshot,
    findings: [Finding]
  ) {
    self.description = description
    self.endpoints = endpoints
    self.snapshot = snapshot
    self.findings = findings
  }
}
