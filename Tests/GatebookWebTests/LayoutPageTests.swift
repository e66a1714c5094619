import EndpointModel
import InventoryModel
import InventoryStorage
import Testing

@testable import GatebookWeb

/// How documents are read, shown and confirmed.
@Suite struct LayoutPageTests {
  private let test: TestInventory
  private let token: String
  private static let page = "/deployments/vendor/cloud/layout"
  private static let order = "/api/v1" + page
  private static let document = "service,address,ports,protocol\nWeb,192.0.2.1,443,tcp\n"

  init() throws {
    test = try TestInventory()
    token = try test.token(.administer, name: "anna")
  }

  private func seen() throws -> String { "\(try test.inventory.read { try $0.lastAuditID() })" }

  private func versions() throws -> [KeptLayout] {
    try test.inventory.read { try $0.layouts(of: TestInventory.cloud) }
  }

  @Test func itIsShownAndThenConfirmed() throws {
    #expect(test.get(Self.page, token: token).text.contains("It is read without a layout."))
    let trial = test.post(
      Self.page, [("document", Self.document), ("seen", try seen())], token: token)
    #expect(trial.status == 200, "\(trial.text)")
    for word in [
      "by no layout: 1 endpoint, 0 facts left over", "1 of 1 row read, 1 endpoint.",
      ">2 address</th><td>address</td>", "This is how it is to be read",
    ] {
      #expect(trial.text.contains(word), "\(word) in \(trial.text)")
    }
    #expect(try versions().isEmpty)
    let shown = try #require(
      trial.text.firstMatch(of: #/name="shown" value="([0-9a-f]{64})"/#)?.output.1)
    let fields = [("shown", String(shown)), ("note", "by phone"), ("seen", try seen())]
    let kept = test.post(Self.page + "/confirm", fields, token: token)
    #expect(kept.header("location") == Self.page + "?done=layout-kept", "\(kept.text)")
    #expect(try versions().map(\.number) == [1])
    let entry = try test.inventory.read { try $0.auditEntries().last }
    #expect(entry?.action == .layoutKept && entry?.act.note?.text == "by phone")
    let page = test.get(Self.page, token: token).text
    #expect(page.contains("It is read by layout 1") && page.contains("by phone"))
    // What was shown is forgotten.
    let again = test.post(
      Self.page + "/confirm", [("shown", String(shown)), ("seen", try seen())], token: token)
    #expect(again.status == 409)
  }

  @Test func anEarlierVersionIsUsedAgain() throws {
    let kept = test.post(
      Self.order, [("document", Self.document), ("seen", try seen())], token: token)
    #expect(kept.status == 200 && kept.text.contains("\"kept\": 1"), "\(kept.text)")
    let dry = test.post(
      Self.order, [("document", Self.document), ("dry-run", "yes"), ("seen", try seen())],
      token: token)
    #expect(dry.text.contains("\"kept\": null") && dry.text.contains("\"role\": \"address\""))
    func use(_ number: String) throws -> WebResponse {
      test.post(Self.order + "/use", [("number", number), ("seen", try seen())], token: token)
    }
    #expect(try use("0").text.contains("\"text\": null"))
    #expect(test.get(Self.page, token: token).text.contains("layout 1 of 2026-03-01"))
    #expect(try use("0").status == 409)
    #expect(try use("7").status == 404)
    #expect(try use("1").status == 200)
    #expect(try versions().map { $0.text == nil } == [false, true, false])
    let list = test.get(Self.page + "s", token: token)
    #expect(list.status == 404)
    let all = test.get(Self.order + "s", token: try test.token(.read))
    #expect(all.status == 200 && all.text.contains("\"number\": 3"), "\(all.text)")
    // A page's form does the same.
    let page = test.post(Self.page + "/use", [("number", "0"), ("seen", try seen())], token: token)
    #expect(page.header("location") == Self.page + "?done=layout-removed")
  }

  @Test func whatCannotBeReadIsSaid() throws {
    for (fields, status, code) in [
      ([("document", "%PDF-1.7 broken")], 415, "unreadable"),
      ([("document", "nothing here")], 415, "unreadable"),
      ([(String, String)](), 400, "missing-parameter"),
      ([("revision", "1")], 404, "not-kept"), ([("revision", "99")], 404, "unknown-revision"),
      ([("revision", "x")], 400, "bad-value"),
      ([("revision", "1"), ("document", Self.document)], 400, "bad-value"),
    ] {
      let answer = test.post(Self.order, fields + [("seen", try seen())], token: token)
      #expect(
        answer.status == status && answer.text.contains("problem:" + code),
        "\(fields): \(answer.text)")
    }
  }
}
