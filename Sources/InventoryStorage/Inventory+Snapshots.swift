import EndpointModel
import GRDB

extension Inventory {
  /// The endpoint table of a deployment at a revision.
  public func snapshot(of revision: Revision) throws -> Snapshot {
    try read { db in
      let id = try Self.id(db, of: revision.deployment)
      let rows = try EndpointRows(db)
      // For one that was held, what the accepted one before it has.
      let accepted = try rows.present(db, deploymentID: id, revision: revision.number)
      if revision.isAccepted { return Snapshot(accepted) }
      let held = try Self.heldChanges(db, rows, deploymentID: id, number: revision.number)
      return Snapshot(Set(accepted).subtracting(held.removed).union(held.added))
    }
  }

  /// The endpoint table at an accepted revision.
  static func snapshot(_ db: Database, deploymentID: Int64, revision: Int) throws -> Snapshot {
    Snapshot(
      try EndpointRows(db).present(db, deploymentID: deploymentID, revision: revision))
  }

  /// The words that the endpoints which a revision added were read from, where they are
  /// kept.
  public func quotes(of revision: Revision) throws -> [Endpoint: String] {
    try read { db in
      try Self.quotes(db, of: revision, deploymentID: Self.id(db, of: revision.deployment))
    }
  }

  static func quotes(
    _ db: Database, of revision: Revision, deploymentID: Int64
  ) throws -> [Endpoint: String] {
    let place =
      revision.isAccepted
      ? (table: "endpoint", number: "added_in") : (table: "held_change", number: "number")
    let sql = """
      SELECT \(EndpointRows.columns), quote
      FROM \(place.table) LEFT JOIN address ON address.id = address_id
      WHERE deployment_id = ? AND \(place.number) = ? AND quote IS NOT NULL
      """
    let rows = try EndpointRows(db)
    return try Dictionary(
      Row.fetchAll(db, sql: sql, arguments: [deploymentID, revision.number])
        .map { (try rows.endpoint($0), $0[EndpointRows.columnCount]) },
      uniquingKeysWith: { first, _ in first })
  }

  /// What a revision that was held would add and remove.
  static func heldChanges(
    _ db: Database, _ rows: EndpointRows, deploymentID: Int64, number: Int
  ) throws -> (added: [Endpoint], removed: [Endpoint]) {
    func fetch(_ isRemoval: Bool) throws -> [Endpoint] {
      try rows.fetch(
        db, from: "held_change", where: "deployment_id = ? AND number = ? AND is_removal = ?",
        [deploymentID, number, isRemoval])
    }
    return (try fetch(false), try fetch(true))
  }

  /// What turns one revision of a deployment into another, in either direction;
  /// reads the rows that differ only.
  public func changes(
    of deployment: DeploymentName, from old: Revision, to new: Revision
  ) throws -> ChangeSet {
    guard old.isAccepted, new.isAccepted else {
      return ChangeSet(from: try snapshot(of: old), to: try snapshot(of: new))
    }
    let first = min(old.number, new.number)
    let last = max(old.number, new.number)
    let (added, removed) = try read { db in
      let id = try Self.id(db, of: deployment)
      let rows = try EndpointRows(db)
      // What came and went in between is no difference.
      return (
        Snapshot(
          try rows.fetch(
            db,
            where: """
              deployment_id = ? AND added_in > ? AND added_in <= ?
              AND (removed_in IS NULL OR removed_in > ?)
              """,
            [id, first, last, last])),
        Snapshot(
          try rows.fetch(
            db,
            where: """
              deployment_id = ? AND removed_in > ? AND removed_in <= ? AND added_in <= ?
              """,
            [id, first, last, first], index: "INDEXED BY endpoint_removed"))
      )
    }
    // An endpoint that was removed and came back is the same endpoint.
    return old.number <= new.number
      ? ChangeSet(from: removed, to: added) : ChangeSet(from: added, to: removed)
  }
}

/// Reads stored endpoints; the texts that many of them share are read once.
struct EndpointRows {
  private let labels: [Int64: String]
  private let terms: [Int64: Terms]

  private struct Terms {
    let ports: Ports?
    let transport: TransportProtocol?
    let direction: Direction?
    let portRole: PortRole?
    let examplePorts: PortSet?
  }

  init(_ db: Database) throws {
    labels = try Dictionary(
      uniqueKeysWithValues: Row.fetchAll(db, sql: "SELECT id, text FROM label")
        .map { ($0[0], $0[1]) })
    let sql = "SELECT id, ports, protocol, direction, port_role, example_ports FROM terms"
    terms = try Dictionary(
      uniqueKeysWithValues: Row.fetchAll(db, sql: sql).map { row in
        (
          row[0],
          Terms(
            ports: try row.value(1, as: Ports.self),
            transport: try row.word(2, as: TransportProtocol.self),
            direction: try row.word(3, as: Direction.self),
            portRole: try row.word(4, as: PortRole.self),
            examplePorts: try row.value(5, as: PortSet.self))
        )
      })
  }

  /// The columns that `endpoint(_:)` reads, in their order.
  static let columns = """
    service_id, group_id, terms_id, note_id, line, as_range, low, high, address.name
    """

  static let columnCount = 9

  /// What is present at an accepted revision.
  func present(_ db: Database, deploymentID: Int64, revision: Int) throws -> [Endpoint] {
    try fetch(
      db,
      where: """
        deployment_id = ? AND added_in <= ? AND (removed_in IS NULL OR removed_in > ?)
        """,
      [deploymentID, revision, revision])
  }

  func fetch(
    _ db: Database, from table: String = "endpoint", where condition: String,
    _ arguments: StatementArguments, index: String = ""
  ) throws -> [Endpoint] {
    let sql = """
      SELECT \(Self.columns)
      FROM \(table) \(index) LEFT JOIN address ON address.id = address_id
      WHERE \(condition)
      """
    var out: [Endpoint] = []
    let cursor = try Row.fetchCursor(db, sql: sql, arguments: arguments)
    while let row = try cursor.next() { out.append(try endpoint(row)) }
    return out
  }

  /// The endpoint of a row that begins with `columns`.
  func endpoint(_ row: Row) throws -> Endpoint {
    guard let terms = terms[row[2] as Int64] else { throw Row.corrupt("terms are missing") }
    func label(_ column: Int) throws -> String? {
      guard let id: Int64 = row[column] else { return nil }
      guard let text = labels[id] else { throw Row.corrupt("a label is missing") }
      return text
    }
    return Endpoint(
      service: try label(0), group: try label(1), address: try Self.address(row),
      ports: terms.ports, transport: terms.transport, direction: terms.direction,
      portRole: terms.portRole, examplePorts: terms.examplePorts, note: try label(3),
      line: row[4])
  }

  private static func address(_ row: Row) throws -> EndpointAddress? {
    if let range = try row.range(6) {
      if row[5] == 0, let block = range.block { return .block(block) }
      return .range(range)
    }
    return try row.value(8, as: EndpointAddress.self)
  }
}
