import EndpointModel

/// Names and numbers of protocols among ports.
extension PortFacts {
  /// Reads protocols that are named together, and finds the numbers they go with.
  mutating func readTransports(_ start: Int, _ end: Int) -> Int {
    var places = [start]
    var i = start + 1
    while i < end {
      var next = i
      while next < end, isJoiner(next), next - i < 2 { next += 1 }
      // "53 tcp udp"
      let isBeside = next == i && !numbers.isEmpty && isOtherTransport(next, end)
      guard next > i || isBeside, next < end, tokens[next].transport != nil else { break }
      // "443/TCP, UDP 53": a comma separates if there is a number on both sides.
      let isBehindNumber =
        isBoundToNumber(before: start) || leading == nil && start > 0 && isNumber(start - 1)
      if tokens[i].isSign(","), isBehindNumber, hasNumber(after: next + 1, end) { break }
      places.append(next)
      i = next + 1
    }
    // An application's name after them adds nothing: "TCP/TLS".
    while i + 1 < end, tokens[i].isSign("/"), let application = tokens[i + 1].application,
      !tokens[i + 1].isApart, application.port == nil || tokens[i + 1].text != tokens[i + 1].lower
    {
      used.insert(i + 1)
      i += 2
    }
    for place in places { used.insert(place) }
    if let next = readWithoutPorts(&places, &i, end) { return next }
    let named = joined(places)
    // "TCP any", "TCP: all", "TCP all ports"
    let any = i < end && (tokens[i].isSign(":") || tokens[i].isSign("/")) ? i + 1 : i
    if reading == .text, any < end, tokens[any].isWord, isAnyWord(any),
      !hasNumber(after: any + 1, end)
    {
      i = any
      used.insert(i)
      flush()
      leading = named
      isAny = true
      flush()
      leading = nil
      // "TCP all ports": the word adds nothing; by itself it would say "all ports" once more.
      if i + 1 < end, tokens[i + 1].isWord, tokens[i + 1].concepts.contains(.port) {
        used.insert(i + 1)
        return i + 2
      }
      return i + 1
    }
    // "6556, ICMP": among numbers, a protocol without ports is on its own.
    if let named, !named.hasPorts, !numbers.isEmpty, tokens[start - 1].isSign(",") {
      flush()
      (leading, leadingUsual) = (named, nil)
      readICMPType(&i, end)
      if let named = leading { add(PortTerm(transport: named, ports: nil)) }
      leading = nil
      return i
    }
    let trails =
      (!numbers.isEmpty || isAny) && (isBoundToNumber(before: start) || isTrailing(start, i, end))
    if trails {
      leading = named
      flush()
      leading = nil
    } else {
      flush()
      leading = named
      leadingUsual = nil
      ofSentence = named
    }
    if case .icmp = named { readICMPType(&i, end) }
    return i
  }

  /// Whether another protocol with ports follows at once, and no number of its own behind it.
  private func isOtherTransport(_ i: Int, _ end: Int) -> Bool {
    guard i < end, let other = tokens[i].transport, let before = tokens[i - 1].transport else {
      return false
    }
    return other != before && other.hasPorts && before.hasPorts && !hasNumber(after: i + 1, end)
  }

  /// "ICMP, TCP 443", "TCP 443, ESP (50)": protocols without ports, named among ports, are terms of
  /// their own, and never joined with those that have some.
  ///
  /// - Returns: where to go on; nil if protocols with ports are left in `places`.
  private mutating func readWithoutPorts(_ places: inout [Int], _ i: inout Int, _ end: Int) -> Int?
  {
    let without = places.filter { !(tokens[$0].transport?.hasPorts ?? true) }
    guard let last = without.last else { return nil }
    let with = places.filter { tokens[$0].transport?.hasPorts ?? true }
    if !with.isEmpty {
      guard hasNumber(after: i, end) || !numbers.isEmpty else { return nil }
      for place in without { add(PortTerm(transport: tokens[place].transport, ports: nil)) }
      places = with
      return nil
    }
    guard reading == .cell, without.count == 1, let named = tokens[last].transport else {
      return nil
    }
    let own = endOfOwnNumber(named, i, end)
    let isAmongPorts =
      !numbers.isEmpty && (leading != nil || leadingUsual != nil)
      || tokens[..<last].contains { $0.transport?.hasPorts ?? false }
      || numbers.isEmpty && tokens[i...].contains { $0.transport?.hasPorts ?? false }
    guard own != nil || isAmongPorts else { return nil }
    flush()
    (leading, leadingUsual) = (named, nil)
    if let own { i = own } else if case .icmp = named { readICMPType(&i, end) }
    add(PortTerm(transport: leading, ports: nil))
    leading = nil
    return i
  }

