import Foundation
import TestSupport
import Testing

/// `gatebook changes`: what happened since a day, by the real program.
@Suite struct ChangesCommandTests {
  private let folder: TemporaryFolder

  init() throws { folder = try Self.history.copy() }

  /// Two deployments of which one changes twice, one that is held, and a source that fails.
  private static let history = PreparedFolder { folder in
    for (deployment, hosts, month, status) in [
      ("a/one", 1...20, 1, 0), ("a/two", 101...110, 1, 0), ("a/one", 1...21, 2, 0),
      ("a/one", 2...22, 3, 0), ("a/two", 101...102, 3, 77),
    ] as [(String, ClosedRange<Int>, Int, Int32)] {
      try folder.write(
        "table.csv",
        "service,address,ports,protocol\n" + hosts.map { "Web,8.8.8.\($0),443,tcp\n" }.joined())
      let result = try GatebookProcess.run(
        ["sync", deployment, "table.csv", "--recorded-at", "2026-0\(month)-01T00:00:00Z"],
        in: folder.path)
      try #require(result.status == status, "\(result.error)")
    }
    let added = try GatebookProcess.run(["source", "add", "a/gone", "gone.csv"], in: folder.path)
    try #require(added.status == 0)
    let failed = try GatebookProcess.run(["sync"], in: folder.path)
    try #require(failed.status != 0)
  }

  private func run(_ arguments: String...) throws -> GatebookProcess.Result {
    try GatebookProcess.run(arguments, in: folder.path)
  }

