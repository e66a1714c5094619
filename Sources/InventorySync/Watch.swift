import EndpointModel
import InventoryStorage

/// Brings a guard the tables that it compares a new one with.
struct Watch {
  private let inventory: InventoryReader
  private let deployment: DeploymentName

  private let tables: StoredTables

  init(_ inventory: InventoryReader, _ deployment: DeploymentName, _ tables: StoredTables) {
    self.tables = tables
    self.inventory = inventory
    self.deployment = deployment
  }

  /// Why the first document of a deployment should be held.
  func reasons(
    forFirst reading: Reading, _ addresses: DistinctAddresses?, isPartial: Bool
  ) throws -> [HoldReason] {
    let declaration = try inventory.declaration(of: deployment)
    return RevisionGuard(try inventory.guardLimits(of: deployment)).reasons(
      for: side(reading.snapshot, reading.description, addresses, declaration), after: [],
      isPartial: isPartial)
  }

  /// Why a later one should be.
  ///
  /// - Parameters:
  ///   - changes: what turns the current table into that of the document.
  ///   - time: when it would become current.
  func reasons(
    for reading: Reading, _ addresses: DistinctAddresses?,
    after current: SyncEngine.StoredSnapshot, _ changes: ChangeSet, isPartial: Bool,
    at time: UTCTime
  ) throws -> [HoldReason] {
    let declaration = try inventory.declaration(of: deployment)
    let new = side(reading.snapshot, reading.description, addresses, declaration)
    func earlier(
      _ moment: RevisionGuard.Earlier.Moment, _ stored: SyncEngine.StoredSnapshot,
      _ changes: ChangeSet?
    ) -> RevisionGuard.Earlier {
      let old = side(stored.snapshot, stored.revision.document, stored.addresses, declaration)
      // What is meant may differ where what is stated does not.
      return RevisionGuard.Earlier(
        moment, stored.revision.number, old, to: new,
        changes: declaration == nil ? changes : nil)
    }
    var all = [earlier(.current, current, changes)]
    if !changes.isEmpty {
      for (moment, revision) in try older(than: current.revision, at: time) {
        all.append(earlier(moment, try tables.table(of: revision, in: inventory), nil))
      }
    }
    return RevisionGuard(try inventory.guardLimits(of: deployment)).reasons(
      for: new, after: all, isPartial: isPartial)
  }

  /// What was current a week before, and what a person approved last; the first revision
  /// where there is no such. What was before an approval is settled by it.
  private func older(
    than current: Revision, at time: UTCTime
  ) throws -> [(RevisionGuard.Earlier.Moment, Revision)] {
    let approved = try inventory.lastApproved(of: deployment)
    guard let first = try inventory.firstRevision(of: deployment) else { return [] }
    let week: Int64 = 7 * 86_400
    let then = try UTCTime(seconds: time.seconds - week).flatMap {
      try inventory.revision(of: deployment, at: $0)
    }
    let weekAgo = then ?? first
    var out: [(RevisionGuard.Earlier.Moment, Revision)] = []
    if weekAgo.number != current.number, weekAgo.number >= approved?.number ?? 0 {
      out.append((.weekAgo, weekAgo))
    }
    let settled = approved ?? first
    if settled.number != current.number, settled.number != out.first?.1.number {
      out.append((approved == nil ? .first : .approved, settled))
    }
    return out
  }

  private func side(
    _ table: Snapshot, _ document: DocumentDescription, _ addresses: DistinctAddresses?,
    _ declaration: Declaration?
  ) -> RevisionGuard.Side {
    RevisionGuard.Side(table.meant(by: declaration), document, addresses: addresses)
  }
}
