import EndpointModel
import Foundation
import InventoryStorage
import TestSupport
import Testing

@testable import GatebookWeb

/// What is done over the API where it has to stand in a second place.
@Suite struct UnconfirmedOrderTests {
  private let test: TestInventory
  private let token: String

  init() throws {
    test = try TestInventory(isToBeConfirmed: true)
    token = try test.token(.administer, name: "desk program")
    try test.commit(
      [TestInventory.endpoint("Web", "192.0.2.1", "443")], at: "2026-02-01T00:00:00Z",
      isHeld: true)
  }

  private func approve() throws -> WebResponse {
    let seen = try test.inventory.read { try $0.lastAuditID() }
    return test.post(
      "/api/v1/deployments/vendor/cloud/revisions/2/approve", [("seen", "\(seen)")], token: token)
  }

  private func unconfirmed() throws -> Int? { try test.site.replication()?.unconfirmed }

  /// It is done once, whatever the second place says; and it is told otherwise than as done.
  @Test func whatIsNotConfirmedIsDoneAndToldSo() throws {
    let answer = try approve()
    #expect(answer.status == 202, "\(answer.text)")
    #expect(answer.text.contains("urn:gatebook:problem:unconfirmed"))
    #expect(try test.inventory.read { try $0.latestRevision(of: TestInventory.cloud)?.number } == 2)
    #expect(test.reported.count == 1)
    #expect(test.reported.first?.hasPrefix("done and not confirmed: ") == true)
    #expect(try approve().status == 409)
    #expect(try unconfirmed() ?? 0 > 0)
    #expect(test.get("/api/v1/status", token: token).text.contains(#""replication": {"#))

    // The server itself tries again.
    let litestream = try LoopbackServer(at: test.folder.file("socket"))
    litestream.answer { LitestreamWords.answer(to: $0) }
    try test.site.confirm()
    #expect(try unconfirmed() == 0)
    try test.site.confirm()
    #expect(litestream.seen.count == 1)
  }

  /// On the first page, to who sees everything, and only while it is so.
  @Test func theFirstPageTellsWhatIsNotConfirmed() throws {
    let one = try test.token(.read, .only(deployments: [TestInventory.cloud], customers: []))
    let before = test.get("/", token: token)
    #expect(before.text.contains("not confirmed</strong>"), "\(before.text)")
    #expect(before.text.contains("Never confirmed by the second place"))
    #expect(!test.get("/", token: one).text.contains("second place"))
    let litestream = try LoopbackServer(at: test.folder.file("socket"))
    litestream.answer { LitestreamWords.answer(to: $0) }
    try test.site.confirm()
    let after = test.get("/", token: token).text
    #expect(!after.contains("not confirmed"))
    #expect(after.contains("Last confirmed by the second place"))
    // Where there is no second place, nothing is told of one.
    let other = try TestInventory()
    let page = other.get("/", token: try other.token(.administer, name: "anna"))
    #expect(page.status == 200 && !page.text.contains("second place"))
  }

  @Test func whatIsConfirmedIsToldAsDone() throws {
    let litestream = try LoopbackServer(at: test.folder.file("socket"))
    litestream.answer { LitestreamWords.answer(to: $0) }
    let answer = try approve()
    #expect(answer.status == 200, "\(answer.text)")
    #expect(LitestreamWords.asked(litestream.seen[0]) == test.path)
    #expect(try unconfirmed() == 0)
  }
}
