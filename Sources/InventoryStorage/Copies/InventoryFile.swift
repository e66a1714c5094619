import InventoryLog
import InventoryModel

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Files that are put where an inventory is or was.
enum InventoryFile {
  /// What SQLite writes beside a database.
  private static let companions = ["-wal", "-shm", "-journal"]

  /// Where a file is written before it has its name: always the same for one file, so that the next
  /// attempt overwrites what a killed one left. For an inventory in PostgreSQL it lies beside the site's
  /// copy.
  ///
  /// - Throws: `InventoryError.unavailable`
  static func part(of path: String) throws -> String {
    guard let address = LogAddress(path) else { return path + ".part" }
    return try CopyFolder(address).path + "/inventory.part"
  }

  /// - Parameter mayBeReplaced: whether an inventory may have the name already.
  /// - Throws: `InventoryError.fileExists`, or `.notAnInventory` for anything else of that name.
  static func check(_ path: String, mayBeReplaced: Bool) throws {
    // What a program left beside a file would be taken for a part of the new one.
    for ending in companions where FileStatus(path + ending).size > 0 {
      throw InventoryError.fileExists(
        path: path + ending, reason: "a program is using \(path), or ended before it was done")
    }
    guard FileStatus(path).exists else { return }
    guard mayBeReplaced else { throw InventoryError.fileExists(path: path, reason: nil) }
    try Inventory.openUnchanged(at: path).close()
  }

  /// Gives a file its name, durably.
  static func move(_ part: String, to path: String) throws {
    guard rename(part, path) == 0 else {
      let reason = String(cString: strerror(errno))
      remove(part)
      throw InventoryError.unavailable(path: path, reason: reason)
    }
    // Empty ones are left by programs that only read, and by SQLite where it could not remove them.
    for ending in companions {
      unlink(path + ending)
      unlink(part + ending)
    }
    let directory = open(path.folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    if directory < 0 { return }
    fsync(directory)
    close(directory)
  }

  /// Moves what has a name out of the way, with what SQLite wrote beside it.
  static func setAside(_ path: String, as name: String) throws {
    for ending in [""] + companions where FileStatus(path + ending).exists {
      guard rename(path + ending, name + ending) == 0 else {
        throw InventoryError.unavailable(
          path: path + ending, reason: String(cString: strerror(errno)))
      }
    }
  }

  /// Removes a file that only this program knows.
  static func remove(_ part: String) {
    for ending in [""] + companions { unlink(part + ending) }
  }
}
