/// One stored version of a deployment's document.
public struct Revision: Hashable, Sendable {
  public let deployment: DeploymentName
  /// From 1, without gaps.
  public let number: Int
  /// When it became the current one.
  public let recordedAt: UTCTime
  /// How many endpoints its snapshot has.
  public let endpointCount: Int
  /// Rows that this revision added and removed against the one before; a row
  /// changed in place counts once in each.
  public let addedCount: Int
  public let removedCount: Int
  public let document: DocumentDescription

  public init(
    deployment: DeploymentName, number: Int, recordedAt: UTCTime, endpointCount: Int,
    addedCount: Int, removedCount: Int, document: DocumentDescription
  ) {
    self.deployment = deployment
    self.number = number
    self.recordedAt = recordedAt
    self.endpointCount = endpointCount
    self.addedCount = addedCount
    self.removedCount = removedCount
    self.document = document
  }
}
