import EndpointModel

/// A text taken apart into port numbers, ranges and protocol words.
///
/// Understood: `80 &443`, `80, 443`, `80/443`, `4201-4264`, `10000 to 20000`,
/// `50,000–59,999` and `30.000-35.000` (thousands marks), `443/TCP`,
/// `443 (TCP)`, `TCP: 443, 80 UDP: 3478`.
struct PortTokens {
  struct Problem: Hashable {
    let code: String
    let message: String
    /// Whether a number was left out, rather than repaired.
    let isLeftOut: Bool
  }

  private(set) var terms: [PortCell.Term] = []
  private(set) var problems: [Problem] = []
  /// Words that say nothing known of ports, in order.
  private(set) var unknownWords: [String] = []

  /// Every port of every term.
  var allPorts: PortSet? {
    PortSet(
      terms.flatMap { term -> [ClosedRange<UInt16>] in
        if case .numbers(let set)? = term.ports { set.ranges } else { [] }
      })
  }

  private enum Token: Equatable {
    case number(Substring)
    case dash
    case transport(IPProtocol)

    var isNumber: Bool { if case .number = self { true } else { false } }
  }

  init(_ text: some StringProtocol) {
    // No cell of ports is longer; what is, is prose.
    let text = withoutEndlessNumbers(String(text.prefix(4000)))
    let tokens = tokens(withoutThousandsMarks(withOpenEnds(withBracketsOpened(text))))
    // A protocol before the first number speaks for what follows it, a protocol
    // after it for what came before.
    let firstNumber = tokens.firstIndex { if case .number = $0 { true } else { false } }
    let firstTransport = tokens.firstIndex { if case .transport = $0 { true } else { false } }
    let leads = firstTransport.map { $0 < firstNumber ?? .max } ?? false

    var transport: IPProtocol?
    var ranges: [ClosedRange<UInt16>] = []
    var hasNumbers = false
    var i = 0
    while i < tokens.count {
      switch tokens[i] {
      case .number(let low):
        if !leads, transport != nil { flush(&transport, &ranges, &hasNumbers) }
        hasNumbers = true
        var high = low
        if i + 2 < tokens.count, tokens[i + 1] == .dash, case .number(let end) = tokens[i + 2] {
          high = end
          i += 2
        }
        if let range = range(low, high) { ranges.append(range) }
      case .transport(let next):
        if leads, hasNumbers { flush(&transport, &ranges, &hasNumbers) }
        transport = transport.map { $0.joined(with: next) } ?? next
      case .dash: break
      }
      i += 1
    }
    flush(&transport, &ranges, &hasNumbers)
  }

  /// Ends a term: what was read of one protocol.
  private mutating func flush(
    _ transport: inout IPProtocol?, _ ranges: inout [ClosedRange<UInt16>],
    _ hasNumbers: inout Bool
  ) {
    let ports = PortSet(ranges)
    let named = transport
    if let i = terms.firstIndex(where: { $0.transport == named }), let ports,
      case .numbers(let old)? = terms[i].ports
    {
      terms[i].ports = .numbers(old.union(ports))
    } else if ports != nil || (transport != nil && !hasNumbers) {
      terms.append(PortCell.Term(transport: transport, ports: ports.map { .numbers($0) }))
    }
    transport = nil
    ranges = []
    hasNumbers = false
  }

  private mutating func range(_ low: Substring, _ high: Substring) -> ClosedRange<UInt16>? {
    let written = low == high ? String(low) : "\(low)-\(high)"
    guard var first = Int(low), var last = Int(high) else {
      return leaveOut(written, "it is above 65535")
    }
    if first == 0, last > 0 { first = 1 }
    if first < 65535, last == 65536 {
      repair("port-above-65535", "\(written) was read as \(first)-65535")
      last = 65535
    }
    guard first > 0 else { return leaveOut(written, "port 0 is reserved (RFC 6335)") }
    guard last <= 65535, first <= 65535 else { return leaveOut(written, "it is above 65535") }
    guard first <= last else {
      return leaveOut(written, "the range's end lies before its start")
    }
    return UInt16(first)...UInt16(last)
  }

