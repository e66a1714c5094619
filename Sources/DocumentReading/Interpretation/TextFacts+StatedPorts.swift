import EndpointModel

/// How a text states ports.
extension TextFacts {
  /// "Ports:", "Firewall ports": names what follows, and states no port.
  var namesPorts: Bool {
    concepts.contains(.port) && !concepts.containsAny(of: .address, .host, .source) && !saysPorts
      && tokens.count <= 6
  }

  /// "21116 TCP for …", "TCP 443 for …"
  var beginsWithNumber: Bool { tokens.prefix(2).contains(where: \.isNumber) }

  /// "TCP port 443", "UDP 3478": ports with their protocol, and no other word.
  var isOnlyPorts: Bool {
    let used = usedForPorts
    return !textPorts.stated.isEmpty && textPorts.stated.allSatisfy { $0.transport != nil }
      && tokens.indices.allSatisfy {
        !tokens[$0].isWord || used.contains($0) || joinsNumbers(at: $0)
      }
  }

  /// "Outbound: TCP 443", "TCP 443 inbound": ports with their protocol and a direction.
  var isPortsAndDirection: Bool {
    let used = usedForPorts
    return statedDirection != nil && !textPorts.stated.isEmpty
      && textPorts.stated.allSatisfy { $0.transport != nil }
      && tokens.indices.allSatisfy { place in
        !tokens[place].isWord || used.contains(place) || joinsNumbers(at: place)
          || tokens[place].concepts.containsAny(of: .inbound, .outbound, .both, .direction)
      }
  }

  /// "a.example 443 and 8883 Used for telemetry", "a.example 192.0.2.1 443 (TCP) Updates": a name or an
  /// address or both, the ports and words, as the rows of a table that lost its columns have them; nil
  /// for anything else.
  var portsOfRow: (name: String, terms: [PortTerm])? {
    guard (1...2).contains(addresses.items.count),
      addresses.items.allSatisfy({ $0.ports == nil && !$0.isLink }),
      tokens.first?.address != nil, let last = addresses.used.max(), last + 1 < tokens.count,
      (0...last).allSatisfy(addresses.used.contains),
      tokens[last + 1].number.map({ $0 >= 33 }) ?? false
    else { return nil }
    let rest = tokens[(last + 1)...]
    var end = rest.startIndex
    while end < rest.endIndex {
      let token = rest[end]
      let goesOn =
        token.isNumber || token.transport != nil
        || [",", "/", "-", "&", "(", ")"].contains(where: { token.isSign($0) })
        || token.concepts.containsAny(of: .and, .or, .until)
      if !goesOn { break }
      end += 1
    }
    while end > rest.startIndex, !rest[end - 1].isNumber, !rest[end - 1].isSign(")"),
      rest[end - 1].transport == nil
    { end -= 1 }
    var terms = PortFacts(Array(rest[..<end]), .cell).terms.filter { $0.ports != nil }
    // "443 HTTPS over TCP Scripts"
    let told = rest[end...].prefix(4).compactMap(\.transport)
    if terms.allSatisfy({ $0.transport == nil }), told.count == 1 {
      for place in terms.indices { terms[place].transport = told[0] }
    }
    return terms.isEmpty ? nil : (AddressFacts.name(rest[end...]).trimmingNameMarks, terms)
  }

  /// "443", "80, 443", "TCP 443", alone on a line: of a table that was not recognized, perhaps.
  var isLonePort: Bool {
    !tokens.isEmpty && tokens.count <= 6 && !holdsAddress
      && tokens.contains(where: { $0.number.map { $0 >= 20 } ?? false })
      && tokens.allSatisfy { token in
        token.number.map { $0 >= 20 }
          ?? (token.transport != nil || token.isSign(",") || token.isSign("/"))
      }
  }

