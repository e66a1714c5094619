import EndpointModel
import GRDB

extension Inventory {
  /// Every endpoint, now or in the past, whose address covers, lies inside or
  /// overlaps the given one: current ones first, then by deployment and endpoint.
  public func occurrences(of address: EndpointAddress) throws -> [Occurrence] {
    try read { db in
      try Self.occurrences(db, EndpointRows(db), of: address).sorted { a, b in
        if (a.until == nil) != (b.until == nil) { return a.until == nil }
        if a.deployment != b.deployment { return a.deployment < b.deployment }
        if a.endpoint != b.endpoint { return a.endpoint < b.endpoint }
        return a.since.revision < b.since.revision
      }
    }
  }

  /// Of some addresses, those that other deployments name, cover or overlap at a time;
  /// with the endpoints that do, ascending.
  ///
  /// - Parameter customer: only deployments that this customer uses then.
  public func needs(
    of addresses: [EndpointAddress], outside deployment: DeploymentName, at time: UTCTime,
    customer: CustomerName? = nil
  ) throws -> [StillNeeded] {
    let used = try customer.map { customer in
      Set(
        try uses(of: customer).filter { $0.period.contains(time) }.map(\.deployment))
    }
    return try read { db in
      let rows = try EndpointRows(db)
      return try addresses.map { address in
        let users = try Self.occurrences(db, rows, of: address).filter { occurrence in
          occurrence.deployment != deployment && occurrence.contains(time)
            && used?.contains(occurrence.deployment) ?? true
        }
        return StillNeeded(
          address: address,
          users: Set(
            users.map { StillNeeded.User(deployment: $0.deployment, endpoint: $0.endpoint) }
          ).sorted())
      }.filter { !$0.users.isEmpty }
    }
  }

  /// In no order.
  private static func occurrences(
    _ db: Database, _ rows: EndpointRows, of address: EndpointAddress
  ) throws -> [Occurrence] {
    try related(db, to: address).flatMap { id, relation in
      try occurrences(db, rows, addressID: id, relation)
    }
  }

  private static func occurrences(
    _ db: Database, _ rows: EndpointRows, addressID: Int64, _ relation: Occurrence.Relation
  ) throws -> [Occurrence] {
    let sql = """
      SELECT \(EndpointRows.columns), vendor || '/' || deployment.name, added_in,
        since.recorded_at, removed_in, until.recorded_at
      FROM endpoint
      JOIN address ON address.id = address_id
      JOIN deployment ON deployment.id = endpoint.deployment_id
      JOIN revision AS since
        ON since.deployment_id = endpoint.deployment_id AND since.number = added_in
      LEFT JOIN revision AS until
        ON until.deployment_id = endpoint.deployment_id AND until.number = removed_in
      WHERE address_id = ?
      """
    return try Row.fetchAll(db.cachedStatement(sql: sql), arguments: [addressID]).map { row in
      func moment(_ column: Int) throws -> Occurrence.Moment? {
        guard let number: Int = row[column], let time = try row.value(column + 1, as: UTCTime.self)
        else { return nil }
        return Occurrence.Moment(revision: number, time: time)
      }
      guard let deployment = try row.value(9, as: DeploymentName.self), let since = try moment(10)
      else { throw Row.corrupt("an endpoint lacks its deployment or revision") }
      return Occurrence(
        deployment: deployment, endpoint: try rows.endpoint(row), relation: relation,
        since: since, until: try moment(12))
    }
  }

  /// The stored addresses that have to do with one, and how.
  private static func related(
    _ db: Database, to address: EndpointAddress
  ) throws -> [(id: Int64, relation: Occurrence.Relation)] {
    if let range = address.range { return try related(db, to: range) }
    let names = try Row.fetchAll(
      db,
      sql: """
        SELECT id, name FROM address
        WHERE name = ?1 OR name = 'any' OR (name IS NOT NULL AND (?2 OR instr(name, '*')))
        """,
      arguments: [address.description, address.isPattern])
    return try names.compactMap { row in
      guard let stored = try row.value(1, as: EndpointAddress.self) else { return nil }
      return address.relation(of: stored).map { (row[0], $0) }
    }
  }

  /// A block that holds an address is one of as many blocks as there are prefix
  /// lengths: each is looked for by its bounds. What begins inside the range is a
  /// stretch of the same index.
  private static func related(
    _ db: Database, to range: AddressRange
  ) throws -> [(id: Int64, relation: Occurrence.Relation)] {
    var found: [Int64: AddressRange] = [:]
    let block = try db.cachedStatement(
      sql: "SELECT id, low, high FROM address WHERE low = ? AND high = ?")
    let part = try db.cachedStatement(
      sql: """
        SELECT id, address.low, address.high FROM range_part
        JOIN address ON address.id = address_id
        WHERE range_part.low = ? AND range_part.high = ?
        """)
    let inside = try db.cachedStatement(
      sql: "SELECT id, low, high FROM address WHERE low >= ? AND low <= ?")
    func collect(_ statement: Statement, _ bounds: AddressRange) throws {
      for row in try Row.fetchAll(statement, arguments: EndpointWriter.arguments(bounds)) {
        if let range = try row.range(1) { found[row[0]] = range }
      }
    }
    for length in 0...range.family.bitWidth {
      let enclosing = AddressRange(CIDRBlock(enclosing: range.first, prefixLength: length)!)
      try collect(block, enclosing)
      try collect(part, enclosing)
    }
    try collect(inside, range)

    var out = found.map { id, stored -> (id: Int64, relation: Occurrence.Relation) in
      (id, stored.contains(range) ? .covers : range.contains(stored) ? .inside : .overlaps)
    }
    if let any = try Int64.fetchOne(db, sql: "SELECT id FROM address WHERE name = 'any'") {
      out.append((any, .covers))
    }
    return out
  }
}

extension EndpointAddress {
  fileprivate var isPattern: Bool { if case .pattern = self { true } else { false } }

  /// How a stored name or pattern lies to this one; nil where they have nothing
  /// in common.
  fileprivate func relation(of stored: EndpointAddress) -> Occurrence.Relation? {
    if stored == self { return .covers }
    switch (stored, self) {
    case (.any, _): return .covers
    case (.pattern(let pattern), .host(let name)): return pattern.matches(name) ? .covers : nil
    case (.host(let name), .pattern(let pattern)): return pattern.matches(name) ? .inside : nil
    case (.pattern(let mine), .pattern(let asked)):
      return mine.covers(asked) ? .covers : asked.covers(mine) ? .inside : nil
    default: return nil
    }
  }
}
