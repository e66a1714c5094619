import EndpointModel
import GRDB
import InventoryModel

extension InventoryWriter {
  /// Stores a new revision with the table of an earlier one: a correction. A held revision is
  /// passed by, since it was held against the table that is no longer current.
  ///
  /// - Returns: the new revision, which is current.
  public func storeCopy(of earlier: Revision, recordedAt: UTCTime) throws -> Revision {
    let current = try latestRevision(of: earlier.deployment)
    let before = try current.map { try snapshot(of: $0) } ?? Snapshot([])
    let after = try snapshot(of: earlier)
    return try commit(
      NewRevision(
        deployment: earlier.deployment, basedOn: current?.number,
        copyOf: earlier.copyOf ?? earlier.number,
        comparison: Comparison(
          from: before, to: after, meant: try declaration(of: earlier.deployment)),
        document: earlier.document, fetchedAt: earlier.fetchedAt, recordedAt: recordedAt))
  }

  /// Takes a revision out of the history of current revisions, as if it had never been: later ones
  /// then change what the one before it left. Its row and its changes stay.
  ///
  /// A long table is scanned whole: this is for mistakes, which are few.
  public func void(_ revision: Revision) throws {
    let id = try self.id(of: revision.deployment)
    guard revision.isAccepted else {
      try setState(deploymentID: id, number: revision.number, .void)
      return try setRefused(revision, false)
    }
    let left = try snapshot(of: revision)
    // A held revision was compared with a table that will be gone.
    try passBy(deploymentID: id, at: act.time)
    let later = try revisions(where: "deployment_id = ? AND number > ?", [id, revision.number])
      .reversed().map {
        Later(revision: $0, table: try snapshot(of: $0), quotes: try quotes(of: $0))
      }
    if revision.isFirst { try noteWhole(revision, deploymentID: id) }
    let accepted = [revision.number] + later.filter(\.revision.isAccepted).map(\.revision.number)
    for number in accepted { try takeOut(deploymentID: id, number) }
    try setState(deploymentID: id, number: revision.number, .void)
    for later in later { try putBack(later, deploymentID: id) }
    try setRefused(revision, false)
    try forgetValidators(deploymentID: id)
    try NoticeWriter(self, deploymentID: id).takeBack(revision, that: left)
  }

  /// A revision after one that is voided.
  private struct Later {
    let revision: Revision
    let table: Snapshot
    let quotes: [Endpoint: String]
  }

  /// Records everything that a first revision adds as its changes, since it will have no endpoints.
  private func noteWhole(_ first: Revision, deploymentID: Int64) throws {
    let table = try snapshot(of: first)
    try RevisionWriter.write(db, deploymentID: deploymentID, revision: first.number) { writer in
      try ChangeSet(removed: [], added: table.endpoints).eachAddress {
        try writer.note(removed: $0, added: $1, quotes: [:], isFirst: true)
      }
    }
  }

  /// Undoes what a revision did to the endpoint table. Call it from the latest revision backwards,
  /// or in any order if all of them are undone.
  private func takeOut(deploymentID: Int64, _ number: Int) throws {
    let arguments: StatementArguments = [deploymentID, number]
    try db.execute(
      sql: "DELETE FROM endpoint WHERE deployment_id = ? AND added_in = ?", arguments: arguments)
    try db.execute(
      sql: "UPDATE endpoint SET removed_in = NULL WHERE deployment_id = ? AND removed_in = ?",
      arguments: arguments)
    try db.execute(
      sql: "DELETE FROM access_part WHERE deployment_id = ? AND number = ?", arguments: arguments)
    try db.execute(
      sql: "UPDATE revision SET has_access = 0 WHERE deployment_id = ? AND number = ?",
      arguments: arguments)
  }

  /// Records what a revision changes compared with the accepted one now before it, and applies it
  /// if it is accepted.
  private func putBack(_ later: Later, deploymentID: Int64) throws {
    let number = later.revision.number
    let base = try revisions(
      where: "deployment_id = ? AND state = 'accepted' AND number < ?", [deploymentID, number],
      limit: 1
    ).first
    let before =
      try base.map { try snapshot(deploymentID: deploymentID, revision: $0.number) }
      ?? Snapshot([])
    let comparison = Comparison(from: before, to: later.table)
    let changes = comparison.changes
    let counts = ChangeCounts(changes)
    try db.execute(
      sql: "DELETE FROM change WHERE deployment_id = ? AND number = ?",
      arguments: [deploymentID, number])
    try db.execute(
      sql: """
        UPDATE revision SET base_number = ?, added_count = ?, removed_count = ?, changed_count = ?
        WHERE deployment_id = ? AND number = ?
        """,
      arguments: [
        base?.number, counts.added, counts.removed, counts.changed, deploymentID, number,
      ])
    try RevisionWriter.write(db, deploymentID: deploymentID, revision: number) { writer in
      try changes.eachAddress { removed, added in
        if base != nil || !later.revision.isAccepted {
          try writer.note(removed: removed, added: added, quotes: later.quotes)
        }
        if later.revision.isAccepted { try writer.apply(removed: removed, added: added) }
      }
    }
    guard base != nil, later.revision.isAccepted else { return }
    try insert(comparison.access, deploymentID: deploymentID, number: number)
  }
}