  /// The places of tokens that are ports and protocols in a text.
  var usedForPorts: Set<Int> {
    var used: Set<Int> = []
    // The tokens for ports leave out those that are parts of addresses.
    let kept = tokens.indices.filter { tokens[$0].address != nil || !addresses.used.contains($0) }
    for place in textPorts.used where place < kept.count { used.insert(kept[place]) }
    return used
  }

  /// "Incoming port 25 if you send mail"
  var beginsWithPortOfDirection: Bool {
    tokens.count > 2 && tokens[0].concepts.containsAny(of: .inbound, .outbound)
      && tokens[1].concepts.contains(.port)
      && tokens[2].isNumber
  }

  /// Whether it begins with a protocol or port.
  var beginsWithPorts: Bool {
    guard saysPorts else { return false }
    let used = usedForPorts
    if used.contains(0) { return true }
    // "Range of ports 32000-32767"
    if used.contains(2), SentenceWords.ranges.contains(tokens[0].lower) { return true }
    // "Range of UDP ports …", "the ports …": but not a sentence with a verb before the ports.
    return used.contains(1) && !(tokens.first?.concepts.contains(.ask) ?? false)
      && !SentenceWords.looking.contains(tokens[0].lower)
  }

  /// "Port 3444 (TCP, TLS) Interactions with the relay": begins with ports, and is no sentence.
  var isLineOfPorts: Bool {
    beginsWithPorts && !holdsAddress && addresses.problems.isEmpty && !announces
      && !".!?。".contains(text.last ?? ".") && !concepts.contains(.not) && !mayBeExample
      && textPorts.stated.allSatisfy { $0.ports != .any }
      && !tokens.contains { SentenceWords.states.contains($0.lower) }
  }

  /// "UDP port 500: exchange of keys": ports, and after a sign what they are for.
  var definesPorts: Bool {
    guard beginsWithPorts, !holdsAddress, !announces, let last = usedForPorts.max(),
      last + 2 < tokens.count
    else { return false }
    let next = tokens[last + 1]
    return next.isSign(":") || next.isSign("-") && next.isApart
  }

  /// "The default port of the recorder is 6036 and can be changed.": a sentence that tells a port, and
  /// asks for nothing.
  var tellsPort: Bool {
    concepts.contains(.port) && !holdsAddress && !announces && !statedPorts.isEmpty
      && statedPorts.allSatisfy { $0.ports != nil && $0.ports != .any }
      && !concepts.containsAny(of: .not, .example, .own) && !text.hasSuffix("?")
      && tokens.count <= 30
      && tokens.contains { SentenceWords.states.contains($0.lower) }
  }

  /// "These ports must be open on your firewall", and none is told: they follow.
  var asksForPortsBelow: Bool {
    (concepts.contains(.port) && concepts.containsAny(of: .ask, .allow, .need, .following)
      || endsInOrderToFirewall)
      && !saysPorts && !holdsAddress && !saysOutsideBrackets(.not, .example) && !looksAtPorts
  }

  /// "Check which ports are open with netstat:": what follows is found, not asked for.
  private var looksAtPorts: Bool {
    concepts.contains(.port)
      && ["netstat", "nmap", "lsof", "which ports", "output", "look like"].contains {
        lower.contains($0)
      }
  }

  /// "Note that the server's firewall must open": what, is told below.
  private var endsInOrderToFirewall: Bool {
    guard tokens.count <= 16, !isConditional, text.namesFirewall,
      let last = tokens.last(where: \.isWord)
    else { return false }
    return SentenceWords.permissions.contains(last.lower)
      || text.holdsUnspacedScript
        && ["开放", "放行", "開放", "開啟", "开启"].contains { lower.withoutColon.hasSuffix($0) }
  }

  /// Whether a word outside of brackets is of one of the concepts.
  func saysOutsideBrackets(_ first: Concept, _ second: Concept) -> Bool {
    guard concepts.containsAny(of: first, second) else { return false }
    var depth = 0
    return tokens.contains { token in
      if token.isSign("(") { depth += 1 }
      if token.isSign(")") { depth -= 1 }
      return depth == 0 && token.concepts.containsAny(of: first, second)
    }
  }

