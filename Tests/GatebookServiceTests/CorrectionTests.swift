import EndpointModel
import Foundation
import GRDB
import GatebookService
import InventoryModel
import InventoryStorage
import TestSupport
import Testing

/// Approving, rejecting, bringing back and voiding, in any order, against a model that keeps
/// whole tables in memory.
@Suite struct CorrectionTests {
  private let folder: TemporaryFolder
  private let deployment = DeploymentName("vendor/cloud")!

  init() throws { folder = try TemporaryFolder() }

  /// What the inventory should hold, in the most obvious way.
  private struct Model {
    struct Entry {
      var state: Revision.State
      var isRefused = false
      /// The revision whose table it has.
      let origin: Int
      let table: Snapshot
    }

    /// Number 1 first.
    var entries: [Entry] = []

    var accepted: [Int] { numbers.filter { self[$0].state == .accepted } }
    var numbers: Range<Int> { 1..<entries.count + 1 }
    var current: Int? { accepted.last }

    subscript(number: Int) -> Entry {
      get { entries[number - 1] }
      set { entries[number - 1] = newValue }
    }

    func isCurrent(_ number: Int) -> Bool {
      current.map { self[$0].origin == self[number].origin } ?? false
    }

    mutating func passBy() {
      for number in numbers where self[number].state == .held { self[number].state = .passed }
    }

    mutating func sync(_ table: Snapshot, isHeld: Bool) {
      passBy()
      entries.append(
        Entry(state: isHeld ? .held : .accepted, origin: entries.count + 1, table: table))
    }

    private mutating func copy(_ number: Int) {
      passBy()
      let entry = self[number]
      entries.append(Entry(state: .accepted, origin: entry.origin, table: entry.table))
    }

    /// Whether it is possible.
    mutating func approve(_ number: Int) -> Bool {
      let entry = self[number]
      if entry.state == .void || (entry.state == .accepted && !entry.isRefused) { return false }
      self[number].isRefused = false
      if entry.state == .held {
        self[number].state = .accepted
      } else if !isCurrent(number) {
        copy(number)
      }
      return true
    }

    mutating func reject(_ number: Int) -> Bool {
      let entry = self[number]
      if entry.state == .void || entry.isRefused { return false }
      var earlier: Int?
      if isCurrent(number) {
        earlier = accepted.last {
          $0 < number && !self[$0].isRefused && self[$0].origin != entry.origin
        }
        if earlier == nil { return false }
      }
      self[number].isRefused = true
      if entry.state != .accepted { self[number].state = .rejected }
      if let earlier { copy(earlier) }
      return true
    }

    mutating func revert(_ number: Int) -> Bool {
      if self[number].state != .accepted || isCurrent(number) { return false }
      self[self[current!].origin].isRefused = true
      self[number].isRefused = false
      copy(number)
      return true
    }

    mutating func void(_ number: Int) -> Bool {
      if self[number].state == .void { return false }
      if self[number].state == .accepted { passBy() }
      self[number].state = .void
      self[number].isRefused = false
      return true
    }
  }

  private func table(_ random: inout SeededGenerator) -> Snapshot {
    let rows = (0..<6).filter { _ in random.oneIn(2) }.map { i in
      Endpoint(
        service: random.pick(["A", "B"]), address: EndpointAddress("192.0.2.\(i / 2)")!,
        ports: .numbers(PortSet(random.pick(["80", "443", "80,443"]))!), transport: .tcp,
        line: i + 1)
    }
    return Snapshot(
      rows + [Endpoint(address: EndpointAddress("198.51.100.1-198.51.100.3")!, ports: .any)])
  }

  private func act(_ step: Int) -> Act {
    Act(by: Author(user: GivenText("desk")!), at: UTCTime(seconds: Int64(step) * 60 + 1_000_000)!)
  }

  private func commit(
    _ table: Snapshot, isHeld: Bool, step: Int, _ inventory: Inventory
  ) throws {
    try inventory.write(act(step)) { writer in
      let base = try writer.latestRevision(of: deployment)
      let before = try base.map { try writer.snapshot(of: $0) } ?? Snapshot([])
      _ = try writer.commit(
        NewRevision(
          deployment: deployment, basedOn: base?.number,
          comparison: Comparison(from: before, to: table),
          document: DocumentDescription(
            source: "d", format: "text", encoding: "utf-8", byteCount: 1,
            sha256: String(repeating: "ab", count: 32)),
          fetchedAt: act(step).time, recordedAt: act(step).time,
          holdReasons: isHeld ? [HoldReason(.addressesGone, "many")] : []))
    }
  }

