/// Items of lists of ports that begin with a name and its ports, and go on in any number of words.
extension TextFacts {
  /// "XMPP (port 5222) is used for presence.", "XMPP: 5222 – presence, such as away.", "5222, for
  /// presence.": what is in front of the words that tell the use, and its ports; nil if the text begins
  /// otherwise, or takes something back.
  var headWithPorts: (facts: TextFacts, terms: [PortTerm])? {
    guard !holdsAddress, addresses.problems.isEmpty, tokens.count <= 60,
      !concepts.containsAny(of: .not, .deny, .retired, .except), !isConditional,
      let first = tokens.firstIndex(where: \.isNumber), first <= 8,
      tokens[..<first].count(where: { $0.isWord && !Self.isOfPorts($0) }) <= 4,
      !tokens[..<first].contains(where: { SentenceWords.states.contains($0.lower) })
    else { return nil }
    var end = first
    while end < tokens.count, goesOnWithPorts(at: end) { end += 1 }
    while end > first + 1, !tokens[end - 1].isNumber, tokens[end - 1].transport == nil,
      !tokens[end - 1].isSign(")"), !tokens[end - 1].isSign("]")
    { end -= 1 }
    guard end == tokens.count || tellsUse(at: end) else { return nil }
    let numbers = tokens[first..<end].compactMap(\.number)
    let head = TextFacts(AddressFacts.text(tokens[..<end]), line: line)
    let saysPort =
      head.namesTransport || first > 0 && tokens[first - 1].concepts.contains(.port)
      || tokens[first..<end].contains { $0.concepts.contains(.port) }
    // "Office 365 for mail": a number right behind a name is part of it, unless the name is an
    // application's, "SSH 22".
    let isApart =
      first == 0 || !tokens[first - 1].isWord || tokens[first - 1].application != nil
      || Self.ties.contains(tokens[first - 1].lower)
    guard saysPort || isApart, !tokens[end...].contains(where: \.isNumber),
      !tokens.contains(where: { SentenceWords.isOfClosing($0.lower) })
    else { return nil }
    guard numbers.allSatisfy({ $0 >= 20 && $0 <= 65535 }),
      saysPort
        || !isOfSomethingElse(at: first)
          && !numbers.contains(where: { (1990...2100).contains($0) })
    else { return nil }
    let terms = PortFacts(Array(tokens[..<end]), .cell).terms.filter { $0.ports != nil }
    return terms.isEmpty || terms.contains { $0.ports == .any } ? nil : (head, terms)
  }

  /// "MTU 1500", "Extension 4711", "Rule 200": whether the word in front of a number names what is no
  /// port.
  func isOfSomethingElse(at number: Int) -> Bool {
    tokens[..<number].contains { token in
      token.isOtherNumber
        || token.isWord
          && (token.concepts.containsAny(of: .count, .identifier)
            || Self.numbered.contains(token.lower) || PortFacts.isNumbered(token.lower))
    }
  }

  private static let numbered: Set = [
    "rule", "error", "dscp", "qos", "chapter", "as", "interval", "bitrate", "revision", "call",
    "keepalive", "codec", "section", "release", "article", "note", "regel", "fehler", "kapitel",
    "schritt", "abschnitt", "seite", "règle", "erreur", "étape", "chapitre", "regla", "paso",
    "capítulo", "regola", "passo", "fout", "stap", "hoofdstuk", "błąd", "krok", "reguła",
    "правило", "ошибка", "шаг",
  ]

  private static func isOfPorts(_ token: Token) -> Bool {
    token.transport != nil || token.application != nil
      || token.concepts.containsAny(of: .port, .and, .or, .until, .transportProtocol)
  }

  private func goesOnWithPorts(at place: Int) -> Bool {
    let token = tokens[place]
    if token.isNumber || Self.isOfPorts(token) { return true }
    if token.isSign("-") {
      return !token.isApart || tokens[place - 1].isNumber && isRange(at: place)
    }
    if token.isSign(",") || token.isSign("(") {
      return place + 1 < tokens.count
        && (tokens[place + 1].isNumber || tokens[place + 1].transport != nil
          || tokens[place + 1].application != nil)
    }
    return ")]/&+".contains(where: token.isSign)
  }

  /// "5000 - 5010"; not "5222 - presence".
  private func isRange(at sign: Int) -> Bool {
    sign + 1 < tokens.count && tokens[sign + 1].isNumber
  }

  /// Whether what begins there says what the ports are for, rather than what the number counts.
  private func tellsUse(at place: Int) -> Bool {
    let token = tokens[place]
    return !token.isWord || SentenceWords.states.contains(token.lower)
      || Self.forWhat.contains(token.lower)
  }

  private static let ties = PortFacts.byWayOf.union(["is", "uses", "nutzt", "utilise", "usa"])

  private static let forWhat = SentenceWords.fors.union([
    "to", "zur", "zum", "used", "serves", "carries", "wird", "werden", "dient", "sert", "sirve",
  ])
}
