import EndpointModel
import Foundation
import GatebookService
import InventoryModel
import InventoryStorage
import Testing

@testable import GatebookWeb

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// What people see, without a browser.
@Suite struct PageTests {
  private let test: TestInventory
  private let token: String

  init() throws {
    test = try TestInventory()
    token = try test.token(.administer, name: "anna")
  }

  private func page(_ target: String) throws -> String {
    let response = test.get(target, token: token)
    #expect(response.status == 200, "\(target): \(response.text.prefix(400))")
    #expect(response.header("content-type") == "text/html; charset=utf-8")
    return response.text
  }

  /// A page is XML, too, apart from the elements without an end: what is not escaped breaks it.
  private func check(_ html: String, _ target: String) throws {
    let text = html.replacing("<!DOCTYPE html>", with: "")
      .replacing(#/<(meta|link|input)\b([^>]*)>/#) { "<\($0.output.1)\($0.output.2)/>" }
      .replacing(#/ (defer|required|selected|readonly|hidden)(?=[ >\/])/#) {
        " \($0.output.1)=\"\""
      }
    let document = try XMLDocument(xmlString: text)
    #expect(try document.nodes(forXPath: "//h1").count == 1, "\(target)")
    #expect(try document.nodes(forXPath: "//main").count == 1, "\(target)")
    // Each field is named, each head of a table says what it is of.
    for field in try document.nodes(
      forXPath: "//input[not(@type='hidden')] | //select | //textarea")
    {
      let id = (field as? XMLElement)?.attribute(forName: "id")?.stringValue ?? ""
      #expect(
        try document.nodes(forXPath: "//label[@for='\(id)']").count == 1, "\(target): \(id)")
    }
    #expect(try document.nodes(forXPath: "//th[not(@scope)]").isEmpty, "\(target)")
    let ids = try document.nodes(forXPath: "//@id").compactMap { $0.stringValue }
    #expect(Set(ids).count == ids.count, "\(target): \(ids)")
    // Nothing runs or is styled in the page itself, and nothing comes from elsewhere.
    #expect(try document.nodes(forXPath: "//@style | //style").isEmpty, "\(target)")
    #expect(try document.nodes(forXPath: "//script[not(@src)]").isEmpty, "\(target)")
    #expect(try document.nodes(forXPath: "//@*[starts-with(name(), 'on')]").isEmpty, "\(target)")
    for link in try document.nodes(forXPath: "//@href | //@src | //@action") {
      let text = link.stringValue ?? ""
      #expect(text.hasPrefix("#") || text.hasPrefix("/") && !text.hasPrefix("//"), "\(text)")
    }
  }

  /// A deployment whose every text is markup, and what is made of it.
  private func hostile() throws {
    let markup = "<script>alert(1)</script>\"'&"
    try test.addSource(at: "2026-02-28T12:00:00Z")
    try test.user("bertha")
    try test.user(markup)
    try test.inventory.write(
      Act(
        by: Author(user: GivenText(markup)!), at: TestInventory.act.time,
        note: GivenText(markup)!)
    ) {
      try $0.pauseSource(of: TestInventory.cloud)
      _ = try $0.keepLayout(markup, of: TestInventory.cloud)
    }
    try test.commit(
      [
        Endpoint(
          service: markup, group: markup, address: EndpointAddress("192.0.2.9"),
          ports: Ports("443"), transport: .tcp, note: markup, line: 3),
        Endpoint(service: markup, address: nil, ports: nil, transport: nil, line: 4),
      ], at: "2026-02-01T00:00:00Z")
    try test.commit(
      [TestInventory.endpoint(markup, "192.0.2.0/30", nil)], at: "2026-02-02T00:00:00Z",
      isHeld: true)
    try test.inventory.write(
      Act(
        by: Author(user: GivenText(markup)!), at: TestInventory.act.time,
        note: GivenText(markup)!)
    ) {
      try $0.update(TestInventory.north, displayName: GivenText(markup)!, contacts: nil)
      _ = try $0.assign([
        NewAssignment(
          customer: TestInventory.north, deployment: TestInventory.cloud, role: .data,
          ports: PortRange(4201, 4264)!, from: TestInventory.time("2026-04-01T00:00:00Z"))
      ])
    }
  }

