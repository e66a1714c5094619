import EndpointModel
import InventoryModel

/// What storing a document would do to a deployment.
public struct SyncPlan: Sendable {
  public enum Status: String, Sendable {
    /// The deployment has no revision yet.
    case first
    /// The endpoint table differs from the current one.
    case changed
    /// The endpoint table equals the current one, in whatever layout.
    case unchanged
    /// It differs or is the first, and does not become current until a person approves it.
    case held
  }

  public let deployment: DeploymentName
  public let status: Status
  /// The current revision; nil if there is none.
  public let base: Revision?
  /// The held or rejected revision that the document still shows.
  public let known: Revision?
  /// The number of the last revision in any state; 0 if there is none.
  private let lastNumber: Int
  public let reading: Reading
  /// From the current snapshot, or an empty one, to that of the document.
  public let comparison: Comparison
  /// Why it is held; otherwise empty.
  public let holdReasons: [HoldReason]

  /// - Parameters:
  ///   - holdReasons: the guard's reasons to hold the document.
  ///   - known: the held or rejected revision after the base that the document shows.
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
    // A held revision that nothing speaks against any more is taken.
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

  /// The number that its revision has, or will have if no other is stored before it.
  public var expectedRevision: Int {
    if let known, known.isHeld { return known.number }
    if status == .unchanged, let base = base ?? known { return base.number }
    return lastNumber + 1
  }
}
