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
  private var shared: VocabularyRows

  /// An endpoint with the ids of the rows that it shares.
  private struct StoredEndpoint {
    let written: WrittenAddress?
    let ids: VocabularyRows.IDs
    let line: Int?
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
    shared = try VocabularyRows(db)
  }

  /// Records what the revision removes and adds at one address, or would if it were accepted. Call
  /// it before `apply`.
  ///
  /// - Parameters:
  ///   - quotes: the document's words for added endpoints.
  ///   - isFirst: whether nothing was there before, whatever the table holds by now.
  mutating func note(
    removed: Endpoints, added: Endpoints, quotes: [Endpoint: String],
    isFirst: Bool = false
  ) throws {
    var withAddress = isFirst && Self.address(of: added) != nil
    // If some are removed and some added, the address was there and stays.
    if !isFirst, removed.isEmpty || added.isEmpty,
      let address = Self.address(of: removed.isEmpty ? added : removed)
    {
      withAddress = try present(at: address) == removed.count
    }
    try note(removed, isRemoval: true, withAddress: withAddress)
    try note(added, isRemoval: false, withAddress: withAddress, quotes)
  }

  private mutating func note(
    _ endpoints: Endpoints, isRemoval: Bool, withAddress: Bool,
    _ quotes: [Endpoint: String] = [:]
  ) throws {
    for place in endpoints.indices {
      noted += 1
      try changes.add(
        StoredChange(
          row: try row(endpoints, place, noted), isRemoval: isRemoval, withAddress: withAddress,
          quote: quotes.isEmpty ? nil : quotes[endpoints[place]]))
    }
  }

  /// The address of endpoints that share it.
  private static func address(of endpoints: Endpoints) -> EndpointAddress? {
    endpoints.rows.first.flatMap { endpoints.vocabulary.address(of: $0) }
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
  mutating func apply(removed: Endpoints, added: Endpoints) throws {
    for place in removed.indices { try remove(row(removed, place, 0)) }
    for (position, place) in added.indices.enumerated() {
      try endpoints.add(try row(added, place, position))
    }
    guard case .range(let unaligned)? = Self.address(of: added) else { return }
    for block in unaligned.range.cidrCover {
      insertPart.bind(1, StoredAddress(block))
      insertPart.bind(2, .range(unaligned))
      try insertPart.run()
    }
  }

  private mutating func row(
    _ endpoints: Endpoints, _ place: Int, _ position: Int
  ) throws -> StoredEndpoint {
    let (row, vocabulary) = (endpoints.rows[place], endpoints.vocabulary)
    return StoredEndpoint(
      written: vocabulary.written(of: row), ids: try shared.ids(of: row, vocabulary),
      line: row.statedLine, position: position)
  }

  /// How many parameters an endpoint takes, including its deployment, revision and position.
  private static let bound = EndpointRows.columnCount + 3

  /// - Parameter first: how many parameters come before those of the endpoint.
  private static func bind(
    _ row: StoredEndpoint, of deploymentID: Int64, _ revision: Int, _ first: Int32,
    to statement: RowStatement
  ) {
    statement.bind(first + 1, row.written?.address)
    statement.bind(first + 2, row.ids.service)
    statement.bind(first + 3, row.ids.group)
    statement.bind(first + 4, row.ids.terms)
    statement.bind(first + 5, row.line)
    statement.bind(first + 6, row.ids.note)
    statement.bind(first + 7, row.written?.isBlockAsRange ?? false ? 1 : 0)
    statement.bind(first + 8, deploymentID)
    statement.bind(first + 9, revision)
    statement.bind(first + 10, row.position)
  }

  private func remove(_ row: StoredEndpoint) throws {
    removeEndpoint.bind(1, revision)
    removeEndpoint.bind(2, row.written?.address)
    removeEndpoint.bind(3, deploymentID)
    removeEndpoint.bind(4, row.ids.service)
    removeEndpoint.bind(5, row.ids.group)
    removeEndpoint.bind(6, row.ids.terms)
    try removeEndpoint.run()
    guard db.changesCount == 1 else {
      throw Row.corrupt("\(db.changesCount) rows are present for one endpoint to be removed")
    }
  }
}
