import EndpointModel
import Foundation
import GRDB

extension Inventory {
  /// Every subscription, by number; those that have ended among them.
  public func subscriptions() throws -> [Subscription] {
    try read { db in try SubscriptionRows.fetch(db, where: "true", []) }
  }

  /// Adds a subscription. Whoever has the same one already keeps it.
  ///
  /// - Parameter secret: what a webhook's messages are to be signed with; nil for others.
  /// - Throws: `InventoryError.unknownDeployment`, `.unknownCustomer`,
  ///   `SubscriptionError.unknownService`, `.exists`
  public func subscribe(
    _ terms: Subscription.Terms, secret: [UInt8]?, at time: UTCTime
  ) throws -> Subscription {
    try write { db in
      let deploymentID = try Self.id(db, of: terms.deployment)
      let customerID = try terms.customer.map { try Self.id(db, of: $0) }
      if let service = terms.service {
        try Self.check(service, terms.deployment, db, deploymentID: deploymentID)
      }
      let same = try SubscriptionRows.fetch(
        db,
        where: """
          ended_at IS NULL AND who = ? AND subscription.deployment_id = ? AND service IS ?
          AND customer_id IS ? AND only_side IS ? AND target = ?
          """,
        [
          terms.who.text, deploymentID, terms.service, customerID, terms.only?.rawValue,
          terms.target.description,
        ])
      if let same = same.first { throw SubscriptionError.exists(same) }
      try db.execute(
        sql: """
          INSERT INTO subscription (who, deployment_id, service, customer_id, only_side,
            tells_held, target, file_format, allows_private, secret, created_at)
          VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
          """,
        arguments: [
          terms.who.text, deploymentID, terms.service, customerID, terms.only?.rawValue,
          terms.customer == nil && terms.tellsHeld, terms.target.description, terms.fileFormat,
          terms.allowsPrivate, secret.map { Data($0) }, time.description,
        ])
      return try Self.subscription(db, id: Int(db.lastInsertedRowID))
    }
  }

  /// A service whose name was mistyped would never be told of.
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

  /// Ends a subscription; what is due for it is given up.
  ///
  /// - Throws: `SubscriptionError.unknownSubscription`
  public func unsubscribe(_ id: Int, reason: GivenText, at time: UTCTime) throws -> Subscription {
    try write { db in
      let subscription = try Self.subscription(db, id: id)
      if subscription.ended != nil { return subscription }
      try Self.end(db, subscription: id, reason: reason, at: time)
      return try Self.subscription(db, id: id)
    }
  }

  static func end(_ db: Database, subscription id: Int, reason: GivenText, at time: UTCTime) throws
  {
    try db.execute(
      sql: "UPDATE subscription SET ended_at = ?, ended_reason = ? WHERE id = ?",
      arguments: [time.description, reason.text, id])
    try db.execute(
      sql: """
        UPDATE notice SET state = 'given up', failure = ?
        WHERE subscription_id = ? AND state = 'due'
        """, arguments: ["the subscription has ended: \(reason)", id])
  }

  /// What the messages of a webhook are signed with.
  public func secret(of subscription: Subscription) throws -> [UInt8]? {
    try read { db in
      try Data.fetchOne(
        db, sql: "SELECT secret FROM subscription WHERE id = ?", arguments: [subscription.id]
      ).map { [UInt8]($0) }
    }
  }

  static func subscription(_ db: Database, id: Int) throws -> Subscription {
    guard
      let found = try SubscriptionRows.fetch(db, where: "subscription.id = ?", [id]).first
    else { throw SubscriptionError.unknownSubscription(id) }
    return found
  }
}
