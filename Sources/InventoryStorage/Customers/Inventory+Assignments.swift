import EndpointModel
import GRDB

extension Inventory {
  /// Gives customers ports, in one transaction: ports of the same role that a
  /// customer had before end where the new ones begin. What a customer has already
  /// stays as it is.
  ///
  /// - Returns: how many assignments are new.
  /// - Throws: `AssignmentError`, `InventoryError.unknownCustomer`, `.unknownDeployment`
  public func assign(_ new: [NewAssignment], _ record: HistoryRecord) throws -> Int {
    try write { db in
      let stored = try new.compactMap { new -> Int64? in
        switch try AssignmentWriter(db).put(new, record) {
        case .stored(let id): return id
        case .held(let held):
          // Who asks for ports from now on is not to lose them on a day that is planned.
          if held.period.until != nil { throw AssignmentError.heldUntil(held) }
          return nil
        }
      }
      for id in stored { try PortConflicts(db).check(id) }
      return stored.count
    }
  }

  /// Ends a customer's ports on a deployment; those that were to begin later never
  /// begin.
  ///
  /// - Parameters:
  ///   - role: nil for the ports of all roles.
  ///   - leaves: whether the customer also stops using the deployment.
  /// - Returns: the assignments that ended, as they are now.
  /// - Throws: `AssignmentError`, `InventoryError.unknownCustomer`, `.unknownDeployment`
  public func unassign(
    _ customer: CustomerName, from deployment: DeploymentName, role: PortRole?, at time: UTCTime,
    leaves: Bool, _ record: HistoryRecord
  ) throws -> [PortAssignment] {
    try write { db in
      let ended = try (role.map { [$0] } ?? PortRole.allCases).flatMap { role in
        try AssignmentWriter(db).unassign(customer, deployment, role, at: time, record)
      }
      let hasLeft =
        try leaves
        && UseWriter(db).end(
          Self.id(db, of: customer), Self.id(db, of: deployment), at: time)
      if leaves ? !hasLeft : ended.isEmpty {
        throw AssignmentError.nothingToEnd(customer, deployment, role, at: time)
      }
      return ended
    }
  }

  /// Cancels what was to change later of a customer's ports on a deployment.
  ///
  /// - Parameter role: nil for the ports of all roles.
  /// - Returns: how many changes were cancelled.
  /// - Throws: `AssignmentError.taken` where another customer is to have the ports that
  ///   would be kept.
  public func cancelPlans(
    _ customer: CustomerName, on deployment: DeploymentName, role: PortRole?,
    _ record: HistoryRecord
  ) throws -> Int {
    try write { db in
      let plans = try (role.map { [$0] } ?? PortRole.allCases).map {
        try AssignmentWriter(db).cancelPlans(customer, deployment, $0, record)
      }
      for id in plans.flatMap(\.reopened) { try PortConflicts(db).check(id) }
      return plans.map(\.cancelled).reduce(0, +)
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
      try PortConflicts(db).overlapping(try Self.id(db, of: deployment), ports)
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

  /// Lets customers have the same ports of a deployment, or lets them no longer.
  ///
  /// - Throws: `AssignmentError.taken` where two of them have, now or later.
  public func setSharesPorts(
    _ deployment: DeploymentName, _ shares: Bool, at time: UTCTime
  ) throws {
    try write { db in
      let id = try Self.id(db, of: deployment)
      try db.execute(
        sql: "UPDATE deployment SET shares_ports = ? WHERE id = ?", arguments: [shares, id])
      if !shares { try PortConflicts(db).checkAll(on: id, from: time) }
    }
  }
}
