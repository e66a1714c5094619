import EndpointModel
import GRDB
import InventoryModel

extension InventoryReader {
  /// The held or refused revision with the same table, which must not become current; nil if there
  /// is none. Few tables are loaded, since most differ in size.
  ///
  /// - Parameters:
  ///   - base: the current revision; nil if there is none.
  ///   - comparison: from its table, or an empty one, to the one in question.
  public func refusedRevision(
    of deployment: DeploymentName, after base: Revision?, _ comparison: Comparison
  ) throws -> Revision? {
    let (table, changes) = (comparison.new, comparison.changes)
    guard let id = try idOrNil(of: deployment) else { return nil }
    return try refusedRevisions(of: deployment).first { refused in
      guard refused.endpointCount == table.endpoints.count else { return false }
      // A revision that was compared with the same table is recognized by its changes.
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
