import EndpointModel

/// What a sentence, heading or list item says of the endpoints near it.
struct Statement {
  /// Protocols with their ports; empty where it names none.
  private(set) var terms: [PortCell.Term] = []
  private(set) var direction: Direction?
  /// Whether what it names is an example, or is not to be used.
  private(set) var isExample = false
  /// Whether it says not to use or open what follows.
  private(set) var isForbidding = false
  /// Whether it asks, in so many words, to allow or open something.
  private(set) var asksToAllow = false

  /// Longer texts are prose whose numbers are no ports.
  private static let lengthLimit = 2000

  init(_ text: String) {
    let text = String(text.prefix(Self.lengthLimit))
    let words = Words(text)
    direction = Self.direction(words)
    isExample = Self.isExample(text)
    asksToAllow = Self.requests.contains(where: words.contains)
    let lower = text.lowercased()
    isForbidding = [
      "do not open", "do not use", "do not allow", "must not be opened", "are retired",
    ]
    .contains { lower.contains($0) }
    terms = Self.terms(text)
  }

  private static let requests = [
    "allow", "open", "permit", "unblock", "enable", "whitelist", "allowlist", "freischalten",
    "aprire", "abrir", "ouvrir", "autoriser", "consentire", "permitir", "erlauben",
  ]

  private static func direction(_ words: Words) -> Direction? {
    let outbound = ["outbound", "outgoing", "egress", "uscita", "ausgehend", "sortant", "saliente"]
      .contains(where: words.contains)
    let inbound = [
      "inbound", "incoming", "ingress", "ingresso", "eingehend", "entrant", "entrante",
    ]
    .contains(where: words.contains)
    if outbound, inbound { return .both }
    if words.contains("bidirectional") { return .both }
    return outbound ? .outbound : inbound ? .inbound : nil
  }

  private static func isExample(_ text: String) -> Bool {
    let lower = text.lowercased()
    return [
      "such as", "for example", "for instance", "e.g.", "example:", "do not use", "don't use",
      "no longer", "deprecated", "z. b.", "z.b.", "ad esempio", "par exemple", "por ejemplo",
      "instead of", "not be used", "do not allow",
    ].contains { lower.contains($0) }
  }

  /// Numbers count as ports where the word "port" or a protocol stands beside them.
  private static func terms(_ text: String) -> [PortCell.Term] {
    let lower = text.lowercased()
    let allPorts = ["all ports", "all tcp/udp ports", "any port"].contains { lower.contains($0) }
    if allPorts {
      let both = lower.contains("tcp/udp") || (lower.contains("tcp") && lower.contains("udp"))
      return [PortCell.Term(transport: both ? .tcpAndUDP : nil, ports: .any)]
    }
    guard text.contains(where: \.isNumber) else { return [] }
    var out: [PortCell.Term] = []
    // "TCP port 443", "ports 3478, 5349", "UDP ports 40000 through 60000",
    // "Port 4172 (UDP and TCP)", "443/TCP"
    for match in text.matches(of: Pattern.portsNamed) {
      let named = [match.output.1, match.output.3].compactMap { $0 }
        .compactMap { ProtocolWord.readCell(String($0)).flatMap { $0 } }.first
      for term in PortTokens(match.output.2.trimmingTrailingPoint).terms where term.ports != nil {
        out.append(PortCell.Term(transport: term.transport ?? named, ports: term.ports))
      }
    }
    if out.isEmpty {
      for match in text.matches(of: Pattern.portThenProtocol) {
        out += PortTokens(match.output.1 + " " + match.output.2).terms
      }
      for match in text.matches(
        of:
          Pattern.protocolThenPorts
      )
      where out.isEmpty {
        out += PortTokens(match.output.1 + " " + match.output.2).terms
      }
    }
    return out
  }
}

extension Substring {
  fileprivate var trimmingTrailingPoint: Substring {
    var out = self
    while let last = out.last, ".,".contains(last) { out.removeLast() }
    return out
  }
}

/// Compiled once; a literal in its place would be compiled at each use. The
/// values are never changed.
private enum Pattern {
  nonisolated(unsafe) static let portsNamed =
    /(?i)(?:(tcp(?:\s*(?:\/|and|&|\+)\s*udp)?|udp(?:\s*(?:\/|and|&|\+)\s*tcp)?|https?|tls)\b[^.;:0-9]{0,24}?)?\bports?\b(?:\s+(?:range|number|numbers|is|are))?[:\s(]+((?:tcp|udp)?\s*\d{1,5}(?:[.,]\d{3}\b)?(?!\d*\.\d)(?:\s*(?:-|–|to|through|,|and|&|or|\/)\s*(?:tcp|udp)?\s*\d{1,5}(?:[.,]\d{3}\b)?(?!\d*\.\d))*)\)?(?:\s*\(?\s*(tcp(?:\s*(?:\/|and|&|\+)\s*udp)?|udp(?:\s*(?:\/|and|&|\+)\s*tcp)?)\b)?/
    .asciiOnlyDigits()
  nonisolated(unsafe) static let portThenProtocol =
    /\b(\d{1,5}(?:-\d{1,5})?)\s*\/\s*((?i)tcp|udp)\b/.asciiOnlyDigits()
  nonisolated(unsafe) static let protocolThenPorts =
    /\b((?i)tcp|udp)\s*:?\s*(\d{1,5}(?:\s*-\s*\d{1,5})?(?:\s*,\s*\d{1,5}(?:-\d{1,5})?)*)\b(?!\.\d)/
    .asciiOnlyDigits()
}
