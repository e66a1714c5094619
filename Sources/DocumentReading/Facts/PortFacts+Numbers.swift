import EndpointModel

/// Numbers and ranges of ports.
extension PortFacts {
  /// "5000:8000/udp", as container engines write it: what is outside leads to what is inside. Not
  /// as a value of their settings, which asks no firewall for anything.
  mutating func readPublishedPort(_ start: Int, _ end: Int) -> Int? {
    guard reading == .text, start + 4 < end, tokens[start + 1].isSign(":"),
      tokens[start + 2].isNumber,
      tokens[start + 3].isSign("/"), let transport = tokens[start + 4].transport,
      tokens[start + 1...start + 4].allSatisfy({ !$0.isApart }),
      let number = tokens[start].number.flatMap(UInt16.init(exactly:)), number > 0
    else { return nil }
    // Some firewalls' rules write a range so.
    if number >= 1024, let last = tokens[start + 2].number, last > number {
      doubtfulRanges.append("\(number):\(last)")
    }
    flush()
    add(PortTerm(transport: transport, ports: PortSet([number...number]).map(Ports.numbers)))
    used.formUnion(start...start + 4)
    return start + 5
  }

  /// Reads a number or range and keeps it if it is one of ports; nil if it is not.
  mutating func readNumbers(_ start: Int, _ end: Int) -> Int? {
    let isBeside =
      reading == .cell || leading != nil || leadingUsual != nil || sawPortWord
      || isFollowedByTransport(start, end) || goesOnBehindBracket(start)
      || isFollowedByPortWord(start, end) || isFollowedByOwnName(start, end)
      || goesOn(at: start) || isOfAddress(start, end) || isAskedToOpen(start, end)
      || isOfNextUse(start, end)
    // "${http_port} + 1"
    if start > 1, tokens[start - 1].isSign("+"), (tokens[start].number ?? 20) < 20,
      !tokens[start - 2].isNumber
    {
      problems.append("+ \(tokens[start].text) is not a port")
      return start + 1
    }
    if isMeasure(start, end) || isFootnote(start, end) || isOfSetting(start) { return nil }
    if let next = readCountedPorts(start, end) { return next }
    // "443 2", "443^2^": a note's mark, or a port: it is told, and not opened.
    if reading == .cell, start > 0, !numbers.isEmpty, (tokens[start].number ?? 10) < 10,
      tokens[start - 1].isNumber || tokens[start - 1].isSign("^")
    {
      strayNumbers += 1
      return start + 1
    }
    // "1025 65535": a range whose hyphen was lost, most likely; 65535 is hardly ever a port of its own.
    if reading == .cell, start > 0, tokens[start].number == 65535, tokens[start - 1].isNumber {
      problems.append(
        "between \(tokens[start - 1].text) and 65535 stands neither a hyphen nor a comma")
      return start + 1
    }
    // "6000/10": how many, or another port.
    if reading == .cell, start > 1, tokens[start - 1].isSign("/"), !tokens[start].isApart,
      (tokens[start].number ?? 20) < 20, (tokens[start - 2].number ?? 0) >= 1000
    {
      problems.append("\(tokens[start - 2].text)/\(tokens[start].text) is not a port")
      return start + 1
    }
    // "UDP, the port is one of the range 10000-59999"
    if !isBeside, let transport = ofSentence, sawPortInSentence, isHighRange(start, end) {
      leading = transport
    }
    let isCertain = isBeside || leading != nil
    // "443 since 2023": a number after other words is not one of the ports before them.
    if reading == .cell, !numbers.isEmpty || !terms.isEmpty, start > 0, isOtherWord(start - 1),
      numberJoined(before: start) == nil
    {
      strayNumbers += 1
      return start + 1
    }
    if isOfName(start) { return nil }
    guard isCertain, let (range, next) = sum(at: start, end) ?? range(at: start, end) else {
      return nil
    }
    if leading == nil, goesOnBehindBracket(start) { leading = terms.last?.transport }
    if remark != nil { flush() }
    if let range { numbers.append(opensUpwards(range, at: start) ?? range) }
    for place in start..<next { used.insert(place) }
    return readWay(next, end) ?? readDashed(next, end) ?? next
  }

