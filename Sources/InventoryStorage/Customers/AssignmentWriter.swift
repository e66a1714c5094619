import EndpointModel
import GRDB

/// Writes port assignments inside a transaction, and tells who has ports already.
struct AssignmentWriter {
  private let db: Database

  init(_ db: Database) { self.db = db }

  /// Stores an assignment; that of the same role that held until then ends. Whether
  /// another customer has the ports is not looked at: several may change at once.
  ///
  /// - Returns: its number; nil where the customer has these ports at that time already.
  func put(_ new: NewAssignment, _ record: PortAssignment.Record) throws -> Int64? {
    if new.role == .signaling, new.ports.count > 1 {
      throw AssignmentError.severalSignalingPorts(new.ports)
    }
    let customerID = try Inventory.id(db, of: new.customer)
    let deploymentID = try Inventory.id(db, of: new.deployment)
    let own = try AssignmentRows.fetch(
      db, where: "customer_id = ? AND deployment_id = ? AND role = ?",
      [customerID, deploymentID, new.role.rawValue])
    let isHeld = own.contains {
      $0.ports == new.ports && $0.transport == new.transport && $0.period.contains(new.from)
    }
    if isHeld { return nil }
    if let latest = own.last {
      guard latest.period.until ?? latest.period.from <= new.from else {
        throw AssignmentError.beforeLatest(from: new.from, latest)
      }
      if latest.period.until == nil {
        _ = try end(customerID, deploymentID, new.role, at: new.from, record)
      }
    }
    try Inventory.use(db, customerID: customerID, deploymentID: deploymentID, from: new.from)
    try db.cachedStatement(
      sql: """
        INSERT INTO port_assignment (customer_id, deployment_id, role, low, high, protocol,
          held_from, assigned_at, assigned_by, assigned_note)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """
    ).execute(arguments: [
      customerID, deploymentID, new.role.rawValue, new.ports.low, new.ports.high,
      new.transport.rawValue, new.from.description, record.time.description, record.by?.text,
      record.note?.text,
    ])
    return db.lastInsertedRowID
  }

  /// Ends an assignment that a sheet knows the end of.
  ///
  /// - Returns: false where it ends then already.
  func close(
    _ new: NewAssignment, at until: UTCTime, _ record: PortAssignment.Record
  ) throws -> Bool {
    let customerID = try Inventory.id(db, of: new.customer)
    let deploymentID = try Inventory.id(db, of: new.deployment)
    let held = try AssignmentRows.fetch(
      db, where: "customer_id = ? AND deployment_id = ? AND role = ?",
      [customerID, deploymentID, new.role.rawValue]
    ).first { $0.ports == new.ports && $0.period.contains(new.from) }
    guard let held else { return false }
    if held.period.until == until { return false }
    guard held.period.until == nil else {
      throw AssignmentError.endsOtherwise(held, wanted: until)
    }
    return try end(customerID, deploymentID, new.role, at: until, record) != nil
  }

  /// Ends the assignment of a role that holds at a time without known end.
  ///
  /// What was to begin later than now never begins.
  ///
  /// - Returns: nil where there is none.
  func end(
    _ customerID: Int64, _ deploymentID: Int64, _ role: PortRole, at time: UTCTime,
    _ record: PortAssignment.Record
  ) throws -> PortAssignment? {
    let condition = "customer_id = ? AND deployment_id = ? AND role = ? AND held_until IS NULL"
    let key: StatementArguments = [customerID, deploymentID, role.rawValue]
    guard let open = try AssignmentRows.fetch(db, where: condition, key).first else { return nil }
    let isPlanned = open.period.from > record.time
    if time < open.period.from, !isPlanned {
      throw AssignmentError.beforeLatest(from: time, open)
    }
    try db.cachedStatement(
      sql: """
        UPDATE port_assignment
        SET held_until = ?, ended_at = ?, ended_by = ?, ended_note = ? WHERE \(condition)
        """
    ).execute(
      arguments: [
        max(time, open.period.from).description, record.time.description, record.by?.text,
        record.note?.text,
      ] + key)
    return open
  }

  /// - Throws: `AssignmentError.taken` where the ports of a stored assignment are
  ///   another customer's too while it holds, or the customer's own for another role.
  func checkTaken(_ id: Int64) throws {
    let own = try AssignmentRows.fetch(db, where: "port_assignment.id = ?", [id]).first
    guard let own else { throw Row.corrupt("a port assignment is missing") }
    try checkTaken(own, try Inventory.id(db, of: own.deployment))
  }

  /// As above, for every assignment of a deployment.
  func checkAllTaken(_ deploymentID: Int64) throws {
    for own in try AssignmentRows.fetch(db, where: "deployment_id = ?", [deploymentID]) {
      try checkTaken(own, deploymentID)
    }
  }

  private func checkTaken(_ own: PortAssignment, _ deploymentID: Int64) throws {
    if own.period.isEmpty { return }
    let isShared = try sharesPorts(deploymentID)
    let transports = AssignedTransport.allCases.filter { $0.overlaps(own.transport) }
      .map { "'\($0.rawValue)'" }.joined(separator: ", ")
    // In the order of the index, so that the first one found ends the search.
    let other = try AssignmentRows.fetch(
      db,
      where: """
        \(Self.overlap) AND protocol IN (\(transports))
        AND \(isShared ? "customer.name = ? AND role <> ?" : "(customer.name <> ? OR role <> ?)")
        AND held_from < ? AND ifnull(held_until, '9999') > max(held_from, ?)
        """,
      try overlapArguments(deploymentID, own.ports) + [
        own.customer.text, own.role.rawValue, own.period.until?.description ?? "9999",
        own.period.from.description,
      ], order: "low", limit: 1
    ).first
    if let other { throw AssignmentError.taken(wanted: own, by: other) }
  }

  func sharesPorts(_ deploymentID: Int64) throws -> Bool {
    try Bool.fetchOne(
      db.cachedStatement(sql: "SELECT shares_ports FROM deployment WHERE id = ?"),
      arguments: [deploymentID]) ?? false
  }

  /// The assignments of a deployment whose ports overlap others: the latest first.
  func overlapping(_ deploymentID: Int64, _ ports: PortRange) throws -> [PortAssignment] {
    try AssignmentRows.fetch(
      db, where: Self.overlap, try overlapArguments(deploymentID, ports),
      order: "held_from DESC, port_assignment.id DESC")
  }

  /// What overlaps a range begins no further below it than the widest range of the
  /// deployment is wide: a short stretch of the index.
  private static let overlap = "deployment_id = ? AND low BETWEEN ? AND ? AND high >= ?"

  private func overlapArguments(
    _ deploymentID: Int64, _ ports: PortRange
  ) throws -> StatementArguments {
    let widest = try Int.fetchOne(
      db.cachedStatement(
        sql: """
          SELECT high - low FROM port_assignment INDEXED BY port_assignment_width
          WHERE deployment_id = ? ORDER BY high - low DESC LIMIT 1
          """),
      arguments: [deploymentID])
    return [deploymentID, Int(ports.low) - (widest ?? 0), ports.high, ports.low]
  }
}
