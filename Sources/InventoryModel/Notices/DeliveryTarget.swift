import EndpointModel

/// Where notices go: `mail:noc@example.com`, `webhook:https://…`, `slack:https://…`, or
/// `file:` and a folder.
public enum DeliveryTarget: Hashable, Sendable {
  case mail(MailAddress)
  case webhook(String)
  case slack(String)
  case folder(String)
}

extension DeliveryTarget: LosslessStringConvertible {
  /// - Throws: `ValueError` with the rule that the text breaks.
  public init(parsing text: some StringProtocol) throws(ValueError) {
    func failure(_ rule: String) -> ValueError {
      ValueError(expected: "target of notices", input: String(text), rule: rule)
    }
    guard let colon = text.firstIndex(of: ":") else {
      throw failure("it begins with none of mail:, webhook:, slack: and file:")
    }
    let rest = text[text.index(after: colon)...]
    guard !rest.isEmpty else { throw failure("nothing stands behind the colon") }
    guard !rest.unicodeScalars.contains(where: \.isUnsafeToShow) else {
      throw failure("it holds a control or invisible character")
    }
    switch text[..<colon] {
    case "mail": self = .mail(try MailAddress(parsing: rest))
    case "file": self = .folder(String(rest))
    case "webhook", "slack":
      let lower = rest.lowercased()
      guard lower.hasPrefix("http://") || lower.hasPrefix("https://"), !rest.contains(" ") else {
        throw failure("behind the colon stands no http or https address")
      }
      self = text[..<colon] == "slack" ? .slack(String(rest)) : .webhook(String(rest))
    default: throw failure("it begins with none of mail:, webhook:, slack: and file:")
    }
  }

  public init?(_ description: String) {
    guard let target = try? DeliveryTarget(parsing: description) else { return nil }
    self = target
  }

  public var description: String {
    switch self {
    case .mail(let address): "mail:\(address)"
    case .webhook(let url): "webhook:\(url)"
    case .slack(let url): "slack:\(url)"
    case .folder(let path): "file:\(path)"
    }
  }

  /// The target to show to people: whoever knows the whole address of a webhook can post to it, so
  /// only its host is shown.
  public var withoutSecret: String {
    switch self {
    case .mail, .folder: return description
    case .slack(let url): return "slack:" + Self.host(url)
    case .webhook(let url): return "webhook:" + Self.host(url)
    }
  }

  /// Which targets one machine has to answer for: those of one host and port, one folder, or all
  /// mail, which goes through one relay.
  public var receiver: String {
    switch self {
    case .mail: return "mail"
    case .folder: return description
    case .slack(let url), .webhook(let url): return Self.host(url).lowercased()
    }
  }

  /// Whether a person reads what arrives; programs follow each step.
  public var isForPeople: Bool {
    switch self {
    case .mail, .slack: true
    case .webhook, .folder: false
    }
  }

  private static func host(_ url: String) -> String {
    url.withoutSecrets.split(separator: "/", omittingEmptySubsequences: false).prefix(3)
      .joined(separator: "/") + "/…"
  }
}
