import Foundation
import TestSupport
import Testing

/// Registered sources, by the real program against a server that misbehaves.
@Suite(.mostlyWaits) struct SourceTests {
  private let folder: TemporaryFolder
  private let server: LoopbackServer

  init() throws {
    folder = try TemporaryFolder()
    server = try LoopbackServer()
  }

  private func run(_ arguments: String...) throws -> GatebookProcess.Result {
    try GatebookProcess.run(arguments, in: folder.path)
  }

  private func json<T>(_ arguments: String..., as type: T.Type) throws -> T {
    let result = try GatebookProcess.run(arguments + ["--format", "json"], in: folder.path)
    return try #require(
      try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? T, "\(result.error)")
  }

  private static func table(_ hosts: ClosedRange<Int>) -> [UInt8] {
    Array(
      ("service,address,ports,protocol\n" + hosts.map { "Web,8.8.8.\($0),443,tcp\n" }.joined()).utf8
    )
  }

  private func current() throws -> (revision: Int, count: Int) {
    let shown = try json("show", "v/c", as: [String: Any].self)
    return (shown["revision"] as! Int, (shown["endpoints"] as! [Any]).count)
  }

  private func addSource() throws {
    server.answer(LoopbackServer.response(Self.table(1...20)))
    let added = try run("source", "add", "v/c", server.url + "/list.csv", "--allow-private")
    #expect(added.status == 0, "\(added.error)")
    #expect(try run("sync").status == 0)
    #expect(try current() == (1, 20))
  }

  private static func gzipped(_ bytes: [UInt8]) throws -> [UInt8] {
    let folder = try TemporaryFolder()
    try folder.write("plain", bytes)
    _ = try GatebookProcess.run("/bin/gzip", ["plain"], in: folder.path)
    return try [UInt8](Data(contentsOf: URL(fileURLWithPath: folder.file("plain.gz"))))
  }

  /// Whatever comes in between, nothing wrong becomes a revision, and the source
  /// recovers.
  @Test func aServerThatMisbehavesInTurn() throws {
    try addSource()
    let next = Self.table(1...20)
    let page = Array("<html><head><title>Sorry</title></head><body>Busy</body></html>".utf8)
    let url = server.url
    let cases: [(String, Int32, LoopbackServer.Reply)] = [
      ("404", 69, LoopbackServer.response(status: "404 Not Found", page)),
      (
        "429", 69,
        LoopbackServer.response(status: "429 Too Many", headers: ["Retry-After: 3600"], [])
      ),
      ("500", 69, LoopbackServer.response(status: "500 Oops", page)),
      (
        "cut short", 69,
        .bytes(Array("HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n\r\n".utf8) + next)
      ),
      (
        "cut chunk", 69,
        .bytes(Array("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nfff\r\nWeb".utf8))
      ),
      ("broken gzip", 69, LoopbackServer.response(headers: ["Content-Encoding: gzip"], next)),
      ("without end", 69, .flood("HTTP/1.1 200 OK\r\n\r\n")),
      ("slow drip", 69, .drip("HTTP/1.1 200 OK\r\nContent-Length: 99999\r\n\r\n")),
      ("silence", 69, .silence),
      ("no HTTP", 69, .bytes(Array("SSH-2.0-OpenSSH_9.2\r\n".utf8))),
      (
        "redirect loop", 69,
        LoopbackServer.response(status: "302 Found", headers: ["Location: \(url)/list.csv"], [])
      ),
      (
        "to a file", 69,
        LoopbackServer.response(status: "302 Found", headers: ["Location: file:///etc/hosts"], [])
      ),
      ("error page", 65, LoopbackServer.response(page)),
      ("empty", 65, LoopbackServer.response([])),
      ("emptied", 77, LoopbackServer.response(Array("service,address,ports\n".utf8))),
    ]
    for (i, (name, status, reply)) in cases.enumerated() {
      server.answer(reply)
      let result = try run("sync", "--force", "--timeout", "2")
      #expect(result.status == status, "\(name): \(result.error)")
      #expect(result.error.split(separator: "\n").count == 1, "\(name): \(result.error)")
      // And it recovers: another row each time. What was held has a number of its own, and nothing
      // else became a revision.
      server.answer(LoopbackServer.response(Self.table(1...(21 + i))))
      let recovered = try run("sync", "--force")
      #expect(recovered.status == 0, "\(name): \(recovered.error)")
      #expect(try current() == (i + (status == 77 ? 3 : 2), 21 + i), "\(name)")
    }
    let status = try run("status").output
    #expect(status.hasPrefix("All is well"), "\(status)")
  }

  @Test func whatDidNotChangeIsNotFetchedAgain() throws {
    server.answer(
      LoopbackServer.response(
        headers: [
          "ETag: \"one\"", "Last-Modified: Wed, 21 Oct 2015 07:28:00 GMT",
          "Date: Thu, 22 Oct 2015 07:28:00 GMT",
        ],
        Self.table(1...20)))
    _ = try run("source", "add", "v/c", server.url + "/a", "--allow-private")
    #expect(try run("sync").status == 0)
    server.answer { request in
      request.contains("If-None-Match: \"one\"")
        && request.contains("If-Modified-Since: Wed, 21 Oct 2015 07:28:00 GMT")
        && request.contains("User-Agent: gatebook")
        ? LoopbackServer.response(status: "304 Not Modified", []) : .silence
    }
    let again = try run("sync", "--timeout", "2")
    #expect(again.status == 0 && again.output == "1 source: 1 unchanged.\n", "\(again.error)")
  }

  @Test func gzipAndRedirectsAreFollowed() throws {
    let zipped = try Self.gzipped(Self.table(1...20))
    server.answer { request in
      request.hasPrefix("GET /old ")
        ? LoopbackServer.response(status: "301 Moved", headers: ["Location: /new"], [])
        : LoopbackServer.response(headers: ["Content-Encoding: gzip"], zipped)
    }
    _ = try run("source", "add", "v/c", server.url + "/old", "--allow-private")
    #expect(try run("sync").status == 0)
    #expect(try current() == (1, 20))
  }

  /// A server that asks to be left alone is; nobody else has to wait.
  @Test func retryAfterIsHonouredAcrossRuns() throws {
    server.answer(LoopbackServer.response(status: "503 Busy", headers: ["Retry-After: 3600"], []))
    _ = try run("source", "add", "v/c", server.url + "/a", "--allow-private")
    #expect(try run("sync").status == 69)
    let waiting = try run("sync")
    #expect(waiting.status == 69 && waiting.output == "1 source: 1 waiting.\n")
    #expect(server.seen.count == 1)
    let listed = try json("source", "list", as: [[String: Any]].self)
    #expect(listed[0]["isFailing"] as? Bool == true && listed[0]["failureCount"] as? Int == 1)
    #expect(try run("status").output.contains("failing"))
    server.answer(LoopbackServer.response(Self.table(1...20)))
    #expect(try run("sync", "--force").status == 0)
  }

  /// What is paused is not read, whoever asks, and is no alarm; what it brought stays.
  @Test func aPausedSourceIsNotRead() throws {
    try addSource()
    let paused = try run("source", "pause", "v/c", "--note", "the page moves", "--by", "anna")
    #expect(paused.status == 0 && paused.output.contains("gatebook source resume v/c"))
    let before = server.seen.count
    for arguments in [["sync"], ["sync", "v/c"], ["sync", "--force"]] {
      let result = try GatebookProcess.run(arguments, in: folder.path)
      #expect(result.status == 0 && result.output == "1 source: 1 paused.\n", "\(result)")
      #expect(
        result.error.contains("v/c: paused, since ") && result.error.contains("the page moves"))
    }
    #expect(server.seen.count == before)
    #expect(try current() == (1, 20))
    let status = try run("status", "--exit-code")
    #expect(status.status == 0, "\(status)")
    #expect(
      status.output.firstMatch(of: /paused  v\/c, since .* by anna: the page moves\n/) != nil,
      "\(status)")
    #expect(try run("source", "list").output.contains("  paused since "))
    let listed = try json("source", "list", as: [[String: Any]].self)
    #expect(listed[0]["pauseNote"] as? String == "the page moves")
    let twice = try run("source", "pause", "v/c")
    #expect(twice.status == 64 && twice.error.contains("is paused since"), "\(twice)")
    #expect(try run("source", "resume", "v/c").status == 0)
    #expect(try run("source", "resume", "v/c").status == 64)
    #expect(try run("source", "pause", "v/none").status == 66)
    server.answer(LoopbackServer.response(Self.table(1...21)))
    #expect(try run("sync").output == "1 source: 1 changed.\n")
    let audit = try run("audit", "v/c").output
    #expect(audit.contains("source.paused") && audit.contains("source.resumed"), "\(audit)")
  }

  @Test func privateAddressesAreRefusedBehindAnyName() throws {
    server.answer(LoopbackServer.response(Self.table(1...20)))
    for url in [
      server.url, "http://localhost:\(server.port)", "http://[::ffff:127.0.0.1]:\(server.port)",
    ] {
      let result = try run("read", url + "/list.csv")
      #expect(result.status == 69 && result.error.contains("not public"), "\(url): \(result.error)")
    }
    #expect(server.seen.isEmpty)
    #expect(try run("read", server.url + "/list.csv", "--allow-private").status == 0)
    #expect(try run("source", "add", "v/c", "file:///etc/hosts").status == 64)
    #expect(try run("source", "add", "v/c", "ftp://x.example/").status == 64)
  }

  /// A certificate that nobody vouches for is no server to trust.
  @Test func anUnknownCertificateIsNotTrusted() throws {
    let made = try GatebookProcess.run(
      "/usr/bin/openssl",
      [
        "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", "key", "-out", "certificate",
        "-days", "1", "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost",
      ],
      in: folder.path)
    #expect(made.status == 0, "\(made.error)")
    // The port of a server that has gone is free.
    let gone = try LoopbackServer()
    gone.stop()
    let process = Process()
    // Without what it would inherit: a process that was started at the same moment is
    // waited for until nobody holds its end any more.
    let script = """
      for fd in /proc/self/fd/*; do
        n=${fd##*/}; if [ "$n" -gt 2 ]; then eval "exec $n>&-"; fi
      done
      openssl s_server -accept "$1" -key key -cert certificate -WWW -quiet </dev/null >/dev/null 2>&1 &
      echo $!
      """
    let started = try GatebookProcess.run(
      "/bin/bash", ["-c", script, "bash", "\(gone.port)"], in: folder.path)
    let pid = try #require(Int32(started.output.trimmingCharacters(in: .whitespacesAndNewlines)))
    defer { kill(pid, SIGKILL) }
    try folder.write("list.csv", Self.table(1...20))
    let url = "https://localhost:\(gone.port)/list.csv"
    // The server needs a moment to listen.
    var refused = try run("read", url, "--allow-private")
    for _ in 0..<100 where refused.error.contains("cannot be reached") {
      refused = try run("read", url, "--allow-private")
    }
    #expect(refused.status == 69 && refused.error.contains("is not trusted"), "\(refused.error)")
  }

  @Test func onesThatHangCostTheTimeOfOne() throws {
    server.answer { request in
      request.contains("/hang") ? .silence : LoopbackServer.response(Self.table(1...20))
    }
    for i in 0..<30 {
      let path = i % 5 == 0 ? "/hang" : "/list"
      _ = try run("source", "add", "v/c\(i)", server.url + path, "--allow-private")
    }
    let clock = ContinuousClock()
    var result: GatebookProcess.Result?
    let duration = try clock.measure { result = try run("sync", "--timeout", "3") }
    #expect(result?.status == 69)
    #expect(result?.output == "30 sources: 24 changed, 6 failed.\n")
    // Six of them one after the other would take eighteen seconds.
    #expect(duration < .seconds(15), "\(duration)")
  }

  // MARK: Folders and repositories

  @Test func aFolderIsTakenInTheOrderOfTime() throws {
    for (name, last) in [
      ("list-2026-01-02.csv", 21), ("list-2026-01-01.csv", 20), ("20260103-1200.csv", 22),
    ] {
      try folder.write(name, Self.table(1...last))
    }
    try folder.write("2026-01-04.csv", "")
    try folder.write("readme.txt", "no date")
    try setBack(folder.path)
    let past = folder.path + "-past"
    try FileManager.default.moveItem(atPath: folder.path, toPath: past)
    try FileManager.default.createDirectory(atPath: folder.path, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: past) }
    _ = try run("source", "add", "v/c", past)
    let first = try run("sync", "--force")
    #expect(first.status == 65 && first.error.contains("3 stored"), "\(first.error)")
    #expect(first.error.contains("2026-01-04.csv: "), "\(first.error)")
    #expect(try json("show", "v/c@2026-01-02", as: [String: Any].self)["revision"] as? Int == 2)
    #expect(
      try json("show", "v/c@3", as: [String: Any].self)["recordedAt"] as? String
        == "2026-01-03T12:00:00Z")
    // Again, it adds nothing; an older file that comes late is refused.
    try Data(Self.table(1...30)).write(to: URL(fileURLWithPath: past + "/2025-12-31.csv"))
    try setBack(past)
    let second = try run("sync", "--force")
    #expect(second.error.contains("lies before the latest revision"), "\(second.error)")
    #expect(try current() == (3, 22))
    let third = try run("sync", "--force")
    #expect(third.status == 0 && third.output == "1 source: 1 unchanged.\n", "\(third.error)")
  }

  @Test(arguments: [
    ("2026-01-01.csv", "service,address,ports\nWeb,192.0.2.1,443\n", false),
    ("2026-01-01.txt", "192.0.2.1\n", false),
    ("2026-01-01.json", "{\"a\": [\"192.0.2.1\"]}\n", true),
    ("2026-01-01.json", "{\"a\": [\"192.0.2.1\"", false),
    ("2026-01-01.html", "<html><body><ul><li>192.0.2.1</li></ul></body></html>\n", true),
    ("2026-01-01.html", "<html><body><ul><li>192.0.2.1</li>", false),
  ])
  func whatMayBeWrittenJustNowWaits(_ name: String, _ text: String, _ isWhole: Bool) throws {
    let files = folder.file("files")
    try FileManager.default.createDirectory(atPath: files, withIntermediateDirectories: true)
    try Data(text.utf8).write(to: URL(fileURLWithPath: files + "/" + name))
    _ = try run("source", "add", "v/c", files)
    let first = try run("sync")
    #expect(first.error.contains("waits") != isWhole, "\(first.error)")
    #expect(first.error.contains("1 stored") == isWhole, "\(first.error)")
  }

  /// As though the files of a folder had been written an hour ago.
  private func setBack(_ folder: String) throws {
    for name in try FileManager.default.contentsOfDirectory(atPath: folder) {
      try FileManager.default.setAttributes(
        [.modificationDate: Date(timeIntervalSinceNow: -3600)], ofItemAtPath: folder + "/" + name)
    }
  }

  @Test func aRepositoryGivesItsHistory() throws {
    let repository = folder.file("lists")
    let script = """
      set -e
      git init -q "$1"; cd "$1"; git config user.email a@x.example; git config user.name A
      commit() { git add -A; GIT_COMMITTER_DATE="$1" GIT_AUTHOR_DATE="$1" git commit -qm "$1"; }
      printf 'service,address,ports\\nWeb,8.8.8.1,443\\n' >list.csv; commit 2026-01-01T00:00:00Z
      printf 'service,address,ports\\nWeb,8.8.8.1,443\\nWeb,8.8.8.2,443\\n' >list.csv; commit 2026-01-02T00:00:00Z
      echo other >other; commit 2026-01-03T00:00:00Z
      printf '' >list.csv; commit 2026-01-04T00:00:00Z
      printf 'service,address,ports\\nWeb,8.8.8.2,443\\n' >list.csv; commit 2026-01-05T00:00:00Z
      """
    let made = try GatebookProcess.run("/bin/sh", ["-c", script, "sh", repository])
    #expect(made.status == 0, "\(made.error)")
    _ = try run("source", "add", "v/c", "git+file://\(repository)#list.csv")
    let synced = try run("sync")
    #expect(synced.status == 65 && synced.error.contains("3 stored"), "\(synced.error)")
    #expect(try current() == (3, 1))
    #expect(try json("show", "v/c@2026-01-02", as: [String: Any].self)["revision"] as? Int == 2)
    #expect(try run("sync", "--force").output == "1 source: 1 unchanged.\n")
    _ = try run("source", "add", "v/d", "git+file://\(repository)#nowhere.csv")
    #expect(try run("sync", "v/d").status == 66)
  }

  /// The units of the article are what systemd takes.
  @Test(.enabled(if: FileManager.default.fileExists(atPath: "/usr/bin/systemd-analyze")))
  func theUnitsOfTheArticleAreTaken() throws {
    let blocks = try Places.text("Sources/gatebook/Gatebook.docc/Sources.md").split(
      separator: "```ini\n"
    ).dropFirst()
      .map { String($0[..<$0.firstRange(of: "```")!.lowerBound]) }
    #expect(blocks.count == 2)
    try folder.write(
      "gatebook.service", blocks[0].replacing("/usr/local/bin/gatebook", with: Places.program))
    try folder.write("gatebook.timer", blocks[1])
    let verified = try GatebookProcess.run(
      "/usr/bin/systemd-analyze", ["verify", "./gatebook.service", "./gatebook.timer"],
      in: folder.path)
    #expect(verified.status == 0, "\(verified.error)")
  }
}
