import EndpointModel
import GRDB
import InventoryModel

/// Writes port assignments inside a transaction.
struct AssignmentWriter {
  private let writer: InventoryWriter
  private var db: Database { writer.db }

  init(_ writer: InventoryWriter) { self.writer = writer }

  /// What came of assigning ports to a customer.
  enum Outcome {
    /// They are stored under this id.
    case stored(Int64)
    /// The customer already has them at that time.
    case held(PortAssignment)
  }

  /// Stores an assignment and ends the open one of the same role. Conflicts with other customers
  /// are not checked here, since several assignments may change at once.
  ///
  /// - Parameter until: the end that the caller will set next; nil if none is known.
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
    try UseWriter(writer).checkIsInUse(key.customerID)
    if let latest = try latestRow(key) {
      guard latest.period.until ?? latest.period.from <= new.from else {
        throw AssignmentError.beforeLatest(from: new.from, latest)
      }
      if latest.period.until == nil { try end(latest, key, at: new.from, record) }
    }
    let period = Period(from: new.from, until: until) ?? Period(from: new.from)
    try UseWriter(writer).begin(key.customerID, key.deploymentID, period, new)
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
    let id = db.lastInsertedRowID
    try audit(
      .portsAssigned, key, "\(new.customer) on \(new.deployment)", record,
      [
        AuditEntry.Change(
          "\(new.role.rawValue) ports", to: "\(new.transport.rawValue) \(new.ports)"),
        AuditEntry.Change("from", to: new.from.description),
      ])
    return .stored(id)
  }

  /// Ends an assignment whose end a sheet gives.
  ///
  /// - Returns: false if it already ends then.
  func close(
    _ new: NewAssignment, at until: UTCTime, _ record: HistoryRecord
  ) throws -> Bool {
    let key = try Key(writer, new.customer, new.deployment, new.role)
    guard let held = try row(key, at: new.from) else {
      throw Row.corrupt("ports that were assigned are missing")
    }
    if held.period.until == until { return false }
    // A planned end can still be moved; a past one is history.
    guard held.period.until.map({ $0 > record.time && until > record.time }) ?? true else {
      throw AssignmentError.endsOtherwise(held, wanted: until)
    }
    if let planned = held.period.until {
      if let next = try row(key, at: planned) {
        throw AssignmentError.endsOtherwise(next, wanted: until)
      }
      try UseWriter(writer).move(key.customerID, key.deploymentID, from: planned, to: until)
    }
    try end(held, key, at: until, record)
    return true
  }

  /// Ends the ports that a customer has at a time. Planned ports never begin, and a planned end is
  /// moved earlier or later.
  ///
  /// - Returns: the ended assignments with their new periods; empty if there were none.
  /// - Throws: `AssignmentError.beforeLatest` if the customer has got other ports since.
  func unassign(
    _ customer: CustomerName, _ deployment: DeploymentName, _ role: PortRole, at time: UTCTime,
    _ record: HistoryRecord
  ) throws -> [PortAssignment] {
    let key = try Key(writer, customer, deployment, role)
    try openPlannedEnd(key, before: time, record)
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
    // As they are stored now, in order of time.
    return try ended.reversed().compactMap { row in
      try AssignmentRows.fetch(
        db, where: "\(Key.condition) AND held_from = ? AND assigned_at = ? AND low = ?",
        key.arguments + [
          row.period.from.description, row.assigned.time.description, row.ports.low,
        ], order: "port_assignment.id DESC", limit: 1
      ).first
    }
  }

  /// Removes a planned end that lies before a later one, if no other ports follow it.
  private func openPlannedEnd(
    _ key: Key, before time: UTCTime, _ record: HistoryRecord
  ) throws {
    guard let last = try latestRow(key), let until = last.period.until, until > record.time,
      until < time
    else { return }
    _ = try reopen(key, until: nil, record)
  }

  /// Cancels planned beginnings and ends; the ports held now stay.
  ///
  /// - Parameter leave: when the customer plans to stop using the deployment; nil if it does not.
  /// - Returns: how many changes were cancelled, and the ids of the assignments that continue.
  func cancelPlans(
    _ customer: CustomerName, _ deployment: DeploymentName, _ role: PortRole,
    until leave: UTCTime? = nil, _ record: HistoryRecord
  ) throws -> (cancelled: Int, reopened: [Int64]) {
    let key = try Key(writer, customer, deployment, role)
    var cancelled = 0
    for row in try rows(key) where row.period.from > record.time {
      try end(row, key, at: row.period.from, record)
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
    _ key: Key, until leave: UTCTime?, _ record: HistoryRecord
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

  /// Replaces an assignment that was recorded wrongly; it stays, marked as corrected, and counts
  /// nowhere. Conflicts with other customers are not checked here.
  ///
  /// - Parameters:
  ///   - time: a moment at which the wrong one holds.
  ///   - right: what it should have been; nil if the customer never had such ports.
  /// - Returns: the wrong one, and the id of the right one, if any.
  func correct(
    _ customer: CustomerName, _ deployment: DeploymentName, _ role: PortRole, at time: UTCTime,
    to right: (PortAssignment) throws -> NewCorrection?, _ record: HistoryRecord
  ) throws -> (wrong: PortAssignment, id: Int64?) {
    let key = try Key(writer, customer, deployment, role)
    guard let wrong = try row(key, at: time) else {
      throw AssignmentError.nothingToEnd(customer, deployment, role, at: time)
    }
    let wrongID = try Int64.fetchOne(
      db,
      sql: """
        SELECT id FROM port_assignment
        WHERE \(Key.condition) AND held_from = ? AND corrected_at IS NULL
          AND held_until IS NOT held_from
        """, arguments: key.arguments + [wrong.period.from.description])
    guard let wrongID else { throw Row.corrupt("ports that are to be corrected are missing") }
    try db.execute(
      sql: """
        UPDATE port_assignment SET corrected_at = ?, corrected_by = ?, corrected_note = ?
        WHERE id = ?
        """,
      arguments: [record.time.description, record.by?.text, record.note?.text, wrongID])
    let new = try right(wrong)
    let id = try new.map { try insert($0, in: key, instead: wrongID, of: wrong, record) }
    try audit(
      .portsCorrected, key, "\(customer) on \(deployment)", record,
      [
        AuditEntry.Change(
          "\(role.rawValue) ports", from: "\(wrong.transport.rawValue) \(wrong.ports)",
          to: new.map { "\($0.transport.rawValue) \($0.ports)" }),
        AuditEntry.Change(
          "from", from: wrong.period.from.description, to: new?.period.from.description),
        AuditEntry.Change(
          "until", from: wrong.period.until?.description, to: new?.period.until?.description),
      ])
    return (wrong, id)
  }

  private func insert(
    _ new: NewCorrection, in key: Key, instead wrongID: Int64, of wrong: PortAssignment,
    _ record: HistoryRecord
  ) throws -> Int64 {
    if key.role == .signaling, new.ports.count > 1 {
      throw AssignmentError.severalSignalingPorts(new.ports)
    }
    if let other = try rows(key).first(where: { $0.period.overlaps(new.period) }) {
      throw AssignmentError.endsOtherwise(other, wanted: new.period.from)
    }
    try UseWriter(writer).cover(key.customerID, key.deploymentID, new.period)
    let ended = new.period.until.map { _ in wrong.ended ?? record }
    try writer.insert(
      into: "port_assignment",
      [
        "customer_id": key.customerID, "deployment_id": key.deploymentID,
        "role": key.role.rawValue, "low": new.ports.low, "high": new.ports.high,
        "protocol": new.transport.rawValue, "held_from": new.period.from.description,
        "held_until": new.period.until?.description,
        "assigned_at": record.time.description, "assigned_by": record.by?.text,
        "assigned_note": record.note?.text, "ended_at": ended?.time.description,
        "ended_by": ended?.by?.text, "ended_note": ended?.note?.text, "corrects": wrongID,
      ])
    return db.lastInsertedRowID
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
      try writer.willChangePorts(of: customerID)
    }

    static let condition = "customer_id = ? AND deployment_id = ? AND role = ?"

    var arguments: StatementArguments { [customerID, deploymentID, role.rawValue] }
  }

  /// The assignment that holds at a time.
  private func row(_ key: Key, at time: UTCTime) throws -> PortAssignment? {
    try AssignmentRows.fetch(
      db,
      where: "\(Key.condition) AND held_from <= ? AND ifnull(held_until, '~') > ?",
      key.arguments + [time.description, time.description], order: "held_from DESC", limit: 1
    ).first
  }

  /// The last assignment by time, ignoring those that never held.
  private func latestRow(_ key: Key) throws -> PortAssignment? {
    try AssignmentRows.fetch(
      db, where: "\(Key.condition) AND held_until IS NOT held_from", key.arguments,
      order: "held_from DESC", limit: 1
    ).first
  }

  /// In order of time, without those that never held.
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
        WHERE \(Key.condition) AND held_from = ? AND corrected_at IS NULL
          AND (held_until IS NULL OR held_until > held_from)
        """
    ).execute(
      arguments: [
        time.description, record.time.description, record.by?.text, record.note?.text,
      ] + key.arguments + [row.period.from.description])
    guard db.changesCount == 1 else {
      throw Row.corrupt("\(db.changesCount) port assignments hold from one moment on")
    }
    try audit(
      .portsEnded, key, "\(row.customer) on \(row.deployment)", record,
      [
        AuditEntry.Change(
          "\(row.role.rawValue) ports", from: "\(row.transport.rawValue) \(row.ports)"),
        AuditEntry.Change("until", from: row.period.until?.description, to: time.description),
      ])
  }

  private func audit(
    _ action: AuditEntry.Action, _ key: Key, _ subject: String, _ record: HistoryRecord,
    _ changes: [AuditEntry.Change]
  ) throws {
    try writer.audit(
      action, subject: subject, deploymentID: key.deploymentID, customerID: key.customerID,
      note: record.note, changes)
  }
}
