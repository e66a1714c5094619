import EndpointModel
import Foundation
import GRDB
import InventoryModel
import TestSupport
import Testing

@testable import InventoryStorage

@Suite struct InventoryTests {
  let folder: TemporaryFolder
  let path: String
  let deployment = DeploymentName("vendor/cloud")!

  init() throws {
    folder = try TemporaryFolder()
    path = try TestStorage.place("inventory.sqlite", in: folder)
  }

  func snapshot(_ rows: String...) -> Snapshot {
    Snapshot(
      rows.map { row in
        let parts = row.split(separator: " ").map(String.init)
        return Endpoint(
          service: parts[0], address: EndpointAddress(parts[1])!, ports: Ports(parts[2])!,
          transport: .tcp, line: 1)
      })
  }

  func document() -> DocumentDescription {
    var document = DocumentDescription(
      source: "document", format: "text", encoding: "utf-8", byteCount: 3,
      sha256: String(repeating: "ab", count: 32), title: "Title")
    document.revisedOn = PartialDate("2023-01")
    document.actBy = PartialDate("2023-02-13")
    document.timers = [StatedTimer(seconds: 720, transport: .tcp, line: 3, quote: "12 min")]
    document.statedCounts = [StatedCount(count: 8, subject: .addresses, line: 6, quote: "8")]
    return document
  }

  func time(_ text: String) -> UTCTime { UTCTime(text)! }

  @discardableResult
  func commit(
    _ inventory: Inventory, _ new: Snapshot, at recordedAt: String,
    to deployment: DeploymentName? = nil, held: Bool = false
  ) throws -> Revision {
    let deployment = deployment ?? self.deployment
    let base = try inventory.read { try $0.latestRevision(of: deployment) }
    let old =
      try base.map { base in try inventory.read { try $0.snapshot(of: base) } } ?? Snapshot([])
    return try inventory.write(act()) {
      try $0.commit(
        NewRevision(
          deployment: deployment, basedOn: base?.number,
          comparison: Comparison(from: old, to: new), document: document(),
          fetchedAt: time(recordedAt), recordedAt: time(recordedAt),
          holdReasons: held ? [HoldReason(.addressesGone, "many")] : []))
    }
  }

  func revision(_ inventory: Inventory, _ reference: String) throws -> Revision {
    try inventory.read { try revision($0, reference) }
  }

  func revision(_ reader: InventoryReader, _ reference: String) throws -> Revision {
    try reader.revision(WrittenReference(parsing: reference).reference(in: .utc))
  }

  func act(at text: String = "2026-01-01T00:00:00Z") -> Act {
    Act(by: Author(user: GivenText("desk")!), at: time(text))
  }

  /// A difference tells addresses as the revision writes them that has them.
  @Test func addressesAreToldAsTheyWereWritten() throws {
    let inventory = try Inventory.openForWriting(at: path)
    try commit(inventory, snapshot("Z 10.0.0.12/30 80", "U 8.8.8.8 80"), at: "2026-01-01T00:00:00Z")
    try commit(
      inventory,
      snapshot("Z 10.0.0.12/30 80", "A 10.0.0.12-10.0.0.15 81", "U 8.8.8.8 80"),
      at: "2026-01-02T00:00:00Z")
    try commit(inventory, snapshot("U 8.8.8.8 80"), at: "2026-01-03T00:00:00Z")
    let difference = try inventory.read { reader in
      try reader.difference(
        of: deployment, from: revision(reader, "vendor/cloud@1"),
        to: revision(reader, "vendor/cloud@3"))
    }
    #expect(difference.removedAddresses.map(\.description) == ["10.0.0.12/30"])
  }

