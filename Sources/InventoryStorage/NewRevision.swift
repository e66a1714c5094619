import EndpointModel

/// A revision that is to be stored.
public struct NewRevision: Sendable {
  public let deployment: DeploymentName
  /// The number of the revision that `changes` begin at; nil for the first one.
  public let basedOn: Int?
  /// Of a correction, the revision whose table it has again.
  public let copyOf: Int?
  public let changes: ChangeSet
  /// What it opens and closes against that one; nil for the first. Asked for when all else
  /// is written, so that it can be worked out until then.
  public let access: @Sendable () -> AccessChange?
  /// How many endpoints the snapshot has after the changes.
  public let endpointCount: Int
  public let document: DocumentDescription
  public let fetchedAt: UTCTime
  public let recordedAt: UTCTime
  /// The words of the document that endpoints which it adds were read from.
  public let quotes: [Endpoint: String]
  /// Why it is to be held; empty for one that becomes current.
  public let holdReasons: [HoldReason]

  public init(
    deployment: DeploymentName, basedOn: Int?, copyOf: Int? = nil, changes: ChangeSet,
    endpointCount: Int,
    document: DocumentDescription, fetchedAt: UTCTime, recordedAt: UTCTime,
    access: @autoclosure @escaping @Sendable () -> AccessChange? = nil,
    quotes: [Endpoint: String] = [:], holdReasons: [HoldReason] = []
  ) {
    self.access = access
    self.quotes = quotes
    self.holdReasons = holdReasons
    self.deployment = deployment
    self.basedOn = basedOn
    self.copyOf = copyOf
    self.changes = changes
    self.endpointCount = endpointCount
    self.document = document
    self.fetchedAt = fetchedAt
    self.recordedAt = recordedAt
  }
}
