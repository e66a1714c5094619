import EndpointModel
import GRDB

extension InventoryReader {
  /// The endpoint table of a deployment at a revision.
  public func snapshot(of revision: Revision) throws -> Snapshot {
    let id = try self.id(of: revision.deployment)
    let accepted = try snapshot(deploymentID: id, revision: revision.number)
    if revision.isAccepted { return accepted }
    // One that was held changes the accepted one before it.
    return try accepted.applying(
      RevisionDifference(db, deploymentID: id, numbers: [revision.number]).changes)
  }

  /// The table of an accepted revision, for one who will ask for its addresses: as it is stored,
  /// by address where it is a fair part of the inventory, they are found at once.
  public func table(of revision: Revision) throws -> Snapshot {
    Snapshot(
      stored: try EndpointRows(db).present(
        deploymentID: id(of: revision.deployment), revision: revision.number))
  }

  /// The endpoint table at an accepted revision, or the one before it.
  func snapshot(deploymentID: Int64, revision: Int) throws -> Snapshot {
    Snapshot(
      try EndpointRows(db).present(deploymentID: deploymentID, revision: revision))
  }

  /// The words that the endpoints which a revision added were read from, where they are
  /// kept.
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

  /// What lies between two revisions, in either direction; of accepted ones it reads what
  /// the revisions in between changed, and not what they have.
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
