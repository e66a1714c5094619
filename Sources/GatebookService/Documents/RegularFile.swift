import DocumentReading
import EndpointModel

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A file that is read whole. Pipes, devices and folders are refused: they may have no end, and
/// opening one may block forever.
struct RegularFile {
  private let path: String

  init(_ path: String) { self.path = path }

  /// The size and time of a file.
  struct Mark: Hashable, Sendable {
    let size: Int
    /// When it was last changed, in nanoseconds since 1970.
    let modifiedAt: Int

    fileprivate init(_ status: stat) {
      size = Int(status.st_size)
      modifiedAt = Int(status.st_mtim.tv_sec) * 1_000_000_000 + Int(status.st_mtim.tv_nsec)
    }
  }

  /// The size and time of the file now.
  ///
  /// - Throws: `SourceError`, `ReadingError.tooLarge`
  func mark() throws -> Mark {
    var status = stat()
    guard stat(path, &status) == 0 else { throw failure() }
    return try mark(status)
  }

  private func mark(_ status: stat) throws -> Mark {
    switch status.st_mode & S_IFMT {
    case S_IFREG: break
    case S_IFDIR: throw SourceError.isFolder(path: path)
    default: throw SourceError.notAFile(path: path)
    }
    let mark = Mark(status)
    if mark.size > Document.byteLimit {
      throw ReadingError.tooLarge(source: path, byteCount: mark.size)
    }
    return mark
  }

  /// All bytes, and the file's size and time when they were read.
  ///
  /// - Throws: `SourceError`, such as `.changing` if it is written meanwhile;
  ///   `ReadingError.tooLarge`
  func read() throws -> (bytes: [UInt8], mark: Mark) {
    // Does not wait for the other end of a pipe.
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw failure() }
    defer { close(descriptor) }
    let before = try mark(status(of: descriptor))
    let bytes = try FileBytes(descriptor, path: path).read(expecting: before.size)
    guard before == Mark(try status(of: descriptor)), bytes.count == before.size else {
      throw SourceError.changing(path: path)
    }
    return (bytes, before)
  }

  private func status(of descriptor: Int32) throws -> stat {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw failure() }
    return status
  }

  private func failure() -> SourceError {
    errno == ENOENT || errno == ENOTDIR
      ? .missing(path: path)
      : errno == ENXIO
        ? .notAFile(path: path)
        : .unreadable(path: path, reason: String(cString: strerror(errno)))
  }
}

/// The bytes of an open file, or of another program's output.
struct FileBytes {
  private let descriptor: Int32
  private let path: String

  init(_ descriptor: Int32, path: String) {
    self.descriptor = descriptor
    self.path = path
  }

  /// - Parameter size: about how many there are; 0 if unknown.
  /// - Throws: `SourceError.unreadable`, `ReadingError.tooLarge`
  func read(expecting size: Int = 0) throws -> [UInt8] {
    var bytes: [UInt8] = []
    let chunkSize = 1 << 20
    bytes.reserveCapacity(size + chunkSize)
    while true {
      // Read straight into the array's own storage; no chunk is copied.
      var count = 0
      bytes.append(addingCapacity: chunkSize) { span in
        span.withUnsafeMutableBufferPointer { room, filled in
          guard let start = room.baseAddress else { return }
          #if canImport(Glibc)
            count = Glibc.read(descriptor, start + filled, chunkSize)
          #else
            count = Darwin.read(descriptor, start + filled, chunkSize)
          #endif
          filled += max(count, 0)
        }
      }
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else {
        throw SourceError.unreadable(path: path, reason: String(cString: strerror(errno)))
      }
      if count == 0 { return bytes }
      guard bytes.count <= Document.byteLimit else {
        throw ReadingError.tooLarge(source: path, byteCount: bytes.count)
      }
    }
  }
}
