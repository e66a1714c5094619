import EndpointModel
import Foundation
import GatebookService
import InventoryModel
import InventoryStorage
import Testing

@testable import GatebookWeb

/// What is done over the API and the pages.
@Suite struct OrderTests {
  private let test: TestInventory
  private let token: String

  init() throws {
    test = try TestInventory()
    token = try test.token(.administer, name: "desk program")
    try test.commit(
      [TestInventory.endpoint("Web", "192.0.2.1", "443")], at: "2026-02-01T00:00:00Z",
      isHeld: true)
  }

  private func seen() throws -> String { "\(try test.inventory.read { try $0.lastAuditID() })" }

  private func current() throws -> Int? {
    try test.inventory.read { try $0.latestRevision(of: TestInventory.cloud)?.number }
  }

  private func lastEntry() throws -> AuditEntry? {
    try test.inventory.read { try $0.auditEntries().last }
  }

  private static let revision = "/api/v1/deployments/vendor/cloud/revisions/"

  @Test func aHeldRevisionIsApproved() throws {
    let answer = test.post(
      Self.revision + "2/approve", [("note", "the vendor confirmed it"), ("seen", try seen())],
      token: token)
    #expect(answer.status == 200, "\(answer.text)")
    #expect(answer.text.contains("\"outcome\": \"current\""))
    #expect(try current() == 2)
    let entry = try lastEntry()
    #expect(entry?.action == .revisionApproved)
    #expect(entry?.act.author.user.text == "token:desk program")
    #expect(entry?.act.note?.text == "the vendor confirmed it")
    // And back again.
    let back = test.post(Self.revision + "1/revert", [("seen", try seen())], token: token)
    #expect(back.status == 200, "\(back.text)")
    #expect(try current() == 3)
    let again = test.post(Self.revision + "1/revert", [("seen", try seen())], token: token)
    #expect(again.status == 409)
    #expect(again.text.contains("urn:gatebook:problem:cannot-decide"))
  }

  @Test func aHeldRevisionIsRejectedOnThePage() throws {
    let answer = test.post(
      "/deployments/vendor/cloud/revisions/2", [("decision", "reject"), ("seen", try seen())],
      token: token)
    #expect(answer.status == 303)
    let next = try #require(answer.header("location"))
    #expect(next == "/deployments/vendor/cloud/revisions/2?done=rejected")
    #expect(test.get(next, token: token).text.contains("Done: it is rejected."))
    #expect(try current() == 1)
  }

