import EndpointModel
import GRDB

extension InventoryWriter {
  /// Takes the next notices that are to be tried, so that no other program tries them at the
  /// same time, and counts the attempt.
  ///
  /// - Parameters:
  ///   - except: subscriptions of which none is to be tried.
  ///   - limit: how many at most.
  ///   - seconds: for how long; a program that is killed keeps them no longer.
  public func claimNotices(
    except: Set<Int>, limit: Int, for seconds: Int64
  ) throws -> [PlannedNotice] {
    try noticesToTry(at: act.time, except: except, limit: limit).map { notice in
      var notice = notice
      notice.delivery.attempts += 1
      try db.cachedStatement(
        sql: "UPDATE notice SET attempts = ?, claimed_until = ? WHERE id = ?"
      ).execute(arguments: [
        notice.delivery.attempts, UTCTime(seconds: act.time.seconds + seconds)?.description,
        notice.id,
      ])
      return notice
    }
  }

  /// Keeps how delivering a notice went.
  public func note(_ delivery: Delivery, of notice: PlannedNotice) throws {
    try store(delivery, of: notice)
  }

  /// Notes that delivering failed: the notice waits, or is given up.
  ///
  /// - Parameter endsSubscription: whether nothing is to be sent there any more.
  /// - Returns: the delivery as it stands.
  public func noteFailure(
    of notice: PlannedNotice, _ reason: String, retryAfter: Int?, endsSubscription: Bool
  ) throws -> Delivery {
    let since = try String.fetchOne(
      db, sql: "SELECT due_since FROM notice WHERE id = ?", arguments: [notice.id])
    var delivery = notice.delivery
    delivery.fail(
      at: act.time, reason, retryAfter: retryAfter,
      dueSince: since.flatMap { UTCTime($0) } ?? notice.createdAt)
    if endsSubscription { delivery.state = .givenUp }
    try store(delivery, of: notice)
    if endsSubscription {
      try end(
        subscription: notice.subscription.id,
        reason: GivenText(reason.abridged(to: 200)) ?? GivenText("it is gone")!)
    }
    return delivery
  }

  /// Makes notices due again that were given up or wait; at once, and for another three
  /// days.
  ///
  /// - Parameter ids: nil for all that were given up or wait.
  /// - Returns: how many.
  /// - Throws: `SubscriptionError.unknownNotice`, `.delivered`, `.withdrawn`, `.ended`
  public func retryNotices(_ ids: [Int]?) throws -> Int {
    let all = try
      (ids
      ?? Int.fetchAll(
        db,
        sql: """
          SELECT notice.id FROM notice JOIN subscription ON subscription.id = subscription_id
          WHERE (state = 'given up' OR (state = 'due' AND not_before > ?)) AND ended_at IS NULL
          """, arguments: [act.time.description])).map { try notice($0) }
    for notice in all {
      if notice.delivery.state == .delivered { throw SubscriptionError.delivered(notice) }
      if notice.delivery.state == .withdrawn { throw SubscriptionError.withdrawn(notice) }
      if notice.subscription.ended != nil {
        throw SubscriptionError.ended(notice.subscription)
      }
      try db.execute(
        sql: """
          UPDATE notice SET state = 'due', not_before = ?, due_since = ?, attempts = 0,
            claimed_until = NULL
          WHERE id = ?
          """, arguments: [act.time.description, act.time.description, notice.id])
    }
    if !all.isEmpty {
      try audit(
        .noticesRetried, subject: "notices " + all.map { "\($0.id)" }.joined(separator: ", "))
    }
    return all.count
  }

  private func store(
    _ delivery: Delivery, of notice: PlannedNotice
  ) throws {
    try db.cachedStatement(
      sql: """
        UPDATE notice SET state = ?, not_before = ?, failure = ?, tried_at = ?,
          claimed_until = NULL
        WHERE id = ?
        """
    ).execute(arguments: [
      delivery.state.rawValue, delivery.notBefore.description, delivery.failure,
      delivery.triedAt?.description, notice.id,
    ])
  }
}
