import EndpointModel
import InventoryModel
import InventoryStorage
import Testing

@testable import GatebookWeb

/// Sources: their state, and having them read now, not at all or again.
@Suite struct SourcePageTests {
  private let test: TestInventory
  private let token: String
  private static let page = "/deployments/vendor/cloud/source"
  private static let order = "/api/v1" + page

  init() throws {
    test = try TestInventory()
    token = try test.token(.approve, name: "anna")
    try test.addSource(at: "2026-02-28T12:00:00Z")
  }

  private func seen() throws -> String { "\(try test.inventory.read { try $0.lastAuditID() })" }

  private func source() throws -> RegisteredSource {
    try #require(try test.inventory.read { try $0.source(of: TestInventory.cloud) })
  }

  private func fail(_ times: Int, _ reason: String) throws {
    var source = try source()
    for _ in 1...times {
      source.fail(at: TestInventory.time("2026-03-01T10:00:00Z"), reason, retryAfter: nil)
    }
    try test.inventory.write(TestInventory.act) { try $0.updateSource(source, revision: nil) }
  }

  @Test func itsStateIsTold() throws {
    let fresh = test.get(Self.page, token: token)
    #expect(fresh.status == 200 && fresh.text.contains("It was not read yet."), "\(fresh.text)")
    #expect(fresh.text.contains("None: no revision was ever held."))
    try fail(3, "<b>no answer</b>")
    try test.commit(
      [TestInventory.endpoint("Web", "192.0.2.1", "443")], at: "2026-02-01T00:00:00Z",
      isHeld: true)
    let page = test.get(Self.page, token: token).text
    for word in [
      "It fails: 3 times so far, and never had success", "&lt;b&gt;no answer&lt;/b&gt;",
      "Last read with success</dt><dd>never", "2026-03-01 10:00 UTC", "48 hours without success",
      "href=\"/deployments/vendor/cloud/revisions/2\"", "<li>many</li>", "Pause it", "Read it now",
    ] {
      #expect(page.contains(word), "\(word)")
    }
    let list = test.get("/sources", token: token).text
    #expect(list.contains("<strong>fails, 3 in a row, a change waits for approval</strong>"))
    #expect(list.contains("href=\"\(Self.page)\""))
    // Who may only look has no form.
    let reader = try test.token(.read)
    #expect(!test.get(Self.page, token: reader).text.contains("Pause it"))
    let json = test.get(Self.order, token: reader)
    #expect(json.status == 200 && json.text.contains("\"isFailing\": true"))
    #expect(json.header("gatebook-seen") == (try seen()))
    // Another deployment has none.
    #expect(test.get("/deployments/other/cloud/source", token: token).status == 404)
    #expect(test.get("/api/v1/deployments/vendor/none/source", token: token).status == 404)
    #expect(test.get("/deployments/vendor/cloud", token: token).text.contains(Self.page))
  }

  @Test func itIsPausedAndResumed() throws {
    let paused = test.post(
      Self.page, [("wish", "pause"), ("note", "the page moves"), ("seen", try seen())],
      token: token)
    #expect(paused.header("location") == Self.page + "?done=paused", "\(paused.text)")
    let page = test.get(Self.page + "?done=paused", token: token).text
    #expect(page.contains("It is paused") && page.contains("by token:anna: the page moves"))
    #expect(page.contains("Resume it") && !page.contains("Read it now"))
    #expect(try source().pause?.note?.text == "the page moves")
    let entry = try test.inventory.read { try $0.auditEntries().last }
    #expect(entry?.action == .sourcePaused && entry?.deployment == TestInventory.cloud)
    #expect(test.get("/", token: token).text.contains("its source is paused"))
    // Neither paused twice nor read meanwhile.
    for (wish, status) in [("pause", 409), ("sync", 409)] {
      let again = test.post("\(Self.order)/\(wish)", [("seen", try seen())], token: token)
      #expect(again.status == status && again.text.contains("is paused since"), "\(again.text)")
    }
    #expect(test.asked.isEmpty)
    let resumed = test.post(Self.order + "/resume", [("seen", try seen())], token: token)
    #expect(resumed.status == 200 && resumed.text.contains("\"outcome\": \"resumed\""))
    #expect(try source().pause == nil)
    #expect(test.post(Self.order + "/resume", [("seen", try seen())], token: token).status == 409)
  }

  @Test func itIsReadNow() throws {
    let asked = test.post(Self.page, [("wish", "sync"), ("seen", try seen())], token: token)
    #expect(asked.header("location") == Self.page + "?done=asked", "\(asked.text)")
    #expect(test.asked == [TestInventory.cloud])
    let entry = try test.inventory.read { try $0.auditEntries().last }
    #expect(entry?.action == .sourceAsked && entry?.act.author.user.text == "token:anna")
    for (answer, status, word) in [
      (SyncRequest.already, 200, "asked-already"), (.busy, 503, "busy"),
    ] {
      test.syncAnswer = answer
      let again = test.post(Self.order + "/sync", [("seen", try seen())], token: token)
      #expect(again.status == status && again.text.contains(word), "\(again.text)")
    }
    // What the sync stores is no news of the source itself.
    let before = try seen()
    try test.commit(
      [TestInventory.endpoint("Web", "192.0.2.1", "443")], at: "2026-02-01T00:00:00Z",
      isHeld: true)
    test.syncAnswer = .begun
    #expect(test.post(Self.order + "/sync", [("seen", before)], token: token).status == 200)
    // What was decided in between is told first.
    let stale = test.post(Self.order + "/sync", [("seen", "0")], token: token)
    #expect(stale.status == 409 && stale.text.contains("problem:stale"))
    #expect(test.asked.count == 4)
  }

  /// A server that has no program beside it says so, and has no button for it.
  @Test func whereNothingReadsItIsSaid() throws {
    let bare = try TestInventory(readsSources: false)
    try bare.addSource(at: "2026-02-28T12:00:00Z")
    let token = try bare.token(.approve)
    let seen = "\(try bare.inventory.read { try $0.lastAuditID() })"
    let answer = bare.post(Self.order + "/sync", [("seen", seen)], token: token)
    #expect(answer.status == 409 && answer.text.contains("problem:no-sync"))
    #expect(!bare.get(Self.page, token: token).text.contains("Read it now"))
    #expect(try bare.inventory.read { try $0.auditEntries().last }?.action != .sourceAsked)
  }
}
