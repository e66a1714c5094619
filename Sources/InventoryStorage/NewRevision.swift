import EndpointModel
import InventoryModel

/// A revision to store.
public struct NewRevision: Sendable {
  public let deployment: DeploymentName
  /// The number of the revision that it is based on; nil for the first one.
  public let basedOn: Int?
  /// For a correction, the revision whose table it repeats.
  public let copyOf: Int?
  /// From the table that it is based on, or an empty one, to its own.
  public let comparison: Comparison
  public let document: DocumentDescription
  public let fetchedAt: UTCTime
  /// When it becomes current.
  public let recordedAt: UTCTime
  /// The document's words for the endpoints that it adds.
  public let quotes: [Endpoint: String]
  /// The version of the layout by which the document was read; nil for none.
  public let layout: Int?
  /// The document's bytes, to be kept; nil if they are not.
  public let kept: PackedDocument?
  /// Why it is held; empty if it becomes current.
  public let holdReasons: [HoldReason]

  /// How many rows it writes: an endpoint changed in place is removed and added.
  var rowCount: Int {
    let changes = comparison.changes
    return changes.removed.count + changes.added.count + changes.changed.count * 2
  }

  public init(
    deployment: DeploymentName, basedOn: Int?, copyOf: Int? = nil, comparison: Comparison,
    document: DocumentDescription, fetchedAt: UTCTime, recordedAt: UTCTime,
    quotes: [Endpoint: String] = [:], layout: Int? = nil, kept: PackedDocument? = nil,
    holdReasons: [HoldReason] = []
  ) {
    self.kept = kept
    self.layout = layout
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
