import EndpointModel
import Foundation
import GRDB
import TestSupport
import Testing
@testable import InventoryStorage

/// The file itself: what is no inventory, of a newer or an older program, or damaged.
extension InventoryTests {
  @Test func filesThatAreNoInventoryAreRefusedUntouched() throws {
    #expect(throws: InventoryError.missing(path: path)) { try Inventory.openForReading(at: path) }

    let text = try folder.write("text.sqlite", "This is no database, it is a letter to the vendor.")
    for open in [Inventory.openForReading, Inventory.openForWriting] {
      #expect(
        throws: InventoryError.notAnInventory(path: text, reason: "it is no SQLite database")
      ) { try open(text) }
    }
    let other = folder.file("other.sqlite")
    let queue = try DatabaseQueue(path: other)
    try queue.write { try $0.execute(sql: "CREATE TABLE song (title TEXT)") }
    try queue.close()
    let bytes = try Data(contentsOf: URL(fileURLWithPath: other))
    let known = try FileManager.default
      .contentsOfDirectory(atPath: Places.package.path + "/Migrations").count
    for open in [Inventory.openForReading, Inventory.openForWriting] {
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

  @Test func anInventoryOfANewerProgramIsRefused() throws {
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
    for open in [Inventory.openForReading, Inventory.openForWriting] {
      #expect(throws: InventoryError.newer(path: path, version: 999, known: known)) {
        try open(path)
      }
    }
  }

  @Test func aDamagedInventoryIsSaidToBeDamaged() throws {
    let inventory = try Inventory.openForWriting(at: path)
    try commit(inventory, snapshot("A 192.0.2.1 80"), at: "2026-01-01T00:00:00Z")
    try inventory.close()
    var bytes = try [UInt8](Data(contentsOf: URL(fileURLWithPath: path)))
    for i in 4096..<bytes.count { bytes[i] = 0xA5 }
    try Data(bytes).write(to: URL(fileURLWithPath: path))
    do {
      let damaged = try Inventory.openForReading(at: path)
      _ = try damaged.deployments()
      Issue.record("a damaged inventory was read")
    } catch let error as InventoryError {
      guard case .damaged(path, _) = error else {
        Issue.record("\(error)")
        return
      }
    }
  }

  /// The schema itself refuses what no revision may hold.
  @Test(arguments: [
    "INSERT INTO address (low, high) VALUES (x'0401020304', x'0401020303')",
    "INSERT INTO address (low, high) VALUES (x'04010203', x'04010203')",
    "INSERT INTO address (name) VALUES (NULL)",
    "INSERT INTO terms (protocol) VALUES ('gre')",
    "UPDATE endpoint SET removed_in = 1",
    "UPDATE endpoint SET removed_in = 7",
    "UPDATE endpoint SET service_id = 99",
    "UPDATE revision SET recorded_at = 'yesterday'",
    "INSERT INTO terms (ports) SELECT ports FROM terms",
  ])
  func constraints(_ sql: String) throws {
    let inventory = try Inventory.openForWriting(at: path)
    _ = try inventory.commit(
      NewRevision(
        deployment: deployment, basedOn: nil,
        changes: ChangeSet(
          from: Snapshot([]),
          to: Snapshot([Endpoint(service: "S", address: .any, ports: Ports("80")!)])),
        endpointCount: 1, document: document(), fetchedAt: time("2026-01-01T00:00:00Z"),
        recordedAt: time("2026-01-01T00:00:00Z")))
    try inventory.close()
    let queue = try DatabaseQueue(path: path)
    #expect(throws: DatabaseError.self) { try queue.write { try $0.execute(sql: sql) } }
  }

  /// What an older program stored is brought forward, by readers too.
  @Test(arguments: [true, false])
  func anInventoryOfAnOlderProgramIsBroughtForward(_ isForReading: Bool) throws {
    let queue = try DatabaseQueue(path: path)
    try queue.write { db in
      try db.execute(sql: Places.text("Migrations/0001-inventory.sql"))
      try db.execute(
        sql: """
          PRAGMA user_version = 1;
          INSERT INTO deployment (vendor, name) VALUES ('vendor', 'cloud');
          INSERT INTO revision (deployment_id, number, recorded_at, endpoint_count, added_count,
            removed_count, changed_count, source, fetched_at, format, encoding, byte_count, sha256)
          VALUES (1, 1, '2026-01-01T00:00:00Z', 0, 0, 0, 0, 's', '2026-01-01T00:00:00Z', 'text',
            'utf-8', 1, zeroblob(32));
          """)
    }
    try queue.close()
    let inventory =
      try isForReading
      ? Inventory.openForReading(at: path) : Inventory.openForWriting(at: path)
    #expect(try revision(inventory, "vendor/cloud").number == 1)
    if isForReading {
      // All of it is in the file, and a reader need not look through a log.
      let log = try? FileManager.default.attributesOfItem(atPath: path + "-wal")[.size] as? Int
      #expect(log ?? 0 == 0)
    }
    #expect(try inventory.customers(using: deployment, at: time("2026-01-02T00:00:00Z")).isEmpty)
  }

