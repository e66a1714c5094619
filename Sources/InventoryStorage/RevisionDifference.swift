import EndpointModel
import GRDB

/// What lies between two revisions of a deployment.
public struct RevisionDifference: Sendable {
  public let changes: ChangeSet
  /// The addresses that no endpoint of the one before has, ascending.
  public let addedAddresses: [EndpointAddress]
  /// The addresses that no endpoint of the one after has, ascending.
  public let removedAddresses: [EndpointAddress]

  /// The difference that leads back.
  var inverted: RevisionDifference {
    RevisionDifference(
      changes: changes.inverted, addedAddresses: removedAddresses,
      removedAddresses: addedAddresses)
  }
}

extension RevisionDifference {
  /// What some revisions change, taken together.
  ///
  /// - Parameter numbers: ascending; each changes what the one before it left.
  init(_ db: Database, deploymentID: Int64, numbers: [Int]) throws {
    var steps: [Step] = []
    for number in numbers {
      steps += try Self.steps(db, deploymentID: deploymentID, number: number)
    }
    // Those of one revision stand address by address.
    if numbers.count > 1 { steps = AddressOrder.sorted(steps, by: \.endpoint) }
    var net = Net()
    net.added.reserveCapacity(steps.count)
    net.removed.reserveCapacity(steps.count)
    var rest = steps[...]
    while let next = rest.first {
      let alike = rest.prefix { AddressOrder.isSame($0.endpoint, next.endpoint) }
      net.join(alike)
      rest = rest[alike.endIndex...]
    }
    self.init(
      changes: ChangeSet(from: Snapshot(net.removed), to: Snapshot(net.added)),
      addedAddresses: net.addedAddresses.sorted(),
      removedAddresses: net.removedAddresses.sorted())
  }

  /// An endpoint that a revision adds or removes.
  private struct Step {
    let number: Int
    let endpoint: Endpoint
    let isRemoval: Bool
    /// Whether no endpoint has the address before it is added, or after it is removed.
    let withAddress: Bool
  }

  private static func steps(
    _ db: Database, deploymentID: Int64, number: Int
  ) throws -> [Step] {
    let statement = try RowStatement(
      db,
      """
      SELECT \(EndpointRows.columns), is_removal, with_address FROM change
      WHERE deployment_id = ? AND number = ? ORDER BY position
      """)
    statement.bind(1, deploymentID)
    statement.bind(2, number)
    let rows = try EndpointRows(db)
    var steps: [Step] = []
    steps.reserveCapacity(
      try RevisionRows.count(db, of: "change", deploymentID: deploymentID, number: number))
    try statement.eachRow { row in
      steps.append(
        Step(
          number: number, endpoint: try rows.endpoint(row),
          isRemoval: row.int(EndpointRows.columnCount) == 1,
          withAddress: row.int(EndpointRows.columnCount + 1) == 1))
    }
    return steps
  }

  /// What all steps come to.
  private struct Net {
    var added: [Endpoint] = []
    var removed: [Endpoint] = []
    var addedAddresses: [EndpointAddress] = []
    var removedAddresses: [EndpointAddress] = []

    /// - Parameter steps: all that concern one address, in the order of revisions.
    mutating func join(_ steps: ArraySlice<Step>) {
      let (first, last) = (steps.first!, steps.last!)
      let wasMissing = !first.isRemoval && first.withAddress
      let isMissing = last.isRemoval && last.withAddress
      if wasMissing != isMissing, let address = first.endpoint.address {
        if wasMissing { addedAddresses.append(address) } else { removedAddresses.append(address) }
      }
      if first.number == last.number {
        for step in steps { take(step) }
        return
      }
      var ends: [Endpoint: (first: Step, last: Step)] = [:]
      for step in steps { ends[step.endpoint, default: (step, step)].last = step }
      // One that was removed and came back is the same endpoint.
      for (first, last) in ends.values where first.isRemoval == last.isRemoval {
        take(first.isRemoval ? first : last)
      }
    }

    private mutating func take(_ step: Step) {
      if step.isRemoval { removed.append(step.endpoint) } else { added.append(step.endpoint) }
    }
  }
}