  private static let targets = [
    "/", "/today", "/search?q=192.0.2.9", "/search?q=%3Cb%3E%22'%26", "/search?q=nor",
    "/deployments",
    "/deployments/vendor/cloud", "/deployments/vendor/cloud/compare?old=1&new=2",
    "/deployments/vendor/cloud/compare?old=2&new=1",
    "/deployments/vendor/cloud/revisions/1", "/deployments/vendor/cloud/revisions/2",
    "/deployments/vendor/cloud/revisions/3", "/customers", "/customers/north", "/firewalls",
    "/firewalls/edge", "/deadlines", "/changes", "/changes?since=2026-01-01", "/changes?since=",
    "/deployments/vendor/cloud/revisions/2/void", "/deployments/vendor/cloud/document",
    "/customers/north/ports/end",
    "/customers/north/ports/correct?deployment=vendor/cloud&role=data&held=2026-04-01",
    "/audit", "/audit?customer=north&deployment=", "/sheet",
    "/sources", "/deployments/vendor/cloud/source?done=asked", "/deployments/vendor/cloud/layout",
    "/firewalls/edge/check", "/access", "/access?done=user-removed", "/access/users/bertha",
    "/access/tokens/anna",
    "/sign-in", "/sign-in?next=%22%3E%3Cscript%3E",
  ]

  @Test func everyPageIsWholeAndNothingReachesItUnescaped() throws {
    try hostile()
    for target in Self.targets {
      let text = try page(target)
      #expect(!text.contains("<script>"), "\(target)")
      try check(text, target)
    }
    #expect(Set(Route.pages.map(\.path)).count == Route.pages.count)
  }

  @Test func aPageMayLoadNothingFromElsewhere() {
    for target in Self.targets + ["/customers/nobody", "/none"] {
      let response = test.get(target, token: token) { $0.headers.accept = "text/html" }
      let policy = response.header("content-security-policy") ?? ""
      #expect(policy.hasPrefix("default-src 'none'; style-src 'self'; script-src 'self';"))
      #expect(!policy.contains("unsafe"), "\(target)")
    }
  }

  @Test func theSearchTellsWhoNeedsWhat() throws {
    let address = try page("/search?q=192.0.2.200")
    for word in ["vendor/cloud", "192.0.2.128/25", "443", ">north<"] {
      #expect(address.contains(word), "\(word)")
    }
    let name = try page("/search?q=NORT")
    #expect(name.contains("href=\"/customers/north\""))
    #expect(try page("/search?q=203.0.113.77").contains("Nothing in use now has this."))
    #expect(try !page("/search?q=").contains("role=\"status\""))
  }

  @Test func whatWaitsIsTodaysMatter() throws {
    #expect(try page("/").contains("Nothing: no revision waits"))
    try test.commit(
      [TestInventory.endpoint("Web", "192.0.2.1", "443")], at: "2026-02-01T00:00:00Z",
      isHeld: true)
    let text = try page("/")
    #expect(text.contains("vendor/cloud: revision 2 waits for approval"))
    #expect(text.contains("href=\"/deployments/vendor/cloud/revisions/2\""))
    // Whoever does not see the deployment is not told.
    let other = try test.token(.read, .only(deployments: [TestInventory.other], customers: []))
    #expect(!test.get("/", token: other).text.contains("vendor/cloud"))
  }

