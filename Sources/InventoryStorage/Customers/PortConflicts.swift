import EndpointModel
import GRDB
import InventoryModel

/// Finds out who has which ports of a deployment.
struct PortConflicts {
  private let reader: InventoryReader
  private var db: Database { reader.db }

  init(_ reader: InventoryReader) { self.reader = reader }

  /// - Parameter time: from when on; nil for all the time that the assignment holds.
  /// - Throws: `AssignmentError.taken` if, while a stored assignment holds, another customer also
  ///   has its ports, or the customer itself has them a second time.
  func check(_ id: Int64, from time: UTCTime? = nil) throws {
    let row = try AssignmentRows.fetch(db, where: "port_assignment.id = ?", [id]).first
    guard let row else { throw Row.corrupt("a port assignment is missing") }
    try check(row, id, from: max(row.period.from, time ?? row.period.from))
  }

  /// The same for all assignments of a deployment, from a moment on: the past can no longer be
  /// changed.
  func checkAll(on deploymentID: Int64, from time: UTCTime) throws {
    let ids = try Int64.fetchAll(
      db,
      sql: """
        SELECT id FROM port_assignment
        WHERE deployment_id = ? AND ifnull(held_until, '~') > ? AND corrected_at IS NULL
        ORDER BY held_from, id
        """, arguments: [deploymentID, time.description])
    for id in ids { try check(id, from: time) }
  }

  /// Whether any two assignments of a deployment meet that `check` would refuse, whenever they hold.
  func exist(on deploymentID: Int64) throws -> Bool {
    let isShared = try sharesPorts(deploymentID)
    var overlaps = PortOverlaps()
    let rows = try RowStatement(
      db,
      """
      SELECT customer_id, low, high, protocol, held_from, held_until FROM port_assignment
      WHERE deployment_id = ? AND corrected_at IS NULL
      """)
    rows.bind(1, deploymentID)
    try rows.eachRow { row in
      guard let low = UInt16(exactly: row.int(1)), let high = UInt16(exactly: row.int(2)),
        let ports = PortRange(low, high),
        let transport = try row.word(3, as: AssignedTransport.self),
        let from = try row.value(4, as: UTCTime.self),
        let period = Period(from: from, until: try row.value(5, as: UTCTime.self))
      else { throw Row.corrupt("a port assignment lacks a value") }
      // Where customers may share ports, one still has each port once.
      overlaps.add(ports, transport, period, group: isShared ? row.int(0) : 0)
    }
    return overlaps.exist()
  }

  private func check(_ own: PortAssignment, _ id: Int64, from time: UTCTime) throws {
    if own.period.isEmpty { return }
    let customerID = try reader.id(of: own.customer)
    let deploymentID = try reader.id(of: own.deployment)
    let transports = AssignedTransport.allCases.filter { $0.overlaps(own.transport) }
      .map { "'\($0.rawValue)'" }.joined(separator: ", ")
    let meets = """
      protocol IN (\(transports)) AND held_from < ? AND ifnull(held_until, '~') > max(held_from, ?)
      """
    // As text, ~ sorts after every time.
    let times: StatementArguments = [
      own.period.until?.description ?? "~", time.description,
    ]
    // The customer's own ports. A unary plus keeps SQLite on the customer's index.
    var other = try AssignmentRows.fetch(
      db,
      where: """
        customer_id = ? AND deployment_id = ? AND port_assignment.id <> ? AND +low <= ?
        AND +high >= ? AND \(meets)
        """,
      [customerID, deploymentID, id, own.ports.high, own.ports.low] + times,
      limit: 1
    ).first
    if other == nil, try !sharesPorts(deploymentID) {
      // In index order, so that the first match ends the search.
      other = try AssignmentRows.fetch(
        db, where: "\(Self.overlap) AND customer_id <> ? AND \(meets)",
        try overlapArguments(deploymentID, own.ports) + [customerID] + times, order: "low",
        limit: 1
      ).first
    }
    if let other { throw AssignmentError.taken(wanted: own, by: other) }
  }

  private func sharesPorts(_ deploymentID: Int64) throws -> Bool {
    try Bool.fetchOne(
      db.cachedStatement(sql: "SELECT shares_ports FROM deployment WHERE id = ?"),
      arguments: [deploymentID]) ?? false
  }

  /// The assignments of a deployment whose ports overlap a range, latest first.
  func overlapping(_ deploymentID: Int64, _ ports: PortRange) throws -> [PortAssignment] {
    try AssignmentRows.fetch(
      db, where: Self.overlap, try overlapArguments(deploymentID, ports),
      order: "held_from DESC, port_assignment.id DESC")
  }

  /// A range that overlaps another begins below it by at most the width of the deployment's widest
  /// range: a short stretch of the index.
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
