import EndpointModel
import GRDB

extension Inventory {
  /// The notices in a state, or all, the latest first.
  public func notices(_ state: Delivery.State? = nil, limit: Int = -1) throws -> [PlannedNotice] {
    try read { db in
      try Self.notices(
        db, where: state == nil ? "?1 IS NULL" : "state = ?1", [state?.rawValue],
        order: "notice.id DESC LIMIT \(limit)")
    }
  }

  /// - Throws: `SubscriptionError.unknownNotice`
  public func notice(_ id: Int) throws -> PlannedNotice {
    try read { db in try Self.notice(db, id) }
  }

  /// The notices that are to be tried now: of each subscription the first that is due, so
  /// that nobody is told of a later change before an earlier one.
  public func noticesToTry(at time: UTCTime) throws -> [PlannedNotice] {
    try read { db in try Self.noticesToTry(db, at: time) }
  }

  /// Takes the next notice that is to be tried, so that no other program tries it at the
  /// same time, and counts the attempt.
  ///
  /// - Parameters:
  ///   - except: subscriptions of which none is to be tried.
  ///   - seconds: for how long; a program that is killed keeps it no longer.
  /// - Returns: nil where none is left.
  public func claimNotice(
    except: Set<Int>, at time: UTCTime, for seconds: Int64
  ) throws -> PlannedNotice? {
    try write { db in
      guard
        var notice = try Self.noticesToTry(db, at: time)
          .first(where: { !except.contains($0.subscription.id) })
      else { return nil }
      notice.delivery.attempts += 1
      try db.execute(
        sql: "UPDATE notice SET attempts = ?, claimed_until = ? WHERE id = ?",
        arguments: [
          notice.delivery.attempts, UTCTime(seconds: time.seconds + seconds)?.description,
          notice.id,
        ])
      return notice
    }
  }

  /// Keeps how delivering a notice went.
  public func note(_ delivery: Delivery, of notice: PlannedNotice) throws {
    try write { db in try Self.store(db, delivery, of: notice) }
  }

  /// Notes that delivering failed: the notice waits, or is given up.
  ///
  /// - Parameter endsSubscription: whether nothing is to be sent there any more.
  /// - Returns: the delivery as it stands.
  public func noteFailure(
    of notice: PlannedNotice, _ reason: String, retryAfter: Int?, endsSubscription: Bool,
    at time: UTCTime
  ) throws -> Delivery {
    try write { db in
      let since = try String.fetchOne(
        db, sql: "SELECT due_since FROM notice WHERE id = ?", arguments: [notice.id])
      var delivery = notice.delivery
      delivery.fail(
        at: time, reason, retryAfter: retryAfter,
        dueSince: since.flatMap { UTCTime($0) } ?? notice.createdAt)
      if endsSubscription { delivery.state = .givenUp }
      try Self.store(db, delivery, of: notice)
      if endsSubscription {
        try Self.end(
          db, subscription: notice.subscription.id,
          reason: GivenText(reason.abridged(to: 200)) ?? GivenText("it is gone")!, at: time)
      }
      return delivery
    }
  }

  /// Makes notices due again that were given up or wait; at once, and for another three
  /// days.
  ///
  /// - Parameter ids: nil for all that were given up.
  /// - Returns: how many.
  /// - Throws: `SubscriptionError.unknownNotice`, `.delivered`, `.ended`
  public func retryNotices(_ ids: [Int]?, at time: UTCTime) throws -> Int {
    try write { db in
      let all = try
        (ids
        ?? Int.fetchAll(
          db,
          sql: """
            SELECT notice.id FROM notice JOIN subscription ON subscription.id = subscription_id
            WHERE state = 'given up' AND ended_at IS NULL
            """)).map { try Self.notice(db, $0) }
      for notice in all {
        if notice.delivery.state == .delivered { throw SubscriptionError.delivered(notice) }
        if notice.subscription.ended != nil {
          throw SubscriptionError.ended(notice.subscription)
        }
        try db.execute(
          sql: """
            UPDATE notice SET state = 'due', not_before = ?, due_since = ?, attempts = 0,
              claimed_until = NULL
            WHERE id = ?
            """, arguments: [time.description, time.description, notice.id])
      }
      return all.count
    }
  }

  private static func store(
    _ db: Database, _ delivery: Delivery, of notice: PlannedNotice
  ) throws {
    try db.execute(
      sql: """
        UPDATE notice SET state = ?, not_before = ?, failure = ?, tried_at = ?,
          claimed_until = NULL
        WHERE id = ?
        """,
      arguments: [
        delivery.state.rawValue, delivery.notBefore.description, delivery.failure,
        delivery.triedAt?.description, notice.id,
      ])
  }

  private static func noticesToTry(_ db: Database, at time: UTCTime) throws -> [PlannedNotice] {
    try notices(
      db,
      where: """
        state = 'due' AND not_before <= ?1 AND (claimed_until IS NULL OR claimed_until <= ?1)
        AND NOT EXISTS (SELECT 1 FROM notice AS earlier
          WHERE earlier.subscription_id = notice.subscription_id AND earlier.state = 'due'
            AND earlier.id < notice.id)
        """, [time.description])
  }

  private static func notice(_ db: Database, _ id: Int) throws -> PlannedNotice {
    guard let found = try notices(db, where: "notice.id = ?", [id]).first else {
      throw SubscriptionError.unknownNotice(id)
    }
    return found
  }

  private static func notices(
    _ db: Database, where condition: String, _ arguments: StatementArguments,
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
