import EndpointModel
import GRDB

extension InventoryWriter {
  /// Registers a source, in place of the one that the deployment had.
  public func addSource(_ source: RegisteredSource) throws {
    let id = try ensureDeployment(source.deployment)
    try deleteSource(deploymentID: id)
    try db.execute(
      sql: """
        INSERT INTO source (deployment_id, location, allows_private, accepts_partial,
          overdue_hours, added_at) VALUES (?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        id, source.location.description, source.options.allowsPrivate,
        source.options.acceptsPartial, source.options.overdueHours, act.time.description,
      ])
  }

  /// - Throws: `InventoryError.noSource`, `.unknownDeployment`
  public func removeSource(of deployment: DeploymentName) throws {
    let id = try self.id(of: deployment)
    guard try deleteSource(deploymentID: id) else {
      throw InventoryError.noSource(deployment)
    }
  }

  @discardableResult
  private func deleteSource(deploymentID: Int64) throws -> Bool {
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
    guard let id = try idOrNil(of: source.deployment) else { return }
    let isLatest = try latestNumber(id: id) == revision
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

  public func addItemTaken(_ name: String, of deployment: DeploymentName) throws {
    try db.execute(
      sql: "INSERT OR IGNORE INTO source_item (deployment_id, name) VALUES (?, ?)",
      arguments: [try id(of: deployment), name])
  }
}
