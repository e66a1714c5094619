import EndpointModel

/// What brackets among ports hold: a protocol for the ports before them, ports, examples, remarks.
extension PortFacts {
  /// Reads a bracket: a protocol for the ports before it, ports of its own, an example; anything
  /// else is a remark.
  mutating func readBracket(_ range: Range<Int>) {
    let inside = tokens[range]
    if inside.contains(where: { $0.concepts.contains(.example) }) {
      readExample(range)
      return
    }
    // "UDP port 51820 (and 51821 if IPv6 is used)"
    if reading == .text, !numbers.isEmpty, inside.count > 1,
      inside.first?.concepts.containsAny(of: .and, .or) ?? false, mayBePort(range.lowerBound + 1),
      let number = tokens[range.lowerBound + 1].number.flatMap(UInt16.init(exactly:))
    {
      numbers.append(number...number)
      used.insert(range.lowerBound + 1)
      return
    }
    // "5000-5010 (excluding 5005)"
    if let except = range.first(where: { tokens[$0].concepts.contains(.except) }),
      let number = tokens[except..<range.upperBound].first(where: \.isNumber)
    {
      refuseExcepted(by: tokens[except], number)
      return
    }
    // "443 (2)", "443 (until 2025: 8443)"
    let isMark = inside.count == 1 && (inside.first?.number ?? 10) < 10
    let isDated =
      inside.contains { $0.concepts.containsAny(of: .until, .from) }
      && inside.contains { $0.number.map(Self.years.contains) ?? false }
    if reading == .cell, !numbers.isEmpty, isMark || isDated {
      strayNumbers += 1
      return
    }
    let words = range.filter { tokens[$0].isWord }
    let transports = words.filter { tokens[$0].transport != nil }
    let hasNumbers = inside.contains(where: \.isNumber)
    // "the relay ports (normally 3478 and 5349)", "a port for UDP and TCP (default: 3478)"
    let isOfPort =
      sawPortWord
      || sawPortInSentence
        && [inside.first, inside.last].contains {
          $0.map { Self.usual.contains($0.lower) } ?? false
        }
    let saysUsual = reading == .text && isOfPort && numbers.isEmpty
    let plain = words.allSatisfy {
      isOfPorts(tokens[$0]) || saysUsual && Self.usual.contains(tokens[$0].lower)
    }
    let saysPort = words.contains { tokens[$0].concepts.contains(.port) }
    // "a.example (port 443)", also "(through port 443)"
    if reading == .text, hasNumbers, saysPort, transports.isEmpty, numbers.isEmpty, !sawPortWord {
      flush()
      walk(range)
      flush()
      sawPortWord = false
      return
    }
    if reading == .text, sawPortWord, numbers.isEmpty, !plain, readUsesInBracket(range) { return }
    if hasNumbers, plain || !transports.isEmpty {
      // "(636)", "(TCP 6514)"; numbers among other words are not read.
      if transports.isEmpty {
        if reading == .text, numbers.isEmpty, !isOfPort, leadingUsual == nil, !isAny,
          !isOfTransport(range)
        {
          if isBesideNamedPorts(range) {
            sawPortWord = true
            walk(range)
            flush()
            sawPortWord = false
          }
          return
        }
        let first = saysUsual ? range.first { tokens[$0].isNumber } : nil
        if saysUsual {
          sawPortWord = true
          // "a port for UDP and TCP listeners (default: 3479)"
          if leading == nil { leading = ofSentence }
          // "a port for TLS (default: 5349)"
          if leading == nil, leadingUsual == nil, let last = names.last,
            last.place == range.lowerBound - 2
          {
            leadingUsual = last.application.transport
          }
        }
        walk((first ?? range.lowerBound)..<range.upperBound)
      } else if plain {
        let before = (leading, leadingUsual)
        flush()
        (leading, leadingUsual) = (nil, nil)
        walk(range)
        flush()
        (leading, leadingUsual) = before
      } else {
        readAmongWords(range)
      }
      return
    }
    // "(UDP https)": a name in place of the port.
    let isNamed = words.contains {
      tokens[$0].application?.port != nil && tokens[$0].text == tokens[$0].lower
    }
    if !hasNumbers, !transports.isEmpty, isNamed, numbers.isEmpty, !isAny, plain {
      let before = (leading, leadingUsual)
      (leading, leadingUsual) = (nil, nil)
      walk(range)
      flush()
      (leading, leadingUsual) = before
      return
    }
    if !hasNumbers, !transports.isEmpty {
      let named = joined(transports)
      for place in transports { used.insert(place) }
      if !numbers.isEmpty || isAny || isCustomers {
        leading = named
        flush()
        leading = reading == .cell ? leading : nil
      } else if leading == nil {
        // "HTTP (over TCP) on port 80 and on the ports 8000 to 8005"
        leading = named
        ofSentence = ofSentence ?? named
      }
      otherWords += words.filter { !isOfPorts(tokens[$0]) }
      return
    }
    // "Domains to allow (for the agent, HTTPS/443)"
    if reading == .text, numbers.isEmpty,
      range.contains(where: { isApplicationWithPort($0, range.upperBound) })
    {
      flush()
      walk(range)
      flush()
      return
    }
    if hasNumbers {
      numberedRemarks.append(range)
      if reading == .cell, !numbers.isEmpty, range.contains(where: mayBePort) { strayNumbers += 1 }
    }
    if !hasNumbers, plain, !numbers.isEmpty, leading == nil, leadingUsual == nil {
      // "443 (HTTPS)": applies when these ports are separated from the next ones.
      remark = words.compactMap { tokens[$0].application?.transport }.first
    }
    otherWords += words
  }