  private func json(_ arguments: String...) throws -> [String: Any] {
    let result = try GatebookProcess.run(
      ["changes", "--format", "json"] + arguments, in: folder.path)
    return try #require(
      try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any],
      "\(result.error)")
  }

  @Test func whatHappenedSinceADay() throws {
    let found = try json("--since", "2026-01-15")
    let changes = try #require(found["changes"] as? [[String: Any]])
    let change = try #require(changes.first)
    #expect(changes.count == 1 && change["deployment"] as? String == "a/one")
    #expect(change["from"] as? Int == 1 && change["to"] as? Int == 3)
    // 8.8.8.21 and .22 came, .1 went.
    #expect(change["added"] as? Int == 2 && change["removed"] as? Int == 1)
    let access = try #require(change["access"] as? [String: [[String: Any]]])
    #expect(access["opened"]?.map { $0["address"] as? String } == ["8.8.8.21", "8.8.8.22"])
    #expect(access["closed"]?.map { $0["address"] as? String } == ["8.8.8.1"])
    let held = try #require(found["held"] as? [[String: Any]])
    #expect(held.map { $0["deployment"] as? String } == ["a/two"])
    for key in ["failed", "unread"] {
      let sources = try #require(found[key] as? [[String: Any]])
      #expect(sources.map { $0["deployment"] as? String } == ["a/gone"], "\(key)")
    }
    // Since the last change, nothing has: what is held and failing is told all the same.
    let later = try json("--since", "2026-03-02")
    #expect((later["changes"] as? [Any])?.isEmpty ?? false)
    #expect((later["held"] as? [Any])?.count == 1)
    // Before the first revision, all is new.
    let first = try #require(try json("--since", "2025-01-01")["changes"] as? [[String: Any]])
    #expect(first.map { $0["from"] is NSNull } == [true, true])
  }

  @Test func onlyWhatIsAskedFor() throws {
    let two = try json("--since", "2026-01-15", "--deployment", "a/two")
    #expect((two["changes"] as? [Any])?.isEmpty ?? false)
    #expect((two["failed"] as? [Any])?.isEmpty ?? false)
    #expect(try run("changes", "--since", "2026-01-15", "--deployment", "a/three").status == 66)
    let summary = try run("changes", "--since", "2026-01-15", "--summary").output
    #expect(
      summary.hasPrefix(
        """
        Since 2026-01-15 00:00 UTC: 1 deployment changed, 1 revision held, 1 source failed, 1 source was not read.

        deployment  revisions  current since         added  removed  changed  opens  closes
        a/one       1 → 3      2026-03-01 00:00 UTC      2        1        0      2       1

        Held
          a/two@2 of 2026-03-01 00:00 UTC:
        """), "\(summary)")
    let short = try run("changes", "--since", "2026-01-15", "--limit", "2").output
    #expect(short.contains("  … 3 more lines; --limit 0 shows all\n"), "\(short)")
    let whole = try run("changes", "--since", "2026-01-15", "--limit", "0").output
    #expect(whole.contains("  - 8.8.8.1             tcp 443 outbound\n"), "\(whole)")
    let csv = try run("changes", "--since", "2026-01-15", "--format", "csv").output
    #expect(
      csv == """
        added,changed,closed,deployment,from,opened,recordedAt,removed,to
        2,0,1,a/one,1,2,2026-03-01T00:00:00Z,1,3

        """)
    #expect(try run("changes", "--since", "2026-01-15", "--exit-code").status == 1)
    #expect(try run("changes", "--since", "2026-03-02", "--exit-code").status == 0)
  }

  /// A customer's own ports are a cause, too; whoever does not use a deployment is not concerned.
  @Test func forACustomer() throws {
    try folder.write(
      "ports.csv",
      "service,address,ports,protocol\nSignaling Port,8.8.4.4,\"see your profile\",tcp\n")
    #expect(
      try run("sync", "b/voice", "ports.csv", "--recorded-at", "2026-01-01T00:00:00Z").status == 0)
    #expect(
      try run("customer", "add", "north", "--deployment", "b/voice", "--from", "2026-01-01").status
        == 0)
    for (port, day) in [("7401", "2026-01-02"), ("7402", "2026-02-01")] {
      let assigned = try run(
        "customer", "assign", "north", "b/voice", "--signaling", port, "--from", day)
      #expect(assigned.status == 0, "\(assigned.error)")
    }
    let found = try json("--since", "2026-01-15", "--customer", "north")
    let changes = try #require(found["changes"] as? [[String: Any]])
    let change = try #require(changes.first)
    #expect(changes.count == 1 && change["deployment"] as? String == "b/voice")
    #expect(change["from"] as? Int == 1 && change["to"] as? Int == 1)
    let access = try #require(change["access"] as? [String: [[String: Any]]])
    #expect(access["opened"]?.map { $0["ports"] as? String } == ["7402"])
    #expect(access["closed"]?.map { $0["ports"] as? String } == ["7401"])
    #expect((found["held"] as? [Any])?.isEmpty ?? false)
    let after = try json("--since", "2026-02-15", "--customer", "north")
    #expect((after["changes"] as? [Any])?.isEmpty ?? false)
  }

  /// Long answers can be had short: counts only, the first lines, the latest entries.
  @Test func longAnswersCanBeShort() throws {
    let summary = try run("diff", "a/one@1", "a/one", "--summary").output
    #expect(
      summary.hasSuffix(
        """
        2 endpoints added, 1 removed.
        Access: 2 entries opened, 1 entry closed.

          Web  +2 -1

        """), "\(summary)")
    let short = try run("diff", "a/one@1", "a/one", "--limit", "2").output
    #expect(short.split(separator: "\n").count == 3)
    #expect(short.hasSuffix("more lines; leave out --limit to see all\n"), "\(short)")
    #expect(try run("diff", "a/one@1", "a/one", "--limit", "0").status == 64)
    let log = try run("log", "a/one", "--limit", "1", "--format", "csv").output
    #expect(log.split(separator: "\n").count == 2)
    let since = try run("log", "a/one", "--since", "2026-02-01", "--format", "csv").output
    #expect(since.split(separator: "\n").count == 3)
    let audit = try run("audit", "--limit", "1", "--format", "csv").output
    #expect(audit.contains("source.added") && audit.split(separator: "\n").count == 2)
    // A name that nobody can have is a mistake of the command line.
    #expect(try run("audit", "Operations").status == 64)
  }
}
