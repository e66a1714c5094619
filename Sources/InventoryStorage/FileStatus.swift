#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What the file system says about a path.
struct FileStatus {
  private let path: String
  private let status: stat?
  /// Whether it cannot be told what is there, since a folder on the way may not be entered.
  let isHidden: Bool

  init(_ path: String) {
    var status = stat()
    self.path = path
    self.status = stat(path, &status) == 0 ? status : nil
    isHidden = self.status == nil && errno == EACCES
  }

  /// - Throws: `InventoryError.missing`, or `.unavailable` if a folder or nothing to be told of is
  ///   there.
  func checkIsFile() throws {
    if isHidden { throw InventoryError.unavailable(path: path, reason: "permission denied") }
    guard exists else { throw InventoryError.missing(path: path) }
    if isFolder { throw InventoryError.unavailable(path: path, reason: "it is a folder") }
  }

  var exists: Bool { status != nil }

  /// In bytes; 0 if there is no file.
  var size: Int { status.map { Int($0.st_size) } ?? 0 }

  var isFolder: Bool { status.map { $0.st_mode & S_IFMT == S_IFDIR } ?? false }

  var owner: uid_t? { status?.st_uid }

  /// What tells the file from any other that has the path at another time; nil if there is none.
  var identity: Identity? { status.map { Identity(device: $0.st_dev, number: $0.st_ino) } }

  struct Identity: Hashable, Sendable {
    let device: dev_t
    let number: ino_t
  }

  /// What is another one after each time the file was written; nil if there is none.
  var version: Version? {
    guard let status, let identity else { return nil }
    #if canImport(Glibc)
      let time = status.st_mtim
    #else
      let time = status.st_mtimespec
    #endif
    return Version(
      identity: identity, size: size, seconds: Int(time.tv_sec), nanoseconds: Int(time.tv_nsec))
  }

  struct Version: Hashable, Sendable {
    let identity: Identity
    let size: Int
    let seconds: Int
    let nanoseconds: Int
  }

  /// Why a database at this path cannot be opened, as far as the path shows.
  var whyUnavailable: String? {
    if isFolder { return "it is a folder" }
    let parent = FileStatus(path.folder)
    if !parent.exists { return "its folder does not exist" }
    if !parent.isFolder { return "its folder is a file" }
    if exists, access(path, R_OK) != 0 { return "permission denied" }
    if access(parent.path, W_OK) != 0 { return "its folder is not writable" }
    return nil
  }
}

extension String {
  /// The folder of a path.
  var folder: String {
    guard let slash = lastIndex(of: "/") else { return "." }
    return slash == startIndex ? "/" : String(self[..<slash])
  }

  /// The path for a `file:` URI, with everything but letters, digits and `/._-` escaped.
  var percentEncoded: String {
    utf8.map { byte in
      let character = Character(Unicode.Scalar(byte))
      if byte < 0x80, character.isLetter || character.isNumber || "/._-".contains(character) {
        return String(character)
      }
      return "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
    }.joined()
  }
}
