import EndpointModel
import Foundation
import GRDB
import InventoryModel
import TestSupport
import Testing

@testable import InventoryStorage

/// Backups and what is made of them.
extension InventoryTests {
  private func count(_ path: String) throws -> Int {
    let inventory = try Inventory.openForReading(at: path)
    let count = try inventory.read { try $0.revisions(of: deployment).count }
    try inventory.close()
    return count
  }

  @Test(.ofFiles) func aBackupIsOneStateThatNeedsNoOtherFile() throws {
    let inventory = try Inventory.openForSharing(at: path, readers: 2)
    try commit(inventory, snapshot("A 192.0.2.1 80"), at: "2026-01-01T00:00:00Z")
    let backup = folder.file("backup.sqlite")
    try inventory.backUp(to: backup)
    try commit(inventory, snapshot("A 192.0.2.2 80"), at: "2026-01-02T00:00:00Z")
    #expect(try count(backup) == 1)
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: folder.path).filter {
        $0.hasPrefix("backup")
      } == ["backup.sqlite"])
    let mode = try FileManager.default.attributesOfItem(atPath: backup)[.posixPermissions] as? Int
    #expect(mode == 0o600)

    // A second one takes its place only where that is asked for.
    #expect(throws: InventoryError.fileExists(path: backup, reason: nil)) {
      try inventory.backUp(to: backup)
    }
    try inventory.backUp(to: backup, replaces: true)
    #expect(try count(backup) == 2)
  }

  /// A backup takes the place of nothing but an earlier one.
  @Test(.ofFiles) func aBackupReplacesNothingElse() throws {
    let inventory = try Inventory.openForWriting(at: path)
    try commit(inventory, snapshot("A 192.0.2.1 80"), at: "2026-01-01T00:00:00Z")
    let letter = try folder.write("letter", "This is no database, it is a letter to the vendor.")
    #expect(throws: InventoryError.self) { try inventory.backUp(to: letter, replaces: true) }
    #expect(try String(contentsOfFile: letter, encoding: .utf8).hasPrefix("This"))
    #expect(throws: InventoryError.self) { try inventory.backUp(to: path, replaces: true) }
    // The log of another file would be taken for one of the backup.
    try folder.write("used.sqlite-wal", "frames")
    #expect(throws: InventoryError.self) { try inventory.backUp(to: folder.file("used.sqlite")) }
    #expect(throws: InventoryError.self) { try inventory.backUp(to: folder.file("no/such/file")) }
  }

  /// What cannot be read back does not take the place of a good backup.
  @Test(.ofFiles) func aDamagedInventoryReplacesNoBackup() throws {
    let inventory = try Inventory.openForWriting(at: path)
    let rows = (1...2000).map {
      Endpoint(service: "S", address: EndpointAddress("192.0.\($0 / 256).\($0 % 256)")!)
    }
    try commit(inventory, Snapshot(rows), at: "2026-01-01T00:00:00Z")
    let backup = folder.file("backup.sqlite")
    try inventory.backUp(to: backup)
    try inventory.close()
    let good = try Data(contentsOf: URL(fileURLWithPath: backup))
    let root = try DatabaseQueue(path: path).read {
      try Int.fetchOne($0, sql: "SELECT rootpage FROM sqlite_schema WHERE name = 'endpoint'")!
    }
    var bytes = try [UInt8](Data(contentsOf: URL(fileURLWithPath: path)))
    for i in 0..<4096 { bytes[(root - 1) * 4096 + i] = 0xA5 }
    try Data(bytes).write(to: URL(fileURLWithPath: path))
    let damaged = try Inventory.openForReading(at: path)
    #expect {
      try damaged.backUp(to: backup, replaces: true)
    } throws: { error in
      if case InventoryError.damaged = error { true } else { false }
    }
    try damaged.close()
    #expect(try Data(contentsOf: URL(fileURLWithPath: backup)) == good)

    // And a backup takes the place of what is damaged, which is kept.
    let kept = folder.file("kept.sqlite")
    let restored = try Inventory.restore(path, from: backup, keeping: kept, act())
    #expect(restored.kept == kept)
    #expect(try count(path) == 1)
    #expect(try Data(contentsOf: URL(fileURLWithPath: kept)) == Data(bytes))
  }

  /// A server goes on with the restored state: what it writes from then on is not lost.
  @Test(.ofFiles) func programsThatHaveTheInventoryOpenSeeTheRestoredState() throws {
    let inventory = try Inventory.openForSharing(at: path, readers: 2)
    try commit(inventory, snapshot("A 192.0.2.1 80"), at: "2026-01-01T00:00:00Z")
    let backup = folder.file("backup.sqlite")
    try inventory.backUp(to: backup)
    try commit(inventory, snapshot("A 192.0.2.2 80"), at: "2026-01-02T00:00:00Z")
    try commit(inventory, snapshot("A 192.0.2.3 80"), at: "2026-01-03T00:00:00Z")
    let version = try InventoryVersion(of: inventory)
    let before = try version.current()

    let kept = folder.file("kept.sqlite")
    let restored = try Inventory.restore(
      path, from: backup, keeping: kept, act(at: "2026-02-01T00:00:00Z"))
    #expect(restored.kept == kept)
    #expect(restored.lastActAt == time("2026-01-01T00:00:00Z"))
    #expect(try version.current() != before)
    #expect(!inventory.isReplaced)
    #expect(try inventory.read { try $0.revisions(of: deployment).count } == 1)
    let entry = try inventory.read { try $0.auditEntries() }.last
    #expect(entry?.action == .inventoryRestored)
    try commit(inventory, snapshot("A 192.0.2.4 80"), at: "2026-02-02T00:00:00Z")
    try inventory.close()
    #expect(try count(path) == 2)
    #expect(try count(kept) == 3)
    #expect(try count(backup) == 1)
    let found = try Inventory.openForReading(at: path).read { try $0.verification() }
    #expect(found.isWhole, "\(found.checks.flatMap(\.problems))")
  }

  /// What copies the file elsewhere has tables of its own in it, and a backup from before does not
  /// have them.
  @Test(.ofFiles) func aRestoreLeavesTheTablesOfReplication() throws {
    let inventory = try Inventory.openForWriting(at: path)
    try commit(inventory, snapshot("A 192.0.2.1 80"), at: "2026-01-01T00:00:00Z")
    try inventory.beat(at: UTCTime("2026-01-01T00:00:00Z")!)
    let backup = folder.file("backup.sqlite")
    try inventory.backUp(to: backup)
    try commit(inventory, snapshot("A 192.0.2.2 80"), at: "2026-01-02T00:00:00Z")
    try inventory.connections.write {
      try $0.execute(
        sql: "CREATE TABLE _litestream_seq (id INTEGER, seq INTEGER); "
          + "INSERT INTO _litestream_seq VALUES (1, 7)")
    }
    let beat = UTCTime("2026-01-02T00:00:00Z")!
    try inventory.beat(at: beat)
    _ = try Inventory.restore(
      path, from: backup, keeping: folder.file("kept"),
      Act(by: Author(user: GivenText("desk")!), at: beat))
    #expect(try count(path) == 1)
    #expect(try inventory.read { try $0.heartbeat() } == beat)
    #expect(
      try inventory.connections.read {
        try Int.fetchOne($0, sql: "SELECT seq FROM _litestream_seq")
      }
        == 7)
  }

  @Test(.ofFiles) func aBackupCanBeRestoredWhereNothingIs() throws {
    let inventory = try Inventory.openForWriting(at: path)
    try commit(inventory, snapshot("A 192.0.2.1 80"), at: "2026-01-01T00:00:00Z")
    let backup = folder.file("backup.sqlite")
    try inventory.backUp(to: backup)
    try inventory.close()
    let other = folder.file("other.sqlite")
    let restored = try Inventory.restore(
      other, from: backup, keeping: folder.file("kept.sqlite"), act())
    #expect(restored.kept == nil)
    #expect(try count(other) == 1)
    #expect(throws: InventoryError.self) {
      try Inventory.restore(other, from: other, keeping: folder.file("kept.sqlite"), act())
    }
    #expect(throws: InventoryError.missing(path: folder.file("nothing"))) {
      try Inventory.restore(
        other, from: folder.file("nothing"), keeping: folder.file("kept.sqlite"), act())
    }
  }

  /// A backup of an older program stays what it is, whatever is made of it.
  @Test(.ofFiles) func aBackupOfAnOlderProgramStaysAsItIs() throws {
    let backup = folder.file("older.sqlite")
    let older = try DatabaseQueue(path: backup)
    try older.write { db in
      try db.execute(sql: Places.text("Migrations/0001-inventory.sql"))
      try db.execute(
        sql: """
          PRAGMA user_version = 1;
          INSERT INTO deployment (vendor, name) VALUES ('vendor', 'cloud')
          """)
    }
    try older.close()
    let bytes = try Data(contentsOf: URL(fileURLWithPath: backup))
    let opened = try Inventory.openUnchanged(at: backup)
    #expect(try opened.read { try $0.verification() }.isWhole)
    try opened.close()
    _ = try Inventory.restore(path, from: backup, keeping: folder.file("kept.sqlite"), act())
    #expect(
      try Inventory.openForReading(at: path).read { try $0.deploymentNames() } == [deployment])
    #expect(try Data(contentsOf: URL(fileURLWithPath: backup)) == bytes)
  }
}
