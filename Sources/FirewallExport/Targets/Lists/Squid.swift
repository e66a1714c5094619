import EndpointModel

/// A file for an ACL of the proxy Squid (squid-cache.org, "acl"), as one of
///
///     acl gatebook dst -n "/etc/squid/gatebook.acl"            kind addresses
///     acl gatebook dstdomain -n "/etc/squid/gatebook.acl"      kind names
///     acl gatebook dstdom_regex -n "/etc/squid/gatebook.acl"   kind expressions
///
/// It takes the place of the file as a whole; `squid -k reconfigure` reads it. The port stands in
/// a rule of Squid's own. Without a delta, as Squid reads files only.
///
/// In a `dstdomain`, `.example.com` allows the names below `example.com` and `example.com`
/// itself, which is more than `*.example.com`. So patterns are written as expressions only.
public struct Squid: FirewallTarget {
  public static let name = "squid"
  public static let title = "Squid (file of an ACL)"
  public static let statesTraffic = false
  public static let commentMark: String? = "#"
  public static let settings = ProxyList.settings(
    "addresses for dst, names for dstdomain, or expressions for dstdom_regex")

  private let kind: ProxyList.Kind
  private let limit: Int

  public init(_ values: FirewallSettings) {
    kind = ProxyList.Kind(rawValue: values["kind"]) ?? .addresses
    limit = values.number("limit-entries")
  }

  /// A proxy passes on what clients ask it for, over TCP.
  public var abilities: FirewallAbilities {
    var abilities = FirewallAbilities(
      listOf: kind.content, patterns: kind == .expressions, directions: [.outbound],
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
    let ranges = plan.union.addresses
    if ranges == IPFamily.allCases.map({ .all($0) }) { return ["all"] }
    return ranges.flatMap { range -> [String] in
      // Squid 5 takes 0.0.0.0/0 for all of both families, and ::/0 for nothing.
      if range.block?.prefixLength == 0 { return CIDRBlock.halves(of: range.family) }
      return range.family == .v4 ? [range.shortText] : range.cidrCover.map(\.description)
    }
  }

  /// A file of an ACL: entries separated by blanks and line ends, with comments from a `#` to the
  /// end of the line.
  public func read(_ text: String) throws -> FirewallReading {
    var reading = ListReading()
    for (number, line) in text.numberedLines {
      for word in line.words {
        if word.hasPrefix("#") { break }
        switch kind {
        case .addresses: Self.take(address: word, line: number, into: &reading)
        case .names: Self.take(name: word, line: number, into: &reading)
        // They only say that large and small letters are the same, or not.
        case .expressions where word == "-i" || word == "+i": continue
        case .expressions: reading.addExpression(word, line: number)
        }
      }
    }
    return reading.reading(text).quotingLines(of: text)
  }

  private static func take(address word: String, line: Int, into reading: inout ListReading) {
    switch word {
    case "all", "0.0.0.0/0", "0.0.0.0/0.0.0.0", "0.0.0.0-255.255.255.255": reading.add(.any)
    case "none": break
    // Squid 5.7 matches nothing with the first and third of them, and not all with the second.
    case "ipv4", "ipv6", "::/0":
      reading.fail(line, word, "Squid does not match with it what it says")
    default:
      reading.addAddress(
        word, [.ranges, .masks], line: line, meaning: ProxyList.embedded.matched)
    }
  }

  /// A name with a dot before it is that name and all below it.
  private static func take(name word: String, line: Int, into reading: inout ListReading) {
    guard word.hasPrefix(".") else { return reading.addName(word, line: line) }
    do {
      reading.add(.pattern(try HostPattern(parsing: "*" + word)))
    } catch {
      return reading.fail(line, word, error.rule)
    }
    // A top-level domain is itself no host.
    if word.dropFirst().contains(".") { reading.addName(String(word.dropFirst()), line: line) }
  }
}
