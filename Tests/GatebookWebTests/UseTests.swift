import EndpointModel
import InventoryModel
import InventoryStorage
import Testing

@testable import GatebookWeb

/// Other names, taking out of use and handing over, by forms and by programs.
@Suite struct UseTests {
  private let test: TestInventory
  private let token: String

  init() throws {
    test = try TestInventory()
    token = try test.token(.administer, name: "anna")
  }

  private func seen() throws -> String { "\(try test.inventory.read { try $0.lastAuditID() })" }

  private func post(
    _ target: String, _ fields: [(String, String)], token: String? = nil
  ) throws -> WebResponse {
    test.post(target, fields + [("seen", try seen())], token: token ?? self.token)
  }

  private func names() throws -> [String] {
    try test.inventory.read { reader in
      try reader.deploymentsInUse().map(\.description) + reader.customers().map(\.name.text)
    }
  }

  @Test(arguments: [
    ("/deployments/vendor/cloud", "vendor/sky", "/deployments/vendor/sky"),
    ("/customers/north", "northern", "/customers/northern"),
  ])
  func aNewNameLeadsOn(_ page: String, _ name: String, _ next: String) throws {
    let form = test.get(page + "/use", token: token)
    #expect(form.status == 200, "\(form.text)")
    for title in ["Another name", "Out of use", "Hand over to another", "allow"] {
      #expect(form.text.contains(title), "\(title)")
    }
    #expect(test.get(page, token: token).text.contains("href=\"\(page)/use\""))
    let answer = try post(page + "/rename", [("to", name), ("note", "as it is called")])
    #expect(answer.status == 303)
    #expect(answer.header("location") == next + "?done=renamed")
    let there = test.get(next + "?done=renamed", token: token)
    #expect(there.status == 200 && there.text.contains("Done: it has its new name"))
    // A customer is also found by what it is called, which stays.
    if page.hasPrefix("/deployments") {
      #expect(form.text.contains("These firewalls allow its rules: edge."))
      #expect(test.get(page, token: token).status == 410)
    }
    #expect(try names().contains(name))
    let entry = try test.inventory.read { try $0.auditEntries().last }
    #expect(entry?.act.author.user.text == "token:anna")
    #expect(entry?.act.note?.text == "as it is called")
  }

  @Test(arguments: ["/deployments/vendor/cloud", "/customers/north"])
  func outOfUseAndBack(_ page: String) throws {
    let before = try names()
    let out = try post("/api/v1\(page)/archive", [("out", "yes")])
    #expect(out.status == 200 && out.text.contains("\"archived\": true"), "\(out.text)")
    #expect(try names().count == before.count - 1)
    let form = test.get(page + "/use", token: token).text
    #expect(form.contains("Into use again") && form.contains("It is out of use since"))
    #expect(!form.contains("Hand over"))
    #expect(test.get(page + "?done=archived", token: token).status == 200)
    #expect(try post(page + "/archive", [("out", "no")]).status == 303)
    #expect(try names() == before)
  }

  @Test func oneTakesOverFromAnother() throws {
    let taken = try post(
      "/api/v1/customers/south/merge", [("into", "north"), ("note", "the same company")])
    #expect(taken.status == 200, "\(taken.text)")
    #expect(taken.text.contains("\"name\": \"north\""))
    #expect(try !names().contains("south"))
    let next = try post("/deployments/other/cloud/merge", [("into", "vendor/cloud")])
    #expect(next.header("location") == "/deployments/vendor/cloud?done=merged", "\(next.text)")
  }

  @Test func whatCannotBeIsRefused() throws {
    let before = try names()
    for (target, fields, status) in [
      ("/customers/north/rename", [("to", "south")], 409),
      ("/customers/north/rename", [("to", "No Name")], 400),
      ("/customers/north/rename", [("to", " ")], 400),
      ("/deployments/vendor/cloud/rename", [("to", "other/cloud")], 409),
      ("/customers/north/merge", [("into", "north")], 409),
      ("/customers/north/merge", [("into", "nobody")], 404),
      ("/customers/nobody/archive", [("out", "yes")], 404),
      ("/customers/north/archive", [("out", "perhaps")], 400),
    ] {
      for target in [target, "/api/v1" + target] {
        let answer = try post(target, fields)
        #expect(answer.status == status, "\(target) \(fields): \(answer.text)")
      }
    }
    #expect(try names() == before)
  }

  /// What was done since the form was made is told first.
  @Test func aStaleFormIsRefused() throws {
    let seen = try seen()
    try test.inventory.write(
      Act(by: Author(user: GivenText("bertha")!), at: TestInventory.time("2026-03-01T11:00:00Z"))
    ) { try $0.update(TestInventory.north, displayName: GivenText("North Ltd"), contacts: nil) }
    let answer = test.post(
      "/customers/north/archive", [("out", "yes"), ("seen", seen)], token: token)
    #expect(answer.status == 409 && answer.text.contains("bertha"), "\(answer.text)")
    #expect(try names().contains("north"))
  }

  @Test func onlyWhoAdministersMay() throws {
    let other = try test.token(.approve)
    #expect(test.get("/customers/north/use", token: other).status == 403)
    #expect(try post("/customers/north/archive", [("out", "yes")], token: other).status == 403)
    #expect(!test.get("/customers/north", token: other).text.contains("/customers/north/use"))
  }
}