  /// Two look at the same revision; the second one decides without knowing of the first.
  @Test func aStaleFormIsRefusedWithWhatChanged() throws {
    let seen = try seen()
    try test.inventory.write(
      Act(
        by: Author(user: GivenText("bertha")!), at: TestInventory.time("2026-03-01T11:00:00Z"),
        note: GivenText("it is broken"))
    ) { _ = try Settlement($0).reject(TestInventory.cloud, number: 2) }
    let answer = test.post(Self.revision + "2/approve", [("seen", seen)], token: token)
    #expect(answer.status == 409)
    for word in ["problem:stale", "revision.rejected", "bertha", "it is broken"] {
      #expect(answer.text.contains(word), "\(word)")
    }
    #expect(try current() == 1)
    let page = test.post(
      "/deployments/vendor/cloud/revisions/2", [("decision", "approve"), ("seen", seen)],
      token: token)
    #expect(page.status == 409)
    #expect(page.header("content-type") == "text/html; charset=utf-8")
    #expect(page.text.contains("bertha"))
    // What was done to others is none of its business.
    let now = try self.seen()
    try test.inventory.write(TestInventory.act) {
      try $0.setPublicList(TestInventory.other, true)
    }
    #expect(
      test.post(Self.revision + "2/approve", [("seen", now)], token: token).status == 200)
  }

  @Test func aCustomerIsGivenPorts() throws {
    let target = "/api/v1/customers/north/ports"
    let fields = [("deployment", "vendor/cloud"), ("signaling", ""), ("data", "4201-4264")]
    let answer = test.post(
      target, fields + [("from", "2026-04-01"), ("seen", try seen())], token: token)
    #expect(answer.status == 200, "\(answer.text)")
    let assigned = try test.inventory.read { try $0.assignments(of: TestInventory.north) }
    #expect(assigned.map(\.ports.description) == ["4201-4264"])
    #expect(assigned.map(\.period.from) == [TestInventory.time("2026-04-01T00:00:00Z")])
    for (fields, status) in [
      (fields, 409), ([("deployment", "vendor/cloud")], 400),
      ([("deployment", "vendor/cloud"), ("data", "9-1")], 400),
      ([("deployment", "vendor/none"), ("data", "1-9")], 404),
    ] {
      let refused = test.post(target, fields + [("seen", try seen())], token: token)
      #expect(refused.status == status, "\(fields): \(refused.text)")
    }
    // A stale form changes nothing.
    #expect(
      test.post(
        target, [("deployment", "vendor/cloud"), ("data", "5-9"), ("seen", "0")], token: token
      )
      .status == 409)
    #expect(try test.inventory.read { try $0.assignments(of: TestInventory.north) }.count == 1)
  }

  @Test func severalRangesAreGivenAtOnce() throws {
    let target = "/api/v1/customers/north/ports"
    func post(_ data: String) throws -> Int {
      test.post(
        target,
        [
          ("deployment", "vendor/cloud"), ("data", data), ("from", "2026-04-01"),
          ("seen", try seen()),
        ],
        token: token
      ).status
    }
    func held() throws -> [String] {
      try test.inventory.read { try $0.assignments(of: TestInventory.north) }
        .filter { !$0.period.isEmpty }.map { "\($0.ports) \($0.period.until == nil)" }
    }
    #expect(try post("4201-4264, 4300") == 200)
    #expect(try held() == ["4201-4264 true", "4300 true"])
    #expect(try post("4300,4201-4264") == 409)
    #expect(try post("20,119") == 400)
    #expect(try post("4300") == 200)
    #expect(try held() == ["4300 true"])
  }

  /// Whoever sees one customer only may not take ports from all of a deployment.
  @Test func portsNeedTheDeploymentToo() throws {
    let own = try test.token(.desk, .only(deployments: [], customers: [TestInventory.north]))
    let fields = [("deployment", "vendor/cloud"), ("data", "1-9"), ("seen", try seen())]
    #expect(test.post("/api/v1/customers/north/ports", fields, token: own).status == 403)
    let both = try test.token(
      .desk, .only(deployments: [TestInventory.cloud], customers: [TestInventory.north]))
    #expect(test.post("/api/v1/customers/north/ports", fields, token: both).status == 200)
  }

  @Test func aSheetIsTakenWholeOrNotAtAll() throws {
    let sheet = "customer,name,deployment,data ports\nwest,West,vendor/cloud,4401-4464\n"
    func send(_ sheet: String, _ fields: [(String, String)] = []) -> WebResponse {
      test.post("/api/v1/sheet", [("sheet", sheet)] + fields, token: token)
    }
    func customers() throws -> Int { try test.inventory.read { try $0.customers() }.count }
    let tried = send(sheet, [("dry-run", "yes")])
    #expect(tried.status == 200, "\(tried.text)")
    #expect(tried.text.contains("\"stored\": false"))
    #expect(try customers() == 2)
    let broken = send(sheet + "east,East,vendor/cloud,nine\n")
    #expect(broken.status == 400)
    #expect(broken.text.contains("sheet:3"), "\(broken.text)")
    #expect(try customers() == 2)
    #expect(send(sheet).text.contains("\"stored\": true"))
    #expect(try customers() == 3)
    let page = test.post("/sheet", [("sheet", sheet), ("dry-run", "yes")], token: token)
    #expect(page.status == 200)
    #expect(page.text.contains("Nothing changes"))
  }

  @Test func aFirewallIsNotedAsApplied() throws {
    let target = "/api/v1/firewalls/edge/applied"
    let fields = [("list", "out-tcp-443")]
    // Nothing was written for it yet.
    #expect(test.post(target, fields + [("seen", try seen())], token: token).status == 404)
    try test.inventory.write(TestInventory.act) { writer in
      let firewall = try writer.firewall(TestInventory.firewall)
      let current = try FirewallPolicies(writer, in: .utc).current(
        firewall, applied: nil, at: TestInventory.act.time)
      _ = try writer.keep(current.policy, of: TestInventory.firewall, isAdopted: false)
    }
    let answer = test.post(
      target, fields + [("number", "1"), ("seen", try seen())], token: token)
    #expect(answer.status == 200, "\(answer.text)")
    #expect(try lastEntry()?.action == .firewallApplied)
    #expect(
      test.get("/firewalls/edge", token: token).text.contains("The firewall has it"))
  }

  @Test func formsAreOnPagesOfThoseWhoMay() throws {
    let page = "/deployments/vendor/cloud/revisions/2"
    #expect(test.get(page, token: token).text.contains("Approve revision 2"))
    let reader = try test.token(.desk)
    #expect(!test.get(page, token: reader).text.contains("Approve revision 2"))
    #expect(test.get("/customers/north", token: reader).text.contains("Assign ports"))
    let looker = try test.token(.read)
    #expect(!test.get("/customers/north", token: looker).text.contains("Assign ports"))
  }

  @Test func whatIsNoFormIsRefused() throws {
    let target = Self.revision + "2/approve"
    let seen = try seen()
    for (type, body, status) in [
      ("application/json", "{}", 415), ("application/x-www-form-urlencoded", "seen=%ff", 415),
      ("application/x-www-form-urlencoded", "seen=\(seen)&more=1", 400),
      ("application/x-www-form-urlencoded", "seen=-1", 400),
      ("application/x-www-form-urlencoded", "seen=\(seen)&seen=\(seen)", 400),
    ] {
      let answer = test.post(target, token: token) {
        $0.headers.contentType = type
        $0.body = Array(body.utf8)
      }
      #expect(answer.status == status, "\(type) \(body): \(answer.text)")
    }
    #expect(test.post(target + "?seen=\(seen)", [("seen", seen)], token: token).status == 400)
    #expect(test.get(target, token: token).status == 405)
    #expect(test.get(target, token: token).header("allow") == "POST")
    #expect(test.post("/lists", token: token).status == 405)
    #expect(try current() == 1)
  }

  /// A program learns from an answer what it has seen.
  @Test func answersTellWhatWasSeen() throws {
    for target in [
      "/api/v1/deployments/vendor/cloud/log", "/api/v1/customers/north",
      "/api/v1/firewalls/edge/plan",
    ] {
      #expect(test.get(target, token: token).header("gatebook-seen") == (try seen()))
    }
  }
}
