import EndpointModel

/// A file for an ACL of HAProxy (configuration manual, section 7.1, "flag -f"), as one of
///
///     acl gatebook dst -n -f /etc/haproxy/gatebook.acl                        kind addresses
///     acl gatebook req.ssl_sni -i -m str -f /etc/haproxy/gatebook.acl         kind names
///     acl gatebook req.ssl_sni -i -m reg -f /etc/haproxy/gatebook.acl         kind expressions
///
/// It takes the place of the file as a whole; a reload reads it. Never use it with `-m dom`, which
/// matches `example.com` in `example.com.example.net`, too.
///
/// HAProxy's files hold no ranges: they are written as blocks. It compares addresses of both
/// families: an entry of IPv4 matches that address written as IPv6, too (HAProxy 2.6 also matches
/// `::1` with `0.0.0.0/1`).
public struct HAProxy: FirewallTarget {
  public static let name = "haproxy"
  public static let title = "HAProxy (file of an ACL)"
  public static let statesTraffic = false
  public static let commentMark: String? = "#"
  public static let settings = ProxyList.settings(
    "addresses, names for -m str, or expressions for -m reg")

  private let kind: ProxyList.Kind
  private let limit: Int

  public init(_ values: FirewallSettings) {
    kind = ProxyList.Kind(rawValue: values["kind"]) ?? .addresses
    limit = values.number("limit-entries")
  }

  /// HAProxy passes on TCP. Addresses may be those of clients; names are never theirs.
  public var abilities: FirewallAbilities {
    var abilities = FirewallAbilities(
      listOf: kind.content, patterns: kind == .expressions,
      directions: kind == .addresses ? [.outbound, .inbound] : [.outbound],
      transports: { $0 == .tcp })
    abilities.embeddedIPv4 = ProxyList.embedded
    return abilities
  }

  public func objects(of plan: FirewallPlan) -> [FirewallObject] {
    ProxyList.objects(entries(plan), limit: limit)
  }

  public func whole(_ plan: FirewallPlan) -> String { ProxyList.file(entries(plan)) }

  private func entries(_ plan: FirewallPlan) -> [String] {
    guard kind == .addresses else { return kind.names(plan) }
    return plan.union.addresses.flatMap { $0.cidrCover.map(\.description) }
  }

  /// A file of an ACL, one entry a line, or what the command `show acl` answers, with an
  /// address of memory before each entry. Comments have lines of their own.
  public func read(_ text: String) throws -> FirewallReading {
    var reading = ListReading()
    for (number, line) in text.numberedLines {
      var words = line.words
      if words.count == 2, words[0].hasPrefix("0x"), UInt64(words[0].dropFirst(2), radix: 16) != nil
      {
        words.removeFirst()
      }
      guard let entry = words.first, !entry.hasPrefix("#") else { continue }
      guard words.count == 1 else {
        reading.fail(number, line, "an entry is followed by something")
        continue
      }
      switch kind {
      case .addresses:
        reading.addAddress(entry, .masks, line: number, meaning: ProxyList.embedded.matched)
      case .names: reading.addName(entry, line: number)
      case .expressions: reading.addExpression(entry, line: number)
      }
    }
    return reading.reading(text).quotingLines(of: text)
  }
}
