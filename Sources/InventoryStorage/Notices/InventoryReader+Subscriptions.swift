import Foundation
import GRDB
import InventoryModel

extension InventoryReader {
  /// Every subscription, by number, including those that have ended.
  public func subscriptions() throws -> [Subscription] {
    try SubscriptionRows.fetch(db, where: "true", [])
  }

  /// The secret that a webhook's messages are signed with; nil for other targets.
  public func secret(of subscription: Subscription) throws -> [UInt8]? {
    try Data.fetchOne(
      db, sql: "SELECT secret FROM subscription WHERE id = ?", arguments: [subscription.id]
    ).map { [UInt8]($0) }
  }

  /// A subscription by its number.
  ///
  /// - Throws: `SubscriptionError.unknownSubscription`
  public func subscription(id: Int) throws -> Subscription {
    guard
      let found = try SubscriptionRows.fetch(db, where: "subscription.id = ?", [id]).first
    else { throw SubscriptionError.unknownSubscription(id) }
    return found
  }
}
