import EndpointModel
import Foundation
import GatebookService
import InventoryModel
import InventoryStorage
import Testing

@testable import GatebookWeb

/// Who may ask what.
@Suite struct RightsTests {
  private let test: TestInventory

  init() throws {
    test = try TestInventory()
    _ = try test.inventory.write(TestInventory.act) {
      try $0.assign([
        NewAssignment(
          customer: TestInventory.north, deployment: TestInventory.cloud, role: .data,
          ports: PortRange(4201, 4264)!, from: TestInventory.act.time)
      ])
    }
    try test.addSource(at: "2026-02-28T12:00:00Z")
    try test.user("bertha")
    _ = try test.token(name: "meter")
  }

  /// Somebody who asks.
  private struct Asker: CustomStringConvertible {
    let description: String
    let role: ServerRole?
    let scope: ServerScope
  }

  private static let scopes: [(String, ServerScope)] = [
    ("everything", .everything),
    ("its deployment", .only(deployments: [TestInventory.cloud], customers: [])),
    ("another deployment", .only(deployments: [TestInventory.other], customers: [])),
    ("its customer", .only(deployments: [], customers: [TestInventory.north])),
    ("another customer", .only(deployments: [], customers: [TestInventory.south])),
  ]

  private static let askers =
    [Asker(description: "anybody", role: nil, scope: .only(deployments: [], customers: []))]
    + ServerRole.allCases.flatMap { role in
      scopes.map { Asker(description: "\(role.rawValue) of \($0.0)", role: role, scope: $0.1) }
    }

  /// A question to each route about vendor/cloud and north, with what it needs besides the path.
  private static func target(_ route: Route) -> String {
    let path = route.path
      .replacing("{vendor}", with: "vendor").replacing("{name}", with: "cloud")
      .replacing("{customer}", with: "north").replacing("{firewall}", with: "edge")
      .replacing("{instance}", with: "vendor.cloud").replacing("{version}", with: "0000000000")
      .replacing("{number}", with: "1").replacing("{user}", with: "bertha")
      .replacing("{token}", with: "meter")
    if route.method == .post { return path }
    let query = [
      "/api/v1/diff": "old=vendor/cloud&new=vendor/cloud",
      "/api/v1/lookup": "address=192.0.2.1",
      "/api/v1/search": "q=cloud",
      "/firewalls/{firewall}/list.txt": "list=out-tcp-443",
      "/deployments/{vendor}/{name}/compare": "old=1&new=1",
      "/customers/{customer}/ports/correct":
        "deployment=vendor/cloud&role=data&held=2026-02-01",
    ]
    if let query = query[route.path] { return path + "?" + query }
    return route.parameters.contains { $0.name == "ClientRequestId" }
      ? path + "?clientrequestid=b10c5ed1-bad1-445f-b386-b919946339a7" : path
  }

  /// The status that somebody has to get, by what the route says that it needs. An order is sent
  /// without its fields, so whoever may give it is told that they are missing.
  private static func wanted(_ route: Route, _ asker: Asker) -> Int {
    let wanted = wantedOfQuestion(route, asker)
    if route.method == .get || wanted != 200 { return wanted }
    return route.parameters.contains { $0.isRequired } ? 400 : 303
  }

  private static func wantedOfQuestion(_ route: Route, _ asker: Asker) -> Int {
    let seesCloud = asker.scope.includes(TestInventory.cloud)
    switch route.need {
    case .nothing: return 200
    case .list:
      // An index of all shows what is seen.
      if route.pathNames.isEmpty { return 200 }
      return seesCloud ? 200 : 403
    case .role(let role, let subject):
      // A person is led to where to sign in.
      guard let own = asker.role else { return route.isPage ? 303 : 401 }
      if own < role { return 403 }
      switch subject {
      case .seen: return route.path == "/api/v1/diff" && !seesCloud ? 403 : 200
      case .deployment: return seesCloud ? 200 : 403
      case .customer:
        // It is about ports on a deployment, which has to be seen, too.
        let isOfBoth = route.path == "/customers/{customer}/ports/correct" && route.method == .get
        return asker.scope.includes(TestInventory.north) && (seesCloud || !isOfBoth) ? 200 : 403
      case .everything: return asker.scope == .everything ? 200 : 403
      }
    }
  }

  private func ask(_ route: Route, _ token: String?) -> WebResponse {
    route.method == .get
      ? test.get(Self.target(route), token: token) : test.post(Self.target(route), token: token)
  }

