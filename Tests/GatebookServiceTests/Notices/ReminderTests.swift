import EndpointModel
import InventoryModel
import InventoryStorage
import TestSupport
import Testing

@testable import GatebookService

/// Reminders 14, 3 and 0 days before a day by which something has to be done.
@Suite struct ReminderTests {
  private let told: NoticeInventory
  private let north = CustomerName("north")!

  init() throws {
    told = try NoticeInventory()
    try told.commit(["192.0.2.1"], at: "2026-01-01T00:00:00Z")
    try told.add("north", using: [told.cloud], at: "2026-01-01T00:00:00Z")
  }

  /// The kinds and days left of what is sent each day at noon.
  private func sent(_ days: ClosedRange<Int>, month: String = "03") throws -> [String] {
    try days.flatMap { day -> [String] in
      let text = "2026-\(month)-\(day < 10 ? "0" : "")\(day)"
      return try told.send(at: text + "T12:00:00Z").map { outcome in
        let left = outcome.notice.subject.daysLeft.map { " \($0)" } ?? ""
        return "\(day): \(outcome.notice.subject.kind.rawValue)\(left)"
      }
    }
  }

  @Test func aStatedDayIsRemindedOfThrice() throws {
    try told.subscribe("mail:noc@example.com", at: "2026-01-02T00:00:00Z")
    try told.commit(
      ["192.0.2.1", "192.0.2.2"], at: "2026-02-01T00:00:00Z", actBy: "2026-03-20")
    #expect(
      try sent(1...31) == ["1: change", "6: reminder 14", "17: reminder 3", "20: reminder 0"])
    let last = try #require(told.mails().last)
    #expect(
      last == "noc@example.com: Reminder, 20 March 2026: vendor/cloud, revision 2: 1 to open")
  }

  /// Of several days, everybody is reminded of the first: by then it has to be done. A notice says
  /// until when what is gone has to be allowed.
  @Test func ofSeveralDaysTheFirstIsRemindedOf() throws {
    try told.subscribe("mail:noc@example.com", at: "2026-01-02T00:00:00Z")
    try told.commit(
      ["192.0.2.2"], at: "2026-02-01T00:00:00Z", actBy: "2026-03-20", switchOff: "2026-03-28")
    #expect(
      try sent(1...31) == ["1: change", "6: reminder 14", "17: reminder 3", "20: reminder 0"])
    let text = try #require(told.relay.received.first).text
    #expect(text.contains("Open these before 20 March 2026"), "\(text)")
    #expect(text.contains("Close these after 28 March 2026"), "\(text)")
    #expect(text.contains("act before 20 March 2026; what is no longer listed"), "\(text)")
  }

  /// What was told for the first time ten days before is not repeated at once; a run that comes late
  /// sends one reminder, not all that were missed.
  @Test func nothingIsToldTwiceInAStage() throws {
    try told.subscribe("mail:noc@example.com", at: "2026-01-02T00:00:00Z")
    try told.commit(
      ["192.0.2.1", "192.0.2.2"], at: "2026-03-10T00:00:00Z", actBy: "2026-03-20")
    #expect(try sent(10...16) == ["10: change"])
    #expect(try sent(19...19) == ["19: reminder 3"])
    #expect(try sent(21...31) == [])
  }

  @Test func whoIsNotConcernedIsNotReminded() throws {
    var terms = Subscription.Terms(
      who: GivenText("NOC")!, deployment: told.cloud, target: DeliveryTarget("mail:a@b.example")!)
    terms.only = .closed
    _ = try told.inventory.write(told.act("2026-01-02T00:00:00Z")) {
      try $0.subscribe(terms, secret: nil)
    }
    try told.commit(
      ["192.0.2.1", "192.0.2.2"], at: "2026-02-01T00:00:00Z", actBy: "2026-03-20")
    #expect(try sent(1...31) == [])
  }

  /// A customer is reminded of its own new ports.
  @Test func ownPortsThatBeginAreRemindedOf() throws {
    try told.subscribe(
      "mail:a@north.example", customer: "north", at: "2026-01-02T00:00:00Z")
    try told.inventory.write(told.act("2026-02-01T00:00:00Z")) { writer in
      _ = try writer.assign([
        NewAssignment(
          customer: north, deployment: told.cloud, role: .data, ports: PortRange(5001, 5009)!,
          from: UTCTime("2026-03-20T00:00:00Z")!)
      ])
    }
    // On the day itself, at noon, they hold already.
    #expect(try sent(1...31) == ["1: ports", "6: reminder 14", "17: reminder 3"])
    #expect(told.relay.received.last?.text.contains("5001-5009") ?? false)
  }

  @Test func ofWhatIsVoidNobodyIsReminded() throws {
    try told.subscribe("mail:noc@example.com", at: "2026-01-02T00:00:00Z")
    try told.commit(
      ["192.0.2.1", "192.0.2.2"], at: "2026-02-01T00:00:00Z", actBy: "2026-03-20")
    _ = try sent(1...1)
    _ = try told.inventory.write(told.act("2026-03-02T00:00:00Z")) {
      try Settlement($0).void(told.cloud, number: 2)
    }
    #expect(try sent(2...31) == ["2: void"])
  }
}
