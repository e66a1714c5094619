import EndpointModel

/// Numbers with which an item begins: "4369: discovery", "5672, 5671: clients", "6000 through 6500 for
/// replication", "4060 - 4065 - reserved". Below words that announce ports they are ports.
extension TextFacts {
  /// How many tokens they are, with what joins them; 0 if it does not begin with a number.
  var leadingNumberCount: Int {
    guard var last = tokens.first?.number else { return 0 }
    var count = 1
    while count + 1 < tokens.count, let next = tokens[count + 1].number {
      let joint = tokens[count]
      let isRange =
        joint.isSign("-") || joint.isSign("–") || joint.isSign("~")
        || joint.concepts.contains(.until)
        // "8000:8100", as rules of firewalls have it; "8080:80" leads inside.
        || joint.isSign(":") && !joint.isApart && !tokens[count + 1].isApart && last >= 1024
      let isList =
        joint.isSign(",") || joint.isSign("/") || joint.isSign("&") || joint.isSign(";")
        || joint.concepts.containsAny(of: .and, .or)
      guard isList || isRange && next > last else { break }
      last = next
      count += 2
    }
    return count
  }

  /// "20 – active mode of FTP", "5672, 5671: clients": numbers, and after a sign what they are for.
  var definesNumbers: Bool {
    let count = leadingNumberCount
    guard count > 0, count + 1 < tokens.count else { return false }
    let sign = tokens[count]
    // "80 -> HTTP", "443 => HTTPS"
    let isArrow =
      sign.isSign("→")
      || (sign.isSign("-") || sign.isSign("=")) && tokens[count + 1].isSign(">")
        && !tokens[count + 1].isApart
    // "8080 # API", as settings have remarks
    return sign.isSign(":") || isArrow || sign.isSign("#") && sign.isApart
      || sign.isSign("-") && sign.isApart && tokens[count + 1].isApart
  }

  /// "3306 is used for clients": numbers, and a verb behind them.
  var statesUseOfNumbers: Bool {
    let count = leadingNumberCount
    guard count > 0, count < tokens.count else { return false }
    return SentenceWords.states.contains(tokens[count].lower)
  }

  /// Whether it may be one of a list of ports: it begins with numbers that are no counts, and tells
  /// what they are for behind a sign or in brackets.
  var isNumberedPort: Bool {
    let count = leadingNumberCount
    guard count > 0, tokens[..<count].allSatisfy({ $0.number.map { $0 >= 20 } ?? true }) else {
      return false
    }
    return count == tokens.count || definesNumbers || tokens[count].isSign("(")
      || tokens[count].isSign("[")
  }

  /// "from 5000 to 5010", "above 49151": a range in words, and nothing else.
  var isRangeInWords: Bool {
    guard let first = tokens.first, tokens.count <= 6, tokens.count > 1,
      first.concepts.containsAny(of: .from, .between, .above, .below)
        || ["de", "od", "с", "von", "da", "van"].contains(first.lower)
    else { return false }
    return tokens.dropFirst().contains(where: \.isNumber)
      && tokens.dropFirst().allSatisfy {
        $0.number.map { $0 >= 20 } ?? $0.concepts.containsAny(of: .until, .and)
      }
  }

  /// "4443", "8000-8010": nothing but numbers that may be ports, and no years.
  var isBarePorts: Bool {
    isNumbers && !tokens.contains(where: \.isWord)
      && tokens.compactMap(\.number).allSatisfy {
        (PortFacts.known.contains($0) || (1024...65535).contains($0)) && !Self.years.contains($0)
      }
  }

  /// "in: 25, 587": words, and behind a colon nothing but numbers that may be ports.
  var labelledPlainPorts: [PortTerm] {
    guard let colon = tokens.firstIndex(where: { $0.isSign(":") }), colon > 0, colon <= 4,
      tokens[..<colon].allSatisfy(\.isWord),
      !concepts.containsAny(of: .not, .deny, .count, .identifier)
    else { return [] }
    let rest = TextFacts(AddressFacts.text(tokens[(colon + 1)...]), line: line)
    return rest.isBarePorts ? rest.cellPorts.stated : []
  }

