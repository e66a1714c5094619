import EndpointModel
import GatebookService
import InventoryModel
import InventoryStorage
import Testing

@testable import GatebookWeb

/// Users, passwords and sessions.
@Suite struct SignInTests {
  private let test: TestInventory

  init() throws {
    test = try TestInventory()
    try test.user("anna", .approve)
  }

  private func signIn(
    _ name: String = "anna", _ password: String = "a long password", next: String = "/",
    from client: String = "192.0.2.77"
  ) -> WebResponse {
    test.post("/sign-in", [("name", name), ("password", password), ("next", next)]) {
      $0.client = client
    }
  }

  /// The cookie that a browser sends back.
  private func cookie(_ response: WebResponse) throws -> String {
    let header = try #require(response.header("set-cookie"))
    return String(header.prefix { $0 != ";" })
  }

  private func get(_ target: String, _ cookie: String) -> WebResponse {
    test.get(target) { $0.headers.cookie = "other=1; " + cookie }
  }

  private func formToken(_ cookie: String) throws -> String {
    let page = get("/", cookie).text
    let found = try #require(page.firstMatch(of: #/name="form-token" value="([0-9a-f]{64})"/#))
    return String(found.output.1)
  }

  @Test func whoHasTheRightPasswordSeesThePages() throws {
    let response = signIn(next: "/deployments")
    #expect(response.status == 303)
    #expect(response.header("location") == "/deployments")
    let header = try #require(response.header("set-cookie"))
    for word in ["; Path=/", "; HttpOnly", "; SameSite=Strict", "; Max-Age=43200"] {
      #expect(header.contains(word), "\(word)")
    }
    let page = get("/deployments", try cookie(response))
    #expect(page.status == 200)
    #expect(page.text.contains(">anna<"))
    // Nothing of it is left in the browser for whoever sits there next.
    #expect(page.header("cache-control") == "no-store")
  }

  /// The same is said of a wrong password and of a name that is none.
  @Test func whoHasNotIsToldNothing() {
    let wrong = signIn("anna", "another password")
    let nobody = signIn("nobody", "another password")
    #expect(wrong.status == 403)
    #expect(nobody.status == 403)
    #expect(wrong.text.replacing("anna", with: "nobody") == nobody.text)
    #expect(wrong.header("set-cookie") == nil)
    for password in ["", String(repeating: "x", count: 10_000), "a long password\u{0}"] {
      #expect(signIn("anna", password).header("set-cookie") == nil)
    }
  }

  @Test(arguments: ["//evil.example", "https://evil.example", "/\\evil.example", "x", "/a b"])
  func nobodyIsLedElsewhere(_ next: String) {
    #expect(signIn(next: next).header("location") == "/")
  }

