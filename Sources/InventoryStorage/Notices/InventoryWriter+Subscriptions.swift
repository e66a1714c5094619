import EndpointModel
import Foundation
import GRDB
import InventoryModel

extension InventoryWriter {
  /// Adds a subscription, unless the same one exists already.
  ///
  /// ```swift
  /// let terms = Subscription.Terms(
  ///   who: GivenText("NOC")!, deployment: deployment, target: DeliveryTarget("file:notices")!)
  /// try inventory.write(act) { try $0.subscribe(terms, secret: nil) }.id  // 1 for the first one
  /// ```
  ///
  /// - Parameter secret: what a webhook's messages will be signed with; nil for other targets.
  /// - Throws: `InventoryError.unknownDeployment`, `.unknownCustomer`,
  ///   `SubscriptionError.unknownService`, `.exists`
  public func subscribe(
    _ terms: Subscription.Terms, secret: [UInt8]?
  ) throws -> Subscription {
    let deploymentID = try id(of: terms.deployment)
    let customerID = try terms.customer.map { try id(of: $0) }
    if let service = terms.service {
      try Self.check(service, terms.deployment, db, deploymentID: deploymentID)
    }
    if let same = try same(as: terms, deploymentID, customerID) {
      throw SubscriptionError.exists(same)
    }
    return try insert(terms, secret: secret)
  }

  /// Adds a subscription, whichever others there are.
  func insert(_ terms: Subscription.Terms, secret: [UInt8]?) throws -> Subscription {
    let deploymentID = try id(of: terms.deployment)
    let customerID = try terms.customer.map { try id(of: $0) }
    try insert(
      into: "subscription",
      [
        "who": terms.who.text, "deployment_id": deploymentID, "service": terms.service,
        "customer_id": customerID, "only_side": terms.only?.rawValue,
        "tells_held": terms.customer == nil && terms.tellsHeld,
        "target": terms.target.description, "file_format": terms.fileFormat,
        "allows_private": terms.allowsPrivate, "secret": secret.map { Data($0) },
        "created_at": act.time.description, "digest": terms.digest?.rawValue,
        "language": terms.language?.rawValue, "mailing_id": terms.mailing,
      ])
    let added = try subscription(id: Int(db.lastInsertedRowID))
    try audit(.subscriptionAdded, added, terms.changes(from: nil))
    if terms.mailing == nil, let customerID { willChangeContacts(of: customerID) }
    return added
  }

  /// Changes where a subscription goes and what it reports. Notices that are due go the new way.
  ///
  /// - Parameter secret: what a webhook's messages will be signed with; nil keeps the present one.
  /// - Throws: `SubscriptionError.unknownSubscription`, `.ended`, `.exists`, `.unknownService`
  public func change(
    subscription id: Int, to terms: Subscription.Terms, secret: [UInt8]?
  ) throws -> Subscription {
    let before = try subscription(id: id)
    if before.ended != nil { throw SubscriptionError.ended(before) }
    if let mailing = before.terms.mailing {
      throw MailingError.follows(before, mailing: mailing)
    }
    let deploymentID = try self.id(of: terms.deployment)
    let customerID = try terms.customer.map { try self.id(of: $0) }
    if let service = terms.service, service != before.terms.service {
      try Self.check(service, terms.deployment, db, deploymentID: deploymentID)
    }
    if let same = try same(as: terms, deploymentID, customerID), same.id != id {
      throw SubscriptionError.exists(same)
    }
    try db.execute(
      sql: """
        UPDATE subscription SET who = ?, service = ?, only_side = ?, tells_held = ?, target = ?,
          file_format = ?, allows_private = ?, secret = ifnull(?, secret), digest = ?, language = ?
        WHERE id = ?
        """,
      arguments: [
        terms.who.text, terms.service, terms.only?.rawValue,
        terms.customer == nil && terms.tellsHeld, terms.target.description, terms.fileFormat,
        terms.allowsPrivate, secret.map { Data($0) }, terms.digest?.rawValue,
        terms.language?.rawValue, id,
      ])
    // Notices that wait because the old target failed are tried at once.
    try db.execute(
      sql: """
        UPDATE notice SET not_before = iif(put_off, not_before, ?), gathered = NULL
        WHERE subscription_id = ? AND state = 'due'
        """, arguments: [act.time.description, id])
    if let customerID { willChangeContacts(of: customerID) }
    let after = try subscription(id: id)
    try audit(.subscriptionChanged, after, after.terms.changes(from: before.terms))
    return after
  }

  /// Records that a subscription came along with another inventory.
  func auditAdded(_ subscription: Subscription) throws {
    try audit(.subscriptionAdded, subscription, subscription.terms.changes(from: nil))
  }

  private func audit(
    _ action: AuditEntry.Action, _ subscription: Subscription, _ changes: [AuditEntry.Change]
  ) throws {
    try audit(
      action, subject: "subscription \(subscription.id)",
      deploymentID: id(of: subscription.terms.deployment),
      customerID: subscription.terms.customer.map { try id(of: $0) }, changes)
  }

  /// A subscription that reports the same to the same target.
  private func same(
    as terms: Subscription.Terms, _ deploymentID: Int64, _ customerID: Int64?
  ) throws -> Subscription? {
    try SubscriptionRows.fetch(
      db,
      where: """
        ended_at IS NULL AND who = ? AND subscription.deployment_id = ? AND service IS ?
        AND customer_id IS ? AND only_side IS ? AND target = ?
        """,
      [
        terms.who.text, deploymentID, terms.service, customerID, terms.only?.rawValue,
        terms.target.description,
      ]
    ).first
  }

  /// A mistyped service would never be reported.
  private static func check(
    _ service: String, _ deployment: DeploymentName, _ db: Database, deploymentID: Int64
  ) throws {
    let sql = """
      SELECT DISTINCT text FROM endpoint JOIN label ON label.id = service_id
      WHERE deployment_id = ? AND removed_in IS NULL ORDER BY text
      """
    let known = try String.fetchAll(db, sql: sql, arguments: [deploymentID])
    if !known.isEmpty, !known.contains(service) {
      throw SubscriptionError.unknownService(service, of: deployment, known: known)
    }
  }

  /// Ends a subscription; its due notices are given up.
  ///
  /// - Throws: `SubscriptionError.unknownSubscription`
  public func unsubscribe(_ id: Int, reason: GivenText) throws -> Subscription {
    let stored = try subscription(id: id)
    if stored.ended != nil { return stored }
    if let mailing = stored.terms.mailing {
      throw MailingError.follows(stored, mailing: mailing)
    }
    try end(subscription: id, reason: reason)
    return try subscription(id: id)
  }

  func end(subscription id: Int, reason: GivenText) throws {
    try db.execute(
      sql: "UPDATE subscription SET ended_at = ?, ended_reason = ? WHERE id = ?",
      arguments: [act.time.description, reason.text, id])
    try db.execute(
      sql: """
        UPDATE notice SET state = 'given up', failure = ?
        WHERE subscription_id = ? AND state = 'due'
        """, arguments: ["the subscription has ended: \(reason)", id])
    let ended = try subscription(id: id)
    try audit(.subscriptionEnded, ended, [AuditEntry.Change("reason", to: reason.text)])
    // A mailing may now have to tell whom it told.
    if ended.terms.mailing == nil, let customer = ended.terms.customer {
      willChangeContacts(of: try self.id(of: customer))
    }
  }
}