  @discardableResult
  private mutating func leaveOut(_ written: String, _ rule: String) -> ClosedRange<UInt16>? {
    problems.append(
      Problem(
        code: "ports-not-understood",
        message: "\"\(written.abridged(to: 40))\" is no port: \(rule); it was left out",
        isLeftOut: true))
    return nil
  }

  private mutating func repair(_ code: String, _ message: String) {
    problems.append(Problem(code: code, message: message, isLeftOut: false))
  }

  // MARK: From characters to tokens

  /// No port has ten digits: the first nine tell as much, and what looks for the end of a
  /// number need not look far.
  private func withoutEndlessNumbers(_ text: String) -> String {
    var digits = 0
    return String(
      text.filter { character in
        digits = character.isNumber ? digits + 1 : 0
        return digits < 10
      })
  }

  /// `1024+`, `>1024`, `1024 and above` to ranges; what a cell excepts, and source
  /// ports, are problems: they are not to be opened.
  private mutating func withOpenEnds(_ text: String) -> String {
    let isPlain = text.utf8.allSatisfy { byte in
      byte.isDigit || " ,;&/.-:".utf8.contains(byte)
    }
    if isPlain { return text }
    var out = text.replacing(Pattern.footnote, with: "")
    out = out.replacing(
      Pattern.openEnd
    ) {
      "\($0.output.1)-65535"
    }
    out = out.replacing(Pattern.above) { match in
      let low = (Int(match.output.2) ?? 0) + (match.output.1 == ">" ? 1 : 0)
      return low <= 65535 ? "\(low)-65535" : String(match.output.0)
    }
    if let match = out.firstMatch(of: Pattern.exception) {
      leaveOut(String(match.output), "exceptions are not understood")
      out.removeSubrange(match.range)
    }
    if let match = out.firstMatch(of: Pattern.sourcePort) {
      repair("source-port", "\"\(match.output)\" is no port to open; it was left out")
      out.removeSubrange(match.range)
    }
    return out
  }

  private mutating func tokens(_ text: String) -> [Token] {
    var out: [Token] = []
    var rest = Substring(text)
    while let first = rest.first {
      if first.isASCII, first.isNumber {
        let digits = rest.prefix { $0.isASCII && $0.isNumber }
        rest = rest[digits.endIndex...]
        if rest.first == ".", rest.dropFirst().first?.isNumber ?? false {
          let decimal = rest.prefix { $0 == "." || $0.isNumber }
          rest = rest[decimal.endIndex...]
          leaveOut(String(digits + decimal), "it has a decimal point")
        } else {
          out.append(.number(digits))
        }
      } else if first.isLetter {
        if let token = word(&rest) { out.append(token) }
      } else {
        // `4201:4264` and `4201..4264` are ranges as well.
        let isRange = first == ":" || rest.hasPrefix("..")
        if "-–—−~".contains(first)
          || (isRange && out.last?.isNumber ?? false
            && rest.drop(while: { $0 == first }).first?.isNumber ?? false)
        {
          out.append(.dash)
        }
        rest = first == "." ? rest.drop { $0 == "." } : rest.dropFirst()
      }
    }
    return out
  }

  /// Reads a word, with a version behind it (`TLS 1.2`, `HTTP/2`, `IPv4`).
  private mutating func word(_ rest: inout Substring) -> Token? {
    let word = rest.prefix { $0.isLetter || $0 == "'" || $0 == "’" }
    rest = rest[word.endIndex...]
    let lower = word.lowercased()
    let isTransport = ["tcp", "udp"].contains(lower)
    let isGlued = rest.first?.isNumber ?? false
    if isGlued, !isTransport, !lower.hasPrefix("port") {
      rest = rest.drop { $0.isNumber || $0.isLetter }
    } else if !isTransport, ProtocolWord.read(lower) != nil, rest.contains(where: \.isNumber),
      let version = rest.prefixMatch(of: Pattern.version), !isGlued
    {
      rest = rest[version.range.upperBound...]
    }
    if let transport = ProtocolWord.read(lower) { return .transport(transport) }
    if ["to", "through", "thru", "until", "bis", "a", "até", "al"].contains(lower) { return .dash }
    if !Self.filler.contains(lower) { unknownWords.append(String(word)) }
    return nil
  }

