import ChangeReporting
import EndpointModel
import InventoryModel
import InventoryStorage
import NoticeDelivery

/// Mails that tell, each day or week, what changed over all deployments and what is due.
public struct PeriodicReports {
  private let inventory: InventoryReader
  private let zone: TimeZoneRules
  /// For who has no language of their own.
  private let language: NoticeLanguage
  private let remedies: ReportRemedy.Words

  /// - Parameters:
  ///   - zone: in which days and times are told.
  ///   - language: for who has none of their own.
  ///   - remedies: tells how to see all of what a mail shows a part of.
  public init(
    _ inventory: InventoryReader, in zone: TimeZoneRules, language: NoticeLanguage = .english,
    remedies: @escaping ReportRemedy.Words
  ) {
    self.inventory = inventory
    self.zone = zone
    self.language = language
    self.remedies = remedies
  }

  /// What came of one report.
  public struct Outcome: Sendable {
    public let report: PeriodicReport
    /// Nil if it was mailed.
    public let failure: String?
  }

  /// Days whose deadlines are told.
  private static let daysAhead = 30

  /// The title of its mail.
  public func subject(of report: PeriodicReport) -> String {
    NoticePhrases(report.language ?? language)(.reportTitle, "\(zone.day(of: report.toldUntil))")
  }

  /// What a report says.
  ///
  /// - Throws: `InventoryError`
  public func text(of report: PeriodicReport, at now: UTCTime) throws -> String {
    let language = report.language ?? language
    let phrase = NoticePhrases(language)
    let style = TextStyle(isColoured: false, width: 76, zone: zone)
    let changes = try ChangesReport(inventory, .everything, since: report.toldUntil, now: now)
    let deadlines = Deadlines(inventory, in: zone)
    let last = zone.day(of: now).adding(days: Self.daysAhead)
    let due = try deadlines.coming(after: now).filter { $0.day <= last }
    let overdue = try deadlines.overdue(at: now)
    var out = changes.text(
      style, isSummary: false, most: 12,
      more: remedies(.listChanges(since: report.toldUntil)), in: language)
    for (title, lines) in [
      (phrase(.overdueHeading), overdue.map { "\($0.date)  \($0.words(in: language))" }),
      (
        phrase(.dueHeading, "\(Self.daysAhead)", zone.name),
        due.map { "\($0.date)  \($0.words(in: language))" }
      ),
    ] where !lines.isEmpty {
      out += "\n\(title)\n" + lines.map { "  \($0.withVisibleControls)\n" }.joined()
    }
    return out
  }
}

extension NoticeRun {
  /// Mails the periodic reports that are due. One that fails is tried again by a later run, and
  /// then tells of all since the last one that was delivered.
  ///
  /// - Parameter tell: called with each as soon as it is done.
  /// - Throws: `InventoryError`
  public func sendReports(
    of inventory: Inventory, tell: (PeriodicReports.Outcome) -> Void
  ) throws -> [PeriodicReports.Outcome] {
    let due = try inventory.read { try $0.periodicReports() }.filter { report in
      report.notBefore <= now()
        && settings.times.next(report.every, after: report.toldUntil) <= now()
    }
    return try due.map { report in
      let time = now()
      let (subject, text) = try inventory.read {
        let reports = PeriodicReports(
          $0, in: settings.times.zone, language: settings.language, remedies: remedies)
        return (reports.subject(of: report), try reports.text(of: report, at: time))
      }
      var failure: String?
      do throws(DeliveryError) {
        try channel.mail(
          text, subject: subject, to: report.address,
          id: NoticeID(of: ["report", "\(report.id)", "\(report.toldUntil)"]), at: time)
      } catch {
        failure = "\(error)"
      }
      try write(on: inventory) { writer in
        if let failure {
          try writer.noteReport(report, failure: failure)
        } else {
          try writer.noteReport(report, toldUntil: time)
        }
      }
      let outcome = PeriodicReports.Outcome(report: report, failure: failure)
      tell(outcome)
      return outcome
    }
  }
}
