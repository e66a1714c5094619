import EndpointModel
import GRDB
import InventoryModel
import InventoryStorage
import TestSupport
import Testing

/// Revisions of more rows than one statement writes.
@Suite struct LongRevisionTests {
  private let act = Act(
    by: Author(user: GivenText("desk")!), at: UTCTime("2026-01-03T00:00:00Z")!)

  private let path: String
  private let folder: TemporaryFolder
  private let deployment = DeploymentName("vendor/cloud")!

  init() throws {
    folder = try TemporaryFolder()
    path = try TestStorage.place("inventory.sqlite", in: folder)
  }

  private func snapshot(_ count: Int, ports: String) -> Snapshot {
    Snapshot(
      (0..<count).map { i in
        Endpoint(
          service: "S\(i % 7)", address: EndpointAddress("192.0.2.\(i)")!, ports: Ports(ports)!,
          line: i + 1)
      })
  }

  private func revision(
    _ old: Snapshot, _ new: Snapshot, on base: Int?, day: Int, held: Bool = false
  ) -> NewRevision {
    let time = UTCTime("2026-01-0\(day)T00:00:00Z")!
    return NewRevision(
      deployment: deployment, basedOn: base, comparison: Comparison(from: old, to: new),
      document: DocumentDescription(
        source: "document", format: "text", encoding: "utf-8", byteCount: 3,
        sha256: String(repeating: "ab", count: 32)),
      fetchedAt: time, recordedAt: time,
      quotes: Dictionary(uniqueKeysWithValues: new.endpoints.map { ($0, "line \($0.line!)") }),
      holdReasons: held ? [HoldReason(.addressesGone, "many")] : [])
  }

  @Test(arguments: [1, 31, 32, 33, 64, 100], [false, true])
  func everyRowIsStored(count: Int, isHeld: Bool) throws {
    let inventory = try Inventory.openForWriting(at: path)
    let first = snapshot(count, ports: "80")
    let second = snapshot(count, ports: "443,8443")
    _ = try inventory.write(act) { try $0.commit(revision(Snapshot([]), first, on: nil, day: 1)) }
    var stored = try inventory.write(act) {
      try $0.commit(revision(first, second, on: 1, day: 2, held: isHeld))
    }
    #expect(try inventory.read { try $0.snapshot(of: stored) } == second)
    if isHeld {
      stored = try inventory.write(act) {
        try $0.accept($0.revision(RevisionReference(deployment, .number(2))))
      }
    }

    let base = try inventory.read { try $0.revision(RevisionReference(deployment, .number(1))) }
    #expect(try inventory.read { try $0.snapshot(of: base) } == first)
    #expect(try inventory.read { try $0.snapshot(of: stored) } == second)
    #expect(
      try inventory.read { try $0.difference(of: deployment, from: base, to: stored) }.changes
        == ChangeSet(from: first, to: second))
    let access = try #require(
      try inventory.read { try $0.accessChange(of: deployment, from: base, to: stored) })
    #expect(AccessDifference(access) == AccessDifference(from: first, to: second))
    let quotes = try inventory.read { try $0.quotes(of: stored) }
    #expect(quotes.count == count)
    #expect(quotes.allSatisfy { $0.value == "line \($0.key.line!)" })
  }

  /// A revision that lost a row is no smaller change, and a held one is not approved.
  @Test(.ofFiles, arguments: [false, true])
  func changesThatAreNotWholeAreDamage(isHeld: Bool) throws {
    let inventory = try Inventory.openForWriting(at: path)
    let (first, second) = (snapshot(3, ports: "80"), snapshot(3, ports: "443"))
    let base = try inventory.write(act) {
      try $0.commit(revision(Snapshot([]), first, on: nil, day: 1))
    }
    let stored = try inventory.write(act) {
      try $0.commit(revision(first, second, on: 1, day: 2, held: isHeld))
    }
    let queue = try DatabaseQueue(path: path)
    try queue.write { try $0.execute(sql: "DELETE FROM change WHERE position = 2") }
    try queue.close()
    do {
      if isHeld {
        _ = try inventory.write(act) {
          try $0.accept($0.revision(RevisionReference(deployment, .number(2))))
        }
      } else {
        _ = try inventory.read { try $0.difference(of: deployment, from: base, to: stored) }
      }
      Issue.record("a part of a change was taken for all of it")
    } catch InventoryError.damaged {
      #expect(
        try inventory.read { try $0.latestRevision(of: deployment) }?.number == (isHeld ? 1 : 2))
    }
  }

  @Test(.ofFiles) func anIdOfZeroIsDamage() throws {
    let inventory = try Inventory.openForWriting(at: path)
    let stored = try inventory.write(act) {
      try $0.commit(
        revision(Snapshot([]), snapshot(3, ports: "80"), on: nil, day: 1))
    }
    try inventory.close()
    let queue = try DatabaseQueue(path: path)
    try queue.inDatabase { db in
      try db.execute(sql: "PRAGMA foreign_keys = OFF")
      try db.execute(sql: "UPDATE endpoint SET service_id = 0 WHERE line = 2")
    }
    try queue.close()
    let damaged = try Inventory.openForReading(at: path)
    do {
      _ = try damaged.read { try $0.snapshot(of: stored) }
      Issue.record("a service of no name was read")
    } catch InventoryError.damaged {
      // Which rows are meant cannot be told.
    }
  }
}
