#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Who may read the inventory's file. SQLite gives its log and index files the same
/// permissions.
enum FileAccess {
  /// Creates an empty file if there is none: mode 0600, or 0640 with a group.
  ///
  /// - Throws: `InventoryError.unknownGroup`, or `.unavailable` if the file cannot be given to the
  ///   group. Any other failure is reported when the file is opened.
  static func create(_ path: String, group: String?) throws {
    guard !FileStatus(path).exists else { return }
    let groupID = try group.map { try id(of: $0) }
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { return }
    defer { close(descriptor) }
    guard let groupID, let group else { return }
    guard fchown(descriptor, uid_t.max, groupID) == 0, fchmod(descriptor, 0o640) == 0 else {
      let reason = String(cString: strerror(errno))
      unlink(path)
      throw InventoryError.unavailable(
        path: path, reason: "it cannot be given to the group \(group): \(reason)")
    }
  }

  private static func id(of group: String) throws -> gid_t {
    guard let entry = getgrnam(group) else { throw InventoryError.unknownGroup(group) }
    return entry.pointee.gr_gid
  }
}
