import EndpointModel
import GRDB

/// Puts notices of a revision into the outbox, in the transaction that stores it.
struct NoticeWriter {
  private let writer: InventoryWriter
  private let deploymentID: Int64

  init(_ writer: InventoryWriter, deploymentID: Int64) {
    self.writer = writer
    self.deploymentID = deploymentID
  }

  /// A notice for each subscription that the revision concerns.
  ///
  /// - Parameters:
  ///   - base: the number of the revision that was current before.
  ///   - time: now.
  func tell(of revision: Revision, base: Int?, _ changes: ChangeSet, at time: UTCTime) throws {
    let subscriptions = try SubscriptionRows.fetch(
      writer.db, where: "subscription.deployment_id = ? AND ended_at IS NULL", [deploymentID])
    if subscriptions.isEmpty { return }
    let asOf = max(revision.recordedAt, time)
    if revision.isHeld {
      for subscription in subscriptions where subscription.terms.tellsHeld {
        try put(
          subscription,
          PlannedNotice.Subject(kind: .held, revision: revision.number, base: base, asOf: asOf),
          at: time)
      }
      return
    }
    // Most ask for all that changes, and no snapshot is needed to know it.
    lazy var snapshots = Result {
      (
        try base.map { try writer.snapshot(deploymentID: deploymentID, revision: $0) }
          ?? Snapshot([]),
        try writer.snapshot(deploymentID: deploymentID, revision: revision.number)
      )
    }
    let declaration = try writer.declaration(deploymentID: deploymentID)
    for subscription in subscriptions {
      let scope = try self.scope(of: subscription.terms, at: asOf)
      if !scope.isAll {
        let (old, new) = try snapshots.get()
        if !scope.isConcerned(from: old, to: new, meant: declaration, changes: changes) {
          continue
        }
      } else if changes.isEmpty {
        continue
      }
      try put(
        subscription,
        PlannedNotice.Subject(kind: .change, revision: revision.number, base: base, asOf: asOf),
        at: time)
    }
  }

  private func scope(of terms: Subscription.Terms, at time: UTCTime) throws -> NoticeScope {
    NoticeScope(
      service: terms.service,
      customer: try terms.customer.map {
        try writer.ports(of: $0, deploymentID: deploymentID, at: time)
      }, only: terms.only)
  }

  private func put(
    _ subscription: Subscription, _ subject: PlannedNotice.Subject, at time: UTCTime
  ) throws {
    try writer.db.cachedStatement(
      sql: """
        INSERT INTO notice (subscription_id, deployment_id, number, kind, base_number, as_of,
          created_at, due_since, state, not_before)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'due', ?)
        """
    ).execute(arguments: [
      subscription.id, deploymentID, subject.revision, subject.kind.rawValue, subject.base,
      subject.asOf.description, time.description, time.description, time.description,
    ])
  }
}
