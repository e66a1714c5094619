import EndpointModel
import Foundation
import GRDB
import TestSupport
import Testing

@testable import InventoryStorage

@Suite struct InventoryTests {
  private let folder: TemporaryFolder
  private let path: String
  private let deployment = DeploymentName("vendor/cloud")!

  init() throws {
    folder = try TemporaryFolder()
    path = folder.file("inventory.sqlite")
  }

  private func snapshot(_ rows: String...) -> Snapshot {
    Snapshot(
      rows.map { row in
        let parts = row.split(separator: " ").map(String.init)
        return Endpoint(
          service: parts[0], address: EndpointAddress(parts[1])!, ports: Ports(parts[2])!,
          transport: .tcp, line: 1)
      })
  }

  private func document() -> DocumentDescription {
    var document = DocumentDescription(
      source: "document", format: "text", encoding: "utf-8", byteCount: 3,
      sha256: String(repeating: "ab", count: 32), title: "Title")
    document.revisedOn = PartialDate("2023-01")
    document.actBy = PartialDate("2023-02-13")
    document.timers = [StatedTimer(seconds: 720, transport: .tcp, line: 3, quote: "12 min")]
    document.statedCounts = [StatedCount(count: 8, subject: .addresses, line: 6, quote: "8")]
    return document
  }

  private func time(_ text: String) -> UTCTime { UTCTime(text)! }

  @discardableResult
  private func commit(
    _ inventory: Inventory, _ new: Snapshot, at recordedAt: String,
    to deployment: DeploymentName? = nil, held: Bool = false
  ) throws -> Revision {
    let deployment = deployment ?? self.deployment
    let base = try inventory.latestRevision(of: deployment)
    let old = try base.map { try inventory.snapshot(of: $0) } ?? Snapshot([])
    return try inventory.commit(
      NewRevision(
        deployment: deployment, basedOn: base?.number, changes: ChangeSet(from: old, to: new),
        endpointCount: new.endpoints.count, document: document(), fetchedAt: time(recordedAt),
        recordedAt: time(recordedAt),
        access: base == nil ? nil : AccessChange(from: old, to: new),
        holdReasons: held ? [HoldReason(.addressesGone, "many")] : []))
  }

  private func revision(_ inventory: Inventory, _ reference: String) throws -> Revision {
    try inventory.revision(RevisionReference(parsing: reference))
  }

