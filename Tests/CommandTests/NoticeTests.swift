import Foundation
import TestSupport
import Testing

/// Subscriptions, the outbox and delivery, by the real program against servers that fail.
@Suite struct NoticeTests {
  private let folder: TemporaryFolder
  private let server: LoopbackServer
  private static let secret = "whsec_" + Data(repeating: 7, count: 32).base64EncodedString()

  init() throws {
    folder = try TemporaryFolder()
    server = try LoopbackServer()
  }

  private func run(
    _ arguments: String..., environment: [String: String] = [:]
  ) throws -> GatebookProcess.Result {
    try GatebookProcess.run(arguments, in: folder.path, environment: environment)
  }

  private func sync(_ rows: String, at day: String) throws -> Int32 {
    let header =
      "service,address,ports,protocol,portRole,line,group,direction,examplePorts,note\n"
    try folder.write("t.csv", header + rows.replacing("\n", with: ",,,,\n"))
    return try run("sync", "v/c", "t.csv", "--recorded-at", "\(day)T00:00:00Z").status
  }

  private static let first = "Web,8.8.8.8,443,tcp,,\nRadio,8.8.4.4,customer,udp,data,\n"

  private func start() throws {
    #expect(try sync(Self.first, at: "2026-01-01") == 0)
  }

  private func subscribe(_ who: String, to target: String, _ more: String...) throws {
    let result = try GatebookProcess.run(
      ["notify", "subscribe", who, "--deployment", "v/c", "--to", target] + more, in: folder.path)
    #expect(result.status == 0, "\(result.error)")
  }

