import EndpointModel

/// What words among ports say.
extension PortFacts {
  mutating func readWord(_ i: Int, _ end: Int) -> Int? {
    let token = tokens[i]
    if token.transport != nil { return readTransports(i, end) }
    let concepts = token.concepts
    if let application = token.application { return readApplication(application, i, end) }
    if concepts.contains(.transportProtocol), let next = readProtocolNumbers(i, end) { return next }
    if concepts.contains(.example) {
      // Without brackets, an example ends with its clause.
      let stop = tokens[i..<end].firstIndex { $0.isSign(";") || $0.isLineEnd } ?? end
      guard reading == .cell || tokens[i..<stop].contains(where: \.isNumber) else { return nil }
      readExample(i..<stop)
      return stop
    }
    if concepts.contains(.port) {
      if reading == .text, let next = skipSourcePorts(i, end) { return next }
      used.insert(i)
      sawPortWord = true
      sawPortInSentence = true
      if leading == nil, reading == .text { leading = ofSentence }
      if reading == .text, i > 0, isAnyWord(i - 1),
        refersToOthers(i + 1, end) || isWhatIsNeeded(i + 1, end)
      {
        return i + 1
      }
      // "all TCP ports" are told by "all TCP".
      if reading == .cell, i > 1, isAnyWord(i - 2), tokens[i - 1].transport != nil,
        terms.last?.ports == .any
      {
        return i + 1
      }
      // "Alle Ports 8000-8010", the Italian "alle porte TCP 443": those that are told.
      let next = i + 1 < end && tokens[i + 1].transport != nil ? i + 2 : i + 1
      let areTold = next < end && tokens[next].isNumber
      if i > 0, isAnyWord(i - 1) || saysAllTransports(before: i), !beginsOpenRange(i + 1, end),
        !areTold
      {
        isAny = true
        // In a cell, a protocol may follow.
        if reading == .text { flush() }
      }
      return behindNumberWords(i + 1, end)
    }
    if concepts.containsAny(of: .except, .not),
      reading == .cell || sawPortWord || concepts.contains(.except), !isContrast(i)
    {
      if let number = nextNumber(i + 1, end) {
        refuseExcepted(by: token, tokens[number])
        return skipNumbers(number, end)
      }
    }
    if concepts.contains(.from), let next = skipFormerPorts(i, end) { return next }
    if concepts.contains(.between), let next = readBetween(i, end) { return next }
    if concepts.contains(.above), let next = readOpenRange(isAbove: true, from: i + 1, end) {
      return next
    }
    if concepts.contains(.below), let next = readOpenRange(isAbove: false, from: i + 1, end) {
      return next
    }
    if isAnyWord(i) {
      if let next = skipOwnPort(i, end) { return next }
      // "The default port is 6580 but can be changed to any port."
      if !numbers.isEmpty || !terms.isEmpty,
        tokens[max(0, i - 3)..<i].contains(where: { Self.changes.contains($0.lower) })
      {
        otherWords.append(i)
        return i + 1 < end && tokens[i + 1].concepts.contains(.port) ? i + 2 : i + 1
      }
      // "All ports higher than 1023"
      if !numbers.isEmpty || sawPortWord, beginsOpenRange(i + 1, end) {
        used.insert(i)
        return i + 1
      }
      // "Assigned to each customer" does not mean all ports.
      if isCustomers
        || tokens[i..<min(end, i + 3)].contains(where: { $0.concepts.contains(.customer) })
      {
        isCustomers = true
        otherWords.append(i)
        return i + 1
      }
      if reading == .cell, i + 1 < end, tokens[i + 1].concepts.contains(.port),
        refersToOthers(i + 2, end)
      {
        problems.append(
          "which ports \"\(AddressFacts.text(tokens[i..<end]))\" stands for is not told here")
        return end
      }
      if reading == .cell {
        isAny = true
        used.insert(i)
        return i + 1
      }
      if sawPortWord, numbers.isEmpty, i > 0,
        tokens[i - 1].concepts.contains(.port) || tokens[i - 1].isSign(":")
      {
        isAny = true
        flush()
        used.insert(i)
        return i + 1
      }
    }
    if concepts.contains(.customer), reading == .cell {
      isCustomers = true
      otherWords.append(i)
      return i + 1
    }
    if concepts.containsAny(of: .and, .or, .until, .from) {
      // An "a" that joins nothing is an article.
      let joins =
        reading == .cell || !numbers.isEmpty || concepts.contains(.from) && sawPortWord
        || leading != nil && token.lower.count > 1
      if joins { return i + 1 }
    }
    otherWords.append(i)
    return nil
  }

