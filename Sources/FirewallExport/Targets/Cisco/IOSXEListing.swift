import EndpointModel

/// What `show ip access-lists`, `show ipv6 access-list` and `show object-group` print: a head for each
/// list or group, and below it lines as a configuration has them, with what matched (Cisco IOS Security
/// Command Reference, "show ip access-list"; IPv6 Command Reference, "show ipv6 access-list").
enum IOSXEListing {
  /// What stands in a head.
  enum Head: Equatable {
    case extended(IPFamily, String)
    /// Of senders only.
    case standard(String)
    case network(String)
    case service(String)
    /// Of a list that is none of these, or with words that are not understood.
    case other(String)
  }

  /// `Extended IP access list EDGE`, `IPv6 access list EDGE6`, `Network object group CLOUD`; nil for
  /// another line.
  static func head(_ line: String) -> Head? {
    let words = line.split(separator: " ").map { String($0) }
    if words.count == 4, Array(words[1...2]) == ["object", "group"] {
      switch words[0] {
      case "network": return .network(words[3])
      case "service": return .service(words[3])
      default: return nil
      }
    }
    guard let i = words.firstIndex(of: "access"), i > 0, i < 3, words.count > i + 2,
      words[i + 1] == "list"
    else { return nil }
    let (kind, name) = (words[..<i].joined(separator: " "), words[i + 2])
    let rest = words[(i + 3)...].joined(separator: " ").lowercased()
    guard rest.isEmpty || rest == "(compiled)" else { return .other(name) }
    switch kind {
    case "extended ip": return .extended(.v4, name)
    case "standard ip": return .standard(name)
    case "ipv6": return .extended(.v6, name)
    default: return nil
    }
  }

  /// A line of a list without what matched, `(12 matches)`, and the tag of its messages.
  static func bare(_ text: String) -> String {
    var out: [Substring] = []
    var words = text.split(separator: " ")[...]
    while let word = words.popFirst() {
      guard word.hasPrefix("("), let end = ([word] + words).firstIndex(where: { $0.hasSuffix(")") })
      else {
        out.append(word)
        continue
      }
      let within = ([word] + words.prefix(end)).joined(separator: " ").dropFirst().dropLast()
      let parts = within.split(separator: " ")
      let isCount = parts.count == 2 && Int(parts[0]) != nil && parts[1].hasPrefix("match")
      if isCount || within.hasPrefix("tag = ") {
        words = words.dropFirst(end)
      } else {
        out.append(word)
      }
    }
    return out.joined(separator: " ")
  }
}
