import EndpointModel
import GRDB

extension InventoryReader {
  /// The notices in a state, or all, the latest first.
  public func notices(_ state: Delivery.State? = nil, limit: Int = -1) throws -> [PlannedNotice] {
    try notices(
      where: state == nil ? "?1 IS NULL" : "state = ?1", [state?.rawValue],
      order: "notice.id DESC LIMIT \(limit)")
  }

  /// - Throws: `SubscriptionError.unknownNotice`
  public func notice(_ id: Int) throws -> PlannedNotice {
    guard let found = try notices(where: "notice.id = ?", [id]).first else {
      throw SubscriptionError.unknownNotice(id)
    }
    return found
  }

  /// The notices that are to be tried now: of each subscription the first that is due, so
  /// that nobody is told of a later change before an earlier one.
  public func noticesToTry(at time: UTCTime) throws -> [PlannedNotice] {
    try notices(
      where: """
        state = 'due' AND not_before <= ?1 AND (claimed_until IS NULL OR claimed_until <= ?1)
        AND NOT EXISTS (SELECT 1 FROM notice AS earlier
          WHERE earlier.subscription_id = notice.subscription_id AND earlier.state = 'due'
            AND earlier.id < notice.id)
        """, [time.description])
  }

  private func notices(
    where condition: String, _ arguments: StatementArguments,
    order: String = "notice.id"
  ) throws -> [PlannedNotice] {
    let sql = """
      SELECT \(SubscriptionRows.columns), notice.id, kind, number, base_number, as_of,
        notice.created_at, state, attempts, not_before, failure, tried_at
      FROM notice JOIN subscription ON subscription.id = subscription_id \(SubscriptionRows.joins)
      WHERE \(condition) ORDER BY \(order)
      """
    let first = SubscriptionRows.columnCount
    return try Row.fetchAll(db, sql: sql, arguments: arguments).map { row in
      guard let kind = try row.word(first + 1, as: PlannedNotice.Subject.Kind.self),
        let asOf = try row.value(first + 4, as: UTCTime.self),
        let createdAt = try row.value(first + 5, as: UTCTime.self),
        let state = try row.word(first + 6, as: Delivery.State.self),
        let notBefore = try row.value(first + 8, as: UTCTime.self)
      else { throw Row.corrupt("a notice lacks a value") }
      return PlannedNotice(
        id: row[first], subscription: try SubscriptionRows.subscription(row),
        subject: PlannedNotice.Subject(
          kind: kind, revision: row[first + 2], base: row[first + 3], asOf: asOf),
        createdAt: createdAt,
        delivery: Delivery(
          state: state, attempts: row[first + 7], notBefore: notBefore, failure: row[first + 9],
          triedAt: try row.value(first + 10, as: UTCTime.self)))
    }
  }
}
