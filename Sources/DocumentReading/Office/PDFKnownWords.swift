/// What tells of two pieces, of which the second had no room beside the first, that they are one
/// word: their kind, and what else the document has.
struct PDFKnownWords {
  let sense: TableSense
  /// The last two labels of each host name.
  private let domains: Set<Substring>

  private init(sense: TableSense, domains: Set<Substring>) {
    self.sense = sense
    self.domains = domains
  }

  init(_ words: some Sequence<PDFWord>, _ sense: TableSense) {
    self.sense = sense
    domains = words.reduce(into: []) { domains, word in
      if let domain = Self.domain(word.text) { domains.insert(domain) }
    }
  }

  /// - Parameter isBroken: whether not even a letter of the second one had room.
  func areOne(_ above: String, _ next: String, isBroken: Bool) -> Bool {
    if sense.isOne(above, next) { return true }
    guard isBroken, let last = above.split(whereSeparator: \.isBlank).last,
      let first = next.split(whereSeparator: \.isBlank).first
    else { return false }
    if Self.isNumberBroken(last, first) { return true }
    return areName([String(last), String(first)])
  }

  /// Whether pieces, each of which had no room for a letter of the next one, are a host name:
  /// `*.relay.har` and `bour.example`, where other names end in `harbour.example`.
  func areName(_ pieces: [String]) -> Bool {
    guard let whole = Self.domain(pieces.joined()), domains.contains(whole) else { return false }
    return pieces.allSatisfy { Self.domain($0) != whole }
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
    return PDFKnownWords(sense: sense, domains: domains.union(found))
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
