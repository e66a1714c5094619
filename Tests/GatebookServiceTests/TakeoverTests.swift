import EndpointModel
import Foundation
import GatebookService
import InventoryModel
import InventoryStorage
import Synchronization
import TestSupport
import Testing

/// Machines that take turns, with a store in a folder and a Litestream that says what a test wants.
@Suite struct TakeoverTests {
  private let folder: TemporaryFolder
  private let store: String

  init() throws {
    folder = try TemporaryFolder()
    store = folder.file("store")
    try FileManager.default.createDirectory(atPath: store, withIntermediateDirectories: false)
  }

  static let act = Act(
    by: Author(user: GivenText("anna")!), at: UTCTime("2026-01-01T00:00:00Z")!)

  /// A machine: its inventory, its copy of another's, its Litestream.
  private final class Machine {
    let path: String
    let copy: String
    let litestream: LoopbackServer
    let second: SecondPlace
    private let store: String

    init(_ name: String, in folder: TemporaryFolder, store: String) throws {
      path = folder.file("\(name).sqlite")
      copy = folder.file("\(name)-copy.sqlite")
      self.store = store
      litestream = try LoopbackServer(at: folder.file("\(name)-socket"))
      litestream.answer { LitestreamWords.answer(to: $0, stored: 7, copied: 7) }
      second = SecondPlace(socket: folder.file("\(name)-socket"), store: store, seconds: 1)
    }

    @discardableResult
    func takeOver(from copy: String? = nil) throws -> Takeover.Outcome {
      var generator = SystemRandomNumberGenerator()
      return try Takeover(of: path, from: copy, store: store, TakeoverTests.act, seconds: 0)
        .run(using: &generator)
    }

    func add(_ name: String) throws {
      let inventory = try Inventory.openForWriting(at: path)
      try inventory.write(TakeoverTests.act) {
        try $0.add(
          Customer(name: CustomerName(name)!, displayName: GivenText(name)!), using: [],
          from: TakeoverTests.act.time)
      }
      try inventory.close()
    }

    func customers() throws -> [String] {
      let inventory = try Inventory.openForReading(at: path)
      defer { try? inventory.close() }
      return try inventory.read { try $0.customers().map(\.name.text) }
    }

    func confirm() throws { try second.confirm(path, at: TakeoverTests.act.time) }

    /// Makes the copy what another machine's inventory is, as of a transaction.
    func follow(_ other: Machine, at transaction: Int) throws {
      let inventory = try Inventory.openForReading(at: other.path)
      for ending in ["", "-txid"] { try? FileManager.default.removeItem(atPath: copy + ending) }
      try inventory.backUp(to: copy)
      try inventory.close()
      try Data((TakeoverTests.number(transaction) + "\n").utf8)
        .write(to: URL(fileURLWithPath: copy + "-txid"))
    }
  }

  private func machine(_ name: String) throws -> Machine {
    try Machine(name, in: folder, store: store)
  }

  static func number(_ transaction: Int) -> String {
    let digits = String(transaction, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }

  /// Puts a file of Litestream's into the store.
  private func copied(_ transactions: ClosedRange<Int>, in generation: Int, level: Int = 0) throws {
    let place = "\(store)/generation-\(generation)/ltx/\(level)"
    try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: true)
    let name =
      Self.number(transactions.lowerBound) + "-" + Self.number(transactions.upperBound) + ".ltx"
    try Data().write(to: URL(fileURLWithPath: "\(place)/\(name)"))
  }