  /// "web (80, 443): a.example": a name with ports in brackets, and behind a colon its host.
  var portsInLabelOfAddress: [PortTerm] {
    guard let place = addresses.items.first?.place.lowerBound, place >= 5,
      addresses.items.allSatisfy({ $0.ports == nil && !$0.isLink }),
      tokens[place - 1].isSign(":"), tokens[place - 2].isSign(")"),
      let open = tokens[..<place].firstIndex(where: { $0.isSign("(") }), open > 0,
      tokens[..<open].allSatisfy(\.isWord)
    else { return [] }
    let inside = TextFacts(AddressFacts.text(tokens[(open + 1)..<(place - 2)]), line: line)
    return inside.isBarePorts ? inside.cellPorts.stated : []
  }

  /// "3001 dashboard of the agents": a number that may be a port, and in a few words what it is for; nil for
  /// a count, "24 hours".
  var portWithUse: PortTerm? {
    guard let number = tokens.first?.number, tokens.count > 1, tokens.count <= 9,
      PortFacts.known.contains(number) || (1024...65535).contains(number),
      !Self.years.contains(number), tokens[1].isWord, !PortFacts.counts(tokens[1].lower),
      !tokens.dropFirst().contains(where: { $0.isNumber || $0.isOtherNumber }),
      !".!?:".contains(text.last ?? "."), !isTakenBack, !holdsAddress, !mayBeExample,
      !concepts.containsAny(of: .not, .deny), let ports = try? PortSet(parsing: "\(number)")
    else { return nil }
    return PortTerm(transport: nil, ports: .numbers(ports))
  }

  /// "3478; and the range 4700 – 5000", "443; 3433; 4700-5000": nothing but numbers and the words that
  /// join them; nil for anything else, and for a number alone.
  var listedNumbers: [PortTerm]? {
    guard !saysPorts, !holdsAddress, addresses.problems.isEmpty,
      tokens.count(where: \.isNumber) >= 2, !tokens.contains(where: \.isOtherNumber),
      tokens.allSatisfy({ token in
        token.number.map { $0 >= 20 && !Self.years.contains($0) }
          ?? (!token.isWord || token.joinsNumbers)
      })
    else { return nil }
    let told = tokens.filter {
      !$0.isWord || $0.concepts.containsAny(of: .until, .between) && !$0.concepts.contains(.and)
    }
    let terms = PortFacts(told, .cell).terms.filter { $0.ports != nil }
    return terms.isEmpty ? nil : terms
  }

  /// "Agents to the server: 5672 (or 5671 with TLS)", "Database: 3306 and 1433 - configurable": words,
  /// and behind a colon numbers; nil for anything else.
  var labelledNumbers: (name: String, terms: [PortTerm])? {
    guard !saysPorts, !holdsAddress, addresses.problems.isEmpty, DateWords.first(in: text) == nil,
      let colon = tokens.firstIndex(where: { $0.isSign(":") }), colon > 0,
      !tokens[..<colon].contains(where: { $0.isNumber || $0.isOtherNumber }),
      tokens[..<colon].contains(where: \.isWord),
      !tokens[..<colon].contains(where: { $0.concepts.containsAny(of: .identifier, .not) })
    else { return nil }
    let rest = TextFacts(AddressFacts.text(tokens[(colon + 1)...]), line: line ?? 0)
    let count = rest.leadingNumberCount
    guard count > 0,
      rest.tokens[..<count].allSatisfy({
        $0.number.map { $0 >= 20 && !Self.years.contains($0) } ?? true
      })
    else { return nil }
    // "Users: 500" counts them; "Users: 80 or 443" does not.
    let areCounts =
      tokens[..<colon].contains { $0.concepts.contains(.count) }
      && !rest.tokens[..<count].allSatisfy { $0.number.map(PortFacts.known.contains) ?? true }
    if areCounts { return nil }
    var told = Array(rest.tokens[..<count])
    var behind = rest.tokens[count...]
    if let next = behind.first, next.isSign("("),
      let close = behind.firstIndex(where: { $0.isSign(")") })
    {
      let inside = rest.tokens[(count + 1)..<close]
      // "(or 5671 with TLS)"
      if inside.first?.concepts.contains(.or) ?? false {
        told += Array(inside.prefix { $0.isNumber || $0.concepts.contains(.or) })
      }
      behind = rest.tokens[(close + 1)...]
    }
    guard behind.isEmpty || behind.first.map({ ",.-–".contains(where: $0.isSign) }) ?? true,
      !behind.contains(where: { $0.isNumber || PortFacts.counts($0.lower) })
    else { return nil }
    let terms = PortFacts(told, .cell).terms.filter { $0.ports != nil }
    let name = AddressFacts.name(tokens[..<colon]).trimmingMarks
    return terms.isEmpty ? nil : (name, terms)
  }

