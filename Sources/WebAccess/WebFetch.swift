import EndpointModel

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
    case document(FetchedDocument, Validators)
    /// It is what it was (304).
    case notModified
  }

  /// - Throws: `FetchError`
  public func get(_ url: String, _ validators: Validators = Validators()) throws(FetchError)
    -> Result
  {
    let shown = url.withoutSecrets
    let transfer = Transfer(
      url: url, shown: shown, headers: validators.headers + ["Accept-Encoding: gzip, deflate"],
      redirectLimit: Self.redirectLimit, byteLimit: Document.byteLimit)
    let response = try transfer.run(options)
    switch response.status {
    case 200: return .document(FetchedDocument(response, source: shown), Self.validators(response))
    case 304: return .notModified
    default: throw FetchError(shown, response)
    }
  }

  /// What was changed in the minute before it was sent may change again without a sign: a
  /// date has whole seconds, and many servers make their tags of it (RFC 9110 section
  /// 8.8.2.2).
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

/// A document that was fetched, and is still as it came over the net: what is large waits in
/// a file, so that many can wait.
public struct FetchedDocument: Sendable {
  private let response: WebResponse
  private let source: String

  init(_ response: WebResponse, source: String) {
    self.response = response
    self.source = source
  }

  /// Decodes it.
  ///
  /// - Throws: `FetchError.cutShort` where its compressed stream is broken or has no end.
  public func document() throws(FetchError) -> Document {
    Document(
      bytes: try response.body(limit: Document.byteLimit), source: source,
      isDelimited: response.isDelimited)
  }
}

extension FetchError {
  /// A status that is none of success.
  init(_ url: String, _ response: WebResponse) {
    self = .status(url: url, status: response.status, retryAfter: response.retryAfter)
  }
}