  private func claims() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: store).filter { $0.hasSuffix(".json") }
      .sorted()
  }

  @Test func theFirstMachineBeginsGeneration1() throws {
    let first = try machine("first")
    #expect(throws: GenerationError.none(path: first.path, store: store)) {
      try first.second.checkMayWrite(first.path)
    }
    let outcome = try first.takeOver()
    #expect(outcome.generation == 1)
    #expect(!outcome.wasDone)
    #expect(outcome.replica == store + "/generation-1")
    try first.second.checkStanding(first.path)
    // Root may take over for the user that the units run as.
    let own = try FileManager.default.attributesOfItem(atPath: first.path + ".generation")
    #expect(own[.posixPermissions] as? Int == 0o644)
    #expect(try first.takeOver().wasDone)
    #expect(try claims() == ["generation-1.json"])
  }

  /// Litestream's word, and the files themselves: both have to say that it stands in the store.
  @Test func whatStandsElsewhereIsNotConfirmed() throws {
    let first = try machine("first")
    try first.takeOver()
    try first.add("north")
    let replica = store + "/generation-1"
    #expect(throws: ConfirmationError.elsewhere(replica: replica, stored: 7, found: nil)) {
      try first.confirm()
    }
    try copied(1...6, in: 1)
    try copied(1...9, in: 2)
    #expect(throws: ConfirmationError.elsewhere(replica: replica, stored: 7, found: 6)) {
      try first.confirm()
    }
    // Litestream puts several together, and removes them.
    try copied(1...7, in: 1, level: 2)
    try first.confirm()
  }

  @Test func whatCannotBeReadIsStoredAndNotConfirmed() throws {
    let first = try machine("first")
    try first.takeOver()
    try copied(1...7, in: 1)
    try first.confirm()
    try FileManager.default.moveItem(atPath: store, toPath: folder.file("away"))
    try first.second.checkMayWrite(first.path)
    #expect(throws: ConfirmationError.self) { try first.confirm() }
    // Another, empty store is none either: somebody may have begun the next generation in the true one.
    try FileManager.default.createDirectory(atPath: store, withIntermediateDirectories: false)
    try copied(1...7, in: 1)
    #expect(
      throws: ConfirmationError.generation(
        .unreadable(store: store, reason: "it has no generation any more"))
    ) { try first.confirm() }
    try FileManager.default.removeItem(atPath: store)
    try FileManager.default.moveItem(atPath: folder.file("away"), toPath: store)
    try first.confirm()
    // A claim that tells nothing, as one that is being written.
    try Data().write(to: URL(fileURLWithPath: store + "/generation-2.json"))
    #expect(
      throws: ConfirmationError.generation(
        .unreadable(store: store, reason: "generation-2.json tells nothing"))
    ) { try first.confirm() }
  }

  /// The other machine takes over while Litestream copies: it may have looked before the copy came.
  @Test func aClaimDuringTheCopyingIsSeen() throws {
    let (first, other) = (try machine("first"), try machine("other"))
    try first.takeOver()
    try first.add("north")
    try copied(1...6, in: 1)
    try other.follow(first, at: 6)
    try first.add("late")
    let outcome = Mutex<Result<Takeover.Outcome, any Error>?>(nil)
    let store = store
    first.litestream.answer { [path = other.path, copy = other.copy] request in
      var generator = SystemRandomNumberGenerator()
      let result = Result {
        try Takeover(of: path, from: copy, store: store, Self.act, seconds: 0)
          .run(using: &generator)
      }
      outcome.withLock { $0 = result }
      let place = "\(store)/generation-1/ltx/0/\(Self.number(7))-\(Self.number(7)).ltx"
      try? Data().write(to: URL(fileURLWithPath: place))
      return LitestreamWords.answer(to: request)
    }
    let error = #expect(throws: ConfirmationError.self) { try first.confirm() }
    guard case .generation(.superseded(_, own: 1, by: let by)) = error else {
      Issue.record("\(error!)")
      return
    }
    #expect(by.number == 2)
    #expect(try outcome.withLock { try $0?.get() }?.generation == 2)
    #expect(try other.customers() == ["north"])
    #expect(try first.customers() == ["late", "north"])
    #expect(throws: GenerationError.superseded(path: first.path, own: 1, by: by)) {
      try first.second.checkMayWrite(first.path)
    }
  }

  @Test func aCopyThatLacksSomethingIsRefused() throws {
    let (first, other) = (try machine("first"), try machine("other"))
    try first.takeOver()
    try first.add("north")
    try copied(1...7, in: 1)
    try first.confirm()
    // Nothing to go on with; a transaction short; nothing that tells how far it is.
    #expect(throws: GenerationError.needsCopy(generation: 1, store: store)) { try other.takeOver() }
    try other.follow(first, at: 6)
    #expect(throws: GenerationError.incomplete(copy: other.copy, has: 6, needed: 7)) {
      try other.takeOver(from: other.copy)
    }
    try FileManager.default.removeItem(atPath: other.copy + "-txid")
    #expect(throws: GenerationError.incomplete(copy: other.copy, has: nil, needed: 7)) {
      try other.takeOver(from: other.copy)
    }
    // Nothing is claimed by any of it: the first machine goes on.
    #expect(try claims() == ["generation-1.json"])
    try first.confirm()
    try other.follow(first, at: 7)
    #expect(try other.takeOver(from: other.copy).generation == 2)
    #expect(try other.customers() == ["north"])
    try other.second.checkStanding(other.path)
  }

  /// Somebody copied into the store without taking turns: that is gone on with, and never mixed with.
  @Test func whatStandsThereUnclaimedIsGoneOnWith() throws {
    let (first, other) = (try machine("first"), try machine("other"))
    try first.add("north")
    try copied(1...7, in: 1)
    #expect(throws: GenerationError.needsCopy(generation: 1, store: store)) { try other.takeOver() }
    try other.follow(first, at: 7)
    let outcome = try other.takeOver(from: other.copy)
    #expect(outcome.generation == 2)
    #expect(try other.customers() == ["north"])
    // Nor is a folder used that somebody has Litestream copy to before it is claimed.
    try copied(1...7, in: 2)
    try copied(1...3, in: 3)
    let third = try machine("third")
    try third.follow(other, at: 7)
    #expect(try third.takeOver(from: third.copy).generation == 4)
  }

  /// The numbers of transactions begin anew: those of an older generation tell nothing.
  @Test func aCopyOfAnOlderGenerationIsRefused() throws {
    let (first, other) = (try machine("first"), try machine("other"))
    try first.takeOver()
    try copied(1...9, in: 1)
    try other.follow(first, at: 9)
    try other.takeOver(from: other.copy)
    try other.add("south")
    try copied(1...7, in: 2)
    try other.confirm()
    let third = try machine("third")
    try third.follow(first, at: 9)
    #expect(
      throws: GenerationError.otherGeneration(copy: third.copy, has: 1, needed: 2)
    ) { try third.takeOver(from: third.copy) }
    // The old machine itself is no better.
    #expect(throws: GenerationError.needsCopy(generation: 2, store: store)) {
      try first.takeOver()
    }
    try third.follow(other, at: 7)
    #expect(try third.takeOver(from: third.copy).generation == 3)
    #expect(try third.customers() == ["south"])
  }

  /// What the machine had is kept, and what nobody was ever told to be confirmed is told.
  @Test func whatWasNeverConfirmedIsTold() throws {
    let (first, other) = (try machine("first"), try machine("other"))
    try first.takeOver()
    try first.add("north")
    try copied(1...7, in: 1)
    try first.confirm()
    try other.follow(first, at: 7)
    try first.add("lonely")
    try other.takeOver(from: other.copy)
    try copied(1...7, in: 2)
    try other.confirm()

    // Litestream's notes of the old generation, with which it would copy nothing into the new one.
    let notes = folder.file(".first.sqlite-litestream")
    try FileManager.default.createDirectory(atPath: notes, withIntermediateDirectories: false)
    try first.follow(other, at: 7)
    let outcome = try first.takeOver(from: first.copy)
    #expect(!FileManager.default.fileExists(atPath: notes))
    #expect(FileManager.default.fileExists(atPath: notes + ".before-20260101T000000Z"))
    #expect(outcome.generation == 3)
    #expect(outcome.unconfirmed.map(\.subject) == ["lonely"])
    #expect(try first.customers() == ["north"])
    let kept = try Inventory.openForReading(at: try #require(outcome.kept))
    #expect(try kept.read { try $0.customers().map(\.name.text) } == ["lonely", "north"])
    try kept.close()
  }

  /// A generation without anything in it: the one before is what has to be gone on with.
  @Test func aTakeoverThatWasBrokenOffIsGoneOnWith() throws {
    let (first, other) = (try machine("first"), try machine("other"))
    try first.takeOver()
    try first.add("north")
    try copied(1...7, in: 1)
    try first.confirm()
    // Somebody claimed, and was never seen again.
    try Data("{".utf8).write(to: URL(fileURLWithPath: store + "/generation-2.json"))
    try other.follow(first, at: 7)
    #expect(try other.takeOver(from: other.copy).generation == 3)
    // As if it had been killed before it was done: it may not write, and goes on by itself.
    let own = other.path + ".generation"
    let text = try String(contentsOfFile: own, encoding: .utf8)
    let broken = text.replacing("true", with: "false")
      .replacing(#""needsCopy":false"#, with: #""needsCopy":true"#)
    try Data(broken.utf8).write(to: URL(fileURLWithPath: own))
    #expect(throws: GenerationError.none(path: other.path, store: store)) {
      try other.second.checkMayWrite(other.path)
    }
    // Not with what it happens to have.
    #expect(throws: GenerationError.needsCopy(generation: 1, store: store)) {
      try other.takeOver()
    }
    let again = try other.takeOver(from: other.copy)
    #expect(again.generation == 3)
    #expect(!again.wasDone)
    #expect(try other.customers() == ["north"])
    try other.second.checkStanding(other.path)
  }

  /// Whoever tries at the same moment, each generation is one machine's.
  @Test func eachGenerationIsOneMachines() async throws {
    let (folder, store) = (folder, store)
    let taken = await withTaskGroup(of: Int?.self) { group in
      for number in 0..<8 {
        group.addTask {
          var generator = SystemRandomNumberGenerator()
          let takeover = Takeover(
            of: folder.file("machine-\(number).sqlite"), from: nil, store: store, Self.act,
            seconds: 0)
          return try? takeover.run(using: &generator).generation
        }
      }
      return await group.reduce(into: [Int]()) { if let number = $1 { $0.append(number) } }
    }
    #expect(!taken.isEmpty)
    #expect(Set(taken).count == taken.count)
    let last = try #require(taken.max())
    let standing = (0..<8).filter { number in
      let second = SecondPlace(socket: folder.file("none"), store: store)
      return (try? second.checkStanding(folder.file("machine-\(number).sqlite"))) != nil
    }
    #expect(standing.count == 1, "\(taken), \(last)")
  }
}
