import Foundation
import GRDB
import InventoryModel
import TestSupport
import Testing

@testable import InventoryLog
@testable import InventoryStorage

/// What may go wrong between a copy and the log.
extension SiteCopyTests {
  /// Changes rows as no function of the inventory does, as one entry of the log.
  private func change(_ inventory: Inventory, _ sql: String) throws {
    try inventory.changing { db, store in
      try db.execute(sql: "PRAGMA foreign_keys = OFF")
      try db.inTransaction(.immediate) {
        try db.execute(sql: sql)
        try store(db)
        return .commit
      }
      try db.execute(sql: "PRAGMA foreign_keys = ON")
    }
  }

  private func session(_ site: String) throws -> InventoryLog {
    InventoryLog(try #require(LogAddress(try address(site))))
  }

  /// A row that this program does not understand is in the log, too: to make the copy anew would help
  /// nobody.
  @Test func aRowThatIsNotUnderstoodIsSaidToBeDamaged() throws {
    let one = try Inventory.openForWriting(at: address("north"))
    try add("a", to: one)
    try change(one, "UPDATE customer SET name = 'no name!'")
    for _ in 0..<2 {
      #expect(
        performing: { try customers(one) },
        throws: { error in
          if case InventoryError.damaged = error { true } else { false }
        })
    }
    #expect(!one.isReplaced)
  }

  /// Every site takes what one has stored, also what refers to nothing: else none could go on.
  @Test func aReferenceToNothingIsTakenAsItIs() throws {
    let one = try Inventory.openForWriting(at: address("north"))
    let other = try Inventory.openForWriting(at: address("south"))
    try change(one, "INSERT INTO public_list (deployment_id) VALUES (77)")
    try other.catchUp()
    let new = try Inventory.openForReading(at: address("west"))
    #expect(try rows(other) == rows(one))
    #expect(try rows(new) == rows(one))
    #expect(try rows(one).contains { $0.hasPrefix("public_list") })
  }

