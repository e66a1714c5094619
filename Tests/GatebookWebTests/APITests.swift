import EndpointModel
import Foundation
import InventoryModel
import Testing

@testable import GatebookWeb

/// The API, the Microsoft 365 service's paths, feeds and metrics.
@Suite struct APITests {
  private let test: TestInventory
  private let token: String

  init() throws {
    test = try TestInventory()
    token = try test.token(.read)
  }

  private func json(_ target: String, status: Int = 200) throws -> Any {
    let response = test.get(target, token: token)
    #expect(response.status == status, "\(target): \(response.text)")
    return try JSONSerialization.jsonObject(with: Data(response.body))
  }

  private func objects(_ target: String) throws -> [[String: Any]] {
    try #require(try json(target) as? [[String: Any]], "\(target)")
  }

  private func object(_ target: String) throws -> [String: Any] {
    try #require(try json(target) as? [String: Any], "\(target)")
  }

  /// Every element, page by page.
  private func pages(_ target: String, limit: Int) throws -> [[[String: Any]]] {
    var pages: [[[String: Any]]] = []
    var next: String? = target + (target.contains("?") ? "&" : "?") + "limit=\(limit)"
    while let target = next {
      pages.append(try objects(target))
      let link = test.get(target, token: token).header("link")
      next = link.map { String($0.dropFirst().prefix { $0 != ">" }) }
    }
    return pages
  }

  @Test func answersAreWhatTheCommandsPrint() throws {
    let deployments = try objects("/api/v1/deployments")
    #expect(deployments.map { $0["deployment"] as? String } == ["other/cloud", "vendor/cloud"])
    let snapshot = try object("/api/v1/deployments/vendor/cloud/snapshot?revision=1")
    #expect((snapshot["endpoints"] as? [Any])?.count == 7)
    let found = try objects("/api/v1/lookup?address=192.0.2.1&address=203.0.113.9")
    #expect(found.map { $0["asked"] as? String } == ["192.0.2.1", "203.0.113.9"])
    #expect(found[0]["customers"] as? [String] == ["north"])
    let rules = try object("/api/v1/rules/north?asOf=2026-02-01")
    #expect(rules["customer"] as? String == "north")
    let diff = try object("/api/v1/diff?old=vendor/cloud@2025-01-01&new=vendor/cloud")
    #expect((diff["added"] as? [Any])?.count == 7)
    #expect(try objects("/api/v1/audit").count >= 4)
    #expect(try objects("/api/v1/firewalls").count == 1)
    #expect(try object("/api/v1/firewalls/edge/plan")["firewall"] as? String == "edge")
  }

  @Test func longAnswersComeInPages() throws {
    for (target, key) in [
      ("/api/v1/deployments", "deployment"), ("/api/v1/customers", "customer"),
      ("/api/v1/audit", "id"),
    ] {
      let whole = try objects(target).map { "\($0[key] ?? "")" }
      #expect(whole.count >= 2)
      let pages = try pages(target, limit: 1)
      #expect(pages.count == whole.count)
      #expect(pages.joined().map { "\($0[key] ?? "")" } == whole)
    }
    try test.commit(
      [TestInventory.endpoint("Web", "192.0.2.1", "443")], at: "2026-02-01T00:00:00Z")
    let log = try pages("/api/v1/deployments/vendor/cloud/log", limit: 1)
    #expect(log.joined().map { $0["revision"] as? Int } == [2, 1])
    // A table goes on with its endpoints.
    let target = "/api/v1/deployments/vendor/cloud/snapshot?revision=1&limit=4"
    let first = test.get(target, token: token)
    let next = try #require(first.header("link")?.dropFirst().prefix { $0 != ">" })
    #expect((try object(target)["endpoints"] as? [Any])?.count == 4)
    #expect((try object(String(next))["endpoints"] as? [Any])?.count == 3)
    for wrong in ["limit=0", "limit=x", "limit=10001", "limit=1&limit=2"] {
      #expect(test.get("/api/v1/deployments?" + wrong, token: token).status == 400, "\(wrong)")
    }
  }

  @Test func searchFindsWhatIsTyped() throws {
    func found(_ text: String, _ kind: String) throws -> Int {
      (try object("/api/v1/search?q=" + text)[kind] as? [Any])?.count ?? -1
    }
    #expect(try found("clou", "deployments") == 2)
    #expect(try found("NORT", "customers") == 1)
    #expect(try found("192.0.2.200", "endpoints") == 1)
    #expect(try found("7400", "assignments") == 0)
    #expect(try found("%25", "customers") == 0)
    #expect(test.get("/api/v1/search?q=", token: token).status == 400)
  }

