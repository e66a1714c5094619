import EndpointModel
import InventoryModel
import InventoryStorage
import Testing

@testable import GatebookWeb

/// Taking back what was noted of a customer's ports.
@Suite struct PortCorrectionTests {
  private let test: TestInventory
  private let token: String
  private static let customer = "/customers/north/ports/"

  /// North has 4201-4264 since 3 January; the clock is at 1 March.
  init() throws {
    test = try TestInventory()
    token = try test.token(.desk, name: "anna")
    try assign("4201-4264", from: "2026-01-03")
  }

  private func assign(_ data: String, from: String) throws {
    let answer = test.post(
      "/api/v1/customers/north/ports",
      [
        ("deployment", "vendor/cloud"), ("data", data), ("from", from), ("seen", try seen()),
      ], token: token)
    #expect(answer.status == 200, "\(answer.text)")
  }

  private func seen() throws -> String { "\(try test.inventory.read { try $0.lastAuditID() })" }

  /// "4201-4264 2026-01-03 to …" of what counts.
  private func held() throws -> [String] {
    try test.inventory.read { try $0.assignments(of: TestInventory.north) }
      .filter { !$0.period.isEmpty }
      .map { "\($0.ports) \($0.period.from.day) to \($0.period.until.map { "\($0)" } ?? "…")" }
  }

  private func post(
    _ target: String, _ fields: [(String, String)], deployment: String = "vendor/cloud"
  ) throws -> WebResponse {
    test.post(
      target, [("deployment", deployment)] + fields + [("seen", try seen())], token: token)
  }

  private static let wrong = [("role", "data"), ("held", "2026-02-01"), ("wrong", "udp/4201-4264")]

  @Test func wrongPortsAreCorrected() throws {
    let page = test.get(
      Self.customer
        + "correct?deployment=vendor/cloud&role=data&held=2026-02-01&wrong=udp/4201-4264",
      token: token)
    #expect(page.text.contains("4201-4264"), "\(page.text)")
    #expect(test.get("/customers/north", token: token).text.contains("Correct udp 4201-4264"))
    let answer = try post(
      "/api/v1" + Self.customer + "correct", Self.wrong + [("ports", "4301-4364")])
    #expect(answer.status == 200, "\(answer.text)")
    #expect(answer.text.contains("4301-4364"))
    #expect(try held() == ["4301-4364 2026-01-03 to …"])
    let entry = try test.inventory.read { try $0.auditEntries().last }
    #expect(entry?.action == .portsCorrected)
    #expect(entry?.act.author.user.text == "token:anna")
    let after = test.get("/customers/north", token: token).text
    #expect(after.contains("noted wrongly, counts nowhere"))
    #expect(!after.contains("Correct udp 4201-4264"))
  }

  @Test func portsThatItNeverHad() throws {
    let answer = try post(Self.customer + "correct", Self.wrong + [("never", "yes")])
    #expect(answer.status == 303, "\(answer.text)")
    #expect(answer.header("location") == "/customers/north?done=corrected#ports")
    #expect(try held() == [])
  }

  @Test func theWrongPeriodIsCorrected() throws {
    let answer = try post(
      Self.customer + "correct", Self.wrong + [("from", "2026-01-10"), ("until", "2026-02-20")])
    #expect(answer.status == 303, "\(answer.text)")
    // The day itself is in it.
    #expect(try held() == ["4201-4264 2026-01-10 to 2026-02-21T00:00:00Z"])
  }

  @Test func whatIsNotMeantSoIsRefused() throws {
    let refused: [(String, Int)] = [
      ("role=data held=2026-02-01", 400),
      ("role=signaling held=2026-02-01 never=yes", 409),
      ("role=data held=2026-01-01 never=yes", 409),
      ("role=data held= never=yes", 400),
      ("role=data held=2026-02-01 wrong=tcp/4201-4264 never=yes", 409),
      ("role=data held=2026-02-01 from=2026-02-02 until=2026-01-31", 409),
      ("role=data held=2026-02-01 ports=9-1", 400),
    ]
    for (words, status) in refused {
      let fields: [(String, String)] = words.split(separator: " ").map { word in
        let name = word.prefix { $0 != "=" }
        return (String(name), String(word.dropFirst(name.count + 1)))
      }
      let answer = try post("/api/v1" + Self.customer + "correct", fields)
      #expect(answer.status == status, "\(words): \(answer.text)")
    }
    #expect(try held() == ["4201-4264 2026-01-03 to …"])
  }

  @Test func portsEnd() throws {
    #expect(test.get(Self.customer + "end", token: token).text.contains("End or cancel as chosen"))
    let answer = try post(
      Self.customer + "end", [("role", ""), ("when", "day"), ("until", "2026-03-31")])
    #expect(answer.status == 303, "\(answer.text)")
    #expect(try held() == ["4201-4264 2026-01-03 to 2026-04-01T00:00:00Z"])
    // And they do not, after all.
    let back = try post("/api/v1" + Self.customer + "end", [("planned", "yes")])
    #expect(back.status == 200, "\(back.text)")
    #expect(try held() == ["4201-4264 2026-01-03 to …"])
    let again = try post("/api/v1" + Self.customer + "end", [("planned", "yes")])
    #expect(again.text.contains("urn:gatebook:problem:nothing-planned"), "\(again.text)")
  }

