import Foundation
import TestSupport
import Testing

/// What receivers get, and what happens when they fail.
extension NoticeTests {
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
    let signed = try requests.map { request in
      let value: [String: Any] = [
        "secret": Self.secret, "headers": request.headers, "body": request.body,
      ]
      return String(decoding: try JSONSerialization.data(withJSONObject: value), as: UTF8.self)
    }
    _ = try FormatCheck.check(signed, as: "webhook")
    let found = try FormatCheck.check(requests.map(\.body), as: "cloudevents")
    #expect(found.allSatisfy { $0["ids"] as? [String] != nil })
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
    // Once for the subscription, with its numbers; each only where each is asked for.
    let listed = try run("notify", "list").output
    #expect(listed.hasPrefix("2 notices  given up  v/c to hook, webhook:"), "\(listed)")
    #expect(listed.contains("\n    tried 1 time, last "), "\(listed)")
    #expect(listed.contains("; numbers 1-2\n"), "\(listed)")
    #expect(listed.split(separator: "given up").count == 2, "\(listed)")
    #expect(try run("notify", "list", "--all").output.split(separator: "given up").count == 3)
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
    let process = try GatebookProcess.start(["notify", "send"], in: folder.path)
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
