import EndpointModel
import InventoryModel
import InventoryStorage

/// Gives a guard the tables to compare a new one with.
struct Watch {
  private let inventory: InventoryReader
  private let deployment: DeploymentName
  private let tables: StoredTables

  init(_ inventory: InventoryReader, _ deployment: DeploymentName, _ tables: StoredTables) {
    self.tables = tables
    self.inventory = inventory
    self.deployment = deployment
  }

  /// Why a document should be held.
  ///
  /// - Parameters:
  ///   - comparison: from the current table to that of the document.
  ///   - time: when it would become current.
  func reasons(
    for reading: Reading, after current: Revision, _ comparison: Comparison, isPartial: Bool,
    at time: UTCTime
  ) throws -> [HoldReason] {
    let declaration = try inventory.declaration(of: deployment)
    let new = comparison.meant.new
    var earlier = [
      RevisionGuard.Earlier(.current, current.number, current.document, comparison.meant)
    ]
    if !comparison.changes.isEmpty {
      for (moment, revision) in try older(than: current, at: time) {
        let table = try tables.table(of: revision, in: inventory).meant(by: declaration)
        earlier.append(
          RevisionGuard.Earlier(
            moment, revision.number, revision.document, Comparison(from: table, to: new)))
      }
    }
    return RevisionGuard(try inventory.guardLimits(of: deployment)).reasons(
      for: new, reading.description, after: earlier, isPartial: isPartial)
  }

  /// The revision that was current a week before, and the one approved last; the first revision in
  /// place of a missing one. An approval settles everything before it.
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
}
