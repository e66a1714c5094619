import EndpointModel
import GRDB

/// Writes when customers use deployments, inside a transaction.
struct UseWriter {
  private let db: Database

  init(_ db: Database) { self.db = db }

  /// Makes a customer use a deployment during a period, as far as it does not already.
  ///
  /// - Parameter assignment: the ports that are the reason; they need a use that lasts as
  ///   long as they do.
  /// - Returns: whether something was new.
  @discardableResult
  func begin(
    _ customerID: Int64, _ deploymentID: Int64, _ period: Period,
    _ assignment: NewAssignment? = nil
  ) throws -> Bool {
    // The use at that time, or the next one, which goes on from there.
    let use = try uses(customerID, deploymentID).first {
      $0.until.map { $0 > period.from } ?? true
    }
    if let until = use?.until, let assignment, period.until.map({ until < $0 }) ?? true {
      throw AssignmentError.leaves(assignment.customer, assignment.deployment, at: until)
    }
    if let use, use.contains(period.from) { return false }
    let until = [period.until, use?.from].compactMap { $0 }.min()
    try insert(customerID, deploymentID, from: period.from, until: until)
    return true
  }

  /// Ends the use of a deployment: what lasts longer ends then, and what was to begin
  /// later never begins.
  ///
  /// - Returns: whether there was something to end.
  func end(_ customerID: Int64, _ deploymentID: Int64, at time: UTCTime) throws -> Bool {
    try db.execute(
      sql: """
        UPDATE deployment_use SET used_until = max(used_from, ?1)
        WHERE customer_id = ?2 AND deployment_id = ?3
          AND ifnull(used_until, '~') > max(used_from, ?1)
        """, arguments: [time.description, customerID, deploymentID])
    return db.changesCount > 0
  }

  /// Ends the use that begins at a moment and has no end yet.
  ///
  /// - Returns: whether there was one.
  func close(
    _ customerID: Int64, _ deploymentID: Int64, begunAt from: UTCTime, at time: UTCTime
  ) throws -> Bool {
    try db.execute(
      sql: """
        UPDATE deployment_use SET used_until = ?
        WHERE customer_id = ? AND deployment_id = ? AND used_from = ? AND used_until IS NULL
        """,
      arguments: [time.description, customerID, deploymentID, from.description])
    return db.changesCount > 0
  }

  /// In the order of time.
  private func uses(_ customerID: Int64, _ deploymentID: Int64) throws -> [Period] {
    try Row.fetchAll(
      db.cachedStatement(
        sql: """
          SELECT used_from, used_until FROM deployment_use
          WHERE customer_id = ? AND deployment_id = ?
          """), arguments: [customerID, deploymentID]
    ).map { row in
      guard let from = try row.value(0, as: UTCTime.self),
        let period = Period(from: from, until: try row.value(1, as: UTCTime.self))
      else { throw Row.corrupt("a use of a deployment lacks a value") }
      return period
    }.fused
  }

  private func insert(
    _ customerID: Int64, _ deploymentID: Int64, from: UTCTime, until: UTCTime?
  ) throws {
    // Where a use began at this moment and never was, it is now.
    try db.cachedStatement(
      sql: """
        INSERT INTO deployment_use (customer_id, deployment_id, used_from, used_until)
        VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET used_until = excluded.used_until
        """
    ).execute(arguments: [customerID, deploymentID, from.description, until?.description])
  }
}
