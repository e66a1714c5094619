import EndpointModel

/// Why a document could not be fetched from the web, or a message could not be sent.
public enum FetchError: Error, Hashable, Sendable {
  case unreachable(url: String, reason: String)
  case timedOut(url: String)
  /// The body ended early, or its encoding is broken.
  case cutShort(url: String, reason: String)
  case tooLarge(url: String)
  case notTrusted(url: String, reason: String)
  case redirectRefused(url: String, reason: String)
  /// The name resolves to an address that is not public.
  case privateAddress(url: String)
  /// The mail relay answered, and does not take the mail.
  ///
  /// - Parameter reason: the step with the reply's code, such as `RCPT failed: 550`.
  case mailRefused(url: String, recipient: String, reason: String)
  /// - Parameter retryAfter: the wait that the server asks for, in seconds.
  case status(url: String, status: Int, retryAfter: Int?)
}

extension FetchError: CustomStringConvertible {
  /// What is wrong and where, in one line.
  public var description: String {
    switch self {
    case .unreachable(let url, let reason):
      "\(url.withVisibleControls) cannot be reached: \(reason.withVisibleControls)"
    case .timedOut(let url): "\(url.withVisibleControls) did not answer in time"
    case .cutShort(let url, let reason):
      "\(url.withVisibleControls) was cut short: \(reason.withVisibleControls)"
    case .tooLarge(let url):
      "\(url.withVisibleControls) is larger than \(Document.byteLimit) bytes"
    case .notTrusted(let url, let reason):
      "\(url.withVisibleControls) is not trusted: \(reason.withVisibleControls)"
    case .redirectRefused(let url, let reason):
      "a redirect of \(url.withVisibleControls) was not followed: \(reason.withVisibleControls)"
    case .privateAddress(let url):
      "\(url.withVisibleControls) leads to an address that is not public"
    case .mailRefused(let url, let recipient, let reason):
      "\(url.withVisibleControls) does not take mail to \(recipient): "
        + reason.withVisibleControls
    case .status(let url, let status, _):
      "\(url.withVisibleControls) answered with status \(status)"
    }
  }
}
