import EndpointModel
import GRDB

extension Inventory {
  /// What lies between two accepted revisions opens and closes, in either direction; nil
  /// where the inventory does not tell, and only the two snapshots can.
  public func accessChange(
    of deployment: DeploymentName, from old: Revision, to new: Revision
  ) throws -> AccessChange? {
    guard old.isAccepted, new.isAccepted, old.number != new.number else { return nil }
    let isForward = old.number < new.number
    let change = try read { db -> AccessChange? in
      let id = try Self.id(db, of: deployment)
      let steps = try Self.steps(db, deploymentID: id, from: old, to: new)
      guard steps.allSatisfy(\.hasAccess) else { return nil }
      var whole: AccessChange?
      for step in steps {
        let change = try Self.accessChange(db, deploymentID: id, number: step.number)
        guard let before = whole else {
          whole = change
          continue
        }
        guard let joined = before.followed(by: change) else { return nil }
        whole = joined
      }
      return whole
    }
    return isForward ? change : change?.inverted
  }

  /// Whether each step between two accepted revisions tells what it opens and closes.
  public func knowsAccess(
    of deployment: DeploymentName, from old: Revision, to new: Revision
  ) throws -> Bool {
    guard old.isAccepted, new.isAccepted, old.number != new.number else { return false }
    return try read { db in
      try Self.steps(
        db, deploymentID: Self.id(db, of: deployment), from: old, to: new
      ).allSatisfy(\.hasAccess)
    }
  }

  /// The accepted revisions behind the earlier one of two, up to the later one, ascending.
  static func steps(
    _ db: Database, deploymentID: Int64, from old: Revision, to new: Revision
  ) throws -> [(number: Int, hasAccess: Bool)] {
    try Row.fetchAll(
      db,
      sql: """
        SELECT number, has_access FROM revision
        WHERE deployment_id = ? AND number > ? AND number <= ? AND state = 'accepted'
        ORDER BY number
        """, arguments: [deploymentID, min(old.number, new.number), max(old.number, new.number)]
    ).map { ($0[0], $0[1]) }
  }

  private static func accessChange(
    _ db: Database, deploymentID: Int64, number: Int
  ) throws -> AccessChange {
    let statement = try RowStatement(
      db,
      """
      SELECT place, is_opening, traffic_id FROM access_part
      WHERE deployment_id = ? AND number = ? ORDER BY position
      """)
    statement.bind(1, deploymentID)
    statement.bind(2, number)
    let spans = try RowStatement(db, "SELECT spans FROM traffic WHERE id = ?")
    var traffics = ByID<Traffic>()
    var parts: [AccessChange.Part] = []
    let last = try Int.fetchOne(
      db, sql: "SELECT max(position) FROM access_part WHERE deployment_id = ? AND number = ?",
      arguments: [deploymentID, number])
    let count = last.map { $0 &+ 1 } ?? 0
    // No more room than a damaged file may ask for.
    parts.reserveCapacity(min(max(count, 0), 1 << 22))
    try statement.eachRow { row in
      let id = row.int(2)
      let traffic = try traffics[id] ?? traffic(spans, id)
      traffics[id] = traffic
      let address = try row.address(0, asRange: false)
      let place: AccessChange.Place =
        switch address {
        case nil: .unstated
        case .any?: .everyName
        case let address?: address.range.map { .range($0) } ?? .name(address)
        }
      parts.append(AccessChange.Part(isOpening: row.int(1) == 1, place: place, traffic: traffic))
    }
    guard parts.count == count else {
      throw Row.corrupt("what a revision opens and closes is not whole")
    }
    return AccessChange(parts: parts)
  }

  private static func traffic(_ spans: RowStatement, _ id: Int64) throws -> Traffic {
    var traffic: Traffic?
    spans.bind(1, id)
    try spans.eachRow { row in traffic = row.text(0).flatMap { Traffic($0) } }
    guard let traffic else { throw Row.corrupt("a traffic is missing") }
    return traffic
  }

  /// Stores what a revision opens and closes against the one before it.
  static func insert(
    _ db: Database, _ change: AccessChange, deploymentID: Int64, number: Int
  ) throws {
    var rows = try RowBatch<(position: Int, part: AccessChange.Part, trafficID: Int64)>(
      db,
      into: "access_part (deployment_id, number, position, is_opening, place, traffic_id)",
      parameterCount: 6
    ) { statement, first, row in
      statement.bind(first + 1, deploymentID)
      statement.bind(first + 2, number)
      statement.bind(first + 3, row.position)
      statement.bind(first + 4, row.part.isOpening ? 1 : 0)
      statement.bind(first + 5, row.part.place.address)
      statement.bind(first + 6, row.trafficID)
    }
    var traffics = try SharedRows<Traffic>(
      db, find: "SELECT id FROM traffic WHERE spans = ?",
      insert: "INSERT INTO traffic (spans) VALUES (?)"
    ) { [$0.description] }
    for (position, part) in change.parts.enumerated() {
      try rows.add((position, part, try traffics.id(of: part.traffic)))
    }
    try rows.finish()
    try db.execute(
      sql: "UPDATE revision SET has_access = 1 WHERE deployment_id = ? AND number = ?",
      arguments: [deploymentID, number])
  }
}

extension AccessChange.Place {
  /// As it is stored: any address for all names, none for ports alone.
  fileprivate var address: EndpointAddress? {
    switch self {
    case .range(let range): .range(range)
    case .name(let name): name
    case .everyName: .any
    case .unstated: nil
    }
  }
}
