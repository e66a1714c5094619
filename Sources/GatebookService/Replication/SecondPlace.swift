import EndpointModel
import Foundation
import InventoryStorage

/// The place beside this machine in which everything that is stored has to stand before it is told
/// as done: where Litestream copies it to.
///
/// ```swift
/// let second = SecondPlace(socket: "/run/litestream.sock")
/// try second.confirm("/var/lib/gatebook/gatebook.sqlite", at: now)
/// // throws "Litestream at /run/litestream.sock has copied transaction 6 of 7"
/// ```
public struct SecondPlace: Sendable {
  private let litestream: Litestream
  private let store: GenerationStore?

  /// - Parameters:
  ///   - socket: the path of Litestream's socket.
  ///   - store: the folder of the generations, in which Litestream copies to that of this machine; nil
  ///     where machines do not take turns.
  ///   - seconds: how long confirming may take.
  public init(socket: String, store: String? = nil, seconds: Int = 10) {
    self.store = store.map { GenerationStore(folder: $0) }
    litestream = Litestream(socket: socket, seconds: seconds)
  }

  /// Notes that this machine is at work, waits until everything that is stored in an inventory stands
  /// in the second place, and notes beside the inventory how far that goes.
  ///
  /// - Parameter path: the inventory's file. Litestream is told its absolute path, in which links
  ///   are left as they are.
  /// - Throws: `ConfirmationError`, `InventoryError`
  public func confirm(_ path: String, at time: UTCTime) throws {
    let inventory = try Inventory.openForWriting(at: path)
    try confirm(inventory, at: time)
    try inventory.close()
  }

  /// The same for an inventory that is open.
  public func confirm(_ inventory: Inventory, at time: UTCTime) throws {
    try inventory.beat(at: time)
    let position = try inventory.read { try $0.auditPosition() }
    let last = try litestream.sync(Self.absolute(inventory.path))
    if let store { try checkStands(last, of: inventory.path, in: store) }
    try ConfirmedMark(position, at: time).write(for: inventory.path)
  }

  /// Whether this machine may write an inventory: as far as can be told, no other has taken over.
  /// Where the store cannot be read it may; what it stores is not confirmed then.
  ///
  /// - Throws: `GenerationError.none`, `.superseded`
  public func checkMayWrite(_ path: String) throws(GenerationError) {
    do throws(GenerationError) {
      try checkStanding(path)
    } catch {
      if case .unreadable = error { return }
      throw error
    }
  }

  /// Whether this machine is known to be the one that writes an inventory.
  ///
  /// - Throws: `GenerationError`
  public func checkStanding(_ path: String) throws(GenerationError) {
    guard let store else { return }
    guard let own = OwnGeneration(of: path), own.isComplete else {
      throw .none(path: path, store: store.folder)
    }
    guard let latest = try store.latest() else {
      throw .unreadable(store: store.folder, reason: "it has no generation any more")
    }
    if own.isOf(latest) { return }
    if own.number > latest.number {
      throw .unreadable(
        store: store.folder,
        reason: "it ends with generation \(latest.number), and this machine's is \(own.number)")
    }
    throw .superseded(path: path, own: own.number, by: latest)
  }

  /// Whether a transaction stands where it has to, and nobody had taken over by then: whoever takes
  /// over later finds it. So this comes after the copying, never before.
  private func checkStands(
    _ transaction: Int, of path: String, in store: GenerationStore
  ) throws(ConfirmationError) {
    let own: OwnGeneration
    let found: Int?
    do throws(GenerationError) {
      guard let known = OwnGeneration(of: path) else {
        throw GenerationError.none(path: path, store: store.folder)
      }
      own = known
      found = try store.limited { () throws(GenerationError) in try store.end(of: known.number) }
    } catch {
      throw .generation(error)
    }
    guard let found, found >= transaction else {
      throw .elsewhere(
        replica: store.replica(own.number), stored: transaction, found: found)
    }
    do throws(GenerationError) {
      try checkStanding(path)
    } catch {
      throw .generation(error)
    }
  }

  /// How far an inventory is confirmed.
  ///
  /// - Parameters:
  ///   - looksAtStore: whether to tell if this machine may write it, too; the store may take its time
  ///     to answer.
  ///   - refusal: why it may not, where that was looked at.
  public func state(
    of path: String, _ reader: InventoryReader, looksAtStore: Bool = false,
    refusal: GenerationError? = nil
  ) throws -> ReplicationState {
    var refusal = refusal
    if looksAtStore {
      do throws(GenerationError) { try checkMayWrite(path) } catch { refusal = error }
    }
    return try ReplicationState(ConfirmedMark(of: path), reader, refusal: refusal)
  }

  private static func absolute(_ path: String) -> String {
    URL(fileURLWithPath: path).standardizedFileURL.path
  }
}
