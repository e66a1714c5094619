import EndpointModel

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A file that nobody sees half-written and that survives a power cut: it is written next to its
/// place, synced and renamed, and the folder is synced. Its group may read it.
public struct WholeFile {
  let folder: String
  let name: String

  public init(folder: String, name: String) {
    self.folder = folder
    self.name = name
  }

  /// - Throws: what the system says is wrong.
  public func write(_ bytes: [UInt8]) throws(SystemReason) {
    let directory = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    if directory < 0 { throw SystemReason() }
    defer { close(directory) }
    // Always the same name for one file: the next attempt overwrites what a killed one left.
    let part = ".\(name).part"
    let file = openat(directory, part, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0o640)
    if file < 0 { throw SystemReason() }
    var isClosed = false
    defer { if !isClosed { close(file) } }
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Self.write(file, $0) }
      if count < 0 {
        if errno == EINTR { continue }
        throw failure(directory, part)
      }
      rest = rest.dropFirst(count)
    }
    if fsync(file) != 0 { throw failure(directory, part) }
    isClosed = true
    if close(file) != 0 { throw failure(directory, part) }
    if renameat(directory, part, directory, name) != 0 { throw failure(directory, part) }
    if fsync(directory) != 0, errno != EINVAL { throw SystemReason() }
  }

  private static func write(_ file: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
    #if canImport(Glibc)
      Glibc.write(file, bytes.baseAddress, bytes.count)
    #else
      Darwin.write(file, bytes.baseAddress, bytes.count)
    #endif
  }

  private func failure(_ directory: Int32, _ part: String) -> SystemReason {
    let reason = SystemReason()
    unlinkat(directory, part, 0)
    return reason
  }
}

/// What the system says about the call that failed last.
public struct SystemReason: Error, CustomStringConvertible {
  public let description: String

  init() { description = String(cString: strerror(errno)) }
}
