import EndpointModel
import GRDB
import InventoryModel

/// Writes port assignments inside a transaction.
///
/// At each moment, a customer has a set of ranges for a role. Assigning puts another set in its place
/// from a moment on: what is in both stays as it is, what goes is ended, what comes begins.
struct AssignmentWriter {
  let writer: InventoryWriter
  /// What an import knows already; nil where each question is asked of the file.
  private let memory: PortMemory?
  var db: Database { writer.db }
  private var uses: UseWriter { UseWriter(writer, memory) }

  /// - Parameter memory: only if nothing but this and what else has it writes ports and uses.
  init(_ writer: InventoryWriter, _ memory: PortMemory? = nil) {
    self.writer = writer
    self.memory = memory
  }

  /// What came of assigning a range of a set to a customer.
  struct Outcome {
    /// What is stored; nil if the customer has the range already.
    var id: Int64?
    /// What goes because it is not in the set, as it is now.
    var ended: [PortAssignment] = []
    /// What the customer has at that time, if it is the whole set already.
    var held: [PortAssignment] = []
    /// If it is, what begins later.
    var later: PortAssignment?
  }

  /// Stores a range of a set, and ends what is not in the set. Conflicts with other customers are
  /// not checked here, since several assignments may change at once.
  ///
  /// - Parameters:
  ///   - part: the range, with the end that the caller will set next.
  ///   - key: whose ports they are, if the caller has it already.
  func put(
    _ part: WantedPorts.Part, in wanted: WantedPorts, of key: AssignmentKey? = nil,
    _ record: HistoryRecord
  ) throws -> Outcome {
    let isOnePort = part.ports.count == 1 && wanted.parts.allSatisfy { $0.ports == part.ports }
    if wanted.role == .signaling, !isOnePort {
      throw AssignmentError.severalSignalingPorts(wanted.parts.map(\.ports))
    }
    if let (one, other) = wanted.overlap {
      throw AssignmentError.taken(
        wanted: wanted.assignment(one, record), by: wanted.assignment(other, record))
    }
    let key =
      try key ?? AssignmentKey(writer, wanted.customer, wanted.deployment, wanted.role)
    let stored = try rows(key, at: wanted.from)
    let current = stored.map(\.assignment)
    let later = try next(key, after: wanted.from)
    if wanted.isEqual(to: current) { return Outcome(held: current, later: later) }
    try uses.checkIsInUse(key.customerID)
    func staying(_ row: PortAssignment) -> WantedPorts.Part? {
      wanted.parts.first { $0.isOf(row) }
    }
    // What is planned or past by then would be overturned.
    let fixed = current.first { $0.period.until != nil && staying($0)?.until != $0.period.until }
    if let fixed = later ?? fixed {
      throw AssignmentError.beforeLatest(from: wanted.from, fixed)
    }
    var outcome = Outcome()
    for row in stored where staying(row.assignment) == nil {
      outcome.ended.append(try end(row, key, at: wanted.from, record))
    }
    if !current.contains(where: part.isOf) { outcome.id = try insert(part, wanted, key, record) }
    return outcome
  }

  private func insert(
    _ part: WantedPorts.Part, _ wanted: WantedPorts, _ key: AssignmentKey, _ record: HistoryRecord
  ) throws -> Int64 {
    let new = NewAssignment(
      customer: wanted.customer, deployment: wanted.deployment, role: wanted.role,
      ports: part.ports, transport: part.transport, from: wanted.from)
    let period = Period(from: new.from, until: part.until) ?? Period(from: new.from)
    try uses.begin(
      key.customerID, key.deploymentID, period, end: wanted.usedUntil, new)
    let row = try RowStatement(
      db,
      """
      INSERT INTO port_assignment (customer_id, deployment_id, role, low, high, protocol,
        held_from, assigned_at, assigned_by, assigned_note)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """)
    row.bind(1, key.customerID)
    row.bind(2, key.deploymentID)
    row.bind(3, new.role.rawValue)
    row.bind(4, Int(new.ports.low))
    row.bind(5, Int(new.ports.high))
    row.bind(6, new.transport.rawValue)
    row.bind(7, new.from.description)
    row.bind(8, record.time.description)
    row.bind(9, record.by?.text)
    row.bind(10, record.note?.text)
    try row.run()
    let id = db.lastInsertedRowID
    memory?.add(
      StoredAssignment(
        id: id,
        assignment: PortAssignment(
          customer: new.customer, deployment: new.deployment, role: new.role, ports: new.ports,
          transport: new.transport, period: Period(from: new.from), assigned: record, ended: nil)),
      key)
    try audit(
      .portsAssigned, key, new.customer.on(new.deployment), record,
      [
        AuditEntry.Change(
          new.role.rawValue + " ports",
          to: new.transport.rawValue + " " + new.ports.description),
        AuditEntry.Change("from", to: new.from.description),
      ])
    return id
  }