  /// For a screen on a wall; without scripts, it is loaded anew.
  @Test func whatNeedsAPersonTellsItsAge() throws {
    let text = try page("/today")
    #expect(text.contains("As of <time datetime=\"2026-03-01T12:00:00Z\">"))
    #expect(text.contains("<noscript><meta http-equiv=\"refresh\" content=\"60\"></noscript>"))
    #expect(text.contains("Nothing: no revision waits"))
    // Both pages have the part that the script puts in the place of the one before.
    for target in ["/", "/today"] {
      #expect(try page(target).contains("<div id=\"today-now\" data-refresh=\"/today\">"))
    }
    // Somebody may be typing there.
    #expect(try !page("/").contains("http-equiv"))
  }

  @Test func aHeldRevisionTellsWhatItWouldDoToWhom() throws {
    try test.commit(
      [
        TestInventory.endpoint("Web", "192.0.2.0/25", "443"),
        TestInventory.endpoint("Web", "203.0.113.64", "443"),
      ], at: "2026-02-01T00:00:00Z", isHeld: true)
    let text = try page("/deployments/vendor/cloud/revisions/2")
    for word in [
      "Why it waits", "many", "1 customer: ", ">north<", ">edge<", "Opens: 1 entry",
      "203.0.113.64", "Compared with revision 1, which is current",
    ] {
      #expect(text.contains(word), "\(word)")
    }
  }

  @Test func whatIsNotStatedIsSaidToBeSo() throws {
    let text = try page("/deployments/vendor/cloud")
    // Of the endpoint without ports.
    #expect(text.contains("<code>203.0.113.1</code></th><td><strong>not stated</strong></td>"))
  }

  @Test func longTablesComeInParts() throws {
    let many = (0..<600).map {
      TestInventory.endpoint("Web", "10.0.\($0 / 250).\($0 % 250)", "443")
    }
    try test.commit(many, at: "2026-02-01T00:00:00Z")
    let first = try page("/deployments/vendor/cloud")
    #expect(first.contains("1 to 250 of 600."))
    #expect(first.contains("href=\"/deployments/vendor/cloud?after=250#endpoints\""))
    #expect(first.utf8.count < 300_000)
    let last = try page("/deployments/vendor/cloud?after=500")
    #expect(last.contains("501 to 600 of 600."))
    #expect(!last.contains("Further endpoints"))
    #expect(try page("/deployments/vendor/cloud?after=9999").contains("Earlier endpoints"))
  }

  @Test func whoWasAwayIsToldWhatChanged() throws {
    try test.commit(
      [TestInventory.endpoint("Web", "192.0.2.0/25", "443")], at: "2026-02-24T00:00:00Z")
    let text = try page("/changes")
    #expect(text.contains("Changes since 2026-02-22"))
    #expect(text.contains("href=\"/deployments/vendor/cloud/compare?old=1&amp;new=2\""))
    #expect(!text.contains("other/cloud"))
    #expect(try page("/changes?since=2026-02-25").contains("Nothing has changed since then."))
    // Before the first revision, everything is new.
    #expect(try page("/changes?since=2025-12-01").contains("all is new"))
    let json = test.get("/api/v1/changes?since=2026-02-01", token: token).text
    #expect(json.contains("\"removed\": 6"))
    // What was held then, and approved since, is a change since then, whatever its own time.
    try test.commit(
      [TestInventory.endpoint("Web", "192.0.2.0/26", "443")], at: "2026-02-25T00:00:00Z",
      isHeld: true)
    try test.inventory.write(
      Act(by: TestInventory.act.author, at: TestInventory.time("2026-02-28T00:00:00Z"))
    ) { _ = try Settlement($0).approve(TestInventory.cloud, number: 3) }
    #expect(try page("/changes?since=2026-02-26").contains("old=2&amp;new=3"))
    #expect(try page("/changes?since=2026-03-01").contains("Nothing has changed since then."))
    // What was taken out of history was followed then.
    try test.inventory.write(
      Act(by: TestInventory.act.author, at: TestInventory.time("2026-03-01T10:00:00Z"))
    ) { _ = try Settlement($0).void(TestInventory.cloud, number: 3) }
    #expect(try page("/changes?since=2026-03-01").contains("old=3&amp;new=2"))
    let other = try test.token(.read, .only(deployments: [TestInventory.other], customers: []))
    #expect(!test.get("/changes", token: other).text.contains("vendor/cloud"))
  }

