import EndpointModel
import WebAccess

/// Why a notice could not be delivered.
public enum DeliveryError: Error, Sendable, CustomStringConvertible {
  case web(FetchError)
  /// No relay is named that could take mail.
  case noRelay
  case folder(String, reason: String)
  /// The webhook's secret is missing.
  case noSecret
  /// It did not end in time.
  case overlong(seconds: Int)

  public var description: String {
    switch self {
    case .web(let error): "\(error)"
    case .noRelay:
      "no mail relay is named: neither the settings nor $GATEBOOK_MAIL_RELAY name one"
    case .folder(let path, let reason):
      "\(path.withVisibleControls) cannot be written: \(reason.withVisibleControls)"
    case .overlong(let seconds): "it did not end within \(seconds) seconds"
    case .noSecret: "the webhook has no secret to sign with"
    }
  }

  /// The wait that the other side asks for before the next attempt, in seconds.
  public var retryAfter: Int? {
    if case .web(.status(_, _, let seconds)) = self { seconds } else { nil }
  }

  /// Whether the other side asks for nothing to be sent there any more (410).
  public var isGone: Bool {
    if case .web(.status(_, 410, _)) = self { true } else { false }
  }
}