  /// Enter alone on a fresh form, and a choice that does not fit its day.
  @Test func nothingEndsUnlessItIsSaidWhen() throws {
    let page = test.get(Self.customer + "end", token: token).text
    #expect(page.matches(of: #/<option value="">Choose</option>/#).count == 2, "\(page)")
    #expect(!page.contains("now if"))
    for fields in [
      [], [("when", "")], [("when", "day")], [("when", "day"), ("until", " ")],
      [("when", "now"), ("until", "2026-03-31")], [("when", "planned"), ("until", "2026-03-31")],
      [("when", "planned"), ("leave", "yes")], [("until", "2026-03-31")], [("planned", "yes")],
    ] {
      let answer = try post(Self.customer + "end", fields)
      #expect(answer.status == 400, "\(fields): \(answer.text)")
    }
    #expect(try post(Self.customer + "end", [("when", "now")], deployment: "").status == 400)
    #expect(try held() == ["4201-4264 2026-01-03 to …"])
    #expect(try post(Self.customer + "end", [("when", "now"), ("until", "")]).status == 303)
    #expect(try held() == ["4201-4264 2026-01-03 to 2026-03-01T12:00:00Z"])
  }

  /// Two ranges of a role at once: the question has to name one.
  @Test func whichOfSeveralIsWrongIsNotGuessed() throws {
    let answer = test.post(
      "/api/v1/customers/north/ports",
      [
        ("deployment", "vendor/cloud"), ("data", "4401-4464,4501-4564"), ("from", "2026-02-10"),
        ("seen", try seen()),
      ], token: token)
    #expect(answer.status == 200, "\(answer.text)")
    let question = Self.customer + "correct?deployment=vendor/cloud&role=data&held=2026-02-20"
    let page = test.get(question, token: token)
    #expect(page.status == 409, "\(page.text)")
    #expect(page.text.contains("udp/4401-4464, udp/4501-4564"), "\(page.text)")
    let one = test.get(question + "&wrong=udp/4501-4564", token: token)
    #expect(one.status == 200)
    #expect(one.text.contains("4501-4564") && !one.text.contains("4401-4464"))
  }

  @Test func whatWasToBeginNeverBegins() throws {
    try assign("4401-4464", from: "2026-04-01")
    #expect(try held().count == 2)
    let answer = try post(Self.customer + "end", [("role", "data"), ("when", "planned")])
    #expect(answer.header("location") == "/customers/north?done=cancelled#ports")
    #expect(try held() == ["4201-4264 2026-01-03 to …"])
  }

  @Test func whoLeavesHasNoPorts() throws {
    let end = "/api/v1" + Self.customer + "end"
    #expect(try post(end, [("leave", "yes"), ("role", "data")]).status == 400)
    #expect(try post(end, [("leave", "yes"), ("planned", "yes")]).status == 400)
    #expect(try post(end, [("role", "signaling")]).status == 409)
    #expect(try post(end, [], deployment: "vendor/none").status == 404)
    #expect(try held() == ["4201-4264 2026-01-03 to …"])
    #expect(try post(end, [("leave", "yes")]).status == 200)
    #expect(try held() == ["4201-4264 2026-01-03 to 2026-03-01T12:00:00Z"])
  }

  @Test func staleFormsAreRefused() throws {
    let seen = try seen()
    try assign("4401-4464", from: "2026-02-01")
    for fields in [Self.wrong + [("never", "yes")], []] {
      let answer = test.post(
        "/api/v1" + Self.customer + (fields.isEmpty ? "end" : "correct"),
        [("deployment", "vendor/cloud")] + fields + [("seen", seen)], token: token)
      #expect(answer.status == 409)
      #expect(answer.text.contains("problem:stale"), "\(answer.text)")
    }
    #expect(try held().count == 2)
  }

  /// A deployment's ports are all its customers' concern.
  @Test func theDeploymentHasToBeSeenToo() throws {
    let own = try test.token(.desk, .only(deployments: [], customers: [TestInventory.north]))
    for (order, fields) in [("correct", Self.wrong + [("never", "yes")]), ("end", [])] {
      let answer = test.post(
        "/api/v1" + Self.customer + order,
        [("deployment", "vendor/cloud")] + fields + [("seen", try seen())], token: own)
      #expect(answer.status == 403)
    }
    let question = test.get(
      Self.customer + "correct?deployment=vendor/cloud&role=data&held=2026-02-01", token: own)
    #expect(question.status == 403, "\(question.text)")
    let page = test.get("/customers/north", token: own).text
    #expect(!page.contains(">Correct<"))
    let looker = try test.token(.read)
    #expect(!test.get("/customers/north", token: looker).text.contains("End ports"))
  }
}