  @Test func theAuditComesInParts() throws {
    try test.inventory.write(TestInventory.act) { writer in
      for _ in 1...75 {
        try writer.setPublicList(TestInventory.cloud, true)
        try writer.setPublicList(TestInventory.cloud, false)
      }
    }
    let last = try test.inventory.read { try $0.lastAuditID() }
    let first = try page("/audit")
    let next = try #require(first.firstMatch(of: #/href="(/audit\?before=[0-9]+)"/#)?.output.1)
    #expect(next == "/audit?before=\(last - 99)")
    let second = try page(String(next))
    #expect(first.matches(of: #/<tr><th scope="row">/#).count == 100)
    #expect(second.matches(of: #/<tr><th scope="row">/#).count == last - 100)
    #expect(!second.contains("Earlier entries"))
  }

  @Test func rulesAreFilesToSend() throws {
    for ending in ["txt", "csv", "html", "md"] {
      let response = test.get("/customers/north/rules.\(ending)", token: token)
      #expect(response.status == 200)
      #expect(
        response.header("content-disposition") == "attachment; filename=\"rules-north.\(ending)\"")
      #expect(response.text.contains("192.0.2.0/25"), "\(ending)")
    }
  }

  @Test func theCalendarHasTheDaysToCome() throws {
    try test.inventory.write(TestInventory.act) {
      _ = try $0.assign([
        NewAssignment(
          customer: TestInventory.north, deployment: TestInventory.cloud, role: .data,
          ports: PortRange(4201, 4264)!, from: TestInventory.time("2026-04-01T00:00:00Z"))
      ])
    }
    let text = test.get("/deadlines.ics", token: token).text
    #expect(text.hasPrefix("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n"))
    #expect(text.contains("DTSTART;VALUE=DATE:20260401\r\n"))
    #expect(
      text.replacing("\r\n ", with: "").contains(
        "SUMMARY:north on vendor/cloud: udp 4201-4264 (data) begin\r\n"))
    #expect(text.split(separator: "\r\n").allSatisfy { $0.utf8.count <= 75 })
    let other = try test.token(.read, .only(deployments: [TestInventory.cloud], customers: []))
    #expect(!test.get("/deadlines.ics", token: other).text.contains("north"))
    // Calendar programs send a password if they are asked for one.
    let asked = test.get("/deadlines.ics")
    #expect(asked.status == 401)
    #expect(asked.header("www-authenticate") == "Basic realm=\"gatebook\"")
    #expect(try page("/deadlines").contains("udp 4201-4264"))
  }

  @Test func problemsArePagesForPeople() throws {
    let missing = test.get("/customers/nobody", token: token)
    #expect(missing.status == 404)
    #expect(missing.header("content-type") == "text/html; charset=utf-8")
    try check(missing.text, "/customers/nobody")
    #expect(test.get("/none", token: token).header("content-type") == "application/problem+json")
    // Whoever has not signed in is led to where that is done, and back.
    let stranger = test.get("/search?q=a%20b")
    #expect(stranger.status == 303)
    #expect(stranger.header("location") == "/sign-in?next=/search%3Fq%3Da%2520b")
  }

  @Test func filesOfPagesAreGivenToAnybody() {
    for (target, type) in [
      ("/style.css", "text/css; charset=utf-8"), ("/search.js", "text/javascript; charset=utf-8"),
      ("/today.js", "text/javascript; charset=utf-8"),
      ("/icon.svg", "image/svg+xml"), ("/favicon.ico", "image/svg+xml"),
    ] {
      let response = test.get(target)
      #expect(response.status == 200)
      #expect(response.header("content-type") == type)
      #expect(!response.body.isEmpty)
    }
  }
}
