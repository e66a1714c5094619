import EndpointModel
import GRDB
import InventoryModel

/// Finds the stored endpoints whose addresses have something in common with an address.
final class OccurrenceRows {
  private let db: Database
  private let rows: EndpointRows
  private let atAddress: RowStatement
  private var deployments: [Int64: DeploymentName] = [:]
  private var moments: [RevisionKey: Occurrence.Moment] = [:]
  /// When deployments went out of use, and which revision was current then.
  private let archivings: [Int64: Occurrence.Moment]

  private struct RevisionKey: Hashable {
    let deploymentID: Int64
    let number: Int64
  }

  private static let columns = "\(EndpointRows.columns), deployment_id, added_in, removed_in"

  init(_ db: Database) throws {
    self.db = db
    rows = try EndpointRows(db)
    archivings = try Self.archivings(db)
    atAddress = try RowStatement(db, "SELECT \(Self.columns) FROM endpoint WHERE address = ?")
  }

  /// Unsorted.
  func occurrences(of address: EndpointAddress) throws -> [Occurrence] {
    var out: [Occurrence] = []
    for related in try related(to: address) {
      atAddress.bind(1, related)
      try atAddress.eachRow { out.append(try occurrence($0, of: address)) }
    }
    return out
  }

  private func occurrence(_ row: StoredRow, of asked: EndpointAddress) throws -> Occurrence {
    let endpoint = try rows.endpoint(row)
    guard let relation = endpoint.address.flatMap(asked.relation) else {
      throw Row.corrupt("an endpoint was found by an address that it has not")
    }
    return try occurrence(row, endpoint, relation)
  }

  private func occurrence(
    _ row: StoredRow, _ endpoint: Endpoint, _ relation: Occurrence.Relation
  ) throws -> Occurrence {
    let first = EndpointRows.columnCount
    let deploymentID = row.int(first)
    return Occurrence(
      deployment: try deployment(deploymentID), endpoint: endpoint, relation: relation,
      since: try moment(deploymentID, row.int(first + 1)),
      until: try row.optionalInt(first + 2).map { try moment(deploymentID, $0) }
        ?? archivings[deploymentID])
  }

