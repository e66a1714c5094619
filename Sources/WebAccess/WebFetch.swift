import EndpointModel

/// Fetches documents from the web: TLS is verified, redirects are limited in number and to http and
/// https, size and time are bounded, and private addresses are refused unless `options` allow them.
///
/// ```swift
/// switch try WebFetch().get("https://example.com/list.csv", validators) {
/// case .document(let fetched, _): print(try fetched.document().bytes.count)  // 1256
/// case .notModified: print("unchanged")  // since the server gave the validators
/// }
/// ```
public struct WebFetch: Sendable {
  public var options: TransferOptions

  private static let redirectLimit = 5

  public init(_ options: TransferOptions = TransferOptions()) { self.options = options }

  /// What a server last said about a document, sent to ask whether it has changed
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
    case document(FetchedDocument, Validators)
    /// The document has not changed (304).
    case notModified
  }

  /// Fetches a document.
  ///
  /// - Parameters:
  ///   - url: an http or https address.
  ///   - validators: those of an earlier answer; without any the document is fetched in any case.
  /// - Throws: `FetchError`; `.status` for any status but 200 and 304.
  public func get(_ url: String, _ validators: Validators = Validators()) throws(FetchError)
    -> Result
  {
    let shown = url.withoutSecrets
    let transfer = Transfer(
      url: url, shown: shown, headers: validators.headers + ["Accept-Encoding: gzip, deflate"],
      proxy: options.proxy,
      redirectLimit: Self.redirectLimit, byteLimit: Document.byteLimit)
    let response = try transfer.run(options)
    switch response.status {
    case 200: return .document(FetchedDocument(response, source: shown), Self.validators(response))
    case 304: return .notModified
    default: throw FetchError(shown, response)
    }
  }

  /// No validators if the document was changed in the minute before it was sent, as it may change
  /// again unnoticed: a date has whole seconds, and many servers derive their tags from it (RFC
  /// 9110 section 8.8.2.2).
  private static func validators(_ response: WebResponse) -> Validators {
    if let modified = response.lastModified.flatMap({ HTTPDate.seconds($0) }) {
      guard let sent = response.date.flatMap({ HTTPDate.seconds($0) }), sent - modified >= 60
      else { return Validators() }
    } else if response.lastModified != nil {
      return Validators()
    }
    return Validators(etag: response.etag, lastModified: response.lastModified)
  }
}

/// A fetched document, still encoded as it came over the network: large ones are kept in a file, so
/// that many can be held.
public struct FetchedDocument: Sendable {
  private let response: WebResponse
  private let source: String

  init(_ response: WebResponse, source: String) {
    self.response = response
    self.source = source
  }

  /// Decodes it.
  ///
  /// - Throws: `FetchError.cutShort` if its compressed stream is broken or has no end, `.tooLarge`
  ///   above `Document.byteLimit`.
  public func document() throws(FetchError) -> Document {
    Document(
      bytes: try response.body(limit: Document.byteLimit), source: source,
      isDelimited: response.isDelimited)
  }
}

extension FetchError {
  /// A status that is not a success.
  init(_ url: String, _ response: WebResponse) {
    self = .status(url: url, status: response.status, retryAfter: response.retryAfter)
  }
}
