import EndpointModel
import GRDB
import InventoryModel

/// Reads stored subscriptions.
enum SubscriptionRows {
  /// The columns that `subscription(_:)` reads; each begins with `subscription_`.
  static let columns = """
    subscription.id AS subscription_id, who AS subscription_who,
    subscribed.vendor || '/' || subscribed.name AS subscription_deployment,
    service AS subscription_service, customer.name AS subscription_customer,
    only_side AS subscription_only, tells_held AS subscription_tells_held,
    target AS subscription_target, file_format AS subscription_file_format,
    allows_private AS subscription_allows_private,
    subscription.created_at AS subscription_created_at, ended_at AS subscription_ended_at,
    ended_reason AS subscription_ended_reason, digest AS subscription_digest,
    subscription.language AS subscription_language, mailing_id AS subscription_mailing
    """

  static let joins = """
    JOIN deployment AS subscribed ON subscribed.id = subscription.deployment_id
    LEFT JOIN customer ON customer.id = subscription.customer_id
    """

  static func fetch(
    _ db: Database, where condition: String, _ arguments: StatementArguments
  ) throws -> [Subscription] {
    try Row.fetchAll(
      db.cachedStatement(
        sql: "SELECT \(columns) FROM subscription \(joins) WHERE \(condition) "
          + "ORDER BY subscription.id"),
      arguments: arguments
    ).map(subscription)
  }

  static func subscription(_ row: Row) throws -> Subscription {
    guard let who = try row.value("subscription_who", as: GivenText.self),
      let deployment = try row.value("subscription_deployment", as: DeploymentName.self),
      let target = try row.value("subscription_target", as: DeliveryTarget.self),
      let createdAt = try row.value("subscription_created_at", as: UTCTime.self)
    else { throw Row.corrupt("a subscription lacks a value") }
    var terms = Subscription.Terms(who: who, deployment: deployment, target: target)
    terms.service = row["subscription_service"]
    terms.customer = try row.value("subscription_customer", as: CustomerName.self)
    terms.only = try row.word("subscription_only", as: AccessSide.self)
    terms.tellsHeld = row["subscription_tells_held"]
    terms.fileFormat = row["subscription_file_format"]
    terms.allowsPrivate = row["subscription_allows_private"]
    terms.digest = try row.word("subscription_digest", as: NoticeDigest.self)
    terms.language = try row.word("subscription_language", as: NoticeLanguage.self)
    terms.mailing = row["subscription_mailing"]
    var ending: Subscription.Ending?
    if let time = try row.value("subscription_ended_at", as: UTCTime.self),
      let reason = try row.value("subscription_ended_reason", as: GivenText.self)
    {
      ending = Subscription.Ending(time: time, reason: reason)
    }
    return Subscription(
      id: row["subscription_id"], terms: terms, createdAt: createdAt, ended: ending)
  }
}
