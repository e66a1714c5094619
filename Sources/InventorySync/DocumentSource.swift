import DocumentReading
import EndpointModel
import WebAccess

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Where a document is: a file, standard input (`-`), or an http or https address.
public struct DocumentSource: Sendable {
  private let path: String
  private let allowsPrivate: Bool

  /// - Parameter allowsPrivate: whether private addresses may be fetched from.
  public init(_ path: String, allowsPrivate: Bool = false) {
    self.path = path
    self.allowsPrivate = allowsPrivate
  }

  /// Reads the whole document.
  ///
  /// - Throws: `SourceError`, `FetchError`, or `ReadingError.tooLarge` for more than a document
  ///   may have, without reading all of it.
  public func document() throws -> Document {
    if case .web(let address) = SourceLocation(path) {
      guard
        case .document(let document, _) = try WebFetch(
          TransferOptions(allowsPrivate: allowsPrivate)
        ).get(address)
      else { throw FetchError.unreachable(url: address.withoutSecrets, reason: "it says that nothing changed") }
      return document
    }
    if path == "-" { return Document(bytes: try bytes(from: STDIN_FILENO), source: path) }

    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw errno == ENOENT || errno == ENOTDIR
        ? SourceError.missing(path: path) : SourceError.unreadable(path: path, reason: lastReason)
    }
    defer { close(descriptor) }
    var status = stat()
    var size = 0
    if fstat(descriptor, &status) == 0 {
      if status.st_mode & S_IFMT == S_IFDIR { throw SourceError.isFolder(path: path) }
      if status.st_size > Document.byteLimit {
        throw ReadingError.tooLarge(source: path, byteCount: Int(status.st_size))
      }
      size = Int(status.st_size)
    }
    return Document(bytes: try bytes(from: descriptor, expecting: size), source: path)
  }

  /// - Parameter size: about how many bytes there are; 0 where that is not known.
  private func bytes(from descriptor: Int32, expecting size: Int = 0) throws -> [UInt8] {
    var bytes: [UInt8] = []
    let chunkSize = 1 << 20
    bytes.reserveCapacity(size + chunkSize)
    while true {
      // Read straight into the array's own storage; no chunk is copied.
      var count = 0
      bytes.append(addingCapacity: chunkSize) { span in
        span.withUnsafeMutableBufferPointer { room, filled in
          count = read(descriptor, room.baseAddress! + filled, chunkSize)
          filled += max(count, 0)
        }
      }
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw SourceError.unreadable(path: path, reason: lastReason) }
      if count == 0 { return bytes }
      guard bytes.count <= Document.byteLimit else {
        throw ReadingError.tooLarge(source: path, byteCount: bytes.count)
      }
    }
  }

  private var lastReason: String { String(cString: strerror(errno)) }
}
