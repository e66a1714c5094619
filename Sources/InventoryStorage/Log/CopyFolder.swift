import Foundation
import InventoryLog
import InventoryModel

/// The folder of a site's copy. The copy is the file with the highest number: one that is made anew gets
/// a name that no program has open.
struct CopyFolder {
  let path: String

  /// - Throws: `InventoryError.unavailable` if it cannot be created.
  init(_ address: LogAddress) throws {
    guard let copies = address.copies else {
      throw InventoryError.unavailable(
        path: address.shown, reason: "it is not told where this site keeps its copy")
    }
    path = copies + "/" + address.digest
    do {
      try FileManager.default.createDirectory(
        atPath: path, withIntermediateDirectories: true,
        attributes: [.posixPermissions: 0o700])
    } catch {
      throw InventoryError.unavailable(path: path, reason: error.localizedDescription)
    }
  }

  func file(_ number: Int) -> String { "\(path)/\(number).sqlite" }

  /// The number of the copy; nil if there is none.
  var current: Int? {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
    return names.compactMap { name in
      name.hasSuffix(".sqlite") ? Int(name.dropLast(7)) : nil
    }.max()
  }

  /// Removes a copy that is not what the log says. Programs that have it open go on with it.
  func discard(_ number: Int) { InventoryFile.remove(file(number)) }

  /// Makes the copy from the last base copy of the log, unless another program has done so meanwhile.
  ///
  /// - Returns: its number.
  /// - Throws: `InventoryError`, `LogError`
  func make(from session: LogSession, group: String?) throws -> Int {
    let lock = try Lock(path + "/lock")
    if let current { return current }
    let part = path + "/copy.part"
    try fetchBase(session, to: part, group: group)
    let number = try lock.next()
    try InventoryFile.move(part, to: self.file(number))
    return number
  }

  /// Makes a file the last base copy of the log.
  func fetchBase(_ session: LogSession, to part: String, group: String? = nil) throws {
    InventoryFile.remove(part)
    try FileAccess.create(part, group: group)
    guard let file = fopen(part, "w") else {
      throw InventoryError.unavailable(path: part, reason: String(cString: strerror(errno)))
    }
    let base: LogBase
    do {
      defer { fclose(file) }
      base = try session.lastBase { bytes in
        guard fwrite(bytes, 1, bytes.count, file) == bytes.count, fflush(file) == 0 else {
          throw InventoryError.unavailable(path: part, reason: String(cString: strerror(errno)))
        }
      }
    } catch {
      InventoryFile.remove(part)
      throw error
    }
    try Inventory.mark(part, as: CopyPosition(base))
  }

  /// Held by who makes a copy, also against other programs. Its file has the number of the last copy.
  private final class Lock {
    private let descriptor: Int32
    private let path: String

    init(_ path: String) throws {
      self.path = path
      descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
      guard descriptor >= 0, flock(descriptor, LOCK_EX) == 0 else {
        throw InventoryError.unavailable(path: path, reason: String(cString: strerror(errno)))
      }
    }

    deinit { close(descriptor) }

    /// The number after the last one.
    func next() throws -> Int {
      var room = [UInt8](repeating: 0, count: 20)
      let count = pread(descriptor, &room, room.count, 0)
      let last = Int(String(decoding: room.prefix(max(0, count)), as: UTF8.self)) ?? 0
      let text = Array("\(last + 1)".utf8)
      guard pwrite(descriptor, text, text.count, 0) == text.count, fsync(descriptor) == 0 else {
        throw InventoryError.unavailable(path: path, reason: String(cString: strerror(errno)))
      }
      return last + 1
    }
  }
}
