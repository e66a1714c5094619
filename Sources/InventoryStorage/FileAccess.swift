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
  /// - Parameter isFolders: whether what root creates belongs to the folder's owner: the service that
  ///   has the folder has to write an inventory that an administrator began.
  /// - Throws: `InventoryError.unknownGroup`, or `.unavailable` if the file cannot be given to the
  ///   group. Any other failure is reported when the file is opened.
  static func create(_ path: String, group: String?, isFolders: Bool = false) throws {
    guard !FileStatus(path).exists else { return }
    let groupID = try group.map { try id(of: $0) }
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { return }
    defer { close(descriptor) }
    if isFolders, geteuid() == 0, let owner = FileStatus(path.folder).owner, owner != 0 {
      // One that cannot be given away is root's, as it was before.
      _ = fchown(descriptor, owner, gid_t.max)
    }
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
