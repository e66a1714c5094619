import EndpointModel
import GRDB

/// Writes the rows of one revision: its changes, and the endpoints as they are then.
struct RevisionWriter {
  private let db: Database
  private let deploymentID: Int64
  private let revision: Int

  /// How many changes are noted so far.
  private var noted = 0

  private var endpoints: RowBatch<StoredEndpoint>
  private var changes: RowBatch<StoredChange>
  private let removeEndpoint: RowStatement
  private let countPresent: RowStatement
  private let insertPart: RowStatement
  private var labels: SharedRows<Label>
  private var terms: SharedRows<Terms>

  /// An endpoint with the ids of the rows that it shares.
  private struct StoredEndpoint {
    let endpoint: Endpoint
    let serviceID: Int64?
    let groupID: Int64?
    let termsID: Int64
    let noteID: Int64?
    let position: Int
  }

  private struct StoredChange {
    let row: StoredEndpoint
    let isRemoval: Bool
    let withAddress: Bool
    let quote: String?
  }

  /// Writes what `body` notes and applies.
  static func write(
    _ db: Database, deploymentID: Int64, revision: Int,
    _ body: (inout RevisionWriter) throws -> Void
  ) throws {
    var writer = try RevisionWriter(db, deploymentID: deploymentID, revision: revision)
    try body(&writer)
    try writer.endpoints.finish()
    try writer.changes.finish()
  }

  private init(_ db: Database, deploymentID: Int64, revision: Int) throws {
    self.db = db
    self.deploymentID = deploymentID
    self.revision = revision
    func bind(_ statement: RowStatement, _ first: Int32, _ row: StoredEndpoint) {
      Self.bind(row, of: deploymentID, revision, first, to: statement)
    }
    endpoints = try RowBatch(
      db, into: "endpoint (\(EndpointRows.columns), deployment_id, added_in, position)",
      parameterCount: Int(Self.bound), bind: bind)
    changes = try RowBatch(
      db,
      into: """
        change (\(EndpointRows.columns), deployment_id, number, position, is_removal,
          with_address, quote)
        """,
      parameterCount: Int(Self.bound) + 3
    ) { statement, first, change in
      bind(statement, first, change.row)
      statement.bind(first + Self.bound + 1, change.isRemoval ? 1 : 0)
      statement.bind(first + Self.bound + 2, change.withAddress ? 1 : 0)
      statement.bind(first + Self.bound + 3, change.quote)
    }
    removeEndpoint = try RowStatement(
      db,
      """
      UPDATE OR FAIL endpoint SET removed_in = ?
      WHERE address = ? AND deployment_id = ? AND removed_in IS NULL AND service_id IS ?
        AND group_id IS ? AND terms_id = ?
      """)
    countPresent = try RowStatement(
      db,
      """
      SELECT count(*) FROM endpoint
      WHERE address = ? AND deployment_id = ? AND removed_in IS NULL
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

  /// Records what the revision removes and adds at one address, or would if it were accepted. Call
  /// it before `apply`.
  ///
  /// - Parameters:
  ///   - quotes: the document's words for added endpoints.
  ///   - isFirst: whether nothing was there before, whatever the table holds by now.
  mutating func note(
    removed: ArraySlice<Endpoint>, added: ArraySlice<Endpoint>, quotes: [Endpoint: String],
    isFirst: Bool = false
  ) throws {
    var withAddress = isFirst && added.first?.address != nil
    // If some are removed and some added, the address was there and stays.
    if !isFirst, removed.isEmpty || added.isEmpty,
      let address = (removed.first ?? added.first)?.address
    {
      withAddress = try present(at: address) == removed.count
    }
    try note(removed, isRemoval: true, withAddress: withAddress)
    try note(added, isRemoval: false, withAddress: withAddress, quotes)
  }

  private mutating func note(
    _ endpoints: ArraySlice<Endpoint>, isRemoval: Bool, withAddress: Bool,
    _ quotes: [Endpoint: String] = [:]
  ) throws {
    for endpoint in endpoints {
      noted += 1
      try changes.add(
        StoredChange(
          row: try row(endpoint, noted), isRemoval: isRemoval, withAddress: withAddress,
          quote: quotes[endpoint]))
    }
  }

  /// How many endpoints of the current revision have an address.
  private func present(at address: EndpointAddress) throws -> Int {
    countPresent.bind(1, address)
    countPresent.bind(2, deploymentID)
    var count = 0
    try countPresent.eachRow { count = Int($0.int(0)) }
    return count
  }

  /// Removes and adds endpoints of one address. In the order of addresses, the table grows at its
  /// end.
  ///
  /// - Throws: `DatabaseError` (`SQLITE_CORRUPT`) unless each endpoint to remove is present exactly
  ///   once.
  mutating func apply(removed: ArraySlice<Endpoint>, added: ArraySlice<Endpoint>) throws {
    for endpoint in removed { try remove(endpoint) }
    for (position, endpoint) in added.enumerated() {
      try endpoints.add(try row(endpoint, position))
    }
    guard case .range(let range)? = added.first?.address, range.block == nil else { return }
    for block in range.cidrCover {
      insertPart.bind(1, StoredAddress(block))
      insertPart.bind(2, .range(range))
      try insertPart.run()
    }
  }

  private mutating func row(
    _ endpoint: Endpoint, _ position: Int
  ) throws -> StoredEndpoint {
    StoredEndpoint(
      endpoint: endpoint, serviceID: try id(of: endpoint.serviceLabel),
      groupID: try id(of: endpoint.groupLabel), termsID: try terms.id(of: endpoint.terms),
      noteID: try id(of: endpoint.noteLabel), position: position)
  }

  /// How many parameters an endpoint takes, including its deployment, revision and position.
  private static let bound = EndpointRows.columnCount + 3

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
  }

  private mutating func remove(_ endpoint: Endpoint) throws {
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