  /// "Port number 443", "port no. 443", "the port of the server is 443": the place of the number; the
  /// given place if no such word stands there.
  private mutating func behindNumberWords(_ start: Int, _ end: Int) -> Int {
    var i = start
    if i < end, Self.ofWhat.contains(tokens[i].lower) {
      let words = tokens[i..<min(i + 7, end)].prefix { $0.isWord && $0.transport == nil }
      i = words.firstIndex { Self.copulas.contains($0.lower) } ?? start
    }
    let first = i
    while i < end, i < first + 3, Self.numberWords.contains(tokens[i].lower),
      tokens[i].lower != "to" || tokens[i - 1].lower.hasPrefix("default")
    {
      i += 1
    }
    if i == start { return start }
    if i < end, tokens[i].isSign(".") || tokens[i].isSign(":") { i += 1 }
    guard i < end, tokens[i].isNumber else { return start }
    for place in start..<i { used.insert(place) }
    return i
  }

  private static let numberWords = Set([
    "dalla", "dal", "dalle", "number", "numbers", "no", "no.", "nos", "nr", "nr.", "n°", "nº",
    "№", "num", "with", "the", "nummer", "nummern", "mit", "der", "numéro",
    "numéros", "número", "números", "numero", "numeri", "номер", "номера", "номером", "numer",
    "numery", "nummers", "used", "default", "defaults", "by", "to",
  ]).union(copulas)

  /// "Is" and "are".
  private static let copulas: Set = [
    "is", "are", "will", "be", "ist", "sind", "lautet", "lauten", "est", "sont", "es", "son", "è",
    "sono", "é",
    "são", "zijn", "är", "er", "jest", "są",
  ]

  /// What begins the words for what has a port.
  private static let ofWhat: Set = [
    "of", "for", "des", "der", "für", "du", "de", "pour", "del", "para", "della", "do", "da", "van",
    "voor", "av",
  ]

  /// What is done with a port that is not the usual one.
  private static let changes: Set = [
    "assigned", "changed", "set", "configured", "moved", "geändert", "gesetzt", "changé", "modifié",
    "cambiado", "cambiar", "modificato", "alterado", "gewijzigd",
  ]

  /// "All ports above", "any port listed here", "all ports in the table below".
  private func refersToOthers(_ i: Int, _ end: Int) -> Bool {
    tokens[min(i, end)..<min(i + 4, end)].prefix { $0.isWord }.contains {
      Self.references.contains($0.lower)
    }
  }

  /// "All ports needed for the app: 443": those that are told.
  private func isWhatIsNeeded(_ i: Int, _ end: Int) -> Bool {
    i < end && Self.needs.contains(tokens[i].lower)
      && tokens[i..<end].contains { $0.isNumber || $0.isSign(":") }
  }

  private static let needs: Set = [
    "needed", "required", "used", "necessary", "benötigten", "erforderlichen", "genutzten",
    "nécessaires", "requis", "utilisés", "necesarios", "requeridos", "utilizados", "necessarie",
    "richieste", "usate", "necessárias", "usadas", "benodigde",
  ]

  private static let references: Set = [
    "above", "below", "listed", "mentioned", "named", "shown", "following", "table", "oben",
    "unten",
    "genannten", "aufgeführten", "folgenden", "ci-dessus", "ci-dessous", "listés", "indicados",
    "siguientes", "elencate", "seguenti", "listadas", "seguintes", "hieronder", "hierboven",
  ]

  /// "Source port any", "from a source port (1024-65535)", "from any port": where a connection comes
  /// from, which opens nothing. The place behind it; nil for other ports.
  private mutating func skipSourcePorts(_ i: Int, _ end: Int) -> Int? {
    guard i > 0 else { return nil }
    let isFromAny = i > 1 && isAnyWord(i - 1) && tokens[i - 2].lower == "from"
    guard isFromAny || ["source", "src"].contains(tokens[i - 1].lower) else { return nil }
    var next = i + 1
    while next < end {
      let token = tokens[next]
      if token.isSign("(") {
        next = min(closing(of: next, before: end) + 1, end)
      } else if token.isSign(":") || token.isSign("-") || token.isNumber || isAnyWord(next) {
        next += 1
      } else {
        break
      }
    }
    for place in i - 1..<next { used.insert(place) }
    return next
  }

