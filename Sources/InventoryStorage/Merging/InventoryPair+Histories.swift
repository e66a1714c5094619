import EndpointModel
import GRDB
import InventoryModel

extension InventoryPair {
  /// Takes the revisions of a deployment from a number on, as they are: with their times, authors,
  /// documents and decisions. Nobody is told of them; `tell` does that.
  ///
  /// - Parameter number: the first that is not here, or the one that waits here and is settled
  ///   there.
  public func takeHistory(of deployment: DeploymentName, from number: Int) throws {
    let there = try theirs.id(of: renaming.there(deployment))
    let here = try ours.ensureDeployment(deployment)
    let db = ours.db
    let layouts = try Int.fetchOne(
      db, sql: "SELECT max(number) FROM layout WHERE deployment_id = ?", arguments: [here])
    try copy.copy("layout", where: "deployment_id = ? AND number > ?", [there, layouts ?? 0])
    let tables = [
      "revision", "revision_layout", "decision", "hold_reason", "stated", "change", "access_part",
    ]
    for table in tables.reversed() {
      try db.execute(
        sql: "DELETE FROM \(table) WHERE deployment_id = ? AND number >= ?",
        arguments: [here, number])
    }
    for table in tables {
      try copy.copy(table, where: "deployment_id = ? AND number >= ?", [there, number])
    }
    try copy.copy("endpoint", where: "deployment_id = ? AND added_in >= ?", [there, number])
    try removeEndpoints(from: number, here, there)
    try copy.copy(
      "range_part",
      where: "address IN (SELECT address FROM endpoint WHERE deployment_id = ? AND added_in >= ?)",
      [there, number], skipsKnown: true)
    try copy.copy(
      "kept_document",
      where: "sha256 IN (SELECT sha256 FROM revision WHERE deployment_id = ? AND number >= ?)",
      [there, number], skipsKnown: true)
    try copy.copy(
      "former_deployment_name", where: "deployment_id = ?", [there], skipsKnown: true)
    try db.execute(
      sql: """
        DELETE FROM former_deployment_name
        WHERE EXISTS (SELECT 1 FROM deployment WHERE deployment.vendor = former_deployment_name.vendor
          AND deployment.name = former_deployment_name.name)
        """)
    try ours.forgetValidators(deploymentID: here)
  }

  /// Endpoints of earlier revisions end where they end there.
  private func removeEndpoints(from number: Int, _ here: Int64, _ there: Int64) throws {
    let rows = try Row.fetchCursor(
      theirs.db,
      sql: """
        SELECT removed_in, address, added_in, position FROM endpoint
        WHERE deployment_id = ?1 AND added_in < ?2 AND removed_in >= ?2
        """, arguments: [there, number])
    let update = try ours.db.cachedStatement(
      sql: """
        UPDATE endpoint SET removed_in = ?
        WHERE address = ? AND added_in = ? AND position = ? AND deployment_id = ?
          AND removed_in IS NULL
        """)
    while let row = try rows.next() {
      try update.execute(
        arguments: [
          row[0] as DatabaseValue, row[1] as DatabaseValue, row[2] as DatabaseValue,
          row[3] as DatabaseValue, here,
        ])
      guard ours.db.changesCount == 1 else {
        throw Row.corrupt("an endpoint that a revision removes is missing")
      }
    }
  }

  /// Puts the notices into the outbox that revisions call for which were taken from a number on, for
  /// those who are told here.
  public func tell(of deployment: DeploymentName, from number: Int) throws {
    let id = try ours.id(of: deployment)
    let taken = try ours.revisions(of: deployment).reversed().filter { $0.number >= number }
    for revision in taken where revision.isAccepted || revision.isHeld {
      let base = try revision.base.map {
        try ours.revision(RevisionReference(deployment, .number($0)))
      }
      let comparison = Comparison(
        from: try base.map { try ours.snapshot(of: $0) } ?? Snapshot([]),
        to: try ours.snapshot(of: revision), meant: try ours.declaration(of: deployment))
      try NoticeWriter(ours, deploymentID: id).tell(
        of: revision, base: revision.base, comparison, at: ours.act.time)
    }
  }

  /// Stores the current table of the other inventory's deployment as a new revision, dated now.
  ///
  /// - Returns: the new revision, and the one there; nil if there is none.
  public func takeTable(
    of deployment: DeploymentName
  ) throws -> (revision: Revision, of: Revision)? {
    guard let current = try theirs.latestRevision(of: renaming.there(deployment)) else {
      return nil
    }
    let base = try ours.latestRevision(of: deployment)
    let before = try base.map { try ours.snapshot(of: $0) } ?? Snapshot([])
    let stored = try ours.commit(
      NewRevision(
        deployment: deployment, basedOn: base?.number,
        comparison: Comparison(
          from: before, to: try theirs.snapshot(of: current),
          meant: try ours.declaration(of: deployment)),
        document: current.document, fetchedAt: ours.act.time,
        recordedAt: max(ours.act.time, base?.recordedAt ?? ours.act.time),
        quotes: try theirs.quotes(of: current), kept: try theirs.keptDocument(of: current)))
    try ours.decide(.approve, stored)
    return (stored, current)
  }
}
