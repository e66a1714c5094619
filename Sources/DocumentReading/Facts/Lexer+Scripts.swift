import EndpointModel

/// Addresses in texts of Japanese, Chinese and Korean, which have no spaces around them: "访问a.example的".
extension Lexer {
  /// Splits such a chunk into its addresses and what is between them; false if it holds none.
  mutating func readAddressesAmongLetters(_ range: Range<Int>, _ isApart: Bool) -> Bool {
    guard bytes[range].contains(where: { $0 >= 0xE0 }), substring(range).mayBeAddress,
      !Self.exceptions.contains(where: substring(range).contains)
    else { return false }
    var parts: [Range<Int>] = []
    var start = range.lowerBound
    var place = start
    while place < range.upperBound {
      let end = endOfRun(place, range.upperBound)
      if isAddress(place..<end, in: range) {
        if start < place { parts.append(start..<place) }
        let whole = endOfPath(place..<end, range.upperBound)
        parts.append(place..<whole)
        start = whole
        place = whole
      } else {
        place = end
      }
    }
    if parts.isEmpty || parts == [range] { return false }
    if start < range.upperBound { parts.append(start..<range.upperBound) }
    for (i, part) in parts.enumerated() {
      if isNoFarEnd(i, parts) {
        let text = substring(part)
        let error = ValueError(
          expected: "address", input: String(text),
          rule:
            "the words beside it may say that connections come from it, or that it is no longer used"
        )
        tokens.append(Token(.broken(error), text, line: line, isApart: true))
      } else {
        readChunk(part, i > 0 || isApart)
      }
    }
    return true
  }

  /// "从192.0.2.5访问", "送信元192.0.2.5から", "原b.example", "192.0.2.3替代192.0.2.4".
  private func isNoFarEnd(_ i: Int, _ parts: [Range<Int>]) -> Bool {
    guard !isUnspaced(at: parts[i].lowerBound) else { return false }
    if i > 0, Self.marksBefore.contains(where: substring(parts[i - 1]).hasSuffix) { return true }
    guard i + 1 < parts.count else { return false }
    let next = substring(parts[i + 1])
    // "192.0.2.1から192.0.2.9": a range.
    let isRange = i + 2 < parts.count && ["から", "부터"].contains(next)
    return !isRange && Self.marksBehind.contains(where: next.hasPrefix)
  }

  /// What makes exceptions, which are not understood here.
  private static let exceptions = ["除", "以外", "제외"]
  private static let marksBefore = ["从", "由", "自", "源", "原", "旧", "元", "原为"]
  private static let marksBehind = ["から", "替代", "代替", "取代", "에서", "发起"]

  /// The end of letters of scripts without spaces, or of others.
  private func endOfRun(_ start: Int, _ end: Int) -> Int {
    let isUnspaced = isUnspaced(at: start)
    var i = start
    while i < end, self.isUnspaced(at: i) == isUnspaced {
      i += bytes[i] < 0x80 ? 1 : scalar(at: i).utf8Count
    }
    return min(i, end)
  }

  private func isUnspaced(at place: Int) -> Bool {
    bytes[place] >= 0xE0 && scalar(at: place).isOfUnspacedScript
  }

  /// Whether a run is an address of its own, and not a part of a name like "www.例子.com".
  private func isAddress(_ run: Range<Int>, in chunk: Range<Int>) -> Bool {
    let dot = UInt8(ascii: ".")
    let isPart =
      run.lowerBound > chunk.lowerBound && bytes[run.lowerBound] == dot
      || run.upperBound < chunk.upperBound && bytes[run.upperBound - 1] == dot
    guard !isPart, run.count < chunk.count, run.count <= 2048, !isUnspaced(at: run.lowerBound),
      substring(run).mayBeAddress
    else { return false }
    let lone = Lexer.tokens(of: SourceLine(number: line, text: String(substring(run))))
    return lone.contains { $0.address != nil }
  }

  /// The end of a URL, whose path may have any letters.
  private func endOfPath(_ run: Range<Int>, _ end: Int) -> Int {
    let text = substring(run)
    guard let mark = text.firstRange(of: "://"), text[mark.upperBound...].contains("/"),
      !substring(run.upperBound..<end).mayBeAddress
    else { return run.upperBound }
    return end
  }
}
