import EndpointModel
import InventoryModel
import InventoryStorage

/// What it would do to take a revision out of history.
///
/// ```swift
/// let effect = try VoidEffect(of: revision, in: reader, at: now)
/// effect.next?.number  // 2: current then, if `isCurrent`
/// ```
public struct VoidEffect: Sendable {
  public let revision: Revision
  /// Whether it is the current one, so that something may open or close.
  public let isCurrent: Bool
  /// The revision that is current afterwards; nil if none is.
  public let next: Revision?
  /// A revision that waits, and would be passed by: it was compared with a history that will be
  /// gone. Nil if none waits, or it goes on waiting.
  public let passed: Revision?
  public let table: TableEffect

  /// - Parameter time: whose customers and ports count.
  /// - Throws: `SettlementError.isVoid`, `InventoryError`
  public init(of revision: Revision, in inventory: InventoryReader, at time: UTCTime) throws {
    if revision.state == .void { throw SettlementError.isVoid(revision) }
    let deployment = revision.deployment
    let current = try inventory.latestRevision(of: deployment)
    self.revision = revision
    isCurrent = current?.number == revision.number
    next =
      isCurrent
      ? try inventory.revisions(of: deployment).first {
        $0.isAccepted && $0.number != revision.number
      } : current
    passed = revision.isAccepted ? try inventory.heldRevision(of: deployment) : nil
    table = try TableEffect(
      from: current, to: next, of: deployment, in: inventory, at: time)
  }
}
