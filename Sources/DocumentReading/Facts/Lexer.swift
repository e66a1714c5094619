import EndpointModel

/// Takes texts apart into tokens: the one place that knows how addresses, numbers and words
/// are told from each other. What they mean beside each other is for `Facts`.
struct Lexer {
  private(set) var tokens: [Token] = []

  private let text: String
  private let bytes: [UInt8]
  private let line: Int

  static func tokens(of lines: [SourceLine]) -> [Token] {
    var all: [Token] = []
    for line in lines {
      let found = tokens(of: line)
      if found.isEmpty { continue }
      if !all.isEmpty { all.append(Token(.lineEnd, "", line: line.number, isApart: true)) }
      all += found
    }
    return all
  }

  static func tokens(of line: SourceLine) -> [Token] {
    var lexer = Lexer(line)
    lexer.read()
    return lexer.tokens
  }

  private init(_ line: SourceLine) {
    text = PlainForm.of(line.text)
    bytes = Array(text.utf8)
    self.line = line.number
  }

  // MARK: Chunks

  private static let separators: Set<UInt8> = Set(",;()\"`|".utf8)

  private mutating func read() {
    var i = 0
    var isApart = true
    while i < bytes.count {
      let byte = bytes[i]
      if byte.isASCIIBlank {
        isApart = true
        i += 1
      } else if let (kind, length) = struckMark(at: i) {
        add(kind, i..<i + length, isApart)
        i += length
      } else if let end = endOfDots(from: i) {
        add(.sign("…"), i..<end, isApart)
        isApart = false
        i = end
      } else if byte.maybeLetter, let end = endOfAbbreviation(from: i) {
        add(.word, i..<end, isApart)
        isApart = false
        i = end
      } else if Self.separators.contains(byte) {
        // Quotation marks and those of code part words, and say nothing.
        if byte != UInt8(ascii: "\""), byte != UInt8(ascii: "`") {
          add(.sign(Character(Unicode.Scalar(byte))), i..<i + 1, isApart)
        }
        isApart = byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "`") ? isApart : false
        i += 1
      } else {
        let end = endOfChunk(from: i)
        readChunk(i..<end, isApart)
        isApart = false
        i = end
      }
    }
  }

  /// Two dots or more, as a range may be written.
  private func endOfDots(from start: Int) -> Int? {
    var i = start
    while i < bytes.count, bytes[i] == UInt8(ascii: ".") { i += 1 }
    guard i - start >= 2 else { return nil }
    // "intra..example.com" is a broken name, and no range.
    let isBetweenLetters =
      start > 0 && bytes[start - 1].maybeLetter && i < bytes.count && bytes[i].maybeLetter
    return isBetweenLetters ? nil : i
  }

  /// "e.g.", "z. B.": words with full stops in them.
  private func endOfAbbreviation(from start: Int) -> Int? {
    if start > 0, bytes[start - 1].maybeLetter || bytes[start - 1].isDigit { return nil }
    return Lexicon.abbreviations.lazy.compactMap { wanted -> Int? in
      let end = start + wanted.count
      guard end <= bytes.count, end == bytes.count || !bytes[end].maybeLetter,
        zip(bytes[start..<end], wanted).allSatisfy({ $0 == $1 || $0 | 0x20 == $1 && $1.maybeLetter }
        )
      else { return nil }
      return end
    }.first
  }

  private func struckMark(at i: Int) -> (Token.Kind, Int)? {
    guard bytes[i] == 0xEE, i + 2 < bytes.count, bytes[i + 1] == 0x80 else { return nil }
    switch bytes[i + 2] {
    case 0x80: return (.struckBegin, 3)
    case 0x81: return (.struckEnd, 3)
    default: return nil
    }
  }

  /// A placeholder's own blanks (`<directory id>`), and the commas of `{1,2}`, part nothing.
  private func endOfChunk(from start: Int) -> Int {
    var i = start
    while i < bytes.count {
      let byte = bytes[i]
      if byte.isASCIIBlank || Self.separators.contains(byte) || struckMark(at: i) != nil { break }
      if byte == UInt8(ascii: "."), i > start, endOfDots(from: i) != nil { break }
      if byte == UInt8(ascii: "<") || byte == UInt8(ascii: "{"),
        i + 1 < bytes.count, bytes[i + 1].maybeLetter || byte == UInt8(ascii: "{"),
        let close = closing(of: i)
      {
        i = close + 1
      } else {
        i += 1
      }
    }
    return max(i, start + 1)
  }

  /// Where the bracket that opens here is closed, if soon.
  private func closing(of open: Int) -> Int? {
    let close = bytes[open] == UInt8(ascii: "<") ? UInt8(ascii: ">") : UInt8(ascii: "}")
    let end = min(bytes.count, open + 64)
    for i in open + 1..<max(end, open + 1) {
      if bytes[i] == close { return i }
      if bytes[i] == bytes[open] { return nil }
    }
    return nil
  }

  private func substring(_ range: Range<Int>) -> Substring {
    let start = text.utf8.index(text.startIndex, offsetBy: range.lowerBound)
    return text[start..<text.utf8.index(start, offsetBy: range.count)]
  }

  private mutating func add(_ kind: Token.Kind, _ range: Range<Int>, _ isApart: Bool) {
    let token = Token(kind, substring(range), line: line, isApart: isApart)
    if token.lower == "met", joinsDutchUntil() {
      tokens.removeLast()
      return
    }
    tokens.append(token)
  }

  /// "Tot en met" is one word for "until".
  private func joinsDutchUntil() -> Bool {
    tokens.count >= 2 && tokens[tokens.count - 1].lower == "en"
      && tokens[tokens.count - 2].lower == "tot"
  }

  // MARK: What a chunk is

  private mutating func readChunk(_ range: Range<Int>, _ isApart: Bool) {
    let whole = bytes[range]
    // "443 [1]": the sign of a footnote.
    if whole.first == UInt8(ascii: "["), whole.last == UInt8(ascii: "]"),
      (3...4).contains(whole.count),
      whole.dropFirst().dropLast().allSatisfy({ $0.isDigit || $0.maybeLetter })
    {
      return
    }
    if whole.allSatisfy(\.isDigit) {
      addNumber(range, isApart)
      return
    }
    if whole.allSatisfy({ $0 < 0x80 && $0.maybeLetter }) {
      add(.word, range, isApart)
      return
    }
    // Dutch for "up to and including".
    if whole.elementsEqual("t/m".utf8) {
      add(.word, range, isApart)
      return
    }
    if let joiner = joinerOfNames(range) {
      readChunk(range.lowerBound..<joiner.lowerBound, isApart)
      add(.word, joiner, true)
      readChunk(joiner.upperBound..<range.upperBound, true)
      return
    }
    if let block = AddressToken.plain(substring(range)) {
      add(.address(AddressToken.Found(address: .block(block))), range, isApart)
      return
    }
    var (core, lead, trail) = peeled(range)
    for place in lead { add(sign(place), place..<place + 1, isApart) }
    if !core.isEmpty {
      let stands = isApart || !lead.isEmpty
      if let end = afterFootnote(core) { core = core.lowerBound..<end }
      if !readAddress(core, stands) { readPieces(core, stands) }
    }
    for place in trail { add(sign(place), place..<place + 1, false) }
  }

  /// Where a word of Japanese, Chinese or Korean joins two names without blanks.
  private func joinerOfNames(_ range: Range<Int>) -> Range<Int>? {
    guard bytes[range].contains(where: { $0 >= 0xE0 }), bytes[range].contains(UInt8(ascii: "."))
    else { return nil }
    for joiner in Self.joiners {
      var i = range.lowerBound + 1
      while i + joiner.count < range.upperBound {
        let end = i + joiner.count
        if bytes[i] == joiner[0], bytes[i..<end].elementsEqual(joiner), bytes[i - 1] < 0x80,
          bytes[end] < 0x80, bytes[range.lowerBound..<i].contains(UInt8(ascii: ".")),
          bytes[end..<range.upperBound].contains(UInt8(ascii: "."))
        {
          return i..<end
        }
        i += 1
      }
    }
    return nil
  }

  private static let joiners = ["と", "および", "及び", "または", "和", "及", "与", "以及", "或", "와", "과", "및"]
    .map { Array($0.utf8) }

  private func sign(_ place: Int) -> Token.Kind {
    .sign(Character(Unicode.Scalar(bytes[place])))
  }

  /// The chunk without the marks around it.
  private func peeled(_ range: Range<Int>) -> (core: Range<Int>, lead: [Int], trail: [Int]) {
    var (start, end) = (range.lowerBound, range.upperBound)
    var lead: [Int] = []
    var trail: [Int] = []
    func at(_ place: Int) -> UInt8? { range.contains(place) ? bytes[place] : nil }
    while start < end {
      let byte = bytes[start]
      let next = at(start + 1)
      let isMark: Bool =
        switch byte {
        case UInt8(ascii: "'"), UInt8(ascii: "~"), UInt8(ascii: "!"), UInt8(ascii: "+"),
          UInt8(ascii: "#"), UInt8(ascii: "="), UInt8(ascii: "-"), UInt8(ascii: "&"),
          UInt8(ascii: "^"), UInt8(ascii: "$"), UInt8(ascii: "%"), UInt8(ascii: "?"),
          UInt8(ascii: "\\"), UInt8(ascii: "]"), UInt8(ascii: "}"), UInt8(ascii: ">"):
          true
        case UInt8(ascii: "/"): next != nil && start == range.lowerBound && next!.isDigit
        case UInt8(ascii: ":"): next != UInt8(ascii: ":")
        case UInt8(ascii: "<"): !(next?.maybeLetter ?? false)
        case UInt8(ascii: "["): !opensAddress(start..<end)
        case UInt8(ascii: "*"):
          next != UInt8(ascii: ".") && next != UInt8(ascii: "-") && next != nil
        case UInt8(ascii: "_"): next != nil && !next!.isDigit
        case UInt8(ascii: "."): next == UInt8(ascii: ".")
        default: false
        }
      guard isMark else { break }
      lead.append(start)
      start += 1
    }
    while start < end {
      let byte = bytes[end - 1]
      let before = end - 2 >= start ? bytes[end - 2] : nil
      let isMark: Bool =
        switch byte {
        case UInt8(ascii: "."), UInt8(ascii: "!"), UInt8(ascii: "?"), UInt8(ascii: "'"),
          UInt8(ascii: "="), UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "&"),
          UInt8(ascii: "~"), UInt8(ascii: "^"), UInt8(ascii: "\\"), UInt8(ascii: "%"),
          UInt8(ascii: "$"), UInt8(ascii: "#"), UInt8(ascii: "["), UInt8(ascii: "<"):
          true
        case UInt8(ascii: ":"): before != UInt8(ascii: ":")
        case UInt8(ascii: "]"), UInt8(ascii: "}"), UInt8(ascii: ">"):
          !hasOpener(of: byte, before: end - 1, from: start)
        case UInt8(ascii: "*"): before != nil && before != UInt8(ascii: ".")
        case UInt8(ascii: "_"): true
        default: false
        }
      guard isMark else { break }
      trail.append(end - 1)
      end -= 1
    }
    trail.reverse()
    // "[note]"
    if start < end, bytes[start] == UInt8(ascii: "["), bytes[end - 1] == UInt8(ascii: "]"),
      !opensAddress(start..<end)
    {
      start += 1
      end -= 1
    }
    return (start..<max(start, end), lead, trail)
  }

  /// Whether a closing mark belongs to one that opens in the same chunk. A pair spans no more
  /// than a name is long: looking further back would cost the square of a line of brackets.
  private func hasOpener(of close: UInt8, before place: Int, from start: Int) -> Bool {
    let open: UInt8 =
      switch close {
      case UInt8(ascii: "]"): UInt8(ascii: "[")
      case UInt8(ascii: "}"): UInt8(ascii: "{")
      default: UInt8(ascii: "<")
      }
    return bytes[max(start, place - Self.longestPair)..<place].contains(open)
  }

  /// Bytes: a host name of 253 with what may stand around it.
  private static let longestPair = 300

  /// Whether a bracket opens an IPv6 address: two colons before it closes. The longest text of
  /// one has 45 bytes, and a zone or a prefix may follow.
  private func opensAddress(_ range: Range<Int>) -> Bool {
    let inside = bytes[range].dropFirst().prefix(64).prefix {
      $0 != UInt8(ascii: "]") && $0 != UInt8(ascii: "[")
    }
    return inside.count { $0 == UInt8(ascii: ":") } >= 2
  }

  /// Where the signs of footnotes behind an address or number begin.
  private func afterFootnote(_ range: Range<Int>) -> Int? {
    // U+2020, U+2021 and the raised digits of Latin-1.
    let marks: [[UInt8]] = [
      [0xE2, 0x80, 0xA0], [0xE2, 0x80, 0xA1], [0xC2, 0xB9], [0xC2, 0xB2], [0xC2, 0xB3],
    ]
    var end = range.upperBound
    while let mark = marks.first(where: { bytes[range.lowerBound..<end].hasSuffix($0) }) {
      end -= mark.count
    }
    return end < range.upperBound && end > range.lowerBound ? end : nil
  }

  // MARK: Addresses

  private static let schemes: [Substring: IPProtocol] = [
    "tcp": .tcp, "tls": .tcp, "ssl": .tcp, "https": .tcp, "http": .tcp, "wss": .tcp, "ws": .tcp,
    "ssh": .tcp, "ftp": .tcp, "ftps": .tcp, "sips": .tcp, "ldaps": .tcp, "ldap": .tcp,
    "amqps": .tcp,
    "amqp": .tcp, "mqtts": .tcp, "rtmps": .tcp, "rtmp": .tcp, "turns": .tcp, "udp": .udp,
    "dtls": .udp, "rtp": .udp, "srt": .udp,
  ]
  private static let bareSchemes: Set<Substring> = [
    "sip", "sips", "turn", "turns", "stun", "stuns",
  ]

  /// Adds what a chunk says where it is an address; else false.
  private mutating func readAddress(_ range: Range<Int>, _ isApart: Bool) -> Bool {
    let core = substring(range)
    guard core.mayBeAddress, core.utf8.count <= 2048 else { return false }
    if core.utf8.contains(UInt8(ascii: "@")) {
      // A mailbox is no endpoint.
      if core.contains("://") { return false }
      add(.word, range, isApart)
      return true
    }
    var rest = core
    var transport: IPProtocol?
    var hasScheme = false
    var path: Substring = ""
    if let mark = rest.firstRange(of: "://") {
      let scheme = rest[..<mark.lowerBound]
      guard !scheme.isEmpty, scheme.allSatisfy({ $0.isLetter || $0.isNumber || "+-.".contains($0) })
      else { return false }
      hasScheme = true
      transport = Self.schemes[Substring(scheme.lowercased())]
      rest = rest[mark.upperBound...]
      if let slash = rest.firstIndex(where: { "/?#".contains($0) }) {
        path = rest[slash...]
        rest = rest[..<slash]
      }
      // "443/tcp" behind the port is no path.
    } else if let colon = rest.firstIndex(of: ":"),
      Self.bareSchemes.contains(Substring(rest[..<colon].lowercased()))
    {
      transport = Self.schemes[Substring(rest[..<colon].lowercased())]
      rest = rest[rest.index(after: colon)...]
      hasScheme = true
    } else if rest.utf8.contains(UInt8(ascii: "=")) {
      // A setting of a program.
      add(.word, range, isApart)
      return true
    }
    let (head, ports, own) = Self.splitPorts(rest)
    guard let kind = Self.address(head, hasScheme: hasScheme) else {
      return readLabelled(range, isApart)
    }
    var token = Token(kind, core, line: line, isApart: isApart)
    token.ownPorts = ports
    token.ownTransport = own ?? (ports == nil ? nil : transport)
    token.isLink = hasScheme && path.utf8.count > 1
    token.mayBeFile = !hasScheme && ports == nil && Self.isDoubtful(kind, head)
    if case .address(var found) = kind, let port = found.port, ports == nil {
      token.ownPorts = PortSet([port...port])
      token.ownTransport = transport
      found.port = nil
    }
    if transport == .udp, token.ownPorts == nil { token.ownTransport = transport }
    tokens.append(token)
    return true
  }

  /// The address in front of ":443", ":10000-10010" or ":443/tcp", and what these say.
  private static func splitPorts(
    _ text: Substring
  ) -> (head: Substring, ports: PortSet?, transport: IPProtocol?) {
    let none: (Substring, PortSet?, IPProtocol?) = (text, nil, nil)
    guard let colon = text.lastIndex(of: ":") else { return none }
    let head = text[..<colon]
    let isBracketed = head.first == "[" && head.last == "]"
    guard isBracketed || !head.contains(":") || head.contains("://") else { return none }
    var tail = text[text.index(after: colon)...]
    var transport: IPProtocol?
    if let slash = tail.firstIndex(of: "/") {
      transport = ProtocolNames.transport(tail[tail.index(after: slash)...].lowercased())
      if transport == nil { return none }
      tail = tail[..<slash]
    }
    guard tail.utf8.first?.isDigit ?? false, let set = try? PortSet(parsing: tail) else {
      return none
    }
    return (isBracketed ? head.dropFirst().dropLast() : head, set, transport)
  }

  /// What a text without scheme, path and port is; nil where it is no address.
  private static func address(_ text: Substring, hasScheme: Bool) -> Token.Kind? {
    var text = text
    if text.first == "[", let close = text.lastIndex(of: "]"), text.contains(":") {
      // "[2001:db8::]/48"
      text = text[text.index(after: text.startIndex)..<close] + text[text.index(after: close)...]
    }
    if text.isEmpty || text == "*" { return nil }
    // ".example.com" in lists of proxies: the domain and all below it.
    if text.first == ".",
      text.dropFirst().first?.isLetter ?? text.dropFirst().first?.isNumber ?? false,
      !text.dropFirst().contains("/"),
      case .address(let found) = AddressToken.read("*" + text)
    {
      return text.contains(".") && text.dropFirst().contains(".") ? .address(found) : nil
    }
    if text.contains("{"), text.contains(","), let kind = braces(text) { return kind }
    let ends = text.split(omittingEmptySubsequences: false) { $0 == "-" || $0 == "~" }
    var high = ends.count == 2 ? ends[1] : ""
    // "192.0.2.10-20"
    if !high.isEmpty, high.count <= 3, high.allSatisfy(\.isNumber),
      let dot = ends[0].lastIndex(of: ".")
    {
      high = ends[0][...dot] + high
    }
    if ends.count == 2, let outcome = AddressToken.range(ends[0], high) {
      switch outcome {
      case .address(let found): return .address(found)
      case .broken(let error): return .broken(error)
      case .word: return nil
      }
    }
    switch AddressToken.read(text) {
    case .address(let found):
      if found.address == .any { return nil }
      if case .host(let name) = found.address, !hasScheme, !isLikelyHost(text, name.text) {
        return nil
      }
      return .address(found)
    case .broken(let error):
      return text.looksLikeBrokenAddress ? .broken(error) : nil
    case .word: return nil
    }
  }

  /// `203.0.113.{1,2,3}` is refused as one that was not understood.
  private static func braces(_ text: Substring) -> Token.Kind? {
    guard text.utf8.first?.isDigit ?? false else { return nil }
    return .broken(
      ValueError(
        expected: "address", input: String(text), rule: "alternatives in braces are not read"))
  }

  /// A name that may as well be a file's, or ends in no top-level domain.
  private static func isDoubtful(_ kind: Token.Kind, _ text: Substring) -> Bool {
    guard case .address(let found) = kind, case .host(let name) = found.address else {
      return false
    }
    return text.looksLikeFile
      || !(name.text.split(separator: ".").last.map(TopLevelDomains.isLikely) ?? false)
  }

  /// Words with dots in them that are no names of hosts: `e.g.`, `Node.js`, `v4.2.1`.
  private static func isLikelyHost(_ written: Substring, _ name: String) -> Bool {
    guard let top = name.split(separator: ".").last, top.count >= 2 else { return false }
    let isWord = top.allSatisfy { $0.isLetter } || top.hasPrefix("xn--")
    // A sentence without a blank behind its full stop: "network.Then".
    let isCapital = written.split(separator: ".").last?.first?.isUppercase ?? false
    let isAllCapitals = !written.contains(where: \.isLowercase)
    return isWord && (!isCapital || isAllCapitals || written.first?.isUppercase ?? false)
  }

  /// "Example Org:192.0.2.0-192.0.2.255", "Address:192.0.2.1": a label stands on the address.
  private mutating func readLabelled(_ range: Range<Int>, _ isApart: Bool) -> Bool {
    guard let colon = bytes[range].firstIndex(of: UInt8(ascii: ":")), colon > range.lowerBound,
      colon + 1 < range.upperBound, bytes[colon - 1].maybeLetter
    else { return false }
    let tail = colon + 1..<range.upperBound
    let (head, ports, transport) = Self.splitPorts(substring(tail))
    guard let kind = Self.address(head, hasScheme: false) else { return false }
    readPieces(range.lowerBound..<colon, isApart)
    add(.sign(":"), colon..<colon + 1, false)
    var token = Token(kind, substring(tail), line: line, isApart: false)
    token.ownPorts = ports
    token.ownTransport = transport
    tokens.append(token)
    return true
  }

  // MARK: Words and numbers

  /// Takes a chunk apart into runs of letters, runs of digits, and signs.
  private mutating func readPieces(_ range: Range<Int>, _ isApart: Bool) {
    var i = range.lowerBound
    var stands = isApart
    while i < range.upperBound {
      let start = i
      if bytes[i].isDigit {
        i = endOfDigits(from: i, before: range.upperBound)
        let dotted = endOfDotted(from: i, before: range.upperBound)
        if dotted > i {
          addDotted(start..<dotted, stands)
          i = dotted
        } else if let end = endOfVariable(from: i, before: range.upperBound) {
          add(.otherNumber, start..<end, stands)
          i = end
        } else if let end = endOfUnit(from: i, before: range.upperBound) {
          add(.otherNumber, start..<end, stands)
          i = end
        } else {
          addNumber(start..<i, stands)
        }
      } else if bytes[i].maybeLetter || bytes[i] == UInt8(ascii: "_") {
        i = endOfWord(from: i, before: range.upperBound)
        add(.word, start..<i, stands)
      } else {
        i += 1
        add(sign(start), start..<i, stands)
      }
      stands = false
    }
  }

  private func endOfDigits(from start: Int, before end: Int) -> Int {
    var i = start
    while i < end, bytes[i].isDigit { i += 1 }
    return i
  }

  /// Behind digits: more digits behind dots or apostrophes (`30.000`, `4.2.1`), or the parts
  /// of a date or time.
  private func endOfDotted(from start: Int, before end: Int) -> Int {
    var i = start
    while i + 1 < end, ".'".utf8.contains(bytes[i]), bytes[i + 1].isDigit {
      i = endOfDigits(from: i + 1, before: end)
    }
    if i > start { return i }
    // 2026-03-14, 14/03/2026, 12:30:05
    for mark in "-/:".utf8 {
      var parts = 1
      i = start
      while parts <= 3, i + 1 < end, bytes[i] == mark, bytes[i + 1].isDigit {
        i = endOfDigits(from: i + 1, before: end)
        parts += 1
      }
      if parts == 3, mark != UInt8(ascii: "/") || isDate(start..<i, from: firstDigit(before: start))
      {
        return i
      }
    }
    return start
  }

  private func firstDigit(before end: Int) -> Int {
    var i = end
    while i > 0, bytes[i - 1].isDigit { i -= 1 }
    return i
  }

  /// Whether three numbers with slashes between are a day, not three ports.
  private func isDate(_ rest: Range<Int>, from start: Int) -> Bool {
    let parts = bytes[start..<rest.upperBound].split(separator: UInt8(ascii: "/")).map { part in
      part.count > 5 ? Int.max : part.reduce(0) { $0 * 10 + Int($1 - 0x30) }
    }
    guard parts.count == 3, (1...31).contains(parts[1]) else { return false }
    let years = 1900...2100
    return years.contains(parts[0]) && parts[2] <= 31
      || (1...31).contains(parts[0]) && (years.contains(parts[2]) || parts[2] <= 99)
  }

  /// Behind digits: a part to be filled in (`33{NN}`, `443*nn*`, `80$$`).
  private func endOfVariable(from start: Int, before end: Int) -> Int? {
    guard start + 1 < end else { return nil }
    let (mark, next) = (bytes[start], bytes[start + 1])
    let opens =
      switch mark {
      case UInt8(ascii: "{"): true
      case UInt8(ascii: "<"), UInt8(ascii: "*"): next.maybeLetter
      case UInt8(ascii: "$"), UInt8(ascii: "#"): next == mark || next == UInt8(ascii: "{")
      default: false
      }
    return opens ? end : nil
  }

  /// Behind digits: letters that make them a measure or a name (`16GB`, `1st`, `3年`).
  private func endOfUnit(from start: Int, before end: Int) -> Int? {
    guard start < end else { return nil }
    if bytes[start] == UInt8(ascii: "%") { return start + 1 }
    guard bytes[start].maybeLetter else { return nil }
    let word = endOfWord(from: start, before: end)
    let letters = substring(start..<word).lowercased()
    if ProtocolNames.transport(letters) != nil || ProtocolNames.application(letters) != nil {
      return nil
    }
    if let first = letters.unicodeScalars.first, first.isOfUnspacedScript {
      return Self.counters.contains(first) ? start + String(first).utf8.count : nil
    }
    return word
  }

  private static let counters: Set<Unicode.Scalar> = [
    "年", "月", "日", "人", "个", "個", "分", "秒", "章", "版", "台", "名", "時", "时", "点", "点", "路",
    "년", "월", "일", "명", "분", "초", "장", "개",
  ]

  /// Letters; with the digits that belong to them (`IPv4`, `node2`), unless they name a
  /// protocol (`TCP443`). Signs of scripts without blanks stand for themselves.
  private func endOfWord(from start: Int, before end: Int) -> Int {
    var i = start
    let isUnspaced = scalar(at: start).isOfUnspacedScript
    while i < end {
      if bytes[i] >= 0x80 {
        let scalar = scalar(at: i)
        if scalar.isOfUnspacedScript != isUnspaced || !scalar.properties.isAlphabetic && i > start,
          !scalar.properties.isDiacritic
        {
          break
        }
        i += scalar.utf8Count
      } else if bytes[i].maybeLetter || bytes[i] == UInt8(ascii: "_") {
        if isUnspaced { break }
        i += 1
      } else if bytes[i] == UInt8(ascii: "."), i == start + 1, i + 1 < end, bytes[i + 1].isDigit {
        // "H.323"
        i += 1
      } else if bytes[i] == UInt8(ascii: "'"), i + 1 < end, bytes[i + 1].maybeLetter {
        i += 1
      } else if bytes[i].isDigit, !isUnspaced {
        let letters = substring(start..<i).lowercased()
        if ProtocolNames.transport(letters) != nil
          || Lexicon.isPortWord(letters)
        {
          break
        }
        i += 1
      } else {
        break
      }
    }
    return max(i, start + scalar(at: start).utf8Count)
  }

  private func scalar(at i: Int) -> Unicode.Scalar {
    if bytes[i] < 0x80 { return Unicode.Scalar(bytes[i]) }
    let place = text.utf8.index(text.startIndex, offsetBy: i)
    return text.unicodeScalars[place]
  }

  private mutating func addNumber(_ range: Range<Int>, _ isApart: Bool) {
    let digits = bytes[range]
    let isPort = digits.count <= 5 && !(digits.count > 1 && digits.first == UInt8(ascii: "0"))
    let value = isPort ? digits.reduce(0) { $0 * 10 + Int($1 - 0x30) } : 0
    add(isPort && value <= 65535 ? .number(value) : .otherNumber, range, isApart)
  }

  /// `30.000` and `10'000` are numbers with marks of thousands.
  private mutating func addDotted(_ range: Range<Int>, _ isApart: Bool) {
    let groups = bytes[range].split { !$0.isDigit }
    let isGrouped =
      groups.count == 2 && (1...2).contains(groups[0].count) && groups[1].count == 3
      && groups[0].first != UInt8(ascii: "0")
    let value = bytes[range].reduce(0) {
      $1.isDigit && $0 < 1_000_000 ? $0 * 10 + Int($1 - 0x30) : $0
    }
    add(isGrouped && value <= 65535 ? .grouped(value) : .otherNumber, range, isApart)
  }
}

