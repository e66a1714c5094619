/// Ports behind addresses that are something else's.
extension TextFacts {
  /// "HTTPS to a.example and b.example, plus the database on port 5432": what is told of the addresses, and
  /// the ports that are of what follows them; nil for any other text.
  var withoutPortsOfAnother: (told: TextFacts, others: [PortTerm])? {
    guard let first = addresses.items.first?.place.lowerBound, let last = addresses.used.max(),
      last + 3 < tokens.count
    else { return nil }
    let numbers = usedForPorts.filter { tokens[$0].isNumber }
    // Without ports of their own in front, the addresses may have those behind them.
    guard let port = numbers.filter({ $0 > last }).min(), first > 0,
      tokens[..<first].contains(where: { $0.application != nil })
        || numbers.contains(where: { $0 < first }),
      !numbers.contains(where: { $0 > first && $0 < last }),
      let joiner = joinerOfAnother(last + 1..<port)
    else { return nil }
    let told = TextFacts(AddressFacts.text(tokens[..<joiner]), line: line)
    let others = TextFacts(AddressFacts.text(tokens[joiner...]), line: line)
    return told.holdsAddress ? (told, others.textPorts.stated) : nil
  }

  /// Where something else begins that has a name before its port, or behind it: ", plus Atlas on port 27017",
  /// "; port 9000 for the agents".
  private func joinerOfAnother(_ places: Range<Int>) -> Int? {
    guard
      let joiner = places.first(where: { place in
        tokens[place].isSign(";") || Self.additions.contains(tokens[place].lower)
          || tokens[place].isSign(",") && place + 1 < places.upperBound
            && (tokens[place + 1].concepts.contains(.and)
              || Self.additions.contains(tokens[place + 1].lower))
          || tokens[place].lower == "as" && place + 1 < places.upperBound
            && tokens[place + 1].lower == "well"
      })
    else { return nil }
    func isSubject(_ token: Token) -> Bool {
      token.isWord && token.transport == nil && token.lower.utf8.count > 3
        && !token.concepts.containsAny(of: .port, .and, .or, .transportProtocol, .any)
        && !Self.additions.contains(token.lower) && !Self.ways.contains(token.lower)
    }
    if tokens[(joiner + 1)..<places.upperBound].contains(where: isSubject) { return joiner }
    let behind = tokens[(places.upperBound + 1)...]
    let isFor = behind.first.map { SentenceWords.fors.contains($0.lower) } ?? false
    return isFor && behind.dropFirst().prefix(3).contains(where: isSubject) ? joiner : nil
  }

  private static let additions: Set = [
    "plus", "also", "sowie", "zusätzlich", "ainsi", "además", "oltre", "além", "oraz", "alsmede",
  ]
  private static let ways: Set = [
    "over", "using", "with", "well", "their", "same", "both", "über", "avec", "sobre", "through",
  ]
}
