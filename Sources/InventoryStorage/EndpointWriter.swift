import EndpointModel
import GRDB

/// Writes the rows of one revision.
struct EndpointWriter {
  private let db: Database
  private let deploymentID: Int64
  private let revision: Int

  /// The address of the row before, and how many rows of this revision it has.
  private var last: (address: EndpointAddress?, count: Int)?
  /// How many changes are held so far.
  private var heldCount = 0

  private var added: RowBatch<StoredEndpoint>
  private var held: RowBatch<(row: StoredEndpoint, isRemoval: Bool)>
  private let removeEndpoint: RowStatement
  private let insertPart: RowStatement
  private var labels: SharedRows<Label>
  private var terms: SharedRows<Terms>

  /// An endpoint with the ids of what it shares.
  private struct StoredEndpoint {
    let endpoint: Endpoint
    let serviceID: Int64?
    let groupID: Int64?
    let termsID: Int64
    let noteID: Int64?
    let position: Int
    let quote: String?
  }

  /// Writes what `body` adds, removes or holds.
  static func write(
    _ db: Database, deploymentID: Int64, revision: Int,
    _ body: (inout EndpointWriter) throws -> Void
  ) throws {
    var writer = try EndpointWriter(db, deploymentID: deploymentID, revision: revision)
    try body(&writer)
    try writer.added.finish()
    try writer.held.finish()
  }

  private init(_ db: Database, deploymentID: Int64, revision: Int) throws {
    self.db = db
    self.deploymentID = deploymentID
    self.revision = revision
    func bind(_ statement: RowStatement, _ first: Int32, _ row: StoredEndpoint) {
      Self.bind(row, of: deploymentID, revision, first, to: statement)
    }
    added = try RowBatch(
      db,
      into: "endpoint (\(EndpointRows.columns), deployment_id, added_in, position, quote)",
      parameterCount: Int(Self.bound), bind: bind)
    held = try RowBatch(
      db,
      into: """
        held_change (\(EndpointRows.columns), deployment_id, number, position, quote, is_removal)
        """,
      parameterCount: Int(Self.bound) + 1
    ) { statement, first, held in
      bind(statement, first, held.row)
      statement.bind(first + Self.bound + 1, held.isRemoval ? 1 : 0)
    }
    removeEndpoint = try RowStatement(
      db,
      """
      UPDATE OR FAIL endpoint SET removed_in = ?
      WHERE address = ? AND deployment_id = ? AND removed_in IS NULL AND service_id IS ?
        AND group_id IS ? AND terms_id = ?
      """)
    insertPart = try RowStatement(
      db, "INSERT OR IGNORE INTO range_part (part, address) VALUES (?, ?)")
    labels = try SharedRows(
      db, find: "SELECT id FROM label WHERE text = ?",
      insert: "INSERT INTO label (text) VALUES (?)"
    ) { [$0.text] }
    terms = try SharedRows(
      db,
      find: """
        SELECT id FROM terms
        WHERE ifnull(ports, '') = ifnull(?, '') AND ifnull(protocol, '') = ifnull(?, '')
          AND ifnull(direction, '') = ifnull(?, '') AND ifnull(port_role, '') = ifnull(?, '')
          AND ifnull(example_ports, '') = ifnull(?, '')
        """,
      insert: """
        INSERT INTO terms (ports, protocol, direction, port_role, example_ports)
        VALUES (?, ?, ?, ?, ?)
        """
    ) { terms in
      [
        terms.ports?.description, terms.transport?.rawValue, terms.direction?.rawValue,
        terms.portRole?.rawValue, terms.examplePorts?.description,
      ]
    }
  }

  /// Rows of one address must follow each other; in the order of addresses the table
  /// grows at its end.
  ///
  /// - Parameter quote: the words that it was read from.
  mutating func add(_ endpoint: Endpoint, quote: String? = nil) throws {
    let address = endpoint.address
    let position = last.map { $0.address == address ? $0.count : 0 } ?? 0
    last = (address, position + 1)
    try added.add(row(endpoint, position, quote))
    if case .range(let range)? = address, range.block == nil {
      for block in range.cidrCover {
        insertPart.bind(1, StoredAddress(block))
        insertPart.bind(2, address)
        try insertPart.run()
      }
    }
  }

  /// Notes what the revision would add or remove, were it accepted.
  mutating func hold(_ endpoint: Endpoint, isRemoval: Bool, quote: String? = nil) throws {
    heldCount += 1
    try held.add((row(endpoint, heldCount, quote), isRemoval))
  }

  private mutating func row(
    _ endpoint: Endpoint, _ position: Int, _ quote: String?
  ) throws -> StoredEndpoint {
    StoredEndpoint(
      endpoint: endpoint, serviceID: try id(of: endpoint.serviceLabel),
      groupID: try id(of: endpoint.groupLabel), termsID: try terms.id(of: endpoint.terms),
      noteID: try id(of: endpoint.noteLabel), position: position, quote: quote)
  }

  /// How many parameters an endpoint takes, with its deployment, revision, position and quote.
  private static let bound = EndpointRows.columnCount + 4

  /// - Parameter first: how many parameters come before those of the endpoint.
  private static func bind(
    _ row: StoredEndpoint, of deploymentID: Int64, _ revision: Int, _ first: Int32,
    to statement: RowStatement
  ) {
    let address = row.endpoint.address
    let asRange =
      if case .range(let range)? = address { range.block != nil } else { false }
    statement.bind(first + 1, address)
    statement.bind(first + 2, row.serviceID)
    statement.bind(first + 3, row.groupID)
    statement.bind(first + 4, row.termsID)
    statement.bind(first + 5, row.endpoint.line)
    statement.bind(first + 6, row.noteID)
    statement.bind(first + 7, asRange ? 1 : 0)
    statement.bind(first + 8, deploymentID)
    statement.bind(first + 9, revision)
    statement.bind(first + 10, row.position)
    statement.bind(first + 11, row.quote)
  }

  /// - Throws: where not exactly one such endpoint is present.
  mutating func remove(_ endpoint: Endpoint) throws {
    removeEndpoint.bind(1, revision)
    removeEndpoint.bind(2, endpoint.address)
    removeEndpoint.bind(3, deploymentID)
    removeEndpoint.bind(4, try id(of: endpoint.serviceLabel))
    removeEndpoint.bind(5, try id(of: endpoint.groupLabel))
    removeEndpoint.bind(6, try terms.id(of: endpoint.terms))
    try removeEndpoint.run()
    guard db.changesCount == 1 else {
      throw Row.corrupt("\(db.changesCount) rows are present for one endpoint to be removed")
    }
  }

  private mutating func id(of label: Label?) throws -> Int64? {
    guard let label else { return nil }
    return try labels.id(of: label)
  }
}
