import Foundation
import TestSupport
import Testing

/// `gatebook backup`, `verify` and `restore`, by the real program.
@Suite(.ofFiles) struct CopyCommandTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func run(_ arguments: String...) throws -> GatebookProcess.Result {
    try GatebookProcess.run(arguments, in: folder.path)
  }

  private func sync(_ address: String, at day: String) throws {
    try folder.write("table.csv", "service,address,ports,protocol\nWeb,\(address),443,tcp\n")
    let result = try GatebookProcess.once(
      ["sync", "v/c", "table.csv", "--recorded-at", "\(day)T00:00:00Z"], in: folder)
    #expect(result.status == 0, "\(result.error)")
  }

  private func address() throws -> String {
    try run("show", "v/c", "--format", "csv").output.split(separator: "\n")[1]
      .split(separator: ",", omittingEmptySubsequences: false)[2].description
  }

  @Test func aBackupIsMadeVerifiedAndRestored() throws {
    try sync("8.8.8.8", at: "2026-01-01")
    let made = try run("backup", "january.sqlite")
    #expect(made.status == 0 && made.output.isEmpty, "\(made.error)")
    try sync("8.8.8.9", at: "2026-02-01")
    #expect(try run("backup", "january.sqlite").status == 64)
    #expect(try run("verify", "january.sqlite").status == 0)
    #expect(try run("verify").output.hasSuffix("The inventory is whole.\n"))

    let restored = try run("restore", "january.sqlite", "--by", "Jo Ross")
    #expect(restored.status == 0, "\(restored.error)")
    #expect(try address() == "8.8.8.8")
    #expect(try run("audit").output.contains("as Jo Ross  inventory.restored"))
    // What was there is kept, and can be restored itself.
    let kept = try #require(
      try FileManager.default.contentsOfDirectory(atPath: folder.path).first {
        $0.hasPrefix("gatebook.sqlite.before-") && !$0.hasSuffix("-wal") && !$0.hasSuffix("-shm")
      })
    #expect(restored.output.contains(kept))
    #expect(try run("restore", kept).status == 0)
    #expect(try address() == "8.8.8.9")
    #expect(try run("restore", "nothing.sqlite").status == 66)
    #expect(try address() == "8.8.8.9")
  }

  /// Who may not look into the folder is not told that nothing is there.
  @Test(.enabled(if: getuid() == 0, "only root can become another user"))
  func whatMayNotBeSeenIsNotMissing() throws {
    try sync("8.8.8.8", at: "2026-01-01")
    try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: folder.path)
    let result = try GatebookProcess.run(
      "/usr/bin/env",
      [
        "setpriv", "--reuid=65534", "--clear-groups", Places.program, "deployments", "--inventory",
        folder.file("gatebook.sqlite"),
      ])
    #expect(result.status == 74)
    #expect(result.error.contains("permission denied"), "\(result.error)")
  }

  @Test func whatIsNotWholeIsToldWithStatus74() throws {
    try sync("8.8.8.8", at: "2026-01-01")
    try sync("8.8.8.9", at: "2026-02-01")
    let broken = try GatebookProcess.run(
      "/usr/bin/env",
      [
        "python3", "-c",
        "import sqlite3; c = sqlite3.connect('gatebook.sqlite'); "
          + "c.execute('DELETE FROM change'); c.commit()",
      ], in: folder.path)
    #expect(broken.status == 0, "\(broken.error)")
    let text = try run("verify")
    #expect(text.status == 74)
    #expect(
      text.output.contains("v/c@2: it says that 1 rows were added, and its changes have 0"),
      "\(text.output)")
    let json = try run("verify", "--format", "json")
    #expect(json.status == 74)
    let found = try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any]
    #expect(found?["isWhole"] as? Bool == false)
    let checks = try #require(found?["checks"] as? [[String: Any]])
    #expect(
      checks.filter { !($0["problems"] as! [Any]).isEmpty }.map { $0["name"] as? String }
        == ["snapshots"])
  }
}
