import EndpointModel
import GRDB
import InventoryModel

extension InventoryWriter {
  /// Notes that a mail came back: what it told counts as not delivered, and is given up until
  /// somebody has it tried again.
  ///
  /// - Parameters:
  ///   - address: whom it was to.
  ///   - message: the identifier of the mail; nil for the last one to the address.
  /// - Returns: the notices that it told; none if they were noted before.
  /// - Throws: `MailingError.noMail`
  public func noteBounce(
    of address: MailAddress, message: String?, reason: GivenText
  ) throws -> [PlannedNotice] {
    let last = try String.fetchOne(
      db,
      sql: """
        SELECT message FROM notice JOIN subscription ON subscription.id = subscription_id
        WHERE target = ?1 AND message IS NOT NULL AND (?2 IS NULL OR message = ?2)
        ORDER BY notice.tried_at DESC, notice.id DESC LIMIT 1
        """, arguments: [DeliveryTarget.mail(address).description, message])
    guard let last else { throw MailingError.noMail(to: address.text) }
    let ids = try Int.fetchAll(
      db, sql: "SELECT id FROM notice WHERE message = ? AND state = 'delivered' ORDER BY id",
      arguments: [last])
    let failure = "the mail came back: \(reason)".abridged(to: 300)
    for id in ids {
      try db.execute(
        sql: "UPDATE notice SET state = 'given up', failure = ? WHERE id = ?",
        arguments: [failure, id])
    }
    if !ids.isEmpty {
      try audit(
        .noticesBounced, subject: "notices " + ids.map { "\($0)" }.joined(separator: ", "),
        [AuditEntry.Change("failure", to: reason.text)])
    }
    return try ids.map { try notice($0) }
  }
}