  /// The place behind a protocol's own number: "ESP (50)", "GRE 47", "IP protocol ESP/50".
  private func endOfOwnNumber(_ named: IPProtocol, _ i: Int, _ end: Int) -> Int? {
    var next = i
    if next < end, tokens[next].isSign("(") || tokens[next].isSign("/") { next += 1 }
    while next < end, tokens[next].concepts.containsAny(of: .transportProtocol, .identifier) {
      next += 1
    }
    guard next < end, let number = tokens[next].number, number <= 255,
      named == IPProtocol(number: UInt8(number))
    else { return nil }
    next += 1
    if next < end, tokens[next].isSign(")") { next += 1 }
    return next
  }

  /// "IP protocol 47", "Protocol ID 50 and 51": numbers of IP protocols, not of ports.
  mutating func readProtocolNumbers(_ i: Int, _ end: Int) -> Int? {
    var next = i + 1
    var isCertain = i > 0 && tokens[i - 1].lower == "ip"
    while next < end,
      tokens[next].isSign(":") || tokens[next].concepts.containsAny(of: .identifier, .following)
    {
      if !tokens[next].isSign(":") { isCertain = true }
      next += 1
    }
    var numbers: [UInt8] = []
    var after = next
    while after < end, let number = tokens[after].number, number <= 255 {
      numbers.append(UInt8(number))
      after += 1
      let joins = after + 1 < end && tokens[after + 1].isNumber && isJoiner(after)
      if joins { after += 1 } else { break }
    }
    // "Protocol 22/tcp" means a port, and so does "protocol 443".
    let isOfPorts =
      after < end && (tokens[after].isSign("/") || tokens[after].transport != nil)
      || after < end && tokens[after].isNumber
    guard !numbers.isEmpty, !isOfPorts, isCertain || numbers.allSatisfy(Self.withoutPorts.contains)
    else { return nil }
    flush()
    for number in numbers {
      let named = IPProtocol(number: number)
      if named.hasPorts { leading = named } else { add(PortTerm(transport: named, ports: nil)) }
    }
    for place in i..<after { used.insert(place) }
    return after
  }

  /// Protocols without ports that firewalls are asked to allow (IANA, protocol numbers).
  private static let withoutPorts: Set<UInt8> = [1, 2, 41, 47, 50, 51, 58, 88, 89, 103, 112, 115]

  /// "ICMP type 8", "ICMP (echo)".
  private mutating func readICMPType(_ i: inout Int, _ end: Int) {
    var next = i
    while next < end,
      tokens[next].isSign("/") || ["type", "typ", "code"].contains(tokens[next].lower)
    { next += 1 }
    guard next > i, next < end, let number = tokens[next].number, number <= 255 else { return }
    leading = .icmp(type: UInt8(number))
    i = next + 1
  }

  /// Words beside the code of an answer.
  private static let answers = WordStems([
    "answer", "respon", "repl", "return", "redirect", "error", "status", "code", "antwort",
    "fehler",
    "répon", "erreur",
    "respuest", "rispost",
  ])

  /// "HTTPS/443": an application and its own port.
  func isApplicationWithPort(_ i: Int, _ end: Int) -> Bool {
    guard i + 2 < end, tokens[i + 1].isSign("/"), let port = tokens[i].application?.port else {
      return false
    }
    return tokens[i + 2].number == Int(port)
  }

