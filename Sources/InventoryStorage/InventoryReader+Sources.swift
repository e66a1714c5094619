import EndpointModel
import GRDB
import InventoryModel

extension InventoryReader {
  /// Where a deployment's document comes from; nil if no source is registered.
  public func source(of deployment: DeploymentName) throws -> RegisteredSource? {
    try sources().first { $0.source.deployment == deployment }?.source
  }

  /// The sources of deployments in use, by name, and when each was added.
  public func sources() throws -> [(source: RegisteredSource, addedAt: UTCTime)] {
    let sql = """
      SELECT vendor || '/' || name, location, allows_private, accepts_partial, overdue_hours,
        added_at, etag, last_modified, succeeded_at, failed_at, failure, failure_count, waits_until,
        attempted_at, whole_at, paused_at, paused_by, paused_note
      FROM source JOIN deployment ON deployment.id = deployment_id
      WHERE archived_at IS NULL ORDER BY vendor, name
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
      source.attemptedAt = try row.value(13, as: UTCTime.self)
      source.wholeAt = try row.value(14, as: UTCTime.self)
      source.pause = try row.value(15, as: UTCTime.self).map { time in
        HistoryRecord(
          time: time, by: try row.value(16, as: GivenText.self),
          note: try row.value(17, as: GivenText.self))
      }
      return (source, addedAt)
    }
  }

  /// The number of the latest revision in any state; nil if there is none.
  public func latestNumber(of deployment: DeploymentName) throws -> Int? {
    try idOrNil(of: deployment).flatMap { try latestNumber(id: $0) }
  }

  func latestNumber(id deploymentID: Int64) throws -> Int? {
    try Int.fetchOne(
      db, sql: "SELECT max(number) FROM revision WHERE deployment_id = ?",
      arguments: [deploymentID])
  }

  /// The files or commits of a source that were processed; for files, with size and time.
  public func itemsTaken(of deployment: DeploymentName) throws -> [String: ItemMark?] {
    guard let id = try idOrNil(of: deployment) else { return [:] }
    let rows = try Row.fetchAll(
      db, sql: "SELECT name, size, modified_at FROM source_item WHERE deployment_id = ?",
      arguments: [id])
    return Dictionary(
      rows.map { row in
        let (size, modifiedAt): (Int?, Int?) = (row["size"], row["modified_at"])
        let mark = size.flatMap { size in
          modifiedAt.map { ItemMark(size: size, modifiedAt: $0) }
        }
        return (row["name"] as String, mark)
      }, uniquingKeysWith: { first, _ in first })
  }
}
