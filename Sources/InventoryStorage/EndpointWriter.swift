import EndpointModel
import GRDB

/// Writes the rows of one revision. Texts and terms that are stored already are found
/// again, each looked up once.
struct EndpointWriter {
  private let db: Database
  private let deploymentID: Int64
  private let revision: Int

  private var labelIDs: [Label: Int64] = [:]
  private var termsIDs: [Terms: Int64] = [:]
  /// The address of the row before, and how many rows of this revision it has.
  private var last: (address: EndpointAddress?, count: Int)?
  /// How many changes are held so far.
  private var heldCount = 0

  private let insertEndpoint: RowStatement
  private let insertHeld: RowStatement
  private let removeEndpoint: RowStatement
  private let insertPart: RowStatement
  private let labels: SharedRows
  private let terms: SharedRows

  init(_ db: Database, deploymentID: Int64, revision: Int) throws {
    self.db = db
    self.deploymentID = deploymentID
    self.revision = revision
    insertEndpoint = try RowStatement(
      db,
      """
      INSERT INTO endpoint (\(EndpointRows.columns), deployment_id, added_in, position, quote)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """)
    insertHeld = try RowStatement(
      db,
      """
      INSERT INTO held_change (\(EndpointRows.columns), deployment_id, number, position, quote,
        is_removal)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """)
    removeEndpoint = try RowStatement(
      db,
      """
      UPDATE endpoint SET removed_in = ?
      WHERE address = ? AND deployment_id = ? AND removed_in IS NULL AND service_id IS ?
        AND group_id IS ? AND terms_id = ?
      """)
    insertPart = try RowStatement(
      db, "INSERT OR IGNORE INTO range_part (part, address) VALUES (?, ?)")
    labels = try SharedRows(
      db, find: "SELECT id FROM label WHERE text = ?",
      insert: "INSERT INTO label (text) VALUES (?)")
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
        """)
  }

  /// Rows of one address must follow each other; in the order of addresses the table
  /// grows at its end.
  ///
  /// - Parameter quote: the words that it was read from.
  mutating func add(_ endpoint: Endpoint, quote: String? = nil) throws {
    let address = endpoint.address
    let position = last.map { $0.address == address ? $0.count : 0 } ?? 0
    last = (address, position + 1)
    try bind(endpoint, address, to: insertEndpoint)
    insertEndpoint.bind(Self.bound + 1, deploymentID)
    insertEndpoint.bind(Self.bound + 2, revision)
    insertEndpoint.bind(Self.bound + 3, position)
    insertEndpoint.bind(Self.bound + 4, quote)
    try insertEndpoint.run()
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
    try bind(endpoint, endpoint.address, to: insertHeld)
    insertHeld.bind(Self.bound + 1, deploymentID)
    insertHeld.bind(Self.bound + 2, revision)
    insertHeld.bind(Self.bound + 3, heldCount)
    insertHeld.bind(Self.bound + 4, quote)
    insertHeld.bind(Self.bound + 5, isRemoval ? 1 : 0)
    try insertHeld.run()
  }

  /// How many parameters an endpoint's own columns take.
  private static let bound = EndpointRows.columnCount

  private mutating func bind(
    _ endpoint: Endpoint, _ address: EndpointAddress?, to statement: RowStatement
  ) throws {
    let asRange =
      if case .range(let range)? = address { range.block != nil } else { false }
    statement.bind(1, address)
    statement.bind(2, try id(of: endpoint.serviceLabel))
    statement.bind(3, try id(of: endpoint.groupLabel))
    statement.bind(4, try id(of: endpoint.terms))
    statement.bind(5, endpoint.line)
    statement.bind(6, try id(of: endpoint.noteLabel))
    statement.bind(7, asRange ? 1 : 0)
  }

  /// - Throws: where not exactly one such endpoint is present.
  mutating func remove(_ endpoint: Endpoint) throws {
    removeEndpoint.bind(1, revision)
    removeEndpoint.bind(2, endpoint.address)
    removeEndpoint.bind(3, deploymentID)
    removeEndpoint.bind(4, try id(of: endpoint.serviceLabel))
    removeEndpoint.bind(5, try id(of: endpoint.groupLabel))
    removeEndpoint.bind(6, try id(of: endpoint.terms))
    try removeEndpoint.run()
    guard db.changesCount == 1 else {
      throw Row.corrupt("\(db.changesCount) rows are present for one endpoint to be removed")
    }
  }

  private mutating func id(of label: Label?) throws -> Int64? {
    guard let label else { return nil }
    if let id = labelIDs[label] { return id }
    let id = try labels.id(of: label.text)
    labelIDs[label] = id
    return id
  }

  private mutating func id(of terms: Terms) throws -> Int64 {
    if let id = termsIDs[terms] { return id }
    let id = try self.terms.id(
      of: terms.ports?.description, terms.transport?.rawValue, terms.direction?.rawValue,
      terms.portRole?.rawValue, terms.examplePorts?.description)
    termsIDs[terms] = id
    return id
  }
}
