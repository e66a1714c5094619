import EndpointModel
import GRDB
import InventoryModel

/// Tells whether what a revision closes only comes and goes.
///
/// Nobody wants a mail each time that an address leaves and returns. What a revision closes is
/// *put off* if around its changes the table is again as it was at some time in the week before:
/// whoever was told then that it opens leaves it open for so long, which cuts off nobody. If it
/// returns meanwhile, nothing has to be told at all; if it stays away, the notice goes out after a
/// week. What opens is never put off.
final class Flapping {
  /// For how long the closing of what comes and goes is not told, in seconds.
  static let window = Int64(InventoryReader.returnWindow)
  /// More revisions of a week than this are not looked at.
  private static let most = 12

  private let writer: InventoryWriter
  private let deploymentID: Int64
  private let revision: Revision
  private let base: Int?
  private var recent: [Snapshot]?

  init(_ writer: InventoryWriter, deploymentID: Int64, _ revision: Revision, base: Int?) {
    self.writer = writer
    self.deploymentID = deploymentID
    self.revision = revision
    self.base = base
  }

  /// Until when the notice of a change waits; nil if it does not.
  ///
  /// - Parameters:
  ///   - terms: of a subscriber, whom the change concerns.
  ///   - scope: what of the change the subscriber is told.
  func isPutOff(
    _ terms: Subscription.Terms, _ scope: NoticeScope, _ comparison: Comparison
  ) throws -> UTCTime? {
    // Programs follow each step, and what a person brought back is told at once.
    guard terms.target.isForPeople, revision.copyOf == nil else { return nil }
    let meant = comparison.meant
    let near = ChangeNeighbourhood(meant.changes)
    let after = scope.part(of: near.part(of: meant.new))
    let difference = AccessDifference(from: scope.part(of: near.part(of: meant.old)), to: after)
    guard difference.opened.isEmpty, !difference.closed.isEmpty else { return nil }
    guard try tables().contains(where: { scope.part(of: near.part(of: $0)) == after }) else {
      return nil
    }
    return UTCTime(seconds: writer.act.time.seconds + Self.window)
  }

  /// The tables that were current in the week before the base became so, with what is meant.
  private func tables() throws -> [Snapshot] {
    if let recent { return recent }
    guard let base else { return [] }
    let start = UTCTime(seconds: max(0, revision.recordedAt.seconds - Self.window)) ?? .epoch
    let numbers = try Int.fetchAll(
      writer.db,
      sql: """
        SELECT number FROM revision
        WHERE deployment_id = ?1 AND state = 'accepted' AND number < ?2 AND number >= ifnull(
          (SELECT max(number) FROM revision
            WHERE deployment_id = ?1 AND state = 'accepted' AND recorded_at <= ?3), 0)
        ORDER BY number DESC LIMIT ?4
        """, arguments: [deploymentID, base, start.description, Self.most])
    let declaration = try writer.declaration(deploymentID: deploymentID)
    let found = try numbers.map {
      try writer.snapshot(deploymentID: deploymentID, revision: $0).meant(by: declaration)
    }
    recent = found
    return found
  }
}
