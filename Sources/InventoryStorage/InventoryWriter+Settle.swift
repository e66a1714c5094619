import EndpointModel
import GRDB

extension InventoryWriter {
  /// Makes a held revision the current one, with its own time, or rejects it.
  ///
  /// - Returns: the revision as it is afterwards.
  /// - Throws: `InventoryError.notHeld`, `.unknownRevision`, `.unknownDeployment`
  public func settle(
    _ deployment: DeploymentName, number: Int, isApproved: Bool
  ) throws -> Revision {
    let id = try self.id(of: deployment)
    func stored() throws -> Revision? {
      try revisions(where: "deployment_id = ? AND number = ?", [id, number]).first
    }
    guard let revision = try stored() else {
      guard let latest = try latest(id) else {
        throw InventoryError.unknownDeployment(deployment, known: [])
      }
      throw InventoryError.unknownRevision(
        RevisionReference(deployment, .number(number)), latest: latest)
    }
    guard revision.isHeld else { throw InventoryError.notHeld(revision) }
    let base = try latest(id)?.number
    var changes: ChangeSet?
    if isApproved {
      let accepted = try RevisionDifference(db, deploymentID: id, numbers: [number]).changes
      let before = try base.map { try snapshot(deploymentID: id, revision: $0) }
      try RevisionWriter.write(db, deploymentID: id, revision: number) { writer in
        try accepted.eachAddress { try writer.apply(removed: $0, added: $1) }
      }
      changes = accepted
      if let before {
        let access = AccessChange(
          from: before, to: try before.applying(accepted), changes: accepted)
        try insert(access, deploymentID: id, number: number)
      }
    }
    try db.execute(
      sql: """
        UPDATE revision SET state = ?, settled_at = ?, settled_by = ?, settled_note = ?
        WHERE deployment_id = ? AND number = ?
        """,
      arguments: [
        isApproved ? "accepted" : "rejected", act.time.description, act.author.shown.text,
        act.note?.text, id, number,
      ])
    guard let settled = try stored() else { throw Row.corrupt("a revision is missing") }
    if let changes {
      try NoticeWriter(self, deploymentID: id).tell(of: settled, base: base, changes, at: act.time)
    }
    return settled
  }

  /// Marks what is held as passed by: the vendor no longer shows it.
  ///
  /// - Parameter time: when the document was fetched that does not show it; what was
  ///   fetched later stays held.
  public func passBy(_ deployment: DeploymentName, at time: UTCTime) throws {
    try passBy(deploymentID: try id(of: deployment), at: time)
  }

  func passBy(deploymentID: Int64, at time: UTCTime) throws {
    try db.execute(
      sql: """
        UPDATE revision SET state = 'passed', settled_at = ?
        WHERE deployment_id = ? AND state = 'held' AND fetched_at <= ?
        """, arguments: [time.description, deploymentID, time.description])
    if db.changesCount > 0 { try forgetValidators(deploymentID: deploymentID) }
  }

  /// What the server said of the document holds for the revision that it became only.
  func forgetValidators(deploymentID: Int64) throws {
    try db.execute(
      sql: "UPDATE source SET etag = NULL, last_modified = NULL WHERE deployment_id = ?",
      arguments: [deploymentID])
  }
}