  /// Ends a range of a set whose end a sheet gives.
  ///
  /// - Parameter key: whose ports they are.
  /// - Returns: the ids of what ends then and did not before; several if it is stored cut otherwise.
  func close(
    _ part: WantedPorts.Part, in wanted: WantedPorts, of key: AssignmentKey, at until: UTCTime,
    _ record: HistoryRecord
  ) throws -> [Int64] {
    let held = try rows(key, at: wanted.from)
    // The same ports may be stored cut otherwise.
    let own =
      held.first { part.isOf($0.assignment) }.map { [$0] }
      ?? held.filter {
        part.transport.overlaps($0.assignment.transport)
          && part.ports.overlaps($0.assignment.ports)
      }
    if own.isEmpty { throw Row.corrupt("ports that were assigned are missing") }
    return try own.filter { $0.assignment.period.until != until }.map { row in
      guard part.isOf(row.assignment) || part.ports.contains(row.assignment.ports) else {
        throw AssignmentError.endsOtherwise(row.assignment, wanted: until)
      }
      try close(row, key, at: until, record)
      return row.id
    }
  }

  private func close(
    _ row: StoredAssignment, _ key: AssignmentKey, at until: UTCTime, _ record: HistoryRecord
  ) throws {
    let held = row.assignment
    // A planned end can still be moved; a past one is history.
    guard held.period.until.map({ $0 > record.time && until > record.time }) ?? true else {
      throw AssignmentError.endsOtherwise(held, wanted: until)
    }
    if let planned = held.period.until {
      let next = try rows(key, endingAfter: planned).map(\.assignment).first {
        $0.period.from >= planned && ($0.period.from == planned || $0.period.from < until)
      }
      if let next { throw AssignmentError.endsOtherwise(next, wanted: until) }
      try uses.move(key.customerID, key.deploymentID, from: planned, to: until)
    }
    try end(row, key, at: until, record)
  }

  /// In order of time, without those that never held.
  ///
  func rows(_ key: AssignmentKey) throws -> [StoredAssignment] {
    func fetch() throws -> [StoredAssignment] {
      try AssignmentRows.fetchStored(
        db, where: "\(AssignmentKey.condition) AND held_until IS NOT held_from", key.arguments)
    }
    return try memory?.assignments(key, fetch) ?? fetch()
  }

  /// Those that hold at some moment from a time on.
  private func rows(
    _ key: AssignmentKey, endingAfter time: UTCTime
  ) throws -> [StoredAssignment] {
    try rows(key).filter { $0.assignment.period.until.map { $0 > time } ?? true }
  }

  /// Those that hold at a moment: of a long history, a few.
  private func rows(_ key: AssignmentKey, at time: UTCTime) throws -> [StoredAssignment] {
    if memory != nil { return try rows(key).filter { $0.assignment.period.contains(time) } }
    return try AssignmentRows.fetchStored(
      db,
      where: """
        \(AssignmentKey.condition) AND held_from <= ? AND ifnull(held_until, '~') > ?
        AND held_until IS NOT held_from
        """, key.arguments + [time.description, time.description])
  }

  /// The first that begins after a moment; nil if none does.
  private func next(_ key: AssignmentKey, after time: UTCTime) throws -> PortAssignment? {
    if memory != nil {
      return try rows(key).first { $0.assignment.period.from > time }?.assignment
    }
    return try AssignmentRows.fetch(
      db,
      where: "\(AssignmentKey.condition) AND held_from > ? AND held_until IS NOT held_from",
      key.arguments + [time.description], limit: 1
    ).first
  }

  /// - Returns: the assignment with its end.
  @discardableResult
  func end(
    _ stored: StoredAssignment, _ key: AssignmentKey, at time: UTCTime, _ record: HistoryRecord
  ) throws -> PortAssignment {
    let row = stored.assignment
    let update = try RowStatement(
      db,
      """
      UPDATE port_assignment SET held_until = ?, ended_at = ?, ended_by = ?, ended_note = ?
      WHERE id = ?
      """)
    update.bind(1, time.description)
    update.bind(2, record.time.description)
    update.bind(3, record.by?.text)
    update.bind(4, record.note?.text)
    update.bind(5, stored.id)
    try update.run()
    try audit(
      .portsEnded, key, row.customer.on(row.deployment), record,
      [
        AuditEntry.Change(
          row.role.rawValue + " ports",
          from: row.transport.rawValue + " " + row.ports.description),
        AuditEntry.Change("until", from: row.period.until?.description, to: time.description),
      ])
    let ended = PortAssignment(
      customer: row.customer, deployment: row.deployment, role: row.role, ports: row.ports,
      transport: row.transport,
      period: Period(from: row.period.from, until: time) ?? row.period, assigned: row.assigned,
      ended: record, isCorrection: row.isCorrection)
    memory?.end(StoredAssignment(id: stored.id, assignment: ended), key)
    return ended
  }

  func audit(
    _ action: AuditEntry.Action, _ key: AssignmentKey, _ subject: String,
    _ record: HistoryRecord, _ changes: [AuditEntry.Change]
  ) throws {
    try writer.audit(
      action, subject: subject, deploymentID: key.deploymentID, customerID: key.customerID,
      note: record.note, changes)
  }
}
