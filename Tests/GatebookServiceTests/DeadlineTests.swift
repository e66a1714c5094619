import EndpointModel
import InventoryModel
import InventoryStorage
import TestSupport
import Testing

@testable import GatebookService

/// The days by which something has to be done.
@Suite struct DeadlineTests {
  private let folder: TemporaryFolder
  private let inventory: Inventory
  private let deployment = DeploymentName("vendor/cloud")!
  private let act = Act(by: Author(user: GivenText("desk")!), at: UTCTime("2026-01-01T00:00:00Z")!)

  init() throws {
    folder = try TemporaryFolder()
    inventory = try Inventory.openForWriting(at: folder.file("gatebook.sqlite"))
  }

  private func commit(
    _ address: String, at time: String, actBy: String?, effective: String? = nil,
    switchOff: String? = nil, isHeld: Bool = false
  ) throws {
    try inventory.write(act) { writer in
      let base = try writer.latestRevision(of: deployment)
      var document = DocumentDescription(
        source: "document", format: "text", encoding: "utf-8", byteCount: 3,
        sha256: String(repeating: "ab", count: 32))
      document.actBy = actBy.flatMap { PartialDate($0) }
      document.effectiveOn = effective.flatMap { PartialDate($0) }
      document.switchOffOn = switchOff.flatMap { PartialDate($0) }
      _ = try writer.commit(
        NewRevision(
          deployment: deployment, basedOn: base?.number,
          comparison: Comparison(
            from: base.map { try writer.snapshot(of: $0) } ?? Snapshot([]),
            to: Snapshot([Endpoint(address: EndpointAddress(address), transport: .tcp)])),
          document: document, fetchedAt: UTCTime(time)!, recordedAt: UTCTime(time)!,
          holdReasons: isHeld ? [HoldReason(.addressesGone, "many")] : []))
    }
  }

  private func coming(
    after time: String, in zone: TimeZoneRules = .utc
  ) throws -> [Deadline] {
    try inventory.read { try Deadlines($0, in: zone).coming(after: UTCTime(time)!) }
  }

  @Test func eachStatedDayIsListedOnceWithItsRevisions() throws {
    try commit("192.0.2.1", at: "2026-01-01T00:00:00Z", actBy: "2026-03-01")
    try commit("192.0.2.2", at: "2026-01-02T00:00:00Z", actBy: "2026-03-01")
    try commit("192.0.2.3", at: "2026-01-03T00:00:00Z", actBy: "2026-02", isHeld: true)
    let found = try coming(after: "2026-02-10T00:00:00Z")
    #expect(found.map(\.date.description) == ["2026-02", "2026-03-01"])
    // Of a month, the first day may be meant.
    #expect(found.map(\.day.description) == ["2026-02-01", "2026-03-01"])
    #expect(found[0].inWords.contains("revision 3 (held)"))
    #expect(found[1].inWords.contains("revision 1, 2 made by this day"))
    // Until its end, a day is none of the past.
    #expect(try coming(after: "2026-03-01T23:59:59Z").count == 1)
    #expect(try coming(after: "2026-03-02T00:00:00Z").isEmpty)
  }

  @Test func daysOfForceAndOfSwitchingOffAreDeadlines() throws {
    try commit(
      "192.0.2.1", at: "2026-01-01T00:00:00Z", actBy: "2026-02-20", effective: "2026-03-01",
      switchOff: "2026-03-31")
    let found = try coming(after: "2026-02-10T00:00:00Z")
    #expect(
      found.map { "\($0.date) \($0.inWords)" } == [
        "2026-02-20 vendor/cloud: its document wants the changes of revision 1 made by this day",
        "2026-03-01 vendor/cloud: by its document, revision 1 is in force from this day on",
        "2026-03-31 vendor/cloud: by its document of revision 1, what it no longer lists is "
          + "switched off on this day",
      ])
    #expect(found.map { $0.json.text.contains("\"kind\": \"document\"") } == [true, true, true])
    #expect(
      Set(DeadlineCalendar(found, at: act.time).text.matches(of: /UID:.*/).map(\.output)).count == 3
    )
  }

  /// The page was wrong, and a person brought the earlier table back: nothing of it is due.
  @Test func whatAPersonTookBackIsNoDeadline() throws {
    try commit("192.0.2.1", at: "2026-01-01T00:00:00Z", actBy: "2026-02-20")
    try commit("192.0.2.2", at: "2026-01-02T00:00:00Z", actBy: "2026-03-01")
    _ = try inventory.write(act) { try Settlement($0).revert(deployment, to: 1) }
    let found = try coming(after: "2026-02-10T00:00:00Z")
    #expect(
      found.map(\.inWords) == [
        "vendor/cloud: its document wants the changes of revision 1 made by this day"
      ])
  }

  @Test func portsThatBeginAndEndAreDeadlines() throws {
    try commit("192.0.2.1", at: "2026-01-01T00:00:00Z", actBy: nil)
    let customer = CustomerName("north")!
    try inventory.write(act) { writer in
      try writer.add(
        Customer(name: customer, displayName: GivenText("North")!), using: [deployment],
        from: act.time)
      _ = try writer.assign([
        NewAssignment(
          customer: customer, deployment: deployment, role: .data, ports: PortRange(4201, 4264)!,
          from: act.time)
      ])
      _ = try writer.assign([
        NewAssignment(
          customer: customer, deployment: deployment, role: .data, ports: PortRange(5001, 5064)!,
          from: UTCTime("2026-04-01T00:00:00Z")!)
      ])
    }
    let found = try coming(after: "2026-02-01T00:00:00Z")
    #expect(
      found.map(\.inWords) == [
        "north on vendor/cloud: udp 5001-5064 (data) begin",
        "north on vendor/cloud: udp 4201-4264 (data) end",
      ])
    #expect(try coming(after: "2026-04-01T00:00:00Z").isEmpty)
    // In Toronto, it is still the evening before.
    let toronto = try TimeZoneRules("America/Toronto", file: ZoneFile.toronto)
    #expect(
      try coming(after: "2026-02-01T00:00:00Z", in: toronto).map(\.date.description)
        == ["2026-03-31", "2026-03-31"])
  }

  /// A document's day is over when it is over for who has to act.
  @Test func aDayIsThatOfTheZone() throws {
    try commit("192.0.2.1", at: "2026-01-01T00:00:00Z", actBy: "2026-03-01")
    let toronto = try TimeZoneRules("America/Toronto", file: ZoneFile.toronto)
    let berlin = try TimeZoneRules("Europe/Berlin", file: ZoneFile.berlin)
    #expect(try coming(after: "2026-03-02T04:59:59Z", in: toronto).count == 1)
    #expect(try coming(after: "2026-03-02T05:00:00Z", in: toronto).isEmpty)
    #expect(try coming(after: "2026-03-01T22:59:59Z", in: berlin).count == 1)
    #expect(try coming(after: "2026-03-01T23:00:00Z", in: berlin).isEmpty)
  }
}
