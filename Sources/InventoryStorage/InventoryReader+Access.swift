import EndpointModel
import GRDB
import InventoryModel

extension InventoryReader {
  /// What was opened and closed between two accepted revisions, in either direction; nil if the
  /// inventory has not recorded it, and only the two snapshots can tell.
  public func accessChange(
    of deployment: DeploymentName, from old: Revision, to new: Revision
  ) throws -> AccessChange? {
    guard old.isAccepted, new.isAccepted, old.number != new.number else { return nil }
    let isForward = old.number < new.number
    let id = try self.id(of: deployment)
    let steps = try self.steps(deploymentID: id, from: old, to: new)
    guard steps.allSatisfy(\.hasAccess) else { return nil }
    var whole: AccessChange?
    for step in steps {
      let change = try accessChange(deploymentID: id, number: step.number)
      guard let before = whole else {
        whole = change
        continue
      }
      guard let joined = before.followed(by: change) else { return nil }
      whole = joined
    }
    return isForward ? whole : whole?.inverted
  }

  /// The accepted revisions after the earlier of two, up to the later one, ascending.
  func steps(
    deploymentID: Int64, from old: Revision, to new: Revision
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

  /// What an accepted revision opens and closes against the one before it, as it is stored.
  ///
  /// - Throws: `DatabaseError` (`SQLITE_CORRUPT`) if it is not whole.
  func accessChange(
    deploymentID: Int64, number: Int
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
    // Limits what a damaged file can make this reserve.
    parts.reserveCapacity(min(max(count, 0), 1 << 22))
    try statement.eachRow { row in
      let id = row.int(2)
      let traffic = try traffics[id] ?? Self.traffic(spans, id)
      traffics[id] = traffic
      let address = try row.address(0)
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

}
