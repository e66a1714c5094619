import EndpointModel

/// A revision that is to be stored.
public struct NewRevision: Sendable {
  public let deployment: DeploymentName
  /// The number of the revision that it is based on; nil for the first one.
  public let basedOn: Int?
  /// Of a correction, the revision whose table it has again.
  public let copyOf: Int?
  /// The table that it is based on, or an empty one, and its own.
  public let comparison: Comparison
  public let document: DocumentDescription
  public let fetchedAt: UTCTime
  public let recordedAt: UTCTime
  /// The words of the document that endpoints which it adds were read from.
  public let quotes: [Endpoint: String]
  /// Why it is to be held; empty for one that becomes current.
  public let holdReasons: [HoldReason]

  /// How many rows it writes: what is changed in place is removed and added.
  var rowCount: Int {
    let changes = comparison.changes
    return changes.removed.count + changes.added.count + changes.changed.count * 2
  }

  public init(
    deployment: DeploymentName, basedOn: Int?, copyOf: Int? = nil, comparison: Comparison,
    document: DocumentDescription, fetchedAt: UTCTime, recordedAt: UTCTime,
    quotes: [Endpoint: String] = [:], holdReasons: [HoldReason] = []
  ) {
    self.quotes = quotes
    self.holdReasons = holdReasons
    self.deployment = deployment
    self.basedOn = basedOn
    self.copyOf = copyOf
    self.comparison = comparison
    self.document = document
    self.fetchedAt = fetchedAt
    self.recordedAt = recordedAt
  }
}
