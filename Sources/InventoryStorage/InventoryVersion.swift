import GRDB

/// Tells whether an inventory has changed since it was asked before, in a few microseconds and
/// without waiting for anybody: what was prepared from it is good for as long as it has not.
///
/// ```swift
/// let version = try InventoryVersion(of: inventory)
/// let before = try version.current()
/// try version.current() == before  // until any program stores something
/// ```
public final class InventoryVersion: Sendable {
  private let path: String
  private let connection: DatabaseQueue

  /// - Throws: `InventoryError`
  public init(of inventory: Inventory) throws {
    path = inventory.path
    let file = inventory.file
    connection = try Inventory.mappingErrors(path) {
      var configuration = Configuration()
      configuration.readonly = true
      configuration.busyMode = .immediateError
      configuration.label = "version"
      return try DatabaseQueue(
        path: Inventory.location(of: file), configuration: configuration)
    }
  }

  /// A number that is another one after every change. Only numbers of the same object compare.
  ///
  /// - Throws: `InventoryError`, also where it cannot be told at once.
  public func current() throws -> Int {
    try Inventory.mappingErrors(path) {
      // "If the integer values returned by two invocations from the same connection are
      // different, then changes were committed by any other connection" (sqlite.org/pragma.html).
      try connection.unsafeRead { db in
        try Int.fetchOne(db.cachedStatement(sql: "PRAGMA data_version")) ?? 0
      }
    }
  }
}
