/// A request as the routes take it: no sockets, nothing of a framework.
///
/// ```swift
/// var request = WebRequest("GET", "/lists/aws/all.txt?family=4")
/// request.headers.ifNoneMatch = "\"4f2a\""
/// ```
public struct WebRequest: Sendable {
  public let method: String
  /// Path and query as they came, percent-encoded.
  public let target: String
  public var headers = Headers()
  /// The address that it came from.
  public var client = ""
  /// Of a form; empty for what only asks.
  public var body: [UInt8] = []

  /// The headers that routes look at.
  public struct Headers: Sendable {
    public var authorization: String?
    public var accept: String?
    public var contentType: String?
    public var cookie: String?
    /// What a browser says of where a request comes from: `same-origin`, `cross-site`.
    public var secFetchSite: String?
    public var acceptEncoding: String?
    public var ifNoneMatch: String?
    public var ifModifiedSince: String?
    public var range: String?
    public var ifRange: String?

    public init() {}
  }

  public init(_ method: String, _ target: String) {
    self.method = method
    self.target = target
  }

  /// Whether the answer has to come without its body.
  var isHead: Bool { method == "HEAD" }

  var path: Substring { target.prefix { $0 != "?" } }

  /// The names and values of the query, decoded; nil if they are no UTF-8 or wrongly encoded.
  var query: [(name: String, value: String)]? { Self.items(target.dropFirst(path.count + 1)) }

  /// The names and values of a text, decoded; nil as for the query.
  ///
  /// - Parameter allowsLines: whether ends of lines and tabs may be in them.
  static func items(
    _ text: Substring, allowsLines: Bool = false
  ) -> [(name: String, value: String)]? {
    var items: [(String, String)] = []
    for item in text.split(separator: "&") {
      let name = item.prefix { $0 != "=" }
      guard let first = name.percentDecoded(plusIsBlank: true),
        let second = item.dropFirst(name.count + 1).percentDecoded(
          plusIsBlank: true, allowsLines: allowsLines)
      else { return nil }
      items.append((first, second))
    }
    return items
  }

  /// The parts of the path, decoded; nil as for the query.
  var segments: [String]? {
    guard path.first == "/" else { return nil }
    var all: [String] = []
    for part in path.dropFirst().split(separator: "/", omittingEmptySubsequences: false) {
      guard let text = part.percentDecoded(plusIsBlank: false) else { return nil }
      all.append(text)
    }
    return all
  }
}

extension StringProtocol {
  /// The text that percent-encoding stands for (RFC 3986 section 2.1); nil where it is broken or
  /// gives no UTF-8, or control characters.
  ///
  /// - Parameter allowsLines: whether ends of lines and tabs are none of these.
  func percentDecoded(plusIsBlank: Bool, allowsLines: Bool = false) -> String? {
    var bytes: [UInt8] = []
    var rest = utf8.makeIterator()
    while let byte = rest.next() {
      switch byte {
      case UInt8(ascii: "%"):
        guard let high = rest.next().flatMap(hexadecimalDigit),
          let low = rest.next().flatMap(hexadecimalDigit)
        else { return nil }
        bytes.append(high << 4 | low)
      case UInt8(ascii: "+") where plusIsBlank: bytes.append(UInt8(ascii: " "))
      default: bytes.append(byte)
      }
    }
    if bytes.holdControls(allowsLines: allowsLines) { return nil }
    return String(validating: bytes, as: UTF8.self)
  }
}

extension Sequence<UInt8> {
  /// Whether a control character of ASCII is among them.
  ///
  /// - Parameter allowsLines: whether ends of lines and tabs are none of these.
  func holdControls(allowsLines: Bool) -> Bool {
    contains { $0 < 0x20 && !(allowsLines && [0x09, 0x0A, 0x0D].contains($0)) || $0 == 0x7F }
  }
}

private func hexadecimalDigit(_ byte: UInt8) -> UInt8? {
  switch byte {
  case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
  case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
  case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
  default: nil
  }
}
