/// Keywords as people type them: a device takes them in capitals and cut short, and shows them in
/// small letters and whole (Cisco IOS, "Using the Command-Line Interface"). Names keep their case.
enum CiscoKeywords {
  /// The line with its keywords in small letters.
  static func lowered(_ line: String) -> String {
    guard line.utf8.contains(where: { (0x41...0x5A).contains($0) }) else { return line }
    let given = line.split(whereSeparator: \.isWhitespace).map { String($0) }
    var words: [String] = []
    for (i, word) in given.enumerated() {
      let small = word.lowercased()
      if words.last == "remark" || words.last == "description" {
        words += given[i...]
        break
      }
      words.append(known.contains(small) && !isName(after: words) ? small : word)
    }
    let indentation = line.first.map { $0.isWhitespace } ?? false ? " " : ""
    return indentation + words.joined(separator: " ")
  }

  /// Whether what follows these words is a name, whatever it looks like.
  private static func isName(after words: [String]) -> Bool {
    guard let last = words.last else { return false }
    var head = words[...]
    if head.first == "no" { head = head.dropFirst() }
    switch last {
    // A command names the kind first, a rule the object itself.
    case "object", "object-group": return head.count > 1
    case "network", "service", "protocol", "icmp-type", "v6-network", "v6-service":
      return head.count == 2 && head.first?.hasPrefix("object") == true
    case "access-list": return head.first != "ip"
    case "extended", "standard": return head.first == "ip"
    // Heads of listings: `Extended IP access list EDGE`, `Network object group CLOUD`.
    case "list": return head.dropLast().last == "access"
    case "group": return head.dropLast().last == "object"
    default: return beforeNames.contains(last)
    }
  }

  private static let beforeNames: Set<String> = [
    "access-class", "access-group", "group-object", "host", "inspect", "interface", "match-all",
    "match-any", "name", "nameif", "security", "time-range", "traffic-filter",
  ]

  private static let known: Set<String> = commands.union(CiscoNames.ports.keys)
    .union(CiscoNames.icmpTypes.keys).union(CiscoICMP.codes.keys)
    .union(CiscoNames.neighbourDiscovery)

  private static let commands: Set<String> = [
    "access-class", "access-group", "access-list", "advanced", "any", "any4", "any6", "class",
    "class-default",
    "class-map", "clear", "cmd", "common", "configure", "control-plane", "default", "deny",
    "description", "destination", "drop", "eq", "established", "evaluate", "extended", "fqdn",
    "global", "group-object", "gt", "host", "icmp-object", "icmp-type", "in", "inactive", "inspect",
    "interface", "interval", "ip", "ipv6", "line", "log", "log-input", "lt", "match", "match-all",
    "match-any", "name", "nameif", "nat", "neq", "network", "network-object", "no", "not", "object",
    "object-group", "out", "pass", "per-user-override", "permit", "policy-map", "port-object",
    "protocol", "protocol-object", "range", "remark", "rsh", "security", "sequence", "service",
    "service-object", "service-policy", "shun", "shutdown", "source", "standard", "static",
    "subnet", "time-range",
    "traffic-filter", "type", "v4", "v6", "v6-network", "v6-service", "vlan", "zone-member",
    "zone-pair",
    "ah", "ahp", "eigrp", "esp", "gre", "icmp", "icmp6", "igmp", "igrp", "ipinip", "nos", "ospf",
    "pcp", "pim", "sctp", "snp", "tcp", "tcp-udp", "udp",
  ]

  /// The command that a line begins with, cut short; nil if it is whole, or none that concerns
  /// access lists.
  static func shortened(_ line: String) -> (short: String, whole: String)? {
    var words = line.split(whereSeparator: \.isWhitespace).map { $0.lowercased() }[...]
    if words.first == "no" { words.removeFirst() }
    var wholes = ["access-list", "access-group", "object-group", "object", "interface"]
    if words.first == "ip" || words.first == "ipv6" {
      words.removeFirst()
      wholes = ["access-list", "access-group", "traffic-filter"]
    }
    // Of the lines that belong to something, those of an interface.
    if line.first?.isWhitespace ?? false { wholes.append("shutdown") }
    // The head of a listing: `IPv6 access list EDGE6`.
    if words.prefix(2) == ["access", "list"] { return nil }
    guard let word = words.first, word.utf8.count > 1, !wholes.contains(word),
      let whole = wholes.first(where: { $0.hasPrefix(word) })
    else { return nil }
    return (word, whole)
  }
}