  /// "host.example 8087", "host.example [192.0.2.9]: 8086, 8087": numbers right after an address
  /// are its ports; not "192.0.2.0 24", which may be a prefix length, nor a small count.
  var portsBehindAddress: [PortTerm] {
    guard !saysPorts, let last = addresses.used.max(), last + 1 < tokens.count,
      !addresses.items.isEmpty, addresses.items.allSatisfy({ $0.ports == nil })
    else { return [] }
    let rest = Array(tokens[(last + 1)...])
    // "mail.example - 25, 587": a name has no prefix length.
    let areNames = addresses.items.allSatisfy { $0.address.range == nil }
    let isApart = rest.first.map { !$0.isNumber } ?? false
    let isPorts = rest.allSatisfy { token in
      switch token.kind {
      case .number, .grouped:
        token.number! >= Self.leastPortBehindAddress
          || areNames && isApart && PortFacts.known.contains(token.number!)
      case .sign(let sign): ":,;-()[]&/…~.".contains(sign)
      // "a.example (HTTPS 443)"
      case .word:
        token.concepts.containsAny(of: .and, .or, .until, .encryption) || token.application != nil
      case .lineEnd: true
      default: false
      }
    }
    guard isPorts, rest.contains(where: \.isNumber) else { return [] }
    // "HTTP 404", "SSL 256", "HTTPS 2024" are no ports.
    let named = rest.lazy.compactMap(\.application?.port).map(Int.init)
    let isNamed = rest.contains { $0.isWord && !$0.concepts.containsAny(of: .and, .or, .until) }
    if isNamed,
      !rest.compactMap(\.number).allSatisfy({ number in
        named.contains(number) || PortFacts.known.contains(number)
          || number >= 1024 && !(1900...2100).contains(number)
      })
    {
      return []
    }
    let numbers = rest.filter { !$0.isSign("(") && !$0.isSign(")") }
    return PortFacts(numbers, .cell).terms.filter { $0.ports != nil }
  }

  /// IPv4 prefix lengths and most counts are less.
  private static let leastPortBehindAddress = 33

  /// "5432 to 192.0.2.2", "443 from a.example": numbers in front, and where they lead.
  var portsBeforeAddress: [PortTerm] {
    guard !saysPorts, let way = tokens.firstIndex(where: \.isWord), way > 0,
      ["to", "from"].contains(tokens[way].lower),
      let address = addresses.items.first?.place.lowerBound, (way + 1...way + 3).contains(address),
      tokens[..<way].allSatisfy({ $0.isNumber || $0.isSign(",") || $0.isSign("-") }),
      tokens[..<way].allSatisfy({ $0.number.map { $0 >= 20 } ?? true })
    else { return [] }
    return PortFacts(Array(tokens[..<way]), .cell).terms.filter { $0.ports != nil }
  }

  /// "443: a.example": a number, and behind a colon or dash the address that it is for.
  var portsDefinedByAddress: [PortTerm] {
    guard !saysPorts, let first = addresses.items.first, first.place.lowerBound >= 2,
      first.ports == nil
    else { return [] }
    let before = tokens[..<first.place.lowerBound]
    guard let sign = before.last, sign.isSign(":") || sign.isSign("-") && sign.isApart,
      before.dropLast().allSatisfy({ token in
        token.number.map { $0 >= 20 } ?? (token.isSign(",") || token.isSign("-"))
      })
    else { return [] }
    return PortFacts(Array(before.dropLast()), .cell).terms.filter { $0.ports != nil }
  }

