import EndpointModel
import Foundation
import GRDB

extension InventoryReader {
  /// Every subscription, by number; those that have ended among them.
  public func subscriptions() throws -> [Subscription] {
    try SubscriptionRows.fetch(db, where: "true", [])
  }

  /// What the messages of a webhook are signed with.
  public func secret(of subscription: Subscription) throws -> [UInt8]? {
    try Data.fetchOne(
      db, sql: "SELECT secret FROM subscription WHERE id = ?", arguments: [subscription.id]
    ).map { [UInt8]($0) }
  }

  /// - Throws: `SubscriptionError.unknownSubscription`
  public func subscription(id: Int) throws -> Subscription {
    guard
      let found = try SubscriptionRows.fetch(db, where: "subscription.id = ?", [id]).first
    else { throw SubscriptionError.unknownSubscription(id) }
    return found
  }
}
