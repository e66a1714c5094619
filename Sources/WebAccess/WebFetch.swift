import DocumentReading
import EndpointModel
import WebTransfer

/// Fetches documents from the web: TLS verified, redirects counted and to http and
/// https only, size and time bounded, private addresses refused.
public struct WebFetch: Sendable {
  public var options: TransferOptions

  private static let redirectLimit = 5

  public init(_ options: TransferOptions = TransferOptions()) { self.options = options }

  /// What a server last said of a document, for asking whether it has changed
  /// (RFC 9110 section 13.1).
  public struct Validators: Hashable, Sendable {
    public var etag: String?
    public var lastModified: String?

    public init(etag: String? = nil, lastModified: String? = nil) {
      self.etag = etag
      self.lastModified = lastModified
    }

    fileprivate var headers: [String] {
      [("If-None-Match", etag), ("If-Modified-Since", lastModified)]
        .compactMap { name, value in value.map { "\(name): \($0)" } }
    }
  }

  public enum Result: Sendable {
    case document(Document, Validators)
    /// It is what it was (304).
    case notModified
  }

  /// - Throws: `FetchError`
  public func get(_ url: String, _ validators: Validators = Validators()) throws(FetchError)
    -> Result
  {
    let shown = url.withoutSecrets
    let transfer = Transfer(
      url: url, shown: shown, headers: validators.headers, redirectLimit: Self.redirectLimit,
      byteLimit: Document.byteLimit)
    return try transfer.run(options) { response throws(FetchError) in
      switch response.status {
      case 200:
        let bytes = Array(UnsafeBufferPointer(start: response.bytes, count: response.count))
        let etag = String(cArray: response.etag)
        let lastModified = String(cArray: response.last_modified)
        return .document(
          Document(bytes: bytes, source: shown),
          Validators(
            etag: etag.isEmpty ? nil : etag,
            lastModified: lastModified.isEmpty ? nil : lastModified))
      case 304: return .notModified
      default: throw FetchError(shown, response)
      }
    }
  }
}

extension FetchError {
  /// A status that is none of success.
  init(_ url: String, _ response: web_transfer_response) {
    self = .status(
      url: url, status: Int(response.status),
      retryAfter: response.retry_after < 0 ? nil : response.retry_after)
  }
}
