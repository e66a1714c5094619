import EndpointModel
import GatebookService
import InventoryModel
import InventoryStorage
import Testing

@testable import GatebookWeb

/// Users and tokens: made, changed and revoked by administrators.
@Suite struct AccessTests {
  private let test: TestInventory
  private let token: String

  init() throws {
    test = try TestInventory()
    token = try test.token(.administer, name: "robot")
    try test.user("anna", .administer)
  }

  private func seen() throws -> String { "\(try test.inventory.read { try $0.lastAuditID() })" }

  private func users() throws -> [ServerUser] {
    try test.inventory.read { try $0.users().map(\.user) }
  }

  private func signIn(_ name: String, _ password: String) -> String? {
    test.post("/sign-in", [("name", name), ("password", password)]).header("set-cookie")
      .map { String($0.prefix { $0 != ";" }) }
  }

  private func get(_ target: String, as cookie: String) -> WebResponse {
    test.get(target) { $0.headers.cookie = cookie }
  }

  private func formToken(_ cookie: String) throws -> String {
    let page = get("/access", as: cookie).text
    return try #require(
      page.firstMatch(of: #/name="form-token" value="([^"]+)"/#).map { String($0.output.1) },
      "\(page)")
  }

  private func post(
    _ target: String, _ fields: [(String, String)], as cookie: String, formToken: String?
  ) throws -> WebResponse {
    test.post(
      target, fields + [("seen", try seen())] + (formToken.map { [("form-token", $0)] } ?? [])
    ) { $0.headers.cookie = cookie }
  }

  private static let everything = [("role", "desk"), ("scope", "everything")]

  @Test func aUserIsMadeChangedAndRemovedOnPages() throws {
    let cookie = try #require(signIn("anna", "a long password"))
    let own = try formToken(cookie)
    let fields = [
      ("name", "bertha"), ("password", "several good words"), ("role", "approve"),
      ("scope", "named"), ("deployments", "vendor/cloud, other/cloud"), ("customers", "north"),
      ("note", "she begins on Monday"),
    ]
    // A form of another site has no token of the session.
    #expect(try post("/access/users", fields, as: cookie, formToken: nil).status == 403)
    #expect(try post("/access/users", fields, as: cookie, formToken: "x").status == 403)
    #expect(try users().count == 1)
    let made = try post("/access/users", fields, as: cookie, formToken: own)
    #expect(made.header("location") == "/access/users/bertha?done=user-added", "\(made.text)")
    let bertha = try #require(try users().last)
    #expect(bertha.role == .approve)
    #expect(
      bertha.scope
        == .only(
          deployments: [TestInventory.cloud, TestInventory.other],
          customers: [TestInventory.north]))
    let entry = try #require(try test.inventory.read { try $0.auditEntries().last })
    #expect(entry.action == .userAdded && entry.act.author.user.text == "anna")
    #expect(entry.act.note?.text == "she begins on Monday")
    let herCookie = try #require(signIn("bertha", "several good words"))
    #expect(get("/customers/north", as: herCookie).status == 200)
    #expect(get("/access", as: herCookie).status == 403)
    #expect(!get("/", as: herCookie).text.contains("href=\"/access\""))