  /// "DNS 53", "Discovery - 8081", "SMTP 25/465 (either)": a name with its ports, if the words
  /// around are about ports, or an application of that name has that port; nil for anything else.
  func portsBehindName(isAboutPorts: @autoclosure () -> Bool) -> (name: String, terms: [PortTerm])?
  {
    // "Updated on May 08, 2026" is not a port.
    guard !saysPorts, !holdsAddress, addresses.problems.isEmpty, DateWords.first(in: text) == nil,
      let first = tokens.firstIndex(where: \.isNumber), first > 0, tokens[0].isWord,
      tokens[..<first].count(where: \.isWord) <= 5, !isOfSomethingElse(at: first),
      !tokens[first...].contains(where: { PortFacts.counts($0.lower) })
    else { return nil }
    let end = tokens[first...].firstIndex { $0.isSign("(") || $0.isSign("[") } ?? tokens.count
    let numbers = tokens[first..<end]
    let isPorts = numbers.allSatisfy { token in
      token.isNumber || token.concepts.containsAny(of: .and, .or, .until)
        || ",/&-;–+".contains(where: token.isSign)
    }
    guard isPorts else { return nil }
    let named = tokens[..<first].compactMap { $0.application?.port.map(Int.init) }
    let isKnown = numbers.contains { token in token.number.map(named.contains) ?? false }
    let isLarge = numbers.allSatisfy { $0.number.map { $0 >= 20 } ?? true }
    guard isKnown || isLarge && isAboutPorts() else { return nil }
    let terms = PortFacts(tokens, .cell).terms.filter { $0.ports != nil }
    let name = AddressFacts.name(tokens[..<first]).trimmingNameMarks
    return terms.isEmpty ? nil : (name, terms)
  }

  /// "Sign-in 7000", "Live view 8000, 8001 TCP Yes": a name and its ports, as the rows of a table
  /// that lost its columns have them; nil for anything else.
  var portsAtEnd: (name: String, terms: [PortTerm])? {
    guard !holdsAddress, addresses.problems.isEmpty, DateWords.first(in: text) == nil,
      let first = tokens.firstIndex(where: \.isNumber), first > 0, tokens[0].isWord,
      tokens[..<first].count(where: \.isWord) <= 6,
      tokens[..<first].contains(where: {
        $0.isWord && $0.transport == nil && !$0.concepts.contains(.port)
      })
    else { return nil }
    let end = tokens[first...]
    let isPorts = end.allSatisfy { token in
      token.number.map { $0 >= 20 } ?? (token.transport != nil)
        || token.concepts.containsAny(of: .and, .or, .until, .yes)
        || ",/&-–".contains(where: token.isSign)
    }
    guard isPorts else { return nil }
    let told = end.filter { !$0.concepts.contains(.yes) }
    let terms = PortFacts(Array(told), .cell).terms.filter { $0.ports != nil }
    return terms.isEmpty ? nil : (AddressFacts.name(tokens[..<first]).trimmingNameMarks, terms)
  }

  /// "Outbound: TCP 443", "Optional – UDP 10201": ports with a few words, not a sentence.
  var isShortWithPorts: Bool {
    // "UDP port: 3478 (recommended because of its low overhead)."
    if let rest = text.withoutLastRemark { return TextFacts(rest, line: line).isShortWithPorts }
    // "Search: TCP 9200."
    if text.last == ".", let colon = tokens.firstIndex(where: { $0.isSign(":") }), colon <= 5,
      leftoverWords.count <= 6
    {
      return TextFacts(String(text.dropLast()), line: line).isShortWithPorts
    }
    return saysPorts && !holdsAddress && (wordCountBesidePorts <= 6 || endsInPorts)
      && !".!?".contains(text.last ?? ".")
      && !concepts.contains(.not) && !mayBeExample
      && !(tokens.first.map { SentenceWords.looking.contains($0.lower) } ?? true)
  }

  /// "Passive FTP – ports 20, 21 and all ports higher than 1023" has two.
  private var wordCountBesidePorts: Int {
    if leftoverWords.count <= 6 { return leftoverWords.count }
    let used = usedForPorts
    return tokens.indices.count { tokens[$0].isWord && !used.contains($0) }
  }

