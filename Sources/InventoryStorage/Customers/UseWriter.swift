import EndpointModel
import GRDB

/// Writes when customers use deployments, inside a transaction.
struct UseWriter {
  private let db: Database

  init(_ db: Database) { self.db = db }

  /// Makes a customer use a deployment from a moment on, if it does not already; a use
  /// that begins later begins earlier then.
  ///
  /// - Parameter assignment: the ports that are the reason, which need a use without
  ///   end.
  /// - Returns: whether that was new.
  @discardableResult
  func begin(
    _ customerID: Int64, _ deploymentID: Int64, from: UTCTime, _ assignment: NewAssignment? = nil
  ) throws -> Bool {
    let later = try uses(customerID, deploymentID).filter { $0.until.map { $0 > from } ?? true }
    if let use = later.first(where: { $0.contains(from) }) {
      if let until = use.until, let assignment {
        throw AssignmentError.leaves(assignment.customer, assignment.deployment, at: until)
      }
      return false
    }
    // Up to the next use, which goes on from there.
    try insert(customerID, deploymentID, from: from, until: later.first?.from)
    return true
  }

  /// Ends the use of a deployment that has no end yet.
  ///
  /// - Returns: whether there was one.
  func end(_ customerID: Int64, _ deploymentID: Int64, at time: UTCTime) throws -> Bool {
    try db.execute(
      sql: """
        UPDATE deployment_use SET used_until = max(used_from, ?)
        WHERE customer_id = ? AND deployment_id = ? AND used_until IS NULL
        """, arguments: [time.description, customerID, deploymentID])
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