  /// "The ports (8082 for the panel, UDP 10999 and 10998 for the game)": each part begins with ports, and
  /// says what they are for; false if a part does not.
  private mutating func readUsesInBracket(_ range: Range<Int>) -> Bool {
    var parts: [[Token]] = [[]]
    for place in range {
      // A comma between numbers parts none of their uses.
      if tokens[place].isSign(",") || tokens[place].isSign(";"),
        !(parts.last?.last?.isNumber ?? true)
      {
        parts.append([])
      } else {
        parts[parts.count - 1].append(tokens[place])
      }
    }
    let told = parts.map { part -> [PortTerm] in
      let head = part.prefix { token in
        token.number.map { $0 >= 20 && !Self.years.contains($0) }
          ?? (isOfPorts(token) || ",-/&".contains(where: token.isSign))
      }
      let next = part.dropFirst(head.count).first
      guard head.contains(where: \.isNumber),
        next.map({ SentenceWords.fors.contains($0.lower) }) ?? true
      else { return [] }
      return PortFacts(Array(head), .cell).terms.filter { $0.ports != nil }
    }
    guard told.allSatisfy({ !$0.isEmpty }) else { return false }
    flush()
    for term in told.joined() { add(term) }
    for place in range { used.insert(place) }
    return true
  }

  /// "RAW (9100), IPP (631)": numbers in a bracket behind a name, beside others behind names of applications.
  private mutating func isBesideNamedPorts(_ range: Range<Int>) -> Bool {
    guard range.allSatisfy({ mayBePort($0) || ",/".contains(where: tokens[$0].isSign) }),
      range.lowerBound > 1, tokens[range.lowerBound - 2].isWord,
      tokens[range.lowerBound - 2].text.contains(where: \.isUppercase)
        || range.lowerBound > 2 && tokens[range.lowerBound - 3].isWord
    else { return false }
    // "Series (3000)" and "RFC (8446)" are no names of a list.
    if range.lowerBound > 2 {
      let before = tokens[range.lowerBound - 3]
      let begins =
        ",:/;-".contains(where: before.isSign) || before.concepts.containsAny(of: .and, .or, .port)
        || SentenceWords.permissions.contains(before.lower)
      if !begins { return false }
    }
    // Looked for once: a line may have thousands of brackets.
    let found =
      namedBrackets
      ?? Array(
        tokens.indices.lazy.filter { [tokens] open in
          tokens[open].isSign("(") && open > 0 && open + 1 < tokens.count
            && tokens[open + 1].isNumber && tokens[open - 1].application != nil
        }.prefix(2))
    namedBrackets = found
    return found.contains { $0 + 1 != range.lowerBound }
  }

