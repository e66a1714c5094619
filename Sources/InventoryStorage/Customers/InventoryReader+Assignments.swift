import EndpointModel
import GRDB
import InventoryModel

extension InventoryReader {
  /// A customer's past, present and future assignments, by deployment, role and time.
  ///
  /// - Parameter withCorrected: also those that were recorded wrongly, which count nowhere.
  /// - Throws: `InventoryError.unknownCustomer`, `.renamed`
  public func assignments(
    of customer: CustomerName, withCorrected: Bool = false
  ) throws -> [PortAssignment] {
    try AssignmentRows.fetch(
      db, where: "customer_id = ?", [try id(of: customer)],
      order: "vendor, deployment.name, role DESC, held_from, port_assignment.id",
      withCorrected: withCorrected)
  }

  /// The assignments of every customer, by deployment, role and time.
  public func assignments() throws -> [CustomerName: [PortAssignment]] {
    Dictionary(
      grouping: try AssignmentRows.fetch(
        db, where: "true", [],
        order: "vendor, deployment.name, role DESC, held_from, port_assignment.id"),
      by: \.customer)
  }

  /// The assignments of all customers that begin or end after a time, by deployment.
  public func assignments(changingAfter time: UTCTime) throws -> [PortAssignment] {
    try AssignmentRows.fetch(
      db, where: "(held_from > ? OR held_until > ?)", [time.description, time.description],
      order: "vendor, deployment.name, customer.name, role DESC, held_from, port_assignment.id")
  }

  /// The lowest port of a role that any customer of a deployment has or had; nil if none.
  public func lowestPort(on deployment: DeploymentName, _ role: PortRole) throws -> UInt16? {
    try UInt16.fetchOne(
      db,
      sql: """
        SELECT min(low) FROM port_assignment
        WHERE deployment_id = ? AND role = ? AND corrected_at IS NULL
        """,
      arguments: [try id(of: deployment), role.rawValue])
  }

  /// The assignments of a deployment that hold at a time, by customer, role and port; only those of
  /// `customer`, if given.
  public func assignments(
    on deployment: DeploymentName, of customer: CustomerName? = nil, at time: UTCTime
  ) throws -> [PortAssignment] {
    let customerID = try customer.map { try id(of: $0) }
    return try AssignmentRows.fetch(
      db,
      where: """
        deployment_id = ? \(customer == nil ? "AND ? IS NULL" : "AND customer_id = ?")
        AND held_from <= ? AND (held_until IS NULL OR held_until > ?)
        """,
      [try id(of: deployment), customerID, time.description, time.description],
      order: "customer.name, role DESC, low, high, protocol")
  }

  /// The assignments of a deployment that share a port with a range, whenever they held; latest
  /// first.
  public func assignments(
    on deployment: DeploymentName, overlapping ports: PortRange
  ) throws -> [PortAssignment] {
    try PortConflicts(self).overlapping(try id(of: deployment), ports)
  }

  /// The ports of a deployment that any customer has at a time or will have later.
  public func portsTaken(
    on deployment: DeploymentName, _ transport: AssignedTransport, from time: UTCTime
  ) throws -> [PortRange] {
    let sql = """
      SELECT low, high FROM port_assignment
      WHERE deployment_id = ? AND corrected_at IS NULL
        AND (held_until IS NULL OR held_until > max(held_from, ?))
        AND (protocol = 'tcp+udp' OR ? IN (protocol, 'tcp+udp'))
      """
    let rows = try Row.fetchAll(
      db, sql: sql,
      arguments: [try id(of: deployment), time.description, transport.rawValue])
    return rows.compactMap { PortRange($0[0] as UInt16, $0[1] as UInt16) }
  }

}
