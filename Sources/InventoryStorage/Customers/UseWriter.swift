import EndpointModel
import GRDB
import InventoryModel

/// Writes the periods in which customers use deployments, inside a transaction.
struct UseWriter {
  private let writer: InventoryWriter
  /// What an import knows already; nil where each question is asked of the file.
  private let memory: PortMemory?
  private var db: Database { writer.db }

  /// - Parameter memory: only if nothing but this and what else has it writes ports and uses.
  init(_ writer: InventoryWriter, _ memory: PortMemory? = nil) {
    self.writer = writer
    self.memory = memory
  }

  /// Makes a customer use a deployment during a period, as far as it does not already.
  ///
  /// - Parameters:
  ///   - end: until when a new use holds; the end of the period, if others do not go on with it.
  ///   - assignment: the ports that need the use, for as long as they hold.
  /// - Returns: whether anything was new.
  @discardableResult
  func begin(
    _ customerID: Int64, _ deploymentID: Int64, _ period: Period, end: UTCTime?,
    _ assignment: NewAssignment? = nil
  ) throws -> Bool {
    try writer.willChangePorts(of: customerID)
    // The use at that time, or else the next one, which then continues the new one.
    let use = try uses(customerID, deploymentID).first {
      $0.until.map { $0 > period.from } ?? true
    }
    if let until = use?.until, let assignment, period.until.map({ until < $0 }) ?? true {
      throw AssignmentError.leaves(assignment.customer, assignment.deployment, at: until)
    }
    if let use, use.contains(period.from) { return false }
    try checkIsInUse(customerID)
    let until = [end, use?.from].compactMap { $0 }.min()
    try insert(customerID, deploymentID, from: period.from, until: until)
    try audit(
      .useBegun, customerID, deploymentID, [AuditEntry.Change("from", to: period.from.description)],
      assignment)
    return true
  }

  /// - Throws: `AssignmentError.outOfUse`
  func checkIsInUse(_ customerID: Int64) throws {
    if memory?.isInUse(customerID) ?? false { return }
    if let since = try writer.archivedAt(customerID: customerID) {
      throw AssignmentError.outOfUse(try writer.customerName(id: customerID), since: since)
    }
    memory?.noteInUse(customerID)
  }

  /// Ends the use of a deployment at a time; a planned use never begins.
  ///
  /// - Returns: whether there was anything to end.
  func end(_ customerID: Int64, _ deploymentID: Int64, at time: UTCTime) throws -> Bool {
    try willChange(customerID, deploymentID)
    try db.execute(
      sql: """
        UPDATE deployment_use SET used_until = max(used_from, ?1)
        WHERE customer_id = ?2 AND deployment_id = ?3
          AND ifnull(used_until, '~') > max(used_from, ?1)
        """, arguments: [time.description, customerID, deploymentID])
    guard db.changesCount > 0 else { return false }
    try audit(
      .useEnded, customerID, deploymentID, [AuditEntry.Change("until", to: time.description)])
    return true
  }

  /// Ends the use that begins at a moment, if it has no end yet or a planned one.
  ///
  /// - Returns: whether its end changed.
  func close(
    _ customerID: Int64, _ deploymentID: Int64, begunAt from: UTCTime, at time: UTCTime,
    now: UTCTime
  ) throws -> Bool {
    try willChange(customerID, deploymentID)
    try db.execute(
      sql: """
        UPDATE deployment_use SET used_until = ?1
        WHERE customer_id = ?2 AND deployment_id = ?3 AND used_from = ?4
          AND (used_until IS NULL OR (used_until > ?5 AND ?1 > ?5 AND used_until <> ?1))
        """,
      arguments: [
        time.description, customerID, deploymentID, from.description, now.description,
      ])
    guard db.changesCount > 0 else { return false }
    try audit(
      .useEnded, customerID, deploymentID, [AuditEntry.Change("until", to: time.description)])
    return true
  }

  /// Moves the planned end of a use, if it ends at `from`.
  func move(
    _ customerID: Int64, _ deploymentID: Int64, from: UTCTime, to time: UTCTime
  ) throws {
    try willChange(customerID, deploymentID)
    try db.execute(
      sql: """
        UPDATE deployment_use SET used_until = max(used_from, ?1)
        WHERE customer_id = ?2 AND deployment_id = ?3 AND used_until = ?4
        """, arguments: [time.description, customerID, deploymentID, from.description])
    guard db.changesCount > 0 else { return }
    try audit(
      .useEnded, customerID, deploymentID,
      [AuditEntry.Change("until", from: from.description, to: time.description)])
  }