  mutating func readApplication(
    _ application: ProtocolNames.Application, _ i: Int, _ end: Int
  ) -> Int? {
    // "SIP-TLS", "SIP over TLS", "UDP/TURN"
    let isJoined = i > 0 && (tokens[i - 1].isSign("/") || tokens[i - 1].isSign("-"))
    // "tcp/smtp", "TCP ports https": a name in place of the number.
    if let port = application.port, numbers.isEmpty || i > 0 && tokens[i - 1].isSign(","),
      isInPlaceOfPort(i, end)
    {
      numbers.append(port...port)
      used.insert(i)
      isByName = true
      return i + 1
    }
    if isJoined, i > 1, tokens[i - 2].transport != nil { return i + 1 }
    if !numbers.isEmpty,
      isBoundToNumber(before: i)
        || i > 0 && tokens[i - 1].isNumber
          && (!hasNumber(after: i + 1, end)
            || application.port.map(Int.init) == tokens[i - 1].number)
    {
      if leading == nil { leadingUsual = application.transport }
      flush()
      leadingUsual = nil
      used.insert(i)
      return i + 1
    }
    // "Domains to allow (HTTPS/443)"
    if reading == .text, isApplicationWithPort(i, end), let port = application.port {
      flush()
      leadingUsual = application.transport
      numbers.append(port...port)
      flush()
      leadingUsual = nil
      for place in i...i + 2 { used.insert(place) }
      return i + 3
    }
    // "Answers with HTTP 307"
    if i + 1 < end, tokens[i].lower == "http", let status = tokens[i + 1].number,
      (100..<600).contains(status),
      (tokens[max(0, i - 4)..<i] + tokens[min(i + 2, end)..<min(i + 4, end)]).contains(where: {
        Self.answers.begin($0.lower)
      })
    {
      otherWords += [i, i + 1]
      return i + 2
    }
    let next = behindRemark(i + 1, end)
    let hasNumber = hasNumber(after: next, end)
    if hasNumber, isBesideStatedPort(next, end) {
      used.insert(next)
      otherWords.append(i)
      return next + 1
    }
    if hasNumber {
      if leading == nil || !numbers.isEmpty {
        flush()
        if reading == .cell || tokens[next].isSign("/") || tokens[next].isSign("(")
          || tokens[next].isSign(":") || tokens[next].isNumber
        {
          leadingUsual = application.transport
        }
      }
      return max(i + 1, tokens[next - 1].isSign(")") ? i + 1 : next)
    }
    if leadingUsual == nil || application.transport == .tcp { names.append((i, application)) }
    otherWords.append(i)
    return i + 1
  }

  /// "ssh 102 allow tcp:22": the number of a rule, with its port behind a word.
  private func isBesideStatedPort(_ number: Int, _ end: Int) -> Bool {
    let place = number + 2
    return reading == .text && place + 2 < end && tokens[number].isNumber
      && tokens[number + 1].isWord && tokens[number + 1].transport == nil
      && tokens[number + 1].application == nil && tokens[place].transport != nil
      && tokens[place + 1].isSign(":") && !tokens[place + 1].isApart && tokens[place + 2].isNumber
  }

  /// The place behind a bracket without numbers, "https (TLS) 443", or behind "on": "HTTPS on 443".
  private func behindRemark(_ i: Int, _ end: Int) -> Int {
    if i + 1 < end, Self.byWayOf.contains(tokens[i].lower), tokens[i + 1].isNumber { return i + 1 }
    guard i < end, tokens[i].isSign("(") else { return i }
    let close = closing(of: i, before: end)
    return close < end && !tokens[i..<close].contains(where: \.isNumber) ? close + 1 : i
  }

  /// Whether an application's name is in the place of a protocol's port.
  private func isInPlaceOfPort(_ i: Int, _ end: Int) -> Bool {
    if hasNumber(after: i + 1, end) { return false }
    let next = i + 1 < end ? tokens[i + 1] : nil
    // "smtp/tcp": the protocol after the name belongs to it.
    if let next, next.isSign("/"), !next.isApart, i + 2 < end, tokens[i + 2].transport != nil,
      !hasNumber(after: i + 3, end)
    {
      return tokens[i].text == tokens[i].lower
    }
    guard leading != nil, i > 0, next.map({ !$0.isSign("/") && !$0.isSign("-") }) ?? true else {
      return false
    }
    let before = tokens[i - 1]
    let isBehind =
      before.transport != nil || before.concepts.contains(.port) && before.isWord
      || before.isSign("/") && !before.isApart && i > 1 && tokens[i - 2].transport != nil
      || before.isSign(",") && isByName
      || before.isSign(":") && i > 1 && tokens[i - 2].transport != nil
    // In lower case, as IANA writes them: "TCP/TLS" names no port.
    return isBehind && tokens[i].text == tokens[i].lower
  }

