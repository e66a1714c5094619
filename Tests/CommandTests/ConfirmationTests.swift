import Foundation
import TestSupport
import Testing

/// What a command tells of what a second place has not confirmed, by the real program.
@Suite(.ofFiles) struct ConfirmationTests {
  private let folder: TemporaryFolder
  private let socket: String

  init() throws {
    folder = try TemporaryFolder()
    socket = folder.file("socket")
    try folder.write("t.csv", "service,address,ports,protocol\nWeb,8.8.8.8,443,tcp\n")
    try folder.write("empty.csv", "service,address,ports,protocol\n")
  }

  private func run(_ arguments: String...) throws -> GatebookProcess.Result {
    try GatebookProcess.run(
      arguments, in: folder.path, environment: ["GATEBOOK_REPLICATION_SOCKET": socket])
  }

  private func litestream() throws -> LoopbackServer {
    let server = try LoopbackServer(at: socket)
    server.answer { LitestreamWords.answer(to: $0) }
    return server
  }

  private func replication() throws -> [String: Any] {
    let output = try run("status", "--format", "json").output
    let status = try JSONSerialization.jsonObject(with: Data(output.utf8)) as? [String: Any]
    return try #require(status?["replication"] as? [String: Any])
  }

  /// It is stored and told, with a status of its own; the next run confirms it.
  @Test func whatIsStoredAndNotConfirmedHasStatus3() throws {
    let stored = try run("sync", "v/c", "t.csv", "--recorded-at", "2026-01-01T00:00:00Z")
    #expect(stored.status == 3)
    #expect(stored.output.hasPrefix("v/c: revision 1 stored, the first."))
    let words = stored.error.split(separator: "\n")
    #expect(words.count == 2, "\(stored.error)")
    #expect(
      words[0].hasPrefix(
        "Not confirmed: it is stored in gatebook.sqlite, and not known to stand in the second "
          + "place: \(socket) cannot be reached: "))
    #expect(words[1].hasPrefix("Try: see whether Litestream runs, and whether replication.socket"))
    #expect(
      words[1].hasSuffix("; the next run confirms it, and `gatebook status` tells what waits"))

    #expect(try replication()["unconfirmed"] as? Int == 1)
    #expect(try run("status").output.hasPrefix("not confirmed  1 change since "))
    #expect(try run("status", "--exit-code").status == 4)
    #expect(try run("status", "--format", "nagios").output.contains("1 change not confirmed"))
    #expect(
      try run("status", "--format", "prometheus").output
        .contains("\ngatebook_entries_unconfirmed 1\n"))

    let server = try litestream()
    // What only reads asks nobody.
    #expect(try run("show", "v/c").status == 0)
    #expect(server.seen.isEmpty)
    #expect(try run("sync", "v/c", "t.csv").status == 0)
    #expect(server.seen.count == 1)
    #expect(LitestreamWords.asked(server.seen[0]) == folder.file("gatebook.sqlite"))
    #expect(try replication()["unconfirmed"] as? Int == 0)
    #expect(try run("status", "--exit-code").status == 0)
  }

  /// What a person has to decide keeps its status; the sentence stands there all the same.
  @Test func whatIsHeldStaysHeld() throws {
    #expect(try run("sync", "v/c", "t.csv").status == 3)
    let held = try run("sync", "v/c", "empty.csv")
    #expect(held.status == 77)
    #expect(held.error.hasPrefix("Not confirmed: "))
  }

  @Test func aRestoreIsConfirmed() throws {
    let server = try litestream()
    #expect(try run("sync", "v/c", "t.csv").status == 0)
    #expect(try run("backup", "b.sqlite").status == 0)
    #expect(server.seen.count == 1)
    server.answer { _ in LitestreamWords.refusal("500 Oops", "the store is away") }
    let restored = try run("restore", "b.sqlite")
    #expect(restored.status == 3)
    #expect(
      restored.error.contains("did not copy \(folder.file("gatebook.sqlite")): the store is away"))
  }

  /// Nobody is told of what might be lost.
  @Test func noNoticeIsSentOfWhatIsNotConfirmed() throws {
    try FileManager.default.createDirectory(
      atPath: folder.file("out"), withIntermediateDirectories: false)
    func sent() throws -> Int {
      try FileManager.default.contentsOfDirectory(atPath: folder.file("out")).count
    }
    #expect(try run("sync", "v/c", "t.csv").status == 3)
    #expect(
      try run("notify", "subscribe", "anna", "--deployment", "v/c", "--to", "file:out").status == 3)
    try folder.write("t.csv", "service,address,ports,protocol\nWeb,8.8.8.9,443,tcp\n")
    #expect(try run("sync", "v/c", "t.csv").status == 3)

    let refused = try run("notify", "send")
    #expect(refused.status == 3)
    #expect(refused.output.isEmpty)
    #expect(refused.error.hasPrefix("Error: \(socket) cannot be reached: "))
    #expect(try sent() == 0)
    #expect(try run("notify", "list", "--format", "json").output.contains(#""attempts": 0"#))

    let server = try litestream()
    let answered = try run("notify", "send")
    #expect(answered.status == 0, "\(answered.error)")
    #expect(try sent() == 1)
    #expect(!server.seen.isEmpty)
  }

  /// What was sent is stored as sent, although the next notice, which came meanwhile, cannot be
  /// confirmed: it would go out twice otherwise.
  @Test func whatWasSentIsStoredBeforeTheNextIsConfirmed() throws {
    try FileManager.default.createDirectory(
      atPath: folder.file("out"), withIntermediateDirectories: false)
    func alone(_ arguments: String...) throws -> GatebookProcess.Result {
      try GatebookProcess.run(arguments, in: folder.path)
    }
    _ = try alone("sync", "v/c", "t.csv")
    _ = try alone("notify", "subscribe", "anna", "--deployment", "v/c", "--to", "file:out")
    try folder.write("t.csv", "service,address,ports,protocol\nWeb,8.8.8.9,443,tcp\n")
    _ = try alone("sync", "v/c", "t.csv")

    let server = try LoopbackServer(at: socket)
    server.answer { [folder] request in
      guard server.seen.count == 1 else {
        return LitestreamWords.refusal("500 Oops", "the store is away")
      }
      try? folder.write("t.csv", "service,address,ports,protocol\nWeb,8.8.4.4,443,tcp\n")
      _ = try? GatebookProcess.run(["sync", "v/c", "t.csv"], in: folder.path)
      return LitestreamWords.answer(to: request)
    }
    #expect(try run("notify", "send").status == 3)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.file("out")).count == 1)
    let list = try alone("notify", "list", "--format", "json").output
    #expect(list.contains(#""id": 2"#) && !list.contains(#""id": 1,"#), "\(list)")
    #expect(list.contains(#""attempts": 0"#))
  }

  @Test func theSettingHasAFileAndAVariable() throws {
    try folder.write("machine.toml", "[replication]\nsocket = \"/run/litestream.sock\"\n")
    let shown = try GatebookProcess.run(
      ["config"], in: folder.path,
      environment: ["GATEBOOK_CONFIG": folder.file("machine.toml"), "HOME": folder.path])
    #expect(shown.output.contains("replication.socket"))
    #expect(shown.output.contains("/run/litestream.sock"))
    #expect(try run("config").output.contains("$GATEBOOK_REPLICATION_SOCKET"))
  }
}
