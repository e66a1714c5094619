import EndpointModel
import Foundation
import GatebookService
import InventoryModel
import InventoryStorage
import Testing

@testable import GatebookWeb

/// Documents and sheets that somebody sends.
@Suite struct DocumentOrderTests {
  private let test: TestInventory
  private let token: String
  private static let page = "/deployments/vendor/cloud/document"
  private static let order = "/api/v1" + page

  /// What revision 1 has, as a vendor would write it.
  private static let table = """
    service,address,ports,protocol
    Web,192.0.2.0/25,443,tcp
    Web,192.0.2.128/25,443,tcp
    Mail,198.51.100.7,25,tcp
    Mail,2001:db8::25,25,tcp
    Names,*.example.com,443,tcp
    Odd,192.0.2.8-192.0.2.10,443,tcp
    Open,203.0.113.1,,tcp

    """
  private static let more = table + "Web,52.95.110.1,443,tcp\n"
  private static let wide = table + "Web,64.0.0.0/6,443,tcp\n"

  init() throws {
    test = try TestInventory()
    token = try test.token(.administer, name: "anna")
  }

  private func seen() throws -> String { "\(try test.inventory.read { try $0.lastAuditID() })" }

  private func current() throws -> Int? {
    try test.inventory.read { try $0.latestRevision(of: TestInventory.cloud)?.number }
  }

  /// Sends a form with a file, as a browser does.
  private func send(
    _ target: String, _ field: String, _ content: String, _ fields: [(String, String)] = [],
    token: String? = nil
  ) -> WebResponse {
    test.post(target, token: token ?? self.token) { request in
      request.headers.contentType = "multipart/form-data; boundary=B"
      let parts =
        fields.map { "--B\r\nContent-Disposition: form-data; name=\"\($0)\"\r\n\r\n\($1)\r\n" } + [
          "--B\r\nContent-Disposition: form-data; name=\"\(field)\"; filename=\"a.csv\"\r\n\r\n"
            + content + "\r\n--B--\r\n"
        ]
      request.body = Array(parts.joined().utf8)
    }
  }

  private func shown(in page: WebResponse) throws -> String {
    try #require(
      page.text.firstMatch(of: #/name="shown" value="([0-9a-f]{64})"/#).map { String($0.output.1) },
      "\(page.text)")
  }

