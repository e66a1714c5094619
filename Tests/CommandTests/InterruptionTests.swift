import Foundation
import GRDB
import TestSupport
import Testing

/// Other writers, full disks, read-only files, and kills at any moment: the
/// inventory stays whole.
@Suite(.mostlyWaits) struct InterruptionTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func run(_ arguments: String...) throws -> GatebookProcess.Result {
    try GatebookProcess.run(arguments, in: folder.path)
  }

  /// A table of that many rows; `variant` decides the ports of every third one.
  private func table(rows: Int, variant: Int) -> String {
    "service,address,ports,protocol\n"
      + (0..<rows).map { i in
        "S\(i % 7),10.\(i >> 16 & 255).\(i >> 8 & 255).\(i & 255),\(i % 3 == 0 ? 1000 + variant : 443),tcp\n"
      }.joined()
  }

  private func integrity() throws -> [String] {
    try ask { db in
      try String.fetchAll(db, sql: "PRAGMA integrity_check")
        + String.fetchAll(db, sql: "SELECT 'half revision' FROM pragma_foreign_key_check")
    }
  }

  /// Kills the program at moments spread over the time that a whole sync takes.
  /// After each, the current revision is whole and the next sync works.
  @Test(.ofFiles) func killedAtAnyMoment() throws {
    let rows = 500
    try folder.write("next.csv", table(rows: rows, variant: 1))
    let clock = ContinuousClock()
    var whole = try clock.measure {
      _ = try run("sync", "v/c", "next.csv", "--recorded-at", "2026-01-01T00:00:00Z")
    }
    var random = SeededGenerator(seed: 20_260_101)
    var killed = 0
    var completed = 0
    for round in 2...17 {
      try folder.write("next.csv", table(rows: rows, variant: round))
      let before = try revisionCount()
      // Now and then it is let run to its end, so that both outcomes are seen.
      let share = round % 5 == 0 ? 6 : Double.random(in: 0...1.3, using: &random)
      let wasKilled = try GatebookProcess.kill(
        ["sync", "v/c", "next.csv"], in: folder.path, after: whole * share)
      let after = try revisionCount()
      #expect(after == before || after == before + 1, "round \(round)")
      killed += wasKilled ? 1 : 0
      completed += after - before

      // What is current is one whole revision or the other, never a mixture.
      let ports = try currentPorts()
      #expect(ports.count == rows)
      #expect(Set(ports) == ["443", "\(1000 + (after > before ? round : round - 1))"])
      #expect(try integrity() == ["ok"])
      // The next sync carries on; how long it takes now is the measure for the next kill.
      var next: GatebookProcess.Result?
      let duration = try clock.measure { next = try run("sync", "v/c", "next.csv") }
      #expect(next?.status == 0)
      // One that ended before it was to be killed took less than was thought.
      if after == before { whole = duration } else if !wasKilled, share < 1 { whole = whole * 0.7 }
      #expect(try revisionCount() == before + 1)
    }
    // The kills fell both before and after the commit, or this shows nothing.
    #expect(killed >= 4 && completed >= 1, "killed \(killed), completed \(completed) of 16")
  }

  private func ask<T>(_ question: (Database) throws -> T) throws -> T {
    let queue = try DatabaseQueue(path: folder.file("gatebook.sqlite"))
    defer { try? queue.close() }
    return try queue.read(question)
  }

  private func revisionCount() throws -> Int {
    try ask { try Int.fetchOne($0, sql: "SELECT count(*) FROM revision")! }
  }

  /// The ports of every endpoint of the current snapshot.
  private func currentPorts() throws -> [String] {
    try ask { db in
      try String.fetchAll(
        db,
        sql: """
          SELECT ports FROM endpoint JOIN terms ON terms.id = terms_id WHERE removed_in IS NULL
          """)
    }
  }

  @Test(.ofFiles) func twoSyncsAtTheSameMoment() throws {
    try folder.write("a.csv", table(rows: 1000, variant: 1))
    try folder.write("b.csv", table(rows: 1000, variant: 2))
    let processes = try ["a.csv", "b.csv", "a.csv", "b.csv"].map {
      try GatebookProcess.start(["sync", "v/c", $0], in: folder.path)
    }
    for process in processes { process.waitUntilExit() }
    // Each stored its revision or found nothing to do, unless it said that it was busy.
    let statuses = processes.map(\.terminationStatus)
    #expect(statuses.allSatisfy { [0, 75].contains($0) }, "\(statuses)")
    #expect(statuses.contains(0))
    #expect(try integrity() == ["ok"])
    // Of two tables in turn, no two revisions after each other are the same, and
    // what is current is one of the two, whole.
    let current = try currentPorts()
    #expect(current.count == 1000)
    #expect([["1001", "443"], ["1002", "443"]].contains(Set(current).sorted()))
    let changes = try ask {
      try Int.fetchAll($0, sql: "SELECT added_count + changed_count FROM revision")
    }
    #expect(!changes.isEmpty && changes.allSatisfy { $0 > 0 })
  }

  @Test(.ofFiles) func aLockedInventoryIsBusy() throws {
    try folder.write("a.csv", table(rows: 10, variant: 1))
    try folder.write("b.csv", table(rows: 10, variant: 2))
    _ = try run("sync", "v/c", "a.csv")
    let queue = try DatabaseQueue(path: folder.file("gatebook.sqlite"))
    try queue.inDatabase { db in
      try db.execute(sql: "BEGIN IMMEDIATE")
      let result = try run("sync", "v/c", "b.csv")
      #expect(result.status == 75)
      #expect(result.error.contains("is being written by another program"))
      #expect(result.output == "")
      // Questions are answered all the same.
      #expect(try run("show", "v/c").status == 0)
      try db.execute(sql: "ROLLBACK")
    }
    try queue.close()
    #expect(try revisionCount() == 1)
    #expect(try run("sync", "v/c", "b.csv").status == 0)
  }

  /// A limit on the size of files stands in for a full disk.
  @Test(.ofFiles) func aFullDiskLeavesTheInventoryAsItWas() throws {
    try folder.write("a.csv", table(rows: 10, variant: 1))
    try folder.write("b.csv", table(rows: 4000, variant: 2))
    _ = try run("sync", "v/c", "a.csv")
    _ = try run("guard", "v/c", "--growth-factor", "10000")
    let before = try run("show", "v/c", "--format", "csv").output
    let script = "ulimit -f 200; trap '' XFSZ; exec \"$0\" sync v/c b.csv"
    let result = try GatebookProcess.run(
      "/bin/sh", ["-c", script, Places.program], in: folder.path)
    #expect(result.status == 74, "\(result.error)")
    #expect(result.output == "")
    #expect(result.error.contains("cannot be opened or written"))
    #expect(try run("show", "v/c", "--format", "csv").output == before)
    #expect(try integrity() == ["ok"])
    #expect(try run("sync", "v/c", "b.csv").status == 0)
  }

  /// The owner of the tests may be root, whom permissions do not bind: the
  /// program runs as nobody then.
  @Test(.ofFiles) func aReadOnlyInventoryIsReadButNotWritten() throws {
    try folder.write("a.csv", table(rows: 10, variant: 1))
    try folder.write("b.csv", table(rows: 10, variant: 2))
    _ = try run("sync", "v/c", "a.csv")
    let path = folder.file("gatebook.sqlite")
    try FileManager.default.setAttributes([.posixPermissions: 0o444], ofItemAtPath: path)
    try FileManager.default.setAttributes([.posixPermissions: 0o555], ofItemAtPath: folder.path)
    defer {
      try? FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: folder.path)
    }
    // A copy of the program where everyone may run it. Another process writes it: were it open
    // for writing here while a test beside this one starts a program, it could not be run.
    let bin = try TemporaryFolder()
    let copied = try GatebookProcess.run(
      "/bin/cp", [Places.program, bin.file("gatebook")], in: bin.path)
    #expect(copied.status == 0, "\(copied.error)")
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: bin.path)
    func asNobody(_ arguments: String...) throws -> GatebookProcess.Result {
      getuid() == 0
        ? try GatebookProcess.run(
          "/usr/bin/setpriv",
          ["--reuid=65534", "--regid=65534", "--clear-groups", bin.file("gatebook")] + arguments,
          in: folder.path)
        : try GatebookProcess.run(arguments, in: folder.path)
    }
    let shown = try asNobody("show", "v/c", "--format", "csv")
    #expect(shown.status == 0, "\(shown.error)")
    #expect(shown.output.split(separator: "\n").count == 11)
    let result = try asNobody("sync", "v/c", "b.csv")
    #expect(result.status == 74, "\(result.error)")
    #expect(result.output == "")
    #expect(try asNobody("log", "v/c").output.contains("1 revision\n"))
  }
}