  /// What SQLite would refuse at COMMIT does not come into the log before.
  @Test func aReferenceThatIsStillOpenIsNotStored() throws {
    let one = try Inventory.openForWriting(at: address("north"))
    try add("a", to: one)
    #expect(throws: DatabaseError.self) {
      try one.changing { db, store in
        try db.inTransaction(.immediate) {
          try db.execute(
            sql: """
              PRAGMA defer_foreign_keys = ON;
              INSERT INTO public_list (deployment_id) VALUES (77)
              """)
          try store(db)
          return .commit
        }
      }
    }
    #expect(try sql("SELECT sequence FROM gatebook_log") == "1\n")
    try add("b", to: one)
    #expect(try customers(Inventory.openForReading(at: address("south"))) == ["a", "b"])
  }

  /// A newer program goes on after the log was asked where it ends.
  @Test func aSchemaThatCameMeanwhileIsRefused() throws {
    let one = try Inventory.openForWriting(at: address("north"))
    let other = try Inventory.openForWriting(at: address("south"))
    try add("a", to: one)
    let copy = try #require(other.copy)
    try copy.log.session { session in
      let before = try #require(try session.head())
      let head = try session.begin()
      _ = try session.append(.schema, [], schemaVersion: Schema.version + 1, after: head)
      try session.commit()
      #expect(
        throws: InventoryError.newer(
          path: other.path, version: Schema.version + 1, known: Schema.version)
      ) {
        try other.connections.writeWithoutTransaction {
          try copy.catchUp($0, session, to: before)
        }
      }
    }
    // What came before that is there.
    #expect(try customers(other) == ["a"])
  }

  /// A log of an older program: the first site that opens it brings it up to date for all.
  @Test func anOlderLogIsBroughtUpToDate() throws {
    let file = folder.file("old.sqlite")
    let old = try DatabaseQueue(path: file)
    try old.write { db in
      try Schema.migrate(db, to: Schema.version - 1)
      try db.execute(sql: "INSERT INTO customer (name, display_name) VALUES ('a', 'A')")
    }
    try old.close()
    try session("south").session { session in
      try Inventory.reading(file) {
        try session.create(
          inventory: String(repeating: "0", count: 32), schemaVersion: Schema.version - 1,
          next: $0)
      }
    }
    // What only looks changes nothing for others.
    let unchanged = try Inventory.openUnchanged(at: address("south"))
    #expect(try customers(unchanged) == ["a"])
    try unchanged.close()
    let state = "SELECT sequence, schema_version FROM gatebook_log"
    #expect(try sql(state) == "0|\(Schema.version - 1)\n")
    let one = try Inventory.openForWriting(at: address("north"))
    #expect(try sql(state) == "1|\(Schema.version)\n")
    try add("b", to: one)
    let other = try Inventory.openForReading(at: address("south"))
    #expect(try customers(other) == ["a", "b"])
    #expect(try rows(other) == rows(one))
    #expect(try other.read { try Schema.state($0.db) } == .current)
    try other.checkLog()
  }

  @Test func aTransactionThatFailedIsNotStored() throws {
    let one = try Inventory.openForWriting(at: address("north"))
    try add("a", to: one)
    try session("south").session { session in
      _ = try session.begin()
      #expect(throws: PostgreSQLFailure.self) { try session.run("SELECT 1 / 0") }
      // PostgreSQL rolls it back, and calls that no error.
      #expect(throws: LogError.refused(reason: "a part of the transaction had failed")) {
        try session.commit()
      }
    }
  }

  /// The connection is lost at COMMIT, and what the server says then is no answer to whether the entry
  /// is stored.
  @Test func anErrorAfterALostConnectionSaysNothingOfTheEntry() throws {
    let one = try Inventory.openForWriting(at: address("north"))
    try add("a", to: one)
    try session("south").session { session in
      session.patience = .zero
      let head = try session.begin()
      _ = try session.append(.changes, [1], schemaVersion: Schema.version, after: head)
      let own = try session.run("SELECT pg_backend_pid()").number(0, 0)
      try sql(
        """
        SELECT pg_terminate_backend(\(own), 10000);
        ALTER TABLE gatebook_log RENAME COLUMN chain TO other;
        """)
      #expect(
        performing: { try session.commit() },
        throws: { error in
          if case LogError.outcomeUnknown(entry: 2, _) = error { true } else { false }
        })
      try sql("ALTER TABLE gatebook_log RENAME COLUMN other TO chain")
    }
    // With an answer, it is told.
    try session("west").session { session in
      let head = try session.begin()
      _ = try session.append(.changes, [1], schemaVersion: Schema.version, after: head)
      let own = try session.run("SELECT pg_backend_pid()").number(0, 0)
      try sql("SELECT pg_terminate_backend(\(own), 10000)")
      #expect(
        performing: { try session.commit() },
        throws: { error in
          if case LogError.notStored = error { true } else { false }
        })
      #expect(try session.head()?.sequence == 1)
    }
  }

  @Test func aServerThatDoesNotWriteBeginsNoLog() throws {
    #expect(
      throws: InventoryError.notDurable(
        path: Inventory.shown(try address("north")), setting: "synchronous_commit = off")
    ) {
      try Inventory.openForWriting(at: address("north", "%20-csynchronous_commit%3Doff"))
    }
    #expect(try sql("SELECT count(*) FROM gatebook_log") == "0\n")
  }
}

/// What a log of changes needs of the schema, and every later migration has to keep.
@Suite struct SchemaOfCopiesTests {
  @Test func everyTableHasAKeyAndNoChangeMakesAnother() throws {
    try DatabaseQueue().write { db in
      try Schema.migrate(db)
      for table in try String.fetchAll(
        db, sql: "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'")
      {
        // Sessions note nothing of a table without one.
        let keys = try Int.fetchOne(
          db, sql: "SELECT count(*) FROM pragma_table_info(?) WHERE pk > 0", arguments: [table])
        #expect(keys != 0, "\(table) has no primary key")
        // What SQLite does by itself would be done twice where an entry is applied.
        let actions = try Int.fetchOne(
          db,
          sql: """
            SELECT count(*) FROM pragma_foreign_key_list(?)
            WHERE on_delete <> 'NO ACTION' OR on_update <> 'NO ACTION'
            """, arguments: [table])
        #expect(actions == 0, "\(table) has a foreign key with an action")
      }
      let others = try String.fetchAll(
        db,
        sql: """
          SELECT name FROM sqlite_schema WHERE type = 'trigger' OR sql LIKE 'CREATE VIRTUAL%'
            OR sql LIKE '%AUTOINCREMENT%'
          """)
      #expect(others == [])
    }
  }

  /// Each site runs a migration by itself, and all have to have the same rows then.
  @Test func migrationsAreTheSameEverywhere() throws {
    for file in EmbeddedMigrations.files {
      for word in ["random(", "randomblob", "'now'", "current_timestamp", "changes()"] {
        #expect(!file.text.lowercased().contains(word), "\(word)")
      }
    }
  }
}
