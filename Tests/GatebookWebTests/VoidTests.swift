import EndpointModel
import GatebookService
import InventoryModel
import InventoryStorage
import Testing

@testable import GatebookWeb

/// Taking a revision out of history that was recorded by mistake.
@Suite struct VoidTests {
  private let test: TestInventory
  private let token: String
  private static let page = "/deployments/vendor/cloud/revisions/2/void"
  private static let order = "/api/v1" + page

  /// Revision 2 lets go of all of revision 1 but a part, and opens 203.0.113.64.
  init() throws {
    test = try TestInventory()
    token = try test.token(.administer, name: "anna")
    try test.commit(
      [
        TestInventory.endpoint("Web", "192.0.2.0/25", "443"),
        TestInventory.endpoint("Web", "203.0.113.64", "443"),
      ], at: "2026-02-01T00:00:00Z")
  }

  private func seen() throws -> String { "\(try test.inventory.read { try $0.lastAuditID() })" }

  private func number(at time: String? = nil) throws -> Int? {
    try test.inventory.read { reader in
      try time.map { try reader.revision(of: TestInventory.cloud, at: TestInventory.time($0)) }
        ?? reader.latestRevision(of: TestInventory.cloud)
    }?.number
  }

  @Test func itIsToldFirstAndThenDone() throws {
    let page = test.get(Self.page, token: token)
    #expect(page.status == 200, "\(page.text)")
    for word in [
      "Revision 1 of", "becomes current again.", "Closes: 1 entry", "203.0.113.64",
      "1 customer: ", ">north<", ">edge<", "Take revision 2 out of history",
    ] {
      #expect(page.text.contains(word), "\(word)")
    }
    #expect(try number() == 2)
    let answer = test.post(
      Self.page, [("note", "the clock was wrong"), ("seen", try seen())], token: token)
    #expect(answer.status == 303)
    let next = try #require(answer.header("location"))
    #expect(next == "/deployments/vendor/cloud/revisions/2?done=void")
    #expect(test.get(next, token: token).text.contains("Done: it is taken out of history"))
    #expect(try number() == 1)
    #expect(try number(at: "2026-02-02T00:00:00Z") == 1)
    let entry = try test.inventory.read { try $0.auditEntries().last }
    #expect(entry?.action == .revisionVoided)
    #expect(entry?.act.author.user.text == "token:anna")
    #expect(entry?.act.note?.text == "the clock was wrong")
    // There is nothing left to take out.
    #expect(test.get(Self.page, token: token).status == 409)
    #expect(test.post(Self.order, [("seen", try seen())], token: token).status == 409)
  }

  @Test func aProgramIsToldWhatIsCurrentThen() throws {
    let answer = test.post(Self.order, [("seen", try seen())], token: token).text
    #expect(answer.contains("\"outcome\": \"void\""), "\(answer)")
    #expect(answer.contains("\"current\": {"))
    // Of the only revision that is left.
    let last = test.post(
      "/api/v1/deployments/vendor/cloud/revisions/1/void", [("seen", try seen())], token: token)
    #expect(last.text.contains("\"current\": null"), "\(last.text)")
    #expect(try number() == nil)
  }

  @Test func aStaleFormIsRefused() throws {
    let seen = try seen()
    try test.inventory.write(
      Act(by: Author(user: GivenText("bertha")!), at: TestInventory.time("2026-03-01T11:00:00Z"))
    ) { _ = try Settlement($0).reject(TestInventory.cloud, number: 2) }
    for target in [Self.page, Self.order] {
      let answer = test.post(target, [("seen", seen)], token: token)
      #expect(answer.status == 409)
      #expect(answer.text.contains("bertha"), "\(answer.text)")
    }
    #expect(try number() == 3)
  }

  /// It changes what was current on past days, so who approves may not.
  @Test func whoApprovesMayNot() throws {
    let other = try test.token(.approve)
    for answer in [
      test.get(Self.page, token: other),
      test.post(Self.order, [("seen", try seen())], token: other),
    ] { #expect(answer.status == 403) }
    let revision = "/deployments/vendor/cloud/revisions/2"
    #expect(!test.get(revision, token: other).text.contains("recorded by mistake"))
    #expect(test.get(revision, token: token).text.contains("href=\"\(Self.page)\""))
    #expect(try number() == 2)
  }

  @Test func whatElseItDoesIsTold() throws {
    try test.commit(
      [TestInventory.endpoint("Web", "192.0.2.1", "443")], at: "2026-02-02T00:00:00Z",
      isHeld: true)
    #expect(
      test.get("/deployments/vendor/cloud/revisions/1/void", token: token).text
        .contains("Revision 2 stays current: nothing opens or closes."))
    #expect(
      test.get(Self.page, token: token).text
        .contains("Revision 3, which waits, is superseded"))
    let held = test.get("/deployments/vendor/cloud/revisions/3/void", token: token).text
    #expect(!held.contains("superseded"))
    #expect(
      test.get("/deployments/other/cloud/revisions/1/void", token: token).text
        .contains("No revision is current then: "))
    // A rejected table that comes back that way is said to be one.
    try test.inventory.write(Act(by: TestInventory.act.author, at: test.now)) {
      _ = try Settlement($0).revert(TestInventory.cloud, to: 1)
    }
    #expect(
      test.get("/deployments/vendor/cloud/revisions/4/void", token: token).text
        .contains("although it was rejected"))
  }
}