  /// What a document may leave empty is as if it were not there.
  @Test func emptyNamesCanBeStored() throws {
    let inventory = try Inventory.openForWriting(at: path)
    let endpoint = Endpoint(service: "", group: "", address: EndpointAddress("8.8.8.8")!, note: "")
    #expect(endpoint.service == nil && endpoint.group == nil && endpoint.note == nil)
    try commit(inventory, Snapshot([endpoint]), at: "2026-01-01T00:00:00Z")
    #expect(
      try inventory.read { try $0.snapshot(of: revision($0, "vendor/cloud@1")) }
        == Snapshot([endpoint]))
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
    #expect(try inventory.read { try $0.snapshot(of: revision($0, "vendor/cloud@1")) } == first)
    #expect(try inventory.read { try $0.snapshot(of: revision($0, "vendor/cloud@2")) } == second)
    #expect(try inventory.read { try $0.snapshot(of: revision($0, "vendor/cloud@3")) } == first)
    for unknown in ["vendor/cloud@4", "vendor/cloud@2025-12-31"] {
      #expect(throws: InventoryError.self) { try revision(inventory, unknown) }
    }
    #expect(
      throws: InventoryError.unknownDeployment(
        DeploymentName("other/cloud")!, known: [deployment])
    ) { try revision(inventory, "other/cloud") }
    #expect(try inventory.read { try $0.revisions(of: deployment) }.map(\.number) == [3, 2, 1])
    #expect(
      try inventory.read { try $0.revisions(of: deployment) }[1].counts
        == ChangeCounts(added: 1, removed: 0, changed: 1))
  }

  @Test func everyFieldComesBack() throws {
    let endpoint = Endpoint(
      service: "S", group: "G", written: WrittenAddress("3.217.228.0-3.217.231.255")!,
      ports: .customer, transport: .tcp, direction: .both, portRole: .signaling,
      examplePorts: PortSet("7400"), note: "N", line: 12)
    let bare = Endpoint()
    let named = Endpoint(address: EndpointAddress("<t>.example.com")!, ports: .any)
    let uneven = Endpoint(address: EndpointAddress("2001:db8::1-2001:db8::7")!)
    let stored = Snapshot([endpoint, bare, named, uneven])
    let inventory = try Inventory.openForWriting(at: path)
    let revision = try commit(inventory, stored, at: "2026-01-01T00:00:00Z")
    let back = try inventory.read { try $0.snapshot(of: revision) }
    #expect(back == stored)
    let same = try #require(back.endpoints.first { $0.service == "S" })
    #expect(same.note == "N" && same.line == 12)
    // A range stays written as one, though it is a block.
    #expect(same.written?.description == "3.217.228.0-3.217.231.255")
    #expect(try inventory.read { try $0.latestRevision(of: deployment) }?.document == document())
  }

  /// Against a slow reference that keeps whole snapshots.
  @Test func randomHistoriesAgreeWithWholeSnapshots() throws {
    var told = 0
    let failure = try firstFailure(seeds: 0..<4) { random in
      let inventory = try Inventory.openForWriting(
        at: TestStorage.place("random-\(random.next()).sqlite", in: folder))
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
          if try inventory.read { try $0.snapshot(of: held) } != history.last! {
            return "held \(number)"
          }
          // Else it is rejected, or passed by.
          let isApproved = random.oneIn(2)
          if isApproved || random.oneIn(2) {
            _ = try inventory.write(act(at: time)) {
              if isApproved { _ = try $0.accept(held) } else { try $0.setState(held, .rejected) }
            }
          }
          if isApproved { continue }
        }
        try commit(inventory, history.last!, at: time)
      }
      let revisions = try inventory.read { try $0.revisions(of: deployment) }.filter(\.isAccepted)
        .reversed().map { $0 }
      for (i, a) in revisions.enumerated() {
        if try inventory.read { try $0.snapshot(of: a) } != history[i] {
          return "snapshot \(i + 1)"
        }
        for (j, b) in revisions.enumerated() {
          let difference = try inventory.read { try $0.difference(of: deployment, from: a, to: b) }
          let changes = ChangeSet(from: history[i], to: history[j])
          if difference.changes != changes { return "changes \(i + 1) to \(j + 1)" }
          // Where it is told from the steps in between, it is what the snapshots say.
          let direct = AccessDifference(from: history[i], to: history[j])
          if let stored = try inventory.read { try $0.accessChange(of: deployment, from: a, to: b) }
          {
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
      let loose = try DatabaseQueue(path: inventory.file).read {
        try Row.fetchAll($0, sql: "PRAGMA foreign_key_check")
      }
      if !loose.isEmpty { return "\(loose)" }
      return nil
    }
    #expect(failure == nil)
    #expect(told > 4 * 14)
  }

  @Test func lookupsAgreeWithAScan() throws {
    let failure = try firstFailure(seeds: 0..<4) { random in
      let inventory = try Inventory.openForWriting(
        at: TestStorage.place("look-\(random.next()).sqlite", in: folder))
      var endpoints: [Endpoint] = []
      for _ in 0..<60 {
        let number = UInt128(0x0A00_0000 + Int.random(in: 0..<1024, using: &random))
        let address = IPAddress(family: .v4, number: number)!
        let end = IPAddress(
          family: .v4, number: number + UInt128(Int.random(in: 0..<40, using: &random)))!
        endpoints.append(
          Endpoint(
            address: random.oneIn(3)
              ? EndpointAddress(AddressRange(address, end)!)
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
          try inventory.read { try $0.occurrences(of: EndpointAddress(asked)) }.map {
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
        allAsked.append(EndpointAddress(asked))
      }
      // Of so many all endpoints are walked once.
      let many = (0..<50).flatMap { _ in allAsked }
      let alone = try allAsked.map { asked in
        try inventory.read { try $0.occurrences(of: asked) }
      }
      for (i, found) in try inventory.read({ try $0.occurrences(of: many) }).enumerated()
      where found != alone[i % alone.count] {
        return "\(many[i]) among many"
      }
      return nil
    }
    #expect(failure == nil)
  }

  @Test func lookupTellsSinceAndUntil() throws {
    let inventory = try Inventory.openForWriting(at: path)
    try commit(inventory, snapshot("A 192.0.2.0/24 80", "A any 53"), at: "2026-01-01T00:00:00Z")
    try commit(inventory, snapshot("A any 53", "A *.example.com 443"), at: "2026-02-01T00:00:00Z")
    let found = try inventory.read { try $0.occurrences(of: EndpointAddress("192.0.2.7")!) }
    #expect(found.map { $0.endpoint.address!.description } == ["any", "192.0.2.0/24"])
    #expect(found.map { $0.until?.revision } == [nil, 2])
    #expect(found[1].since.time == time("2026-01-01T00:00:00Z"))
    #expect(found[1].until?.time == time("2026-02-01T00:00:00Z"))
    let named = try inventory.read { try $0.occurrences(of: EndpointAddress("a.example.com")!) }
    #expect(named.map { $0.endpoint.address!.description } == ["any", "*.example.com"])
    let pattern = try inventory.read { try $0.occurrences(of: EndpointAddress("*.example.com")!) }
    #expect(pattern.map { $0.relation } == [.covers, .covers])
  }

  @Test func aRevisionFromAnOldBaseIsRefused() throws {
    let inventory = try Inventory.openForWriting(at: path)
    let first = snapshot("A 192.0.2.1 80")
    try commit(inventory, first, at: "2026-01-01T00:00:00Z")
    func late(_ basedOn: Int?, at recordedAt: String) -> NewRevision {
      NewRevision(
        deployment: deployment, basedOn: basedOn,
        comparison: Comparison(from: first, to: snapshot("B 192.0.2.1 80")),
        document: document(), fetchedAt: time(recordedAt), recordedAt: time(recordedAt))
    }
    #expect(throws: InventoryError.overtaken(deployment)) {
      try inventory.write(act()) { try $0.commit(late(nil, at: "2026-01-02T00:00:00Z")) }
    }
    let latest = try #require(try inventory.read { try $0.latestRevision(of: deployment) })
    #expect(
      throws: InventoryError.olderThanLatest(
        recordedAt: time("2025-12-31T23:59:59Z"), latest: latest)
    ) { try inventory.write(act()) { try $0.commit(late(1, at: "2025-12-31T23:59:59Z")) } }
    #expect(try inventory.read { try $0.snapshot(of: latest) } == first)
  }
}