  @Test func revisionsAreFoundByNumberAndTime() throws {
    let inventory = try Inventory.openForWriting(at: path)
    let first = snapshot("A 192.0.2.1 80")
    let second = snapshot("A 192.0.2.1 443", "B 192.0.2.0/24 80")
    try commit(inventory, first, at: "2026-01-01T08:00:00Z")
    try commit(inventory, second, at: "2026-01-01T20:00:00Z")
    try commit(inventory, first, at: "2026-03-01T00:00:00Z")

    for (reference, number) in [
      ("vendor/cloud", 3), ("vendor/cloud@2", 2), ("vendor/cloud@2026-01-01", 2),
      ("vendor/cloud@2026-01-01T19:59:59Z", 1), ("vendor/cloud@2026-02-28", 2),
      ("vendor/cloud@2026-03-01", 3), ("vendor/cloud@2030-01-01", 3),
    ] {
      #expect(try revision(inventory, reference).number == number, "\(reference)")
    }
    #expect(try inventory.snapshot(of: revision(inventory, "vendor/cloud@1")) == first)
    #expect(try inventory.snapshot(of: revision(inventory, "vendor/cloud@2")) == second)
    #expect(try inventory.snapshot(of: revision(inventory, "vendor/cloud@3")) == first)
    for unknown in ["vendor/cloud@4", "vendor/cloud@2025-12-31"] {
      #expect(throws: InventoryError.self) { try revision(inventory, unknown) }
    }
    #expect(
      throws: InventoryError.unknownDeployment(
        DeploymentName("other/cloud")!, known: [deployment])
    ) { try revision(inventory, "other/cloud") }
    #expect(try inventory.revisions(of: deployment).map(\.number) == [3, 2, 1])
    #expect(
      try inventory.revisions(of: deployment)[1].counts
        == ChangeCounts(added: 1, removed: 0, changed: 1))
  }

  @Test func everyFieldComesBack() throws {
    let endpoint = Endpoint(
      service: "S", group: "G", address: EndpointAddress("3.217.228.0-3.217.231.255")!,
      ports: .customer, transport: .tcp, direction: .both, portRole: .signaling,
      examplePorts: PortSet("7400"), note: "N", line: 12)
    let bare = Endpoint()
    let named = Endpoint(address: EndpointAddress("<t>.example.com")!, ports: .any)
    let uneven = Endpoint(address: EndpointAddress("2001:db8::1-2001:db8::7")!)
    let stored = Snapshot([endpoint, bare, named, uneven])
    let inventory = try Inventory.openForWriting(at: path)
    let revision = try commit(inventory, stored, at: "2026-01-01T00:00:00Z")
    let back = try inventory.snapshot(of: revision)
    #expect(back == stored)
    let same = try #require(back.endpoints.first { $0.service == "S" })
    #expect(same.note == "N" && same.line == 12)
    // A range stays written as one, though it is a block.
    #expect(same.address?.description == "3.217.228.0-3.217.231.255")
    #expect(try inventory.latestRevision(of: deployment)?.document == document())
  }

  /// Against a slow reference that keeps whole snapshots.
  @Test func randomHistoriesAgreeWithWholeSnapshots() throws {
    var told = 0
    let failure = try firstFailure(seeds: 0..<25) { random in
      let inventory = try Inventory.openForWriting(
        at: folder.file("random-\(random.next()).sqlite"))
      var history: [Snapshot] = []
      for number in 1...8 {
        var rows = Set(history.last?.endpoints ?? [])
        for _ in 0..<Int.random(in: 1...6, using: &random) {
          let endpoint = Endpoint(
            service: random.pick(["A", "B"]),
            address: random.pick([
              nil, EndpointAddress("10.0.0.0-10.0.0.3")!,
              EndpointAddress("10.0.0.\(Int.random(in: 0...5, using: &random))")!,
              EndpointAddress("10.0.0.\(Int.random(in: 0...1, using: &random) * 4)/30")!,
              EndpointAddress("10.0.0.2-10.0.0.4")!, EndpointAddress("voice.example.com")!,
              random.oneIn(5) ? .any : EndpointAddress("10.0.0.0/24")!,
            ]),
            ports: random.pick([nil, Ports("80")!, Ports("443")!]))
          if random.oneIn(2) { rows.insert(endpoint) } else { rows.remove(endpoint) }
        }
        history.append(Snapshot(rows))
        let time = "2026-01-0\(number)T00:00:00Z"
        if number > 1, random.oneIn(3) {
          let held = try commit(inventory, history.last!, at: time, held: true)
          if try inventory.snapshot(of: held) != history.last! { return "held \(number)" }
          // Else it is rejected, or passed by.
          let isApproved = random.oneIn(2)
          if isApproved || random.oneIn(2) {
            _ = try inventory.settle(
              deployment, number: held.number, isApproved: isApproved, at: self.time(time),
              by: nil, note: nil)
          }
          if isApproved { continue }
        }
        try commit(inventory, history.last!, at: time)
      }
      let revisions = try inventory.revisions(of: deployment).filter(\.isAccepted)
        .reversed().map { $0 }
      for (i, a) in revisions.enumerated() {
        if try inventory.snapshot(of: a) != history[i] { return "snapshot \(i + 1)" }
        for (j, b) in revisions.enumerated() {
          let difference = try inventory.difference(of: deployment, from: a, to: b)
          let changes = ChangeSet(from: history[i], to: history[j])
          if difference.changes != changes { return "changes \(i + 1) to \(j + 1)" }
          // Where it is told from the steps in between, it is what the snapshots say.
          let direct = AccessDifference(from: history[i], to: history[j])
          if let stored = try inventory.accessChange(of: deployment, from: a, to: b) {
            told += 1
            if AccessDifference(stored) != direct { return "access \(i + 1) to \(j + 1)" }
          }
          let added = history[i].missing(addressesOf: changes.added)
          let removed = history[j].missing(addressesOf: changes.removed)
          if difference.addedAddresses != added || difference.removedAddresses != removed {
            return "addresses \(i + 1) to \(j + 1)"
          }
        }
      }
      try inventory.close()
      // Rows are stored without looking up what each refers to.
      let loose = try DatabaseQueue(path: inventory.path).read {
        try Row.fetchAll($0, sql: "PRAGMA foreign_key_check")
      }
      if !loose.isEmpty { return "\(loose)" }
      return nil
    }
    #expect(failure == nil)
    #expect(told > 25 * 14)
  }

  @Test func lookupsAgreeWithAScan() throws {
    let failure = try firstFailure(seeds: 0..<12) { random in
      let inventory = try Inventory.openForWriting(at: folder.file("look-\(random.next()).sqlite"))
      var endpoints: [Endpoint] = []
      for _ in 0..<60 {
        let number = UInt128(0x0A00_0000 + Int.random(in: 0..<1024, using: &random))
        let address = IPAddress(family: .v4, number: number)!
        let end = IPAddress(
          family: .v4, number: number + UInt128(Int.random(in: 0..<40, using: &random)))!
        endpoints.append(
          Endpoint(
            address: random.oneIn(3)
              ? .range(AddressRange(address, end)!)
              : .block(
                CIDRBlock(
                  enclosing: address, prefixLength: Int.random(in: 20...32, using: &random))!)))
      }
      if random.oneIn(2) { endpoints.append(Endpoint(service: "A", address: .any)) }
      let stored = Snapshot(endpoints)
      try commit(inventory, stored, at: "2026-01-01T00:00:00Z")
      var allAsked: [EndpointAddress] = [EndpointAddress("voice.example.com")!]
      for _ in 0..<40 {
        let number = UInt128(0x0A00_0000 + Int.random(in: 0..<1024, using: &random))
        let asked = AddressRange(
          CIDRBlock(
            enclosing: IPAddress(family: .v4, number: number)!,
            prefixLength: Int.random(in: 22...32, using: &random))!)
        let found = Set(
          try inventory.occurrences(of: .range(asked)).map {
            "\($0.endpoint.address!) \($0.relation)"
          })
        let wanted = Set(
          stored.endpoints.compactMap { endpoint -> String? in
            guard let range = endpoint.address!.range else { return "any covers" }
            if range.contains(asked) { return "\(endpoint.address!) covers" }
            if asked.contains(range) { return "\(endpoint.address!) inside" }
            return range.overlaps(asked) ? "\(endpoint.address!) overlaps" : nil
          })
        if found != wanted { return "\(asked): found \(found), wanted \(wanted)" }
        allAsked.append(.range(asked))
      }
      // Of so many all endpoints are walked once.
      let many = (0..<50).flatMap { _ in allAsked }
      for (asked, found) in zip(many, try inventory.occurrences(of: many)) {
        if try found != inventory.occurrences(of: asked) { return "\(asked) among many" }
      }
      return nil
    }
    #expect(failure == nil)
  }

  @Test func lookupTellsSinceAndUntil() throws {
    let inventory = try Inventory.openForWriting(at: path)
    try commit(inventory, snapshot("A 192.0.2.0/24 80", "A any 53"), at: "2026-01-01T00:00:00Z")
    try commit(inventory, snapshot("A any 53", "A *.example.com 443"), at: "2026-02-01T00:00:00Z")
    let found = try inventory.occurrences(of: EndpointAddress("192.0.2.7")!)
    #expect(found.map { $0.endpoint.address!.description } == ["any", "192.0.2.0/24"])
    #expect(found.map { $0.until?.revision } == [nil, 2])
    #expect(found[1].since.time == time("2026-01-01T00:00:00Z"))
    #expect(found[1].until?.time == time("2026-02-01T00:00:00Z"))
    let named = try inventory.occurrences(of: EndpointAddress("a.example.com")!)
    #expect(named.map { $0.endpoint.address!.description } == ["any", "*.example.com"])
    let pattern = try inventory.occurrences(of: EndpointAddress("*.example.com")!)
    #expect(pattern.map { $0.relation } == [.covers, .covers])
  }

  @Test func aRevisionFromAnOldBaseIsRefused() throws {
    let inventory = try Inventory.openForWriting(at: path)
    let first = snapshot("A 192.0.2.1 80")
    try commit(inventory, first, at: "2026-01-01T00:00:00Z")
    func late(_ basedOn: Int?, at recordedAt: String) -> NewRevision {
      NewRevision(
        deployment: deployment, basedOn: basedOn,
        changes: ChangeSet(from: first, to: snapshot("B 192.0.2.1 80")), endpointCount: 1,
        document: document(), fetchedAt: time(recordedAt), recordedAt: time(recordedAt))
    }
    #expect(throws: InventoryError.overtaken(deployment)) {
      try inventory.commit(late(nil, at: "2026-01-02T00:00:00Z"))
    }
    let latest = try #require(try inventory.latestRevision(of: deployment))
    #expect(
      throws: InventoryError.olderThanLatest(
        recordedAt: time("2025-12-31T23:59:59Z"), latest: latest)
    ) { try inventory.commit(late(1, at: "2025-12-31T23:59:59Z")) }
    #expect(try inventory.snapshot(of: latest) == first)
  }

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
