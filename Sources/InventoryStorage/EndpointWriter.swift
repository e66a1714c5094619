import EndpointModel
import Foundation
import GRDB

/// Writes the rows of one revision. Texts, terms and addresses that are stored
/// already are found again, each looked up once.
struct EndpointWriter {
  private let db: Database
  private let deploymentID: Int64
  private let revision: Int
  private var position = 0

  // By bytes, as SQLite compares: Swift takes texts of equal characters for equal.
  private var labelIDs: [[UInt8]: Int64] = [:]
  private var termsIDs: [[String]: Int64] = [:]
  private var nameIDs: [[UInt8]: Int64] = [:]

  private let findBounds: Statement
  private let insertBounds: Statement
  private let insertEndpoint: Statement
  private let removeEndpoint: Statement

  init(_ db: Database, deploymentID: Int64, revision: Int) throws {
    self.db = db
    self.deploymentID = deploymentID
    self.revision = revision
    findBounds = try db.makeStatement(sql: "SELECT id FROM address WHERE low = ? AND high = ?")
    insertBounds = try db.makeStatement(sql: "INSERT INTO address (low, high) VALUES (?, ?)")
    insertEndpoint = try db.makeStatement(
      sql: """
        INSERT INTO endpoint (deployment_id, added_in, position, service_id, group_id, address_id,
          terms_id, note_id, line, as_range, quote)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """)
    removeEndpoint = try db.makeStatement(
      sql: """
        UPDATE endpoint SET removed_in = ?
        WHERE deployment_id = ? AND removed_in IS NULL AND address_id IS ? AND service_id IS ?
          AND group_id IS ? AND terms_id = ?
        """)
  }

  /// - Parameter quote: the words that it was read from.
  mutating func add(_ endpoint: Endpoint, quote: String? = nil) throws {
    position += 1
    try insertEndpoint.execute(
      arguments: [deploymentID, revision, position] + values(of: endpoint) + [quote])
  }

  /// Notes what the revision would add or remove, were it accepted.
  mutating func hold(_ endpoint: Endpoint, isRemoval: Bool, quote: String? = nil) throws {
    position += 1
    try db.cachedStatement(
      sql: """
        INSERT INTO held_change (deployment_id, number, position, is_removal, service_id, group_id,
          address_id, terms_id, note_id, line, as_range, quote)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """
    ).execute(
      arguments: [deploymentID, revision, position, isRemoval] + values(of: endpoint) + [quote])
  }

  /// The columns of an endpoint's own, from `service_id` on.
  private mutating func values(of endpoint: Endpoint) throws -> StatementArguments {
    let asRange = if case .range? = endpoint.address { true } else { false }
    return [
      try label(endpoint.service), try label(endpoint.group), try address(endpoint.address),
      try terms(endpoint), try label(endpoint.note), endpoint.line, asRange,
    ]
  }

  /// - Throws: where not exactly one such endpoint is present.
  mutating func remove(_ endpoint: Endpoint) throws {
    try removeEndpoint.execute(arguments: [
      revision, deploymentID, try address(endpoint.address), try label(endpoint.service),
      try label(endpoint.group), try terms(endpoint),
    ])
    guard db.changesCount == 1 else {
      throw Row.corrupt("\(db.changesCount) rows are present for one endpoint to be removed")
    }
  }

  private mutating func label(_ text: String?) throws -> Int64? {
    guard let text else { return nil }
    let key = Array(text.utf8)
    if let id = labelIDs[key] { return id }
    let id = try find(
      "SELECT id FROM label WHERE text = ?", else: "INSERT INTO label (text) VALUES (?)", [text])
    labelIDs[key] = id
    return id
  }

  private mutating func terms(_ endpoint: Endpoint) throws -> Int64 {
    let values: [String?] = [
      endpoint.ports?.description, endpoint.transport?.rawValue, endpoint.direction?.rawValue,
      endpoint.portRole?.rawValue, endpoint.examplePorts?.description,
    ]
    let key = values.map { $0 ?? "" }
    if let id = termsIDs[key] { return id }
    let id = try find(
      """
      SELECT id FROM terms
      WHERE ifnull(ports, '') = ifnull(?, '') AND ifnull(protocol, '') = ifnull(?, '')
        AND ifnull(direction, '') = ifnull(?, '') AND ifnull(port_role, '') = ifnull(?, '')
        AND ifnull(example_ports, '') = ifnull(?, '')
      """,
      else: """
        INSERT INTO terms (ports, protocol, direction, port_role, example_ports)
        VALUES (?, ?, ?, ?, ?)
        """, StatementArguments(values))
    termsIDs[key] = id
    return id
  }

  private mutating func address(_ address: EndpointAddress?) throws -> Int64? {
    guard let address else { return nil }
    if let range = address.range { return try bounds(range) }
    let name = address.description
    let key = Array(name.utf8)
    if let id = nameIDs[key] { return id }
    let id = try find(
      "SELECT id FROM address WHERE name = ?", else: "INSERT INTO address (name) VALUES (?)",
      [name])
    nameIDs[key] = id
    return id
  }

  private func bounds(_ range: AddressRange) throws -> Int64 {
    let arguments = Self.arguments(range)
    if let id = try Int64.fetchOne(findBounds, arguments: arguments) { return id }
    try insertBounds.execute(arguments: arguments)
    let id = db.lastInsertedRowID
    if range.block == nil {
      for part in range.cidrCover {
        try db.execute(
          sql: "INSERT INTO range_part (low, high, address_id) VALUES (?, ?, ?)",
          arguments: Self.arguments(AddressRange(part)) + [id])
      }
    }
    return id
  }

  static func arguments(_ range: AddressRange) -> StatementArguments {
    [Data(AddressBounds.encoded(range.first)), Data(AddressBounds.encoded(range.last))]
  }

  private func find(
    _ select: String, else insert: String, _ arguments: StatementArguments
  ) throws -> Int64 {
    if let id = try Int64.fetchOne(db, sql: select, arguments: arguments) { return id }
    try db.execute(sql: insert, arguments: arguments)
    return db.lastInsertedRowID
  }
}
