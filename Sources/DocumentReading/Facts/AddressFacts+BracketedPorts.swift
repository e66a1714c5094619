import EndpointModel

extension AddressFacts {
  /// Whether it holds examples, and neither addresses nor what a reader is to fill in.
  var isOnlyOfExamples: Bool {
    let placed = Set(placeholders.map(\.place))
    return items.isEmpty && !examples.isEmpty && examples.allSatisfy { !placed.contains($0.place) }
  }

  /// Ports right behind their addresses, in words that have several such places.
  struct BracketedPorts {
    /// The place of the address right in front among the items.
    let item: Int
    let tokens: ClosedRange<Int>
    let ports: PortSet
    let transport: IPProtocol?
  }

  /// "a.example (443) and b.example (8443)", "a.example: 443, b.example: 8443", "a.example on 443 and b.example on
  /// TCP 8443": the ports behind each address, which are those of no other; empty where one place speaks for all,
  /// or numbers stand elsewhere.
  static func portsInBrackets(_ items: [Item], _ tokens: [Token], _ used: Set<Int>)
    -> [BracketedPorts]
  {
    var found: [BracketedPorts] = []
    for (place, item) in items.enumerated() {
      let open = item.place.upperBound
      guard item.ports == nil, !item.isLink, open < tokens.count else { continue }
      let end = place + 1 < items.count ? items[place + 1].place.lowerBound : tokens.count
      guard let (start, close) = portsBehind(open, end, tokens) else { continue }
      let inside = tokens[start...close].filter { !$0.isSign("(") && !$0.isSign(")") }
      guard inside.contains(where: \.isNumber), inside.allSatisfy(isOfPorts) else { continue }
      let facts = PortFacts(inside, .cell)
      guard facts.problems.isEmpty, facts.stated.count == 1, let term = facts.stated.first,
        case .numbers(let ports)? = term.ports
      else { return [] }
      found.append(
        BracketedPorts(
          item: place, tokens: open...close, ports: ports,
          transport: term.transport ?? term.usualTransport))
    }
    guard found.count > 1, Set(found.map(\.ports)).count > 1 else { return [] }
    let inside = Set(found.flatMap(\.tokens))
    let areAlone = tokens.indices.allSatisfy {
      !tokens[$0].isNumber || inside.contains($0) || used.contains($0)
    }
    return areAlone ? found : []
  }

  private static let longestBracket = 10

  /// The places of the first and last token of ports that stand in a bracket, behind a colon or a dash, or behind
  /// "on", "TCP" and the like, up to what parts them from the next address.
  private static func portsBehind(_ open: Int, _ end: Int, _ tokens: [Token]) -> (Int, Int)? {
    if tokens[open].isSign("(") {
      let close = tokens[open...].prefix(longestBracket).firstIndex(where: { $0.isSign(")") })
      return close.flatMap { open + 1 <= $0 ? (open + 1, $0) : nil }
    }
    if tokens[open].isSign(":") || tokens[open].isSign("-") && tokens[open].isApart {
      guard open + 1 < end, tokens[open + 1].isNumber else { return nil }
      let behind = open + 2
      return behind == end || ",;".contains(where: tokens[behind].isSign)
        || tokens[behind].isLineEnd ? (open + 1, open + 1) : nil
    }
    return portsInWords(open, end, tokens)
  }

  /// "on 443", "TCP 8443", "via port 443/tcp", up to a comma, "and" or the end.
  private static func portsInWords(_ open: Int, _ end: Int, _ tokens: [Token]) -> (Int, Int)? {
    var start = open
    if tokens[start].isWord, leads.contains(tokens[start].lower) { start += 1 }
    var next = start
    while next < end, next < start + longestBracket, isPortOrItsName(tokens[next]) { next += 1 }
    // "443/8443", "443 and 8443 and b.example"
    while next < end, next < start + longestBracket,
      "/,-".contains(where: tokens[next].isSign) || tokens[next].concepts.contains(.and),
      next + 1 < end, isPortOrItsName(tokens[next + 1])
    {
      next += 2
      while next < end, isPortOrItsName(tokens[next]) { next += 1 }
    }
    guard next > start, next > open + 1, tokens[start..<next].contains(where: \.isNumber) else {
      return nil
    }
    let isParted =
      next == tokens.count || ",;.".contains(where: tokens[next].isSign) || tokens[next].isLineEnd
      || tokens[next].concepts.contains(.and)
    return isParted ? (start, next - 1) : nil
  }

  private static func isPortOrItsName(_ token: Token) -> Bool {
    token.number.map { $0 >= 20 } ?? (token.transport != nil || token.concepts.contains(.port))
  }

  /// What stands between an address and its ports.
  private static let leads: Set = [
    "on", "at", "via", "over", "through", "using", "auf", "über", "sur", "en", "su", "na", "по",
    "op", "på", "po", "w",
  ]

  /// What a bracket of ports holds: numbers, protocols, and "both" for several addresses in front of it.
  private static func isOfPorts(_ token: Token) -> Bool {
    token.number.map { $0 >= 20 } ?? false || token.transport != nil || token.application != nil
      || ",/&-:".contains(where: token.isSign)
      || token.concepts.containsAny(of: .port, .and, .or, .until, .any)
      || ["both", "each", "beide", "jeweils", "chacun", "ambos", "entrambi", "oba"].contains(
        token.lower)
  }
}
