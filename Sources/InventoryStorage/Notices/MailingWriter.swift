import EndpointModel
import GRDB
import InventoryModel

/// Keeps the subscriptions of mailings in step with customers' contacts and the deployments that
/// they use, inside the transaction that changes these.
struct MailingWriter {
  private let writer: InventoryWriter
  private var db: Database { writer.db }

  init(_ writer: InventoryWriter) { self.writer = writer }

  /// For all customers.
  func followAll() throws {
    try follow(Set(Int64.fetchAll(db, sql: "SELECT id FROM customer")))
  }

  /// For some customers, by their ids.
  func follow(_ customers: Set<Int64>) throws {
    if customers.isEmpty { return }
    // An import asks this for each new customer, and mostly there is none.
    let any = try RowStatement(db, "SELECT 1 FROM mailing WHERE ended_at IS NULL LIMIT 1")
    if try any.rows({ _ in true }).isEmpty { return }
    let mailings = try writer.mailings().filter { $0.endedAt == nil }
    if mailings.isEmpty { return }
    for customer in customers.sorted() {
      let name = try writer.customer(id: customer)
      for mailing in mailings { try follow(customer, name, mailing) }
    }
  }

  /// Who is to be told of what.
  private struct Place: Hashable {
    let deployment: String
    let target: String
  }

  private func follow(_ id: Int64, _ customer: Customer, _ mailing: Mailing) throws {
    var present: [Place: Subscription] = [:]
    var surplus: [Subscription] = []
    let wanted = try places(of: id, mailing)
    for subscription in try SubscriptionRows.fetch(
      db, where: "mailing_id = ? AND subscription.customer_id = ? AND ended_at IS NULL",
      [mailing.id, id])
    {
      let place = Place(
        deployment: subscription.terms.deployment.description,
        target: subscription.terms.target.description)
      if present[place] == nil, wanted.contains(place) {
        present[place] = subscription
      } else {
        surplus.append(subscription)
      }
    }
    var added: [String: Subscription] = [:]
    for place in wanted.sorted(by: { ($0.deployment, $0.target) < ($1.deployment, $1.target) })
    where present[place] == nil {
      guard let deployment = DeploymentName(place.deployment),
        let target = DeliveryTarget(place.target)
      else { throw Row.corrupt("a contact is no mail address") }
      var terms = Subscription.Terms(
        who: customer.displayName, deployment: deployment, target: target)
      terms.customer = customer.name
      terms.only = mailing.terms.only
      terms.digest = mailing.terms.digest
      terms.tellsHeld = false
      terms.mailing = mailing.id
      let new = try writer.insert(terms, secret: nil)
      if added[place.deployment] == nil {
        added[place.deployment] = new
        let isFirst = !present.keys.contains { $0.deployment == place.deployment }
        if isFirst { try takeOver(new, of: id) }
      }
    }
    for subscription in surplus {
      let deployment = subscription.terms.deployment.description
      let remain = present.keys.contains { $0.deployment == deployment }
      let isLast = try !remain && added[deployment] == nil && wantsAny(id, deployment)
      try end(
        subscription,
        isLast
          ? Self.nobodyLeft : "it is no contact of a customer who uses the deployment any more",
        instead: added[deployment], isLast: isLast)
    }
    try db.execute(
      sql: "UPDATE subscription SET who = ?1 WHERE mailing_id = ?2 AND customer_id = ?3 "
        + "AND ended_at IS NULL AND who <> ?1",
      arguments: [customer.displayName.text, mailing.id, id])
  }

  /// Why notices were given up for a customer whose last contact left.
  static let nobodyLeft = "the customer has no contact any more: a new one is told"

