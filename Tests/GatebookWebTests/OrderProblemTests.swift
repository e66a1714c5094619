import EndpointModel
import Foundation
import GatebookService
import InventoryModel
import InventoryStorage
import Testing

@testable import GatebookWeb

/// Whatever is wrong with an order is told as RFC 9457 has it, and nothing is done. The table is made
/// from the routes: each field is left out, given twice and given a wrong word.
@Suite struct OrderProblemTests {
  private let test: TestInventory
  private let token: String

  init() throws {
    test = try TestInventory()
    token = try test.token(.administer, name: "robot")
    try test.addSource(at: "2026-02-28T12:00:00Z")
    try test.user("bertha")
    _ = try test.token(name: "meter")
  }

  private static let orders = Route.api.filter { $0.method == .post }

  private static func target(_ route: Route, _ changes: [String: String] = [:]) -> String {
    let values = [
      "vendor": "vendor", "name": "cloud", "customer": "north", "firewall": "edge", "number": "1",
      "user": "bertha", "token": "meter",
    ].merging(changes) { $1 }
    return values.reduce(route.path) { $0.replacing("{\($1.key)}", with: $1.value) }
  }

  /// A value of a field that is understood.
  private static func value(_ field: Route.Parameter) -> String {
    if let word = field.words.first { return word }
    switch field.name {
    case "password": return "several good words"
    case "deployment", "into", "to": return "vendor/cloud"
    case "expires", "until", "from", "held": return "2026-03-05"
    default: return field.isNumber ? "1" : "x"
    }
  }

  private func seen() throws -> Int { try test.inventory.read { try $0.lastAuditID() } }

  private func expectProblem(
    _ response: WebResponse, _ status: Int, _ words: String
  ) throws {
    #expect(response.status == status, "\(words): \(response.status) \(response.text)")
    #expect(response.header("content-type") == "application/problem+json", "\(words)")
    let problem = try #require(
      try JSONSerialization.jsonObject(with: Data(response.body)) as? [String: Any], "\(words)")
    #expect(problem["status"] as? Int == status, "\(words)")
    #expect((problem["type"] as? String)?.hasPrefix("urn:gatebook:problem:") == true, "\(words)")
    for member in ["title", "detail"] {
      #expect((problem[member] as? String)?.isEmpty == false, "\(words)")
    }
  }

  @Test func whatIsWrongWithAFieldIsTold() throws {
    let before = try seen()
    #expect(Self.orders.count > 20)
    for route in Self.orders {
      let whole = route.parameters.filter { $0.isRequired || !$0.words.isEmpty }.map {
        ($0.name, Self.value($0))
      }
      func ask(_ fields: [(String, String)], _ words: String, _ status: Int = 400) throws {
        try expectProblem(
          test.post(Self.target(route), fields, token: token), status, "\(route.path) \(words)")
      }
      for field in route.parameters {
        let others = whole.filter { $0.0 != field.name }
        if field.isRequired { try ask(others, "without \(field.name)") }
        if !field.words.isEmpty { try ask(others + [(field.name, "zz")], "zz as \(field.name)") }
        if field.isNumber {
          for wrong in ["-1", "x", "99999999999999999999"] {
            // What else is missing may be told first.
            let answer = test.post(
              Self.target(route), others + [(field.name, wrong)], token: token)
            try expectProblem(
              answer, (400...404).contains(answer.status) ? answer.status : 400,
              "\(route.path) \(wrong) as \(field.name)")
          }
        }
      }
      try ask(whole + [("zz", "1")], "with a field that there is not")
      let json = test.post(Self.target(route), token: token) {
        $0.headers.contentType = "application/json"
      }
      try expectProblem(json, 415, route.path)
      try expectProblem(
        test.post(Self.target(route) + "?seen=1", whole, token: token), 400, route.path)
    }
    #expect(try seen() == before)
  }

  /// What the path names and is not there, and names that are none.
  @Test func whatIsNotThereIsTold() throws {
    for (route, fields) in Self.orders.map({ route in
      (
        route,
        route.parameters.filter { $0.isRequired }.map { ($0.name, Self.value($0)) }
          .filter { $0.0 != "seen" }
          + (route.parameters.contains { $0.name == "seen" } ? [("seen", "100000")] : [])
      )
    }) {
      for name in route.pathNames where ["user", "token", "vendor", "firewall"].contains(name) {
        let answer = test.post(
          Self.target(route, [name: "nobody"]), fields, token: token)
        // A field may be wrong, too: a document that cannot be read, for one.
        try expectProblem(
          answer, [400, 404, 409, 415].contains(answer.status) ? answer.status : 404, route.path)
        #expect(answer.status != 500)
      }
    }
    let new = [("role", "read"), ("scope", "everything")]
    for (target, fields, status, code) in [
      ("/api/v1/users", new + [("name", "x"), ("password", "short")], 400, "password"),
      (
        "/api/v1/users", new + [("name", "carla"), ("password", "carla is a name")], 400, "password"
      ),
      (
        "/api/v1/users", new + [("name", "bertha"), ("password", "several good words")], 409,
        "name-taken"
      ),
      (
        "/api/v1/users", new + [("name", " "), ("password", "several good words")], 400,
        "missing-parameter"
      ),
      ("/api/v1/users/nobody", new + [("seen", "9999")], 404, "unknown-user"),
      ("/api/v1/users/nobody/remove", [("seen", "9999")], 404, "unknown-user"),
      (
        "/api/v1/users/nobody/password", [("password", "several good words"), ("seen", "9999")],
        404,
        "unknown-user"
      ),
      ("/api/v1/tokens", new + [("name", "meter")], 409, "name-taken"),
      ("/api/v1/tokens", new + [("name", "y"), ("expires", "2020-01-01")], 400, "bad-value"),
      ("/api/v1/tokens", new + [("name", "y"), ("expires", "soon")], 400, "bad-value"),
      (
        "/api/v1/tokens", [("name", "y"), ("role", "read"), ("scope", "named")], 400,
        "missing-parameter"
      ),
      ("/api/v1/tokens", new + [("name", "y"), ("customers", "north")], 400, "bad-value"),
      (
        "/api/v1/tokens",
        [("name", "y"), ("role", "read"), ("scope", "named"), ("customers", "nobody")], 404,
        "unknown-customer"
      ),
      (
        "/api/v1/tokens",
        [("name", "y"), ("role", "read"), ("scope", "named"), ("deployments", "a b")], 400,
        "bad-value"
      ),
      ("/api/v1/tokens/none", new + [("seen", "9999")], 404, "unknown-token"),
      ("/api/v1/tokens/none/remove", [("seen", "9999")], 404, "unknown-token"),
      ("/api/v1/deployments/other/cloud/source/sync", [("seen", "9999")], 404, "no-source"),
      ("/api/v1/deployments/other/cloud/source/pause", [("seen", "9999")], 404, "no-source"),
      ("/api/v1/deployments/no/where/source/pause", [("seen", "9999")], 404, "unknown-deployment"),
      ("/api/v1/deployments/vendor/cloud/source/resume", [("seen", "9999")], 409, "source-state"),
      (
        "/api/v1/deployments/vendor/cloud/layout/use", [("number", "3"), ("seen", "9999")], 404,
        "unknown-layout"
      ),
      ("/api/v1/firewalls/none/check", [("configuration", "x")], 404, "unknown-firewall"),
    ] {
      let answer = test.post(target, fields, token: token)
      try expectProblem(answer, status, "\(target) \(fields)")
      #expect(answer.text.contains("problem:\(code)\""), "\(target): \(answer.text)")
    }
  }
}