  /// "Run `PORT=5000 npm start`": the value of a variable.
  private func isOfSetting(_ i: Int) -> Bool {
    reading == .text && i > 1 && tokens[i - 1].isSign("=") && !tokens[i - 1].isApart
      && !tokens[i].isApart && tokens[i - 2].isWord
      && !tokens[i - 2].text.contains(where: \.isLowercase)
  }

  /// "1718 - TCP Discovery": the protocol behind a dash. The place behind it.
  private mutating func readDashed(_ i: Int, _ end: Int) -> Int? {
    guard leading == nil, leadingUsual == nil, i + 1 < end, tokens[i].isSign("-"),
      tokens[i].isApart, tokens[i + 1].isApart, let named = tokens[i + 1].transport,
      i + 2 == end || !tokens[i + 2].isNumber && !tokens[i + 2].concepts.contains(.port)
    else { return nil }
    leading = named
    flush()
    leading = nil
    used.insert(i + 1)
    return i + 2
  }

  /// "24810 over TCP", "3478 for UDP": the protocol of the numbers before it. The place behind it.
  private mutating func readWay(_ i: Int, _ end: Int) -> Int? {
    guard leading == nil, leadingUsual == nil, i + 1 < end, tokens[i + 1].transport != nil,
      Self.byWayOf.contains(tokens[i].lower)
        || reading == .text && SentenceWords.fors.contains(tokens[i].lower) && sawPortInSentence
    else { return nil }
    var places = [i + 1]
    while let last = places.last, last + 2 < end, isJoiner(last + 1),
      tokens[last + 2].transport != nil, !hasNumber(after: last + 3, end)
    {
      places.append(last + 2)
    }
    leading = joined(places)
    flush()
    leading = nil
    for place in i...places.last! { used.insert(place) }
    return places.last! + 1
  }

  /// "100 UDP ports starting at 16384": so many from there on. The place behind them.
  private mutating func readCountedPorts(_ i: Int, _ end: Int) -> Int? {
    guard let count = tokens[i].number, (2...20_000).contains(count) else { return nil }
    var next = i + 1
    var named: IPProtocol?
    while next < end, tokens[next].isWord || tokens[next].isSign("/"), next - i < 6,
      !Self.beginnings.contains(tokens[next].lower)
    {
      named = named ?? tokens[next].transport
      next += 1
    }
    guard next < end, Self.beginnings.contains(tokens[next].lower),
      tokens[i..<next].contains(where: { $0.concepts.contains(.port) }),
      let number = tokens[next..<min(next + 4, end)].firstIndex(where: \.isNumber),
      let first = tokens[number].number, first >= 1, first + count - 1 <= 65535
    else { return nil }
    flush()
    if let named { (leading, leadingUsual) = (named, nil) }
    numbers.append(UInt16(first)...UInt16(first + count - 1))
    flush()
    for place in i...number { used.insert(place) }
    return number + 1
  }

  private static let beginnings: Set = [
    "starting", "beginning", "beginnend", "commençant", "empezando", "iniciando",
  ]

  /// "2456 + 1": a port told by another; "80 + 443" are two.
  private func sum(at i: Int, _ end: Int) -> (ClosedRange<UInt16>?, Int)? {
    guard i + 2 < end, tokens[i + 1].isSign("+"), let base = tokens[i].number,
      let more = tokens[i + 2].number, base >= 1024, (1...20).contains(more), base + more <= 65535
    else { return nil }
    let port = UInt16(base + more)
    return (port...port, i + 3)
  }

  /// "ab Port 1024", "à partir du port 1024": the range from there on; nil if no such word is before.
  private func opensUpwards(_ range: ClosedRange<UInt16>, at start: Int) -> ClosedRange<UInt16>? {
    guard range.count == 1, range.lowerBound >= 1024 else { return nil }
    let before = tokens[..<start].last {
      !$0.concepts.contains(.port) && !["du", "de", "del", "do", "dem"].contains($0.lower)
    }
    guard let before, ["ab", "partir"].contains(before.lower) else { return nil }
    return range.lowerBound...65535
  }

