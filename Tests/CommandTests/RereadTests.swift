import Foundation
import TestSupport
import Testing

/// Documents that are kept and read again, by the real program.
@Suite struct RereadTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try sync(443, at: "2026-01-01")
  }

  private func run(_ arguments: String...) throws -> GatebookProcess.Result {
    try GatebookProcess.run(arguments, in: folder.path)
  }

  private func sync(_ port: Int, at day: String) throws {
    try folder.write(
      "table.csv", "service,address,ports,protocol\nWeb,8.8.8.8,\(port),tcp\nWeb,8.8.8.9,80,tcp\n")
    let result = try GatebookProcess.once(
      ["sync", "v/c", "table.csv", "--recorded-at", "\(day)T00:00:00Z"], in: folder)
    #expect(result.status == 0, "\(result.error)\(result.output)")
  }

  /// What a program without this one's knowledge, or a disk, might have left.
  private func change(_ sql: String) throws {
    let result = try GatebookProcess.run(
      "/usr/bin/env",
      [
        "python3", "-c",
        "import sqlite3; c = sqlite3.connect('gatebook.sqlite'); c.execute(\"\(sql)\"); c.commit()",
      ], in: folder.path)
    #expect(result.status == 0, "\(result.error)")
  }

  @Test func aDocumentIsKeptWhereThatIsWanted() throws {
    #expect(try run("reread", "v/c").output == "v/c@1: its document was not kept.\n")
    let set = try run("deployment", "set", "v/c", "--keep-documents")
    #expect(set.output.contains("its documents' own bytes are kept"), "\(set.error)")
    // The current one is kept as soon as it is shown again.
    #expect(try run("sync", "v/c", "table.csv").status == 0)
    #expect(try run("reread", "v/c").output == "v/c@1: is understood as it was.\n")
    try sync(444, at: "2026-02-01")
    #expect(try run("deployment", "set", "v/c", "--no-keep-documents").status == 0)
    try sync(445, at: "2026-03-01")
    let all = try run("reread", "v/c", "--all", "--exit-code")
    #expect(all.status == 0)
    #expect(
      all.output == """
        v/c@3: its document was not kept.
        v/c@2: is understood as it was.
        v/c@1: is understood as it was.

        """)
    #expect(try run("verify").status == 0)
    #expect(try run("reread", "v/c@9").status == 66)
  }

  @Test(.ofFiles) func whatIsUnderstoodOtherwiseIsToldAndNotCorrected() throws {
    _ = try run("deployment", "set", "v/c", "--keep-documents")
    try sync(444, at: "2026-02-01")
    try change("UPDATE terms SET ports = '81' WHERE ports = '80'")
    let found = try run("reread", "v/c", "--exit-code")
    #expect(found.status == 1)
    #expect(
      found.output.hasPrefix("v/c@2: is understood otherwise now; nothing was changed.\n"),
      "\(found.output)")
    #expect(found.output.contains("tcp ports 81 → 80"), "\(found.output)")
    #expect(try run("show", "v/c").output.contains("tcp 81"))

    try change("UPDATE kept_document SET packed = x'00'")
    let damaged = try run("reread", "v/c", "--format", "json")
    let rows = try JSONSerialization.jsonObject(with: Data(damaged.output.utf8)) as? [[String: Any]]
    #expect(rows?.first?["failure"] as? String == "its kept bytes are damaged")
  }

  /// Of an archive, the bytes as they were published are kept.
  @Test func aPackedDocumentIsReadAgain() throws {
    _ = try run("deployment", "set", "v/c", "--keep-documents")
    try folder.write(
      "list.csv", "service,address,ports,protocol\nWeb,8.8.8.8,443,tcp\nWeb,8.8.8.10,80,tcp\n")
    _ = try GatebookProcess.run("/bin/gzip", ["list.csv"], in: folder.path)
    let stored = try run("sync", "v/c", "list.csv.gz", "--recorded-at", "2026-02-01T00:00:00Z")
    #expect(stored.status == 0, "\(stored.error)\(stored.output)")
    #expect(try run("reread", "v/c").output == "v/c@2: is understood as it was.\n")
  }
}
