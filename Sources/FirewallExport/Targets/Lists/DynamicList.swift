import EndpointModel

/// A plain list that firewalls fetch over HTTP: an external dynamic list of PAN-OS (Palo Alto
/// Networks, "Formatting Guidelines for an External Dynamic List"), an external feed of FortiOS
/// (Fortinet, "External feeds").
///
/// A firewall takes each fetched list as the whole truth: a list that is empty or cut short
/// closes what is not in it. There is no delta. What a firewall has beyond the number of entries
/// that it takes is cut off without an error.
public struct DynamicList: FirewallTarget {
  public static let name = "edl"
  public static let title = "external dynamic list (PAN-OS, FortiOS and others)"
  public static let statesTraffic = false
  public static let commentMark: String? = "#"
  public static let settings = [
    FirewallSetting(
      "kind", .word(["addresses", "names"]), "addresses",
      "what the list holds: addresses or host names"),
    FirewallSetting(
      "ranges", .word(["no", "yes"]), "no",
      "whether ranges are written as such, not as blocks: not every firewall knows them"),
    // PAN-OS 7.1, "Objects > External Dynamic Lists": 50,000 addresses, 50,000 domains on the
    // smaller models.
    FirewallSetting("limit-entries", .number, "50000", "how many entries the list may have"),
  ]

  private let hasNames: Bool
  private let hasRanges: Bool
  private let limit: Int

  public init(_ values: FirewallSettings) {
    hasNames = values["kind"] == "names"
    hasRanges = values["ranges"] == "yes"
    limit = values.number("limit-entries")
  }

  /// Of patterns, those with an asterisk for the first labels and none elsewhere.
  public var abilities: FirewallAbilities {
    var abilities = FirewallAbilities(
      listOf: hasNames ? .names : .addresses, patterns: true,
      knowsPattern: { $0.text.hasPrefix("*.") && !$0.text.dropFirst().contains("*") })
    // A list does not know who fetches it, and PAN-OS may.
    abilities.embeddedIPv4 = PANOS.embedded
    return abilities
  }

  public func objects(of plan: FirewallPlan) -> [FirewallObject] {
    [FirewallObject(kind: "list", name: "gatebook", entries: entries(plan).count, limit: limit)]
  }

  public func whole(_ plan: FirewallPlan) -> String {
    entries(plan).map { $0 + "\n" }.joined()
  }

  private func entries(_ plan: FirewallPlan) -> [String] {
    let all = plan.union
    if hasNames { return all.names.map(\.text) + all.patterns.map(\.text) }
    if hasRanges { return all.addresses.map(\.shortText) }
    return IPFamily.allCases.flatMap { all.blocks($0).map(\.description) }
  }

  /// A list: an entry a line, with whatever follows a blank as its comment. An address in a
  /// comment is a problem, as its writer may have meant it to count.
  public func read(_ text: String) throws -> FirewallReading {
    var reading = ListReading()
    for (number, line) in text.numberedLines {
      let words = line.words
      guard let entry = words.first, !Self.isComment(entry) else { continue }
      if let mark = words.dropFirst().first, !Self.isComment(mark),
        words.dropFirst().contains(where: { (try? CIDRBlock.parts($0)) != nil })
      {
        reading.fail(number, line, "a line has one entry")
        continue
      }
      if hasNames {
        Self.take(name: entry, line: number, into: &reading)
      } else {
        reading.addAddress(entry, .ranges, line: number, meaning: PANOS.embedded.matched)
      }
    }
    return reading.reading(text).quotingLines(of: text)
  }

  private static func isComment(_ word: String) -> Bool {
    word.hasPrefix("#") || word.hasPrefix(";") || word.hasPrefix("//")
  }

  private static func take(name: String, line: Int, into reading: inout ListReading) {
    guard name.contains("*") else { return reading.addName(name, line: line) }
    do {
      reading.add(.pattern(try HostPattern(parsing: name)))
    } catch {
      reading.fail(line, name, error.rule)
    }
  }
}
