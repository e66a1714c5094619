import WebTransfer

/// An answer from the web, its body as it came.
final class WebResponse: @unchecked Sendable {
  // Touched by one thread at a time: it is handed over whole.
  private var response: web_transfer_response
  private let shown: String

  /// - Parameter shown: what errors show of the address.
  init(_ response: web_transfer_response, of shown: String) {
    self.response = response
    self.shown = shown
  }

  deinit { web_transfer_release(&response) }

  var status: Int { Int(response.status) }
  var etag: String? { Self.value(response.etag) }
  var lastModified: String? { Self.value(response.last_modified) }
  var date: String? { Self.value(response.date) }
  var retryAfter: Int? { response.retry_after < 0 ? nil : response.retry_after }
  /// Whether it told where its body ends; else only the closed connection did.
  var isDelimited: Bool { response.is_delimited }

  private static func value<T>(_ characters: T) -> String? {
    let text = String(cArray: characters)
    return text.isEmpty ? nil : text
  }

  /// The body, decoded: whole, or an error.
  func body(limit: Int) throws(FetchError) -> [UInt8] {
    web_transfer_decode(&response, limit)
    try check()
    let bytes = Array(UnsafeBufferPointer(start: response.bytes, count: response.count))
    web_transfer_release(&response)
    return bytes
  }

  /// - Throws: `FetchError` for what went wrong.
  func check() throws(FetchError) {
    switch response.outcome {
    case WEB_TRANSFER_DONE: return
    case WEB_TRANSFER_ADDRESS_REFUSED: throw .privateAddress(url: shown)
    case WEB_TRANSFER_TOO_LARGE: throw .tooLarge(url: shown)
    case WEB_TRANSFER_TIMED_OUT: throw .timedOut(url: shown)
    case WEB_TRANSFER_CUT_SHORT: throw .cutShort(url: shown, reason: message)
    case WEB_TRANSFER_TLS_FAILED: throw .notTrusted(url: shown, reason: message)
    case WEB_TRANSFER_REDIRECT_REFUSED: throw .redirectRefused(url: shown, reason: message)
    default: throw .unreachable(url: shown, reason: message)
    }
  }

  private var message: String { String(cArray: response.message) }
}
