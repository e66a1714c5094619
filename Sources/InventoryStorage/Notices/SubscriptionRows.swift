import EndpointModel
import GRDB

/// Reads stored subscriptions.
enum SubscriptionRows {
  /// The columns that `subscription(_:)` reads, in their order.
  static let columns = """
    subscription.id, who, vendor || '/' || deployment.name, service, customer.name, only_side,
    tells_held, target, file_format, allows_private, subscription.created_at, ended_at, ended_reason
    """

  static let joins = """
    JOIN deployment ON deployment.id = subscription.deployment_id
    LEFT JOIN customer ON customer.id = subscription.customer_id
    """

  static let columnCount = 13

  static func fetch(
    _ db: Database, where condition: String, _ arguments: StatementArguments
  ) throws -> [Subscription] {
    try Row.fetchAll(
      db,
      sql:
        "SELECT \(columns) FROM subscription \(joins) WHERE \(condition) ORDER BY subscription.id",
      arguments: arguments
    ).map(subscription)
  }

  static func subscription(_ row: Row) throws -> Subscription {
    guard let who = try row.value(1, as: GivenText.self),
      let deployment = try row.value(2, as: DeploymentName.self),
      let target = try row.value(7, as: DeliveryTarget.self),
      let createdAt = try row.value(10, as: UTCTime.self)
    else { throw Row.corrupt("a subscription lacks a value") }
    var terms = Subscription.Terms(who: who, deployment: deployment, target: target)
    terms.service = row[3]
    terms.customer = try row.value(4, as: CustomerName.self)
    terms.only = try row.word(5, as: AccessSide.self)
    terms.tellsHeld = row[6]
    terms.fileFormat = row[8]
    terms.allowsPrivate = row[9]
    var ending: Subscription.Ending?
    if let time = try row.value(11, as: UTCTime.self),
      let reason = try row.value(12, as: GivenText.self)
    {
      ending = Subscription.Ending(time: time, reason: reason)
    }
    return Subscription(id: row[0], terms: terms, createdAt: createdAt, ended: ending)
  }
}
