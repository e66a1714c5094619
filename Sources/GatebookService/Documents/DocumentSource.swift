import DocumentReading
import EndpointModel
import InventoryModel
import WebAccess

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Where a document is.
///
/// ```swift
/// DocumentSource("vendor-page.html")  // .file(path: "vendor-page.html")
/// DocumentSource("https://ip-ranges.amazonaws.com/ip-ranges.json")  // .web(…)
/// ```
public enum DocumentSource: Sendable {
  case file(path: String)
  case standardInput
  /// What the program was started with, such as the end of a pipe.
  case open(descriptor: Int32, path: String)
  case web(String, allowsPrivate: Bool, proxy: String?)
  /// A document that is already loaded.
  case document(Document)

  /// Takes what a person writes: an http or https address, `-`, or the path of a file. Never use it
  /// for text from a network, which could name files of this machine.
  ///
  /// - Parameters:
  ///   - allowsPrivate: whether private addresses may be fetched from.
  ///   - proxy: through which an address is fetched; nil for none.
  public init(_ text: String, allowsPrivate: Bool = false, proxy: String? = nil) {
    if case .web(let address) = SourceLocation(text) {
      self = .web(address, allowsPrivate: allowsPrivate, proxy: proxy)
    } else {
      self = text == "-" ? .standardInput : .file(path: text)
    }
  }

  /// As `init`, and takes what another program writes: `/dev/stdin`, or `/dev/fd/63`, which a shell
  /// makes of `<(…)`. It is for what is read once: there is nothing to come back to.
  public init(readOnce text: String) {
    let names = ["/dev/fd/", "/proc/self/fd/"]
    if text == "/dev/stdin" {
      self = .standardInput
    } else if let name = names.first(where: text.hasPrefix),
      let descriptor = Int32(text.dropFirst(name.count)), descriptor >= 0
    {
      self = .open(descriptor: descriptor, path: text)
    } else {
      self.init(text)
    }
  }

  /// For display: without secrets.
  public var name: String {
    switch self {
    case .file(let path): path.withoutSecrets.withVisibleControls
    case .standardInput: "-"
    case .open(_, let path): path.withVisibleControls
    case .web(let address, _, _): address.withoutSecrets.withVisibleControls
    case .document(let document): document.source.withVisibleControls
    }
  }

  /// Reads the whole document.
  ///
  /// - Throws: `SourceError`, `FetchError`, or `ReadingError.tooLarge` if it exceeds
  ///   `Document.byteLimit`, without reading all of it.
  public func document() throws -> Document {
    switch self {
    case .document(let document): return document
    case .file(let path): return Document(bytes: try RegularFile(path).read().bytes, source: path)
    case .standardInput:
      return Document(bytes: try FileBytes(STDIN_FILENO, path: "-").read(), source: "-")
    case .open(let descriptor, let path):
      return Document(bytes: try FileBytes(descriptor, path: path).read(), source: path)
    case .web(let address, let allowsPrivate, let proxy):
      var options = TransferOptions(allowsPrivate: allowsPrivate)
      options.proxy = proxy
      guard case .document(let fetched, _) = try WebFetch(options).document(at: address) else {
        throw FetchError.unreachable(
          url: address.withoutSecrets, reason: "it says that nothing changed")
      }
      return try fetched.document()
    }
  }
}