  @Test func itIsToldFirstAndThenStored() throws {
    #expect(test.get("/deployments/vendor/cloud", token: token).text.contains("a newer document"))
    #expect(test.get(Self.page, token: token).text.contains("At most 8 MiB"))
    let page = send(Self.page, "document", Self.more, [("seen", try seen())])
    #expect(page.status == 200, "\(page.text)")
    for word in [
      "<code>a.csv</code>", "Revision 2 would be current at once", "Opens: 1 entry", "52.95.110.1",
      "1 customer: ", ">north<",
    ] {
      #expect(page.text.contains(word), "\(word)")
    }
    #expect(try current() == 1)
    let fields = [("shown", try shown(in: page)), ("seen", try seen())]
    let stored = test.post(Self.page + "/shown", fields, token: token)
    #expect(
      stored.header("location") == "/deployments/vendor/cloud/revisions/2?done=stored",
      "\(stored.text)")
    #expect(try current() == 2)
    let entry = try test.inventory.read { try $0.auditEntries().last }
    #expect(entry?.action == .revisionStored)
    #expect(entry?.act.author.user.text == "token:anna")
    // It is gone then.
    let again = test.post(
      Self.page + "/shown", [fields[0], ("seen", try seen())], token: token)
    #expect(again.status == 409)
    #expect(again.text.contains("file is no longer kept"), "\(again.text)")
  }

  @Test func theGuardHoldsIt() throws {
    let page = send(Self.page, "document", Self.wide, [("seen", try seen())])
    #expect(page.text.contains("It would wait for approval"), "\(page.text)")
    let answer = send(Self.order, "document", Self.wide, [("seen", try seen())])
    #expect(answer.status == 200)
    #expect(answer.text.contains("\"status\": \"held\""), "\(answer.text)")
    #expect(try current() == 1)
    #expect(try test.inventory.read { try $0.heldRevision(of: TestInventory.cloud) }?.number == 2)
    // So is what has no table any more.
    let emptied = send(
      Self.order, "document", "no table here", [("dry-run", "yes"), ("seen", try seen())])
    #expect(emptied.text.contains("\"status\": \"held\""), "\(emptied.text)")
  }

  @Test func theSameTableStoresNothing() throws {
    let page = send(Self.page, "document", Self.table, [("seen", try seen())])
    #expect(page.text.contains("Its table is the current one"), "\(page.text)")
    #expect(!page.text.contains("name=\"shown\""))
    // As text, too, which programs may prefer.
    let answer = test.post(
      Self.order, [("document", Self.more), ("dry-run", "yes"), ("seen", try seen())],
      token: token)
    #expect(answer.text.contains("\"status\": \"changed\""), "\(answer.text)")
    #expect(answer.text.contains("\"stored\": false"))
    #expect(try current() == 1)
  }

  /// Another revision is stored between the look and the decision.
  @Test func aStaleFormIsRefused() throws {
    let page = send(Self.page, "document", Self.more, [("seen", try seen())])
    let fields = [("shown", try shown(in: page)), ("seen", try seen())]
    try test.commit(
      [TestInventory.endpoint("Web", "192.0.2.1", "443")], at: "2026-02-01T00:00:00Z")
    let stored = test.post(Self.page + "/shown", fields, token: token)
    #expect(stored.status == 409)
    #expect(stored.text.contains("was changed since you looked"), "\(stored.text)")
    #expect(try current() == 2)
    #expect(send(Self.order, "document", Self.more, [("seen", "0")]).status == 409)
  }

  @Test func whatIsNoDocumentIsRefused() throws {
    let seen = try seen()
    for (content, status) in [("", 415), ("\0\u{1}\u{2}", 415)] {
      let answer = send(Self.order, "document", content, [("seen", seen)])
      #expect(answer.status == status, "\(content): \(answer.text)")
      #expect(answer.text.contains("problem:unreadable"), "\(answer.text)")
    }
    #expect(send(Self.order, "other", Self.more, [("seen", seen)]).status == 400)
    #expect(test.post(Self.order, [("seen", seen)], token: token).status == 400)
    // A mistyped path makes no deployment.
    let none = send("/api/v1/deployments/vendor/clod/document", "document", Self.more)
    #expect(none.status == 400)
    let typo = send(
      "/api/v1/deployments/vendor/clod/document", "document", Self.more, [("seen", seen)])
    #expect(typo.status == 404, "\(typo.text)")
    #expect(test.get("/deployments/vendor/clod/document", token: token).status == 404)
    #expect(try current() == 1)
  }

  /// What was shown to one is not taken over by another.
  @Test func whatWasShownIsOnesOwnAndForAWhile() throws {
    let page = send(Self.page, "document", Self.more, [("seen", try seen())])
    let fields = [("shown", try shown(in: page)), ("seen", try seen())]
    let other = try test.token(.administer, name: "bertha")
    #expect(test.post(Self.page + "/shown", fields, token: other).status == 409)
    test.now = TestInventory.time("2026-03-01T12:15:00Z")
    #expect(test.post(Self.page + "/shown", fields, token: token).status == 409)
    #expect(try current() == 1)
  }

  /// A deployment's file is not taken at another's, nor as a sheet; and the next one that is shown
  /// leaves it where it is.
  @Test func whatWasShownIsTakenForThatOnly() throws {
    let page = send(Self.page, "document", Self.more, [("seen", try seen())])
    let fields = [("shown", try shown(in: page)), ("seen", try seen())]
    let other = "/deployments/other/cloud/document/shown"
    #expect(test.post(other, fields, token: token).status == 409)
    #expect(test.post("/sheet/shown", [fields[0]], token: token).status == 409)
    _ = send(Self.page, "document", Self.wide, [("seen", try seen())])
    #expect(test.post(Self.page + "/shown", fields, token: token).status == 303)
    #expect(try current() == 2)
  }

  @Test func shownFilesLeaveMemory() throws {
    let shown = ShownFiles()
    let author = Author(user: try #require(GivenText("anna")))
    func file(_ text: String) -> UploadedFile { UploadedFile(name: text, bytes: Array(text.utf8)) }
    let noon = TestInventory.time("2026-03-01T12:00:05Z")
    let ids = (0...4).map { second in
      shown.keep(
        file("\(second)"), for: .sheet, of: author,
        at: TestInventory.time("2026-03-01T12:00:0\(second)Z"))
    }
    // The first one made room for the fifth.
    #expect(shown.count == 4)
    #expect(shown.file(ids[0], for: .sheet, of: author, at: noon) == nil)
    #expect(shown.file(ids[4], for: .sheet, of: author, at: noon)?.name == "4")
    let late = TestInventory.time("2026-03-01T12:15:04Z")
    #expect(shown.file(ids[4], for: .sheet, of: author, at: late) == nil)
    #expect(shown.count == 0)
  }

  /// A revision is stored while a document is read: asked again in the transaction that stores.
  @Test func whatComesInBetweenIsNotReplaced() throws {
    var sync = DocumentSync(
      TestInventory.cloud, .document(Document(bytes: Array(Self.more.utf8), source: "a.csv")),
      now: { TestInventory.time("2026-03-01T12:00:00Z") })
    var asked = 0
    sync.check = { _ in
      asked += 1
      throw Problem(409, "stale", "something came in between")
    }
    let author = Author(user: try #require(GivenText("anna")))
    #expect(throws: Problem.self) {
      _ = try sync.store(on: test.inventory, by: author) { test.inventory }
    }
    #expect(asked == 1)
    #expect(try current() == 1)
  }

  /// One document at a time, over all sites that follow one another.
  @Test func aReopenedSiteKnowsWhatIsRead() throws {
    let other = try test.site.reopened()
    defer { try? other.close() }
    let outcome = try test.site.reading.take { try other.reading.take { true } ?? false }
    #expect(outcome == false)
    #expect(try other.reading.take { true } == true)
  }

  @Test func aSheetIsToldFirstAndThenTaken() throws {
    let desk = try test.token(.desk, name: "desk")
    let sheet = "customer,name,deployment,data ports\nwest,West,vendor/cloud,4401-4464\n"
    let page = send("/sheet", "sheet", sheet, [("dry-run", "yes")], token: desk)
    #expect(page.status == 200, "\(page.text)")
    #expect(page.text.contains("Not stored: dry run."))
    #expect(page.text.contains("west"))
    func customers() throws -> Int { try test.inventory.read { try $0.customers() }.count }
    #expect(try customers() == 2)
    let taken = test.post("/sheet/shown", [("shown", try shown(in: page))], token: desk)
    #expect(taken.status == 200, "\(taken.text)")
    #expect(taken.text.contains("1 new customer"))
    #expect(try customers() == 3)
    // What is wrong is told line by line.
    let wrong = send(
      "/sheet", "sheet", sheet + "east,East,vendor/cloud,nine\n", [("dry-run", "yes")], token: desk)
    #expect(wrong.status == 400)
    #expect(wrong.text.contains("<pre"), "\(wrong.text)")
    #expect(wrong.text.contains("a.csv: 3") || wrong.text.contains("a.csv:3"), "\(wrong.text)")
  }

  /// Long forms are taken only from those who may send them.
  @Test func whoMayNotIsToldBeforeItIsRead() throws {
    func refusal(_ target: String, _ token: String?) -> Int? {
      var request = WebRequest("POST", target)
      request.headers.authorization = token.map { "Bearer \($0)" }
      return test.site.refusal(ofBodyOf: request)?.status
    }
    let desk = try test.token(.desk)
    #expect(refusal(Self.order, nil) == 401)
    #expect(refusal(Self.order, desk) == 403)
    #expect(refusal(Self.order, token) == nil)
    #expect(refusal("/sheet", desk) == nil)
    #expect(refusal(Self.page, nil) == 303)
    for (target, most) in [
      (Self.order, 8 << 20), (Self.page, 8 << 20), ("/sheet", 1 << 20), ("/api/v1/sheet", 1 << 20),
      (Self.page + "/shown", 16 << 10), ("/sign-in", 16 << 10), ("/none", 0),
    ] {
      #expect(test.site.mostBody(of: WebRequest("POST", target)) == most, "\(target)")
    }
  }
}
