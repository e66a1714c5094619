import EndpointModel
import InventoryModel
import InventoryStorage
import TestSupport
import Testing

@testable import GatebookService

/// Mails that come back.
@Suite struct BounceTests {
  private static func report(_ action: String, of message: String = "none") -> String {
    """
    From: MAILER-DAEMON@mx.example
    Message-ID: <20260105@mx.example>
    Content-Type: multipart/report; report-type=delivery-status; boundary="b"

    --b
    Content-Type: text/plain

    I am sorry to have to tell: nothing.

    --b
    Content-Type: message/delivery-status

    Reporting-MTA: dns; mx.example

    Final-Recipient: rfc822; noc@example.com
    Action: \(action)
    Status: 5.1.1
    Diagnostic-Code: smtp; 550 5.1.1 no such
      user

    --b
    Content-Type: text/rfc822-headers

    From: gatebook@example.com
    Message-ID: <\(message)@example.com>

    --b--
    """
  }

  @Test func aReportNamesWhoAndWhy() throws {
    let failed = try BounceReport(Self.report("failed", of: "abc").utf8, named: "x")
    #expect(failed.message == "abc")
    #expect(failed.failed.map(\.address.text) == ["noc@example.com"])
    #expect(failed.failed.map(\.reason.text) == ["5.1.1 550 5.1.1 no such user"])
    // A mail that is late may still arrive.
    #expect(try BounceReport(Self.report("delayed").utf8, named: "x").failed.isEmpty)
    #expect(throws: BounceError.self) {
      try BounceReport("Subject: hello\n\nI am away.\n".utf8, named: "x")
    }
  }

  @Test func whatCameBackWasNotDelivered() throws {
    let told = try NoticeInventory()
    try told.commit(["192.0.2.1"], at: "2026-01-01T00:00:00Z")
    try told.subscribe("mail:noc@example.com", at: "2026-01-02T00:00:00Z")
    for (day, addresses) in [(3, ["192.0.2.2"]), (4, ["192.0.2.2", "192.0.2.3"])] {
      try told.commit(["192.0.2.1"] + addresses, at: "2026-01-0\(day)T00:00:00Z")
      try told.send(at: "2026-01-0\(day)T01:00:00Z")
    }
    let first = try told.inventory.read { try $0.notice(1) }
    let message = try #require(first.delivery.message)
    #expect(told.relay.received[0].text.contains("Message-ID: <\(message)@example.com>"))
    let report = try BounceReport(Self.report("failed", of: message).utf8, named: "x")
    func note() throws -> [Int] {
      try told.inventory.write(told.act("2026-01-05T00:00:00Z")) {
        try $0.noteBounce(
          of: report.failed[0].address, message: report.message, reason: report.failed[0].reason)
      }.map(\.id)
    }
    #expect(try note() == [1])
    #expect(try note() == [])
    #expect(try told.notices() == ["change 2 given up", "change 3 delivered"])
    let status = try told.inventory.read {
      try Status(of: $0, at: UTCTime("2026-01-05T00:00:00Z")!, in: .utc)
    }
    #expect(
      status.undelivered.map(\.delivery.failure)
        == ["the mail came back: 5.1.1 550 5.1.1 no such user"])
    #expect(throws: MailingError.noMail(to: "x@example.com")) {
      try told.inventory.write(told.act("2026-01-05T00:00:00Z")) {
        try $0.noteBounce(
          of: MailAddress("x@example.com")!, message: nil, reason: GivenText("gone")!)
      }
    }
  }
}
