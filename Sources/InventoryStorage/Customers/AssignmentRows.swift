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
    let statement = try db.cachedStatement(
      sql: """
        SELECT port_assignment.*, customer.name AS customer,
          vendor || '/' || deployment.name AS deployment
        FROM port_assignment
        CROSS JOIN customer ON customer.id = customer_id
        CROSS JOIN deployment ON deployment.id = deployment_id
        WHERE (\(condition)) \(withCorrected ? "" : "AND corrected_at IS NULL")
        ORDER BY \(order) LIMIT \(limit)
        """)
    return try Row.fetchAll(statement, arguments: arguments).map(assignment)
  }

  private static func assignment(_ row: Row) throws -> PortAssignment {
    guard let customer = try row.value("customer", as: CustomerName.self),
      let deployment = try row.value("deployment", as: DeploymentName.self),
      let role = try row.word("role", as: PortRole.self),
      let transport = try row.word("protocol", as: AssignedTransport.self),
      let ports = PortRange(row["low"] as UInt16, row["high"] as UInt16),
      let from = try row.value("held_from", as: UTCTime.self),
      let period = Period(from: from, until: try row.value("held_until", as: UTCTime.self)),
      let assigned = try row.record("assigned")
    else { throw Row.corrupt("a port assignment lacks a value") }
    return PortAssignment(
      customer: customer, deployment: deployment, role: role, ports: ports, transport: transport,
      period: period, assigned: assigned, ended: try row.record("ended"),
      corrected: try row.record("corrected"), isCorrection: row["corrects"] != nil)
  }
}