  private static let filler: Set<String> = [
    "port", "ports", "range", "ranges", "and", "or", "number", "numbers", "from", "both", "all",
    "any", "porte", "porta", "puerto", "puertos", "und", "oder", "e", "et", "y", "o", "s", "only",
    "over", "default", "destination",
  ]

  /// Brackets around protocols are opened: `443 (TCP)`; what else stands in
  /// brackets is a remark, and a number among it a problem.
  private mutating func withBracketsOpened(_ text: String) -> String {
    var out = ""
    var rest = Substring(text)
    while let open = rest.firstIndex(of: "("), let close = rest[open...].firstIndex(of: ")") {
      out += rest[..<open]
      let inside = rest[rest.index(after: open)..<close]
      let words = inside.split { !$0.isLetter && !$0.isNumber && $0 != "+" }
      if !words.isEmpty, words.allSatisfy({ ProtocolWord.read($0) != nil || $0 == "and" }) {
        out += " " + inside + " "
      } else if words.contains(where: { Int($0) != nil }) {
        repair(
          "number-in-brackets",
          "\"(\(inside.abridged(to: 40)))\" was taken for a remark; its numbers are not among "
            + "the ports")
      }
      rest = rest[rest.index(after: close)...]
    }
    return out + rest
  }

  /// `50,000-59,999` and `30.000` without their marks: three digits behind a comma
  /// belong to the number where they begin with 0, or where the other end of the
  /// range is marked so; `80,443` is two ports.
  private mutating func withoutThousandsMarks(_ text: String) -> String {
    guard text.utf8.contains(where: { $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: ",") }),
      text.count > 4, text.contains(Pattern.marked)
    else { return text }
    func fused(_ number: Substring) -> String { number.filter(\.isNumber) }
    let range =
      Pattern.markedRange
    var out = text.replacing(range) { match in
      let (_, before, low, dash, high) = match.output
      let isMarked = [low, high].contains { $0.contains(".") || $0.suffix(3).first == "0" }
      return isMarked ? before + fused(low) + dash + fused(high) : String(match.output.0)
    }
    var guessed: [String] = []
    out = out.replacing(Pattern.markedNumber) { match in
      let (all, before, number) = match.output
      guard number.contains(".") || number.suffix(3).first == "0" else { return String(all) }
      if number.suffix(3).first != "0" { guessed.append(String(number)) }
      return before + fused(number)
    }
    for number in guessed {
      repair("thousands-mark", "\(number) was read as one number with a mark for thousands")
    }
    return out
  }
}

/// Compiled once; a literal in its place would be compiled at each use. The
/// values are never changed.
private enum Pattern {
  nonisolated(unsafe) static let footnote =
    /\[\d{1,2}\]/.asciiOnlyDigits()
  nonisolated(unsafe) static let openEnd =
    /(?i)(\d+)\s*(?:\+(?!\s*\d)|(?:and|or|&)\s+(?:above|up|higher|over|greater))/.asciiOnlyDigits()
  nonisolated(unsafe) static let above =
    /(>=|≥|>)\s*(\d{1,5})\b/.asciiOnlyDigits()
  nonisolated(unsafe) static let exception =
    /(?i)\b(?:except|excluding|not|without|but)\b.*/
  nonisolated(unsafe) static let sourcePort =
    /(?i)\bsource\s+ports?\b[^,;]*/
  nonisolated(unsafe) static let version =
    /[\s\/]?\s*v?\d(\.\d)?(?![\d,\-–])/.asciiOnlyDigits()
  nonisolated(unsafe) static let marked =
    /\d[.,]\d{3}/.asciiOnlyDigits()
  nonisolated(unsafe) static let markedRange =
    /(^|[^\d.,])(\d{1,2}[.,]\d{3})(\s*(?:-|–|—|to|bis)\s*)(\d{1,2}[.,]\d{3})(?![.,]*\d)/
    .asciiOnlyDigits()
  nonisolated(unsafe) static let markedNumber =
    /(^|[^\d.,])(\d{1,2}[.,]\d{3})(?![.,]*\d)/.asciiOnlyDigits()
}
