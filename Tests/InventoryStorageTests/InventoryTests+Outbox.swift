import EndpointModel
import GRDB
import InventoryModel
import TestSupport
import Testing

@testable import InventoryStorage

extension InventoryTests {
  /// An inventory of the seventh schema, with notices: the eighth makes the outbox anew.
  @Test(.ofFiles) func theOutboxOfAnOlderProgramIsKept() throws {
    let older = try DatabaseQueue(path: path)
    try older.write { db in
      for file in EmbeddedMigrations.files[..<7] { try db.execute(sql: file.text) }
      try db.execute(sql: "PRAGMA user_version = 7")
    }
    try older.close()
    // What this program writes into the tables that have not changed is as the older one had it.
    let text = try Places.text("Tests/Attack/scenarios/migrations/0001.sql")
    let filled = try DatabaseQueue(path: path)
    try filled.write { try $0.execute(sql: text) }
    let before = try filled.read { db in
      try Row.fetchAll(db, sql: "SELECT id, kind, state, attempts, not_before FROM notice")
        .map(\.description)
    }
    try filled.close()
    #expect(!before.isEmpty)
    try Inventory.openForWriting(at: path).close()
    let now = try DatabaseQueue(path: path)
    let after = try now.read { db in
      try Row.fetchAll(db, sql: "SELECT id, kind, state, attempts, not_before FROM notice")
        .map(\.description)
    }
    #expect(after == before)
    #expect(try now.read { try Row.fetchAll($0, sql: "PRAGMA foreign_key_check") }.isEmpty)
    try now.close()
    #expect(try Inventory.openForReading(at: path).read { try $0.notices() }.count == before.count)
  }
}
