import EndpointModel
import InventoryModel
import TestSupport
import Testing

@testable import GatebookWeb

/// Days that are typed into pages, and times that these tell, where the settings name a time zone.
@Suite struct TimeZonePageTests {
  private let test: TestInventory
  private let token: String

  /// The clock is at 07:00 of 1 March in Toronto.
  init() throws {
    test = try TestInventory(
      zone: TimeZoneRules("America/Toronto", file: ZoneFile.toronto))
    token = try test.token(.administer, name: "anna")
  }

  private func page(_ target: String) -> String { test.get(target, token: token).text }

  @Test func pagesTellTheTimesOfTheZone() throws {
    // It was recorded on New Year's Day by UTC.
    let text = page("/deployments/vendor/cloud")
    #expect(
      text.contains("<time datetime=\"2026-01-01T00:00:00Z\">2025-12-31 19:00 -05:00</time>"))
    #expect(!text.contains(" UTC<"))
    #expect(page("/today").contains(">2026-03-01 07:00 -05:00</time>"))
    #expect(page("/changes").contains("Changes since 2026-02-22<"))
    #expect(page("/changes").contains("value=\"2026-02-22\""))
    #expect(page("/audit").contains(" -05:00</time>"))
    #expect(page("/customers/north").contains("From which day on (America/Toronto)"))
    // What programs get is in UTC.
    #expect(
      page("/api/v1/deployments/vendor/cloud/log").contains(
        "\"recordedAt\": \"2026-01-01T00:00:00Z\""))
  }

  @Test func aTypedDayIsThatOfTheZone() throws {
    func post(_ target: String, _ fields: [(String, String)]) throws -> WebResponse {
      let seen = try test.inventory.read { try $0.lastAuditID() }
      return test.post(
        target, [("deployment", "vendor/cloud")] + fields + [("seen", "\(seen)")], token: token)
    }
    #expect(
      try post("/customers/north/ports", [("data", "4201-4264"), ("from", "2026-03-08")]).status
        == 303)
    #expect(
      try post("/customers/north/ports/end", [("when", "day"), ("until", "2026-03-08")]).status
        == 303)
    let held = try test.inventory.read { try $0.assignments(of: TestInventory.north) }
      .last { !$0.period.isEmpty && $0.ports.low == 4201 }
    // The clocks go forward on that day.
    #expect(held?.period.from.description == "2026-03-08T05:00:00Z")
    #expect(held?.period.until?.description == "2026-03-09T04:00:00Z")
    #expect(page("/customers/north").contains("from 2026-03-08 until 2026-03-08"))
    let twice = try post(
      "/customers/north/ports", [("data", "4401-4464"), ("from", "2026-11-01T01:30")])
    #expect(twice.status == 400 && twice.text.contains("the clocks show it twice"))
  }

  /// The one revision that there is was recorded on 31 December in Toronto.
  @Test func aDayNamesARevision() {
    let target = "/deployments/vendor/cloud/compare?old=1&new="
    #expect(test.get(target + "2025-12-31", token: token).status == 200)
    #expect(test.get(target + "2025-12-30", token: token).status == 404)
    #expect(
      test.get("/api/v1/audit?since=2026-02-30", token: token).text.contains("no such day"))
  }
}
