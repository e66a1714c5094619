import Foundation
import TestSupport
import Testing

/// Subscriptions, the outbox and delivery, by the real program against servers that fail.
@Suite(.mostlyWaits) struct NoticeTests {
  let folder: TemporaryFolder
  let server: LoopbackServer
  static let secret = "whsec_" + Data(repeating: 7, count: 32).base64EncodedString()

  init() throws {
    folder = try TemporaryFolder()
    server = try LoopbackServer()
  }

  func run(
    _ arguments: String..., environment: [String: String] = [:]
  ) throws -> GatebookProcess.Result {
    try GatebookProcess.run(arguments, in: folder.path, environment: environment)
  }

  func sync(_ rows: String, at day: String) throws -> Int32 {
    try folder.write("t.csv", Self.table(rows))
    return try run("sync", "v/c", "t.csv", "--recorded-at", "\(day)T00:00:00Z").status
  }

  static func table(_ rows: String) -> String {
    "service,address,ports,protocol,portRole,line,group,direction,examplePorts,note\n"
      + rows.replacing("\n", with: ",,,,\n")
  }

  static let first = "Web,8.8.8.8,443,tcp,,\nRadio,8.8.4.4,customer,udp,data,\n"

  func start() throws {
    try folder.write("t.csv", Self.table(Self.first))
    let result = try GatebookProcess.once(
      ["sync", "v/c", "t.csv", "--recorded-at", "2026-01-01T00:00:00Z"], in: folder)
    #expect(result.status == 0, "\(result.error)")
  }

  func subscribe(_ who: String, to target: String, _ more: String...) throws {
    let result = try GatebookProcess.run(
      ["notify", "subscribe", who, "--deployment", "v/c", "--to", target] + more, in: folder.path)
    #expect(result.status == 0, "\(result.error)")
  }

