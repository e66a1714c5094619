import DocumentReading
import EndpointModel
import WebTransfer

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Fetches documents from the web: TLS verified, redirects counted and to http and
/// https only, size and time bounded, private addresses refused.
public struct WebFetch: Sendable {
  /// In milliseconds, for the connection and for all.
  public var connectTimeout = 10_000
  public var totalTimeout = 60_000
  /// Whether private, loopback and other special addresses may be connected to.
  public var allowsPrivate = false
  /// A file of certificates to trust in place of the system's.
  public var certificates: String?

  private static let redirectLimit = 5
  private static let userAgent = "gatebook (firewall inventory)"

  public init(allowsPrivate: Bool = false) { self.allowsPrivate = allowsPrivate }

  /// What a server last said of a document, for asking whether it has changed
  /// (RFC 9110 section 13.1).
  public struct Validators: Hashable, Sendable {
    public var etag: String?
    public var lastModified: String?

    public init(etag: String? = nil, lastModified: String? = nil) {
      self.etag = etag
      self.lastModified = lastModified
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
    var response = transfer(url, validators)
    defer { web_transfer_release(&response) }
    switch response.outcome {
    case WEB_TRANSFER_DONE: break
    case WEB_TRANSFER_ADDRESS_REFUSED: throw .privateAddress(url: url)
    case WEB_TRANSFER_TOO_LARGE: throw .tooLarge(url: url)
    case WEB_TRANSFER_TIMED_OUT: throw .timedOut(url: url)
    case WEB_TRANSFER_CUT_SHORT: throw .cutShort(url: url, reason: text(response.message))
    case WEB_TRANSFER_TLS_FAILED: throw .notTrusted(url: url, reason: text(response.message))
    case WEB_TRANSFER_REDIRECT_REFUSED:
      throw .redirectRefused(url: url, reason: text(response.message))
    default: throw .unreachable(url: url, reason: text(response.message))
    }
    switch response.status {
    case 200:
      let bytes = Array(UnsafeBufferPointer(start: response.bytes, count: response.count))
      let etag = text(response.etag)
      let lastModified = text(response.last_modified)
      return .document(
        Document(bytes: bytes, source: url),
        Validators(
          etag: etag.isEmpty ? nil : etag, lastModified: lastModified.isEmpty ? nil : lastModified))
    case 304: return .notModified
    default:
      throw .status(
        url: url, status: Int(response.status),
        retryAfter: response.retry_after < 0 ? nil : response.retry_after)
    }
  }

  private func transfer(_ url: String, _ validators: Validators) -> web_transfer_response {
    let policy = allowsPrivate
    return url.withCString { url in
      Self.userAgent.withCString { agent in
        Self.withOptional(validators.etag) { etag in
          Self.withOptional(validators.lastModified) { lastModified in
            Self.withOptional(certificates) { certificates in
              withUnsafePointer(to: policy) { policy in
                web_transfer_get(
                  web_transfer_request(
                    url: url, user_agent: agent, if_none_match: etag,
                    if_modified_since: lastModified, certificates: certificates,
                    connect_timeout_ms: connectTimeout, total_timeout_ms: totalTimeout,
                    redirect_limit: Self.redirectLimit, byte_limit: Document.byteLimit,
                    allows: { address, context in
                      context!.load(as: Bool.self)
                        || IPAddress(address!).map { !SpecialSpace.contains($0) } ?? false
                    },
                    context: UnsafeMutableRawPointer(mutating: policy)))
              }
            }
          }
        }
      }
    }
  }

  private static func withOptional<R>(
    _ text: String?, _ body: (UnsafePointer<CChar>?) -> R
  ) -> R {
    guard let text else { return body(nil) }
    return text.withCString { body($0) }
  }

  /// The text of a C array of characters.
  private func text<T>(_ characters: T) -> String {
    withUnsafeBytes(of: characters) { bytes in
      String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
    }
  }
}

extension IPAddress {
  /// The address of a socket; nil for sockets of other families. An IPv4 address inside
  /// an IPv6 one is the IPv4 address: that is where the connection goes.
  fileprivate init?(_ address: UnsafePointer<sockaddr>) {
    switch Int32(address.pointee.sa_family) {
    case AF_INET:
      let bits = address.withMemoryRebound(to: sockaddr_in.self, capacity: 1) {
        UInt32(bigEndian: $0.pointee.sin_addr.s_addr)
      }
      self.init(family: .v4, number: UInt128(bits))
    case AF_INET6:
      let number = address.withMemoryRebound(to: sockaddr_in6.self, capacity: 1) { address in
        withUnsafeBytes(of: address.pointee.sin6_addr) {
          $0.reduce(UInt128(0)) { $0 << 8 | UInt128($1) }
        }
      }
      if number >> 32 == 0xFFFF {
        self.init(family: .v4, number: number & 0xFFFF_FFFF)
      } else {
        self.init(family: .v6, number: number)
      }
    default: return nil
    }
  }
}
