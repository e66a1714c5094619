import EndpointModel

/// Splits texts into tokens: the only place that knows how to tell addresses, numbers and words
/// apart. What they mean together is up to `AddressFacts` and `PortFacts`.
struct Lexer {
  var tokens: [Token] = []

  let text: String
  let bytes: [UInt8]
  let line: Int

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
    lexer.joinNegationsToNames()
    lexer.keepPrepositions()
    lexer.denyTransports()
    return lexer.tokens
  }

  init(_ line: SourceLine) {
    text = PlainForm.of(line.text).withWholeWildcards
    bytes = Array(text.utf8)
    self.line = line.number
  }

  private mutating func joinNegationsToNames() {
    guard tokens.count > 2 else { return }
    for i in 0..<tokens.count - 2
    where tokens[i].concepts.contains(.not) && tokens[i + 1].isSign("-") && !tokens[i + 1].isApart
      && tokens[i + 2].isWord && !tokens[i + 2].isApart
    {
      tokens[i].becomePartOfName()
    }
  }

  /// "as portas seguintes no protocolo UDP": in Portuguese "no" means "in the", and "não" negates.
  private mutating func keepPrepositions() {
    guard tokens.contains(where: { $0.lower == "no" }),
      tokens.contains(where: { Self.portuguese.contains($0.lower) })
    else { return }
    for i in tokens.indices where tokens[i].lower == "no" { tokens[i].becomePartOfName() }
  }

  /// Words that only Portuguese has.
  private static let portuguese: Set = [
    "não", "seguintes", "seguinte", "portas", "liberar", "liberação", "libere", "rede", "às", "ao",
    "são", "conexão", "conexões", "endereço", "endereços", "também", "devem", "quanto", "pelas",
    "pela", "pelo", "deverá", "servidores", "aplicativo", "entrada", "saída",
  ]

  /// "TCP, not UDP", "TCP (no UDP)", "formerly UDP", "UDP not supported", "!tcp".
  private mutating func denyTransports() {
    for i in tokens.indices where tokens[i].transport != nil {
      let before = i > 0 ? tokens[i - 1] : nil
      // "It is off, but TCP 8501 must be open": not "all but TCP 25".
      let isContrast =
        before?.lower == "but"
        && !tokens[..<i].suffix(6).contains {
          $0.concepts.contains(.any) || ["everything", "nothing"].contains($0.lower)
        }
      let isDenied =
        !isContrast
        && before.map { word in
          word.concepts.containsAny(of: .not, .except)
            || Self.denials.contains(word.lower)
            || word.lower == "of" && i > 1 && tokens[i - 2].lower == "instead"
            || word.isSign("!") && word.isApart
        } ?? false
      let behind = tokens[(i + 1)...].prefix(2)
      let isUnsupported =
        behind.count == 2 && behind.first!.concepts.contains(.not)
        && ["supported", "used", "required", "needed", "unterstützt", "allowed"]
          .contains(behind.last!.lower)
      if isDenied || isUnsupported { tokens[i].denyTransport() }
    }
  }

  private static let denials: Set = [
    "non", "without", "but", "kein", "keine", "ohne", "sans", "pas", "sin", "senza", "sem",
    "zonder", "geen", "bez", "без", "formerly", "previously", "former", "früher", "bisher",
  ]

  // MARK: Chunks

  private static func isSeparator(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "("), UInt8(ascii: ")"),
      UInt8(ascii: "\""), UInt8(ascii: "`"), UInt8(ascii: "|"):
      true
    default: false
    }
  }

  mutating func read() {
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
      } else if Self.isSeparator(byte) {
        // Quotation marks and backquotes separate words but have no meaning.
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

  /// The end of two dots or more, which may stand for a range.
  private func endOfDots(from start: Int) -> Int? {
    var i = start
    while i < bytes.count, bytes[i] == UInt8(ascii: ".") { i += 1 }
    guard i - start >= 2 else { return nil }
    // "intra..example.com" is a broken name, not a range.
    let isBetweenLetters =
      start > 0 && bytes[start - 1].maybeLetter && i < bytes.count && bytes[i].maybeLetter
    return isBetweenLetters ? nil : i
  }

  /// "e.g.", "z. B.": words with full stops in them.
  private func endOfAbbreviation(from start: Int) -> Int? {
    guard Lexicon.beginsAbbreviation[Int(bytes[start])] else { return nil }
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

  /// Spaces inside a placeholder (`<directory id>`) and the commas of `{1,2}` separate nothing.
  private func endOfChunk(from start: Int) -> Int {
    var i = start
    while i < bytes.count {
      let byte = bytes[i]
      if byte.isASCIIBlank || Self.isSeparator(byte) || struckMark(at: i) != nil { break }
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

  /// Where the bracket that opens here closes; nil if not within 64 bytes.
  func closing(of open: Int) -> Int? {
    let close = bytes[open] == UInt8(ascii: "<") ? UInt8(ascii: ">") : UInt8(ascii: "}")
    let end = min(bytes.count, open + 64)
    for i in open + 1..<max(end, open + 1) {
      if bytes[i] == close { return i }
      if bytes[i] == bytes[open] { return nil }
    }
    return nil
  }

  func substring(_ range: Range<Int>) -> Substring {
    let start = text.utf8.index(text.startIndex, offsetBy: range.lowerBound)
    return text[start..<text.utf8.index(start, offsetBy: range.count)]
  }

  mutating func add(_ kind: Token.Kind, _ range: Range<Int>, _ isApart: Bool) {
    let token = Token(kind, substring(range), line: line, isApart: isApart)
    if token.lower == "met", joinsDutchUntil() {
      tokens.removeLast()
      return
    }
    tokens.append(token)
  }

  /// Dutch "tot en met" is read as one word for "until".
  private func joinsDutchUntil() -> Bool {
    tokens.count >= 2 && tokens[tokens.count - 1].lower == "en"
      && tokens[tokens.count - 2].lower == "tot"
  }

  /// "12:30"; not "5060:5061".
  private static func isTime(_ bytes: ArraySlice<UInt8>) -> Bool {
    guard (4...5).contains(bytes.count), bytes[bytes.endIndex - 3] == UInt8(ascii: ":") else {
      return false
    }
    let (hours, minutes) = (bytes.dropLast(3), bytes.suffix(2))
    guard hours.allSatisfy(\.isDigit), minutes.allSatisfy(\.isDigit) else { return false }
    func value(_ digits: ArraySlice<UInt8>) -> Int { digits.reduce(0) { $0 * 10 + Int($1 - 0x30) } }
    return value(hours) < 24 && value(minutes) < 60
  }

  /// "112.x", "2.1.x:": a version of which the end is left open.
  private static func isOpenVersion(_ whole: ArraySlice<UInt8>) -> Bool {
    guard whole.first?.isDigit ?? false else { return false }
    var parts = whole.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    if let last = parts.last, last.last == UInt8(ascii: ":") { parts[parts.count - 1].removeLast() }
    return (2...3).contains(parts.count)
      && (parts.last?.elementsEqual([0x78]) ?? false || parts.last?.elementsEqual([0x58]) ?? false)
      && parts.dropLast().allSatisfy { part in
        (1...(parts.count == 2 ? 3 : 2)).contains(part.count) && part.allSatisfy(\.isDigit)
      }
  }

  // MARK: What a chunk is

  mutating func readChunk(_ range: Range<Int>, _ isApart: Bool) {
    let whole = bytes[range]
    // "443 [1]": a footnote mark.
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
    // "7900*", "7916**": a footnote's mark.
    if whole.last == UInt8(ascii: "*"), let star = whole.firstIndex(of: UInt8(ascii: "*")),
      star > range.lowerBound, whole[..<star].allSatisfy(\.isDigit),
      whole[star...].allSatisfy({ $0 == UInt8(ascii: "*") })
    {
      addNumber(range.lowerBound..<star, isApart)
      return
    }
    if let mark = footnoteMark(range) {
      readChunk(range.lowerBound..<mark.lowerBound, isApart)
      for place in mark.upperBound..<range.upperBound { add(sign(place), place..<place + 1, false) }
      return
    }
    // "[literal]a.example", "[1]192.0.2.1"
    if whole.first == UInt8(ascii: "["), let close = whole.firstIndex(of: UInt8(ascii: "]")),
      close + 1 < range.upperBound, bytes[close + 1].isDigit || bytes[close + 1].maybeLetter,
      whole[(whole.startIndex + 1)..<close].allSatisfy({ $0.isDigit || $0.maybeLetter })
    {
      readChunk(range.lowerBound..<close + 1, isApart)
      readChunk(close + 1..<range.upperBound, true)
      return
    }
    if Self.isTime(whole) || Self.isOpenVersion(whole) {
      add(.otherNumber, range, isApart)
      return
    }
    if whole.allSatisfy({ $0 < 0x80 && $0.maybeLetter }) {
      add(.word, range, isApart)
      return
    }
    // "N.Virginia", "J.Smith"
    if whole.count > 4, whole.first!.isCapital, whole.dropFirst().first == UInt8(ascii: "."),
      whole.dropFirst(2).first!.isCapital, whole.dropFirst(3).allSatisfy(\.isSmallLetter),
      !TopLevelDomains.isLikely(substring(range).dropFirst(2).lowercased())
    {
      add(.word, range, isApart)
      return
    }
    // Dutch for "up to and including".
    if whole.elementsEqual("t/m".utf8) {
      add(.word, range, isApart)
      return
    }
    if readGluedPort(range, isApart) { return }
    if readAddressesAmongLetters(range, isApart) { return }
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

  func sign(_ place: Int) -> Token.Kind {
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
            && !(next == UInt8(ascii: ":") && at(start + 2)?.isDigit ?? false)
            && !isWildcard(start..<end)
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
          UInt8(ascii: "~"), UInt8(ascii: "^"), UInt8(ascii: "\\"),
          UInt8(ascii: "$"), UInt8(ascii: "#"), UInt8(ascii: "["), UInt8(ascii: "<"):
          true
        // "50%" is no port.
        case UInt8(ascii: "%"): !(before?.isDigit ?? false)
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

  /// "*turn.vendor.example": a star that belongs to the name behind it, as no other closes it.
  private func isWildcard(_ range: Range<Int>) -> Bool {
    // "*vendor.example offers more.": a footnote, or a mark of a list; not in a cell or item of its own.
    let before = bytes[..<range.lowerBound].contains { !$0.isASCIIBlank }
    let behind = bytes[range.upperBound...].contains { !$0.isASCIIBlank }
    if !before, behind { return false }
    let rest = bytes[(range.lowerBound + 1)..<range.upperBound]
    let name = rest.prefix { $0.maybeLetter || $0.isDigit || $0 == 0x2D || $0 == 0x2E }
    guard name.first?.maybeLetter ?? false, !rest.contains(UInt8(ascii: "*")) else { return false }
    var end = name.endIndex
    while end > name.startIndex, bytes[end - 1] == UInt8(ascii: ".") { end -= 1 }
    guard bytes[name.startIndex..<end].contains(UInt8(ascii: ".")),
      case .address(let found)? = Self.address(
        substring(name.startIndex..<end), hasScheme: false),
      case .host = found.address
    else { return false }
    return true
  }

  /// Whether a closing mark belongs to one that opens in the same chunk. A pair spans no more
  /// than the length of a name: looking further back would take quadratic time on many brackets.
  private func hasOpener(of close: UInt8, before place: Int, from start: Int) -> Bool {
    let open: UInt8 =
      switch close {
      case UInt8(ascii: "]"): UInt8(ascii: "[")
      case UInt8(ascii: "}"): UInt8(ascii: "{")
      default: UInt8(ascii: "<")
      }
    return bytes[max(start, place - Self.longestPair)..<place].contains(open)
  }

  /// In bytes: a host name of 253 with what may surround it.
  private static let longestPair = 300

  /// Whether a bracket opens an IPv6 address: two colons before it closes. The longest such
  /// text has 45 bytes, and a zone or a prefix may follow.
  private func opensAddress(_ range: Range<Int>) -> Bool {
    let inside = bytes[range].dropFirst().prefix(64).prefix {
      $0 != UInt8(ascii: "]") && $0 != UInt8(ascii: "[")
    }
    return inside.count { $0 == UInt8(ascii: ":") } >= 2
  }

  /// The mark "[3]" in "a.example[3],", "192.0.2.0/29 (IPv4)[1]": behind it is only what ends a clause.
  /// A larger number may be a port.
  private func footnoteMark(_ range: Range<Int>) -> Range<Int>? {
    guard let open = bytes[range].lastIndex(of: UInt8(ascii: "[")), open > range.lowerBound,
      let close = bytes[open..<range.upperBound].firstIndex(of: UInt8(ascii: "]")),
      let number = Int(String(decoding: bytes[open + 1..<close], as: UTF8.self)), number < 20,
      bytes[(close + 1)..<range.upperBound].allSatisfy({ ",.;:|)".utf8.contains($0) })
    else { return nil }
    let before = bytes[open - 1]
    return before.isDigit || before.maybeLetter || before == UInt8(ascii: ")")
      ? open..<close + 1 : nil
  }

  /// Where the footnote marks after an address or number begin; nil if there are none.
  private func afterFootnote(_ range: Range<Int>) -> Int? {
    // U+2020, U+2021 and the superscript digits of Latin-1.
    let marks: [[UInt8]] = [
      [0xE2, 0x80, 0xA0], [0xE2, 0x80, 0xA1], [0xC2, 0xB9], [0xC2, 0xB2], [0xC2, 0xB3],
    ]
    var end = range.upperBound
    while let mark = marks.first(where: { bytes[range.lowerBound..<end].hasSuffix($0) }) {
      end -= mark.count
    }
    return end < range.upperBound && end > range.lowerBound ? end : nil
  }

}

extension UInt8 {
  fileprivate var isCapital: Bool { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(self) }
  fileprivate var isSmallLetter: Bool { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(self) }
}

extension Unicode.Scalar {
  var utf8Count: Int { UTF8.width(self) }
}

extension ArraySlice<UInt8> {
  func hasSuffix(_ end: [UInt8]) -> Bool { suffix(end.count).elementsEqual(end) }
}

extension Substring {
  /// Enough digits and dots for an address, or colons for IPv6, to report an error if it is none.
  var looksLikeBrokenAddress: Bool {
    // "<li>192.0.2.1"
    if let end = lastIndex(where: { $0 == ">" || $0 == "}" }) {
      return IPAddress(String(self[index(after: end)...])) != nil
    }
    let isHex = utf8.allSatisfy {
      $0.isDigit || ".:/-".utf8.contains($0) || (0x61...0x66).contains($0 | 0x20)
    }
    if !isHex { return utf8.first?.isDigit ?? false && utf8.count { $0 == UInt8(ascii: ".") } >= 3 }
    let dots = utf8.count { $0 == UInt8(ascii: ".") }
    return dots >= 3 || utf8.count { $0 == UInt8(ascii: ":") } >= 3
      || dots >= 2 && utf8.contains(UInt8(ascii: "/"))
  }
}
