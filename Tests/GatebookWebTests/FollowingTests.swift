import EndpointModel
import Foundation
import InventoryModel
import InventoryStorage
import Testing

@testable import GatebookWeb

/// A site that gives a copy of an inventory which is written elsewhere.
@Suite struct FollowingTests {
  private let test: TestInventory

  init() throws {
    test = try TestInventory(following: Following(mostAge: 600))
  }

  private static let list = "/lists/vendor/cloud.txt"

  /// A site of the copy as it is, whose clock is the test's.
  private func site() throws -> Site { try test.site.following(test.path) }

  @Test func theAgeIsTold() throws {
    try test.inventory.beat(at: TestInventory.time("2026-03-01T11:59:00Z"))
    let site = try site()
    let token = try test.token(.read)
    var request = WebRequest("GET", Self.list)
    request.headers.authorization = "Bearer \(token)"
    // Made, and then at hand.
    #expect(site.prepared(request) == nil)
    #expect(site.answer(request).header("Gatebook-Age") == "60")
    test.now = TestInventory.time("2026-03-01T12:00:10Z")
    let atHand = try #require(site.prepared(request))
    #expect(atHand.status == 200)
    #expect(atHand.header("Gatebook-Age") == "70")
    request = WebRequest("GET", "/metrics")
    request.headers.authorization = "Bearer \(token)"
    let metrics = String(decoding: site.answer(request).body, as: UTF8.self)
    #expect(metrics.contains("\ngatebook_copy_age_seconds 70\n"))
  }

  /// Who looks at a screen is told that it shows a copy.
  @Test func thePageTellsTheAge() throws {
    let token = try test.token(.read)
    try test.inventory.beat(at: TestInventory.time("2026-03-01T11:59:00Z"))
    var request = WebRequest("GET", "/today")
    request.headers.authorization = "Bearer \(token)"
    let page = String(decoding: try site().answer(request).body, as: UTF8.self)
    #expect(page.contains("of a copy that was 60 seconds old"), "\(page)")
  }

  @Test func whatIsTooOldIsNotGiven() throws {
    let token = try test.token(.read)
    func status(_ site: Site, _ target: String) -> (Int, String?) {
      var request = WebRequest("GET", target)
      request.headers.authorization = "Bearer \(token)"
      let answer = site.prepared(request) ?? site.answer(request)
      return (answer.status, answer.header("Gatebook-Age"))
    }
    // It was never told; just in time; a second late; from a clock that is ahead.
    let cases: [(String?, Int, String)] = [
      (nil, 503, "unknown"), ("2026-03-01T11:50:00Z", 200, "600"),
      ("2026-03-01T11:49:59Z", 503, "601"), ("2026-03-01T12:01:00Z", 200, "0"),
      ("2026-03-01T12:01:01Z", 503, "unknown"),
    ]
    for (beat, expected, age) in cases {
      if let beat { try test.inventory.beat(at: TestInventory.time(beat)) }
      let site = try site()
      for target in [Self.list, Self.list, "/api/v1/deployments", "/ready"] {
        #expect(status(site, target) == (expected, age), "\(beat ?? "") \(target)")
      }
      // A monitor is answered all the same.
      #expect(status(site, "/metrics").0 == 200)
      #expect(status(site, "/health").0 == 200)
    }
    // A list that was at hand grows too old there.
    try test.inventory.beat(at: TestInventory.time("2026-03-01T12:00:00Z"))
    let site = try site()
    #expect(status(site, Self.list).0 == 200)
    test.now = TestInventory.time("2026-03-01T12:10:01Z")
    #expect(status(site, Self.list) == (503, "601"))
  }

  /// Other names, of the kind that a route is about.
  private func names(_ route: Route) -> [String: String] {
    let name = route.path.contains("/deployments/") ? "vendor/sky" : "northern"
    return ["to": name, "into": name]
  }

  /// Whatever a route does, it is not done here.
  @Test func nothingIsChanged() throws {
    try test.inventory.beat(at: test.now)
    let site = try site()
    let token = try test.token(.administer)
    let before = try test.inventory.read { try $0.lastAuditID() }
    let fields: [String: String] = [
      "seen": "\(before)", "decision": "approve", "deployment": "vendor/cloud",
      "signaling": "7400", "from": "2026-04-01", "number": "1",
      "sheet": "customer,deployment,signaling\nnorth,vendor/cloud,7400\n",
      "role": "data", "held": "2026-02-01", "never": "yes", "document": "list", "shown": "list",
      "when": "now", "out": "yes", "wish": "pause", "name": "bertha", "scope": "everything",
      "password": "several good words",
    ]
    // What a device lists is compared, and nothing is kept.
    let orders = site.routes.filter {
      $0.method == .post && $0.need != .nothing && !$0.path.hasSuffix("/check")
    }
    #expect(orders.count >= 8)
    for route in orders {
      let path = route.path.replacing("{vendor}", with: "vendor").replacing("{name}", with: "cloud")
        .replacing("{number}", with: "1").replacing("{customer}", with: "north")
        .replacing("{firewall}", with: "edge").replacing("{user}", with: "bertha")
        .replacing("{token}", with: "meter")
      var request = WebRequest("POST", path)
      request.headers.authorization = "Bearer \(token)"
      request.headers.contentType = WebForm.fieldsType
      request.body = Array(
        route.parameters.compactMap { parameter in
          let word = fields[parameter.name] ?? names(route)[parameter.name]
          let isOne = parameter.words.isEmpty || parameter.words.contains(word ?? "")
          // Of optional words none is needed, and some exclude others.
          return (isOne ? word : parameter.isRequired ? parameter.words.first : nil).map {
            "\(parameter.name)=" + $0.addingPercentEncoding(withAllowedCharacters: .alphanumerics)!
          }
        }.joined(separator: "&").utf8)
      let answer = site.answer(request)
      let text = String(decoding: answer.body, as: UTF8.self)
      #expect(answer.status == 409, "\(path): \(text)")
      #expect(
        text.contains("server gives a copy, in which nothing is changed"), "\(path): \(text)")
    }
    #expect(try test.inventory.read { try $0.lastAuditID() } == before)
  }
}
