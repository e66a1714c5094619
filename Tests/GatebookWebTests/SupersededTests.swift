import EndpointModel
import Foundation
import InventoryModel
import InventoryStorage
import Testing

@testable import GatebookWeb

/// A site of a machine that another one takes over from.
@Suite struct SupersededTests {
  private let test: TestInventory
  private let token: String

  init() throws {
    test = try TestInventory(public: true, isToBeConfirmed: true, takesTurns: true)
    token = try test.token(.administer, name: "desk program")
  }

  private static let list = "/lists/vendor/cloud.txt"

  private func takeOver() throws {
    try test.folder.write(
      "store/generation-2.json",
      #"{"number":2,"key":"ab","by":"bertha","at":"2026-02-01T00:00:00Z"}"#)
  }

  private func revert() throws -> WebResponse {
    let seen = try test.inventory.read { try $0.lastAuditID() }
    return test.post(
      "/api/v1/deployments/vendor/cloud/revisions/1/revert", [("seen", "\(seen)")], token: token)
  }

  @Test func nothingIsGivenOnceItIsSeen() throws {
    test.site.checkStanding()
    #expect(test.get(Self.list).status == 200)
    try takeOver()
    // What is to be done is refused at once, also before a list is.
    let before = try test.inventory.read { try $0.lastAuditID() }
    let refused = try revert()
    #expect(refused.status == 409)
    #expect(refused.text.contains("urn:gatebook:problem:superseded"))
    #expect(try test.inventory.read { try $0.lastAuditID() } == before)

    test.site.checkStanding()
    test.site.checkStanding()
    #expect(test.site.prepared(WebRequest("GET", Self.list)) == nil)
    for target in [Self.list, "/lists", "/ready"] {
      let answer = test.get(target)
      #expect(answer.status == 503, "\(target)")
      #expect(answer.text.contains("another machine has taken over"), "\(target)")
    }
    #expect(test.get("/health").status == 200)
    // Whoever runs it is told why.
    let metrics = test.get("/metrics", token: token)
    #expect(metrics.status == 200)
    #expect(metrics.text.contains("\ngatebook_write_refused 1\n"))
    #expect(metrics.text.contains("\ngatebook_generation 1\n"))
    let status = test.get("/api/v1/status", token: token)
    #expect(status.status == 200)
    #expect(status.text.contains("generation 2, begun by bertha"))
    #expect(test.get("/api/v1/status").status == 403 || test.get("/api/v1/status").status == 401)
    #expect(try revert().status == 409)
    // Whoever runs it is told once, and who it is.
    #expect(test.reported.count == 1)
    #expect(test.reported.first?.contains("generation 2, begun by bertha") == true)
    // Nor is anything written that nobody asked for.
    try test.site.keepPolls(by: Author(user: GivenText("server")!))
    try test.site.beat()
    #expect(try test.inventory.read { try $0.listPolls() }.isEmpty)
    #expect(try test.inventory.read { try $0.heartbeat() } == TestInventory.act.time)
  }

  /// Where it cannot be told, lists are given: nobody is cut off because a folder is away.
  @Test func aStoreThatIsAwayTakesNoListAway() throws {
    try FileManager.default.moveItem(
      atPath: test.folder.file("store"), toPath: test.folder.file("away"))
    test.site.checkStanding()
    #expect(test.get(Self.list).status == 200)
    #expect(test.reported.isEmpty)
  }
}
