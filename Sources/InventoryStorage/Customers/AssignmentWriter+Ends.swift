import EndpointModel
import GRDB
import InventoryModel

/// Ends, and plans that are given up.
extension AssignmentWriter {
  /// Ends the ports that a customer has at a time. Planned ports never begin, and a planned end is
  /// moved earlier or later.
  ///
  /// - Returns: the ended assignments with their new periods; empty if there were none.
  /// - Throws: `AssignmentError.beforeLatest` if the customer has got other ports since, `.taken` if
  ///   another customer is due to have them when they were to end before.
  func unassign(
    _ customer: CustomerName, _ deployment: DeploymentName, _ role: PortRole, at time: UTCTime,
    _ record: HistoryRecord
  ) throws -> [PortAssignment] {
    let key = try AssignmentKey(writer, customer, deployment, role)
    let rows = try rows(key)
    let ending =
      lastToEnd(rows, before: time, record)
      ?? rows.filter { $0.assignment.ends(after: time) }
    for row in ending.reversed().map(\.assignment) {
      let changes = [row.period.from, row.period.until].compactMap { $0 }
      if changes.contains(where: { $0 > time && $0 <= record.time }) {
        throw AssignmentError.beforeLatest(from: time, row)
      }
    }
    let ended = try ending.reversed().map { row in
      let period = row.assignment.period
      let ended = try end(row, key, at: max(time, period.from), record)
      // Where an end is put off, others may have got the ports.
      if period.until.map({ $0 < time }) ?? false { try PortConflicts(writer).check(row.id) }
      return ended
    }
    return ended.reversed()
  }

  /// If all ports have a planned end that lies before a later one: those that end last.
  private func lastToEnd(
    _ rows: [StoredAssignment], before time: UTCTime, _ record: HistoryRecord
  ) -> [StoredAssignment]? {
    let ends = rows.compactMap(\.assignment.period.until)
    guard ends.count == rows.count, let last = ends.max(), last > record.time, last < time else {
      return nil
    }
    return rows.filter { $0.assignment.period.until == last }
  }

  /// Cancels planned beginnings and ends; the ports held now stay.
  ///
  /// - Parameter leave: when the customer plans to stop using the deployment; nil if it does not.
  /// - Returns: how many changes were cancelled, and the ids of the assignments that continue.
  func cancelPlans(
    _ customer: CustomerName, _ deployment: DeploymentName, _ role: PortRole,
    until leave: UTCTime? = nil, _ record: HistoryRecord
  ) throws -> (cancelled: Int, reopened: [Int64]) {
    let key = try AssignmentKey(writer, customer, deployment, role)
    var cancelled = 0
    for row in try rows(key) where row.assignment.period.from > record.time {
      try end(row, key, at: row.assignment.period.from, record)
      cancelled += 1
    }
    let reopened = try reopen(key, until: leave, record)
    if !reopened.isEmpty || cancelled > 0 {
      try audit(.plansCancelled, key, "\(customer) on \(deployment)", record, [])
    }
    return (cancelled + reopened.count, reopened)
  }

  /// Lets the ports held now continue without end, or until the customer leaves.
  private func reopen(
    _ key: AssignmentKey, until leave: UTCTime?, _ record: HistoryRecord
  ) throws -> [Int64] {
    let condition = """
      customer_id = ?2 AND deployment_id = ?3 AND role = ?4 AND held_from <= ?5
      AND held_until > ?5 AND held_until > held_from AND held_until IS NOT ?1
      AND corrected_at IS NULL
      """
    let arguments: StatementArguments =
      [leave?.description] + key.arguments + [record.time.description]
    let reopened = try Int64.fetchAll(
      db, sql: "SELECT id FROM port_assignment WHERE \(condition)", arguments: arguments)
    try db.execute(
      sql: """
        UPDATE port_assignment
        SET held_until = ?1, ended_at = iif(?1 IS NULL, NULL, ended_at), ended_by = NULL,
          ended_note = NULL
        WHERE \(condition)
        """, arguments: arguments)
    return reopened
  }
}

extension PortAssignment {
  fileprivate func ends(after time: UTCTime) -> Bool { period.until.map { $0 > time } ?? true }
}
