import EndpointModel
import GRDB
import InventoryModel

extension InventoryPair {
  /// What the outbox of the other inventory came to.
  public struct OutboxOutcome: Hashable, Sendable {
    /// Notices that were delivered there, and are not sent from here.
    public var delivered = 0
    /// Notices for subscriptions that came along that were due there: given up here, for a person
    /// to retry.
    public var givenUp = 0
  }

  /// How far the history of a deployment is the same in both inventories.
  public struct Shared: Sendable {
    /// The last revision that is the same in both; nil for all of them.
    public var until: Int?
    /// The current revisions, where they have the same table though they are not the same.
    public var equal: (there: Int, here: Int)?

    public init(until: Int? = nil, equal: (there: Int, here: Int)? = nil) {
      self.until = until
      self.equal = equal
    }

    fileprivate func holds(_ number: Int) -> Bool { until.map { number <= $0 } ?? true }
  }

  /// Takes a subscription, with when it began and its secret.
  ///
  /// - Parameter id: its number in the other inventory.
  /// - Returns: its number here.
  /// - Throws: `MissingReference`
  public func take(subscription id: Int) throws -> Int {
    let taken = try copy.copy("subscription", where: "id = ?", [id])
    guard let number = taken[Int64(id)] else { throw SubscriptionError.unknownSubscription(id) }
    // By its own number: entries from there would name another one.
    try ours.auditAdded(ours.subscription(id: Int(number)))
    return Int(number)
  }

  /// Notes which notices the other inventory has delivered, so that none of them is sent again. What
  /// is due there for a subscription that came along stays for a person to retry: the other
  /// inventory may send it.
  ///
  /// - Parameters:
  ///   - known: the subscriptions that both have, by their numbers there.
  ///   - taken: those that came along, likewise.
  ///   - origin: the name of the other inventory.
  ///   - histories: how far histories are shared, by deployments' names here; all of those that are not
  ///     listed.
  public func mergeOutbox(
    known: [Int: Int], taken: [Int: Int], origin: String,
    histories: [DeploymentName: Shared]
  ) throws -> OutboxOutcome {
    var outcome = OutboxOutcome()
    let rows = try Row.fetchAll(
      theirs.db,
      sql: """
        SELECT id, subscription_id, deployment_id, number, state FROM notice
        WHERE state <> 'withdrawn' ORDER BY id
        """)
    for row in rows {
      let (id, subscription): (Int64, Int) = (row["id"], row["subscription_id"])
      let place = try theirNames.name(.deployment, row["deployment_id"])
      guard let deployment = DeploymentName(place.text) else { continue }
      let shared = histories[deployment] ?? Shared()
      let isDelivered = row["state"] as String == "delivered"
      if let here = known[subscription], isDelivered {
        outcome.delivered +=
          try noteDelivered(id, here, deployment, mayAdd: shared.holds(row["number"])) ? 1 : 0
      } else if let here = taken[subscription] {
        let isTaken = try take(notice: id, here, isDelivered: isDelivered, shared, origin)
        outcome.givenUp += isTaken && !isDelivered ? 1 : 0
      }
    }
    return outcome
  }

  /// - Returns: whether that was news here.
  private func noteDelivered(
    _ id: Int64, _ subscription: Int, _ deployment: DeploymentName, mayAdd: Bool
  ) throws -> Bool {
    guard
      let row = try Row.fetchOne(
        theirs.db, sql: "SELECT * FROM notice WHERE id = ?", arguments: [id])
    else { return false }
    let kind: String = row["kind"]
    // A change of ports is the same whichever revision was current, and from when on it was told;
    // any other belongs to a revision.
    let isOfPorts = (row["ports_after"] as String?) != nil
    if !isOfPorts, !mayAdd { return false }
    let deploymentID = try ours.id(of: deployment)
    let same = """
      subscription_id = ?1 AND deployment_id = ?2 AND kind = ?3 AND days_left IS ?4
      AND \(isOfPorts ? Self.samePorts : "number = ?5")
      """
    var arguments: StatementArguments = [
      subscription, deploymentID, kind, row["days_left"] as DatabaseValue,
    ]
    arguments +=
      isOfPorts
      ? [
        row["as_of"] as DatabaseValue, row["ports_before"] as DatabaseValue,
        row["ports_after"] as DatabaseValue, row["tried_at"] as DatabaseValue,
        ours.act.time.description, try isLastOfPorts(id, row),
      ] : [row["number"] as DatabaseValue]
    let present = try Row.fetchOne(
      ours.db, sql: "SELECT id, state FROM notice WHERE \(same) ORDER BY state = 'delivered' DESC",
      arguments: arguments)
    guard let present else {
      if !mayAdd { return false }
      try copy.copy(
        "notice", where: "id = ?", [id],
        replacing: [
          "subscription_id": subscription.databaseValue, "claimed_until": .null,
          "gathered": .null,
        ])
      return true
    }
    if present["state"] as String == "delivered" { return false }
    try ours.db.execute(
      sql: """
        UPDATE notice SET state = 'delivered', attempts = ?, tried_at = ?, message = ?,
          failure = NULL, gathered = NULL, claimed_until = NULL
        WHERE id = ?
        """,
      arguments: [
        row["attempts"] as DatabaseValue, row["tried_at"] as DatabaseValue,
        row["message"] as DatabaseValue, present["id"] as Int64,
      ])
    return true
  }

  /// Whoever was told last there that ports became what they are told here knows it. Told before that
  /// here, it may have been another time that they became so.
  private static let samePorts = """
    ports_before = ?6 AND ports_after = ?7
    AND (as_of = ?5 OR (?10 AND (created_at = ?9 OR created_at <= ?8)))
    """

  private func isLastOfPorts(_ id: Int64, _ row: Row) throws -> Bool {
    try Bool.fetchOne(
      theirs.db,
      sql: """
        SELECT NOT EXISTS (SELECT 1 FROM notice WHERE subscription_id = ? AND deployment_id = ?
          AND kind = 'ports' AND state = 'delivered' AND id > ?)
        """,
      arguments: [
        row["subscription_id"] as DatabaseValue, row["deployment_id"] as DatabaseValue, id,
      ]) ?? false
  }

  /// - Returns: whether what it tells is here.
  private func take(
    notice id: Int64, _ subscription: Int, isDelivered: Bool, _ shared: Shared, _ origin: String
  ) throws -> Bool {
    let row = try Row.fetchOne(
      theirs.db, sql: "SELECT number, base_number FROM notice WHERE id = ?", arguments: [id])
    guard let row else { return false }
    let (number, base): (Int, Int?) = (row["number"], row["base_number"])
    let equal = shared.equal.flatMap { $0.there == number ? $0.here : nil }
    guard let here = shared.holds(number) ? number : equal else { return false }
    var other: [String: DatabaseValue] = [
      "subscription_id": subscription.databaseValue, "claimed_until": .null, "gathered": .null,
      "number": here.databaseValue,
    ]
    // What is told anew may be told from further back, and never from less far.
    if let base, !shared.holds(base) {
      other["base_number"] = shared.until.flatMap { $0 > 0 ? $0 : nil }.databaseValue
    }
    let isDue = try Bool.fetchOne(
      theirs.db, sql: "SELECT state = 'due' FROM notice WHERE id = ?", arguments: [id])
    if !isDelivered, isDue == true {
      other["state"] = "given up".databaseValue
      other["failure"] = "it was due in \(origin), which may send it".databaseValue
    }
    try copy.copy("notice", where: "id = ?", [id], replacing: other)
    return true
  }
}
