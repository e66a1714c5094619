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
  /// Of the current snapshot, empty for the first, with that of the document.
  public let comparison: Comparison
  /// Why it is held; empty for all else.
  public let holdReasons: [HoldReason]

  /// - Parameters:
  ///   - holdReasons: what a guard says of the document.
  ///   - known: the revision after the base that was held or rejected and that the
  ///     document shows.
  init(
    deployment: DeploymentName, base: Revision?, comparison: Comparison, reading: Reading,
    holdReasons: [HoldReason], known: Revision?, lastNumber: Int
  ) {
    self.lastNumber = lastNumber
    self.deployment = deployment
    self.base = base
    self.reading = reading
    self.comparison = comparison
    let isSame = comparison.changes.isEmpty && holdReasons.isEmpty
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
