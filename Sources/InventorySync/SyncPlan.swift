import EndpointModel

/// What storing a document would do to a deployment.
public struct SyncPlan: Sendable {
  public enum Status: String, Sendable {
    /// The deployment has no revision yet.
    case first
    /// The endpoint table differs from the current one.
    case changed
    /// The endpoint table is the current one, in whatever layout.
    case unchanged
  }

  public let deployment: DeploymentName
  public let status: Status
  /// The current revision; nil for the first.
  public let base: Revision?
  public let reading: Reading
  /// The current snapshot; empty for the first.
  public let before: Snapshot
  public let after: Snapshot
  public let changes: ChangeSet

  init(deployment: DeploymentName, base: Revision?, before: Snapshot, reading: Reading) {
    self.deployment = deployment
    self.base = base
    self.reading = reading
    self.before = before
    after = reading.snapshot
    changes = ChangeSet(from: before, to: after)
    status = base == nil ? .first : changes.isEmpty ? .unchanged : .changed
  }
}
