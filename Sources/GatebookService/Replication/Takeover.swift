import Digests
import EndpointModel
import Foundation
import InventoryModel
import InventoryStorage

/// Makes the inventory of this machine the one that is written, with a new generation. From the
/// moment in which that is claimed, nothing that another machine stores is confirmed any more; and
/// what was confirmed before is waited for, so that none of it is lost.
///
/// ```swift
/// let takeover = Takeover(of: "gatebook.sqlite", from: "followed.sqlite", store: "/mnt/store", act)
/// try takeover.run(using: &generator).generation  // 2
/// ```
public struct Takeover {
  private let path: String
  private let copy: String?
  private let store: GenerationStore
  private let act: Act
  private let group: String?
  private let seconds: Double

  /// - Parameters:
  ///   - path: the inventory's file on this machine.
  ///   - copy: the file that Litestream keeps like the inventory that was written; nil to go on with
  ///     the inventory as it is.
  ///   - store: the folder of the generations.
  ///   - group: the group whose members may read the inventory, if there was none.
  ///   - seconds: how long to wait for a copy that lacks something.
  public init(
    of path: String, from copy: String?, store: String, _ act: Act, group: String? = nil,
    seconds: Double = 30
  ) {
    self.path = path
    self.copy = copy
    self.store = GenerationStore(folder: store)
    self.act = act
    self.group = group
    self.seconds = seconds
  }

  public struct Outcome: Sendable {
    /// The number of the generation.
    public let generation: Int
    /// Whether this machine had begun it before, and was done.
    public let wasDone: Bool
    /// Where Litestream has to copy to.
    public let replica: String
    /// Where the inventory is that was there before; nil if there was none, or it goes on.
    public fileprivate(set) var kept: String?
    /// What that had stored and was never confirmed.
    public fileprivate(set) var unconfirmed: [AuditEntry]
  }

  /// Takes over. If it fails once the generation is claimed, nobody's changes are confirmed until it
  /// is run again, and goes on.
  ///
  /// - Throws: `GenerationError`, `InventoryError`
  public func run(using generator: inout some RandomNumberGenerator) throws -> Outcome {
    try Inventory.checkIsFile(path, for: "taking turns by Litestream's store")
    let own = OwnGeneration(of: path)
    let last =
      try store.limited { [store] () throws(GenerationError) in try store.lastNumber() } ?? 0
    if let own, own.number == last, let latest = try? store.latest(), own.isOf(latest) {
      if own.isComplete { return outcome(last, wasDone: true) }
      if own.needsCopy, copy == nil {
        throw GenerationError.needsCopy(
          generation: try lastWritten(before: last) ?? last - 1, store: store.folder)
      }
      return try finish(own)
    }
    let folders = try store.limited { [store] () throws(GenerationError) in try store.lastFolder() }
    let number = max(last, folders ?? 0) + 1
    // Refused before it is claimed, where that can be told: then the other machine goes on.
    let base = try lastWritten(before: number)
    try waitForSource(of: base, own)
    let key = (0..<16).map { _ in UInt8.random(in: 0...255, using: &generator) }.hexadecimal
    let next = OwnGeneration(
      number: number, key: key, isComplete: false, needsCopy: copy != nil)
    let generation = Generation(
      number: next.number, key: key, by: act.author.shown.text, at: act.time.description)
    try store.limited { [store] () throws(GenerationError) in try store.claim(generation) }
    try next.write(for: path)
    // What is confirmed stands in the store by now, and nothing more will be.
    try waitForSource(of: base, own)
    return try finish(next)
  }

  private func lastWritten(before number: Int) throws -> Int? {
    try store.limited { [store] () throws(GenerationError) in
      try store.lastWritten(before: number)
    }
  }

  /// Waits until what this machine goes on with has everything that stands in the store.
  ///
  /// - Parameter base: the last generation in which something was copied; nil if nothing ever was.
  private func waitForSource(of base: Int?, _ own: OwnGeneration?) throws {
    guard let base else { return }
    guard let copy else {
      // Whoever stored it has it.
      let claim = try store.limited { [store] () throws(GenerationError) in
        try store.generation(base)
      }
      guard let own, own.isComplete, let claim, own.isOf(claim) else {
        throw GenerationError.needsCopy(generation: base, store: store.folder)
      }
      return
    }
    let needed =
      try store.limited { [store] () throws(GenerationError) in
        try store.end(of: base)
      } ?? 0
    // What was copied before machines took turns has no number in it.
    let expected = try store.limited { [store] () throws(GenerationError) in
      try store.isClaimed(base) ? base : nil
    }
    let file = FollowedFile(at: copy)
    let deadline = Date(timeIntervalSinceNow: seconds)
    while true {
      // Told before it is read: what is read has that and more.
      let has = file.transaction
      let generation = try generation(of: copy)
      if let has, has >= needed, generation == expected { return }
      if Date() >= deadline {
        if let has, has >= needed {
          throw GenerationError.otherGeneration(copy: copy, has: generation, needed: base)
        }
        throw GenerationError.incomplete(copy: copy, has: has, needed: needed)
      }
      usleep(100_000)
    }
  }

  private func generation(of copy: String) throws -> Int? {
    let opened = try Inventory.openForReading(at: copy)
    defer { try? opened.close() }
    return try opened.read { try $0.generation() }
  }

  /// Makes the inventory what the copy is, and the one that is written.
  private func finish(_ own: OwnGeneration) throws -> Outcome {
    var outcome = outcome(own.number, wasDone: false)
    if let copy {
      // Also where an earlier run has waited: the copy may be another one by now.
      try waitForSource(of: lastWritten(before: own.number), nil)
      let before = try left()
      let kept = try Inventory.freeName(beside: path, at: act.time)
      let restored = try Inventory.restore(path, from: copy, keeping: kept, group: group, act)
      if let kept = restored.kept {
        ConfirmedMark.move(from: path, to: kept)
        outcome.kept = kept
        outcome.unconfirmed = before
      }
    }
    try setLitestreamAside()
    let inventory = try Inventory.openForWriting(at: path, group: group)
    try inventory.write(act) { try $0.begin(generation: own.number) }
    try inventory.beat(at: act.time)
    try inventory.close()
    try OwnGeneration(number: own.number, key: own.key, isComplete: true).write(for: path)
    return outcome
  }

  /// Moves away what Litestream noted beside the inventory in an older generation: it would go on with
  /// those numbers, and look for files that it has removed since.
  private func setLitestreamAside() throws {
    let file = URL(fileURLWithPath: path)
    let notes = file.deletingLastPathComponent().path + "/.\(file.lastPathComponent)-litestream"
    guard FileManager.default.fileExists(atPath: notes) else { return }
    do {
      try FileManager.default.moveItem(
        atPath: notes, toPath: try Inventory.freeName(beside: notes, at: act.time))
    } catch {
      throw InventoryError.unavailable(path: notes, reason: error.localizedDescription)
    }
  }

  /// What the inventory that is there has and is not known to be confirmed.
  private func left() throws -> [AuditEntry] {
    guard FileManager.default.fileExists(atPath: path) else { return [] }
    let present = try Inventory.openForReading(at: path)
    defer { try? present.close() }
    return try present.read { reader in
      let state = try ReplicationState(ConfirmedMark(of: path), reader)
      return try reader.auditEntries(after: state.last)
    }
  }

  private func outcome(_ number: Int, wasDone: Bool) -> Outcome {
    Outcome(
      generation: number, wasDone: wasDone, replica: store.replica(number), kept: nil,
      unconfirmed: [])
  }
}
