import EndpointModel
import GRDB

/// Ports that are to be a customer's.
public struct NewAssignment: Hashable, Sendable {
  public let customer: CustomerName
  public let deployment: DeploymentName
  public let role: PortRole
  public let ports: PortRange
  public let transport: AssignedTransport
  public let from: UTCTime

  /// - Parameter transport: nil for that of the role.
  public init(
    customer: CustomerName, deployment: DeploymentName, role: PortRole, ports: PortRange,
    transport: AssignedTransport? = nil, from: UTCTime
  ) {
    self.customer = customer
    self.deployment = deployment
    self.role = role
    self.ports = ports
    self.transport = transport ?? AssignedTransport(of: role)
    self.from = from
  }
}

extension Inventory {
  /// Gives customers ports, in one transaction: ports of the same role that a
  /// customer had before end where the new ones begin. What a customer has already
  /// stays as it is.
  ///
  /// - Returns: how many assignments are new.
  /// - Throws: `AssignmentError`, `InventoryError.unknownCustomer`, `.unknownDeployment`
  public func assign(_ new: [NewAssignment], _ record: PortAssignment.Record) throws -> Int {
    try write { db in
      let writer = AssignmentWriter(db)
      let stored = try new.compactMap { try writer.put($0, record) }
      for id in stored { try writer.checkTaken(id) }
      return stored.count
    }
  }

  /// Ends a customer's ports on a deployment.
  ///
  /// - Parameters:
  ///   - role: nil for the ports of all roles.
  ///   - leaves: whether the customer also stops using the deployment.
  /// - Returns: the assignments that end.
  /// - Throws: `AssignmentError`, `InventoryError.unknownCustomer`, `.unknownDeployment`
  public func unassign(
    _ customer: CustomerName, from deployment: DeploymentName, role: PortRole?, at time: UTCTime,
    leaves: Bool, _ record: PortAssignment.Record
  ) throws -> [PortAssignment] {
    try write { db in
      let customerID = try Self.id(db, of: customer)
      let deploymentID = try Self.id(db, of: deployment)
      var ended: [PortAssignment] = []
      for role in role.map({ [$0] }) ?? PortRole.allCases {
        let writer = AssignmentWriter(db)
        if let open = try writer.end(customerID, deploymentID, role, at: time, record) {
          ended.append(open)
        }
      }
      if ended.isEmpty, !leaves {
        throw AssignmentError.nothingToEnd(customer, deployment, role, at: time)
      }
      if leaves {
        try db.execute(
          sql: """
            UPDATE deployment_use SET used_until = max(used_from, ?)
            WHERE customer_id = ? AND deployment_id = ? AND used_until IS NULL
            """, arguments: [time.description, customerID, deploymentID])
      }
      return ended
    }
  }

  /// A customer's assignments, now, in the past and in the future: by deployment,
  /// role and time.
  public func assignments(of customer: CustomerName) throws -> [PortAssignment] {
    try read { db in
      try AssignmentRows.fetch(
        db, where: "customer_id = ?", [try Self.id(db, of: customer)],
        order: "vendor, deployment.name, role DESC, held_from, port_assignment.id")
    }
  }

  /// The assignments of all customers, each by deployment, role and time.
  public func assignments() throws -> [CustomerName: [PortAssignment]] {
    try read { db in
      Dictionary(
        grouping: try AssignmentRows.fetch(
          db, where: "true", [],
          order: "vendor, deployment.name, role DESC, held_from, port_assignment.id"),
        by: \.customer)
    }
  }

  /// The lowest port of a role that a customer of a deployment has or had.
  public func lowestPort(on deployment: DeploymentName, _ role: PortRole) throws -> UInt16? {
    try read { db in
      try UInt16.fetchOne(
        db, sql: "SELECT min(low) FROM port_assignment WHERE deployment_id = ? AND role = ?",
        arguments: [try Self.id(db, of: deployment), role.rawValue])
    }
  }

  /// The assignments of a deployment that hold at a time, by customer and role; of
  /// one customer alone, where one is given.
  public func assignments(
    on deployment: DeploymentName, of customer: CustomerName? = nil, at time: UTCTime
  ) throws -> [PortAssignment] {
    try read { db in
      let customerID = try customer.map { try Self.id(db, of: $0) }
      return try AssignmentRows.fetch(
        db,
        where: """
          deployment_id = ? \(customer == nil ? "AND ? IS NULL" : "AND customer_id = ?")
          AND held_from <= ? AND (held_until IS NULL OR held_until > ?)
          """,
        [try Self.id(db, of: deployment), customerID, time.description, time.description],
        order: "customer.name, role DESC")
    }
  }

  /// The assignments of a deployment whose ports overlap others, whenever they held:
  /// the latest first.
  public func assignments(
    on deployment: DeploymentName, overlapping ports: PortRange
  ) throws -> [PortAssignment] {
    try read { db in
      try AssignmentWriter(db).overlapping(try Self.id(db, of: deployment), ports)
    }
  }

  /// The ports of a deployment that someone has at a time or will have later.
  public func portsTaken(
    on deployment: DeploymentName, _ transport: AssignedTransport, from time: UTCTime
  ) throws -> [PortRange] {
    try read { db in
      let sql = """
        SELECT low, high FROM port_assignment
        WHERE deployment_id = ? AND (held_until IS NULL OR held_until > max(held_from, ?))
          AND (protocol = 'tcp+udp' OR ? IN (protocol, 'tcp+udp'))
        """
      let rows = try Row.fetchAll(
        db, sql: sql,
        arguments: [try Self.id(db, of: deployment), time.description, transport.rawValue])
      return rows.compactMap { PortRange($0[0] as UInt16, $0[1] as UInt16) }
    }
  }

  /// Every deployment that is known, by name.
  public func deploymentNames() throws -> [DeploymentName] {
    try read { db in
      try Row.fetchAll(db, sql: "SELECT vendor || '/' || name FROM deployment")
        .compactMap { try $0.value(0, as: DeploymentName.self) }.sorted()
    }
  }

  /// Whether customers may have the same ports of a deployment.
  public func sharesPorts(_ deployment: DeploymentName) throws -> Bool {
    try read { db in try AssignmentWriter(db).sharesPorts(try Self.id(db, of: deployment)) }
  }

  /// Lets customers have the same ports of a deployment, or lets them no longer.
  ///
  /// - Throws: `AssignmentError.taken` where two of them have.
  public func setSharesPorts(_ deployment: DeploymentName, _ shares: Bool) throws {
    try write { db in
      let id = try Self.id(db, of: deployment)
      try db.execute(
        sql: "UPDATE deployment SET shares_ports = ? WHERE id = ?", arguments: [shares, id])
      if !shares { try AssignmentWriter(db).checkAllTaken(id) }
    }
  }
}
