import EndpointModel
import GRDB
import InventoryModel

extension InventoryWriter {
  /// Has the contacts of every customer told, from now on and whoever they are then.
  ///
  /// ```swift
  /// let terms = Mailing.Terms(deployment: deployment, digest: .day)
  /// try inventory.write(act) { try $0.addMailing(terms) }.id  // 1 for the first one
  /// ```
  ///
  /// - Throws: `MailingError.overlaps`, `InventoryError.unknownDeployment`
  public func addMailing(_ terms: Mailing.Terms) throws -> Mailing {
    let deploymentID = try terms.deployment.map { try id(of: $0) }
    for other in try mailings() where other.endedAt == nil {
      let theirs = other.terms.deployment
      if theirs == nil || terms.deployment == nil || theirs == terms.deployment {
        throw MailingError.overlaps(other)
      }
    }
    try insert(
      into: "mailing",
      [
        "deployment_id": deploymentID, "only_side": terms.only?.rawValue,
        "digest": terms.digest?.rawValue, "created_at": act.time.description,
      ])
    let added = Mailing(id: Int(db.lastInsertedRowID), terms: terms, createdAt: act.time)
    try audit(
      .mailingAdded, subject: "mailing \(added.id)", deploymentID: deploymentID,
      [
        AuditEntry.Change("deployment", to: terms.deployment?.description ?? "all"),
        AuditEntry.Change("only", to: terms.only?.rawValue),
        AuditEntry.Change("digest", to: terms.digest?.rawValue),
      ])
    try MailingWriter(self).followAll()
    return added
  }

  /// Ends a mailing with its subscriptions; what is due for them is withdrawn.
  ///
  /// - Throws: `MailingError.unknownMailing`
  public func endMailing(_ id: Int) throws -> Mailing {
    guard let mailing = try mailings().first(where: { $0.id == id }) else {
      throw MailingError.unknownMailing(id)
    }
    if mailing.endedAt != nil { return mailing }
    try db.execute(
      sql: "UPDATE mailing SET ended_at = ? WHERE id = ?",
      arguments: [act.time.description, id])
    try audit(
      .mailingEnded, subject: "mailing \(id)",
      deploymentID: mailing.terms.deployment.map { try self.id(of: $0) })
    let ended = try SubscriptionRows.fetch(db, where: "mailing_id = ? AND ended_at IS NULL", [id])
    for subscription in ended {
      try MailingWriter(self).end(subscription, "the mailing has ended", instead: nil)
    }
    return Mailing(id: id, terms: mailing.terms, createdAt: mailing.createdAt, endedAt: act.time)
  }
}
