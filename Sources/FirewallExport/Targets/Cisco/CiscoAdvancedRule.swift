/// A line of an access list as Firepower Threat Defense has it: `advanced trust tcp ifc inside any ifc
/// outside host 192.0.2.1 eq https rule-id 268435457 event-log flow-end` (Cisco, "Clarify the Firepower
/// Threat Defense Access Control Policy Rule Actions").
struct CiscoAdvancedRule {
  /// As an ASA has the same rule.
  private(set) var text = ""
  /// The interface that packets come in at; nil for all.
  private(set) var comesIn: String?
  /// The one that they leave by.
  private(set) var goesOut: String?
  private(set) var number: String?
  /// Whether the device passes packets without asking Snort.
  private(set) var isTrust = false

  /// Nil for a line of another kind.
  init?(_ line: String) {
    var rest = line.split(separator: " ")[...]
    guard rest.popFirst() == "advanced", var action = rest.popFirst() else { return nil }
    isTrust = action == "trust"
    if isTrust { action = "permit" }
    var words = [action]
    while let word = rest.popFirst() {
      switch word {
      case "ifc" where !["object", "object-group"].contains(words.last):
        let name = rest.popFirst().map { String($0) }
        // The first end stands behind the protocol, or the group of them.
        let isFirst = words.count == 2 || words.count == 3 && words[1].hasPrefix("object")
        if isFirst { comesIn = name } else { goesOut = name }
      case "rule-id" where !["object", "object-group"].contains(words.last):
        number = rest.popFirst().map { String($0) }
      case "event-log" where number != nil: _ = rest.popFirst()
      default: words.append(word)
      }
    }
    text = words.joined(separator: " ")
  }
}

/// What the remarks of such a list say of its rules, by their numbers.
struct CiscoAdvancedRemarks {
  /// Rules that go by what is within connections: the device passes the packets on to Snort, which
  /// allows or blocks them.
  private(set) var deep: Set<String> = []
  /// What is done with tunnels unless a prefilter says otherwise: Snort looks into them.
  private(set) var tunnels: Set<String> = []

  /// - Parameter lines: of the list, in their order.
  init(_ lines: [String]) {
    for line in lines where line.hasPrefix("remark rule-id ") {
      let parts = line.dropFirst("remark rule-id ".count).split(separator: ":", maxSplits: 1)
      guard parts.count == 2 else { continue }
      let words = parts[1].drop { $0 == " " }
      if words.hasPrefix("L7 RULE") { deep.insert(String(parts[0])) }
      if words.hasPrefix("RULE: DEFAULT TUNNEL ACTION RULE") { tunnels.insert(String(parts[0])) }
    }
  }
}
