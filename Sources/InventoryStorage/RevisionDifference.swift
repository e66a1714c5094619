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
    var net = Net()
    /// All steps that concern the current address.
    var alike: [Step] = []
    let stated = try Self.counts(db, deploymentID: deploymentID, numbers: numbers)
    net.added.reserveCapacity(min(max(stated.added, 0), 1 << 20))
    net.removed.reserveCapacity(min(max(stated.removed, 0), 1 << 20))
    var counts = (added: 0, removed: 0)
    try Self.eachStep(db, deploymentID: deploymentID, numbers: numbers) { step in
      if step.isRemoval { counts.removed += 1 } else { counts.added += 1 }
      if let first = alike.first, !AddressOrder.isSame(first.endpoint, step.endpoint) {
        net.join(alike)
        alike.removeAll(keepingCapacity: true)
      }
      alike.append(step)
    }
    if !alike.isEmpty { net.join(alike) }
    guard counts == stated else {
      throw Row.corrupt("the changes of a revision are not whole")
    }
    self.init(
      changes: ChangeSet(
        removed: Snapshot(net.removed).endpoints, added: Snapshot(net.added).endpoints),
      addedAddresses: net.addedAddresses.sorted(),
      removedAddresses: net.removedAddresses.sorted())
  }

  /// An endpoint that a revision adds or removes.
  private struct Step {
    let number: Int64
    let endpoint: Endpoint
    let isRemoval: Bool
    /// Whether no endpoint has the address before it is added, or after it is removed.
    let withAddress: Bool
  }

  /// Passes on the steps of each address together, in the order of revisions.
  private static func eachStep(
    _ db: Database, deploymentID: Int64, numbers: [Int], _ body: (Step) throws -> Void
  ) throws {
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
    let rows = try EndpointRows(db)
    let column = EndpointRows.columnCount
    try statement.eachRow { row in
      try body(
        Step(
          number: row.int(column), endpoint: try rows.endpoint(row),
          isRemoval: row.int(column + 1) == 1, withAddress: row.int(column + 2) == 1))
    }
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
    var added: [Endpoint] = []
    var removed: [Endpoint] = []
    var addedAddresses: [EndpointAddress] = []
    var removedAddresses: [EndpointAddress] = []

    /// - Parameter steps: all that concern one address, in the order of revisions.
    mutating func join(_ steps: [Step]) {
      guard let first = steps.first, let last = steps.last else { return }
      let (firstAdded, firstRemoved) = (added.count, removed.count)
      if first.number == last.number {
        for step in steps { take(step) }
      } else {
        var ends: [Endpoint: (first: Step, last: Step)] = [:]
        for step in steps { ends[step.endpoint, default: (step, step)].last = step }
        // An endpoint that was removed and came back is unchanged.
        for (first, last) in ends.values where first.isRemoval == last.isRemoval {
          take(first.isRemoval ? first : last)
        }
      }
      let wasMissing = !first.isRemoval && first.withAddress
      let isMissing = last.isRemoval && last.withAddress
      if wasMissing == isMissing { return }
      // As written in the revision that has it.
      let written = wasMissing ? added[firstAdded...] : removed[firstRemoved...]
      guard let address = written.first?.address else { return }
      if wasMissing { addedAddresses.append(address) } else { removedAddresses.append(address) }
    }

    private mutating func take(_ step: Step) {
      if step.isRemoval { removed.append(step.endpoint) } else { added.append(step.endpoint) }
    }
  }
}
