import EndpointModel
import WebTransfer

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// One transfer by libcurl, with what fetching, posting and mail have in common.
struct Transfer {
  let url: String
  /// What errors show instead of the address: whoever knows the whole address may
  /// read or write there.
  var shown: String
  var headers: [String] = []
  /// What is posted, or the mail; nil to fetch.
  var body: [UInt8]?
  var mail: Mail?
  /// Through which proxy; nil for none.
  var proxy: String?
  /// The path of a socket of this machine to speak over; nil for a connection.
  var socket: String?
  var redirectLimit = 0
  var byteLimit = 0

  struct Mail {
    let from: String
    let to: String
    let user: String?
    let password: String?
    let needsTLS: Bool
  }

  private static let userAgent = "gatebook (firewall inventory)"

  /// The response, which is released with the returned object.
  func run(_ options: TransferOptions) throws(FetchError) -> WebResponse {
    let response = WebResponse(perform(options), of: shown)
    try response.check()
    return response
  }

  private func perform(_ options: TransferOptions) -> web_transfer_response {
    // The texts that are passed to libcurl, which neither changes nor keeps them.
    var copies: [UnsafeMutablePointer<CChar>] = []
    func copy(_ text: String?) -> UnsafePointer<CChar>? {
      guard let text, let copy = strdup(text) else { return nil }
      copies.append(copy)
      return UnsafePointer(copy)
    }
    defer { for copy in copies { free(copy) } }
    let headers = headers.map { copy($0) } + [nil]
    return headers.withUnsafeBufferPointer { headers in
      // A proxy is the operator's own choice, and may be anywhere.
      withUnsafePointer(to: options.allowsPrivate || proxy != nil) { policy in
        func perform(_ body: UnsafeBufferPointer<UInt8>?) -> web_transfer_response {
          web_transfer_run(
            web_transfer_request(
              url: copy(url), user_agent: copy(Self.userAgent),
              headers: mail == nil ? headers.baseAddress : nil, body: body?.baseAddress,
              body_count: body?.count ?? 0, mail_from: copy(mail?.from), mail_to: copy(mail?.to),
              mail_user: copy(mail?.user), mail_password: copy(mail?.password),
              mail_needs_tls: mail?.needsTLS ?? false, proxy: copy(proxy), socket: copy(socket),
              certificates: copy(options.certificates),
              temporary_folder: copy(options.temporaryFolder),
              connect_timeout_ms: options.connectTimeout, total_timeout_ms: options.totalTimeout,
              redirect_limit: redirectLimit, byte_limit: byteLimit,
              allows: { address, context in
                context.map { $0.load(as: Bool.self) } ?? false
                  || address.flatMap { IPAddress($0) }.map { !SpecialSpace.contains($0) } ?? false
              },
              context: UnsafeMutableRawPointer(mutating: policy)))
        }
        return body.map { $0.withUnsafeBufferPointer(perform) } ?? perform(nil)
      }
    }
  }
}

/// How long transfers may take, and which addresses they may reach.
public struct TransferOptions: Sendable {
  /// In milliseconds, to connect.
  public var connectTimeout = 10_000
  /// In milliseconds, for the whole transfer.
  public var totalTimeout = 60_000
  /// Whether private, loopback and other special addresses may be connected to.
  public var allowsPrivate = false
  /// `http://proxy.example:3128`: the proxy that fetches; nil for none. It decides which addresses
  /// can be reached.
  public var proxy: String?
  /// A file of certificates to trust in place of the system's.
  public var certificates: String?
  /// The folder for what is fetched and too large to be kept in memory.
  public var temporaryFolder = "/tmp"

  public init(allowsPrivate: Bool = false) { self.allowsPrivate = allowsPrivate }
}

extension String {
  /// The text of a C array of characters.
  init<T>(cArray characters: T) {
    self = withUnsafeBytes(of: characters) { bytes in
      String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
    }
  }
}
