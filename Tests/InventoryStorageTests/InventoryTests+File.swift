import Dispatch
import EndpointModel
import Foundation
import GRDB
import Synchronization
import TestSupport
import Testing

@testable import InventoryStorage

/// The file itself: what is no inventory, of a newer or an older program, or damaged.
extension InventoryTests {
  private var openings: [(String) throws -> Inventory] {
    [{ try Inventory.openForReading(at: $0) }, { try Inventory.openForWriting(at: $0) }]
  }

  @Test(.ofFiles) func filesThatAreNoInventoryAreRefusedUntouched() throws {
    #expect(throws: InventoryError.missing(path: path)) { try Inventory.openForReading(at: path) }

    let text = try folder.write("text.sqlite", "This is no database, it is a letter to the vendor.")
    for open in openings {
      #expect(
        throws: InventoryError.notAnInventory(path: text, reason: "it is not an SQLite database")
      ) { try open(text) }
    }
    let other = folder.file("other.sqlite")
    let queue = try DatabaseQueue(path: other)
    try queue.write { try $0.execute(sql: "CREATE TABLE song (title TEXT)") }
    try queue.close()
    let bytes = try Data(contentsOf: URL(fileURLWithPath: other))
    let known = try FileManager.default
      .contentsOfDirectory(atPath: Places.package.path + "/Migrations").count
    for open in openings {
      #expect(
        throws: InventoryError.notAnInventory(
          path: other, reason: "it is a database of another program")
      ) { try open(other) }
    }
    #expect(try Data(contentsOf: URL(fileURLWithPath: other)) == bytes)

    #expect(throws: InventoryError.unavailable(path: folder.path, reason: "it is a folder")) {
      try Inventory.openForWriting(at: folder.path)
    }
    let nowhere = folder.file("no/such/inventory.sqlite")
    #expect(
      throws: InventoryError.unavailable(path: nowhere, reason: "its folder does not exist")
    ) { try Inventory.openForWriting(at: nowhere) }
  }

  /// What a writer left that was killed is taken back for a reader too.
  @Test(.ofFiles) func aReaderTakesBackWhatAKilledWriterLeft() throws {
    let inventory = try Inventory.openForWriting(at: path)
    try commit(inventory, snapshot("A 192.0.2.1 80"), at: "2026-01-01T00:00:00Z")
    try inventory.close()
    let left = folder.file("left.sqlite")
    let queue = try DatabaseQueue(path: path)
    try queue.inDatabase { db in
      // As while an inventory is made: the log comes at the end.
      try db.execute(sql: "PRAGMA journal_mode = DELETE; PRAGMA cache_size = 2")
      try db.inTransaction {
        try db.execute(sql: "CREATE TABLE half (text TEXT)")
        for _ in 0..<2000 {
          try db.execute(
            sql: "INSERT INTO half VALUES (?)", arguments: [String(repeating: "x", count: 500)])
        }
        for ending in ["", "-journal"] {
          try FileManager.default.copyItem(atPath: path + ending, toPath: left + ending)
        }
        return .rollback
      }
    }
    try queue.close()
    let reader = try Inventory.openForReading(at: left)
    #expect(try reader.read { try $0.deploymentNames() }.count == 1)
    let empty = try folder.write("empty.sqlite", "")
    #expect(throws: InventoryError.missing(path: empty)) { try Inventory.openForReading(at: empty) }
  }

  @Test(.ofFiles) func anInventoryOfANewerProgramIsRefused() throws {
    let inventory = try Inventory.openForWriting(at: path)
    try commit(inventory, snapshot("A 192.0.2.1 80"), at: "2026-01-01T00:00:00Z")
    try inventory.close()
    let queue = try DatabaseQueue(path: path)
    try queue.write {
      try $0.execute(sql: "PRAGMA user_version = 999")
    }
    try queue.close()
    let known = try FileManager.default
      .contentsOfDirectory(atPath: Places.package.path + "/Migrations").count
    for open in openings {
      #expect(throws: InventoryError.newer(path: path, version: 999, known: known)) {
        try open(path)
      }
    }
  }

  @Test(.ofFiles) func aDamagedInventoryIsSaidToBeDamaged() throws {
    let inventory = try Inventory.openForWriting(at: path)
    try commit(inventory, snapshot("A 192.0.2.1 80"), at: "2026-01-01T00:00:00Z")
    try inventory.close()
    var bytes = try [UInt8](Data(contentsOf: URL(fileURLWithPath: path)))
    for i in 4096..<bytes.count { bytes[i] = 0xA5 }
    try Data(bytes).write(to: URL(fileURLWithPath: path))
    do {
      let damaged = try Inventory.openForReading(at: path)
      _ = try damaged.read { try $0.deployments() }
      Issue.record("a damaged inventory was read")
    } catch let error as InventoryError {
      guard case .damaged(path, _) = error else {
        Issue.record("\(error)")
        return
      }
    }
  }

  /// The schema itself refuses what no revision may hold.
  @Test(
    .ofFiles,
    arguments: [
      "UPDATE endpoint SET address = 7",
      "INSERT INTO terms (protocol) VALUES ('')",
      "INSERT INTO terms (direction) VALUES ('sideways')",
      "INSERT INTO range_part (part, address) VALUES (x'0401020304', x'04')",
      "UPDATE endpoint SET removed_in = 1",
      "UPDATE endpoint SET removed_in = 7",
      "UPDATE endpoint SET service_id = 99",
      "UPDATE revision SET recorded_at = 'yesterday'",
      "INSERT INTO terms (ports) SELECT ports FROM terms",
    ])
  func constraints(_ sql: String) throws {
    let inventory = try Inventory.openForWriting(at: path)
    _ = try inventory.write(act()) {
      try $0.commit(
        NewRevision(
          deployment: deployment, basedOn: nil,
          comparison: Comparison(
            from: Snapshot([]),
            to: Snapshot([Endpoint(service: "S", address: .any, ports: Ports("80")!)])),
          document: document(), fetchedAt: time("2026-01-01T00:00:00Z"),
          recordedAt: time("2026-01-01T00:00:00Z")))
    }
    try inventory.close()
    let queue = try DatabaseQueue(path: path)
    #expect(throws: DatabaseError.self) { try queue.write { try $0.execute(sql: sql) } }
  }

  @Test(.ofFiles) func theFileIsMarkedAndInWriteAheadMode() throws {
    try Inventory.openForWriting(at: path).close()
    let queue = try DatabaseQueue(path: path)
    try queue.read { db in
      #expect(try Int64.fetchOne(db, sql: "PRAGMA application_id") == 0x4761_7465)
      #expect(try String.fetchOne(db, sql: "PRAGMA journal_mode") == "wal")
      let loose = try String.fetchAll(
        db,
        sql: """
          SELECT name FROM pragma_table_list
          WHERE type = 'table' AND strict = 0 AND name NOT LIKE 'sqlite_%'
          """)
      #expect(loose.isEmpty)
    }
  }

  /// Anybody who wants to know what is in an inventory reads the migrations: a new one is what
  /// SQLite makes of them, in the order of their names.
  @Test(.ofFiles) func theSchemaIsWhatItsFilesSay() throws {
    try Inventory.openForWriting(at: path).close()
    func statements(_ db: Database) throws -> [String] {
      try String.fetchAll(db, sql: "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL").sorted()
    }
    let held = try DatabaseQueue(path: path).read(statements)
    let files = try FileManager.default.contentsOfDirectory(
      atPath: Places.package.appendingPathComponent("Migrations").path
    ).sorted()
    let stated = try DatabaseQueue().write { db in
      for file in files { try db.execute(sql: Places.text("Migrations/\(file)")) }
      return try statements(db)
    }
    #expect(stated.count > 20)
    #expect(held == stated)
  }

  /// Otherwise what a server told as done is gone after a power cut.
  @Test(.ofFiles) func everyWriterSyncsEachCommit() throws {
    for open in [
      { try Inventory.openForWriting(at: $0) },
      { try Inventory.openForSharing(at: $0, readers: 2) },
    ] as [(String) throws -> Inventory] {
      let inventory = try open(path)
      let mode = try inventory.write(act()) {
        try Int.fetchOne($0.db, sql: "PRAGMA synchronous")
      }
      // FULL, as https://www.sqlite.org/pragma.html#pragma_synchronous counts.
      #expect(mode == 2)
      try inventory.close()
    }
  }

  /// Three readers are inside at once, beside a writer that has not ended yet: each sees the state
  /// that it began with, and the next one the new state.
  @Test(.ofFiles) func manyReadBesideOneThatWrites() throws {
    // One more than are inside: what a commit is based on is read first.
    let inventory = try Inventory.openForSharing(at: path, readers: 4)
    try commit(inventory, snapshot("A 192.0.2.1 80"), at: "2026-01-01T00:00:00Z")
    let inside = DispatchSemaphore(value: 0)
    let mayLeave = DispatchSemaphore(value: 0)
    let counts = Mutex<[Int]>([])
    let left = DispatchSemaphore(value: 0)
    for _ in 1...3 {
      // All wait inside at once, which a queue need not have the threads for.
      Thread {
        let count = try? inventory.read { reader in
          _ = try reader.revisions(of: deployment)
          inside.signal()
          guard mayLeave.wait(timeout: .now() + 20) == .success else { return -1 }
          return try reader.revisions(of: deployment).count
        }
        counts.withLock { $0.append(count ?? -1) }
        left.signal()
      }.start()
    }
    for _ in 1...3 { try #require(inside.wait(timeout: .now() + 20) == .success) }
    try commit(inventory, snapshot("A 192.0.2.2 80"), at: "2026-01-02T00:00:00Z")
    for _ in 1...3 { mayLeave.signal() }
    for _ in 1...3 { #expect(left.wait(timeout: .now() + 20) == .success) }
    #expect(counts.withLock { $0 } == [1, 1, 1])
    #expect(try inventory.read { try $0.revisions(of: deployment).count } == 2)
    try inventory.close()
  }

  /// Secrets of webhooks are in it: nobody else may read it, whatever the mask says.
  @Test(.ofFiles) func theFileIsItsOwnersOnly() throws {
    let before = umask(0o022)
    defer { umask(before) }
    let inventory = try Inventory.openForWriting(at: path)
    try commit(inventory, snapshot("A 192.0.2.1 80"), at: "2026-01-01T00:00:00Z")
    for file in [path, path + "-wal", path + "-shm"] {
      let mode = try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions] as? Int
      #expect(mode == 0o600, "\(file)")
    }
    #expect(throws: InventoryError.unknownGroup("no-such-group")) {
      try Inventory.openForWriting(at: folder.file("other.sqlite"), group: "no-such-group")
    }
  }
}