  /// Every kind of address as the schema of version 5 stored it.
  @Test func endpointsOfAnOlderProgramKeepTheirAddresses() throws {
    let queue = try DatabaseQueue(path: path)
    let files = [
      "0001-inventory", "0002-customers", "0003-held-revisions", "0004-sources", "0005-notices",
    ]
    try queue.write { db in
      for file in files { try db.execute(sql: Places.text("Migrations/\(file).sql")) }
      try db.execute(
        sql: """
          PRAGMA user_version = 5;
          INSERT INTO deployment (vendor, name) VALUES ('vendor', 'cloud');
          INSERT INTO revision (deployment_id, number, recorded_at, endpoint_count, added_count,
            removed_count, changed_count, source, fetched_at, format, encoding, byte_count, sha256,
            state)
          VALUES
            (1, 1, '2026-01-01T00:00:00Z', 6, 6, 0, 0, 's', '2026-01-01T00:00:00Z', 'text',
              'utf-8', 1, zeroblob(32), 'accepted'),
            (1, 2, '2026-01-02T00:00:00Z', 7, 2, 1, 0, 's', '2026-01-02T00:00:00Z', 'text',
              'utf-8', 1, zeroblob(32), 'accepted'),
            (1, 3, '2026-01-03T00:00:00Z', 6, 1, 2, 0, 's', '2026-01-03T00:00:00Z', 'text',
              'utf-8', 1, zeroblob(32), 'held');
          INSERT INTO label (id, text) VALUES (1, 'Voice');
          INSERT INTO terms (id, ports, protocol) VALUES (1, '443', 'tcp'), (2, '53', 'udp');
          INSERT INTO address (id, low, high, name) VALUES
            (1, x'04C0000200', x'04C00002FF', NULL),
            (2, x'0620010DB8000000000000000000000000', x'0620010DB8FFFFFFFFFFFFFFFFFFFFFFFF', NULL),
            (3, x'04C6336401', x'04C6336404', NULL),
            (4, NULL, NULL, 'voice.example.com'),
            (5, x'04CB007100', x'04CB00710F', NULL), (6, x'04CB007180', x'04CB007180', NULL),
            (7, x'04CB0071FF', x'04CB0071FF', NULL);
          INSERT INTO range_part (low, high, address_id) VALUES
            (x'04C6336401', x'04C6336401', 3), (x'04C6336402', x'04C6336403', 3),
            (x'04C6336404', x'04C6336404', 3);
          INSERT INTO endpoint (deployment_id, added_in, position, removed_in, service_id,
            address_id, terms_id, line, as_range, quote)
          VALUES (1, 1, 1, NULL, 1, 1, 1, 7, 0, NULL), (1, 1, 2, NULL, 1, 2, 1, 8, 0, NULL),
            (1, 1, 3, NULL, 1, 3, 1, 9, 0, 'words'), (1, 1, 4, NULL, 1, 4, 1, 10, 0, NULL),
            (1, 1, 5, 2, 1, NULL, 1, 11, 0, NULL), (1, 1, 6, NULL, 1, 5, 1, 12, 1, NULL),
            (1, 2, 1, NULL, 1, 6, 1, 21, 0, 'row of 203.0.113.128'),
            (1, 2, 2, NULL, 1, 1, 2, 22, 0, NULL);
          INSERT INTO held_change (deployment_id, number, position, is_removal, service_id,
            address_id, terms_id)
          VALUES (1, 3, 1, 1, 1, 1, 1), (1, 3, 2, 1, 1, 1, 2), (1, 3, 3, 0, 1, 7, 1);
          """)
    }
    try queue.close()
    let inventory = try Inventory.openForWriting(at: path)
    func addresses(_ reference: String) throws -> [String] {
      try inventory.snapshot(of: revision(inventory, reference)).endpoints
        .map { $0.address?.description ?? "none" }
    }
    let kept = [
      "192.0.2.0/24", "198.51.100.1-198.51.100.4", "203.0.113.0-203.0.113.15", "2001:db8::/32",
      "voice.example.com",
    ]
    #expect(try addresses("vendor/cloud@1") == ["none"] + kept)
    let added = ["203.0.113.128"]
    #expect(
      try addresses("vendor/cloud@2")
        == [kept[0], kept[0], kept[1], kept[2]] + added + [kept[3], kept[4]])
    #expect(
      try addresses("vendor/cloud@3")
        == [kept[1], kept[2]] + added + ["203.0.113.255", kept[3], kept[4]])
    let first = try inventory.snapshot(of: revision(inventory, "vendor/cloud@1"))
    #expect(first.endpoints.map(\.line) == [11, 7, 9, 12, 8, 10])
    #expect(
      try inventory.quotes(of: revision(inventory, "vendor/cloud@2")).map { "\($0.line!) \($1)" }
        == ["21 row of 203.0.113.128"])
    let next = try inventory.difference(
      of: deployment, from: revision(inventory, "vendor/cloud@1"),
      to: revision(inventory, "vendor/cloud@2"))
    #expect(next.changes.added.map(\.line) == [22, 21])
    #expect(next.changes.removed.map(\.line) == [11])
    #expect(next.addedAddresses.map(\.description) == added)
    #expect(next.removedAddresses.isEmpty)
    let approved = try inventory.settle(
      deployment, number: 3, isApproved: true, at: time("2026-01-04T00:00:00Z"), by: nil,
      note: nil)
    let whole = try inventory.difference(
      of: deployment, from: revision(inventory, "vendor/cloud@1"), to: approved)
    #expect(whole.addedAddresses.map(\.description) == added + ["203.0.113.255"])
    #expect(whole.removedAddresses.map(\.description) == ["192.0.2.0/24"])
    let found = try inventory.occurrences(of: EndpointAddress("198.51.100.3")!)
    #expect(found.map { $0.endpoint.address?.description } == ["198.51.100.1-198.51.100.4"])
    // What the steps open and close is not known of them; the snapshots tell.
    #expect(
      try inventory.accessChange(
        of: deployment, from: revision(inventory, "vendor/cloud@1"),
        to: revision(inventory, "vendor/cloud@2")) == nil)
  }

  @Test func theFileIsMarkedAndInWriteAheadMode() throws {
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
}
