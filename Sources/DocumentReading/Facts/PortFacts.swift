import EndpointModel

/// What tokens say of ports and protocols.
///
/// Understood: `80 &443`, `4201-4264`, `10000 to 20000`, `50,000-59,999`, `30.000-35.000`,
/// `443/TCP`, `443 (TCP)`, `TCP: 443, 80 UDP: 3478`, `https/443`, `HTTP (80)`, `514 (TCP 6514)`,
/// `range 5000 5010`, `between 6000 and 6010`, `1024-`, `> 1023`, `1024 and above`.
struct PortFacts {
  /// How much says that a number is a port.
  enum Reading {
    /// The place: a column of ports, a field "Port". Every number is one.
    case cell
    /// Only what stands beside it: a protocol, the word "port".
    case text
  }

  private(set) var terms: [PortTerm] = []
  /// What is given as an example only.
  private(set) var examples: PortSet?
  /// What was not understood.
  private(set) var problems: [String] = []
  /// Words that say nothing of ports, by their places among the tokens.
  private(set) var otherWords: [Int] = []
  /// The places of the tokens that were used.
  private(set) var used: Set<Int> = []
  /// Whether a name of what runs there was taken for its port.
  private(set) var isByName = false

  private let tokens: [Token]
  private let reading: Reading

  // What the walk has met.
  private var numbers: [ClosedRange<UInt16>] = []
  private var leading: IPProtocol?
  private var leadingUsual: IPProtocol?
  /// A protocol of the sentence, which the ports behind other words may go with.
  private var ofSentence: IPProtocol?
  private var sawPortWord = false
  private var isCustomers = false
  private var isAny = false
  private var exampleRanges: [ClosedRange<UInt16>] = []

  init(_ tokens: [Token], _ reading: Reading) {
    self.tokens = tokens
    self.reading = reading
    walk(0..<tokens.count)
    finish()
  }

  // MARK: The walk

  private mutating func walk(_ range: Range<Int>) {
    var i = range.lowerBound
    while i < range.upperBound {
      let token = tokens[i]
      switch token.kind {
      case .struckBegin:
        i =
          tokens[i..<range.upperBound].firstIndex {
            if case .struckEnd = $0.kind { true } else { false }
          }
          .map { $0 + 1 } ?? range.upperBound
        continue
      case .number, .grouped:
        if i > range.lowerBound, ["version", "versions"].contains(tokens[i - 1].lower) {
          used.insert(i)
        } else if let next = readNumbers(i, range.upperBound) {
          i = next
          continue
        }
      case .word:
        if let next = readWord(i, range.upperBound) {
          i = next
          continue
        }
        endOfRun(at: i)
      case .sign(let sign):
        if let next = readSign(sign, i, range.upperBound) {
          i = next
          continue
        }
      case .lineEnd:
        if reading == .text { endOfSentence() }
      case .otherNumber:
        if reading == .text { endOfRun(at: i, isWord: false) } else { refuseNumber(token) }
      case .address, .broken:
        if reading == .text { endOfRun(at: i, isWord: false) }
      case .struckEnd: break
      }
      i += 1
    }
  }

  /// A number that no port has: "70000", "0443".
  private mutating func refuseNumber(_ token: Token) {
    guard token.text.utf8.allSatisfy(\.isDigit) else { return }
    problems.append("\(token.text) is no port")
  }

  private mutating func readSign(_ sign: Character, _ i: Int, _ end: Int) -> Int? {
    switch sign {
    case "(":
      let close = closing(of: i, before: end)
      if close - i > Self.longestBracket {
        if reading == .cell {
          problems.append("a bracket of \(close - i) words, signs and numbers")
        }
      } else {
        readBracket(i + 1..<close)
      }
      return min(close + 1, end)
    case ".":
      if reading == .text, i + 1 == end || tokens[i + 1].isApart { endOfSentence() }
    case "*":
      if reading == .cell, isAlone(i) {
        isAny = true
        used.insert(i)
      }
    case "<", ">":
      if let next = readOpenRange(isAbove: sign == ">", from: i + 1, end) { return next }
    case ";": if reading == .text { sawPortWord = false }
    default: break
    }
    return nil
  }

