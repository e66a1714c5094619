/// What tells of two pieces, of which the second had no room beside the first, that they are one
/// word: their kind, and what else the document has.
struct PDFKnownWords {
  let sense: TableSense
  /// The last two labels of each host name.
  private let domains: Set<Substring>
  /// What may be the name of a product, which its hosts most often have in theirs.
  private let names: Set<String>

  private init(sense: TableSense, domains: Set<Substring>, names: Set<String>) {
    self.sense = sense
    self.domains = domains
    self.names = names
  }

  init(_ words: some Sequence<PDFWord>, _ sense: TableSense) {
    self.sense = sense
    var domains: Set<Substring> = []
    var names: Set<String> = []
    for word in words {
      if let domain = Self.domain(word.text) { domains.insert(domain) }
      if word.text.utf8.count > 3, word.text.allSatisfy(\.isLetter) {
        names.insert(word.text.lowercased())
      }
    }
    self.domains = domains
    self.names = names
  }

  /// - Parameter isBroken: whether not even a letter of the second one had room.
  func areOne(_ above: String, _ next: String, isBroken: Bool) -> Bool {
    if sense.isOne(above, next) { return true }
    guard isBroken, let last = above.split(whereSeparator: \.isBlank).last,
      let first = next.split(whereSeparator: \.isBlank).first
    else { return false }
    if Self.isNumberBroken(last, first) || Self.isAddressBroken(last, first)
      || Self.isIPv6Broken(last, first)
    {
      return true
    }
    return areName([String(last), String(first)])
  }

  /// Whether two pieces that are put together could also be a whole address and what belongs to it.
  func isGuess(_ above: String, _ next: String) -> Bool {
    guard let last = above.split(whereSeparator: \.isBlank).last,
      let first = next.split(whereSeparator: \.isBlank).first
    else { return false }
    return Self.isAddressBroken(last, first)
  }

  /// `[2001:db8:3` and `34::a64]`: the first one has no `::` and too few numbers to be an address.
  private static func isIPv6Broken(_ last: Substring, _ first: Substring) -> Bool {
    func isPart(_ letter: Character) -> Bool {
      letter == ":" || letter.isHexDigit && letter.isASCII
    }
    let begun = last.drop { $0 == "[" }
    let rest = first.prefix(while: isPart)
    guard begun.contains(":"), begun.allSatisfy(isPart), !begun.contains("::"), !rest.isEmpty,
      begun.split(separator: ":").count < 8 || begun.last == ":",
      first.dropFirst(rest.count).first.map({ "/],;-–*%".contains($0) }) ?? true
    else { return false }
    let whole = (begun + rest).split(separator: ":", omittingEmptySubsequences: false)
    // At an end, `::` has two blank numbers.
    let blanks = whole.dropFirst().dropLast().count(where: \.isEmpty)
    let isShort = blanks == 1 && whole.count <= 9
    return whole.allSatisfy { $0.utf8.count <= 4 } && (isShort || blanks == 0 && whole.count == 8)
  }

  /// `203.0.113.1` and `89`, `198.51.100.97-198.51.100.12` and `6`, `203.0.113.1` and
  /// `28/255.255.255.128`: the rest of an address' last number, which is no address itself.
  private static func isAddressBroken(_ last: Substring, _ first: Substring) -> Bool {
    let address = last.reversed().prefix { $0.isASCII && ($0.isNumber || $0 == ".") }.reversed()
    let parts = String(address).split(separator: ".", omittingEmptySubsequences: false)
    let digits = first.prefix { $0.isASCII && $0.isNumber }
    guard parts.count == 4, parts.allSatisfy({ UInt8($0) != nil }), !digits.isEmpty,
      parts[3].first != "0", UInt8(parts[3] + digits) != nil
    else { return false }
    return first.dropFirst(digits.count).first.map { "/-–,;*†".contains($0) } ?? true
  }

  /// Whether pieces, each of which had no room for a letter of the next one, are a host name:
  /// `*.relay.har` and `bour.example`, where other names end in `harbour.example`, where Harbour is
  /// a word of the document, or since none of the pieces before the last one ends as names do.
  func areName(_ pieces: [String]) -> Bool {
    guard let whole = Self.domain(pieces.joined()),
      // A whole IPv4 address ends where it does.
      !(pieces[0].count { $0 == "." } == 3 && pieces[0].allSatisfy { $0.isNumber || $0 == "." }),
      pieces.allSatisfy({ Self.domain($0) != whole })
    else { return false }
    if domains.contains(whole) || whole.split(separator: ".").first.map(isProduct) ?? false {
      return true
    }
    guard sense.isTopLevel(Self.end(whole)), !pieces.joined().contains(where: "/:@".contains) else {
      return false
    }
    return (1..<pieces.count).allSatisfy { count in
      // One letter is the end of no name.
      guard let begun = Self.domain(pieces.prefix(count).joined()) else { return count > 1 }
      return !sense.isTopLevel(Self.end(begun))
    }
  }

  private func isProduct(_ label: Substring) -> Bool { names.contains(String(label)) }

  private static func end(_ name: Substring) -> Substring {
    name.split(separator: ".").last ?? name
  }

  /// The same with the ends of names that are broken at different places.
  func adding(_ broken: [[String]]) -> PDFKnownWords {
    var names: [Substring: Set<String>] = [:]
    for pieces in broken {
      for count in 2..<max(3, pieces.count + 1) {
        let name = pieces.prefix(count).joined()
        if let domain = Self.domain(name), pieces.allSatisfy({ Self.domain($0) != domain }) {
          names[domain, default: []].insert(pieces.prefix(count).joined(separator: " "))
        }
      }
    }
    let found = names.filter { $0.value.count > 1 }.keys
    return PDFKnownWords(sense: sense, domains: domains.union(found), names: self.names)
  }

  /// `SIP/TCP/50` and `61`: ports that are apart have more than the end of a line between them,
  /// unless each is alone on its line.
  private static func isNumberBroken(_ last: Substring, _ first: Substring) -> Bool {
    guard last.contains(where: { $0.isLetter || $0 == "-" }), first.allSatisfy(\.isNumber) else {
      return false
    }
    let number = String(last.reversed().prefix(while: \.isNumber).reversed())
    guard let begun = Int(number), begun > 0, let whole = Int(number + first) else { return false }
    return whole <= 65535
  }

  private static func domain(_ word: some StringProtocol) -> Substring? {
    let name = Substring(word).prefix { !"/:,;".contains($0) }.lowercased()[...]
    guard name.allSatisfy({ $0.isLetter || $0.isNumber || "-.*_".contains($0) }) else { return nil }
    let labels = name.split(separator: ".", omittingEmptySubsequences: false)
    guard labels.count > 1, let end = labels.last, end.utf8.count > 1,
      end.utf8.allSatisfy({ !$0.isDigit }), !labels[labels.count - 2].isEmpty
    else { return nil }
    return labels.suffix(2).joined(separator: ".")[...]
  }
}