  /// "Any client port to TCP 443": that of one's own end.
  private mutating func skipOwnPort(_ i: Int, _ end: Int) -> Int? {
    guard i + 2 < end, Self.ownEnds.contains(tokens[i + 1].lower),
      tokens[i + 2].concepts.contains(.port), tokens[(i + 3)..<end].contains(where: \.isNumber)
    else { return nil }
    for place in i...i + 2 { used.insert(place) }
    return i + 3
  }

  private static let ownEnds: Set = ["client", "source", "src", "local", "ephemeral"]

  /// "Moved from TCP 8443 to TCP 443": the ports before "to" are those of before. The place of what is
  /// new; nil if nothing changes.
  private mutating func skipFormerPorts(_ i: Int, _ end: Int) -> Int? {
    guard
      tokens[max(i - 4, 0)..<i].contains(where: { SentenceWords.changes.contains($0.lower) }),
      let to = tokens[(i + 1)..<end].firstIndex(where: { $0.isWord && $0.concepts.contains(.until) }
      ),
      tokens[i..<to].contains(where: \.isNumber), to + 1 < end,
      tokens[to...].contains(where: \.isNumber)
    else { return nil }
    numbers = []
    leading = nil
    for place in i...to { used.insert(place) }
    return to + 1
  }

  /// "Is off by default, but port 8501 is usual": not "all but port 25".
  private func isContrast(_ i: Int) -> Bool {
    reading == .text && tokens[i].lower == "but"
      && !tokens[max(0, i - 5)..<i].contains {
        $0.concepts.contains(.any) || ["nothing", "none", "everything", "no"].contains($0.lower)
      }
  }

  mutating func refuseExcepted(by word: Token, _ number: Token) {
    problems.append("\(word.text) \(number.text): ports that are left out are not understood")
    excepts = true
  }

  /// "all TCP/UDP ports"
  func saysAllTransports(before i: Int) -> Bool {
    var place = i - 1
    while place > 0, tokens[place].transport != nil || isJoiner(place) { place -= 1 }
    return place >= 0 && place < i - 1 && isAnyWord(place)
  }

  func isAnyWord(_ i: Int) -> Bool {
    let token = tokens[i]
    guard token.concepts.contains(.any), !["each", "internet"].contains(token.lower) else {
      return false
    }
    // "every 60 seconds"
    if i + 1 < tokens.count, tokens[i + 1].isNumber, isMeasure(i + 1, tokens.count) { return false }
    // "所有地址开放" says more than the word for all.
    return !token.lower.holdsUnspacedScript
      || token.lower.count <= 3
  }

  /// "All ports", "tous les ports".
  func isBehindAnyWord(_ i: Int) -> Bool {
    i > 0 && isAnyWord(i - 1)
      || i > 1 && Self.articles.contains(tokens[i - 1].lower) && isAnyWord(i - 2)
  }

  func nextNumber(_ i: Int, _ end: Int) -> Int? {
    var i = i
    while i < end,
      tokens[i].isWord
        && (tokens[i].concepts.contains(.port) || ProtocolNames.transport(tokens[i].lower) != nil)
        || tokens[i].isSign(":")
    {
      i += 1
    }
    return i < end && tokens[i].isNumber ? i : nil
  }

  /// The place behind the numbers, ranges and commas that begin at a place.
  mutating func skipNumbers(_ start: Int, _ end: Int) -> Int {
    var i = ahead.run.contains(start) ? min(ahead.run.upperBound, end) : start
    while i < end, tokens[i].isNumber || tokens[i].isSign("-") || tokens[i].isSign(",") { i += 1 }
    if i > start, !ahead.run.contains(start) || i > ahead.run.upperBound { ahead.run = start..<i }
    return i
  }

  private static let articles: Set<String> = ["les", "the", "los", "las", "as", "os", "die"]
}
