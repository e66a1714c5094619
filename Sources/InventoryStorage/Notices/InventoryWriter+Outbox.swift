import EndpointModel
import GRDB
import InventoryModel

extension InventoryWriter {
  /// Claims the next notices of some lanes, so that no other program tries them at the same time,
  /// and counts the attempt.
  ///
  /// - Parameters:
  ///   - last: no notice after this one; nil for all.
  ///   - seconds: how long the claim lasts, even if the program is killed.
  /// - Returns: for each lane what goes into its next message; nothing if another program has it.
  public func claimNotices(
    of lanes: [DeliveryLane], upTo last: Int? = nil, for seconds: Int64
  ) throws -> [[PlannedNotice]] {
    let until = UTCTime(seconds: act.time.seconds + seconds)?.description
    return try lanes.map { lane in
      let next = try nextNotices(of: lane, upTo: last, at: act.time)
      return try next.map { notice in
        var notice = notice
        notice.delivery.attempts += 1
        try db.cachedStatement(
          sql: "UPDATE notice SET attempts = ?, claimed_until = ?, gathered = ? WHERE id = ?"
        ).execute(arguments: [
          notice.delivery.attempts, until, lane.digest == nil ? nil : next[0].id, notice.id,
        ])
        return notice
      }
    }
  }

  /// Stores how delivering a notice went.
  public func note(_ delivery: Delivery, of notice: PlannedNotice) throws {
    try store(delivery, of: notice)
  }

  /// Records that a delivery failed: the notice waits, or is given up.
  ///
  /// - Parameters:
  ///   - retryAfter: the seconds that the receiver asks to wait; nil if it does not.
  ///   - endsSubscription: whether nothing may be sent there any more.
  /// - Returns: the delivery as it is now.
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

  /// Makes notices that wait or were given up due again, at once and for another three days.
  ///
  /// - Parameter ids: nil for all that wait or were given up.
  /// - Returns: how many.
  /// - Throws: `SubscriptionError.unknownNotice`, `.delivered`, `.withdrawn`, `.ended`
  public func retryNotices(_ ids: [Int]?) throws -> Int {
    let all = try
      (ids
      ?? Int.fetchAll(
        db,
        sql: """
          SELECT notice.id FROM notice JOIN subscription ON subscription.id = subscription_id
          WHERE (state = 'given up' OR (state = 'due' AND not_before > ? AND NOT put_off))
            AND ended_at IS NULL
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
            claimed_until = NULL, gathered = NULL, put_off = 0
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
          message = ifnull(?, message), claimed_until = NULL
        WHERE id = ?
        """
    ).execute(arguments: [
      delivery.state.rawValue, delivery.notBefore.description, delivery.failure,
      delivery.triedAt?.description, delivery.message, notice.id,
    ])
  }
}
