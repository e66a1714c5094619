import EndpointModel
import GRDB
import InventoryModel

extension InventoryReader {
  /// Every mailing, by number, including those that have ended.
  public func mailings() throws -> [Mailing] {
    try Row.fetchAll(
      db.cachedStatement(
        sql: """
          SELECT mailing.*, vendor || '/' || name AS deployment
          FROM mailing LEFT JOIN deployment ON deployment.id = deployment_id ORDER BY mailing.id
          """)
    ).map { row in
      guard let createdAt = try row.value("created_at", as: UTCTime.self) else {
        throw Row.corrupt("a mailing lacks a value")
      }
      return Mailing(
        id: row["id"],
        terms: Mailing.Terms(
          deployment: try row.value("deployment", as: DeploymentName.self),
          only: try row.word("only_side", as: AccessSide.self),
          digest: try row.word("digest", as: NoticeDigest.self)),
        createdAt: createdAt, endedAt: try row.value("ended_at", as: UTCTime.self))
    }
  }

  /// The given up notices of customers in use whose last contact left, and who have none since: a
  /// new contact is told them. By number.
  ///
  /// - Throws: `InventoryError`
  public func noticesForNobody() throws -> [PlannedNotice] {
    try Int.fetchAll(
      db,
      sql: """
        SELECT notice.id FROM notice
          JOIN subscription ON subscription.id = subscription_id
          JOIN customer ON customer.id = subscription.customer_id
          JOIN mailing ON mailing.id = mailing_id
        WHERE state = 'given up' AND failure = ? AND mailing.ended_at IS NULL
          AND customer.archived_at IS NULL
          AND NOT EXISTS (SELECT 1 FROM contact WHERE contact.customer_id = customer.id)
        ORDER BY notice.id
        """, arguments: [MailingWriter.nobodyLeft]
    ).map { try notice($0) }
  }

  /// Customers in use without any contact that use a deployment now or later: no mailing reaches
  /// them. By name.
  ///
  /// - Parameter deployment: nil for any.
  /// - Throws: `InventoryError.unknownDeployment`
  public func customersWithoutContact(
    using deployment: DeploymentName?, at time: UTCTime
  ) throws -> [CustomerName] {
    try String.fetchAll(
      db,
      sql: """
        SELECT name FROM customer WHERE archived_at IS NULL
          AND NOT EXISTS (SELECT 1 FROM contact WHERE customer_id = customer.id)
          AND EXISTS (SELECT 1 FROM deployment_use WHERE customer_id = customer.id
            AND (?1 IS NULL OR deployment_id = ?1)
            AND (used_until IS NULL OR used_until > max(used_from, ?2)))
        ORDER BY name
        """, arguments: [try deployment.map { try id(of: $0) }, time.description]
    ).compactMap { CustomerName($0) }
  }
}
