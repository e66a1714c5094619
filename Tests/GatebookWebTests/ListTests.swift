import EndpointModel
import Foundation
import InventoryModel
import InventoryStorage
import TestSupport
import Testing

@testable import GatebookWeb

/// Lists that firewalls poll.
@Suite struct ListTests {
  private let test: TestInventory

  init() throws { test = try TestInventory(public: true) }

  private func entries(_ query: String = "") -> [String] {
    test.get("/lists/vendor/cloud.txt" + query).text.split(separator: "\n").map(String.init)
  }

  @Test func aListHasAnEntryALine() {
    let response = test.get("/lists/vendor/cloud.txt")
    #expect(response.status == 200)
    #expect(
      response.text == """
        192.0.2.0/25
        192.0.2.8/31
        192.0.2.10
        192.0.2.128/25
        198.51.100.7
        203.0.113.1
        2001:db8::25
        *.example.com

        """)
    #expect(response.header("gatebook-entries") == "8")
    #expect(response.header("gatebook-revision") == "1")
    #expect(response.header("content-type") == "text/plain; charset=utf-8")
    #expect(response.header("last-modified") == "Thu, 01 Jan 2026 00:00:00 GMT")
    #expect(response.header("content-length") == "\(response.body.count)")
  }

  @Test func questionsMakeItNarrower() {
    #expect(entries("?family=6") == ["2001:db8::25"])
    #expect(entries("?family=names&family=6") == ["2001:db8::25", "*.example.com"])
    #expect(entries("?service=Mail&family=4") == ["198.51.100.7"])
    #expect(entries("?ports=25") == ["198.51.100.7", "2001:db8::25"])
    #expect(entries("?ports=tcp/443&family=4&aggregate=yes") == ["192.0.2.0/24"])
    #expect(entries("?ports=udp/443&empty=allowed") == [])
    // What is not stated is never taken for any.
    #expect(entries("?ports=unstated") == ["203.0.113.1"])
    #expect(
      test.get("/lists/vendor/cloud.json?family=6").text.contains(
        "\"entries\": [\n    \"2001:db8::25\""))
  }

  /// A firewall takes a list as the whole truth.
  @Test(arguments: [
    ("/lists/vendor/none.txt", 404, "unknown-deployment"),
    ("/lists/vendor/cloud.txt?service=Nobody", 404, "unknown-service"),
    ("/lists/vendor/cloud.txt?ports=1", 404, "empty-list"),
    ("/lists/vendor/cloud.txt?famliy=4", 400, "unknown-parameter"),
    ("/lists/vendor/cloud.txt?family=5", 400, "bad-value"),
    ("/lists/vendor/cloud.txt?ports=0", 400, "bad-value"),
    ("/lists/vendor/cloud.txt?most=7", 409, "too-many-entries"),
    ("/lists/vendor/cloud.txt?aggregate=yes&aggregate=no", 400, "given-twice"),
    ("/lists/vendor/cloud.txt?service=%ZZ", 400, "bad-path"),
    ("/lists/Vendor/cloud.txt", 400, "bad-value"),
    ("/lists/vendor/../cloud.txt", 404, "no-route"),
    ("/lists/vendor/cloud.txt?customer=north", 403, "out-of-scope"),
    ("/firewalls/none/list.txt", 403, "out-of-scope"),
    ("/firewalls/edge/list.txt", 404, "which-list"),
  ])
  func aFaultIsNoEmptyList(_ target: String, _ status: Int, _ code: String) {
    let response = test.get(target)
    #expect(response.status == status)
    #expect(response.text.contains("urn:gatebook:problem:\(code)\""), "\(response.text)")
    #expect(response.header("content-type") == "application/problem+json")
  }

  @Test func aFirewallHasItsLists() throws {
    let response = test.get("/firewalls/edge/list.txt?list=out-tcp-443")
    #expect(
      response.text == "192.0.2.0/25\n192.0.2.128/25\n",
      "\(response.text)")
    // Its target takes no more.
    try test.inventory.write(TestInventory.act) { writer in
      var firewall = try writer.firewall(TestInventory.firewall)
      firewall.settings["limit-entries"] = "1"
      try writer.setFirewall(firewall)
    }
    #expect(test.get("/firewalls/edge/list.txt?list=out-tcp-443").status == 409)
  }

  @Test func whatItHasIsNotSentAgain() throws {
    let first = test.get("/lists/vendor/cloud.txt")
    let tag = try #require(first.header("etag"))
    let modified = try #require(first.header("last-modified"))
    func status(_ change: (inout WebRequest.Headers) -> Void) -> Int {
      test.get("/lists/vendor/cloud.txt") { change(&$0.headers) }.status
    }
    #expect(status { $0.ifNoneMatch = tag } == 304)
    #expect(status { $0.ifNoneMatch = "\"x\", W/\(tag)" } == 304)
    #expect(status { $0.ifNoneMatch = "*" } == 304)
    #expect(status { $0.ifNoneMatch = "\"x\"" } == 200)
    #expect(status { $0.ifModifiedSince = modified } == 304)
    #expect(status { $0.ifModifiedSince = "Fri, 02 Jan 2026 00:00:00 GMT" } == 200)
    // The tag counts before the date.
    #expect(
      status {
        $0.ifNoneMatch = "\"x\""
        $0.ifModifiedSince = modified
      } == 200)
    let same = test.get("/lists/vendor/cloud.txt") { $0.headers.ifNoneMatch = tag }
    #expect(same.body.isEmpty)
    #expect(same.header("etag") == tag)

    // A revision without another address changes no list.
    try test.commit(
      [
        TestInventory.endpoint("Web", "192.0.2.0/25", "444"),
        TestInventory.endpoint("Web", "192.0.2.128/25", "443"),
        TestInventory.endpoint("Mail", "198.51.100.7", "25"),
        TestInventory.endpoint("Mail", "2001:db8::25", "25"),
        TestInventory.endpoint("Names", "*.example.com", "443"),
        TestInventory.endpoint("Odd", "192.0.2.8-192.0.2.10", "443"),
        TestInventory.endpoint("Open", "203.0.113.1", nil),
      ], at: "2026-02-01T00:00:00Z")
    #expect(status { $0.ifNoneMatch = tag } == 304)
    #expect(test.get("/lists/vendor/cloud.txt").header("gatebook-revision") == "2")
    try test.commit(
      [TestInventory.endpoint("Web", "192.0.2.0/25", "443")], at: "2026-02-02T00:00:00Z")
    #expect(status { $0.ifNoneMatch = tag } == 200)
    #expect(entries() == ["192.0.2.0/25"])
  }

  @Test func gzipStandsBesideIt() throws {
    try test.commit(
      (0..<200).map { TestInventory.endpoint("Web", "192.0.2.\($0)", "443") },
      at: "2026-02-01T00:00:00Z")
    let plain = test.get("/lists/vendor/cloud.txt")
    let packed = test.get("/lists/vendor/cloud.txt") {
      $0.headers.acceptEncoding = "br, gzip;q=0.5"
    }
    #expect(plain.header("content-encoding") == nil)
    #expect(packed.header("content-encoding") == "gzip")
    #expect(packed.body.count < plain.body.count)
    #expect(packed.header("etag") != plain.header("etag"))
    #expect(packed.header("vary") == "Accept-Encoding")
    let file = try test.folder.write("list.gz", packed.body)
    let unpacked = try GatebookProcess.run("/bin/gzip", ["-dc", file])
    #expect(unpacked.output == plain.text)
    let same = test.get("/lists/vendor/cloud.txt") {
      $0.headers.acceptEncoding = "gzip"
      $0.headers.ifNoneMatch = packed.header("etag")
    }
    #expect(same.status == 304)
    let refused = test.get("/lists/vendor/cloud.txt") { $0.headers.acceptEncoding = "gzip;q=0" }
    #expect(refused.header("content-encoding") == nil)
  }

  @Test func partsOfIt() throws {
    let whole = test.get("/lists/vendor/cloud.txt")
    func part(_ range: String, _ condition: String? = nil) -> WebResponse {
      test.get("/lists/vendor/cloud.txt") {
        $0.headers.range = range
        $0.headers.ifRange = condition
        $0.headers.acceptEncoding = "gzip"
      }
    }
    #expect(part("bytes=0-2").text == "192")
    #expect(part("bytes=0-2").status == 206)
    #expect(part("bytes=0-2").header("content-range") == "bytes 0-2/\(whole.body.count)")
    #expect(part("bytes=-4").text == "com\n")
    #expect(part("bytes=100-").body.count == whole.body.count - 100)
    #expect(part("bytes=100000-").status == 416)
    #expect(part("bytes=-0").status == 416)
    for other in ["bytes=0-1,3-4", "bytes=5-2", "lines=0-1", "bytes=+1-2", "bytes=-"] {
      #expect(part(other).status == 200, "\(other)")
      #expect(part(other).body == whole.body, "\(other)")
    }
    #expect(part("bytes=0-2", whole.header("etag")).status == 206)
    #expect(part("bytes=0-2", "\"old\"").status == 200)
    let known = test.get("/lists/vendor/cloud.txt") {
      $0.headers.range = "bytes=0-2"
      $0.headers.ifNoneMatch = whole.header("etag")
    }
    #expect(known.status == 304)
  }

  @Test func headHasTheHeaders() {
    var request = WebRequest("HEAD", "/lists/vendor/cloud.txt")
    let whole = test.get("/lists/vendor/cloud.txt")
    for _ in 1...2 {
      let head = test.site.prepared(request) ?? test.site.answer(request)
      #expect(head.status == 200)
      #expect(head.body.isEmpty)
      #expect(head.header("content-length") == whole.header("content-length"))
      #expect(head.header("etag") == whole.header("etag"))
    }
    request = WebRequest("HEAD", "/lists/vendor/none.txt")
    #expect(test.site.answer(request).body.isEmpty)
    #expect(test.site.answer(WebRequest("POST", "/lists/vendor/cloud.txt")).status == 405)
  }

  /// What is held is not current, and the list stays what it was.
  @Test func aHeldRevisionChangesNothing() throws {
    let before = test.get("/lists/vendor/cloud.txt").body
    try test.commit(
      [TestInventory.endpoint("Web", "192.0.2.0/25", "443")], at: "2026-02-01T00:00:00Z",
      isHeld: true)
    #expect(test.get("/lists/vendor/cloud.txt").body == before)
  }

  @Test func withoutAnInventoryTheLastGoodStateIsGiven() throws {
    let before = test.get("/lists/vendor/cloud.txt")
    try test.breakInventory()
    let after = test.get("/lists/vendor/cloud.txt")
    #expect(after.status == 200)
    #expect(after.body == before.body)
    #expect(after.header("gatebook-last-good") == "2026-03-01T12:00:00Z")
    #expect(!test.reported.isEmpty)
    // One that was never asked for is no empty one.
    #expect(test.get("/lists/other/cloud.txt").status >= 500)
    #expect(test.get("/health").status == 200)
    #expect(test.get("/ready").status >= 500)
  }

  @Test func whatIsPreparedIsGivenUntilSomethingIsStored() throws {
    let request = WebRequest("GET", "/lists/vendor/cloud.txt")
    #expect(test.site.prepared(request) == nil)
    let made = test.site.answer(request)
    #expect(test.site.prepared(request) === made)
    try test.commit(
      [TestInventory.endpoint("Voice", "203.0.113.10", "5060")], to: TestInventory.other,
      at: "2026-02-01T00:00:00Z")
    #expect(test.site.prepared(request) == nil)
    // What was stored is of another deployment: it need not be made anew.
    #expect(test.site.answer(request) === made)
    #expect(test.site.prepared(request) === made)
    try test.commit(
      [TestInventory.endpoint("Web", "192.0.2.1", "443")], at: "2026-02-02T00:00:00Z")
    #expect(test.site.prepared(request) == nil)
    #expect(test.site.answer(request).text == "192.0.2.1\n")
  }

  /// A server need not ask SQLite for each request.
  @Test func whatWasSeenOfTheVersionCountsForAWhile() throws {
    var settings = Site.Settings { TestInventory.time("2026-03-01T12:00:00Z") }
    settings.allListsArePublic = true
    settings.mostLate = .seconds(3600)
    let site = try Site(at: test.path, settings)
    let request = WebRequest("GET", "/lists/vendor/cloud.txt")
    let made = site.answer(request)
    #expect(site.prepared(request) === made)
    try test.commit(
      [TestInventory.endpoint("Web", "192.0.2.1", "443")], at: "2026-02-01T00:00:00Z")
    #expect(site.prepared(request) === made)
    // What is not at hand is what is stored.
    #expect(site.answer(request).text == "192.0.2.1\n")
    try site.close()
  }

  @Test func aCustomersListChangesWithTheClock() throws {
    let token = try test.token(.read, .only(deployments: [], customers: [TestInventory.north]))
    let target = "/lists/vendor/cloud.txt?customer=north&ports=25"
    #expect(test.get(target, token: token).status == 200)
    #expect(test.get(target, token: token).header("last-modified") == nil)
    var request = WebRequest("GET", target)
    request.headers.authorization = "Bearer " + token
    #expect(test.site.prepared(request) != nil)
    test.now = TestInventory.time("2026-03-01T12:01:00Z")
    #expect(test.site.prepared(request) == nil)
  }
}

extension WebResponse {
  var text: String { String(decoding: body, as: UTF8.self) }
}