  @Test func wrongPasswordsAreLimited() {
    for _ in 1...10 { #expect(signIn("anna", "wrong").status == 403) }
    let refused = signIn()
    #expect(refused.status == 429)
    #expect(refused.header("retry-after") == "900")
    // From elsewhere the right one is still taken, and after a quarter of an hour from here, too.
    #expect(signIn(from: "192.0.2.78").status == 303)
    test.now = TestInventory.time("2026-03-01T12:15:00Z")
    #expect(signIn().status == 303)
  }

  @Test func wrongPasswordsForOneNameAreLimitedFromAnywhere() {
    for i in 0..<50 { #expect(signIn("anna", "wrong", from: "192.0.2.\(i)").status == 403) }
    #expect(signIn(from: "192.0.2.200").status == 429)
  }

  @Test func aSessionEnds() throws {
    let cookie = try cookie(signIn())
    // By itself.
    test.now = TestInventory.time("2026-03-01T23:59:59Z")
    #expect(get("/", cookie).status == 200)
    test.now = TestInventory.time("2026-03-02T00:00:00Z")
    #expect(get("/", cookie).status == 303)
    // By the user.
    let second = try self.cookie(signIn())
    let token = try formToken(second)
    let out = test.post("/sign-out", [("form-token", token)]) { $0.headers.cookie = second }
    #expect(out.status == 303)
    #expect(out.header("set-cookie")?.contains("Max-Age=0") == true)
    #expect(get("/", second).status == 303)
    // By another password, and by being no user any more.
    let third = try self.cookie(signIn())
    try test.inventory.write(TestInventory.act) {
      let name = GivenText("anna")!
      try ServerUsers($0).setPassword(Password("quite another one", of: name), of: name)
    }
    #expect(get("/", third).status == 303)
    let fourth = try self.cookie(signIn("anna", "quite another one"))
    #expect(get("/", fourth).status == 200)
    try test.inventory.write(TestInventory.act) { try $0.removeUser(GivenText("anna")!) }
    #expect(get("/", fourth).status == 303)
  }

  /// What another site sends in a user's name does nothing.
  @Test func formsOfOtherSitesAreRefused() throws {
    try test.commit(
      [TestInventory.endpoint("Web", "192.0.2.1", "443")], at: "2026-02-01T00:00:00Z",
      isHeld: true)
    let target = "/deployments/vendor/cloud/revisions/2"
    let cookie = try cookie(signIn())
    let other = try self.cookie(signIn())
    let token = try formToken(cookie)
    let seen = try test.inventory.read { try $0.lastAuditID() }
    func decide(_ fields: [(String, String)], site: String? = "same-origin") -> Int {
      test.post(target, [("decision", "reject"), ("seen", "\(seen)")] + fields) {
        $0.headers.cookie = cookie
        $0.headers.secFetchSite = site
      }.status
    }
    #expect(decide([]) == 403)
    #expect(decide([("form-token", try formToken(other))]) == 403)
    #expect(decide([("form-token", token), ("form-token", token)]) == 403)
    #expect(decide([("form-token", token)], site: "cross-site") == 403)
    #expect(decide([("form-token", token)], site: "same-site") == 403)
    #expect(try test.inventory.read { try $0.heldRevision(of: TestInventory.cloud) } != nil)
    #expect(decide([("form-token", token)], site: nil) == 303)
    let audit = try test.inventory.read { try $0.auditEntries() }
    #expect(audit.last?.act.author.user.text == "anna")
  }

  /// The inventory has nothing by which anybody could sign in.
  @Test func onlyAHashIsKept() throws {
    try test.user("bertha")
    let kept = try test.inventory.read { try $0.users().map(\.password) }
    #expect(kept.count == 2)
    #expect(kept.allSatisfy { $0.hasPrefix("$y$") && !$0.contains("long") })
    // Salted: the same password is no other user's.
    #expect(kept[0] != kept[1])
    #expect(Password.matches("a long password", hash: kept[0]))
    #expect(!Password.matches("a long passwore", hash: kept[0]))
    #expect(!Password.matches("a long password", hash: "*0"))
    #expect(!Password.matches("a long password", hash: nil))
  }

  /// What a user sees follows the customers it is of.
  @Test func scopesFollowMergersAndRenames() throws {
    try test.user("desk", .desk, .only(deployments: [], customers: [TestInventory.south]))
    let east = CustomerName("east")!
    try test.inventory.write(TestInventory.act) {
      try $0.merge(TestInventory.south, into: TestInventory.north)
      try $0.rename(TestInventory.north, to: east)
    }
    let scopes = try test.inventory.read { try $0.users().map(\.user.scope) }
    #expect(scopes == [.everything, .only(deployments: [], customers: [east])])
  }

  @Test func weakPasswordsAreRefused() {
    let name = GivenText("anna")!
    for text in [
      "", "short", "elevenchars", "anna has a password", String(repeating: "x", count: 201),
    ] {
      #expect(throws: PasswordError.self, "\(text)") { try Password(text, of: name) }
    }
    #expect(throws: Never.self) { try Password("twelve chars", of: name) }
  }

  /// Who has just started a server is not left before a form that nobody can fill in.
  @Test func whereNobodyMaySignInItIsSaid() throws {
    #expect(!test.get("/sign-in").text.contains("Nobody may sign in yet"))
    let fresh = try TestInventory()
    #expect(fresh.get("/sign-in").text.contains("<code>gatebook user add NAME"))
  }
}