  private func notices() throws -> [[String: Any]] {
    let output = try run("notify", "list", "--all", "--format", "json").output
    return try #require(
      try JSONSerialization.jsonObject(with: Data(output.utf8)) as? [[String: Any]])
  }

  private func told() throws -> Set<String> { Set(try notices().map { $0["who"] as! String }) }

  private static let ok = LoopbackServer.response([])

  /// Header lines by lower-case name, and the body.
  private static func parts(_ request: String) -> (headers: [String: String], body: String) {
    let end = request.firstRange(of: "\r\n\r\n")!
    var headers: [String: String] = [:]
    for line in request[..<end.lowerBound].split(separator: "\r\n").dropFirst() {
      let colon = line.firstIndex(of: ":")!
      headers[line[..<colon].lowercased()] =
        line[line.index(after: colon)...].trimmingCharacters(in: .whitespaces)
    }
    return (headers, String(request[end.upperBound...]))
  }

  // MARK: Own ports

  private func json(_ arguments: String...) throws -> [String: Any] {
    let result = try GatebookProcess.run(arguments, in: folder.path)
    return try #require(
      try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any],
      "\(result.error)")
  }

  /// What a notice opens and closes: "+ 8.8.4.4 6000".
  private func entries(_ notice: [String: Any]) -> [String] {
    [("+", "opened"), ("-", "closed")].flatMap { sign, side in
      (notice[side] as? [[String: Any]] ?? []).map {
        "\(sign) \($0["address"] as? String ?? "") \($0["ports"] as? String ?? "")"
      }
    }.sorted()
  }

  private func notice(_ number: Int) throws -> [String: Any] {
    let history = try json("notify", "show", "\(number)", "--as", "json")
    return try #require((history["notices"] as? [[String: Any]])?.first)
  }

  @Test func ownPortsThatChangeAreToldToThatCustomer() throws {
    try start()
    for name in ["near", "far"] {
      _ = try run("customer", "add", name, "--deployment", "v/c", "--from", "2026-01-02")
      try subscribe(name, to: "file:out", "--customer", name)
    }
    try subscribe("all", to: "file:out")
    #expect(try notices().isEmpty)
    _ = try run("customer", "assign", "near", "v/c", "--data", "5000-5003", "--from", "2026-02-01")
    #expect(entries(try notice(1)) == ["+ 8.8.4.4 5000-5003"])
    // Planned, and cancelled again.
    _ = try run("customer", "assign", "near", "v/c", "--data", "6000", "--from", "2031-01-01")
    #expect(entries(try notice(2)) == ["+ 8.8.4.4 6000", "- 8.8.4.4 5000-5003"])
    #expect(try notice(2)["effectiveAt"] as? String == "2031-01-01T00:00:00Z")
    _ = try run("customer", "unassign", "near", "v/c", "--planned")
    #expect(entries(try notice(3)) == ["+ 8.8.4.4 5000-5003", "- 8.8.4.4 6000"])
    // A leave that is planned, a correction, and a sheet.
    _ = try run("customer", "unassign", "near", "v/c", "--leave", "--until", "2031-05-01")
    #expect(entries(try notice(4)) == ["- 8.8.4.4 5000-5003", "- 8.8.8.8 443"])
    try folder.write(
      "s.csv", "customer,deployment,data,from\nfar,v/c,7000-7001,2026-03-01\n")
    #expect(try run("customer", "import", "s.csv").status == 0)
    #expect(entries(try notice(5)) == ["+ 8.8.4.4 7000-7001"])
    #expect(try notices().map { $0["who"] as? String } == ["far", "near", "near", "near", "near"])
  }

  /// What was planned was told of the table before.
  @Test func whatIsPlannedIsToldAgainOfANewTable() throws {
    try start()
    _ = try run("customer", "add", "near", "--deployment", "v/c", "--from", "2026-01-02")
    _ = try run("customer", "assign", "near", "v/c", "--data", "5000", "--from", "2026-01-02")
    _ = try run("customer", "assign", "near", "v/c", "--data", "6000", "--from", "2031-01-01")
    try subscribe("near", to: "file:out", "--customer", "near")
    let more = "Radio,8.8.4.5,customer,udp,data,\n"
    #expect(try sync(Self.first + more, at: "2026-02-01") == 0)
    #expect(entries(try notice(1)) == ["+ 8.8.4.5 5000"])
    #expect(
      entries(try notice(2)) == [
        "+ 8.8.4.4/31 6000", "- 8.8.4.4/31 5000",
      ])
  }

  /// What is exported for a customer adds up to what differs for them.
  @Test func theHistoryOfACustomerHasTheirOwnPorts() throws {
    try start()
    _ = try run("customer", "add", "near", "--deployment", "v/c", "--from", "2026-01-10")
    _ = try run("customer", "assign", "near", "v/c", "--data", "5000", "--from", "2026-01-20")
    #expect(try sync(Self.first + "Radio,8.8.4.9,customer,udp,data,\n", at: "2026-02-01") == 0)
    _ = try run("customer", "assign", "near", "v/c", "--data", "6000", "--from", "2026-03-01")
    let history = try json("export", "changes", "v/c", "--customer", "near", "--format", "json")
    let notices = try #require(history["notices"] as? [[String: Any]])
    #expect(
      notices.map { "\($0["kind"]!) " + ($0["effectiveAt"] as! String).prefix(10) } == [
        "ports 2026-03-01", "change 2026-02-01", "ports 2026-01-20", "ports 2026-01-10",
      ])
    #expect(
      notices.map(entries) == [
        ["+ 8.8.4.4 6000", "+ 8.8.4.9 6000", "- 8.8.4.4 5000", "- 8.8.4.9 5000"],
        ["+ 8.8.4.9 5000"], ["+ 8.8.4.4 5000"], ["+ 8.8.8.8 443"],
      ])
    #expect(
      Set(notices.map { $0["id"] as! String }).count == 4, "each has an identifier of its own")
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

  // MARK: Delivery

  @Test(.enabled(if: FormatCheck.canRun)) func aWebhookIsSignedAndKeepsItsIdentifier() throws {
    try start()
    try subscribe(
      "hook", to: "webhook:\(server.url)/in", "--allow-private", "--secret", Self.secret)
    #expect(try sync(Self.first + "Web,8.8.8.9,443,tcp,,\n", at: "2026-02-01") == 0)
    let replies: [(LoopbackServer.Reply, String)] = [
      (LoopbackServer.response(status: "500 Oops", []), "500"), (.silence, "did not answer"),
      (
        LoopbackServer.response(status: "302 Found", headers: ["Location: \(server.url)/x"], []),
        "302"
      ),
      (.bytes([]), "cut short"), (.bytes(Array("SSH-2.0\r\n".utf8)), "cannot be reached"),
    ]
    for (reply, words) in replies {
      server.answer(reply)
      let result = try run("notify", "send", "--timeout", "1")
      #expect(result.status == 69 && result.error.contains(words), "\(words): \(result.error)")
      // Not before its time.
      #expect(try run("notify", "send").output == "No notice is due.\n")
      #expect(try run("notify", "retry", "1").status == 0)
    }
    // An answer without end is an answer.
    server.answer(.flood("HTTP/1.1 200 OK\r\n\r\n"))
    #expect(try run("notify", "send").status == 0)
    #expect(try run("notify", "send").output == "No notice is due.\n")
    try #require(server.seen.count == replies.count + 1)
    let requests = server.seen.map(Self.parts)
    #expect(Set(requests.map { $0.headers["webhook-id"] }).count == 1)
    for request in requests {
      let value: [String: Any] = [
        "secret": Self.secret, "headers": request.headers, "body": request.body,
      ]
      let text = String(
        decoding: try JSONSerialization.data(withJSONObject: value), as: UTF8.self)
      _ = try FormatCheck.check(text, as: "webhook")
      let found = try FormatCheck.check(request.body, as: "cloudevents")
      #expect(found["ids"] as? [String] != nil)
    }
    // Another secret, or a changed body, does not fit.
    let forged: [String: Any] = [
      "secret": Self.secret, "headers": requests[0].headers, "body": requests[0].body + " ",
    ]
    let text = String(decoding: try JSONSerialization.data(withJSONObject: forged), as: UTF8.self)
    #expect(throws: FormatCheck.Wrong.self) { try FormatCheck.check(text, as: "webhook") }
  }

  @Test func laterOnesWaitForAnEarlierOneAndOthersDoNot() throws {
    try start()
    try subscribe("hook", to: "webhook:\(server.url)/in", "--allow-private")
    try FileManager.default.createDirectory(
      atPath: folder.file("out"), withIntermediateDirectories: true)
    try subscribe("files", to: "file:out")
    for day in 2...4 {
      #expect(try sync(Self.first + "Web,8.8.8.\(day),443,tcp,,\n", at: "2026-0\(day)-01") == 0)
    }
    server.answer(LoopbackServer.response(status: "503 Busy", headers: ["Retry-After: 7200"], []))
    #expect(try run("notify", "send").status == 69)
    try #require(server.seen.count == 1)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.file("out")).count == 3)
    // As the server asked: not before two hours are over.
    let waiting = try #require(
      try notices().first { $0["attempts"] as? Int == 1 && $0["who"] as? String == "hook" })
    let format = ISO8601DateFormatter()
    let wait = try #require(format.date(from: waiting["notBefore"] as! String))
      .timeIntervalSince(try #require(format.date(from: waiting["triedAt"] as! String)))
    #expect((7199...7201).contains(wait))
    server.answer(Self.ok)
    #expect(try run("notify", "retry", "\(waiting["id"]!)").status == 0)
    #expect(try run("notify", "send").status == 0)
    let told = server.seen.dropFirst().map { Self.parts($0).body }
    #expect(told.count == 3)
    for (body, revision) in zip(told, 2...4) { #expect(body.contains("\"v/c@\(revision)\"")) }
  }

  @Test func aReceiverThatIsGoneIsNotSentAnythingMore() throws {
    try start()
    try subscribe("hook", to: "webhook:\(server.url)/in", "--allow-private")
    for day in 2...3 {
      #expect(try sync(Self.first + "Web,8.8.8.\(day),443,tcp,,\n", at: "2026-0\(day)-01") == 0)
    }
    server.answer(LoopbackServer.response(status: "410 Gone", []))
    #expect(try run("notify", "send").status == 69)
    #expect(try sync(Self.first, at: "2026-04-01") == 0)
    #expect(try run("notify", "send").output == "No notice is due.\n")
    try #require(server.seen.count == 1)
    #expect(try notices().map { $0["state"] as! String } == ["given up", "given up"])
    #expect(try run("notify", "retry", "1").status == 64)
    #expect(try run("notify", "subscribers", "--all").output.contains("410"))
  }

  /// Killed after the receiver has the message and before it is noted: it comes again, under
  /// the same identifier.
  @Test func killedInBetween() throws {
    try start()
    try subscribe("hook", to: "webhook:\(server.url)/in", "--allow-private")
    #expect(try sync(Self.first + "Web,8.8.8.9,443,tcp,,\n", at: "2026-02-01") == 0)
    let arrived = DispatchSemaphore(value: 0)
    server.answer { _ in
      arrived.signal()
      return .silence
    }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: Places.program)
    process.arguments = ["notify", "send"]
    process.currentDirectoryURL = URL(fileURLWithPath: folder.path)
    process.standardError = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    try process.run()
    #expect(arrived.wait(timeout: .now() + 60) == .success)
    // While it is being delivered, no other program takes it.
    #expect(try run("notify", "send").output == "No notice is due.\n")
    kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
    server.answer(Self.ok)
    #expect(try run("notify", "retry", "1").status == 0)
    #expect(try run("notify", "send").status == 0)
    let ids = server.seen.map { Self.parts($0).headers["webhook-id"] }
    #expect(ids.count == 2 && ids[0] != nil && ids[0] == ids[1])
  }

  @Test(.enabled(if: FormatCheck.canRun)) func mailGoesThroughTheRelay() throws {
    try start()
    let relay = try MailServer()
    let settings = [
      "GATEBOOK_MAIL_RELAY": relay.url, "GATEBOOK_MAIL_FROM": "gatebook@example.com",
    ]
    try subscribe("noc", to: "mail:noc@example.com")
    #expect(try sync(Self.first + "Web,8.8.8.9,443,tcp,,\n", at: "2026-02-01") == 0)
    let bare = try run("notify", "send")
    #expect(bare.status == 69 && bare.error.contains("GATEBOOK_MAIL_RELAY"))
    let wrong = try run(
      "notify", "send",
      environment: ["GATEBOOK_MAIL_RELAY": "relay", "GATEBOOK_MAIL_FROM": "a@b.de"])
    #expect(wrong.status == 78)
    for reply in [MailServer.Reply.refuse("450 later"), .refuse("550 no"), .vanish, .accept] {
      relay.answer(reply)
      _ = try run("notify", "retry", "1")
      let result = try run("notify", "send", environment: settings)
      if case .accept = reply {
        #expect(result.status == 0, "\(result.error)")
      } else {
        #expect(result.status == 69, "\(result.error)")
      }
    }
    // The one that was not confirmed and the one that was have one identifier.
    #expect(relay.received.count == 2)
    let mails = try relay.received.map { try FormatCheck.check($0.text, as: "mail") }
    #expect(mails[0]["id"] as? String == mails[1]["id"] as? String)
    #expect(mails[1]["to"] as? String == "noc@example.com")
    #expect((mails[1]["text"] as? String)?.contains("+ 8.8.8.9") ?? false)
    #expect(relay.received[1].to == ["RCPT TO:<noc@example.com>"])
    #expect(relay.received[1].from.hasPrefix("MAIL FROM:<gatebook@example.com>"))
  }

  @Test(.enabled(if: FormatCheck.canRun)) func slackIsToldWithoutShowingItsAddress() throws {
    try start()
    try subscribe("chat", to: "slack:\(server.url)/services/SECRET", "--allow-private")
    #expect(try sync(Self.first + "Web,8.8.8.9,443,tcp,,\n", at: "2026-02-01") == 0)
    server.answer(LoopbackServer.response(status: "404 Not Found", []))
    let failed = try run("notify", "send")
    #expect(failed.status == 69)
    let listed =
      try run("notify", "list").output + run("notify", "subscribers").output
      + run("status").output
    #expect(listed.contains("404"))
    #expect(!(failed.error + listed).contains("SECRET"))
    server.answer(Self.ok)
    _ = try run("notify", "retry", "1")
    #expect(try run("notify", "send").status == 0)
    _ = try FormatCheck.check(Self.parts(server.seen[1]).body, as: "slack")
  }

  /// Far more than a message may have: the lists are left out whole.
  @Test func aLargeChangeIsNotCut() throws {
    try start()
    try subscribe("hook", to: "webhook:\(server.url)/in", "--allow-private")
    let rows = (0..<200).map { "Web,8.8.9.\($0),\(1000 + $0),tcp,,\n" }.joined()
    _ = try run("guard", "v/c", "--growth-factor", "1000")
    #expect(try sync(Self.first + rows, at: "2026-02-01") == 0)
    server.answer(Self.ok)
    #expect(try run("notify", "send").status == 0)
    let body = Self.parts(server.seen[0]).body
    #expect(body.utf8.count <= 20_000)
    let event = try #require(
      try JSONSerialization.jsonObject(with: Data(body.utf8)) as? [String: Any])
    let data = try #require(event["data"] as? [String: Any])
    #expect(data["complete"] as? Bool == false)
    #expect(data["opened"] is NSNull && data["changes"] is NSNull)
    #expect((data["counts"] as? [String: Int])?["added"] == 200)
  }

  @Test func nothingDueIsSentOrChangedByADryRun() throws {
    try start()
    try subscribe("hook", to: "webhook:\(server.url)/in", "--allow-private")
    #expect(try sync(Self.first + "Web,8.8.8.9,443,tcp,,\n", at: "2026-02-01") == 0)
    let printed = try run("notify", "send", "--dry-run").output
    #expect(printed.contains("to hook, webhook:\(server.url)/…") && printed.contains("8.8.8.9"))
    #expect(server.seen.isEmpty)
    #expect(try notices().map { $0["attempts"] as! Int } == [0])
  }
}
