import WebTransfer

/// A response from the web, with its body as it was received.
final class WebResponse: @unchecked Sendable {
  // Used by one thread at a time: the whole object is handed over.
  private var response: web_transfer_response
  private let shown: String

  /// - Parameter shown: what errors show instead of the address.
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
  /// Whether it stated where its body ends; if not, only the closed connection ended it.
  var isDelimited: Bool { response.is_delimited }

  private static func value<T>(_ characters: T) -> String? {
    let text = String(cArray: characters)
    return text.isEmpty ? nil : text
  }

  /// The whole body, decoded.
  ///
  /// - Parameter limit: in bytes.
  /// - Throws: `FetchError` if it is broken, incomplete or too large.
  func body(limit: Int) throws(FetchError) -> [UInt8] {
    web_transfer_decode(&response, limit)
    try check()
    let bytes = Array(UnsafeBufferPointer(start: response.bytes, count: response.count))
    web_transfer_release(&response)
    return bytes
  }

  /// - Throws: `FetchError` if the transfer failed.
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