  /// "For the first start also: TCP/UDP 5060 and 5070": nothing but ports after a colon.
  private var endsInPorts: Bool {
    guard let colon = tokens.lastIndex(where: { $0.isSign(":") }), colon + 1 < tokens.count else {
      return false
    }
    let rest = TextFacts(AddressFacts.text(tokens[(colon + 1)...]), line: line)
    return rest.saysPorts && rest.leftoverWords.count <= 2
  }

  /// Whether its ports may be an example: "e.g. TCP 443"; not where only a bracket without numbers has one,
  /// "Set-up (e.g. of keys): TCP 443", "(e.g. Vendor5)", nor where ports stand in front of one: "open UDP
  /// 1434 beside the port of the server (e.g. 1433)".
  var mayBeExample: Bool {
    guard concepts.contains(.example) else { return false }
    let rest = TextFacts(text.replacing(Self.bracketOfWords, with: " "), line: line)
    guard rest.concepts.contains(.example) else { return false }
    let brackets = rest.text.matches(of: Self.bracket).filter {
      Lexicon.concepts(in: String($0.output)).contains(.example)
    }
    guard !brackets.isEmpty else { return true }
    let outside = brackets.reduce(rest.text) { $0.replacing($1.output, with: " ") }
    let told = TextFacts(outside, line: line)
    return told.concepts.contains(.example) || !told.saysPorts
  }

  nonisolated(unsafe) private static let bracket = /\([^()]*\)/
  nonisolated(unsafe) private static let bracketOfWords = /\((?:[^()0-9]|[A-Za-z][0-9]+)*\)/

  /// "IP protocol 50 (ESP)": protocols that the text names and that have no ports.
  var protocolsWithoutPorts: [PortTerm] {
    let terms = textPorts.terms
    guard terms.isEmpty else {
      return terms.allSatisfy { $0.transport.map { !$0.hasPorts } ?? false } ? terms : []
    }
    // "ICMP echo requests from a.example"
    let named = Set(tokens.compactMap(\.transport))
    guard named.count == 1, let only = named.first, !only.hasPorts,
      !concepts.containsAny(of: .not, .deny, .example), !tokens.contains(where: \.isNumber)
    else { return [] }
    return [PortTerm(transport: only, ports: nil)]
  }

  /// "Allow ICMP to the following hosts:": the only protocol, if it has no ports.
  var transportWithoutPorts: IPProtocol? {
    let terms = protocolsWithoutPorts
    guard terms.count == 1, tokens.count <= 16, !tokens.contains(where: { $0.isSign(";") }),
      !tokens.contains(where: { $0.application != nil }),
      let place = tokens.firstIndex(where: { $0.transport != nil })
    else { return nil }
    // Right behind what asks for it, or alone.
    let isAsked = tokens[max(0, place - 2)..<place].contains {
      $0.concepts.contains(.allow) || SentenceWords.permissions.contains($0.lower)
    }
    return isAsked || tokens.count(where: \.isWord) <= 2 ? terms[0].transport : nil
  }

  /// "ICMP must be open": a sentence that asks for a protocol that has no ports.
  var asksForProtocol: Bool {
    concepts.containsAny(of: .ask, .allow) && !holdsAddress && tokens.count <= 14
      && !announces && !text.hasSuffix("?") && !protocolsWithoutPorts.isEmpty
  }
}

extension String {
  /// Without a bracket of words at its end; nil if it ends otherwise.
  fileprivate var withoutLastRemark: String? {
    let text = trimmed.hasSuffix(".") ? String(trimmed.dropLast()) : trimmed
    guard text.hasSuffix(")"), let open = text.lastIndex(of: "("), open > text.startIndex,
      text[open...].contains(" "), !text[open...].contains(where: \.isNumber),
      !text[..<open].contains("(")
    else { return nil }
    return String(text[..<open]).trimmed
  }
}