  /// The customer's new contact is told what was given up since nobody was left: once, however many
  /// contacts were to be told.
  private func takeOver(_ new: Subscription, of customer: Int64) throws {
    let givenUp = """
      SELECT min(notice.id) FROM notice JOIN subscription ON subscription.id = subscription_id
      WHERE state = 'given up' AND failure = ?2 AND subscription.customer_id = ?3
        AND mailing_id = ?4 AND notice.deployment_id =
          (SELECT deployment_id FROM subscription WHERE id = ?1)
      """
    let arguments: StatementArguments = [
      new.id, Self.nobodyLeft, customer, new.terms.mailing,
    ]
    try db.execute(
      sql: """
        UPDATE notice SET subscription_id = ?1, state = 'due', not_before = ?5, due_since = ?5,
          attempts = 0, claimed_until = NULL, gathered = NULL, put_off = 0, failure = NULL
        WHERE id IN (\(givenUp) GROUP BY number, kind, as_of, ports_after, days_left)
        """, arguments: arguments + [writer.act.time.description])
    try db.execute(
      sql: """
        UPDATE notice SET state = 'withdrawn', failure = 'another contact is told'
        WHERE id IN (\(givenUp) GROUP BY notice.id)
        """, arguments: arguments)
  }

  /// Every contact with every deployment of the mailing that the customer uses now or later. Who is
  /// told by a subscription of a person's own is not told twice.
  private func places(of customer: Int64, _ mailing: Mailing) throws -> Set<Place> {
    let rows = try Row.fetchAll(
      db.cachedStatement(
        sql: """
          SELECT DISTINCT vendor || '/' || deployment.name, 'mail:' || mail_address
          FROM customer JOIN contact ON contact.customer_id = customer.id
            JOIN deployment_use ON deployment_use.customer_id = customer.id
            JOIN deployment ON deployment.id = deployment_id
          WHERE customer.id = ?1 AND customer.archived_at IS NULL
            AND deployment.archived_at IS NULL
            AND (used_until IS NULL OR used_until > max(used_from, ?2))
            AND (?3 IS NULL OR vendor || '/' || deployment.name = ?3)
            AND NOT EXISTS (SELECT 1 FROM subscription
              WHERE subscription.customer_id = ?1 AND mailing_id IS NULL AND ended_at IS NULL
                AND subscription.deployment_id = deployment.id AND service IS NULL
                AND only_side IS NULL AND target = 'mail:' || mail_address)
          """),
      arguments: [
        customer, writer.act.time.description, mailing.terms.deployment?.description,
      ])
    return Set(rows.map { Place(deployment: $0[0], target: $0[1]) })
  }

  /// Whether the customer uses the deployment now or later, whoever its contacts are.
  private func wantsAny(_ customer: Int64, _ deployment: String) throws -> Bool {
    try Bool.fetchOne(
      db,
      sql: """
        SELECT EXISTS (SELECT 1 FROM deployment_use
          JOIN deployment ON deployment.id = deployment_id
          JOIN customer ON customer.id = customer_id
          WHERE customer_id = ?1 AND vendor || '/' || deployment.name = ?2
            AND customer.archived_at IS NULL AND deployment.archived_at IS NULL
            AND (used_until IS NULL OR used_until > max(used_from, ?3)))
        """, arguments: [customer, deployment, writer.act.time.description]) ?? false
  }

  /// Ends a subscription. What is due for it goes to the one in its place; without one it is
  /// withdrawn, or, if nobody is left who would be told, given up, so that a person sees it.
  func end(
    _ subscription: Subscription, _ reason: String, instead: Subscription?, isLast: Bool = false
  ) throws {
    if let instead {
      try db.execute(
        sql: """
          UPDATE notice SET subscription_id = ?, gathered = NULL, not_before = ?
          WHERE subscription_id = ? AND state = 'due'
          """,
        arguments: [instead.id, writer.act.time.description, subscription.id])
    } else {
      try db.execute(
        sql: "UPDATE notice SET state = ?, failure = ? WHERE subscription_id = ? AND state = 'due'",
        arguments: [isLast ? "given up" : "withdrawn", reason, subscription.id])
    }
    try writer.end(subscription: subscription.id, reason: GivenText(reason)!)
  }
}