  /// "Agents from the server: dynamic": a few words on both sides of a colon, and no number.
  var isFieldOfWords: Bool {
    guard !holdsAddress, tokens.count <= 14, !tokens.contains(where: \.isNumber),
      let colon = tokens.firstIndex(where: { $0.isSign(":") }), colon > 0
    else { return false }
    return (1...2).contains(tokens.count - colon - 1)
  }

  /// Whether it may stand among numbers below words that announce ports, and not be a label of its own.
  var mayBeNumbersOfPorts: Bool {
    labelledNumbers != nil || listedNumbers != nil || isFieldOfWords
  }

  /// "1935 (RTMP), 8088 (RTMPT), 5080 (console)": numbers with brackets that say what each is for, of
  /// which one names an application.
  var explainedNumbers: [PortTerm] {
    if holdsAddress { return [] }
    var numbers: [ArraySlice<Token>] = []
    var namesApplication = false
    var place = 0
    while place + 2 < tokens.count {
      guard let number = tokens[place].number, number >= 20, !Self.years.contains(number),
        tokens[place + 1].isSign("("),
        let close = tokens[place...].firstIndex(where: { $0.isSign(")") }),
        !tokens[(place + 1)..<close].contains(where: \.isNumber)
      else {
        if tokens[place].isNumber { return [] }
        place += 1
        continue
      }
      // "250 (HTTP) sessions and 4000 (SIP) users"
      if close + 1 < tokens.count, tokens[close + 1].isWord,
        !tokens[close + 1].concepts.containsAny(of: .and, .or)
      {
        return []
      }
      numbers.append(tokens[place...close])
      namesApplication =
        namesApplication
        || tokens[(place + 1)..<close].contains { $0.application != nil || $0.transport != nil }
      place = close + 1
    }
    guard numbers.count >= 2, namesApplication else { return [] }
    return numbers.flatMap { PortFacts(Array($0), .cell).terms }.filter { $0.ports != nil }
  }

  /// Whether a number in it may be a port, and not a count, a size or a year.
  var mayTellPorts: Bool {
    tokens.indices.prefix(2).contains { place in
      guard let number = tokens[place].number, number >= 20, !Self.years.contains(number) else {
        return false
      }
      return place + 1 >= tokens.count || !PortFacts.counts(tokens[place + 1].lower)
    }
  }

  /// Whether a number without any word beside it may be a port: not a small count, nor a year.
  static func mayBePort(_ number: Int) -> Bool {
    (1024...65535).contains(number) && !years.contains(number)
  }

  /// Whether a word stands among numbers and only joins them: "from 5000 to 5010".
  func joinsNumbers(at place: Int) -> Bool {
    tokens[place].joinsNumbers && tokens[(place + 1)...].prefix(2).contains(where: \.isNumber)
  }

  /// Whether a number in it may be a port that was not understood as one.
  var holdsUnreadPort: Bool {
    guard statedPorts.isEmpty else { return false }
    return tokens.indices.contains { place in
      guard let number = tokens[place].number else { return false }
      // "192.0.2.6 (22)": a prefix length would have its sign.
      let isInBrackets =
        place > 0 && place + 1 < tokens.count && tokens[place - 1].isSign("(")
        && tokens[place + 1].isSign(")") && PortFacts.known.contains(number)
      guard Self.mayBePort(number) || isInBrackets else { return false }
      let before = place > 0 ? tokens[place - 1] : nil
      let next = place + 1 < tokens.count ? tokens[place + 1] : nil
      return !(next.map { PortFacts.counts($0.lower) || $0.isSign("%") } ?? false)
        && !(before.map {
          ["rfc", "as", "asn", "id", "error", "kb"].contains($0.lower) || $0.isSign("#")
        }
          ?? false)
    }
  }

