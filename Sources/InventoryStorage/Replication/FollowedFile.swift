import GRDB
import InventoryModel

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A file that Litestream keeps like an inventory on another machine (`litestream restore -f`).
///
/// Litestream writes its pages in place, past SQLite, while nobody has the file open, and waits for
/// whoever has. So it is never written to and never kept open: one state of it is copied, and the
/// copy is read.
///
/// ```swift
/// let file = FollowedFile(at: "followed.sqlite")
/// try file.copy(to: "copy.sqlite")
/// ```
public struct FollowedFile: Sendable {
  public let path: String

  public init(at path: String) { self.path = path }

  /// The file beside it in which Litestream notes how far it has come.
  private static func companion(of path: String) -> String { path + "-txid" }

  /// Whether Litestream keeps the file at a path.
  static func isOne(_ path: String) -> Bool { FileStatus(companion(of: path)).exists }

  /// What is another one whenever Litestream has written.
  public struct Stamp: Hashable, Sendable {
    fileprivate let file: FileStatus.Version?
    fileprivate let companion: FileStatus.Version?
  }

  public var stamp: Stamp {
    Stamp(
      file: FileStatus(path).version, companion: FileStatus(Self.companion(of: path)).version)
  }

  /// Litestream's number of the last transaction in the file; nil if that cannot be told.
  public var transaction: Int? {
    guard let file = fopen(Self.companion(of: path), "r") else { return nil }
    defer { fclose(file) }
    var room = [CChar](repeating: 0, count: 32)
    guard fgets(&room, Int32(room.count), file) != nil else { return nil }
    let digits = room.prefix { $0 > 32 }.map { UInt8(bitPattern: $0) }
    let text = String(decoding: digits, as: UTF8.self)
    return text.utf8.count == 16 ? Int(text, radix: 16) : nil
  }

  /// Copies the present state into a file of its own, which appears whole or not at all. The copy
  /// can be opened as any inventory.
  ///
  /// - Parameter target: an earlier copy there is replaced; nothing else may have the name.
  /// - Throws: `InventoryError`; `.busy` while Litestream writes, `.damaged` if SQLite cannot read
  ///   all of it. Then an earlier copy stays.
  public func copy(to target: String) throws {
    let original = try Inventory.openFollowed(at: path)
    let part = try InventoryFile.part(of: target)
    try original.writeCopy(to: part, group: nil, isChecked: true)
    try original.close()
    try InventoryFile.move(part, to: target)
  }
}
