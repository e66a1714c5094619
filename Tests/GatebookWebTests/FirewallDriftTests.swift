import EndpointModel
import GatebookService
import InventoryModel
import InventoryStorage
import Testing

@testable import GatebookWeb

/// What firewalls have of their own, and what of a change they do not have yet.
@Suite struct FirewallDriftTests {
  private let test: TestInventory
  private let token: String
  private static let page = "/firewalls/edge/check"
  private static let order = "/api/v1" + page

  init() throws {
    test = try TestInventory()
    token = try test.token(.approve, name: "anna")
  }

  private func seen() throws -> String { "\(try test.inventory.read { try $0.lastAuditID() })" }

  /// Of the list of tcp 25: one address is missing, and one is somebody's own.
  private static let listing = "2001:db8::25/128\n203.0.113.250/32\n"

  @Test func whatADeviceHasIsCompared() throws {
    let form = test.get(Self.page, token: token)
    #expect(form.status == 200 && form.text.contains("out-tcp-25"), "\(form.text)")
    let before = try seen()
    let fields = [("configuration", Self.listing), ("list", "out-tcp-25")]
    let page = test.post(Self.page, fields + [("seen", "0")], token: token)
    #expect(page.status == 200, "\(page.text)")
    for word in [
      "Lacks: 1 entry", "198.51.100.7", "Unasked: no document ever asked for it: 1 entry",
      "203.0.113.250", "Outdated: no document asks for it now: 0 entries",
    ] {
      #expect(page.text.contains(word), "\(word) in \(page.text)")
    }
    let json = test.post(Self.order, fields, token: token)
    #expect(json.status == 200 && json.text.contains("\"address\": \"203.0.113.250\""))
    // Nothing is kept of it.
    #expect(try seen() == before)
    let right = test.post(
      Self.order,
      [("configuration", "198.51.100.7\n2001:db8::25\n"), ("list", "out-tcp-25")], token: token)
    #expect(right.text.contains("\"unasked\": []") && right.text.contains("\"opened\": []"))
    for (fields, status) in [
      ([("configuration", Self.listing)], 404), ([("configuration", "")], 400),
      ([("configuration", Self.listing), ("list", "out-tcp-9")], 404), ([], 400),
    ] {
      #expect(test.post(Self.order, fields, token: token).status == status, "\(fields)")
    }
    #expect(test.get("/firewalls/none/check", token: token).status == 404)
    #expect(test.get("/firewalls/edge", token: token).text.contains("href=\"\(Self.page)\""))
  }

  @Test func whatIsNotAppliedYetIsTold() throws {
    try test.inventory.write(TestInventory.act) { writer in
      let firewall = RegisteredFirewall(
        name: FirewallName("core")!, target: "nftables",
        allowances: [FirewallAllowance(TestInventory.cloud)])
      try writer.addFirewall(firewall)
    }
    func standing(_ revision: Int) -> String {
      test.get("/deployments/vendor/cloud/revisions/\(revision)", token: token).text
    }
    #expect(standing(1).contains("nothing is noted"))
    #expect(
      test.get("/firewalls/core", token: token).text.contains("vendor/cloud, revision 1</a>"))
    try test.inventory.write(TestInventory.act) { writer in
      let current = try FirewallPolicies(writer, in: .utc).current(
        writer.firewall(FirewallName("core")!), applied: nil, at: TestInventory.act.time)
      let written = try writer.keep(current.policy, of: FirewallName("core")!, isAdopted: false)
      try writer.noteApplied(written.number, to: FirewallName("core")!, list: nil)
    }
    #expect(!test.get("/firewalls/core", token: token).text.contains("Not applied yet"))
    #expect(standing(1).contains("<td>yes</td>"))
    try test.commit(
      [TestInventory.endpoint("Web", "192.0.2.0/25", "443")], at: "2026-02-24T00:00:00Z")
    #expect(standing(2).contains("not yet, it has revision 1"))
    let page = test.get("/firewalls/core", token: token).text
    #expect(page.contains("Not applied yet") && page.contains("vendor/cloud, revision 2</a>"))
    let plan = test.get("/api/v1/firewalls/core/plan", token: token).text
    #expect(plan.contains("\"noted\": 1,\n      \"revisions\": [\n        2\n"), "\(plan)")
    // A firewall that polls has what is current by itself.
    #expect(standing(2).contains("it gets its lists by itself"))
    // What waits cannot be applied.
    try test.commit(
      [TestInventory.endpoint("Web", "192.0.2.9", "443")], at: "2026-02-25T00:00:00Z",
      isHeld: true)
    #expect(!standing(3).contains("Has it"))
  }
}
