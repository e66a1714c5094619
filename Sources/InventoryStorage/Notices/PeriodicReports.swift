import EndpointModel
import GRDB
import InventoryModel

extension InventoryReader {
  /// The periodic reports that have not ended, by number.
  public func periodicReports() throws -> [PeriodicReport] {
    try Row.fetchAll(
      db, sql: "SELECT * FROM change_report WHERE ended_at IS NULL ORDER BY id"
    ).map { row in
      guard let who = try row.value("who", as: GivenText.self),
        let address = try row.value("address", as: MailAddress.self),
        let every = try row.word("every", as: PeriodicReport.Interval.self),
        let toldUntil = try row.value("told_until", as: UTCTime.self),
        let notBefore = try row.value("not_before", as: UTCTime.self)
      else { throw Row.corrupt("a periodic report lacks a value") }
      return PeriodicReport(
        id: row["id"], who: who, address: address, every: every,
        language: try row.word("language", as: NoticeLanguage.self), toldUntil: toldUntil,
        attempts: row["attempts"], failure: row["failure"], notBefore: notBefore)
    }
  }
}

extension InventoryWriter {
  /// Has somebody mailed, each day or week, what changed.
  ///
  /// - Parameter language: in which; nil for that of the settings.
  /// - Throws: `MailingError.reportExists`
  public func addReport(
    to who: GivenText, _ address: MailAddress, every: PeriodicReport.Interval,
    language: NoticeLanguage? = nil
  ) throws -> PeriodicReport {
    if let same = try periodicReports().first(where: {
      $0.address == address && $0.every == every
    }) {
      throw MailingError.reportExists(same)
    }
    try insert(
      into: "change_report",
      [
        "who": who.text, "address": address.text, "every": every.rawValue,
        "language": language?.rawValue, "created_at": act.time.description,
        "told_until": act.time.description,
        "not_before": act.time.description,
      ])
    let added = PeriodicReport(
      id: Int(db.lastInsertedRowID), who: who, address: address, every: every, language: language,
      toldUntil: act.time, attempts: 0, failure: nil, notBefore: act.time)
    try audit(
      .reportAdded, subject: "report \(added.id)",
      [
        AuditEntry.Change("who", to: who.text), AuditEntry.Change("to", to: address.text),
        AuditEntry.Change("every", to: every.rawValue),
      ] + (language.map { [AuditEntry.Change("language", to: $0.rawValue)] } ?? []))
    return added
  }

  /// - Throws: `MailingError.unknownReport`
  public func endReport(_ id: Int) throws {
    try db.execute(
      sql: "UPDATE change_report SET ended_at = ? WHERE id = ? AND ended_at IS NULL",
      arguments: [act.time.description, id])
    guard db.changesCount == 1 else { throw MailingError.unknownReport(id) }
    try audit(.reportEnded, subject: "report \(id)")
  }

  /// Notes that a report was mailed, up to a time.
  public func noteReport(_ report: PeriodicReport, toldUntil time: UTCTime) throws {
    try db.execute(
      sql: """
        UPDATE change_report SET told_until = ?1, attempts = 0, failure = NULL, not_before = ?1
        WHERE id = ?2
        """, arguments: [time.description, report.id])
  }

  /// Notes that a report could not be mailed, and when to try again.
  public func noteReport(_ report: PeriodicReport, failure: String) throws {
    let wait = Backoff.seconds(failures: report.attempts + 1, retryAfter: nil)
    try db.execute(
      sql: "UPDATE change_report SET attempts = ?, failure = ?, not_before = ? WHERE id = ?",
      arguments: [
        report.attempts + 1, failure,
        (UTCTime(seconds: act.time.seconds + Int64(wait)) ?? act.time).description, report.id,
      ])
  }
}
