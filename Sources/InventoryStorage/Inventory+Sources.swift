import EndpointModel
import GRDB

extension Inventory {
  /// The sources, by deployment, and when each was added.
  public func sources() throws -> [(source: RegisteredSource, addedAt: UTCTime)] {
    try read { db in
      let sql = """
        SELECT vendor || '/' || name, location, allows_private, accepts_partial, overdue_hours,
          added_at, etag, last_modified, succeeded_at, failed_at, failure, failure_count, waits_until
        FROM source JOIN deployment ON deployment.id = deployment_id ORDER BY vendor, name
        """
      return try Row.fetchAll(db, sql: sql).map { row in
        guard let deployment = try row.value(0, as: DeploymentName.self),
          let location = try row.value(1, as: SourceLocation.self),
          let addedAt = try row.value(5, as: UTCTime.self)
        else { throw Row.corrupt("a source lacks a value") }
        var source = RegisteredSource(
          deployment: deployment, location: location,
          options: RegisteredSource.Options(
            allowsPrivate: row[2], acceptsPartial: row[3], overdueHours: row[4]))
        source.etag = row[6]
        source.lastModified = row[7]
        source.succeededAt = try row.value(8, as: UTCTime.self)
        source.failedAt = try row.value(9, as: UTCTime.self)
        source.failure = row[10]
        source.failureCount = row[11]
        source.waitsUntil = try row.value(12, as: UTCTime.self)
        return (source, addedAt)
      }
    }
  }

  /// Registers a source, in place of the one that the deployment had.
  public func addSource(_ source: RegisteredSource, at time: UTCTime) throws {
    try write { db in
      let id = try Self.ensureDeployment(db, source.deployment)
      try Self.deleteSource(db, deploymentID: id)
      try db.execute(
        sql: """
          INSERT INTO source (deployment_id, location, allows_private, accepts_partial,
            overdue_hours, added_at) VALUES (?, ?, ?, ?, ?, ?)
          """,
        arguments: [
          id, source.location.description, source.options.allowsPrivate,
          source.options.acceptsPartial, source.options.overdueHours, time.description,
        ])
    }
  }

  /// - Throws: `InventoryError.noSource`, `.unknownDeployment`
  public func removeSource(of deployment: DeploymentName) throws {
    try write { db in
      let id = try Self.id(db, of: deployment)
      guard try Self.deleteSource(db, deploymentID: id) else {
        throw InventoryError.noSource(deployment)
      }
    }
  }

  @discardableResult
  private static func deleteSource(_ db: Database, deploymentID: Int64) throws -> Bool {
    try db.execute(
      sql: "DELETE FROM source_item WHERE deployment_id = ?", arguments: [deploymentID])
    try db.execute(sql: "DELETE FROM source WHERE deployment_id = ?", arguments: [deploymentID])
    return db.changesCount > 0
  }

  /// Keeps how fetching a source went; nothing where it was removed meanwhile.
  ///
  /// - Parameter revision: the latest revision, of whatever state, when the document was
  ///   dealt with: what the server said of it is kept only while it is the latest.
  public func updateSource(_ source: RegisteredSource, revision: Int?) throws {
    try write { db in
      guard let id = try Self.idOrNil(db, of: source.deployment) else { return }
      let isLatest = try Self.latestNumber(db, id) == revision
      try db.execute(
        sql: """
          UPDATE source SET etag = ?, last_modified = ?, succeeded_at = ?, failed_at = ?,
            failure = ?, failure_count = ?, waits_until = ?
          WHERE deployment_id = ? AND location = ?
          """,
        arguments: [
          isLatest ? source.etag : nil, isLatest ? source.lastModified : nil,
          source.succeededAt?.description,
          source.failedAt?.description, source.failure, source.failureCount,
          source.waitsUntil?.description, id, source.location.description,
        ])
    }
  }

  /// The number of the latest revision, of whatever state; nil where there is none.
  public func latestNumber(of deployment: DeploymentName) throws -> Int? {
    try read { db in try Self.idOrNil(db, of: deployment).flatMap { try Self.latestNumber(db, $0) }
    }
  }

  private static func latestNumber(_ db: Database, _ deploymentID: Int64) throws -> Int? {
    try Int.fetchOne(
      db, sql: "SELECT max(number) FROM revision WHERE deployment_id = ?",
      arguments: [deploymentID])
  }

  /// The files or commits of a source that were dealt with.
  public func itemsTaken(of deployment: DeploymentName) throws -> Set<String> {
    try read { db in
      guard let id = try Self.idOrNil(db, of: deployment) else { return [] }
      return try String.fetchSet(
        db, sql: "SELECT name FROM source_item WHERE deployment_id = ?", arguments: [id])
    }
  }

  public func addItemTaken(_ name: String, of deployment: DeploymentName) throws {
    try write { db in
      try db.execute(
        sql: "INSERT OR IGNORE INTO source_item (deployment_id, name) VALUES (?, ?)",
        arguments: [try Self.id(db, of: deployment), name])
    }
  }
}
