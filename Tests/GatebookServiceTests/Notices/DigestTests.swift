import EndpointModel
import InventoryModel
import InventoryStorage
import TestSupport
import Testing

@testable import GatebookService

/// Several notices in one mail.
@Suite struct DigestTests {
  private let told: NoticeInventory

  init() throws {
    told = try NoticeInventory()
    try told.commit(["192.0.2.1"], at: "2026-01-01T00:00:00Z")
    try told.commit(["192.0.2.1"], to: told.voice, at: "2026-01-01T00:00:00Z")
  }

  private func changeBoth() throws {
    try told.commit(["192.0.2.1", "192.0.2.2"], at: "2026-01-05T10:00:00Z")
    try told.commit(["192.0.2.3", "192.0.2.1"], to: told.voice, at: "2026-01-05T11:00:00Z")
  }

  @Test func aDaysNoticesOfSeveralDeploymentsGoInOneMailTheNextMorning() throws {
    for deployment in [told.cloud, told.voice] {
      try told.subscribe(
        "mail:noc@example.com", to: deployment, digest: .day, at: "2026-01-02T00:00:00Z")
    }
    try changeBoth()
    #expect(try told.send(at: "2026-01-06T05:59:59Z").isEmpty)
    #expect(told.relay.received.isEmpty)
    #expect(try told.send(at: "2026-01-06T06:00:00Z").count == 2)
    #expect(
      told.mails() == ["noc@example.com: Firewall changes: 2 notices of 2 deployments"])
    let text = try #require(told.relay.received.first?.text)
    #expect(text.contains("vendor/cloud, revision 2: 1 to open"))
    #expect(text.contains("vendor/voice, revision 2: 1 to open"))
    #expect(try told.notices() == ["change 2 delivered", "change 2 delivered"])
  }

  /// What was tried is tried again as it was, under the same identifier; what came since goes after
  /// it.
  @Test func aMailThatFailedIsTriedAgainAsItWas() throws {
    for deployment in [told.cloud, told.voice] {
      try told.subscribe(
        "mail:noc@example.com", to: deployment, digest: .run, at: "2026-01-02T00:00:00Z")
    }
    try changeBoth()
    told.relay.answer(.vanish)
    #expect(try told.send(at: "2026-01-05T12:00:00Z").map(\.delivery.state) == [.due, .due])
    try told.commit(["192.0.2.1", "192.0.2.2", "192.0.2.4"], at: "2026-01-05T12:00:10Z")
    told.relay.answer(.accept)
    // Nothing overtakes it.
    #expect(try told.send(at: "2026-01-05T12:00:20Z").isEmpty)
    #expect(try told.send(at: "2026-01-05T12:01:00Z").count == 3)
    let ids = told.relay.received.map { mail in
      mail.text.split(separator: "\r\n").first { $0.hasPrefix("Message-ID:") }
    }
    #expect(ids.count == 3 && ids[0] == ids[1] && ids[1] != ids[2])
  }

  @Test func oneMailForEachNoticeWithoutADigest() throws {
    try told.subscribe("mail:noc@example.com", at: "2026-01-02T00:00:00Z")
    try changeBoth()
    try told.commit(["192.0.2.4", "192.0.2.1"], at: "2026-01-05T12:00:00Z")
    #expect(try told.send(at: "2026-01-05T12:00:00Z").count == 2)
    #expect(told.relay.received.count == 2)
  }

  @Test func aCustomerIsWrittenToInItsLanguage() throws {
    try told.add(
      "nord", "netz@nord.example", using: [told.cloud], at: "2026-01-02T00:00:00Z",
      language: .german)
    try told.subscribe(
      "mail:netz@nord.example", customer: "nord", at: "2026-01-02T00:00:00Z")
    try told.commit(["192.0.2.1", "192.0.2.2"], at: "2026-01-05T10:00:00Z", actBy: "2026-03-01")
    #expect(try told.send(at: "2026-01-05T12:00:00Z").count == 1)
    let text = try #require(told.relay.received.first?.text)
    // `=C3=B6` is ö, as mails write it.
    #expect(text.contains("Firewalls m=C3=BCssen folgen: 1 zu =C3=B6ffnen."))
    #expect(text.contains("=C3=96ffnen Sie vor 1. M=C3=A4rz 2026"))
    #expect(text.contains("tcp 443 ausgehend"))
    #expect(!text.contains("Open these") && !text.contains("outbound"))
  }

  /// What a dry run shows is what would be sent, and nothing is changed by it.
  @Test func thePreviewIsOfWholeMails() throws {
    for deployment in [told.cloud, told.voice] {
      try told.subscribe(
        "mail:noc@example.com", to: deployment, digest: .week, at: "2026-01-02T00:00:00Z")
    }
    try changeBoth()
    let now = UTCTime("2026-01-05T12:00:00Z")!
    let settings = NoticeRun.Settings(times: DigestTimes(zone: .utc))
    let messages = try told.inventory.read {
      try NoticePreview(settings, at: now, remedies: { "\($0)" }).messages(of: $0)
    }
    #expect(messages.map(\.notices.count) == [2])
    // 2026-01-12 is a Monday.
    #expect(messages.first?.goesAt == UTCTime("2026-01-12T06:00:00Z"))
    #expect(try told.notices() == ["change 2 due", "change 2 due"])
    #expect(try told.inventory.read { try $0.notices() }.allSatisfy { $0.delivery.attempts == 0 })
  }
}