  /// Every route, role and scope: made from the routes, so that a new one is in it.
  @Test func everyRouteForEveryRoleAndScope() throws {
    let tokens = try Self.askers.map { asker in
      try asker.role.map { try test.token($0, asker.scope, name: asker.description) }
    }
    #expect(Route.all.count > 25)
    for route in Route.all {
      for (asker, token) in zip(Self.askers, tokens) {
        // The second time, it may be prepared.
        for _ in 1...2 {
          let response = ask(route, token)
          #expect(
            response.status == Self.wanted(route, asker),
            "\(route.path) for \(asker): \(response.text.prefix(300))")
        }
      }
    }
  }

  /// What somebody does not see stands in no answer, whatever its status.
  @Test func nothingOfOthersIsTold() throws {
    let token = try test.token(
      .administer, .only(deployments: [TestInventory.other], customers: [TestInventory.south]))
    let customers = try test.token(.read, .only(deployments: [], customers: [TestInventory.south]))
    for route in Route.all where route.need != .nothing {
      for token in [token, customers, nil] {
        let text = ask(route, token).text
        for secret in ["vendor/none", "192.0.2.", "198.51.100", "*.example.com", "North"] {
          // The question itself may be repeated.
          let isTold = text.contains(secret) && !Self.target(route).contains(secret)
          #expect(!isTold, "\(route.path) tells \(secret): \(text.prefix(300))")
        }
      }
    }
  }

  /// Whether something exists is not told to whoever may not see it.
  @Test func theSameIsSaidOfWhatThereIsAndIsNot() throws {
    let token = try test.token(.read, .only(deployments: [TestInventory.other], customers: []))
    for (there, missing) in [
      ("/lists/vendor/cloud.txt", "/lists/vendor/none.txt"),
      ("/firewalls/edge/list.txt", "/firewalls/none/list.txt"),
      ("/api/v1/deployments/vendor/cloud/log", "/api/v1/deployments/vendor/none/log"),
      ("/api/v1/rules/north", "/api/v1/rules/nobody"),
      ("/feeds/vendor/cloud.atom", "/feeds/vendor/none.atom"),
    ] {
      for token in [token, nil] {
        let (first, second) = (test.get(there, token: token), test.get(missing, token: token))
        #expect(first.status == second.status, "\(there)")
        #expect(first.body == second.body, "\(there)")
      }
    }
  }

  @Test func aListIsPublicIfItIsDeclared() throws {
    #expect(test.get("/lists/vendor/cloud.txt").status == 403)
    try test.inventory.write(TestInventory.act) {
      try $0.setPublicList(TestInventory.cloud, true)
    }
    #expect(test.get("/lists/vendor/cloud.txt").status == 200)
    #expect(
      test.get("/lists/vendor/cloud.txt").header("cache-control") == "public, no-cache")
    #expect(test.get("/firewalls/edge/list.txt?list=out-tcp-443").status == 200)
    #expect(test.get("/lists/other/cloud.txt").status == 403)
    // A wrong token is told even where none is needed.
    #expect(test.get("/lists/vendor/cloud.txt", token: "gatebook_0").status == 403)
    #expect(test.get("/lists").text.contains("vendor/cloud"))
    #expect(!test.get("/lists").text.contains("other/cloud"))
    try test.inventory.write(TestInventory.act) {
      try $0.setPublicList(TestInventory.cloud, false)
    }
    #expect(test.get("/lists/vendor/cloud.txt").status == 403)
  }

  @Test func aTokenHoldsUntilItExpiresOrIsRemoved() throws {
    let token = try test.token(
      .read, expires: TestInventory.time("2026-03-01T12:00:01Z"), name: "edge")
    let target = "/lists/vendor/cloud.txt"
    #expect(test.get(target, token: token).status == 200)
    #expect(test.get("/api/v1/held", token: token).status == 200)
    test.now = TestInventory.time("2026-03-01T12:00:01Z")
    // A firewall would take 401 for a fault.
    #expect(test.get(target, token: token).status == 403)
    #expect(test.get("/api/v1/held", token: token).status == 401)
    #expect(test.get("/api/v1/held").header("www-authenticate") != nil)

    let other = try test.token(name: "other")
    #expect(test.get(target, token: other).status == 200)
    try test.inventory.write(TestInventory.act) {
      try $0.removeToken(GivenText("other")!)
    }
    #expect(test.get(target, token: other).status == 403)
    let audit = try test.inventory.read { try $0.auditEntries() }.map(\.action)
    #expect(audit.contains(.tokenAdded))
    #expect(audit.last == .tokenRemoved)
  }

  @Test(arguments: [
    "Basic ZmlyZXdhbGw6", "Basic", "Bearer", "Bearer ", "Digest x", "Basic !!!", "Basic Og==",
    "Bearer gatebook_\(String(repeating: "0", count: 64))",
  ])
  func whatIsNoToken(_ header: String) {
    let response = test.get("/lists/vendor/cloud.txt") { $0.headers.authorization = header }
    #expect(response.status == 403)
  }

  /// Many firewalls can send a name and a password only.
  @Test func aTokenMayBeAPassword() throws {
    let token = try test.token()
    let text = Data("anything:\(token)".utf8).base64EncodedString()
    let response = test.get("/lists/vendor/cloud.txt") {
      $0.headers.authorization = "Basic " + text
    }
    #expect(response.status == 200)
  }

  /// The inventory has nothing by which anybody could be the program.
  @Test func onlyTheDigestIsKept() throws {
    let token = try test.token()
    #expect(token.utf8.count == 9 + 64)
    let kept = try test.inventory.read { try $0.tokens() }
    #expect(kept.count == 2)
    #expect(kept.allSatisfy { $0.sha256.count == 32 })
    #expect(kept.allSatisfy { $0.sha256 != Array(token.utf8) })
  }

  @Test func whoGotWhichListIsTold() throws {
    let token = try test.token(name: "edge firewall")
    let reader = try test.token(name: "monitor")
    _ = test.get("/lists/vendor/cloud.txt?family=4", token: token)
    test.now = TestInventory.time("2026-03-01T13:00:00Z")
    let index = test.get("/lists", token: reader).text
    #expect(index.contains("\"who\": \"edge firewall\""))
    #expect(index.contains("\"secondsAgo\": 3600"))
    // It is known after a restart, too.
    try test.site.keepPolls(by: TestInventory.act.author)
    let again = try Site(
      at: test.path, Site.Settings { TestInventory.time("2026-03-01T14:00:00Z") })
    #expect(again.listPolls.map(\.who) == ["edge firewall"])
    #expect(again.listPolls.map(\.list) == ["/lists/vendor/cloud.txt?family=4"])
    try again.close()
  }
}
