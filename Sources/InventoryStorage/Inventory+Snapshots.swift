import EndpointModel
import GRDB

extension Inventory {
  /// The endpoint table of a deployment at a revision.
  public func snapshot(of revision: Revision) throws -> Snapshot {
    try read { db in
      let id = try Self.id(db, of: revision.deployment)
      let rows = try EndpointRows(db)
      // For one that was held, what the accepted one before it has.
      let accepted = try rows.present(deploymentID: id, revision: revision.number)
      if revision.isAccepted { return Snapshot(accepted) }
      let held = try Self.heldChanges(rows, deploymentID: id, number: revision.number)
      return Snapshot(Set(accepted).subtracting(held.removed).union(held.added))
    }
  }

  /// The endpoint table at an accepted revision.
  static func snapshot(_ db: Database, deploymentID: Int64, revision: Int) throws -> Snapshot {
    Snapshot(
      try EndpointRows(db).present(deploymentID: deploymentID, revision: revision))
  }

  /// The words that the endpoints which a revision added were read from, where they are
  /// kept.
  public func quotes(of revision: Revision) throws -> [Endpoint: String] {
    try read { db in
      try Self.quotes(db, of: revision, deploymentID: Self.id(db, of: revision.deployment))
    }
  }

  static func quotes(
    _ db: Database, of revision: Revision, deploymentID: Int64
  ) throws -> [Endpoint: String] {
    let place =
      revision.isAccepted
      ? (table: "endpoint", number: "added_in") : (table: "held_change", number: "number")
    let statement = try RowStatement(
      db,
      """
      SELECT \(EndpointRows.columns), quote FROM \(place.table)
      WHERE deployment_id = ? AND \(place.number) = ? AND quote IS NOT NULL
      """)
    statement.bind(1, deploymentID)
    statement.bind(2, revision.number)
    let rows = try EndpointRows(db)
    var quotes: [Endpoint: String] = [:]
    try statement.eachRow { row in
      quotes[try rows.endpoint(row)] = row.text(EndpointRows.columnCount)
    }
    return quotes
  }

  /// What a revision that was held would add and remove.
  static func heldChanges(
    _ rows: EndpointRows, deploymentID: Int64, number: Int
  ) throws -> (added: [Endpoint], removed: [Endpoint]) {
    func fetch(_ isRemoval: Bool) throws -> [Endpoint] {
      try rows.fetch(
        from: "held_change", where: "deployment_id = ? AND number = ? AND is_removal = ?",
        [deploymentID, Int64(number), isRemoval ? 1 : 0])
    }
    return (try fetch(false), try fetch(true))
  }

  /// What turns one revision of a deployment into another, in either direction;
  /// reads the rows that differ only.
  public func changes(
    of deployment: DeploymentName, from old: Revision, to new: Revision
  ) throws -> ChangeSet {
    guard old.isAccepted, new.isAccepted else {
      return ChangeSet(from: try snapshot(of: old), to: try snapshot(of: new))
    }
    let first = Int64(min(old.number, new.number))
    let last = Int64(max(old.number, new.number))
    let (added, removed) = try read { db in
      let id = try Self.id(db, of: deployment)
      let rows = try EndpointRows(db)
      // What came and went in between is no difference.
      return (
        Snapshot(
          try rows.fetch(
            index: "INDEXED BY endpoint_added",
            where: """
              deployment_id = ? AND added_in > ? AND added_in <= ?
              AND (removed_in IS NULL OR removed_in > ?)
              """,
            [id, first, last, last])),
        Snapshot(
          try rows.fetch(
            index: "INDEXED BY endpoint_removed",
            where: """
              deployment_id = ? AND removed_in > ? AND removed_in <= ? AND added_in <= ?
              """,
            [id, first, last, first]))
      )
    }
    // An endpoint that was removed and came back is the same endpoint.
    return old.number <= new.number
      ? ChangeSet(from: removed, to: added) : ChangeSet(from: added, to: removed)
  }
}
