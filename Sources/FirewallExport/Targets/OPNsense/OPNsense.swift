import EndpointModel

/// The list of an alias of the type "URL Table (IPs)" of OPNsense or pfSense (their manuals,
/// "Aliases"), which fetches it over HTTP into a table of pf, as a whole.
///
/// pfSense takes addresses and blocks only, so that ranges are written as blocks. OPNsense reads
/// what follows the slash with dots in it as a wildcard, not as a mask: prefix lengths only. It
/// also takes host names, which it resolves again and again: by the setting `kind`.
///
/// A `config.xml` is read as well: the rules of a device, with their ports and protocols.
public struct OPNsense: FirewallTarget {
  public static let name = "opnsense"
  public static let title = "OPNsense and pfSense (list of a URL table alias)"
  public static let statesTraffic = false
  public static let commentMark: String? = "#"
  public static let settings = [
    FirewallSetting(
      "kind", .word(["addresses", "names"]), "addresses",
      "what the list holds: addresses, or host names, which OPNsense alone takes"),
    FirewallSetting(
      "inside", .interface(upTo: 32), "lan",
      "of a config.xml: the interface that our side is behind, whose rules let connections out"),
    FirewallSetting(
      "outside", .interface(upTo: 32), "wan",
      "of a config.xml: the interface whose rules let connections in"),
    // pf.conf(5), "set limit table-entries": 200,000.
    FirewallSetting("limit-entries", .number, "200000", "how many entries the table may have"),
  ]

  public static let settingsBeside: Set = ["inside", "outside"]

  private let hasNames: Bool
  private let inside: String
  private let outside: String
  private let limit: Int

  public init(_ values: FirewallSettings) {
    hasNames = values["kind"] == "names"
    inside = values["inside"]
    outside = values["outside"]
    limit = values.number("limit-entries")
  }

  public var abilities: FirewallAbilities {
    FirewallAbilities(listOf: hasNames ? .names : .addresses)
  }

  public func objects(of plan: FirewallPlan) -> [FirewallObject] {
    [FirewallObject(kind: "table", name: "gatebook", entries: entries(plan).count, limit: limit)]
  }

  public func whole(_ plan: FirewallPlan) -> String {
    entries(plan).map { $0 + "\n" }.joined()
  }

  private func entries(_ plan: FirewallPlan) -> [String] {
    let all = plan.union
    if hasNames { return all.names.map(\.text) }
    return IPFamily.allCases.flatMap { all.blocks($0).map(\.description) }
  }

  public static func holdsRules(_ text: String) -> Bool {
    text.unicodeScalars.first { !$0.properties.isWhitespace && $0 != "\u{FEFF}" } == "<"
  }

  /// A `config.xml`, a list, or what `pfctl -t NAME -T show` prints: an entry a line, up to a blank, a comma, a
  /// semicolon, a bar or a number sign. An entry with an exclamation mark takes away from
  /// others, and is a problem.
  public func read(_ text: String) throws -> FirewallReading {
    if Self.holdsRules(text) {
      return try OPNsenseConfiguration(text, inside: inside, outside: outside).reading
    }
    var reading = ListReading()
    for (number, line) in text.numberedLines {
      let parts = Self.parts(line)
      guard let entry = parts.entry, !entry.hasPrefix("//") else { continue }
      if !parts.hasComment, parts.rest.contains(where: { (try? CIDRBlock.parts($0)) != nil }) {
        reading.fail(number, line, "only its first entry counts")
      } else if HostName.isName(entry) {
        reading.addName(entry, line: number)
      } else {
        reading.addAddress(entry, .ranges, line: number)
      }
    }
    return reading.reading(text).quotingLines(of: text)
  }

  /// A line's entry, if it has one, and what follows it; with a number sign it is a comment.
  private static func parts(
    _ line: String
  ) -> (entry: String?, rest: [String], hasComment: Bool) {
    let content = line.unicodeScalars.drop { $0 == " " || $0 == "\t" }
    let ends = " \t,;|#".unicodeScalars
    let entry = content.prefix { !ends.contains($0) }
    let rest = content.dropFirst(entry.count)
    return (
      entry.isEmpty ? nil : String(entry),
      rest.split { ends.contains($0) }.map { String($0) },
      rest.drop { $0 == " " || $0 == "\t" }.first == "#"
    )
  }
}

extension HostName {
  fileprivate static func isName(_ text: String) -> Bool { (try? HostName(parsing: text)) != nil }
}
