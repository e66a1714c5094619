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
    let flapping = Flapping(writer, deploymentID: deploymentID, revision, base: base)
    var merged: [Int?: Comparison] = [base: comparison]
    for subscription in subscriptions {
      let scope = try scope(of: subscription.terms, at: asOf)
      guard scope.isConcerned(by: comparison) else { continue }
      // What was put off, or taken back before it was told, is told together with this or, if all
      // is again as it was, not at all.
      let from = try takeUntold(of: subscription, before: revision).map(\.base) ?? base
      if merged[from] == nil {
        let table = try from.map {
          try writer.snapshot(deploymentID: deploymentID, revision: $0)
        }
        merged[from] = Comparison(
          from: table ?? Snapshot([]), to: comparison.new,
          meant: try writer.declaration(deploymentID: deploymentID))
      }
      guard let whole = merged[from], scope.isConcerned(by: whole) else { continue }
      try put(
        subscription,
        PlannedNotice.Subject(kind: .change, revision: revision.number, base: from, asOf: asOf),
        at: time, putOffUntil: try flapping.isPutOff(subscription.terms, scope, whole))
    }
    try tellPlans(of: subscriptions, revision, comparison, at: asOf)
  }

  /// The subject of the notice that waits since what it tells comes and goes, or of the first one of
  /// what a person took back by this revision before anybody was told. They are withdrawn: the next
  /// one takes their place. Programs follow each step, so theirs stay.
  private func takeUntold(
    of subscription: Subscription, before revision: Revision
  ) throws -> PlannedNotice.Subject? {
    let rows = try Row.fetchAll(
      writer.db.cachedStatement(
        sql: """
          SELECT notice.id, put_off, attempts,
            (SELECT is_refused FROM revision WHERE revision.deployment_id = notice.deployment_id
              AND revision.number = notice.number) AS is_refused
          FROM notice
          WHERE subscription_id = ? AND deployment_id = ? AND kind = 'change' AND state = 'due'
          ORDER BY id DESC
          """), arguments: [subscription.id, deploymentID])
    let takesBack = revision.copyOf != nil && subscription.terms.target.isForPeople
    var taken: [(id: Int, reason: String)] = []
    for row in rows {
      guard row["attempts"] == 0 else { break }
      if row["put_off"] {
        taken.append((row["id"], "it came and went, and a later revision takes its place"))
      } else if takesBack, row["is_refused"] {
        taken.append((row["id"], "a person took the revision back before it was told"))
      } else {
        break
      }
    }
    let first = try taken.last.map { try writer.notice($0.id).subject }
    for notice in taken {
      try writer.db.execute(
        sql: "UPDATE notice SET state = 'withdrawn', failure = ? WHERE id = ?",
        arguments: [notice.reason, notice.id])
    }
    return first
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
    // Notices that tell of earlier revisions, too: that part of them still holds.
    let longer = try Row.fetchAll(
      db,
      sql: """
        SELECT subscription_id, base_number FROM notice
        WHERE deployment_id = ?1 AND number = ?2 AND state = 'due' AND kind = 'change'
          AND EXISTS (SELECT 1 FROM revision WHERE deployment_id = ?1 AND state = 'accepted'
            AND number > ifnull(base_number, 0) AND number < ?2)
        """, arguments: key)
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
    if let current, current.number < revision.number {
      for row in longer { try tellAgain(row[0], from: row[1], current) }
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

  /// What a notice told that was withdrawn with its last revision, up to the one that counts now.
  private func tellAgain(_ subscription: Int, from base: Int?, _ current: Revision) throws {
    let subscription = try writer.subscription(id: subscription)
    let table = try base.map { try writer.snapshot(deploymentID: deploymentID, revision: $0) }
    let comparison = Comparison(
      from: table ?? Snapshot([]), to: try writer.snapshot(of: current),
      meant: try writer.declaration(deploymentID: deploymentID))
    let time = writer.act.time
    guard subscription.ended == nil,
      try scope(of: subscription.terms, at: time).isConcerned(by: comparison)
    else { return }
    try put(
      subscription,
      PlannedNotice.Subject(kind: .change, revision: current.number, base: base, asOf: time),
      at: time)
  }

  private func scope(of terms: Subscription.Terms, at time: UTCTime) throws -> NoticeScope {
    NoticeScope(
      service: terms.service,
      customer: try terms.customer.map {
        try writer.ports(of: $0, deploymentID: deploymentID, at: time)
      }, only: terms.only)
  }

  /// - Parameter later: until when it waits since what it tells comes and goes; nil if it does not.
  func put(
    _ subscription: Subscription, _ subject: PlannedNotice.Subject, at time: UTCTime,
    putOffUntil later: UTCTime? = nil
  ) throws {
    try writer.db.cachedStatement(
      sql: """
        INSERT INTO notice (subscription_id, deployment_id, number, kind, base_number, as_of,
          created_at, due_since, state, not_before, put_off, ports_before, ports_after, days_left)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'due', ?, ?, ?, ?, ?)
        """
    ).execute(arguments: [
      subscription.id, deploymentID, subject.revision, subject.kind.rawValue, subject.base,
      subject.asOf.description, time.description, (later ?? time).description,
      (later ?? time).description, later != nil, subject.ports?.before.description,
      subject.ports?.after.description, subject.daysLeft,
    ])
  }
}