  /// What differs between the inventory and the model; nil where nothing does.
  ///
  /// - Parameter pairs: whether each accepted revision is compared with each other one, which
  ///   takes most of the time.
  private func difference(
    _ inventory: Inventory, _ model: Model, pairs: Bool
  ) throws -> String? {
    try inventory.read { reader in
      guard try reader.latestRevision(of: deployment)?.number == model.current else {
        return "the current revision"
      }
      let revisions = try reader.revisions(of: deployment)
      guard revisions.count == model.entries.count else { return "the count" }
      for revision in revisions {
        let entry = model[revision.number]
        if revision.state != entry.state { return "\(revision.number) is \(revision.state)" }
        if revision.isRefused != entry.isRefused { return "\(revision.number) is refused or not" }
        if try reader.snapshot(of: revision) != entry.table { return "table \(revision.number)" }
        if revision.endpointCount != entry.table.endpoints.count { return "count of endpoints" }
      }
      let accepted = pairs ? revisions.filter(\.isAccepted) : []
      for old in accepted {
        for new in accepted where new.number != old.number {
          let (before, after) = (model[old.number].table, model[new.number].table)
          let changes = ChangeSet(from: before, to: after)
          if try reader.difference(of: deployment, from: old, to: new).changes != changes {
            return "difference \(old.number) to \(new.number)"
          }
          if let access = try reader.accessChange(of: deployment, from: old, to: new),
            AccessDifference(access) != AccessDifference(from: before, to: after)
          {
            return "access \(old.number) to \(new.number)"
          }
        }
      }
      return nil
    }
  }

  /// Voids a revision, and compares with what was told of it before.
  private func void(_ number: Int, told writer: InventoryWriter) throws {
    let reference = RevisionReference(deployment, .number(number))
    let effect = try VoidEffect(of: writer.revision(reference), in: writer, at: writer.act.time)
    guard
      case .void(_, let current) = try Settlement(writer).void(deployment, number: number)
    else { return }
    #expect(current?.number == effect.next?.number)
    if let passed = effect.passed {
      let reference = RevisionReference(deployment, .number(passed.number))
      #expect(try writer.revision(reference).state == .passed)
    } else if effect.revision.isAccepted {
      #expect(try writer.heldRevision(of: deployment) == nil)
    }
  }

  @Test func anyOrderOfDecisionsAgreesWithAModel() throws {
    var decided = 0
    let failure = try firstFailure(seeds: 0..<10) { random in
      let path = folder.file("\(random.next()).sqlite")
      let inventory = try Inventory.openForWriting(at: path)
      var model = Model()
      var history: [String] = []
      for step in 0..<14 {
        let number = Int.random(in: 1...max(1, model.entries.count), using: &random)
        if model.entries.isEmpty || model.current == nil || random.oneIn(3) {
          let table = table(&random)
          let isHeld = model.current != nil && random.oneIn(3)
          history.append(isHeld ? "hold" : "sync")
          try commit(table, isHeld: isHeld, step: step, inventory)
          model.sync(table, isHeld: isHeld)
        } else {
          let verb = random.pick(["approve", "reject", "revert", "void"])
          history.append("\(verb) \(number)")
          let isPossible =
            switch verb {
            case "approve": model.approve(number)
            case "reject": model.reject(number)
            case "revert": model.revert(number)
            default: model.void(number)
            }
          do {
            try inventory.write(act(step)) { writer in
              let settlement = Settlement(writer)
              switch verb {
              case "approve": _ = try settlement.approve(deployment, number: number)
              case "reject": _ = try settlement.reject(deployment, number: number)
              case "revert": _ = try settlement.revert(deployment, to: number)
              default: try void(number, told: writer)
              }
            }
            if !isPossible { return "\(history): was possible" }
            decided += 1
          } catch is SettlementError {
            if isPossible { return "\(history): was refused" }
          }
        }
        if let difference = try difference(inventory, model, pairs: step % 7 == 6) {
          return "\(history): \(difference) differs"
        }
      }
      try inventory.close()
      let queue = try DatabaseQueue(path: path)
      try queue.read { try $0.checkForeignKeys() }
      return nil
    }
    #expect(failure == nil)
    #expect(decided > 30)
  }

  /// A machine whose clock was an hour ahead held a table, and another one stored the next: the held
  /// one becomes a new revision, with its own table and a time that is not before the others.
  @Test func heldByAClockThatWasAhead() throws {
    var random = SeededGenerator(seed: 5)
    let tables = (0..<3).map { _ in table(&random) }
    let inventory = try Inventory.openForWriting(at: folder.file("clocks.sqlite"))
    try commit(tables[0], isHeld: false, step: 0, inventory)
    try commit(tables[1], isHeld: true, step: 60, inventory)
    try commit(tables[2], isHeld: false, step: 1, inventory)
    try inventory.write(act(2)) {
      _ = try Settlement($0).approve(deployment, number: 2)
    }
    try inventory.read { reader in
      let revisions = try reader.revisions(of: deployment).sorted { $0.number < $1.number }
      #expect(revisions.map(\.state) == [.accepted, .passed, .accepted, .accepted])
      #expect(revisions[3].copyOf == 2)
      #expect(try reader.snapshot(of: revisions[3]) == tables[1])
      #expect(try reader.latestRevision(of: deployment)?.number == 4)
      let times = revisions.filter(\.isAccepted).map(\.recordedAt)
      #expect(times == times.sorted())
    }
  }
}