  /// "dalla 5060 alla 5070"
  private func isItalianRange(_ i: Int) -> Bool {
    ["alla", "al", "all"].contains(tokens[i].lower) && i + 1 < tokens.count && i > 0
      && tokens[i - 1].isNumber && tokens[i + 1].isNumber
  }

  /// Reads the number or range that begins at a place.
  ///
  /// - Returns: the range, nil if it is invalid, and the place after it; nil if there is none.
  mutating func range(at i: Int, _ end: Int) -> (ClosedRange<UInt16>?, Int)? {
    guard let (low, afterLow) = grouped(at: i, end) else { return nil }
    if let (high, after) = namedEnd(of: low, afterLow, end) { return (max(low, 1)...high, after) }
    var next = afterLow
    // "5000 up to 5010"
    if next + 1 < end, tokens[next].lower == "up", isRangeMark(next + 1) { next += 1 }
    if next < end, isRangeMark(next) || isItalianRange(next) {
      var after = next + 1
      // "10000--60000"
      if tokens[next].isSign("-"), after < end, tokens[after].isSign("-"), !tokens[after].isApart {
        after += 1
      }
      // "von 5000 bis 5010", "from 5000 up to and including 5010"
      while after < end,
        tokens[after].concepts.contains(.port)
          || tokens[after].isWord && Self.inclusive.contains(tokens[after].lower)
      {
        after += 1
      }
      if tokens[next].isSign("-"), after < end, tokens[after].isSign(">"), !tokens[after].isApart {
        problems.append("an arrow between ports is not a range")
        return (low...low, after + 1)
      }
      // "12001-1200x"
      if after < end, !tokens[after].isApart, case .otherNumber = tokens[after].kind,
        tokens[after].text.last?.lowercased() == "x"
      {
        problems.append("the end of the range, \(tokens[after].text), is no number")
        return (nil, after + 1)
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
    if next < end, tokens[next].isSign("+"), low >= 1000, isEndOfPlus(next + 1, end) {
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
      if reading == .cell { problems.append("0 is not a port") }
      return nil
    }
    next = afterLow
    return (low...low, next)
  }

  /// "1024/tcp through 1300/tcp", "TCP 1024 to TCP 1300": both ends of a range name its protocol. The last
  /// port, and the place behind it; "80/tcp - 443/tcp" may be two ports.
  private mutating func namedEnd(of low: UInt16, _ i: Int, _ end: Int) -> (UInt16, Int)? {
    var mark = i
    var named: IPProtocol?
    if mark + 1 < end, tokens[mark].isSign("/"), let transport = tokens[mark + 1].transport {
      named = transport
      mark += 2
    }
    guard mark < end, isRangeMark(mark) || isToOfRange(mark, end) else { return nil }
    var place = mark + 1
    if named == nil {
      guard place < end, let leading, tokens[place].transport == leading else { return nil }
      place += 1
      // "from tcp/48003 to tcp/50000"
      if place < end, tokens[place].isSign("/"), !tokens[place].isApart { place += 1 }
    }
    while place < end, tokens[place].concepts.contains(.port) { place += 1 }
    guard let (high, after) = grouped(at: place, end), low < high,
      !(Self.known.contains(Int(low)) && Self.known.contains(Int(high)))
    else { return nil }
    if let named {
      guard after + 1 < end, tokens[after].isSign("/"), tokens[after + 1].transport == named else {
        return nil
      }
    }
    return (high, after)
  }

  /// "da tcp/48003 a tcp/50000": a short word that is "to" only behind "from".
  private func isToOfRange(_ i: Int, _ end: Int) -> Bool {
    guard ["a", "à", "al", "alla", "ao", "to"].contains(tokens[i].lower), i + 1 < end,
      tokens[i + 1].transport != nil
    else { return false }
    return tokens[max(0, i - 5)..<i].contains {
      $0.concepts.contains(.from)
        || ["da", "dal", "dalla", "de", "do", "du", "desde"].contains($0.lower)
    }
  }

  /// Whether nothing is added behind a plus: "1024+ (dynamic)", not "3478 + media range".
  private func isEndOfPlus(_ i: Int, _ end: Int) -> Bool {
    guard i < end else { return true }
    return !tokens[i].isNumber && (!tokens[i - 1].isApart || !tokens[i].isWord)
  }

  func isRangeMark(_ i: Int) -> Bool {
    let token = tokens[i]
    switch token.kind {
    case .sign(":"): return isColonOfRange(i)
    case .sign(">"): return isArrowOfRange(i)
    case .sign(let sign): return "-~…".contains(sign)
    case .word: return token.concepts.contains(.until)
    default: return false
    }
  }

  private static let inclusive: Set = [
    "to", "and", "including", "incl", "einschließlich", "inclus",
  ]

  /// "A range of ports, by default 40000 > 49000"
  private func isArrowOfRange(_ i: Int) -> Bool {
    guard i > 0, i + 1 < tokens.count, let low = tokens[i - 1].number,
      let high = tokens[i + 1].number, low >= 1024, low < high
    else { return false }
    return tokens[..<i].contains { SentenceWords.ranges.contains($0.lower) }
  }

  /// "The 6800:7300 range", as packet filters write it.
  private func isColonOfRange(_ i: Int) -> Bool {
    guard reading == .text, i > 0, i + 1 < tokens.count, !tokens[i].isApart, !tokens[i + 1].isApart,
      let low = tokens[i - 1].number, let high = tokens[i + 1].number, low >= 1024, low < high
    else { return false }
    let before = i > 1 ? tokens[i - 2].lower : ""
    let behind = i + 2 < tokens.count ? tokens[i + 2].lower : ""
    return behind == "port" || SentenceWords.ranges.contains(behind)
      || SentenceWords.ranges.contains(before)
  }

  /// The number at a place, joined with a group of thousands after a comma; and the place after it.
  mutating func grouped(at i: Int, _ end: Int) -> (UInt16, Int)? {
    guard i < end, let value = tokens[i].number, let number = UInt16(exactly: value) else {
      return nil
    }
    if case .grouped = tokens[i].kind, value > 1000, Self.known.contains(value / 1000),
      Self.known.contains(value % 1000)
    {
      doubtfulNumbers.append(String(tokens[i].text))
    }
    if let whole = blankThousands(at: i, end) { return (whole, i + 2) }
    guard case .number = tokens[i].kind, tokens[i].text.count <= 2, i + 2 < end,
      tokens[i + 1].isSign(","), !tokens[i + 1].isApart, !tokens[i + 2].isApart,
      tokens[i + 2].text.count == 3, tokens[i + 2].text.utf8.allSatisfy(\.isDigit),
      let rest = Int(tokens[i + 2].text), let whole = UInt16(exactly: value * 1000 + rest),
      meansThousands(value, rest, at: i, end)
    else { return (number, i + 1) }
    return (whole, i + 3)
  }

  /// "30 010": no port begins with a zero, so the blank is a mark of thousands; and then so is that of
  /// "31 109" beside it.
  private func blankThousands(at i: Int, _ end: Int) -> UInt16? {
    func isThree(_ place: Int) -> Bool {
      place < end && tokens[place].text.utf8.count == 3
        && tokens[place].text.utf8.allSatisfy(\.isDigit)
    }
    guard case .number(let value) = tokens[i].kind, (1...65).contains(value), isThree(i + 1),
      tokens[i + 1].isApart, let rest = Int(tokens[i + 1].text)
    else { return nil }
    let isCertain =
      tokens[i + 1].text.first == "0"
      || tokens.indices.dropFirst().contains {
        isThree($0) && tokens[$0].text.first == "0" && tokens[$0].isApart && tokens[$0 - 1].isNumber
      }
    return isCertain ? UInt16(exactly: value * 1000 + rest) : nil
  }

  /// Whether "49,152" is one number: not if both parts are commonly known ports.
  private func meansThousands(_ first: Int, _ second: Int, at i: Int, _ end: Int) -> Bool {
    if tokens[i + 2].text.first == "0" { return true }
    return !(Self.known.contains(first) && Self.known.contains(second))
  }

  /// Commonly known ports.
  static let known: Set<Int> = [
    20, 21, 22, 23, 25, 53, 69, 80, 88, 110, 119, 123, 135, 137, 138, 139, 143, 161, 162, 179, 389,
    443, 445, 465, 500, 514, 515, 554, 563, 587, 631, 636, 853, 873, 989, 990, 993, 995,
  ]

  mutating func readBetween(_ i: Int, _ end: Int) -> Int? {
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

  /// "Port > TCP > 5000 > Allow": what to click on, one after the other.
  private func isStepOfMenu(_ place: Int) -> Bool {
    reading == .text && place >= 0 && tokens[place].isSign(">")
      && tokens.count { $0.isSign(">") } > 1
  }

  /// "Users other than root may bind below 1024": no ports to open.
  private var speaksOfPrivileges: Bool {
    reading == .text && tokens.contains { Self.privileges.contains($0.lower) }
  }

  private static let privileges: Set = [
    "root", "non-root", "nonroot", "privileged", "unprivileged", "bind", "binding", "sudo",
  ]

  mutating func readOpenRange(isAbove: Bool, from i: Int, _ end: Int) -> Int? {
    if isPreposition(i - 1) || isStepOfMenu(i - 1) || speaksOfPrivileges { return nil }
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
    // "< 1", "<= 0", "> 65535"
    guard isAbove ? isEqual || port < 65535 : isEqual ? port > 0 : port > 1 else {
      problems.append("there is no port \(isAbove ? "above" : "below") \(port)")
      return after
    }
    if isAbove {
      numbers.append(max(isEqual ? port : port + 1, 1)...65535)
    } else {
      numbers.append(1...(isEqual ? port : port - 1))
    }
    for place in max(i - 1, 0)..<after { used.insert(place) }
    return after
  }

  /// Whether a word means by way of rather than above or below: "HTTP over port 80", "unter Port
  /// 443", "pod portem 443", the French "le port 443"; not "ports over 1023", "tcp le 1023".
  private func isPreposition(_ i: Int) -> Bool {
    guard i >= 0, Self.prepositions.contains(tokens[i].lower) else { return false }
    let isFollowedByNumber = i + 1 < tokens.count && tokens[i + 1].isNumber
    if i == 0 { return !(reading == .cell && isFollowedByNumber) }
    // "Ouvrir deux ports, le 500 et le 4500", "le port, le 443"
    if tokens[i].lower == "le", reading == .text, tokens[i - 1].isWord,
      tokens[i - 1].concepts.contains(.port), tokens[i - 1].transport == nil,
      isArticle(i)
    {
      return true
    }
    let isOfLists = ["le", "ge", "lt", "gt"].contains(tokens[i].lower)
    return
      !(tokens[i - 1].concepts.contains(.port)
      || isOfLists && isFollowedByNumber && tokens[i - 1].transport != nil)
  }

  /// Whether the sentence has other words of French.
  private func isArticle(_ i: Int) -> Bool {
    tokens.indices.contains { place in
      place != i
        && ["le", "la", "les", "et", "deux", "des", "du", "pour", "ouvrir", "il", "sur"].contains(
          tokens[place].lower)
    }
  }

  private static let prepositions: Set = [
    "over", "über", "sobre", "under", "unter", "pod", "nad", "sotto", "sopra", "onder", "boven",
    "le", "ge", "lt", "gt",
  ]

  /// "ports higher than 1023"
  func beginsOpenRange(_ i: Int, _ end: Int) -> Bool {
    guard let place = (i..<end).first(where: { !tokens[$0].concepts.contains(.port) }) else {
      return false
    }
    return tokens[place].concepts.containsAny(of: .above, .below)
      && tokens[(place + 1)..<min(end, place + 4)].contains(where: \.isNumber)
  }
}
