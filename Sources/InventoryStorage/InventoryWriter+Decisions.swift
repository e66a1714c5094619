import EndpointModel
import GRDB
import InventoryModel

extension InventoryWriter {
  /// Records what was decided about a revision, by whom and why; the revision stays as it is.
  public func decide(_ verdict: Decision.Verdict, _ revision: Revision) throws {
    try decide(verdict, deploymentID: id(of: revision.deployment), number: revision.number)
  }

  private func decide(
    _ verdict: Decision.Verdict, deploymentID: Int64, number: Int
  ) throws {
    try db.execute(
      sql: """
        INSERT INTO decision (deployment_id, number, position, verdict, decided_at, user, name, note)
        SELECT ?1, ?2, 1 + ifnull((SELECT max(position) FROM decision
          WHERE deployment_id = ?1 AND number = ?2), 0), ?3, ?4, ?5, ?6, ?7
        """,
      arguments: [
        deploymentID, number, verdict.rawValue, act.time.description, act.author.user.text,
        act.author.name?.text, act.note?.text,
      ])
  }

  /// Sets whether a revision's table is refused: a document that shows it does not become current.
  public func setRefused(_ revision: Revision, _ isRefused: Bool) throws {
    try db.execute(
      sql: "UPDATE revision SET is_refused = ? WHERE deployment_id = ? AND number = ?",
      arguments: [isRefused, try id(of: revision.deployment), revision.number])
  }

  /// Changes the state of a revision that is held, rejected or passed by to another of these.
  public func setState(_ revision: Revision, _ state: Revision.State) throws {
    try setState(deploymentID: id(of: revision.deployment), number: revision.number, state)
  }

  func setState(deploymentID: Int64, number: Int, _ state: Revision.State) throws {
    try db.execute(
      sql: "UPDATE revision SET state = ? WHERE deployment_id = ? AND number = ?",
      arguments: [state.rawValue, deploymentID, number])
  }

  /// Makes a held revision the current one, with its own time, and puts the notices that it calls
  /// for into the outbox.
  ///
  /// - Returns: the revision as it is afterwards.
  public func accept(_ held: Revision) throws -> Revision {
    let id = try self.id(of: held.deployment)
    let base = try latestRevision(of: held.deployment)
    let changes = try RevisionDifference(db, deploymentID: id, numbers: [held.number]).changes
    let before =
      try base.map { try snapshot(deploymentID: id, revision: $0.number) } ?? Snapshot([])
    let comparison = try Comparison(
      from: before, applying: changes, meant: declaration(of: held.deployment))
    if base == nil {
      // The endpoints already show what a first revision adds.
      try db.execute(
        sql: "DELETE FROM change WHERE deployment_id = ? AND number = ?",
        arguments: [id, held.number])
    }
    try RevisionWriter.write(db, deploymentID: id, revision: held.number) { writer in
      try changes.eachAddress { try writer.apply(removed: $0, added: $1) }
    }
    if base != nil { try insert(comparison.access, deploymentID: id, number: held.number) }
    try setState(deploymentID: id, number: held.number, .accepted)
    try setRefused(held, false)
    let accepted = try revision(RevisionReference(held.deployment, .number(held.number)))
    try NoticeWriter(self, deploymentID: id).tell(
      of: accepted, base: base?.number, comparison, at: act.time)
    return accepted
  }

  /// Marks the held revision as passed by: the vendor no longer shows it.
  ///
  /// - Parameter time: when the document that no longer shows it was fetched; a revision fetched
  ///   later stays held.
  public func passBy(_ deployment: DeploymentName, at time: UTCTime) throws {
    try passBy(deploymentID: try id(of: deployment), at: time)
  }

  func passBy(deploymentID: Int64, at time: UTCTime) throws {
    let held = try revisions(
      where: "deployment_id = ? AND state = 'held' AND fetched_at <= ?",
      [deploymentID, time.description]
    ).first
    guard let held else { return }
    try setState(deploymentID: deploymentID, number: held.number, .passed)
    try decide(.pass, deploymentID: deploymentID, number: held.number)
    try audit(.revisionPassed, held)
    try forgetValidators(deploymentID: deploymentID)
  }

  /// The server's validators apply only to the revision that the document became.
  func forgetValidators(deploymentID: Int64) throws {
    try db.execute(
      sql: "UPDATE source SET etag = NULL, last_modified = NULL WHERE deployment_id = ?",
      arguments: [deploymentID])
  }
}
