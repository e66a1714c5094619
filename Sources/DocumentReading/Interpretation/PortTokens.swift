import EndpointModel

/// A text taken apart into port numbers, ranges and protocol words.
///
/// Understood: `80 &443`, `80, 443`, `80/443`, `4201-4264`, `10000 to 20000`,
/// `50,000–59,999` and `30.000-35.000` (thousands marks), `443/TCP`,
/// `TCP: 443, 80 UDP: 3478`. Remarks in brackets are no ports.
struct PortTokens {
  struct Problem: Hashable {
    let code: String
    let message: String
    /// Whether a number was left out, rather than repaired.
    let isLeftOut: Bool
  }

  private(set) var terms: [PortCell.Term] = []
  private(set) var problems: [Problem] = []

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
    case transport(TransportProtocol)
    case other
  }

  init(_ text: some StringProtocol) {
    let tokens = Self.tokens(Self.withoutBrackets(String(text)))
    // A protocol before the first number speaks for what follows it, a protocol
    // after it for what came before.
    let firstNumber = tokens.firstIndex { if case .number = $0 { true } else { false } }
    let firstTransport = tokens.firstIndex { if case .transport = $0 { true } else { false } }
    let leads = firstTransport.map { $0 < firstNumber ?? .max } ?? false

    var transport: TransportProtocol?
    var ranges: [ClosedRange<UInt16>] = []
    var hasNumbers = false
    func take(_ term: PortCell.Term, into terms: inout [PortCell.Term]) {
      if let i = terms.firstIndex(where: { $0.transport == term.transport }),
        case .numbers(let old)? = terms[i].ports, case .numbers(let new)? = term.ports
      {
        terms[i].ports = .numbers(old.union(new))
      } else {
        terms.append(term)
      }
    }
    func flush(_ terms: inout [PortCell.Term]) {
      let ports = PortSet(ranges).map { Ports.numbers($0) }
      if ports != nil || (transport != nil && !hasNumbers) {
        take(PortCell.Term(transport: transport, ports: ports), into: &terms)
      }
      transport = nil
      ranges = []
      hasNumbers = false
    }

    var i = 0
    while i < tokens.count {
      switch tokens[i] {
      case .number(let low):
        if !leads, transport != nil { flush(&terms) }
        hasNumbers = true
        var high = low
        if i + 2 < tokens.count, tokens[i + 1] == .dash, case .number(let end) = tokens[i + 2] {
          high = end
          i += 2
        }
        if let range = range(low, high) { ranges.append(range) }
      case .transport(let next):
        if leads, hasNumbers { flush(&terms) }
        transport = transport.map { $0.joined(with: next) } ?? next
      case .dash, .other: break
      }
      i += 1
    }
    flush(&terms)
  }

  private mutating func range(_ low: Substring, _ high: Substring) -> ClosedRange<UInt16>? {
    let written = low == high ? String(low) : "\(low)-\(high)"
    func leaveOut(_ rule: String) -> ClosedRange<UInt16>? {
      problems.append(
        Problem(
          code: "ports-not-understood", message: "\"\(written)\" is no port: \(rule); left out",
          isLeftOut: true))
      return nil
    }
    guard var first = Int(low), var last = Int(high) else { return leaveOut("it is above 65535") }
    if first == 0, last > 0 { first = 1 }
    if first < 65535, last == 65536 {
      problems.append(
        Problem(
          code: "port-above-65535", message: "\(written) was read as \(first)-65535",
          isLeftOut: false))
      last = 65535
    }
    guard first > 0 else { return leaveOut("port 0 is reserved (RFC 6335)") }
    guard last <= 65535, first <= 65535 else { return leaveOut("it is above 65535") }
    guard first <= last else { return leaveOut("the range's end lies before its start") }
    return UInt16(first)...UInt16(last)
  }

  private static func tokens(_ text: String) -> [Token] {
    var out: [Token] = []
    var rest = Substring(text)
    while let first = rest.first {
      if first.isASCII, first.isNumber {
        out.append(.number(number(&rest)))
      } else if first.isLetter {
        let word = rest.prefix { $0.isLetter }
        rest = rest[word.endIndex...]
        if let transport = ProtocolWord.read(word) {
          out.append(.transport(transport))
        } else if ["to", "through", "thru", "bis"].contains(word.lowercased()) {
          out.append(.dash)
        } else {
          out.append(.other)
        }
      } else {
        if "-–—".contains(first) { out.append(.dash) }
        rest.removeFirst()
      }
    }
    return out
  }

  /// The digits of a number, thousands marks left out: a comma or dot before
  /// three digits of which the first is 0, or before any three where the number
  /// is an end of a range whose other end is marked so. `80,443` is two ports.
  private static func number(_ rest: inout Substring) -> Substring {
    let digits = rest.prefix { $0.isASCII && $0.isNumber }
    rest = rest[digits.endIndex...]
    guard digits.count <= 2, let mark = rest.first, mark == "," || mark == "." else {
      return digits
    }
    let group = rest.dropFirst().prefix { $0.isASCII && $0.isNumber }
    let value = Int(digits + group)
    guard group.count == 3, let value, value <= 65536 else { return digits }
    let endsRange = rest.dropFirst(4).drop { $0 == " " }.first.map { "-–—".contains($0) } ?? false
    guard mark == "." || group.first == "0" || (group == "999" && !endsRange) else { return digits }
    rest = rest.dropFirst(4)
    return digits + group
  }

  /// Without what stands in brackets: "443 (HTTPS)".
  private static func withoutBrackets(_ text: String) -> String {
    var depth = 0
    var out = ""
    for character in text {
      if character == "(" {
        depth += 1
      } else if character == ")" {
        depth = max(0, depth - 1)
      } else if depth == 0 {
        out.append(character)
      }
    }
    return out
  }
}