extension Unicode.Scalar {
  fileprivate var utf8Count: Int { UTF8.width(self) }
}

extension ArraySlice<UInt8> {
  fileprivate func hasSuffix(_ end: [UInt8]) -> Bool { suffix(end.count).elementsEqual(end) }
}

extension Substring {
  /// Digits and dots enough for an address, or colons of IPv6: worth an error where it is none.
  fileprivate var looksLikeBrokenAddress: Bool {
    let isHex = utf8.allSatisfy {
      $0.isDigit || ".:/-".utf8.contains($0) || (0x61...0x66).contains($0 | 0x20)
    }
    if !isHex { return utf8.first?.isDigit ?? false && utf8.count { $0 == UInt8(ascii: ".") } >= 3 }
    let dots = utf8.count { $0 == UInt8(ascii: ".") }
    return dots >= 3 || utf8.count { $0 == UInt8(ascii: ":") } >= 3
      || dots >= 2 && utf8.contains(UInt8(ascii: "/"))
  }

  /// Its last label is the ending of a file's name.
  fileprivate var looksLikeFile: Bool {
    guard let dot = lastIndex(of: ".") else { return false }
    return fileEndings.contains(self[index(after: dot)...].lowercased())
  }
}

private let fileEndings: Set<String> = [
  "conf", "cfg", "ini", "log", "txt", "md", "yaml", "yml", "json", "xml", "html", "htm", "pdf",
  "exe", "dll", "sh", "py", "js", "ts", "css", "png", "jpg", "jpeg", "gif", "svg", "zip", "gz",
  "tgz", "tar", "rpm", "deb", "iso", "jar", "war", "sql", "so", "service", "socket", "pem", "crt",
  "key", "csv", "xls", "xlsx", "doc", "docx", "adoc", "rst", "php", "asp", "aspx", "jsp", "bat",
  "cmd", "msi", "dmg", "pkg", "java", "properties", "toml", "local_conf", "env", "go", "lock",
]
