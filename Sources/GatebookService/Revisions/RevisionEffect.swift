import EndpointModel
import InventoryModel
import InventoryStorage

/// What a revision does, or would do if a person approved it.
///
/// ```swift
/// let effect = try RevisionEffect(of: held, in: reader, at: now)
/// effect.table.customers.map(\.text)  // ["northwood-ems"]
/// ```
public struct RevisionEffect: Sendable {
  public let revision: Revision
  /// What it is compared with: of one that waits, the current revision, else the one before it.
  /// Nil if there is none, and then everything is new.
  public let before: Revision?
  public let table: TableEffect

  /// - Parameter time: whose customers and ports count.
  /// - Throws: `InventoryError`
  public init(of revision: Revision, in inventory: InventoryReader, at time: UTCTime) throws {
    let deployment = revision.deployment
    before =
      revision.isHeld
      ? try inventory.latestRevision(of: deployment)
      : try revision.base.flatMap {
        try inventory.revision(RevisionReference(deployment, .number($0)))
      }
    self.revision = revision
    table = try TableEffect(
      from: before, to: revision, of: deployment, in: inventory, at: time)
  }
}
