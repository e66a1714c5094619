/// A port that leads to another one inside, as container engines and routers write it: "8080:80",
/// "8080->80/tcp", "8080/tcp → 80/tcp".
struct PortPair {
  let outer: ClosedRange<Int>
  let inner: ClosedRange<Int>
  /// Whether an arrow stands between them.
  let hasArrow: Bool
  /// Behind either of them.
  let transport: String
  /// Whether it stands in quotes, as in a setting.
  let isQuoted: Bool

  /// Whether it can be nothing else: no range ends at or below its beginning, or has protocols inside.
  var isCertain: Bool {
    outer.lowerBound >= inner.lowerBound || hasArrow && (!transport.isEmpty || inner.count > 1)
  }

  /// Whether it is more likely a pair than a range: "80:8080" begins below the ports that anyone may use
  /// and ends among them, short of the last.
  var isLikely: Bool {
    hasArrow || outer.upperBound < 1024 && inner.lowerBound >= 1024 && inner.lowerBound < 65535
  }

  /// Those among a text's words.
  static func all(in text: String) -> [PortPair] { words(of: text).compactMap { PortPair($0) } }

  /// The text with the outer port in place of each pair.
  static func outerPorts(in text: String) -> String {
    words(of: text).map { word in
      guard let pair = PortPair(word) else { return word }
      let (low, high) = (pair.outer.lowerBound, pair.outer.upperBound)
      return (low == high ? "\(low)" : "\(low)-\(high)") + pair.transport
    }.joined(separator: " ")
  }

  /// "public:8080/tcp" of "public:8080/tcp -> local:80/tcp": what stands outside, if words call both
  /// sides so; nil for anything else.
  static func outerSide(of text: String) -> String? {
    guard let arrow = text.firstRange(of: "->") ?? text.firstRange(of: "→") else { return nil }
    let outer = TextFacts(String(text[..<arrow.lowerBound]), line: 1)
    let inner = TextFacts(String(text[arrow.upperBound...]), line: 1)
    func calls(_ side: TextFacts, _ words: Set<String>) -> Bool {
      side.tokens.contains { words.contains($0.lower) }
    }
    func holdsNumber(_ side: TextFacts) -> Bool { side.tokens.contains(where: \.isNumber) }
    guard !outer.holdsAddress, !inner.holdsAddress, holdsNumber(outer), holdsNumber(inner),
      calls(outer, SentenceWords.outerPorts) && !calls(outer, SentenceWords.innerPorts)
        && !calls(inner, SentenceWords.outerPorts),
      calls(inner, SentenceWords.innerPorts)
    else { return nil }
    // "public:8080/tcp": the word only says which side it is.
    let ports = outer.tokens.drop { $0.isSign(":") || SentenceWords.outerPorts.contains($0.lower) }
    return AddressFacts.text(ports)
  }

  /// The words, without blanks around arrows.
  private static func words(of text: String) -> [String] {
    guard text.utf8.contains(where: { $0.isDigit }),
      text.contains(":") || text.contains("->") || text.contains("→")
    else { return [text] }
    return text.replacing(" -> ", with: "->").replacing(" → ", with: "->")
      .replacing("→", with: "->").split(separator: " ").map(String.init)
  }

  private init?(_ word: String) {
    var text = word[...]
    while let last = text.last, "`\"',;".contains(last) { text.removeLast() }
    while let first = text.first, "`\"'".contains(first) { text.removeFirst() }
    isQuoted = text.startIndex > word.startIndex
    let arrow = text.firstRange(of: "->")
    guard let mark = arrow ?? text.firstIndex(of: ":").map({ $0..<text.index(after: $0) }),
      let outer = Self.ports(text[..<mark.lowerBound]),
      let inner = Self.ports(text[mark.upperBound...]),
      outer.ports.count == inner.ports.count || inner.ports.count == 1
    else { return nil }
    self.outer = outer.ports
    self.inner = inner.ports
    hasArrow = arrow != nil
    transport = outer.transport.isEmpty ? inner.transport : outer.transport
  }

  /// "80", "8000-8010", "80/tcp"
  private static func ports(
    _ text: Substring
  ) -> (ports: ClosedRange<Int>, transport: String)? {
    let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
    var transport = ""
    if parts.count == 2 {
      guard ProtocolNames.transport(parts[1].lowercased()) != nil else { return nil }
      transport = "/" + parts[1]
    }
    let ends = parts[0].split(separator: "-", omittingEmptySubsequences: false)
    let numbers = ends.compactMap { end -> Int? in
      guard !end.isEmpty, end.utf8.count <= 5, end.utf8.allSatisfy(\.isDigit),
        let number = Int(end),
        (1...65535).contains(number)
      else { return nil }
      return number
    }
    guard numbers.count == ends.count, (1...2).contains(numbers.count), numbers[0] <= numbers.last!
    else { return nil }
    return (numbers[0]...numbers.last!, transport)
  }
}
