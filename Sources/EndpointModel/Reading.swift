/// What was understood of a document.
public struct Reading: Sendable {
  public let description: DocumentDescription
  /// In document order, no two equal.
  public let endpoints: [Endpoint]
  /// Sorted by line.
  public let findings: [Finding]
  /// Times that the document asks for, such as registration timers.
  public let timers: [StatedTimer]
  /// Numbers of addresses or ports that the document says it holds.
  public let statedCounts: [StatedCount]

  /// Whether something was left out because it was not understood.
  public var isPartial: Bool { findings.contains { $0.severity == .error } }

  public var snapshot: Snapshot { Snapshot(endpoints) }

  public init(
    description: DocumentDescription, endpoints: [Endpoint], findings: [Finding],
    timers: [StatedTimer], statedCounts: [StatedCount]
  ) {
    self.description = description
    self.endpoints = endpoints
    self.findings = findings
    self.timers = timers
    self.statedCounts = statedCounts
  }
}
