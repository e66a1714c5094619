import EndpointModel
import GRDB

/// Writes port assignments inside a transaction.
struct AssignmentWriter {
  private let writer: InventoryWriter
  private var db: Database { writer.db }

  init(_ writer: InventoryWriter) { self.writer = writer }

  /// What became of ports that were to be a customer's.
  enum Outcome {
    /// They are stored under this number.
    case stored(Int64)
    /// The customer has them at that time already.
    case held(PortAssignment)
  }

  /// Stores an assignment; that of the same role that held until then ends. Whether
  /// another customer has the ports is not looked at: several may change at once.
  ///
  /// - Parameter until: an end that is to follow; nil where none is known.
  func put(
    _ new: NewAssignment, until: UTCTime? = nil, _ record: HistoryRecord
  ) throws -> Outcome {
    if new.role == .signaling, new.ports.count > 1 {
      throw AssignmentError.severalSignalingPorts(new.ports)
    }
    let key = try Key(writer, new.customer, new.deployment, new.role)
    if let held = try row(key, at: new.from), held.ports == new.ports,
      held.transport == new.transport
    {
      return .held(held)
    }
    if let latest = try latestRow(key) {
      guard latest.period.until ?? latest.period.from <= new.from else {
        throw AssignmentError.beforeLatest(from: new.from, latest)
      }
      if latest.period.until == nil { try end(latest, key, at: new.from, record) }
    }
    let period = Period(from: new.from, until: until) ?? Period(from: new.from)
    try UseWriter(db).begin(key.customerID, key.deploymentID, period, new)
    try db.cachedStatement(
      sql: """
        INSERT INTO port_assignment (customer_id, deployment_id, role, low, high, protocol,
          held_from, assigned_at, assigned_by, assigned_note)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """
    ).execute(arguments: [
      key.customerID, key.deploymentID, new.role.rawValue, new.ports.low, new.ports.high,
      new.transport.rawValue, new.from.description, record.time.description, record.by?.text,
      record.note?.text,
    ])
    return .stored(db.lastInsertedRowID)
  }

  /// Ends an assignment that a sheet knows the end of.
  ///
  /// - Returns: false where it ends then already.
  func close(
    _ new: NewAssignment, at until: UTCTime, _ record: HistoryRecord
  ) throws -> Bool {
    let key = try Key(writer, new.customer, new.deployment, new.role)
    guard let held = try row(key, at: new.from) else {
      throw Row.corrupt("ports that were assigned are missing")
    }
    if held.period.until == until { return false }
    guard held.period.until == nil else {
      throw AssignmentError.endsOtherwise(held, wanted: until)
    }
    try end(held, key, at: until, record)
    return true
  }

  /// Ends what a customer has at a time. What was to begin later never begins, and an
  /// end that lies ahead comes earlier.
  ///
  /// - Returns: what ended, with its new period; empty where there was nothing.
  /// - Throws: `AssignmentError.beforeLatest` where the customer has got other ports
  ///   since.
  func unassign(
    _ customer: CustomerName, _ deployment: DeploymentName, _ role: PortRole, at time: UTCTime,
    _ record: HistoryRecord
  ) throws -> [PortAssignment] {
    let key = try Key(writer, customer, deployment, role)
    var ended: [PortAssignment] = []
    for row in try rows(key).reversed() {
      if let until = row.period.until, until <= max(time, record.time) {
        if until > time { throw AssignmentError.beforeLatest(from: time, row) }
        break
      }
      if row.period.from > time, row.period.from <= record.time {
        throw AssignmentError.beforeLatest(from: time, row)
      }
      try end(row, key, at: max(time, row.period.from), record)
      ended.append(row)
    }
    // As they are now, in the order of time.
    return try ended.reversed().compactMap { row in
      try AssignmentRows.fetch(
        db, where: "\(Key.condition) AND held_from = ? AND assigned_at = ? AND low = ?",
        key.arguments + [
          row.period.from.description, row.assigned.time.description, row.ports.low,
        ], order: "port_assignment.id DESC", limit: 1
      ).first
    }
  }

  /// Cancels what was to begin or end later: what holds now stays.
  ///
  /// - Returns: the numbers of the assignments that hold on.
  func cancelPlans(
    _ customer: CustomerName, _ deployment: DeploymentName, _ role: PortRole,
    _ record: HistoryRecord
  ) throws -> (cancelled: Int, reopened: [Int64]) {
    let key = try Key(writer, customer, deployment, role)
    var cancelled = 0
    for row in try rows(key) where row.period.from > record.time {
      try end(row, key, at: row.period.from, record)
      cancelled += 1
    }
    let condition =
      "\(Key.condition) AND held_from <= ? AND held_until > ? AND held_until > held_from"
    let now = record.time.description
    let arguments = key.arguments + [now, now]
    let reopened = try Int64.fetchAll(
      db, sql: "SELECT id FROM port_assignment WHERE \(condition)", arguments: arguments)
    try db.execute(
      sql: """
        UPDATE port_assignment
        SET held_until = NULL, ended_at = NULL, ended_by = NULL, ended_note = NULL
        WHERE \(condition)
        """, arguments: arguments)
    return (cancelled + reopened.count, reopened)
  }

  /// A customer's ports of one role on a deployment.
  private struct Key {
    let customerID: Int64
    let deploymentID: Int64
    let role: PortRole

    init(
      _ writer: InventoryWriter, _ customer: CustomerName, _ deployment: DeploymentName,
      _ role: PortRole
    ) throws {
      customerID = try writer.id(of: customer)
      deploymentID = try writer.id(of: deployment)
      self.role = role
    }

    static let condition = "customer_id = ? AND deployment_id = ? AND role = ?"

    var arguments: StatementArguments { [customerID, deploymentID, role.rawValue] }
  }

  /// What holds at a time.
  private func row(_ key: Key, at time: UTCTime) throws -> PortAssignment? {
    try AssignmentRows.fetch(
      db,
      where: "\(Key.condition) AND held_from <= ? AND ifnull(held_until, '~') > ?",
      key.arguments + [time.description, time.description], order: "held_from DESC", limit: 1
    ).first
  }

  /// The last one in the order of time that holds at some time.
  private func latestRow(_ key: Key) throws -> PortAssignment? {
    try AssignmentRows.fetch(
      db, where: "\(Key.condition) AND held_until IS NOT held_from", key.arguments,
      order: "held_from DESC", limit: 1
    ).first
  }

  /// In the order of time; those that never held left out.
  private func rows(_ key: Key) throws -> [PortAssignment] {
    try AssignmentRows.fetch(db, where: Key.condition, key.arguments)
      .filter { !$0.period.isEmpty }
  }

  private func end(
    _ row: PortAssignment, _ key: Key, at time: UTCTime, _ record: HistoryRecord
  ) throws {
    try db.cachedStatement(
      sql: """
        UPDATE port_assignment
        SET held_until = ?, ended_at = ?, ended_by = ?, ended_note = ?
        WHERE \(Key.condition) AND held_from = ?
          AND (held_until IS NULL OR held_until > held_from)
        """
    ).execute(
      arguments: [
        time.description, record.time.description, record.by?.text, record.note?.text,
      ] + key.arguments + [row.period.from.description])
    guard db.changesCount == 1 else {
      throw Row.corrupt("\(db.changesCount) port assignments hold from one moment on")
    }
  }
}
