import EndpointModel
import GRDB

/// What turns one revision of a deployment into another.
public struct RevisionDifference: Sendable {
  public let changes: ChangeSet
  /// The addresses that no endpoint of the old revision has, ascending.
  public let addedAddresses: [EndpointAddress]
  /// The addresses that no endpoint of the new revision has, ascending.
  public let removedAddresses: [EndpointAddress]

  /// The difference in the opposite direction.
  var inverted: RevisionDifference {
    RevisionDifference(
      changes: changes.inverted, addedAddresses: removedAddresses,
      removedAddresses: addedAddresses)
  }
}

extension RevisionDifference {
  init(_ comparison: Comparison) {
    self.init(
      changes: comparison.changes, addedAddresses: comparison.addedAddresses,
      removedAddresses: comparison.removedAddresses)
  }

  /// The combined changes of some revisions.
  ///
  /// - Parameter numbers: ascending; each changes what the one before it left.
  /// - Throws: `DatabaseError` (`SQLITE_CORRUPT`) if any of their changes are missing.
  init(_ db: Database, deploymentID: Int64, numbers: [Int]) throws {
    let stated = try Self.counts(db, deploymentID: deploymentID, numbers: numbers)
    let (endpoints, steps) = try Self.steps(
      db, deploymentID: deploymentID, numbers: numbers, count: stated.added + stated.removed)
    let removals = steps.count { $0.isRemoval }
    guard (steps.count - removals, removals) == stated else {
      throw Row.corrupt("the changes of a revision are not whole")
    }
    var net = Net(endpoints)
    var start = 0
    while start < steps.count {
      var end = start + 1
      while end < steps.count, endpoints.rows[end].isSameAddress(endpoints.rows[start]) { end += 1 }
      net.join(steps[start..<end])
      start = end
    }
    self.init(
      changes: ChangeSet(
        removed: Snapshot(endpoints.picked(net.removed)).endpoints,
        added: Snapshot(endpoints.picked(net.added)).endpoints),
      addedAddresses: net.addedAddresses.sorted(),
      removedAddresses: net.removedAddresses.sorted())
  }

  /// What a revision does to the endpoint of the same position.
  private struct Step {
    let number: Int64
    let isRemoval: Bool
    /// Whether no endpoint has the address before it is added, or after it is removed.
    let withAddress: Bool
  }

  /// The endpoints that revisions add or remove: those of one address together, in the order of
  /// revisions.
  private static func steps(
    _ db: Database, deploymentID: Int64, numbers: [Int], count: Int
  ) throws -> (Endpoints, [Step]) {
    // Those of one revision are stored in this order; those of several are sorted by SQLite, which
    // uses a file if they are too many for its memory.
    let isOne = numbers.count == 1
    let statement = try RowStatement(
      db,
      """
      SELECT \(EndpointRows.columns), number, is_removal, with_address FROM change
      WHERE deployment_id = ? AND \(isOne ? "number = ?" : "number IN (SELECT value FROM json_each(?))")
      ORDER BY \(isOne ? "position" : "address, number")
      """)
    statement.bind(1, deploymentID)
    if isOne { statement.bind(2, numbers[0]) } else { statement.bind(2, "\(numbers)") }
    var endpoints = StoredEndpoints(try EndpointRows(db), room: count)
    var steps: [Step] = []
    let column = EndpointRows.columnCount
    try statement.eachRow { row in
      try endpoints.append(row)
      steps.append(
        Step(
          number: row.int(column), isRemoval: row.int(column + 1) == 1,
          withAddress: row.int(column + 2) == 1))
    }
    return (endpoints.finish(), steps)
  }

  /// How many endpoints the revisions claim to add and remove.
  private static func counts(
    _ db: Database, deploymentID: Int64, numbers: [Int]
  ) throws -> (added: Int, removed: Int) {
    let row = try Row.fetchOne(
      db,
      sql: """
        SELECT ifnull(sum(added_count + changed_count), 0),
          ifnull(sum(removed_count + changed_count), 0)
        FROM revision WHERE deployment_id = ? AND number IN (SELECT value FROM json_each(?))
        """, arguments: [deploymentID, "\(numbers)"])
    return (row?[0] ?? 0, row?[1] ?? 0)
  }

  /// The net effect of all steps.
  private struct Net {
    private let endpoints: Endpoints
    /// Positions among the endpoints.
    var added: [UInt32] = []
    var removed: [UInt32] = []
    var addedAddresses: [EndpointAddress] = []
    var removedAddresses: [EndpointAddress] = []

    init(_ endpoints: Endpoints) { self.endpoints = endpoints }

    /// - Parameter steps: all that concern one address, in the order of revisions.
    mutating func join(_ steps: ArraySlice<Step>) {
      guard let first = steps.first, let last = steps.last else { return }
      if first.number == last.number {
        for position in steps.indices { take(position, steps[position]) }
      } else {
        var ends: [Endpoint: (first: Int, last: Int)] = [:]
        for position in steps.indices {
          ends[endpoints[position], default: (position, position)].last = position
        }
        // An endpoint that was removed and came back is unchanged.
        for (first, last) in ends.values where steps[first].isRemoval == steps[last].isRemoval {
          let position = steps[first].isRemoval ? first : last
          take(position, steps[position])
        }
      }
      let wasMissing = !first.isRemoval && first.withAddress
      let isMissing = last.isRemoval && last.withAddress
      if wasMissing == isMissing { return }
      let row = endpoints.rows[steps.startIndex]
      guard let address = endpoints.vocabulary.address(of: row) else { return }
      if wasMissing { addedAddresses.append(address) } else { removedAddresses.append(address) }
    }

    private mutating func take(_ position: Int, _ step: Step) {
      if step.isRemoval {
        removed.append(UInt32(position))
      } else {
        added.append(UInt32(position))
      }
    }
  }
}
