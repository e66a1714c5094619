import EndpointModel
import Foundation
import GRDB

extension InventoryWriter {
  /// Adds a subscription. Whoever has the same one already keeps it.
  ///
  /// - Parameter secret: what a webhook's messages are to be signed with; nil for others.
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
        terms.allowsPrivate, secret.map { Data($0) }, act.time.description,
      ])
    return try subscription(id: Int(db.lastInsertedRowID))
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
  public func unsubscribe(_ id: Int, reason: GivenText) throws -> Subscription {
    let stored = try subscription(id: id)
    if stored.ended != nil { return stored }
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
  }
}
