import EndpointModel
import InventoryModel
import InventoryStorage
import TestSupport
import Testing

@testable import GatebookService

/// Mails of what changed since the last one.
@Suite struct PeriodicReportTests {
  private let told: NoticeInventory

  init() throws {
    told = try NoticeInventory()
    try told.commit(["192.0.2.1"], at: "2026-01-01T00:00:00Z")
    // A Wednesday.
    _ = try told.inventory.write(told.act("2026-01-07T09:00:00Z")) {
      try $0.addReport(
        to: GivenText("NOC")!, MailAddress("noc@example.com")!, every: .week)
    }
  }

  /// Whether a report was tried, and whether that failed.
  private func send(at time: String) throws -> [String?] {
    try told.run(at: UTCTime(time)!).sendReports(of: told.inventory) { _ in }.map(\.failure)
  }

  @Test func aWeekIsToldOnMondayMorning() throws {
    try told.commit(
      ["192.0.2.1", "192.0.2.2"], at: "2026-01-08T00:00:00Z", actBy: "2026-01-20")
    #expect(try send(at: "2026-01-12T05:59:59Z") == [])
    #expect(try send(at: "2026-01-12T06:00:00Z") == [nil])
    #expect(try send(at: "2026-01-12T06:00:01Z") == [])
    let text = try #require(told.relay.received.first?.text)
    #expect(told.mails() == ["noc@example.com: Firewall endpoints: what changed since 2026-01-07"])
    #expect(text.contains("1 deployment changed") && text.contains("+ 192.0.2.2"))
    #expect(text.contains("Due within 30 days") && text.contains("2026-01-20"))
    // The next one begins where this one ended.
    #expect(try send(at: "2026-01-19T06:00:00Z") == [nil])
    let next = try #require(told.relay.received.last?.text)
    #expect(next.contains("Nothing has changed since 2026-01-12"))
  }

  /// One that could not be sent is a matter for a person; the next one tells of both weeks.
  @Test func nothingIsLostIfOneFails() throws {
    try told.commit(["192.0.2.1", "192.0.2.2"], at: "2026-01-08T00:00:00Z")
    told.relay.answer(.refuse("450 later"))
    #expect(try send(at: "2026-01-12T06:00:00Z").compactMap { $0 }.count == 1)
    #expect(try send(at: "2026-01-12T06:00:30Z") == [])
    let status = try told.inventory.read {
      try Status(of: $0, at: UTCTime("2026-01-12T06:00:30Z")!, in: .utc)
    }
    #expect(status.unsentReports.count == 1 && !status.isWell)
    #expect(NagiosCheck(status).text.contains("1 report not mailed"))
    told.relay.answer(.accept)
    #expect(try send(at: "2026-01-12T06:01:00Z") == [nil])
    #expect(told.relay.received.last?.text.contains("+ 192.0.2.2") ?? false)
  }

  /// All of a report is in its own language, else in that of the settings; names and errors stay.
  @Test func aReportHasTheLanguageOfItsReceiver() throws {
    _ = try told.inventory.write(told.act("2026-01-07T09:00:00Z")) {
      try $0.addReport(
        to: GivenText("Dienst")!, MailAddress("dienst@example.com")!, every: .week,
        language: .german)
    }
    try told.commit(
      ["192.0.2.1", "192.0.2.2", "192.0.2.3"], at: "2026-01-08T00:00:00Z", actBy: "2026-01-20")
    let now = UTCTime("2026-01-12T06:00:00Z")!
    let (subjects, texts) = try told.inventory.read { reader in
      let reports = PeriodicReports(
        reader, in: .utc, language: .french, remedies: { _ in "`all`" })
      let all = try reader.periodicReports()
      return (all.map(reports.subject), try all.map { try reports.text(of: $0, at: now) })
    }
    #expect(
      subjects == [
        "Destinations des pare-feu : changements depuis le 2026-01-07",
        "Firewall-Endpunkte: Änderungen seit 2026-01-07",
      ])
    let words = [
      [
        "1 service changé", "Ouvre\n", "tcp 443 sortant\n", "en cours depuis",
        "À faire dans les 30 jours, selon le calendrier de UTC\n",
        "le document veut que les changements de la révision 2 soient faits pour ce jour",
      ],
      [
        "1 Dienst geändert", "Öffnet\n", "tcp 443 ausgehend\n", "gültig seit",
        "Fällig innerhalb von 30 Tagen, nach dem Kalender von UTC\n",
        "Das Dokument will die Änderungen von Revision 2 bis zu diesem Tag",
      ],
    ]
    for (text, words) in zip(texts, words) {
      for word in words { #expect(text.contains(word), "\(word) in \(text)") }
      for word in ["Opens", "Closes", "changed", "Due", "current since", "wants", "outbound"] {
        #expect(!text.contains(word), "\(word) in \(text)")
      }
    }
    let sent = try told.run(at: now, language: .french).sendReports(of: told.inventory) { _ in }
    #expect(sent.map(\.failure) == [nil, nil])
    let mails = told.relay.received.map(\.text)
    #expect(mails.count == 2 && mails[0].contains("1 service chang=C3=A9"))
    #expect(mails[1].contains("1 Dienst ge=C3=A4ndert"))
  }
}
