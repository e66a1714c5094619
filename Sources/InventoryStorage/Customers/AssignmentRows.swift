import EndpointModel
import GRDB

/// Reads stored port assignments.
enum AssignmentRows {
  /// - Parameters:
  ///   - condition: on `port_assignment`, `customer` and `deployment`.
  ///   - order: by which columns.
  static func fetch(
    _ db: Database, where condition: String, _ arguments: StatementArguments,
    order: String = "held_from, port_assignment.id", limit: Int = -1
  ) throws -> [PortAssignment] {
    let statement = try db.cachedStatement(
      sql: """
        SELECT customer.name, vendor || '/' || deployment.name, role, low, high, protocol, held_from,
          held_until, assigned_at, assigned_by, assigned_note, ended_at, ended_by, ended_note
        FROM port_assignment
        CROSS JOIN customer ON customer.id = customer_id
        CROSS JOIN deployment ON deployment.id = deployment_id
        WHERE \(condition) ORDER BY \(order) LIMIT \(limit)
        """)
    return try Row.fetchAll(statement, arguments: arguments).map(assignment)
  }

  private static func assignment(_ row: Row) throws -> PortAssignment {
    guard let customer = try row.value(0, as: CustomerName.self),
      let deployment = try row.value(1, as: DeploymentName.self),
      let role = try row.word(2, as: PortRole.self),
      let transport = try row.word(5, as: AssignedTransport.self),
      let ports = PortRange(row[3] as UInt16, row[4] as UInt16),
      let from = try row.value(6, as: UTCTime.self),
      let period = Period(from: from, until: try row.value(7, as: UTCTime.self)),
      let assigned = try row.record(8)
    else { throw Row.corrupt("a port assignment lacks a value") }
    return PortAssignment(
      customer: customer, deployment: deployment, role: role, ports: ports, transport: transport,
      period: period, assigned: assigned, ended: try row.record(11))
  }
}
