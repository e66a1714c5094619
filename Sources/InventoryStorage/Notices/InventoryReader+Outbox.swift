import EndpointModel
import GRDB
import InventoryModel

extension InventoryReader {
  /// The notices in one state or in all, latest first.
  ///
  /// - Parameter limit: how many at most; negative for all.
  public func notices(_ state: Delivery.State? = nil, limit: Int = -1) throws -> [PlannedNotice] {
    try notices(
      where: state == nil ? "?1 IS NULL" : "state = ?1", [state?.rawValue],
      order: "notice.id DESC LIMIT \(limit)")
  }

  /// A notice by its number.
  ///
  /// - Throws: `SubscriptionError.unknownNotice`
  public func notice(_ id: Int) throws -> PlannedNotice {
    guard let found = try notices(where: "notice.id = ?", [id]).first else {
      throw SubscriptionError.unknownNotice(id)
    }
    return found
  }

  /// The number of the last notice; 0 if there was never any.
  public func lastNoticeID() throws -> Int {
    try Int.fetchOne(db, sql: "SELECT max(id) FROM notice") ?? 0
  }

  /// The notices to try now: the first due one of each subscription, so that no subscriber hears of
  /// a later change before an earlier one.
  ///
  /// - Parameters:
  ///   - except: subscriptions to leave out.
  ///   - limit: how many at most.
  ///   - last: none after this one; nil for all.
  func noticesToTry(
    at time: UTCTime, except: Set<Int>, limit: Int, upTo last: Int? = nil
  ) throws -> [PlannedNotice] {
    try notices(
      where: """
        state = 'due' AND not_before <= ?1 AND (claimed_until IS NULL OR claimed_until <= ?1)
        AND NOT EXISTS (SELECT 1 FROM notice AS earlier
          WHERE earlier.subscription_id = notice.subscription_id AND earlier.state = 'due'
            AND earlier.id < notice.id)
        AND subscription_id NOT IN (SELECT value FROM json_each(?2))
        AND (?3 IS NULL OR notice.id <= ?3)
        """, [time.description, "\(except.sorted())", last], order: "notice.id LIMIT \(limit)")
  }

  private func portStep(_ row: Row, at time: UTCTime) throws -> PortStep? {
    guard let before = try row.value("ports_before", as: OwnPorts.self),
      let after = try row.value("ports_after", as: OwnPorts.self)
    else { return nil }
    return PortStep(at: time, before: before, after: after)
  }

  private func notices(
    where condition: String, _ arguments: StatementArguments,
    order: String = "notice.id"
  ) throws -> [PlannedNotice] {
    let sql = """
      SELECT \(SubscriptionRows.columns), notice.*,
        told.vendor || '/' || told.name AS deployment
      FROM notice JOIN subscription ON subscription.id = subscription_id \(SubscriptionRows.joins)
        JOIN deployment AS told ON told.id = notice.deployment_id
      WHERE \(condition) ORDER BY \(order)
      """
    return try Row.fetchAll(db.cachedStatement(sql: sql), arguments: arguments).map { row in
      guard let kind = try row.word("kind", as: PlannedNotice.Subject.Kind.self),
        let deployment = try row.value("deployment", as: DeploymentName.self),
        let asOf = try row.value("as_of", as: UTCTime.self),
        let createdAt = try row.value("created_at", as: UTCTime.self),
        let state = try row.word("state", as: Delivery.State.self),
        let notBefore = try row.value("not_before", as: UTCTime.self)
      else { throw Row.corrupt("a notice lacks a value") }
      return PlannedNotice(
        id: row["id"], subscription: try SubscriptionRows.subscription(row),
        deployment: deployment,
        subject: PlannedNotice.Subject(
          kind: kind, revision: row["number"], base: row["base_number"],
          asOf: asOf, ports: try portStep(row, at: asOf)),
        createdAt: createdAt,
        delivery: Delivery(
          state: state, attempts: row["attempts"], notBefore: notBefore, failure: row["failure"],
          triedAt: try row.value("tried_at", as: UTCTime.self)))
    }
  }
}
