import EndpointModel
import GRDB
import InventoryModel

/// Reads stored port assignments.
enum AssignmentRows {
  /// - Parameters:
  ///   - condition: SQL on `port_assignment`, `customer` and `deployment`.
  ///   - order: the SQL columns to sort by.
  ///   - withCorrected: also assignments that a correction has replaced.
  static func fetch(
    _ db: Database, where condition: String, _ arguments: StatementArguments,
    order: String = "held_from, port_assignment.id", limit: Int = -1, withCorrected: Bool = false
  ) throws -> [PortAssignment] {
    let statement = try statement(
      db, where: condition, arguments, order: order, limit: limit, withCorrected: withCorrected)
    return try statement.rows(assignment)
  }

  /// The same with their ids, in order of time, without those that a correction has replaced.
  static func fetchStored(
    _ db: Database, where condition: String, _ arguments: StatementArguments, limit: Int = -1
  ) throws -> [StoredAssignment] {
    let statement = try statement(db, where: condition, arguments, limit: limit)
    return try statement.rows { StoredAssignment(id: $0.int(18), assignment: try assignment($0)) }
  }

  private static func statement(
    _ db: Database, where condition: String, _ arguments: StatementArguments,
    order: String = "held_from, port_assignment.id", limit: Int, withCorrected: Bool = false
  ) throws -> RowStatement {
    try RowStatement(
      db,
      """
      SELECT customer.name, vendor || '/' || deployment.name, role, protocol, low, high,
        held_from, held_until, assigned_at, assigned_by, assigned_note, ended_at, ended_by,
        ended_note, corrected_at, corrected_by, corrected_note, corrects,
        port_assignment.id
      FROM port_assignment
      CROSS JOIN customer ON customer.id = customer_id
      CROSS JOIN deployment ON deployment.id = deployment_id
      WHERE (\(condition)) \(withCorrected ? "" : "AND corrected_at IS NULL")
      ORDER BY \(order) LIMIT \(limit)
      """, arguments)
  }

  private static func assignment(_ row: StoredRow) throws -> PortAssignment {
    guard let customer = try row.value(0, as: CustomerName.self),
      let deployment = try row.value(1, as: DeploymentName.self),
      let role = try row.word(2, as: PortRole.self),
      let transport = try row.word(3, as: AssignedTransport.self),
      let low = UInt16(exactly: row.int(4)), let high = UInt16(exactly: row.int(5)),
      let ports = PortRange(low, high), let from = try row.value(6, as: UTCTime.self),
      let period = Period(from: from, until: try row.value(7, as: UTCTime.self)),
      let assigned = try record(row, at: 8)
    else { throw Row.corrupt("a port assignment lacks a value") }
    return PortAssignment(
      customer: customer, deployment: deployment, role: role, ports: ports, transport: transport,
      period: period, assigned: assigned, ended: try record(row, at: 11),
      corrected: try record(row, at: 14), isCorrection: !row.isNull(17))
  }

  /// The record whose time, author and note are in three columns; nil without a time.
  private static func record(_ row: StoredRow, at column: Int32) throws -> HistoryRecord? {
    guard let time = try row.value(column, as: UTCTime.self) else { return nil }
    return HistoryRecord(
      time: time, by: try row.value(column + 1, as: GivenText.self),
      note: try row.value(column + 2, as: GivenText.self))
  }
}