  /// "These are either 8482 and 8483 or 9200-9999": the numbers that may be ports, one by one.
  var unreadPorts: [PortTerm] {
    guard holdsUnreadPort else { return [] }
    return tokens.indices.compactMap { place in
      guard let number = tokens[place].number, Self.mayBePort(number),
        let port = UInt16(exactly: number)
      else { return nil }
      return PortTerm(ports: PortSet([port...port]).map(Ports.numbers))
    }
  }

  /// The ports that the numbers are, with the protocol right behind them: "5060 TCP", "5061 (TLS)".
  var leadingPorts: [PortTerm] {
    let count = leadingNumberCount
    var behind = Array(tokens[count...].prefix(1).filter { $0.transport != nil })
    if tokens.indices.contains(count), tokens[count].isSign("("),
      let close = tokens[count...].firstIndex(where: { $0.isSign(")") }),
      !tokens[count..<close].contains(where: \.isNumber)
    {
      behind = Array(tokens[count...close])
    }
    if behind.isEmpty { behind = transportsBehindColon(count) }
    let numbers = tokens[..<count].map { token in
      token.isSign(":") ? Token(.sign("-"), token.text, line: token.line, isApart: false) : token
    }
    return PortFacts(numbers + behind, .cell).terms.filter { $0.ports != nil }
  }

  /// "8443: TCP - monitoring", "21000: TCP/UDP": the protocols behind the colon.
  private func transportsBehindColon(_ colon: Int) -> [Token] {
    guard colon + 1 < tokens.count, tokens[colon].isSign(":") else { return [] }
    let run = tokens[(colon + 1)...].prefix {
      $0.transport != nil || $0.isSign("/") || $0.isSign("&")
        || $0.concepts.containsAny(of: .and, .or)
    }
    guard run.first?.transport != nil, run.last?.transport != nil,
      run.endIndex == tokens.count || !tokens[run.endIndex].isNumber
    else { return [] }
    return Array(run)
  }

  /// What the numbers are for.
  var nameBehindNumbers: String {
    let count = leadingNumberCount
    // "8080 (API): for the clients"
    if count < tokens.count, tokens[count].isSign("("),
      let close = tokens[count...].firstIndex(where: { $0.isSign(")") }), close + 1 < tokens.count,
      tokens[close + 1].isSign(":")
    {
      return AddressFacts.name(tokens[(count + 1)..<close]).trimmingNameMarks
    }
    let start =
      definesNumbers ? count + 1 : max(count, (tokens.lastIndex(where: \.isNumber) ?? -1) + 1)
    return AddressFacts.name(tokens[start...]).trimmingNameMarks
  }

  fileprivate static let years = 1990...2040
}

extension [TextFacts] {
  /// Whether most of them begin with numbers and tell what these are for.
  var areNumberedPorts: Bool {
    let numbered = count(where: \.isNumberedPort)
    return numbered >= 2 && numbered * 3 >= count * 2 && !areYears
  }

  /// "2019: first", "2020: second": each begins with a year.
  var areYears: Bool {
    count >= 2
      && allSatisfy { $0.tokens.first?.number.map(TextFacts.years.contains) ?? false }
  }
}

extension Token {
  /// "And", "to", "from", "the range": a word between numbers that says no more than how they belong
  /// together.
  var joinsNumbers: Bool {
    concepts.containsAny(of: .and, .or, .from, .until, .between)
      || SentenceWords.ranges.contains(lower) || Self.plainJoiners.contains(lower)
  }

  private static let plainJoiners: Set = [
    "the", "also", "samt", "der", "die", "den", "sowie", "le", "la", "les", "de", "ainsi", "que",
    "el", "al", "los", "las", "y", "il", "i", "o", "os", "as", "od", "het", "alla", "ile", "ila",
    "по",
  ]
}
