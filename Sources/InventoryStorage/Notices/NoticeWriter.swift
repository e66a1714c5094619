import EndpointModel
import GRDB
import InventoryModel

/// Puts the notices of a revision into the outbox, in the transaction that stores it.
struct NoticeWriter {
  private let writer: InventoryWriter
  private let deploymentID: Int64

  init(_ writer: InventoryWriter, deploymentID: Int64) {
    self.writer = writer
    self.deploymentID = deploymentID
  }

  /// Adds a notice for each subscription that the revision concerns.
  ///
  /// - Parameters:
  ///   - base: the number of the revision that was current before.
  ///   - time: now.
  func tell(of revision: Revision, base: Int?, _ comparison: Comparison, at time: UTCTime) throws {
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
    for subscription in subscriptions
    where try scope(of: subscription.terms, at: asOf).isConcerned(by: comparison) {
      try put(
        subscription,
        PlannedNotice.Subject(kind: .change, revision: revision.number, base: base, asOf: asOf),
        at: time)
    }
    try tellPlans(of: subscriptions, revision, comparison, at: asOf)
  }

  /// Planned changes of customers' own ports were announced for the earlier table. If endpoints
  /// with such ports change, they are announced again.
  private func tellPlans(
    of subscriptions: [Subscription], _ revision: Revision, _ comparison: Comparison,
    at time: UTCTime
  ) throws {
    let changes = comparison.changes
    let terms = changes.removedOrChanged.distinctTerms + changes.addedOrChanged.distinctTerms
    guard terms.contains(where: { $0.portRole != nil }) else { return }
    for subscription in subscriptions {
      guard let customer = subscription.terms.customer else { continue }
      let plans = try writer.portTimeline(
        customerID: writer.id(of: customer), deploymentID: deploymentID, from: time
      ).steps
      for step in plans {
        try PortNoticeWriter(writer).tell(
          subscription, deploymentID, step, revision.number, in: comparison.new)
      }
    }
  }

  /// Withdraws the due notices of a void revision. If it was the current one, those who were
  /// notified of it learn what counts in its place.
  ///
  /// - Parameter table: the table of the revision.
  func takeBack(_ revision: Revision, that table: Snapshot) throws {
    let db = writer.db
    let key: StatementArguments = [deploymentID, revision.number]
    try db.execute(
      sql: """
        UPDATE notice SET state = 'withdrawn', failure = 'the revision is void'
        WHERE deployment_id = ? AND number = ? AND state = 'due' AND kind IN ('change', 'held')
        """, arguments: key)
    let current = try writer.latest(deploymentID)
    if let current {
      // Notices of customers' ports refer to the table that counts.
      try db.execute(
        sql: """
          UPDATE notice SET number = ?
          WHERE deployment_id = ? AND number = ? AND state = 'due' AND kind = 'ports'
          """, arguments: [current.number] + key)
    }
    // A later revision is current either way.
    if let current, current.number > revision.number { return }
    let after = try current.map { try writer.snapshot(of: $0) } ?? Snapshot([])
    let told = try SubscriptionRows.fetch(
      db,
      where: """
        ended_at IS NULL AND subscription.id IN (SELECT subscription_id FROM notice
          WHERE notice.deployment_id = ? AND number = ? AND kind = 'change'
            AND state = 'delivered')
        """, key)
    let time = writer.act.time
    let comparison = Comparison(
      from: table, to: after, meant: try writer.declaration(deploymentID: deploymentID))
    for subscription in told
    where try scope(of: subscription.terms, at: time).isConcerned(by: comparison) {
      try put(
        subscription,
        PlannedNotice.Subject(
          kind: .void, revision: revision.number, base: current?.number, asOf: time), at: time)
    }
  }

  private func scope(of terms: Subscription.Terms, at time: UTCTime) throws -> NoticeScope {
    NoticeScope(
      service: terms.service,
      customer: try terms.customer.map {
        try writer.ports(of: $0, deploymentID: deploymentID, at: time)
      }, only: terms.only)
  }

  func put(
    _ subscription: Subscription, _ subject: PlannedNotice.Subject, at time: UTCTime
  ) throws {
    try writer.db.cachedStatement(
      sql: """
        INSERT INTO notice (subscription_id, deployment_id, number, kind, base_number, as_of,
          created_at, due_since, state, not_before, ports_before, ports_after)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'due', ?, ?, ?)
        """
    ).execute(arguments: [
      subscription.id, deploymentID, subject.revision, subject.kind.rawValue, subject.base,
      subject.asOf.description, time.description, time.description, time.description,
      subject.ports?.before.description, subject.ports?.after.description,
    ])
  }
}
