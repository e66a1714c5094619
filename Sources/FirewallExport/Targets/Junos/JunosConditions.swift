/// What a set command says behind the `match` of a policy: `source-address any application [ a b ]`.
/// A listing has a command for each; people type several in one.
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

  private static let known: Set = [
    "application", "destination-address", "dynamic-application", "from-zone", "source-address",
    "source-end-user-profile", "source-identity", "to-zone", "url-category",
  ]
}