  /// "5060 UDP / 5061 TCP": behind the sign are numbers with a protocol of their own behind them.
  private mutating func isFollowedByPair(_ start: Int, _ end: Int) -> Bool {
    if leading != nil { return false }
    if ahead.end != end { (ahead.pairs, ahead.end) = ([:], end) }
    // Each pair is followed by another one, or by no number.
    var asked: [Int] = []
    var i = start
    var isPair = false
    while true {
      if let known = ahead.pairs[i] {
        isPair = known
        break
      }
      asked.append(i)
      guard i + 1 < end, tokens[i].isSign("/"), tokens[i].isApart else { break }
      let next = skipNumbers(i + 1, end)
      guard next > i + 1, next < end, tokens[next].transport != nil else { break }
      isPair = !hasNumber(after: next + 1, end)
      if isPair { break }
      i = next + 1
    }
    if asked.count > 1 { for place in asked { ahead.pairs[place] = isPair } }
    return isPair
  }

  func isJoiner(_ i: Int) -> Bool {
    let token = tokens[i]
    switch token.kind {
    case .sign(let sign): return "/+&,-".contains(sign)
    case .word: return token.concepts.containsAny(of: .and, .or)
    case .lineEnd: return false
    default: return false
    }
  }

  func joined(_ places: [Int]) -> IPProtocol? {
    places.lazy.compactMap { tokens[$0].transport }.joined
  }

  /// Whether a number is right before, with nothing or "/" between: "443tcp", "443/tcp".
  private func isBoundToNumber(before i: Int) -> Bool {
    guard i > 0 else { return false }
    // "8125-udp"
    if tokens[i - 1].isSign("-"), !tokens[i - 1].isApart, !tokens[i].isApart, i > 1,
      tokens[i - 2].isNumber
    {
      return true
    }
    if tokens[i - 1].isSign("/"), !tokens[i - 1].isApart, !tokens[i].isApart, i > 1 {
      let before = tokens[i - 2]
      return before.isNumber || before.isSign(")") || before.concepts.contains(.any)
        || before.application != nil && isByName
        || before.concepts.contains(.port) && isBehindAnyWord(i - 2)
    }
    return isNumber(i - 1) && !tokens[i].isApart
  }

  /// A number, also the last three digits of one with a mark of thousands: "60,000".
  private func isNumber(_ i: Int) -> Bool {
    tokens[i].isNumber || used.contains(i) && tokens[i].text.utf8.allSatisfy(\.isDigit)
  }

  /// Whether a protocol without a sign before it goes with the numbers before it: if no number of
  /// its own follows, or the text begins with numbers.
  private mutating func isTrailing(_ start: Int, _ next: Int, _ end: Int) -> Bool {
    guard start > 0 else { return false }
    // "TCP: all / UDP: all": each has its own.
    if leading != nil, next < end, tokens[next].isSign(":") { return false }
    var before = start - 1
    // "443 over TCP", "443 via TCP"
    if tokens[before].isWord, tokens[before].transport == nil, before > 0,
      isNumber(before - 1)
    {
      before -= 1
    }
    // "4080, UDP/TCP"
    if tokens[before].isSign(","), before > 0, isNumber(before - 1), reading == .text,
      !hasNumber(after: next, end)
    {
      before -= 1
    }
    if tokens[before].isSign("/"), before > 0, !hasNumber(after: next, end) { before -= 1 }
    guard isNumber(before) || tokens[before].isSign(")") || isAny && isAnyWord(before) else {
      return false
    }
    // "UDP: 10000 TCP (XMPP) 5222": behind a remark stands what it is for.
    let hasOwn = hasNumber(after: leading == nil ? next : behindRemark(next, end), end)
    if !hasOwn || isFollowedByPair(next, end) { return true }
    if next < end, tokens[next].isSign(":") || tokens[next].isSign("/") { return false }
    return leading == nil
  }

  /// Whether a number follows, with nothing between but signs or the word "port".
  func hasNumber(after i: Int, _ end: Int) -> Bool {
    var i = i
    var signs = 0
    while i < end, signs < 4 {
      let token = tokens[i]
      if token.isNumber { return true }
      let isBetween =
        token.isSign(":") || token.isSign("/") || token.isSign("-") || token.isSign("(")
        || token.isWord && token.concepts.containsAny(of: .port, .between)
        || token.isSign(",") && i + 1 < end && tokens[i + 1].concepts.contains(.port)
      guard isBetween else { return false }
      signs += 1
      i += 1
    }
    return false
  }
}
