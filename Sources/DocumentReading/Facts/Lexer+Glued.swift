import EndpointModel

/// Cells that a copied page runs into one another.
extension Lexer {
  /// "a.example.comTCP443", "a.example.health192.0.2.1", "a.example.comDownloads": reads a name and
  /// what runs into it as two; false if the chunk is not of that kind.
  mutating func readGlued(_ range: Range<Int>, _ isApart: Bool) -> Bool {
    if readWithProtocol(range, isApart) { return true }
    let text = substring(range)
    guard let end = Self.endOfGluedName(text) else { return false }
    let middle = range.lowerBound + text[..<end].utf8.count
    guard readAddress(range.lowerBound..<middle, isApart) else { return false }
    let rest = middle..<range.upperBound
    if !readGluedPort(rest, true), !readAddress(rest, true) { readPieces(rest, true) }
    return true
  }

  /// "a.example:TCP 443", "192.0.2.1:udp/500": reads an address and the protocol behind its colon as two;
  /// false if the chunk is not of that kind.
  private mutating func readWithProtocol(_ range: Range<Int>, _ isApart: Bool) -> Bool {
    guard let colon = bytes[range].firstIndex(of: UInt8(ascii: ":")),
      colon > range.lowerBound, colon + 1 < range.upperBound,
      !bytes[(colon + 1)..<range.upperBound].contains(UInt8(ascii: ":"))
    else { return false }
    let name = bytes[(colon + 1)..<range.upperBound].prefix { $0.maybeLetter }
    let named = ProtocolNames.transport(String(decoding: name, as: UTF8.self).lowercased())
    guard let named, readAddress(range.lowerBound..<colon, isApart) else { return false }
    // In a cell beside that of the ports.
    if name.endIndex == range.upperBound, bytes[range.upperBound...].allSatisfy(\.isASCIIBlank) {
      tokens[tokens.count - 1].ownTransport = named
    }
    add(sign(colon), colon..<colon + 1, false)
    readChunk(colon + 1..<range.upperBound, true)
    return true
  }

  /// "443TCPInterface", "TCP443Downloads", "5050Remote", "443/80Portal": reads ports, their protocol
  /// and what they are for, each apart; false if the chunk is not of that kind.
  mutating func readGluedPort(_ range: Range<Int>, _ isApart: Bool) -> Bool {
    let first = bytes[range.lowerBound]
    guard range.count > 4, bytes[range].contains(where: \.isDigit) else { return false }
    if bytes[range.upperBound - 1].isDigit, readUnderscored(range, isApart) { return true }
    // Matching patterns takes time.
    if first.isDigit, bytes[range].contains(UInt8(ascii: "P")),
      let match = substring(range).wholeMatch(of: Pattern.numberAndProtocol)
    {
      return read([match.output.1, match.output.2, match.output.3], of: range, isApart)
    }
    if first.isDigit, bytes[range.upperBound - 1].maybeLetter,
      let match = substring(range).wholeMatch(of: Pattern.numberAndWord)
    {
      return read([match.output.1, match.output.2], of: range, isApart)
    }
    if first == UInt8(ascii: "T") || first == UInt8(ascii: "U"),
      let match = substring(range).wholeMatch(of: Pattern.protocolAndNumber)
    {
      return read([match.output.1, match.output.2, match.output.3], of: range, isApart)
    }
    return false
  }

  /// "udp_5060", "TCP_7000-7010": the name of an object of a firewall, as its protocol and its ports.
  private mutating func readUnderscored(_ range: Range<Int>, _ isApart: Bool) -> Bool {
    guard let mark = bytes[range].firstIndex(of: UInt8(ascii: "_")), mark > range.lowerBound,
      bytes[(mark + 1)..<range.upperBound].allSatisfy({ $0.isDigit || $0 == UInt8(ascii: "-") }),
      ProtocolNames.transport(
        String(decoding: bytes[range.lowerBound..<mark], as: UTF8.self).lowercased()) != nil
    else { return false }
    readPieces(range.lowerBound..<mark, isApart)
    readPieces(mark + 1..<range.upperBound, true)
    return true
  }

  /// Reads the parts of a chunk, which follow each other, as if blanks stood between them.
  private mutating func read(_ parts: [Substring], of range: Range<Int>, _ isApart: Bool) -> Bool {
    var start = range.lowerBound
    for part in parts {
      let end = start + part.utf8.count
      readPieces(start..<end, start > range.lowerBound || isApart)
      start = end
    }
    return true
  }

  /// Where a name in lower case ends and a protocol in capitals or an address of IPv4 begins.
  private static func endOfGluedName(_ text: Substring) -> Substring.Index? {
    let begun = text.drop { "*.".contains($0) }
    guard begun.first?.isLowercase ?? false, let dot = begun.firstIndex(of: ".") else { return nil }
    if let star = text.dropFirst().firstRange(of: "*."),
      text[star.upperBound...].hasSuffix(text[..<star.lowerBound])
    {
      // "pool.example*.pool.example"
      return star.lowerBound
    }
    let tail = text[dot...]
    var found: Substring.Index?
    var isWord = false
    // Most names end in a letter and have no capitals, and matching patterns takes time.
    let endsInNumber = tail.last?.isNumber ?? false
    let hasCapital = tail.utf8.contains { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) }
    if endsInNumber, let match = tail.firstMatch(of: Pattern.lastAddress) {
      found = match.output.1.startIndex
    } else if hasCapital, let match = tail.firstMatch(of: Pattern.firstProtocol) {
      found = match.output.1.startIndex
    } else if let capital = text[text.lastIndex(of: ".")!...].firstIndex(where: \.isUppercase) {
      // "list.isEmpty" is of a program.
      isWord = true
      found = capital
    }
    guard let found else { return nil }
    let name = text[..<found]
    guard name.utf8.allSatisfy({ $0 < 0x80 }), !name.contains(where: \.isUppercase),
      let top = name.split(separator: ".").last, TopLevelDomains.isLikely(top)
    else { return nil }
    let isCode = isWord && (top.utf8.count == 2 || text[found...].contains { "(.:/".contains($0) })
    return isCode ? nil : found
  }
}

/// Compiled once; a literal at the place of use would be compiled each time. The
/// values never change.
private enum Pattern {
  nonisolated(unsafe) static let lastAddress =
    /[a-z]([0-9]{1,3}(?:\.[0-9]{1,3}){3})$/
  nonisolated(unsafe) static let numberAndProtocol =
    /([0-9]{1,5}(?:[-–][0-9]{1,5})?)(TCP\/UDP|TCP|UDP)(\p{Lu}.+)/
  nonisolated(unsafe) static let firstProtocol =
    /[a-z]((?:TCP|UDP|SCTP|ICMP|HTTPS?|TLS)[^a-z]*)/
  nonisolated(unsafe) static let protocolAndNumber =
    /(TCP\/UDP|TCP|UDP)([0-9]{2,5}(?:[-–][0-9]{2,5})?)(\p{Lu}.+)/
  nonisolated(unsafe) static let numberAndWord =
    /([0-9]{2,5}(?:[\/–-][0-9]{2,5})*)(\p{Lu}\p{Ll}{2,}.*|inbound|outbound)/
}
