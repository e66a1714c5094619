import EndpointModel
import GRDB

/// Puts notices of a revision into the outbox, in the transaction that stores it.
struct NoticeWriter {
  private let db: Database
  private let deploymentID: Int64

  init(_ db: Database, deploymentID: Int64) {
    self.db = db
    self.deploymentID = deploymentID
  }

  /// A notice for each subscription that the revision concerns.
  ///
  /// - Parameters:
  ///   - base: the number of the revision that was current before.
  ///   - time: now.
  func tell(of revision: Revision, base: Int?, _ changes: ChangeSet, at time: UTCTime) throws {
    let subscriptions = try SubscriptionRows.fetch(
      db, where: "subscription.deployment_id = ? AND ended_at IS NULL", [deploymentID])
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
        try base.map { try Inventory.snapshot(db, deploymentID: deploymentID, revision: $0) }
          ?? Snapshot([]),
        try Inventory.snapshot(db, deploymentID: deploymentID, revision: revision.number)
      )
    }
    for subscription in subscriptions {
      let scope = try scope(of: subscription.terms, at: asOf)
      if !scope.isAll {
        let (old, new) = try snapshots.get()
        if !scope.isConcerned(from: old, to: new, changes: changes) { continue }
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
        try Inventory.ports(db, of: $0, deploymentID: deploymentID, at: time)
      }, only: terms.only)
  }

  private func put(
    _ subscription: Subscription, _ subject: PlannedNotice.Subject, at time: UTCTime
  ) throws {
    try db.cachedStatement(
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

extension Inventory {
  /// A customer with the ports that are theirs on a deployment at a time.
  public func ports(
    of customer: CustomerName, on deployment: DeploymentName, at time: UTCTime
  ) throws -> NoticeScope.CustomerPorts {
    try read { db in
      try Self.ports(db, of: customer, deploymentID: try Self.id(db, of: deployment), at: time)
    }
  }

  static func ports(
    _ db: Database, of customer: CustomerName, deploymentID: Int64, at time: UTCTime
  ) throws -> NoticeScope.CustomerPorts {
    let customerID = try id(db, of: customer)
    let isUsed = try Bool.fetchOne(
      db,
      sql: """
        SELECT EXISTS (SELECT 1 FROM deployment_use WHERE customer_id = ? AND deployment_id = ?
          AND used_from <= ? AND (used_until IS NULL OR used_until > ?))
        """, arguments: [customerID, deploymentID, time.description, time.description])
    return NoticeScope.CustomerPorts(
      name: customer, isUsed: isUsed ?? false,
      assignments: try AssignmentRows.fetch(
        db,
        where: """
          deployment_id = ? AND customer_id = ?
          AND held_from <= ? AND (held_until IS NULL OR held_until > ?)
          """, [deploymentID, customerID, time.description, time.description],
        order: "role DESC"))
  }
}
