import EndpointModel
import GRDB

extension Inventory {
  /// Makes a held revision the current one, with its own time, or rejects it.
  ///
  /// - Returns: the revision as it is afterwards.
  /// - Throws: `InventoryError.notHeld`, `.unknownRevision`, `.unknownDeployment`
  public func settle(
    _ deployment: DeploymentName, number: Int, isApproved: Bool, at time: UTCTime,
    by author: GivenText?, note: GivenText?
  ) throws -> Revision {
    try write { db in
      let id = try Self.id(db, of: deployment)
      func stored() throws -> Revision? {
        try Self.revisions(db, where: "deployment_id = ? AND number = ?", [id, number]).first
      }
      guard let revision = try stored() else {
        guard let latest = try Self.latest(db, id) else {
          throw InventoryError.unknownDeployment(deployment, known: [])
        }
        throw InventoryError.unknownRevision(
          RevisionReference(deployment, .number(number)), latest: latest)
      }
      guard revision.isHeld else { throw InventoryError.notHeld(revision) }
      let base = try Self.latest(db, id)?.number
      var changes: ChangeSet?
      if isApproved {
        let accepted = try RevisionDifference(db, deploymentID: id, numbers: [number]).changes
        let before = try base.map { try Self.snapshot(db, deploymentID: id, revision: $0) }
        try RevisionWriter.write(db, deploymentID: id, revision: number) { writer in
          try accepted.eachAddress { try writer.apply(removed: $0, added: $1) }
        }
        changes = accepted
        if let before {
          let access = AccessChange(
            from: before, to: try before.applying(accepted), changes: accepted)
          try Self.insert(db, access, deploymentID: id, number: number)
        }
      }
      try db.execute(
        sql: """
          UPDATE revision SET state = ?, settled_at = ?, settled_by = ?, settled_note = ?
          WHERE deployment_id = ? AND number = ?
          """,
        arguments: [
          isApproved ? "accepted" : "rejected", time.description, author?.text, note?.text, id,
          number,
        ])
      let settled = try stored()!
      if let changes {
        try NoticeWriter(db, deploymentID: id).tell(of: settled, base: base, changes, at: time)
      }
      return settled
    }
  }

  /// Marks what is held as passed by: the vendor no longer shows it.
  ///
  /// - Parameter time: when the document was fetched that does not show it; what was
  ///   fetched later stays held.
  public func passBy(_ deployment: DeploymentName, at time: UTCTime) throws {
    try write { db in
      try Self.passBy(db, deploymentID: try Self.id(db, of: deployment), at: time)
    }
  }

  static func passBy(_ db: Database, deploymentID: Int64, at time: UTCTime) throws {
    try db.execute(
      sql: """
        UPDATE revision SET state = 'passed', settled_at = ?
        WHERE deployment_id = ? AND state = 'held' AND fetched_at <= ?
        """, arguments: [time.description, deploymentID, time.description])
    if db.changesCount > 0 { try forgetValidators(db, deploymentID: deploymentID) }
  }

  /// What the server said of the document holds for the revision that it became only.
  static func forgetValidators(_ db: Database, deploymentID: Int64) throws {
    try db.execute(
      sql: "UPDATE source SET etag = NULL, last_modified = NULL WHERE deployment_id = ?",
      arguments: [deploymentID])
  }

  /// The limits of a deployment's guard; the program's own where none are set.
  public func guardLimits(of deployment: DeploymentName) throws -> GuardLimits {
    try read { db in
      var limits = GuardLimits()
      guard let id = try Self.idOrNil(db, of: deployment),
        let row = try Row.fetchOne(
          db,
          sql: """
            SELECT loss_percent, loss_count, growth_factor, allows_special_space FROM guard
            WHERE deployment_id = ?
            """, arguments: [id])
      else { return limits }
      limits.lossPercent = row[0] ?? limits.lossPercent
      limits.lossCount = row[1] ?? limits.lossCount
      limits.growthFactor = row[2] ?? limits.growthFactor
      limits.allowsSpecialSpace = row[3] ?? limits.allowsSpecialSpace
      return limits
    }
  }

  /// Sets the limits of a deployment's guard; nil for the program's own.
  public func setGuardLimits(of deployment: DeploymentName, _ limits: GuardLimits?) throws {
    try write { db in
      let id = try Self.id(db, of: deployment)
      try db.execute(sql: "DELETE FROM guard WHERE deployment_id = ?", arguments: [id])
      guard let limits else { return }
      try db.execute(
        sql: """
          INSERT INTO guard (deployment_id, loss_percent, loss_count, growth_factor,
            allows_special_space) VALUES (?, ?, ?, ?, ?)
          """,
        arguments: [
          id, limits.lossPercent, limits.lossCount, limits.growthFactor,
          limits.allowsSpecialSpace,
        ])
    }
  }
}
