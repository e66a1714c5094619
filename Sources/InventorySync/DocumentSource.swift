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
        case .document(let fetched, _) = try WebFetch(
          TransferOptions(allowsPrivate: allowsPrivate)
        ).get(address)
      else {
        throw FetchError.unreachable(
          url: address.withoutSecrets, reason: "it says that nothing changed")
      }
      return try fetched.document()
    }
    if path == "-" {
      return Document(bytes: try FileBytes(STDIN_FILENO, path: path).read(), source: path)
    }
    return Document(bytes: try RegularFile(path).read().bytes, source: path)
  }
}
