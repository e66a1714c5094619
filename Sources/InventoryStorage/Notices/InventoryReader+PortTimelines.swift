import EndpointModel
import GRDB
import InventoryModel

extension InventoryReader {
  /// How a customer's own ports on a deployment change from a moment on.
  public func portTimeline(
    of customer: CustomerName, on deployment: DeploymentName, from time: UTCTime
  ) throws -> PortTimeline {
    try portTimeline(customerID: id(of: customer), deploymentID: id(of: deployment), from: time)
  }

  func portTimeline(
    customerID: Int64, deploymentID: Int64, from time: UTCTime
  ) throws -> PortTimeline {
    let rows = try Row.fetchAll(
      db.cachedStatement(
        sql: """
          SELECT used_from, used_until FROM deployment_use
          WHERE customer_id = ? AND deployment_id = ?
          """), arguments: [customerID, deploymentID])
    return PortTimeline(
      from: time, uses: try rows.map(Self.period),
      assignments: try AssignmentRows.fetch(
        db, where: "customer_id = ? AND deployment_id = ?", [customerID, deploymentID]))
  }

  private static func period(_ row: Row) throws -> Period {
    guard let from = try row.value("used_from", as: UTCTime.self),
      let period = Period(from: from, until: try row.value("used_until", as: UTCTime.self))
    else { throw Row.corrupt("a use of a deployment lacks a value") }
    return period
  }
}

extension InventoryReader {
  /// A subscriber to a customer's ports.
  struct PortSubscriber {
    let subscription: Subscription
    let deploymentID: Int64
    let timeline: PortTimeline
  }

  /// The subscribers to a customer's ports, with what is known from a moment on.
  func portSubscribers(of customerID: Int64, from time: UTCTime) throws -> [PortSubscriber] {
    let any = try RowStatement(
      db, "SELECT 1 FROM subscription WHERE customer_id = ? AND ended_at IS NULL LIMIT 1")
    any.bind(1, customerID)
    if try any.rows({ _ in true }).isEmpty { return [] }
    let subscriptions = try SubscriptionRows.fetch(
      db, where: "subscription.customer_id = ? AND ended_at IS NULL", [customerID])
    return try subscriptions.map { subscription in
      let deploymentID = try id(of: subscription.terms.deployment)
      return PortSubscriber(
        subscription: subscription, deploymentID: deploymentID,
        timeline: try portTimeline(
          customerID: customerID, deploymentID: deploymentID, from: time))
    }
  }
}