    let page = get("/access/users/bertha", as: cookie).text
    #expect(page.contains("value=\"other/cloud vendor/cloud\"") && page.contains("Remove the user"))
    let changed = try post(
      "/access/users/bertha", [("role", "read"), ("scope", "everything")], as: cookie,
      formToken: own)
    #expect(changed.header("location") == "/access/users/bertha?done=rights-changed")
    // At once, without signing in again.
    #expect(get("/customers/south", as: herCookie).status == 200)
    let changes = try test.inventory.read { try $0.auditEntries().last?.changes }
    #expect(
      changes == [
        AuditEntry.Change("role", from: "approve", to: "read"),
        AuditEntry.Change("scope", from: "other/cloud, vendor/cloud, north", to: "all"),
      ])
    let password = try post(
      "/access/users/bertha/password", [("password", "other good words")], as: cookie,
      formToken: own)
    #expect(password.status == 303)
    #expect(get("/", as: herCookie).status == 303)
    #expect(signIn("bertha", "several good words") == nil)
    let again = try #require(signIn("bertha", "other good words"))
    #expect(try post("/access/users/bertha/remove", [], as: cookie, formToken: own).status == 303)
    #expect(get("/", as: again).status == 303 && signIn("bertha", "other good words") == nil)
    // No password stands anywhere.
    let audit = test.get("/api/v1/audit", token: token).text
    #expect(!audit.contains("good words") && audit.contains("user.removed"))
  }

  @Test func nobodyTakesTheirOwnRightsAway() throws {
    let cookie = try #require(signIn("anna", "a long password"))
    let own = try formToken(cookie)
    for (target, fields) in [
      ("/access/users/anna", Self.everything), ("/access/users/anna/remove", []),
    ] {
      let answer = try post(target, fields, as: cookie, formToken: own)
      #expect(answer.status == 409, "\(target)")
    }
    #expect(get("/access/users/anna", as: cookie).text.contains("That is you"))
    for target in ["/api/v1/tokens/robot", "/api/v1/tokens/robot/remove"] {
      let fields = target.hasSuffix("remove") ? [] : Self.everything
      let answer = test.post(target, fields + [("seen", try seen())], token: token)
      #expect(answer.status == 409 && answer.text.contains("problem:own-rights"))
    }
    #expect(try users().map(\.role) == [.administer])
    // Another one may.
    let removed = test.post("/api/v1/users/anna/remove", [("seen", try seen())], token: token)
    #expect(removed.status == 200 && get("/", as: cookie).status == 303)
  }

  @Test func aTokenIsToldOnce() throws {
    let made = test.post(
      "/api/v1/tokens",
      [
        ("name", "edge firewall"), ("role", "read"), ("scope", "named"),
        ("deployments", "vendor/cloud"), ("expires", "2026-03-31"),
      ], token: token)
    #expect(made.status == 200 && made.header("cache-control") == "no-store", "\(made.text)")
    let new = try #require(
      made.text.firstMatch(of: #/gatebook_[0-9a-f]{64}/#).map { String($0.output) })
    #expect(test.get("/lists/vendor/cloud.txt", token: new).status == 200)
    #expect(test.get("/lists/other/cloud.txt", token: new).status == 403)
    for target in ["/api/v1/tokens", "/access", "/access/tokens/edge%20firewall", "/api/v1/audit"] {
      let text = test.get(target, token: token).text
      #expect(text.contains("edge firewall") && !text.contains(new), "\(target)")
    }
    #expect(test.get("/access", token: token).text.contains("2026-04-01 00:00 UTC"))
    let changed = test.post(
      "/api/v1/tokens/edge%20firewall", Self.everything + [("seen", try seen())], token: token)
    #expect(changed.status == 200 && changed.text.contains("\"scope\": \"everything\""))
    #expect(test.get("/lists/other/cloud.txt", token: new).status == 200)
    let removed = test.post(
      "/api/v1/tokens/edge%20firewall/remove", [("seen", try seen())], token: token)
    #expect(removed.status == 200)
    #expect(test.get("/lists/vendor/cloud.txt", token: new).status == 403)
    // On its page, too.
    let page = test.post(
      "/access/tokens",
      [("name", "monitor"), ("role", "read"), ("scope", "everything"), ("seen", try seen())],
      token: token)
    #expect(page.status == 200 && page.header("cache-control") == "no-store")
    #expect(page.text.contains("It is told only now"))
    #expect(page.text.firstMatch(of: #/<code class="secret">gatebook_[0-9a-f]{64}</code>/#) != nil)
  }

  /// Somebody's own change in between is told, and nothing is done.
  @Test func aStaleFormIsRefused() throws {
    let before = try seen()
    try test.inventory.write(TestInventory.act) {
      try ServerUsers($0).change(GivenText("anna")!, role: .desk, scope: nil)
    }
    let stale = test.post(
      "/api/v1/users/anna", Self.everything + [("seen", before)], token: token)
    #expect(stale.status == 409 && stale.text.contains("problem:stale"))
    #expect(stale.text.contains("user.changed"))
    #expect(try users().map(\.role) == [.desk])
  }

  /// A form that is sent twice changes nothing the second time, and the audit has it once.
  @Test func whatIsSoAlreadyIsNoChange() throws {
    for (target, fields) in [
      ("/api/v1/users/anna", Self.everything), ("/api/v1/tokens/meter", Self.everything),
    ] {
      _ = try? test.token(name: "meter")
      for _ in 1...2 {
        #expect(
          test.post(target, fields + [("seen", try seen())], token: token).status == 200)
      }
    }
    let actions = try test.inventory.read { try $0.auditEntries() }.map(\.action)
    #expect(actions.count { $0 == .userChanged } == 1)
    #expect(actions.count { $0 == .tokenChanged } == 1)
  }
}