  /// "TCP (80, 443)": the ports of the protocol right before the bracket; not "TCP (6)", its own number.
  private func isOfTransport(_ range: Range<Int>) -> Bool {
    guard let named = leading, named.hasPorts, range.lowerBound > 1,
      tokens[range.lowerBound - 2].transport != nil
    else { return false }
    return tokens[range].allSatisfy { $0.number.map { $0 >= 20 } ?? true }
  }

  /// "(TCP 6514 for secure)": a number beside a protocol is a port, whatever the other words say,
  /// unless they take it back.
  mutating func readAmongWords(_ range: Range<Int>) {
    let inside = tokens[range]
    let isTakenBack = inside.contains {
      $0.concepts.containsAny(of: .not, .except, .retired, .deny)
    }
    let inner = PortFacts(Array(inside), .text)
    let told = inner.terms.filter { $0.ports != nil && $0.transport != nil }
    guard !told.isEmpty, !isTakenBack else {
      otherWords += range.filter { tokens[$0].isWord }
      return
    }
    flush()
    for term in told { add(term) }
    for place in inner.used { used.insert(range.lowerBound + place) }
    otherWords += inner.otherWords.map { range.lowerBound + $0 }
  }

  /// "Ephemeral (default 32768-60999)": where a cell has no other port, a range in a bracket is one.
  /// So is one beside others, behind no more than a name: "554 / (SRT 9000-9100)".
  mutating func readRangeInRemark() {
    let isAlone = terms.allSatisfy { $0.ports == nil }
    for remark in numberedRemarks {
      if !isAlone, tokens[remark].count(where: \.isWord) > 1 { continue }
      let isTakenBack = tokens[remark].contains {
        $0.concepts.containsAny(of: .not, .except, .retired, .deny, .example)
      }
      if isTakenBack { continue }
      for place in remark where tokens[place].isNumber && numbers.isEmpty {
        var probe = self
        if case (let range?, let next)? = probe.range(at: place, remark.upperBound),
          range.count > 1,
          isAlone || range.lowerBound >= 1024 && !Self.years.contains(Int(range.upperBound))
        {
          numbers.append(range)
          for used in place..<next { self.used.insert(used) }
        }
      }
    }
    flush()
  }

  /// "8443 in FIPS mode": not "since 2019", "up to 5000 users", "RFC 2818".
  private func mayBePort(_ i: Int) -> Bool {
    guard let number = tokens[i].number else { return false }
    return (number >= 1024 || Self.known.contains(number)) && !Self.years.contains(number)
      && !isMeasure(i, tokens.count) && !isOfName(i)
  }

  mutating func readExample(_ range: Range<Int>) {
    let inner = PortFacts(
      Array(tokens[range]).filter { !$0.concepts.contains(.example) }, .cell)
    for term in inner.terms {
      if case .numbers(let set)? = term.ports { exampleRanges += set.ranges }
      if leading == nil, leadingUsual == nil, let named = term.transport { leading = named }
    }
    for place in range { used.insert(place) }
  }

  /// Words beside a port that may be set otherwise.
  private static let usual: Set = [
    "normally", "usually", "typically", "default", "defaults", "by", "standard", "normalerweise",
    "standardmäßig", "üblicherweise", "défaut", "habituellement", "normalement", "defecto",
    "predeterminado", "normalmente", "predefinito", "padrão", "standaard", "domyślnie", "domyślny",
    "výchozí", "по", "умолчанию", "за", "замовчуванням", "varsayılan", "oletus",
    "alapértelmezett", "implicit", "som", "oletuksena", "voreingestellt", "par", "por", "per",
    "als",
    "di", "предустановлено", "ve", "výchozím", "nastavení", "mặc", "định", "默认", "默認", "預設",
    "デフォルト", "既定", "기본",
  ]

  static let years = 1990...2100
}
