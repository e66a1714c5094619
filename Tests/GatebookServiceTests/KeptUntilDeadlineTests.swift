import ChangeReporting
import EndpointModel
import InventoryModel
import InventoryStorage
import TestSupport
import Testing

@testable import GatebookService

/// Until when a firewall keeps what a document removed: until the document's day is over by the
/// calendar of the zone.
@Suite struct KeptUntilDeadlineTests {
  private let folder: TemporaryFolder
  private let inventory: Inventory
  private let deployment = DeploymentName("vendor/cloud")!
  private let name = FirewallName("edge")!
  private let toronto: TimeZoneRules
  private let berlin: TimeZoneRules

  init() throws {
    folder = try TemporaryFolder()
    inventory = try Inventory.openForWriting(at: folder.file("gatebook.sqlite"))
    toronto = try TimeZoneRules("America/Toronto", file: ZoneFile.toronto)
    berlin = try TimeZoneRules("Europe/Berlin", file: ZoneFile.berlin)
  }

  private func act(_ time: String) -> Act {
    Act(by: Author(user: GivenText("desk")!), at: UTCTime(time)!)
  }

  private func commit(_ hosts: [Int], at time: String, actBy: String?) throws {
    try inventory.write(act(time)) { writer in
      let base = try writer.latestRevision(of: deployment)
      var document = DocumentDescription(
        source: "document", format: "text", encoding: "utf-8", byteCount: 3,
        sha256: String(repeating: "ab", count: 32))
      document.actBy = actBy.flatMap { PartialDate($0) }
      _ = try writer.commit(
        NewRevision(
          deployment: deployment, basedOn: base?.number,
          comparison: Comparison(
            from: base.map { try writer.snapshot(of: $0) } ?? Snapshot([]),
            to: Snapshot(
              hosts.map {
                Endpoint(
                  address: EndpointAddress("192.0.2.\($0)"), ports: Ports("443"), transport: .tcp,
                  direction: .outbound)
              })),
          document: document, fetchedAt: UTCTime(time)!, recordedAt: UTCTime(time)!,
          holdReasons: []))
    }
  }

  /// What is kept at a time, and until when.
  private func kept(at time: String, in zone: TimeZoneRules) throws -> [String] {
    try inventory.read { reader in
      let plan = try FirewallPlans(reader, in: zone).plan(name, at: UTCTime(time)!)
      #expect(plan.access.closed.isEmpty == !plan.current.kept.isEmpty)
      #expect(plan.current.timeZone == zone.name)
      #expect(
        plan.text(TextStyle()).contains("is over in \(zone.name)") == !plan.current.kept.isEmpty)
      return plan.current.kept.map(\.until.description)
    }
  }

  @Test func theDayEndsWhenItEndsInTheZone() throws {
    try commit([1, 2], at: "2026-01-01T00:00:00Z", actBy: nil)
    try inventory.write(act("2026-01-02T00:00:00Z")) { writer in
      try writer.addFirewall(
        RegisteredFirewall(
          name: name, target: "nftables", allowances: [FirewallAllowance(deployment)],
          options: RegisteredFirewall.Options(keepsUntilDeadline: true)))
      let current = try FirewallPolicies(writer, in: .utc).current(
        writer.firewall(name), applied: nil, at: writer.act.time)
      let written = try writer.keep(current.policy, of: name, isAdopted: false)
      try writer.noteApplied(written.number, to: name, list: nil)
    }
    try commit([1], at: "2026-01-03T00:00:00Z", actBy: "2026-03-01")
    // In Berlin the day ends at 23:00 by UTC, in Toronto at 05:00 of the next one.
    for (time, zones) in [
      ("2026-03-01T22:59:59Z", [toronto, berlin, .utc]), ("2026-03-01T23:00:00Z", [toronto, .utc]),
      ("2026-03-02T04:59:59Z", [toronto]), ("2026-03-02T05:00:00Z", []),
    ] {
      for zone in [toronto, berlin, .utc] {
        let expected = zones.contains(zone) ? ["2026-03-01"] : []
        #expect(try kept(at: time, in: zone) == expected, "\(zone.name) at \(time)")
      }
    }
  }

  /// The day of a revision that was recorded on the evening of it is none of the past there.
  @Test func aDayIsPastByTheCalendarOfTheZone() throws {
    // 23:00 of 28 February in Toronto.
    let time = "2026-03-01T04:00:00Z"
    try commit([1], at: time, actBy: nil)
    let revision = try inventory.read { try #require(try $0.latestRevision(of: deployment)) }
    var document = revision.document
    document.effectiveOn = PartialDate("2026-02-28")
    let stated = Revision(
      deployment: deployment, number: 1, base: nil, recordedAt: UTCTime(time)!, endpointCount: 1,
      counts: revision.counts, document: document, fetchedAt: UTCTime(time)!,
      storedBy: revision.storedBy, state: .accepted, holdReasons: [])
    #expect(stated.openBefore(in: toronto) == PartialDate("2026-02-28"))
    #expect(stated.openBefore(in: .utc) == nil && stated.openBefore(in: berlin) == nil)
  }
}