  @Test func problemsAreTold() throws {
    for (target, status) in [
      ("/api/v1/deployments/vendor/none/log", 404), ("/api/v1/rules/nobody", 404),
      ("/api/v1/deployments/vendor/cloud/snapshot?revision=9", 404), ("/api/v1/none", 404),
      ("/api/v1/lookup", 400), ("/api/v1/lookup?address=300.1.1.1", 400),
      ("/api/v1/diff?old=vendor/cloud", 400), ("/api/v1/rules/north?revision=1", 400),
    ] {
      let problem = try #require(try json(target, status: status) as? [String: Any])
      #expect(problem["status"] as? Int == status)
      #expect((problem["type"] as? String)?.hasPrefix("urn:gatebook:problem:") ?? false)
      #expect((problem["detail"] as? String)?.isEmpty == false)
    }
  }

  /// The text of the API names each route for programs and each parameter.
  @Test func theTextOfTheAPIIsWhole() throws {
    let text = try object("/api/v1/openapi.json")
    let paths = try #require(text["paths"] as? [String: [String: [String: Any]]])
    #expect(Set(paths.keys) == Set(Route.api.map(\.path)))
    for route in Route.api {
      let operation = try #require(paths[route.path]?[route.method.rawValue.lowercased()])
      let parameters = try #require(operation["parameters"] as? [[String: Any]])
      let isOrder = route.method == .post
      #expect(
        parameters.compactMap { $0["name"] as? String }
          == route.pathNames + (isOrder ? [] : route.parameters.map(\.name)))
      if !isOrder { continue }
      let content = (operation["requestBody"] as? [String: Any])?["content"] as? [String: Any]
      let form = content?["application/x-www-form-urlencoded"] as? [String: Any]
      let schema = form?["schema"] as? [String: Any]
      let fields = try #require(schema?["properties"] as? [String: Any])
      #expect(Set(fields.keys) == Set(route.parameters.map(\.name)))
    }
  }

  @Test func scriptsOfTheMicrosoft365ServiceAreAnswered() throws {
    let client = "clientrequestid=b10c5ed1-bad1-445f-b386-b919946339a7"
    let all = try objects("/version?" + client)
    #expect(all.map { $0["instance"] as? String } == ["other.cloud", "vendor.cloud"])
    let version = try object("/version/vendor.cloud?AllVersions=true&" + client)
    #expect(version["latest"] as? String == "2026010100")
    let sets = try objects("/endpoints/vendor.cloud?NoIPv6=true&" + client)
    let mail = try #require(sets.first { $0["serviceArea"] as? String == "Mail" })
    #expect(mail["ips"] as? [String] == ["198.51.100.7/32"])
    #expect(try objects("/endpoints/vendor.cloud?ServiceAreas=Web&" + client).count == 1)
    try test.commit(
      [TestInventory.endpoint("Web", "192.0.2.1", "443")], at: "2026-02-01T00:00:00Z")
    #expect(try !objects("/changes/vendor.cloud/0000000000?" + client).isEmpty)
    #expect(try objects("/changes/vendor.cloud/2026020100?" + client).isEmpty)
    for wrong in ["", "?ClientRequestId=7", "?\(client)&Format=CSV", "?\(client)&NoIPv6=7"] {
      let status = test.get("/endpoints/vendor.cloud" + wrong, token: token).status
      #expect(status == 400 || status == 406, "\(wrong)")
    }
    #expect(test.get("/endpoints/none?" + client, token: token).status == 400)
    #expect(test.get("/endpoints/no.ne?" + client, token: token).status == 404)
  }

  @Test func feedsTellTheHistory() {
    for (ending, type) in [
      ("atom", "application/atom+xml"), ("rss", "application/rss+xml"),
      ("json", "application/feed+json"),
    ] {
      let feed = test.get("/feeds/vendor/cloud.\(ending)", token: token)
      #expect(feed.status == 200)
      #expect(feed.header("content-type") == type)
      #expect(feed.text.contains("vendor/cloud"))
      let same = test.get("/feeds/vendor/cloud.\(ending)", token: token) {
        $0.headers.ifNoneMatch = feed.header("etag")
      }
      #expect(same.status == 304)
    }
  }

  /// Each line is a comment, or a name with labels and a number.
  @Test func metricsAreInPrometheusForm() throws {
    try test.commit(
      [TestInventory.endpoint("Web", "192.0.2.1", "443")], at: "2026-02-01T00:00:00Z",
      isHeld: true)
    _ = test.get("/lists/vendor/cloud.txt?service=Mail", token: token)
    let text = test.get("/metrics", token: token).text
    for line in text.split(separator: "\n") {
      let isRight =
        line.wholeMatch(
          of:
            #/# (HELP|TYPE) gatebook_[a-z_]+ .+|gatebook_[a-z_]+(\{[a-z]+="([^"\\\n]|\\["\\n])*"(,[a-z]+="([^"\\\n]|\\["\\n])*")*\})? [0-9]+/#
        ) != nil
      #expect(isRight, "\(line)")
    }
    #expect(text.contains("gatebook_revisions_held 1\n"))
    #expect(text.contains("gatebook_revision_held_age_seconds{deployment=\"vendor/cloud\"} "))
    #expect(
      text.contains("gatebook_list_poll_age_seconds{list=\"/lists/vendor/cloud.txt?service=Mail\""))
  }
}