  /// Cancels what is planned: a use that was to end continues, and one that was to begin after it
  /// does not.
  ///
  /// - Returns: whether there was anything to cancel.
  func cancelPlans(_ customerID: Int64, _ deploymentID: Int64, at now: UTCTime) throws -> Bool {
    try willChange(customerID, deploymentID)
    let arguments: StatementArguments = [customerID, deploymentID, now.description]
    let key = "customer_id = ?1 AND deployment_id = ?2"
    let ends = try String.fetchOne(
      db,
      sql:
        "SELECT used_until FROM deployment_use WHERE \(key) AND used_from <= ?3 AND used_until > ?3",
      arguments: arguments)
    guard let ends else { return false }
    try db.execute(
      sql: "UPDATE deployment_use SET used_until = used_from WHERE \(key) AND used_from > ?3",
      arguments: arguments)
    try db.execute(
      sql: """
        UPDATE deployment_use SET used_until = NULL
        WHERE \(key) AND used_from <= ?3 AND used_until > ?3
        """, arguments: arguments)
    try audit(
      .plansCancelled, customerID, deploymentID, [AuditEntry.Change("until", from: ends, to: nil)])
    return true
  }

  /// Makes the use cover a period, whatever was recorded.
  func cover(_ customerID: Int64, _ deploymentID: Int64, _ period: Period) throws {
    try willChange(customerID, deploymentID)
    let old = try uses(customerID, deploymentID)
    let new = (old + [period]).union
    if new == old { return }
    try db.execute(
      sql: "DELETE FROM deployment_use WHERE customer_id = ? AND deployment_id = ?",
      arguments: [customerID, deploymentID])
    for period in new {
      try insert(customerID, deploymentID, from: period.from, until: period.until)
    }
    memory?.forgetUses(customerID, deploymentID)
    try audit(
      .useBegun, customerID, deploymentID,
      [AuditEntry.Change("from", to: period.from.description)])
  }

  /// When the use held now is due to end; nil if no end is known.
  func plannedEnd(_ customerID: Int64, _ deploymentID: Int64, at now: UTCTime) throws -> UTCTime? {
    try uses(customerID, deploymentID).first { $0.contains(now) }?.until
  }

  private func audit(
    _ action: AuditEntry.Action, _ customerID: Int64, _ deploymentID: Int64,
    _ changes: [AuditEntry.Change], _ assignment: NewAssignment? = nil
  ) throws {
    let name = try assignment?.customer ?? writer.customerName(id: customerID)
    let deployment = try assignment?.deployment ?? writer.deploymentName(id: deploymentID)
    try writer.audit(
      action, subject: name.on(deployment), deploymentID: deploymentID,
      customerID: customerID, changes)
  }

  /// Must be called before a use changes otherwise than by a new one.
  private func willChange(_ customerID: Int64, _ deploymentID: Int64) throws {
    try writer.willChangePorts(of: customerID)
    memory?.forgetUses(customerID, deploymentID)
  }

  /// In order of time.
  private func uses(_ customerID: Int64, _ deploymentID: Int64) throws -> [Period] {
    func fetch() throws -> [Period] { try stored(customerID, deploymentID) }
    return try (memory?.uses(customerID, deploymentID, fetch) ?? fetch()).fused
  }

  private func stored(_ customerID: Int64, _ deploymentID: Int64) throws -> [Period] {
    let rows = try RowStatement(
      db,
      """
      SELECT used_from, used_until FROM deployment_use
      WHERE customer_id = ? AND deployment_id = ?
      """)
    rows.bind(1, customerID)
    rows.bind(2, deploymentID)
    return try rows.rows { row in
      guard let from = try row.value(0, as: UTCTime.self),
        let period = Period(from: from, until: try row.value(1, as: UTCTime.self))
      else { throw Row.corrupt("a use of a deployment lacks a value") }
      return period
    }
  }

  private func insert(
    _ customerID: Int64, _ deploymentID: Int64, from: UTCTime, until: UTCTime?
  ) throws {
    // A use that began at this moment but never held is replaced.
    let row = try RowStatement(
      db,
      """
      INSERT INTO deployment_use (customer_id, deployment_id, used_from, used_until)
      VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET used_until = excluded.used_until
      """)
    row.bind(1, customerID)
    row.bind(2, deploymentID)
    row.bind(3, from.description)
    row.bind(4, until?.description)
    try row.run()
    if let period = Period(from: from, until: until) {
      memory?.add(period, customerID, deploymentID)
    }
  }
}