  /// Whether nothing but a protocol or the word "port" stands in the whole.
  private func isAlone(_ i: Int) -> Bool {
    tokens.indices.allSatisfy { $0 == i || !tokens[$0].isNumber }
  }

  private static let articles: Set<String> = ["les", "the", "los", "las", "as", "os", "die"]

  /// Brackets are read within brackets, each anew: no remark of a vendor is as long, and a line
  /// of brackets would cost the square of its length.
  private static let longestBracket = 400

  private func closing(of open: Int, before end: Int) -> Int {
    var depth = 0
    for i in open..<end {
      if tokens[i].isSign("(") { depth += 1 }
      if tokens[i].isSign(")") {
        depth -= 1
        if depth == 0 { return i }
      }
    }
    return end
  }

  // MARK: Brackets

  /// What a bracket adds: a protocol to the ports before it, ports of their own, an example;
  /// else it is a remark.
  private mutating func readBracket(_ range: Range<Int>) {
    let inside = tokens[range]
    if inside.contains(where: { $0.concepts.contains(.example) }) {
      readExample(range)
      return
    }
    let words = range.filter { tokens[$0].isWord }
    let transports = words.filter { tokens[$0].transport != nil }
    let hasNumbers = inside.contains(where: \.isNumber)
    let plain = words.allSatisfy { isOfPorts(tokens[$0]) }
    if hasNumbers, plain || !transports.isEmpty {
      // "(636)", "(TCP 6514)"; with other words only what a protocol stands beside.
      if transports.isEmpty {
        if reading == .text, numbers.isEmpty, !sawPortWord, leadingUsual == nil, !isAny {
          return
        }
        walk(range)
      } else if plain {
        let before = (leading, leadingUsual)
        flush()
        (leading, leadingUsual) = (nil, nil)
        walk(range)
        flush()
        (leading, leadingUsual) = before
      }
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
        leading = named
      }
      otherWords += words.filter { !isOfPorts(tokens[$0]) }
      return
    }
    if !hasNumbers, plain, !numbers.isEmpty, leading == nil, leadingUsual == nil {
      // "443 (HTTPS)": counts as soon as the ports are told apart from the next ones.
      remark = words.compactMap { tokens[$0].application?.transport }.first
    }
    otherWords += words
  }

  /// What runs over the ports at hand, by a remark behind them.
  private var remark: IPProtocol?

  /// A word that may stand among ports without saying anything else.
  private func isOfPorts(_ token: Token) -> Bool {
    token.transport != nil || token.application != nil
      || token.concepts.containsAny(of: .port, .and, .or, .until, .any, .between, .above, .below)
  }

  private mutating func readExample(_ range: Range<Int>) {
    let inner = PortFacts(
      Array(tokens[range]).filter { !$0.concepts.contains(.example) }, .cell)
    for term in inner.terms {
      if case .numbers(let set)? = term.ports { exampleRanges += set.ranges }
      if leading == nil, leadingUsual == nil, let named = term.transport { leading = named }
    }
    for place in range { used.insert(place) }
  }

  // MARK: Words

  private mutating func readWord(_ i: Int, _ end: Int) -> Int? {
    let token = tokens[i]
    if token.transport != nil { return readTransports(i, end) }
    let concepts = token.concepts
    if let application = token.application { return readApplication(application, i, end) }
    if concepts.contains(.transportProtocol), let next = readProtocolNumbers(i, end) { return next }
    if concepts.contains(.example) {
      // Without brackets an example ends with its clause.
      let stop = tokens[i..<end].firstIndex { $0.isSign(";") || $0.isLineEnd } ?? end
      guard reading == .cell || tokens[i..<stop].contains(where: \.isNumber) else { return nil }
      readExample(i..<stop)
      return stop
    }
    if concepts.contains(.port) {
      used.insert(i)
      sawPortWord = true
      if leading == nil, reading == .text { leading = ofSentence }
      if i > 0, isAnyWord(i - 1) || saysAllTransports(before: i) {
        isAny = true
        // In a cell a protocol may follow.
        if reading == .text { flush() }
      }
      return i + 1
    }
    if concepts.containsAny(of: .except, .not), reading == .cell || sawPortWord {
      if let number = nextNumber(i + 1, end) {
        problems.append(
          "\(token.text) \(tokens[number].text): ports that are left out are not understood")
        excepts = true
        return skipNumbers(number, end)
      }
    }
    if concepts.contains(.between), let next = readBetween(i, end) { return next }
    if concepts.contains(.above), let next = readOpenRange(isAbove: true, from: i + 1, end) {
      return next
    }
    if concepts.contains(.below), let next = readOpenRange(isAbove: false, from: i + 1, end) {
      return next
    }
    if isAnyWord(i) {
      // "Assigned to each customer" are no ports of all.
      if isCustomers
        || tokens[i..<min(end, i + 3)].contains(where: { $0.concepts.contains(.customer) })
      {
        isCustomers = true
        otherWords.append(i)
        return i + 1
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

  /// "all TCP/UDP ports"
  private func saysAllTransports(before i: Int) -> Bool {
    var place = i - 1
    while place > 0, tokens[place].transport != nil || isJoiner(place) { place -= 1 }
    return place >= 0 && place < i - 1 && isAnyWord(place)
  }

  private func isAnyWord(_ i: Int) -> Bool {
    let token = tokens[i]
    guard token.concepts.contains(.any), token.lower != "each" else { return false }
    // "所有地址开放" is more than the word for all.
    return !token.lower.unicodeScalars.contains(where: \.isOfUnspacedScript)
      || token.lower.count <= 3
  }

  /// "All ports", "tous les ports".
  private func isBehindAnyWord(_ i: Int) -> Bool {
    i > 0 && isAnyWord(i - 1)
      || i > 1 && Self.articles.contains(tokens[i - 1].lower) && isAnyWord(i - 2)
  }

  private func nextNumber(_ i: Int, _ end: Int) -> Int? {
    var i = i
    while i < end, tokens[i].isWord && tokens[i].concepts.contains(.port) || tokens[i].isSign(":") {
      i += 1
    }
    return i < end && tokens[i].isNumber ? i : nil
  }

  private func skipNumbers(_ i: Int, _ end: Int) -> Int {
    var i = i
    while i < end, tokens[i].isNumber || tokens[i].isSign("-") || tokens[i].isSign(",") { i += 1 }
    return i
  }

  // MARK: Protocols

  /// Protocols that stand together, and which numbers they go with.
  private mutating func readTransports(_ start: Int, _ end: Int) -> Int {
    var places = [start]
    var i = start + 1
    while i < end {
      var next = i
      while next < end, isJoiner(next), next - i < 2 { next += 1 }
      guard next > i, next < end, tokens[next].transport != nil else { break }
      // "443/TCP, UDP 53": a comma parts where a number stands on both sides.
      if tokens[i].isSign(","), isBoundToNumber(before: start), hasNumber(after: next + 1, end) {
        break
      }
      places.append(next)
      i = next + 1
    }
    // Names of what runs over them add nothing: "TCP/TLS".
    while i + 1 < end, tokens[i].isSign("/"), let application = tokens[i + 1].application,
      !tokens[i + 1].isApart, application.port == nil || tokens[i + 1].text != tokens[i + 1].lower
    {
      used.insert(i + 1)
      i += 2
    }
    for place in places { used.insert(place) }
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
      return i + 1
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

  /// "IP protocol 47", "Protocol ID 50 and 51": numbers of IP protocols, not of ports.
  private mutating func readProtocolNumbers(_ i: Int, _ end: Int) -> Int? {
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
    // "Protocol 22/tcp" are ports, "protocol 443" as well.
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

  /// Numbers of protocols that firewalls are asked to let through (IANA, protocol numbers).
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

  private mutating func readApplication(
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
      isBoundToNumber(before: i) || i > 0 && tokens[i - 1].isNumber && !hasNumber(after: i + 1, end)
    {
      if leading == nil { leadingUsual = application.transport }
      flush()
      leadingUsual = nil
      used.insert(i)
      return i + 1
    }
    let hasNumber = hasNumber(after: i + 1, end)
    if hasNumber {
      if leading == nil || !numbers.isEmpty {
        flush()
        if reading == .cell || tokens[i + 1].isSign("/") || tokens[i + 1].isSign("(")
          || tokens[i + 1].isSign(":") || tokens[i + 1].isNumber
        {
          leadingUsual = application.transport
        }
      }
      return i + 1
    }
    if leadingUsual == nil || application.transport == .tcp { names.append((i, application)) }
    otherWords.append(i)
    return i + 1
  }

  /// Whether a name of what runs there stands where a protocol has its port.
  private func isInPlaceOfPort(_ i: Int, _ end: Int) -> Bool {
    if hasNumber(after: i + 1, end) { return false }
    let next = i + 1 < end ? tokens[i + 1] : nil
    // "smtp/tcp": the protocol behind it is its own.
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

  /// Names of what runs there, for a cell without numbers.
  private var names: [(place: Int, application: ProtocolNames.Application)] = []

  private func isJoiner(_ i: Int) -> Bool {
    let token = tokens[i]
    switch token.kind {
    case .sign(let sign): return "/+&,-".contains(sign)
    case .word: return token.concepts.containsAny(of: .and, .or)
    case .lineEnd: return false
    default: return false
    }
  }

  private func joined(_ places: [Int]) -> IPProtocol? {
    places.reduce(nil) { joined, place in
      guard let named = tokens[place].transport else { return joined }
      return joined?.joined(with: named) ?? named
    }
  }

  /// Whether a number stands right before, with "/" or "(" between, as in "443/tcp".
  private func isBoundToNumber(before i: Int) -> Bool {
    guard i > 0 else { return false }
    if tokens[i - 1].isSign("/"), !tokens[i - 1].isApart, !tokens[i].isApart, i > 1 {
      let before = tokens[i - 2]
      return before.isNumber || before.isSign(")") || before.concepts.contains(.any)
        || before.application != nil && isByName
        || before.concepts.contains(.port) && isBehindAnyWord(i - 2)
    }
    return tokens[i - 1].isNumber && !tokens[i].isApart
  }

  /// Whether a protocol without a sign between goes with the numbers before it: where it is
  /// not followed by a number of its own, or the whole begins with numbers.
  private func isTrailing(_ start: Int, _ next: Int, _ end: Int) -> Bool {
    guard start > 0 else { return false }
    var before = start - 1
    // "443 over TCP", "443 via TCP"
    if tokens[before].isWord, tokens[before].transport == nil, before > 0,
      tokens[before - 1].isNumber
    {
      before -= 1
    }
    if tokens[before].isSign("/"), before > 0, !hasNumber(after: next, end) { before -= 1 }
    guard tokens[before].isNumber || tokens[before].isSign(")") || isAny && isAnyWord(before) else {
      return false
    }
    if !hasNumber(after: next, end) { return true }
    if next < end, tokens[next].isSign(":") || tokens[next].isSign("/") { return false }
    return leading == nil
  }

  /// Whether a number follows, with nothing between but a sign or the word "port".
  private func hasNumber(after i: Int, _ end: Int) -> Bool {
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

  // MARK: Numbers

  /// Reads a number or range, and takes it where it is a port; nil where it is none.
  private mutating func readNumbers(_ start: Int, _ end: Int) -> Int? {
    let isCertain =
      reading == .cell || leading != nil || leadingUsual != nil || sawPortWord
      || isFollowedByTransport(start, end) || goesOnBehindBracket(start)
    if reading == .text, isMeasure(start, end) { return nil }
    // "443 since 2023": a number behind other words is none of the ports before them.
    if reading == .cell, !numbers.isEmpty || !terms.isEmpty, start > 0, isOtherWord(start - 1) {
      strayNumbers += 1
      return start + 1
    }
    guard isCertain, let (range, next) = range(at: start, end) else { return nil }
    if leading == nil, goesOnBehindBracket(start) { leading = terms.last?.transport }
    if remark != nil { flush() }
    if let range { numbers.append(range) }
    for place in start..<next { used.insert(place) }
    return next
  }

  /// Numbers among words behind the ports.
  private(set) var strayNumbers = 0

  private func isOtherWord(_ i: Int) -> Bool {
    let token = tokens[i]
    return token.isWord && !isOfPorts(token)
      && !token.concepts.containsAny(of: .network, .from, .customer, .following)
  }

  /// "12 min", "100 kbit/s"
  private func isMeasure(_ i: Int, _ end: Int) -> Bool {
    guard i + 1 < end, tokens[i + 1].isWord else { return false }
    return [
      "min", "mins", "minute", "minutes", "s", "sec", "second", "seconds", "ms", "kbit", "mbit",
      "gbit", "kb", "mb", "gb", "h", "hour", "hours", "day", "days", "users", "percent",
    ]
    .contains(tokens[i + 1].lower)
  }

  /// "5000-6000 (TCP), 49152-65535": a list goes on behind a bracket.
  private func goesOnBehindBracket(_ i: Int) -> Bool {
    i >= 2 && tokens[i - 1].isSign(",") && tokens[i - 2].isSign(")") && !terms.isEmpty
      && (i + 1 == tokens.count || !tokens[i + 1].isWord || tokens[i + 1].transport != nil)
  }

  private func isFollowedByTransport(_ i: Int, _ end: Int) -> Bool {
    // "443/tcp", "443 TCP", "5000-5010 (UDP)", "80, 443 TCP"
    var next = i
    var steps = 0
    while next < end, steps < 24 {
      let token = tokens[next]
      if token.transport != nil { return true }
      let goesOn =
        token.isNumber || token.isSign("-") || token.isSign("/") || token.isSign("(")
        || token.isSign(",")
        || token.isSign("…") || token.isSign("&")
        || token.isWord && token.concepts.containsAny(of: .and, .until) && next > i
      if !goesOn { return false }
      next += 1
      steps += 1
    }
    return false
  }

  /// A number, or a range, that begins at a place.
  ///
  /// - Returns: the range, nil where it is none, and the place behind it.
  private mutating func range(at i: Int, _ end: Int) -> (ClosedRange<UInt16>?, Int)? {
    guard let (low, afterLow) = grouped(at: i, end) else { return nil }
    var next = afterLow
    if next < end, isRangeMark(next) {
      var after = next + 1
      // "von 5000 bis 5010"
      while after < end, tokens[after].concepts.contains(.port) { after += 1 }
      if tokens[next].isSign("-"), after < end, tokens[after].isSign(">"), !tokens[after].isApart {
        problems.append("an arrow between ports is no range")
        return (low...low, after + 1)
      }
      if after < end, let (high, afterHigh) = grouped(at: after, end) {
        if low <= high, high > 0 { return (max(low, 1)...high, afterHigh) }
        problems.append("the range \(low)-\(high) ends before it begins")
        return (nil, afterHigh)
      }
      // "1024-"
      if tokens[next].isSign("-"),
        after == end || tokens[after].isSign(",") || tokens[after].isSign(")")
          || tokens[after].isLineEnd || tokens[after].isSign(";"), low > 0, reading == .cell
      {
        return (low...65535, next + 1)
      }
    }
    if next < end, tokens[next].isSign(":"), next + 1 < end, low >= 1000,
      let (high, afterHigh) = grouped(at: next + 1, end), high > low
    {
      return (low...high, afterHigh)
    }
    // "5000 upwards"
    if next < end, ["upwards", "upward", "onwards", "aufwärts"].contains(tokens[next].lower),
      low >= 20
    {
      return (low...65535, next + 1)
    }
    // "1024+", "1024 and above"
    if next < end, tokens[next].isSign("+"), !(next + 1 < end && tokens[next + 1].isNumber),
      low >= 1000
    {
      return (low...65535, next + 1)
    }
    if next + 1 < end, tokens[next].concepts.containsAny(of: .and, .or),
      tokens[next + 1].concepts.contains(.above)
        || ["up", "höher", "upwards", "later"].contains(tokens[next + 1].lower),
      !(next + 2 < end && tokens[next + 2].isNumber)
    {
      return (low...65535, next + 2)
    }
    if low == 0 {
      if reading == .cell { problems.append("0 is no port") }
      return nil
    }
    next = afterLow
    return (low...low, next)
  }

  private func isRangeMark(_ i: Int) -> Bool {
    let token = tokens[i]
    switch token.kind {
    case .sign(let sign): return "-~…".contains(sign)
    case .word: return token.concepts.contains(.until)
    default: return false
    }
  }

  /// The number at a place, with the groups that commas or blanks part from it.
  private mutating func grouped(at i: Int, _ end: Int) -> (UInt16, Int)? {
    guard i < end, let value = tokens[i].number, let number = UInt16(exactly: value) else {
      return nil
    }
    if case .grouped = tokens[i].kind, value > 1000, Self.known.contains(value / 1000),
      Self.known.contains(value % 1000)
    {
      doubtfulNumbers.append(String(tokens[i].text))
    }
    guard case .number = tokens[i].kind, tokens[i].text.count <= 2, i + 2 < end,
      tokens[i + 1].isSign(","), !tokens[i + 1].isApart, !tokens[i + 2].isApart,
      tokens[i + 2].text.count == 3, tokens[i + 2].text.utf8.allSatisfy(\.isDigit),
      let rest = Int(tokens[i + 2].text), let whole = UInt16(exactly: value * 1000 + rest),
      meansThousands(value, rest, at: i, end)
    else { return (number, i + 1) }
    return (whole, i + 3)
  }

  /// Whether "49,152" is one number: not where both are ports that everybody knows.
  private func meansThousands(_ first: Int, _ second: Int, at i: Int, _ end: Int) -> Bool {
    if tokens[i + 2].text.first == "0" { return true }
    return !(Self.known.contains(first) && Self.known.contains(second))
  }

  /// Numbers that may be two ports or one with a mark of thousands.
  private(set) var doubtfulNumbers: [String] = []

  /// Ports that everybody knows.
  private static let known: Set<Int> = [
    20, 21, 22, 23, 25, 53, 69, 80, 88, 110, 119, 123, 135, 137, 138, 139, 143, 161, 162, 179, 389,
    443, 445, 465, 500, 514, 515, 554, 563, 587, 631, 636, 853, 873, 989, 990, 993, 995,
  ]

  private mutating func readBetween(_ i: Int, _ end: Int) -> Int? {
    var next = i + 1
    while next < end, tokens[next].isSign(":") || tokens[next].concepts.contains(.port) {
      next += 1
    }
    guard next < end, let (low, afterLow) = grouped(at: next, end) else { return nil }
    var after = afterLow
    if after < end, isRangeMark(after) || tokens[after].concepts.contains(.and) { after += 1 }
    guard after < end, let (high, afterHigh) = grouped(at: after, end), low <= high,
      reading == .cell || sawPortWord || leading != nil
    else { return nil }
    if after == afterLow, tokens[i].lower != "range" { return nil }
    numbers.append(low...high)
    for place in i..<afterHigh { used.insert(place) }
    return afterHigh
  }

  private mutating func readOpenRange(isAbove: Bool, from i: Int, _ end: Int) -> Int? {
    var next = i
    var isEqual = false
    while next < end,
      tokens[next].isSign("=") || tokens[next].concepts.contains(.port)
        || ["than", "als", "que", "di", "de", "чем"].contains(tokens[next].lower)
    {
      if tokens[next].isSign("=") { isEqual = true }
      next += 1
    }
    guard next < end,
      reading == .cell || sawPortWord || leading != nil || isFollowedByTransport(next, end),
      let (port, after) = grouped(at: next, end)
    else { return nil }
    if i > 0, let sign = tokens[i - 1].text.first, sign == "≥" || sign == "≤" { isEqual = true }
    if ["ge", "le"].contains(tokens[i - 1].lower) { isEqual = true }
    if isAbove {
      guard isEqual || port < 65535 else { return nil }
      numbers.append((isEqual ? port : port + 1)...65535)
    } else {
      guard isEqual || port > 1 else { return nil }
      numbers.append(1...(isEqual ? port : port - 1))
    }
    for place in i..<after { used.insert(place) }
    return after
  }

  // MARK: Ends

  private mutating func flush() {
    if let set = PortSet(numbers) {
      add(
        PortTerm(transport: leading, usualTransport: leadingUsual ?? remark, ports: .numbers(set)))
      remark = nil
    } else if isAny {
      add(PortTerm(transport: leading, usualTransport: leadingUsual, ports: .any))
      isAny = false
    }
    numbers = []
  }

  private mutating func add(_ term: PortTerm) {
    if let i = terms.firstIndex(where: {
      $0.transport == term.transport && $0.usualTransport == term.usualTransport
    }),
      case .numbers(let old)? = terms[i].ports, case .numbers(let new)? = term.ports
    {
      terms[i].ports = .numbers(old.union(new))
    } else if !terms.contains(term) {
      terms.append(term)
    }
  }

  /// Other words part what stands before them from what follows, in a sentence.
  private mutating func endOfRun(at i: Int, isWord: Bool = true) {
    guard reading == .text else { return }
    let hadNumbers = !numbers.isEmpty
    flush()
    if hadNumbers || isWord && !isPreposition(i) { leading = nil }
    leadingUsual = nil
    sawPortWord = false
  }

  /// "TCP on port 443"
  private func isPreposition(_ i: Int) -> Bool { tokens[i].lower.count <= 4 }

  private mutating func endOfSentence() {
    if numbers.isEmpty, let leading, reading == .text, sawPortWord == false, terms.isEmpty {
      // A protocol alone says something of what follows.
      alone = alone ?? leading
    }
    flush()
    leading = nil
    leadingUsual = nil
    ofSentence = nil
    sawPortWord = false
  }

  /// A protocol that stands without ports in a sentence.
  private(set) var alone: IPProtocol?

  /// Whether ports are taken out of others, which is not understood.
  private var excepts = false

  private mutating func finish() {
    defer { if excepts { terms = [] } }
    let last = leading
    let lastUsual = leadingUsual
    if reading == .text {
      endOfSentence()
      return
    }
    flush()
    examples = PortSet(exampleRanges)
    if terms.contains(where: { $0.ports != nil || !($0.transport?.hasPorts ?? true) }) { return }
    if isAny {
      add(PortTerm(transport: last, usualTransport: lastUsual, ports: .any))
    } else if examples != nil || isCustomers {
      add(PortTerm(transport: last, ports: .customer))
    } else if problems.isEmpty, !names.isEmpty, names.allSatisfy({ $0.application.port != nil }),
      otherWords.allSatisfy({ word in names.contains { $0.place == word } })
    {
      // "https", "HTTP/HTTPS"
      isByName = true
      for (_, application) in names {
        let port = application.port!
        add(
          PortTerm(
            transport: last, usualTransport: application.transport,
            ports: PortSet([port...port]).map(Ports.numbers)))
      }
    } else if let last, problems.isEmpty {
      terms = [PortTerm(transport: last, ports: nil)]
    } else if problems.isEmpty, let usual = names.lazy.compactMap(\.application.transport).first {
      terms = [PortTerm(transport: nil, usualTransport: usual, ports: nil)]
    }
  }
}
