/// What a set command says behind the `match` of a policy, `source-address any application [ a b ]`, or
/// of an application, `protocol tcp destination-port 443`. A listing may have a command for each; people
/// type several in one. A later command on one of them changes that one.
enum JunosConditions {
  /// One path for each value; nil if the words are not those of a policy, or not understood.
  static func paths(_ words: [String]) -> [[String]]? {
    guard words.contains("policies"),
      let match = words.indices.first(where: { $0 > 1 && words[$0] == "match" }),
      words[match - 2] == "policy"
    else { return nil }
    let head = Array(words[...match])
    var rest = words[(match + 1)...]
    var out: [[String]] = []
    while let kind = rest.popFirst() {
      if kind.hasSuffix("-excluded") {
        out.append(head + [kind])
        continue
      }
      guard known.contains(kind), let value = rest.popFirst() else { return nil }
      guard value == "[" else {
        out.append(head + [kind, value])
        continue
      }
      guard let end = rest.firstIndex(of: "]"), end > rest.startIndex else { return nil }
      out += rest[..<end].map { head + [kind, $0] }
      rest = rest[(end + 1)...]
    }
    return out.isEmpty ? nil : out
  }

  /// One path for each attribute of an application or of its term; nil if the words are none of an
  /// application, or not understood.
  static func attributes(_ words: [String]) -> [[String]]? {
    guard let place = words.indices.first(where: { words[$0] == "application" }), place > 0,
      words[place - 1] == "applications", place + 1 < words.count
    else { return nil }
    var start = place + 2
    if start + 1 < words.count, words[start] == "term" { start += 2 }
    let rest = Array(words[min(start, words.count)...])
    guard rest.count > 2, rest.count % 2 == 0 else { return nil }
    let pairs = stride(from: 0, to: rest.count, by: 2).map { [rest[$0], rest[$0 + 1]] }
    guard pairs.allSatisfy({ single.contains($0[0]) }) else { return nil }
    return pairs.map { words[..<start] + $0 }
  }

  /// Attributes of an application that have one value.
  private static let single: Set = [
    "alg", "application-protocol", "description", "destination-port", "icmp-code", "icmp-type",
    "icmp6-code", "icmp6-type", "inactivity-timeout", "protocol", "rpc-program-number",
    "source-port",
    "uuid",
  ]

  private static let known: Set = [
    "application", "destination-address", "dynamic-application", "from-zone", "source-address",
    "source-end-user-profile", "source-identity", "to-zone", "url-category",
  ]
}
