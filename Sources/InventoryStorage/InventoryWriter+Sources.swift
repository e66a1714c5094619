import EndpointModel
import GRDB
import InventoryModel

extension InventoryWriter {
  /// Registers a source. If the deployment already has one, it is updated, and what was taken from
  /// it stays known while its location is the same.
  ///
  /// - Returns: the previous source; nil if there was none.
  @discardableResult
  public func setSource(_ source: RegisteredSource) throws -> RegisteredSource? {
    let id = try ensureDeployment(source.deployment)
    let before = try self.source(of: source.deployment)
    let options = source.options
    if let before {
      let isSame = before.location == source.location
      if !isSame {
        try db.execute(sql: "DELETE FROM source_item WHERE deployment_id = ?", arguments: [id])
      }
      try db.execute(
        sql: """
          UPDATE source SET location = ?, allows_private = ?, accepts_partial = ?,
            overdue_hours = ?, etag = iif(?5, etag, NULL),
            last_modified = iif(?5, last_modified, NULL), waits_until = iif(?5, waits_until, NULL),
            attempted_at = NULL
          WHERE deployment_id = ?
          """,
        arguments: [
          source.location.description, options.allowsPrivate, options.acceptsPartial,
          options.overdueHours, isSame, id,
        ])
    } else {
      try insert(
        into: "source",
        [
          "deployment_id": id, "location": source.location.description,
          "allows_private": options.allowsPrivate, "accepts_partial": options.acceptsPartial,
          "overdue_hours": options.overdueHours, "added_at": act.time.description,
        ])
    }
    try audit(
      before == nil ? .sourceAdded : .sourceChanged, subject: source.deployment.description,
      deploymentID: id,
      [
        AuditEntry.Change("location", from: before?.location.shown, to: source.location.shown),
        AuditEntry.Change(
          "allows private", from: before?.options.allowsPrivate.word,
          to: options.allowsPrivate.word),
        AuditEntry.Change(
          "accepts partial", from: before?.options.acceptsPartial.word,
          to: options.acceptsPartial.word),
        AuditEntry.Change(
          "overdue hours", from: before.map { "\($0.options.overdueHours)" },
          to: "\(options.overdueHours)"),
      ])
    return before
  }

  /// Removes the source of a deployment.
  ///
  /// - Throws: `InventoryError.noSource`, `.unknownDeployment`
  public func removeSource(of deployment: DeploymentName) throws {
    let id = try self.id(of: deployment)
    let before = try source(of: deployment)
    guard try deleteSource(deploymentID: id) else {
      throw InventoryError.noSource(deployment)
    }
    try audit(
      .sourceRemoved, subject: deployment.description, deploymentID: id,
      [AuditEntry.Change("location", from: before?.location.shown)])
  }

  @discardableResult
  func deleteSource(deploymentID: Int64) throws -> Bool {
    try db.execute(
      sql: "DELETE FROM source_item WHERE deployment_id = ?", arguments: [deploymentID])
    try db.execute(sql: "DELETE FROM source WHERE deployment_id = ?", arguments: [deploymentID])
    return db.changesCount > 0
  }

  /// Keeps a source from being read until `resumeSource`; what it brought stays.
  ///
  /// - Throws: `SourceStateError.isPaused`, `InventoryError.noSource`
  public func pauseSource(of deployment: DeploymentName) throws {
    let id = try self.id(of: deployment)
    guard let source = try source(of: deployment) else { throw InventoryError.noSource(deployment) }
    if let pause = source.pause { throw SourceStateError.isPaused(deployment, pause) }
    try db.execute(
      sql: """
        UPDATE source SET paused_at = ?, paused_by = ?, paused_note = ? WHERE deployment_id = ?
        """,
      arguments: [act.time.description, act.author.shown.text, act.note?.text, id])
    try audit(.sourcePaused, subject: deployment.description, deploymentID: id)
  }

  /// Has a source read again, by the next sync.
  ///
  /// - Throws: `SourceStateError.isNotPaused`, `InventoryError.noSource`
  public func resumeSource(of deployment: DeploymentName) throws {
    let id = try self.id(of: deployment)
    guard let source = try source(of: deployment) else { throw InventoryError.noSource(deployment) }
    guard source.pause != nil else { throw SourceStateError.isNotPaused(deployment) }
    // The time that it was paused for does not count as one without success.
    try db.execute(
      sql: """
        UPDATE source SET paused_at = NULL, paused_by = NULL, paused_note = NULL, waits_until = NULL
        WHERE deployment_id = ?
        """, arguments: [id])
    try audit(.sourceResumed, subject: deployment.description, deploymentID: id)
  }

  /// Notes that somebody wants a source to be read now. Who runs the sync sees to that.
  ///
  /// - Throws: `SourceStateError.isPaused`, `InventoryError.noSource`
  public func noteSyncAsked(of deployment: DeploymentName) throws {
    let id = try self.id(of: deployment)
    guard let source = try source(of: deployment) else { throw InventoryError.noSource(deployment) }
    if let pause = source.pause { throw SourceStateError.isPaused(deployment, pause) }
    try audit(.sourceAsked, subject: deployment.description, deploymentID: id)
  }

  /// Stores how fetching a source went; does nothing if it was removed or moved meanwhile.
  ///
  /// - Parameter revision: the latest revision in any state when the document was processed. The
  ///   server's validators are kept only if it is still the latest.
  public func updateSource(_ source: RegisteredSource, revision: Int?) throws {
    guard let id = try idOrNil(of: source.deployment) else { return }
    let isLatest = try latestNumber(id: id) == revision
    try db.execute(
      sql: """
        UPDATE source SET etag = ?, last_modified = ?, succeeded_at = ?, failed_at = ?,
          failure = ?, failure_count = ?, waits_until = ?, whole_at = ?, attempted_at = NULL
        WHERE deployment_id = ? AND location = ?
        """,
      arguments: [
        isLatest ? source.etag : nil, isLatest ? source.lastModified : nil,
        source.succeededAt?.description,
        source.failedAt?.description, source.failure, source.failureCount,
        source.waitsUntil?.description, source.wholeAt?.description, id,
        source.location.description,
      ])
  }

  /// Records that a file or commit was processed; for a file, with its size and time.
  public func addItemTaken(
    _ name: String, _ mark: ItemMark?, of deployment: DeploymentName
  ) throws {
    try db.execute(
      sql: """
        INSERT OR REPLACE INTO source_item (deployment_id, name, size, modified_at)
        VALUES (?, ?, ?, ?)
        """,
      arguments: [try id(of: deployment), name, mark?.size, mark?.modifiedAt])
  }

  /// Records that a source's document is about to be read; `updateSource` records the return.
  public func noteAttempt(_ deployment: DeploymentName, at time: UTCTime) throws {
    guard let id = try idOrNil(of: deployment) else { return }
    try db.execute(
      sql: "UPDATE source SET attempted_at = ? WHERE deployment_id = ?",
      arguments: [time.description, id])
  }
}