  private static func archivings(_ db: Database) throws -> [Int64: Occurrence.Moment] {
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT id, archived_at, max(number) FROM deployment
          JOIN revision ON revision.deployment_id = deployment.id AND state = 'accepted'
        WHERE archived_at IS NOT NULL GROUP BY id
        """)
    return try rows.reduce(into: [:]) { moments, row in
      guard let time = try row.value(1, as: UTCTime.self) else { return }
      moments[row[0]] = Occurrence.Moment(revision: row[2], time: time)
    }
  }

  private func deployment(_ id: Int64) throws -> DeploymentName {
    if let known = deployments[id] { return known }
    let name = try Row.fetchOne(
      db, sql: "SELECT vendor || '/' || name FROM deployment WHERE id = ?", arguments: [id]
    ).flatMap { try $0.value(0, as: DeploymentName.self) }
    guard let name else { throw Row.corrupt("an endpoint lacks its deployment") }
    deployments[id] = name
    return name
  }

  private func moment(_ deploymentID: Int64, _ number: Int64) throws -> Occurrence.Moment {
    let key = RevisionKey(deploymentID: deploymentID, number: number)
    if let known = moments[key] { return known }
    let time = try Row.fetchOne(
      db, sql: "SELECT recorded_at FROM revision WHERE deployment_id = ? AND number = ?",
      arguments: [deploymentID, number]
    ).flatMap { try $0.value(0, as: UTCTime.self) }
    guard let time else { throw Row.corrupt("an endpoint lacks its revision") }
    let moment = Occurrence.Moment(revision: Int(number), time: time)
    moments[key] = moment
    return moment
  }

  // MARK: One address

  /// The stored addresses that have something in common with one, each once; some may belong to no
  /// endpoint.
  private func related(to address: EndpointAddress) throws -> [EndpointAddress] {
    if let range = address.range { return try related(to: range) }
    let names = try RowStatement(
      db,
      """
      SELECT DISTINCT address FROM endpoint
      WHERE address = ?1 OR address = 'any'
        OR (address >= '' AND address < x'' AND (?2 OR instr(address, '*')))
      """)
    names.bind(1, address.description)
    names.bind(2, address.isPattern ? 1 : 0)
    var out: [EndpointAddress] = []
    try names.eachRow { row in
      if let stored = try row.address(0), address.relation(of: stored) != nil {
        out.append(stored)
      }
    }
    return out
  }

  /// A block that contains an address is one of as many as there are prefix lengths, so each is
  /// looked up. Everything that begins inside the range is one stretch of the table.
  private func related(to range: AddressRange) throws -> [EndpointAddress] {
    var out: Set<EndpointAddress> = [.any]
    let part = try RowStatement(db, "SELECT address FROM range_part WHERE part = ?")
    for length in 0...range.family.bitWidth {
      let block = CIDRBlock(enclosing: range.first, prefixLength: length)!
      out.insert(.block(block))
      part.bind(1, EndpointAddress.block(block))
      try part.eachRow { row in
        if let stored = try row.address(0) { out.insert(stored) }
      }
    }
    let inside = try RowStatement(
      db, "SELECT DISTINCT address FROM endpoint WHERE address > ? AND address < ?")
    let bounds = StoredAddress.bounds(of: range)
    inside.bind(1, bounds.low)
    inside.bind(2, bounds.high)
    try inside.eachRow { row in
      if let stored = try row.address(0) { out.insert(stored) }
    }
    return out.filter { range.relation(of: $0) != nil }
  }

  // MARK: Many addresses

  /// Scans all endpoints in the order of their addresses, in step with the requested addresses in
  /// theirs.
  ///
  /// - Returns: for each requested address what was found, unsorted.
  func walk(for addresses: [EndpointAddress]) throws -> [[Occurrence]] {
    var found: [[Occurrence]] = Array(repeating: [], count: addresses.count)
    var asked: [(range: AddressRange, place: Int)] = []
    let everywhere = try occurrences(of: .any).filter { $0.endpoint.address == .any }
    for (place, address) in addresses.enumerated() {
      if let range = address.range {
        asked.append((range, place))
        found[place] = everywhere
      } else {
        found[place] = try occurrences(of: address)
      }
    }
    asked.sort { $0.range < $1.range }

    var next = 0
    /// Endpoints and requested addresses that extend beyond the current position.
    var open: [(range: AddressRange, occurrence: Occurrence)] = []
    var waiting: [(range: AddressRange, place: Int)] = []
    func add(_ occurrence: Occurrence, _ range: AddressRange, to asked: (AddressRange, Int)) {
      guard let relation = asked.0.relation(of: range) else { return }
      found[asked.1].append(occurrence.related(by: relation))
    }
    func begin(_ question: (range: AddressRange, place: Int)) {
      open.removeAll { $0.range.last < question.range.first }
      for row in open { add(row.occurrence, row.range, to: question) }
      waiting.append(question)
    }
    try RowStatement(
      db, "SELECT \(Self.columns) FROM endpoint WHERE address > x''"
    ).eachRow { row in
      guard let range = try row.address(0)?.range else { return }
      while next < asked.count, asked[next].range.first < range.first {
        begin(asked[next])
        next += 1
      }
      waiting.removeAll { $0.range.last < range.first }
      let meetsNext = next < asked.count && asked[next].range.first <= range.last
      if waiting.isEmpty, !meetsNext { return }
      let occurrence = try occurrence(row, try rows.endpoint(row), .covers)
      for question in waiting { add(occurrence, range, to: question) }
      if meetsNext { open.append((range, occurrence)) }
    }
    for question in asked[next...] { begin(question) }
    return found
  }
}

extension AddressRange {
  /// How a stored range relates to this one; nil if they have nothing in common.
  fileprivate func relation(of stored: AddressRange) -> Occurrence.Relation? {
    if !overlaps(stored) { return nil }
    return stored.contains(self) ? .covers : contains(stored) ? .inside : .overlaps
  }

  fileprivate func relation(of stored: EndpointAddress) -> Occurrence.Relation? {
    stored == .any ? .covers : stored.range.flatMap(relation)
  }
}

extension EndpointAddress {
  fileprivate var isPattern: Bool { if case .pattern = self { true } else { false } }

  /// How a stored name or pattern relates to this one; nil if they have nothing in common.
  fileprivate func relation(of stored: EndpointAddress) -> Occurrence.Relation? {
    if stored == self { return .covers }
    if let range { return range.relation(of: stored) }
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
