import EndpointModel
import GRDB
import InventoryModel

extension InventoryReader {
  /// The endpoint table of a deployment at a revision.
  ///
  /// ```swift
  /// let first = try reader.revision(RevisionReference(deployment, .number(1)))
  /// try reader.snapshot(of: first).endpoints.count  // 23, as `first.endpointCount`
  /// ```
  public func snapshot(of revision: Revision) throws -> Snapshot {
    let id = try self.id(of: revision.deployment)
    let accepted = try snapshot(deploymentID: id, revision: revision.number)
    if revision.isAccepted { return accepted }
    // A revision that was held stores its changes to the accepted one before it.
    return try accepted.applying(
      RevisionDifference(db, deploymentID: id, numbers: [revision.number]).changes)
  }

  /// The table of an accepted revision, for callers that will ask for its addresses: they are found
  /// at once if the rows come by address, as those of a large part of the inventory do.
  public func table(of revision: Revision) throws -> Snapshot {
    Snapshot(
      stored: try EndpointRows(db).present(
        deploymentID: id(of: revision.deployment), revision: revision.number))
  }

  /// The endpoint table at a revision, or at the accepted one before it.
  func snapshot(deploymentID: Int64, revision: Int) throws -> Snapshot {
    Snapshot(
      try EndpointRows(db).present(deploymentID: deploymentID, revision: revision))
  }

  /// The document's words for the endpoints that a revision added, if they were kept.
  public func quotes(of revision: Revision) throws -> [Endpoint: String] {
    let statement = try RowStatement(
      db,
      """
      SELECT \(EndpointRows.columns), quote FROM change
      WHERE deployment_id = ? AND number = ? AND is_removal = 0 AND quote IS NOT NULL
      """)
    statement.bind(1, try id(of: revision.deployment))
    statement.bind(2, revision.number)
    let rows = try EndpointRows(db)
    var quotes: [Endpoint: String] = [:]
    try statement.eachRow { row in
      quotes[try rows.endpoint(row)] = row.text(EndpointRows.columnCount)
    }
    return quotes
  }

  /// What turns one revision into another, in either direction. For accepted revisions, only the
  /// changes in between are read, not the tables.
  ///
  /// ```swift
  /// let difference = try reader.difference(of: deployment, from: first, to: second)
  /// difference.removedAddresses.map(\.description)  // ["17.0.0.0/8", "35.174.119.55"]
  /// ```
  public func difference(
    of deployment: DeploymentName, from old: Revision, to new: Revision
  ) throws -> RevisionDifference {
    guard old.isAccepted, new.isAccepted else {
      return RevisionDifference(
        Comparison(from: try snapshot(of: old), to: try snapshot(of: new)))
    }
    let id = try self.id(of: deployment)
    let steps = try self.steps(deploymentID: id, from: old, to: new)
    let forward = try RevisionDifference(db, deploymentID: id, numbers: steps.map(\.number))
    return old.number <= new.number ? forward : forward.inverted
  }
}
