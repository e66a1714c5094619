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
    /// It differs or is the first, and is not to become current until a person approves it.
    case held
  }

  public let deployment: DeploymentName
  public let status: Status
  /// The current revision; nil for the first.
  public let base: Revision?
  /// The revision that was held, or rejected, and that the document still shows.
  public let known: Revision?
  /// The number of the last revision, whatever became of it; 0 where there is none.
  private let lastNumber: Int
  public let reading: Reading
  /// The current snapshot; empty for the first.
  public let before: Snapshot
  public let after: Snapshot
  public let changes: ChangeSet
  /// What is meant where the documents state no ports or protocol; nil where nothing is
  /// declared.
  public let declaration: Declaration?
  /// What it opens and closes as the documents state it, for storing; nil for the first
  /// revision, which opens all that it has.
  public var access: AccessChange? { laterAccess?.value }
  private let laterAccess: Later<AccessChange>?
  /// Why it is held; empty for all else.
  public let holdReasons: [HoldReason]

  /// - Parameters:
  ///   - changes: what turns the snapshot before into that of the reading.
  ///   - access: what they open and close; nil for the first revision.
  ///   - holdReasons: what a guard says of the document.
  ///   - known: the revision after the base that was held or rejected and that the
  ///     document shows.
  init(
    deployment: DeploymentName, base: Revision?, before: Snapshot, reading: Reading,
    changes: ChangeSet, access: Later<AccessChange>?, declaration: Declaration?,
    holdReasons: [HoldReason], known: Revision?, lastNumber: Int
  ) {
    self.lastNumber = lastNumber
    self.declaration = declaration
    self.deployment = deployment
    self.base = base
    self.reading = reading
    self.before = before
    after = reading.snapshot
    self.changes = changes
    laterAccess = access
    let isSame = changes.isEmpty && holdReasons.isEmpty
    let wasRejected = !isSame && known?.isRefused ?? false
    // What was held, and nothing speaks against any more, is taken.
    self.known = wasRejected || !holdReasons.isEmpty ? known : nil
    self.holdReasons = wasRejected ? [] : holdReasons
    status =
      if isSame || wasRejected {
        .unchanged
      } else if !holdReasons.isEmpty {
        .held
      } else {
        base == nil ? .first : .changed
      }
  }

  /// The number that its revision has, or gets where no other is stored before it.
  public var expectedRevision: Int {
    if let known, known.isHeld { return known.number }
    if status == .unchanged, let base = base ?? known { return base.number }
    return lastNumber + 1
  }
}
