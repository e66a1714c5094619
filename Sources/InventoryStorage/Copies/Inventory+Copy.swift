import InventoryLog
import InventoryModel

extension Inventory {
  /// Makes one place hold what another has: a file, or a database of PostgreSQL. Every question has the
  /// same answer there.
  ///
  /// ```swift
  /// try Inventory.copy("gatebook.sqlite", to: "postgresql:///gatebook", keeping: nil)
  /// ```
  ///
  /// - Parameters:
  ///   - source: stays as it is.
  ///   - kept: the file in which an inventory that is there already is kept; nil if there may be none.
  ///   - group: the group whose members may read a new file.
  /// - Returns: whether an inventory was there.
  /// - Throws: `InventoryError`
  public static func copy(
    _ source: String, to target: String, keeping kept: String?, group: String? = nil
  ) throws -> Bool {
    try checkIsAnother(target, than: source)
    let isThere = try isThere(target)
    if isThere, kept == nil {
      throw LogAddress(target).map { InventoryError.holdsInventory(path: $0.shown) }
        ?? InventoryError.fileExists(path: target, reason: nil)
    }
    if let kept { try InventoryFile.check(kept, mayBeReplaced: false) }
    let part = try InventoryFile.part(of: target)
    let original = try openUnchanged(at: source)
    try original.writeCopy(to: part, group: group, isChecked: true, isFolders: true)
    try original.close()
    do {
      if isThere, let kept {
        let present = try openForWriting(at: target)
        try present.replaceAll(by: part, keeping: kept)
        try present.close()
        InventoryFile.remove(part)
      } else {
        try begin(target, with: part)
      }
    } catch {
      InventoryFile.remove(part)
      throw error
    }
    return isThere
  }

  /// - Parameter what: what is for files only: "taking turns".
  /// - Throws: `InventoryError.needsFile` for an inventory in PostgreSQL.
  public static func checkIsFile(_ path: String, for what: String) throws {
    if let address = LogAddress(path) {
      throw InventoryError.needsFile(path: address.shown, what: what)
    }
  }
}
