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

  /// - Parameters:
  ///   - socket: the path of Litestream's socket.
  ///   - seconds: how long confirming may take.
  public init(socket: String, seconds: Int = 10) {
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
    _ = try litestream.sync(Self.absolute(inventory.path))
    try ConfirmedMark(position, at: time).write(for: inventory.path)
  }

  /// How far an inventory is confirmed.
  public func state(of path: String, _ reader: InventoryReader) throws -> ReplicationState {
    try ReplicationState(ConfirmedMark(of: path), reader)
  }

  private static func absolute(_ path: String) -> String {
    URL(fileURLWithPath: path).standardizedFileURL.path
  }
}
