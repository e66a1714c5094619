import GRDB
import InventoryLog
import InventoryModel

extension Inventory {
  /// Writes one state of the inventory into a file of its own, while others go on reading and
  /// writing. The file appears whole or not at all, and needs no other beside it.
  ///
  /// ```swift
  /// let inventory = try Inventory.openForReading(at: "gatebook.sqlite")
  /// try inventory.backUp(to: "2026-01-31.sqlite")
  /// ```
  ///
  /// - Parameters:
  ///   - target: where to; its folder has to exist.
  ///   - group: the group whose members may read it; nil for none.
  ///   - replaces: whether it takes the place of an earlier backup. What is no inventory is never
  ///     replaced.
  /// - Throws: `InventoryError`; `.damaged` if the copy is not whole, which then replaces nothing.
  public func backUp(to target: String, group: String? = nil, replaces: Bool = false) throws {
    guard FileStatus(target).identity.map({ $0 != FileStatus(file).identity }) ?? true else {
      throw InventoryError.fileExists(path: target, reason: "it is the inventory itself")
    }
    try InventoryFile.check(target, mayBeReplaced: replaces)
    let part = try InventoryFile.part(of: target)
    try writeCopy(to: part, group: group, isChecked: true)
    try InventoryFile.move(part, to: target)
  }

  /// - Throws: `InventoryError.fileExists` if two places are the same file, or the same address.
  public static func checkIsAnother(_ path: String, than inventory: String) throws {
    let isItself =
      LogAddress(path).map { $0.identity == LogAddress(inventory)?.identity }
      ?? FileStatus(path).identity.map { $0 == FileStatus(inventory).identity } ?? false
    if !isItself { return }
    throw InventoryError.fileExists(path: shown(path), reason: "it is the inventory itself")
  }

  /// Writes one state into a file that only this program knows.
  ///
  /// - Parameters:
  ///   - isChecked: whether a copy is refused that SQLite cannot read.
  ///   - isFolders: whether what root writes belongs to the folder's owner.
  func writeCopy(
    to part: String, group: String?, isChecked: Bool, isFolders: Bool = false
  ) throws {
    try Self.mappingErrors(path) {
      try connections.read { db in
        try Self.writeCopy(of: db, to: part, group: group, isFolders: isFolders)
        guard isChecked else { return }
        do {
          try Self.check(part)
        } catch {
          InventoryFile.remove(part)
          throw error
        }
      }
    }
  }

  static func writeCopy(
    of source: Database, to part: String, group: String?, isFolders: Bool = false
  ) throws {
    InventoryFile.remove(part)
    do {
      try FileAccess.create(part, group: group, isFolders: isFolders)
      try mappingErrors(part) {
        let copy = try DatabaseQueue(path: location(of: part))
        try copy.writeWithoutTransaction { db in
          try source.backup(to: db)
          try CopyPosition.end(db)
          // A file in write-ahead mode cannot be read from where nothing may be written.
          try db.execute(sql: "PRAGMA journal_mode = DELETE")
        }
        try copy.close()
      }
    } catch {
      InventoryFile.remove(part)
      throw error
    }
  }

  /// - Throws: `DatabaseError` (`SQLITE_CORRUPT`) if SQLite cannot read all of a file.
  private static func check(_ part: String) throws {
    let copy = try DatabaseQueue(path: location(of: part))
    let found = try copy.read { try String.fetchOne($0, sql: "PRAGMA quick_check(1)") }
    try copy.close()
    if let found, found != "ok" { throw Row.corrupt(found) }
  }
}
