import EndpointModel
import GRDB

extension InventoryReader {
  /// The revision with a table that is not to become current: the one that is held, or one
  /// that a person refused. Few tables are loaded for it: most differ in their size.
  ///
  /// - Parameters:
  ///   - base: the current revision; nil where there is none.
  ///   - comparison: of its table, or an empty one, with the one in question.
  public func refusedRevision(
    of deployment: DeploymentName, after base: Revision?, _ comparison: Comparison
  ) throws -> Revision? {
    let (table, changes) = (comparison.new, comparison.changes)
    guard let id = try idOrNil(of: deployment) else { return nil }
    return try refusedRevisions(of: deployment).first { refused in
      guard refused.endpointCount == table.endpoints.count else { return false }
      // What was compared with the same table is known by what it changes.
      if !refused.isAccepted, refused.base == base?.number {
        return try refused.counts == ChangeCounts(changes)
          && RevisionDifference(db, deploymentID: id, numbers: [refused.number]).changes == changes
      }
      if refused.isAccepted, let base {
        return try difference(of: deployment, from: base, to: refused).changes == changes
      }
      return try snapshot(of: refused) == table
    }
  }
}
