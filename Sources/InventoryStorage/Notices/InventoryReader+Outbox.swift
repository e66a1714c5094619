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

  /// What can be delivered now, in the order in which it became due. A lane waits for its first
  /// notice, so that no subscriber hears of a later change before an earlier one; only what is put
  /// off holds back nothing.
  public func dueLanes(at time: UTCTime) throws -> [DeliveryLane] {
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT notice.id, subscription_id, target, digest, notice.created_at, attempts,
          notice.due_since > notice.created_at AS again,
          not_before <= ?1 AND (claimed_until IS NULL OR claimed_until <= ?1) AS ready
        FROM (SELECT min(id) AS first FROM notice
          WHERE state = 'due' AND NOT (put_off AND not_before > ?1) GROUP BY subscription_id)
        JOIN notice ON notice.id = first JOIN subscription ON subscription.id = subscription_id
        ORDER BY notice.id
        """, arguments: [time.description])
    var lanes: [DeliveryLane] = []
    var gathered: [String: [Row]] = [:]
    var order: [String] = []
    func lane(_ rows: [Row]) throws -> DeliveryLane? {
      let first = rows[0]
      guard first["ready"] as Bool else { return nil }
      guard let target = try first.value("target", as: DeliveryTarget.self),
        let since = try first.value("created_at", as: UTCTime.self)
      else { throw Row.corrupt("a notice lacks a value") }
      return DeliveryLane(
        subscriptions: rows.map { $0["subscription_id"] as Int }.sorted(), target: target,
        digest: try first.word("digest", as: NoticeDigest.self), since: since,
        isTried: (first["attempts"] as Int) > 0 || first["again"] as Bool)
    }
    for row in rows {
      guard let digest = row["digest"] as String? else {
        if let lane = try lane([row]) { lanes.append(lane) }
        continue
      }
      let key = digest + " " + (row["target"] as String)
      if gathered[key] == nil { order.append(key) }
      gathered[key, default: []].append(row)
    }
    return try lanes + order.compactMap { try lane(gathered[$0] ?? []) }
  }

  /// What would be sent of a lane, message by message, if nothing failed.
  public func messages(of lane: DeliveryLane, at time: UTCTime) throws -> [[PlannedNotice]] {
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT id, gathered FROM notice
        WHERE subscription_id IN (SELECT value FROM json_each(?2)) AND state = 'due'
          AND NOT (put_off AND not_before > ?1) ORDER BY id
        """, arguments: [time.description, "\(lane.subscriptions)"])
    var messages: [[PlannedNotice]] = []
    var mail: Int??
    for row in rows {
      let notice = try notice(row["id"])
      let gathered = row["gathered"] as Int?
      if lane.digest != nil, let mail, mail == gathered {
        messages[messages.count - 1].append(notice)
      } else {
        messages.append([notice])
      }
      mail = gathered
    }
    return messages
  }

  /// The notices of a lane that go into its next message, by number; none if another program has
  /// taken them.
  func nextNotices(
    of lane: DeliveryLane, upTo last: Int?, at time: UTCTime
  ) throws -> [PlannedNotice] {
    let condition = """
      notice.subscription_id IN (SELECT value FROM json_each(?2)) AND state = 'due'
      AND NOT (put_off AND not_before > ?1) AND (?3 IS NULL OR notice.id <= ?3)
      """
    let ready = "not_before <= ?1 AND (claimed_until IS NULL OR claimed_until <= ?1)"
    let ids = "\(lane.subscriptions)"
    let first = try Row.fetchOne(
      db.cachedStatement(
        sql: "SELECT id, gathered, \(ready) AS ready FROM notice WHERE \(condition) "
          + "ORDER BY id LIMIT 1"), arguments: [time.description, ids, last])
    guard let first, first["ready"] as Bool else { return [] }
    if lane.digest == nil { return try notices(where: "notice.id = ?", [first["id"] as Int]) }
    // A mail that was tried is tried again as it was.
    return try notices(
      where: "\(condition) AND \(ready) AND gathered IS ?4",
      [time.description, ids, last, first["gathered"] as Int?])
  }

  private func portStep(_ row: Row, at time: UTCTime) throws -> PortStep? {
    guard let before = try row.value("ports_before", as: OwnPorts.self),
      let after = try row.value("ports_after", as: OwnPorts.self)
    else { return nil }
    return PortStep(at: time, before: before, after: after)
  }

  func notices(
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
          asOf: asOf, ports: try portStep(row, at: asOf), daysLeft: row["days_left"]),
        createdAt: createdAt,
        delivery: Delivery(
          state: state, attempts: row["attempts"], notBefore: notBefore, failure: row["failure"],
          triedAt: try row.value("tried_at", as: UTCTime.self), message: row["message"]))
    }
  }
}