  func notices() throws -> [[String: Any]] {
    let output = try run("notify", "list", "--all", "--format", "json").output
    return try #require(
      try JSONSerialization.jsonObject(with: Data(output.utf8)) as? [[String: Any]])
  }

  func told() throws -> Set<String> { Set(try notices().map { $0["who"] as! String }) }

  static let ok = LoopbackServer.response([])

  /// Header lines by lower-case name, and the body.
  static func parts(_ request: String) -> (headers: [String: String], body: String) {
    let end = request.firstRange(of: "\r\n\r\n")!
    var headers: [String: String] = [:]
    for line in request[..<end.lowerBound].split(separator: "\r\n").dropFirst() {
      let colon = line.firstIndex(of: ":")!
      headers[line[..<colon].lowercased()] =
        line[line.index(after: colon)...].trimmingCharacters(in: .whitespaces)
    }
    return (headers, String(request[end.upperBound...]))
  }

  func json(_ arguments: String...) throws -> [String: Any] {
    let result = try GatebookProcess.run(arguments, in: folder.path)
    return try #require(
      try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any],
      "\(result.error)")
  }

  /// What a notice opens and closes: "+ 8.8.4.4 6000".
  func entries(_ notice: [String: Any]) -> [String] {
    [("+", "opened"), ("-", "closed")].flatMap { sign, side in
      (notice[side] as? [[String: Any]] ?? []).map {
        "\(sign) \($0["address"] as? String ?? "") \($0["ports"] as? String ?? "")"
      }
    }.sorted()
  }

  func notice(_ number: Int) throws -> [String: Any] {
    let history = try json("notify", "show", "\(number)", "--as", "json")
    return try #require((history["notices"] as? [[String: Any]])?.first)
  }

  // MARK: What is taken back

  @Test func whatIsVoidIsTakenBackFromWhomItWasTold() throws {
    try start()
    try subscribe("told", to: "file:out")
    try FileManager.default.createDirectory(
      atPath: folder.file("out"), withIntermediateDirectories: true)
    #expect(try sync(Self.first + "Web,8.8.8.9,443,tcp,,\n", at: "2026-02-01") == 0)
    #expect(try run("notify", "send").status == 0)
    try subscribe("new", to: "file:out", "--only", "opened")
    #expect(try run("void", "v/c@2").status == 0)
    #expect(try notices().map { $0["kind"] as? String } == ["void", "change"])
    #expect(entries(try notice(2)) == ["- 8.8.8.9 443"])
    // Who was not told yet, is not.
    #expect(try sync(Self.first + "Web,8.8.8.7,443,tcp,,\n", at: "2026-03-01") == 0)
    #expect(try run("void", "v/c@3").status == 0)
    #expect(
      try notices().map { $0["state"] as? String } == [
        "withdrawn", "withdrawn", "due", "delivered",
      ])
    #expect(try run("notify", "retry", "3").error.contains("is void"))
    #expect(try run("notify", "send").output == "1 notice: 1 delivered.\n")
  }

  // MARK: What a subscription is

  @Test func aSubscriptionIsChanged() throws {
    try start()
    try subscribe("desk", to: "webhook:" + server.url + "/a", "--secret", Self.secret)
    #expect(try sync(Self.first + "Web,8.8.8.9,443,tcp,,\n", at: "2026-02-01") == 0)
    let refused = try run("notify", "send")
    #expect(refused.status == 69 && refused.error.contains("not public"), "\(refused.error)")
    server.answer(Self.ok)
    #expect(try run("notify", "change", "1", "--allow-private").status == 0)
    // It does not wait for its next try, and keeps its secret.
    #expect(try run("notify", "send").output == "1 notice: 1 delivered.\n")
    let mail = try run("notify", "change", "1", "--to", "mail:noc@example.com", "--who", "NOC")
    #expect(mail.output.contains("NOC is told of v/c, by mail:noc@example.com"), "\(mail.output)")
    let signed = try run("notify", "change", "1", "--to", "webhook:https://example.com/in")
    #expect(signed.output.contains("whsec_"))
    #expect(try run("notify", "change", "9", "--who", "x").status == 66)
    #expect(try run("notify", "change", "1", "--to", "mail:-oQ/tmp@x.example").status == 64)
  }

  @Test func whatWaitsIsTriedAgainOnRequest() throws {
    try start()
    try subscribe("desk", to: "file:nowhere")
    #expect(try sync(Self.first + "Web,8.8.8.9,443,tcp,,\n", at: "2026-02-01") == 0)
    let failed = try run("notify", "send")
    #expect(failed.status == 69 && failed.error.contains("No such file or directory"))
    #expect(try run("notify", "send").output == "No notice is due.\n")
    #expect(try run("notify", "retry").output.hasPrefix("1 notice due again"))
    try FileManager.default.createDirectory(
      atPath: folder.file("nowhere"), withIntermediateDirectories: true)
    #expect(try run("notify", "send").status == 0)
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.file("nowhere"))
    #expect(files.count == 1 && !files[0].hasPrefix("."))
  }

  /// Receivers that never answer cost the time of one, and nobody else's notice.
  @Test func deadReceiversDelayNobody() throws {
    try start()
    server.answer { $0.contains("/dead") ? .silence : Self.ok }
    for i in 0..<12 {
      try subscribe(
        "s\(i)", to: "webhook:\(server.url)/\(i % 2 == 0 ? "dead" : "well")/\(i)",
        "--allow-private")
    }
    #expect(try sync(Self.first + "Web,8.8.8.9,443,tcp,,\n", at: "2026-02-01") == 0)
    let clock = ContinuousClock()
    var sent: GatebookProcess.Result?
    let duration = try clock.measure { sent = try run("notify", "send", "--timeout", "2") }
    #expect(sent?.output == "12 notices: 6 to be tried again, 6 delivered.\n")
    // Six of them one after the other would take twelve seconds.
    #expect(duration < .seconds(9), "\(duration)")
  }

  // MARK: Who is told

  @Test func onlyWhomAChangeConcerns() throws {
    try start()
    for (name, ports) in [("near", "5000-5003"), ("far", "6000-6003"), ("bare", "")] {
      _ = try run("customer", "add", name, "--name", name, "--deployment", "v/c")
      if !ports.isEmpty {
        #expect(try run("customer", "assign", name, "v/c", "--data", ports).status == 0)
      }
      try subscribe(name, to: "file:out", "--customer", name)
    }
    _ = try run("customer", "add", "elsewhere", "--name", "e")
    try subscribe("elsewhere", to: "file:out", "--customer", "elsewhere")
    try subscribe("all", to: "file:out")
    try subscribe("web", to: "file:out", "--service", "Web")
    try subscribe("radio", to: "file:out", "--service", "Radio")
    try subscribe("opened", to: "file:out", "--only", "opened")
    try subscribe("closed", to: "file:out", "--only", "closed")

    // One more address of the radios: who has no ports has no rule there.
    #expect(
      try sync(Self.first + "Radio,8.8.4.5,customer,udp,data,\n", at: "2026-02-01") == 0)
    #expect(try told() == ["near", "far", "all", "radio", "opened"])
    let shown = try run("notify", "show", "1").output
    #expect(shown.contains("8.8.4.5") && shown.contains("udp 5000-5003"))
    #expect(!shown.contains("6000"))

    // In another order, nothing is told.
    let count = try notices().count
    let reordered = (Self.first + "Radio,8.8.4.5,customer,udp,data,\n").split(separator: "\n")
      .reversed().joined(separator: "\n")
    #expect(try sync(reordered + "\n", at: "2026-02-02") == 0)
    #expect(try notices().count == count)

    // A port of the web is closed: it is everybody's who uses the deployment.
    #expect(
      try sync(
        "Web,8.8.8.8,80,tcp,,\nRadio,8.8.4.4,customer,udp,data,\nRadio,8.8.4.5,customer,udp,data,\n",
        at: "2026-03-01") == 0)
    let web = try notices().filter { $0["revision"] as! Int == 3 }.map { $0["who"] as! String }
    #expect(Set(web) == ["near", "far", "bare", "all", "web", "opened", "closed"])
  }

  @Test func whatIsHeldIsToldToTheInventorysOwnPeopleOnly() throws {
    try start()
    _ = try run("customer", "add", "c", "--name", "c", "--deployment", "v/c")
    try subscribe("customer", to: "file:out", "--customer", "c")
    try subscribe("operator", to: "file:out")
    try subscribe("reader", to: "file:out", "--no-held")
    #expect(try sync("", at: "2026-02-01") == 77)
    #expect(try told() == ["operator"])
    #expect(try run("notify", "show", "1").output.contains("waits for approval"))
    #expect(try run("approve", "v/c@2").status == 0)
    #expect(try told() == ["operator", "reader", "customer"])
    #expect(try notices().count == 4)
    #expect(try run("notify", "show", "1").output.contains("it is accepted by now"))
  }

  @Test func whatIsWrongIsRefused() throws {
    try start()
    let wrong: [([String], Int32)] = [
      (["--to", "pigeon:home"], 64), (["--to", "mail:nobody"], 64),
      (["--to", "webhook:ftp://example.com"], 64),
      (["--to", "file:x", "--secret", "whsec_AAAA"], 64),
      (["--to", "webhook:https://example.com", "--secret", "whsec_AAAA"], 64),
      (["--to", "file:x", "--service", "Wbe"], 66),
      (["--to", "file:x", "--customer", "nobody"], 66),
    ]
    for (arguments, status) in wrong {
      let result = try GatebookProcess.run(
        ["notify", "subscribe", "x", "--deployment", "v/c"] + arguments, in: folder.path)
      #expect(result.status == status, "\(arguments): \(result.error)")
      #expect(result.output.isEmpty)
    }
    try subscribe("x", to: "file:out")
    let again = try run("notify", "subscribe", "x", "--deployment", "v/c", "--to", "file:out")
    #expect(again.status == 64 && again.error.contains("number 1"))
    for arguments in [["show", "9"], ["retry", "9"], ["unsubscribe", "9"]] {
      #expect(try GatebookProcess.run(["notify"] + arguments, in: folder.path).status == 66)
    }
  }
}
