import EndpointModel
import GRDB

/// Reads stored endpoints. Labels and terms that many of them share are read once, and only if
/// needed.
final class EndpointRows {
  private let db: Database
  private let label: RowStatement
  private let terms: RowStatement
  private var labels = ByID<Label>()
  private var termsByID = ByID<Terms>()

  init(_ db: Database) throws {
    self.db = db
    label = try RowStatement(db, "SELECT text FROM label WHERE id = ?")
    terms = try RowStatement(
      db,
      "SELECT ports, protocol, direction, port_role, example_ports FROM terms WHERE id = ?")
  }

  /// The columns that `endpoint(_:)` reads, in their order.
  static let columns =
    "address, service_id, group_id, terms_id, line, note_id, as_range"

  static let columnCount: Int32 = 7

  /// About how many endpoints are stored, over all deployments.
  static func count(_ db: Database) throws -> Int {
    try Int.fetchOne(
      db,
      sql: """
        SELECT sum(most) FROM
          (SELECT max(endpoint_count) AS most FROM revision GROUP BY deployment_id)
        """) ?? 0
  }

  /// The endpoints present at a revision, or at the accepted one before it; by address if they are
  /// a large part of the inventory.
  func present(deploymentID: Int64, revision: Int) throws -> Endpoints {
    let count = try Int.fetchOne(
      db, sql: "SELECT endpoint_count FROM revision WHERE deployment_id = ? AND number = ?",
      arguments: [deploymentID, revision])
    let current = try Int.fetchOne(
      db, sql: "SELECT max(number) FROM revision WHERE deployment_id = ? AND state = 'accepted'",
      arguments: [deploymentID])
    // The table is ordered by address: if a large part of it is wanted, scanning all of it is
    // faster than looking up each row. A unary plus keeps SQLite from using an index.
    let isFairPart = try (count ?? 0) > Self.count(db) / 5
    let deployment = isFairPart ? "+deployment_id = ?1" : "deployment_id = ?1"
    let isCurrent = revision >= current ?? 0
    let time =
      isCurrent
      ? "removed_in IS NULL"
      : "+added_in <= ?2 AND (removed_in IS NULL OR removed_in > ?2)"
    let statement = try RowStatement(
      db, "SELECT \(Self.columns) FROM endpoint WHERE \(deployment) AND \(time)")
    statement.bind(1, deploymentID)
    if !isCurrent { statement.bind(2, revision) }
    var out = StoredEndpoints(self, room: count ?? 0)
    try statement.eachRow { try out.append($0) }
    return out.finish()
  }

  /// Every endpoint that an accepted revision of a deployment has or had, in no order.
  func ever(deploymentID: Int64) throws -> Endpoints {
    let statement = try RowStatement(
      db, "SELECT \(Self.columns) FROM endpoint WHERE deployment_id = ?1")
    statement.bind(1, deploymentID)
    var out = StoredEndpoints(self)
    try statement.eachRow { try out.append($0) }
    return out.finish()
  }

  /// The endpoints that accepted revisions of a deployment removed, by the revision's number.
  func removed(deploymentID: Int64) throws -> [Int: Endpoints] {
    let statement = try RowStatement(
      db,
      """
      SELECT \(Self.columns), removed_in FROM endpoint
      WHERE deployment_id = ?1 AND removed_in IS NOT NULL ORDER BY removed_in
      """)
    statement.bind(1, deploymentID)
    var out: [Int: StoredEndpoints] = [:]
    try statement.eachRow { row in
      let number = Int(row.int(Self.columnCount))
      try out[number, default: StoredEndpoints(self)].append(row)
    }
    return out.mapValues { stored in
      var stored = stored
      return stored.finish()
    }
  }

  /// The endpoint of a row that begins with `columns`.
  func endpoint(_ row: StoredRow) throws -> Endpoint {
    Endpoint(
      service: try label(row.id(1)), group: try label(row.id(2)),
      written: try Self.written(row), terms: try terms(row.int(3)),
      note: try label(row.id(5)), line: try row.id(4).map(Int.init))
  }

  /// The address of a row that begins with `columns`.
  static func written(_ row: StoredRow) throws -> WrittenAddress? {
    try row.address(0).map { WrittenAddress($0, asRange: row.int(6) == 1) }
  }

  private func label(_ id: Int64?) throws -> Label? {
    guard let id else { return nil }
    if let known = labels[id] { return known }
    let label = try label(id)
    labels[id] = label
    return label
  }

  /// - Throws: `DatabaseError` (`SQLITE_CORRUPT`) if there is none.
  func label(_ id: Int64) throws -> Label {
    var text: String?
    label.bind(1, id)
    try label.eachRow { text = $0.text(0) }
    guard let label = text.flatMap(Label.init) else { throw Row.corrupt("a label is missing") }
    return label
  }

  /// - Throws: `DatabaseError` (`SQLITE_CORRUPT`) if there are none.
  func terms(_ id: Int64) throws -> Terms {
    if let known = termsByID[id] { return known }
    var read: Terms?
    terms.bind(1, id)
    try terms.eachRow { row in
      read = Terms(
        ports: try Row.value(of: row.text(0), as: Ports.self),
        transport: try Row.word(of: row.text(1), as: IPProtocol.self),
        direction: try Row.word(of: row.text(2), as: Direction.self),
        portRole: try Row.word(of: row.text(3), as: PortRole.self),
        examplePorts: try Row.value(of: row.text(4), as: PortSet.self))
    }
    guard let read else { throw Row.corrupt("terms are missing") }
    termsByID[id] = read
    return read
  }
}
