/// One stored version of a deployment's document.
public struct Revision: Hashable, Sendable {
  public let deployment: DeploymentName
  /// From 1, without gaps.
  public let number: Int
  /// When it became the current one.
  public let recordedAt: UTCTime
  /// How many endpoints its snapshot has.
  public let endpointCount: Int
  /// What it changed against the revision before it.
  public let counts: ChangeCounts
  public let document: DocumentDescription
  /// When the document was fetched.
  public let fetchedAt: UTCTime

  public init(
    deployment: DeploymentName, number: Int, recordedAt: UTCTime, endpointCount: Int,
    counts: ChangeCounts, document: DocumentDescription, fetchedAt: UTCTime
  ) {
    self.deployment = deployment
    self.number = number
    self.recordedAt = recordedAt
    self.endpointCount = endpointCount
    self.counts = counts
    self.document = document
    self.fetchedAt = fetchedAt
  }
}

/// How many endpoints a change set adds, removes and changes in place.
public struct ChangeCounts: Hashable, Sendable {
  public let added: Int
  public let removed: Int
  public let changed: Int

  public init(added: Int, removed: Int, changed: Int) {
    self.added = added
    self.removed = removed
    self.changed = changed
  }

  public init(_ changes: ChangeSet) {
    self.init(
      added: changes.added.count, removed: changes.removed.count, changed: changes.changed.count)
  }
}
