import EndpointModel

extension AddressFacts {
  /// Ports in brackets behind their addresses, in words that have several such brackets.
  struct BracketedPorts {
    /// The place of the address right in front among the items.
    let item: Int
    let tokens: ClosedRange<Int>
    let ports: PortSet
    let transport: IPProtocol?
  }

  /// "a.example (443) and b.example (8443)", "a.example: 443, b.example: 8443": the ports behind each address, which are those of no other; empty
  /// where one bracket speaks for all, or numbers stand outside of the brackets.
  static func portsInBrackets(_ items: [Item], _ tokens: [Token], _ used: Set<Int>)
    -> [BracketedPorts]
  {
    var found: [BracketedPorts] = []
    for (place, item) in items.enumerated() {
      let open = item.place.upperBound
      guard item.ports == nil, !item.isLink, open < tokens.count else { continue }
      let end = place + 1 < items.count ? items[place + 1].place.lowerBound : tokens.count
      guard let close = endOfPorts(open, end, tokens) else { continue }
      let inside = tokens[(open + 1)...close].filter { !$0.isSign(")") }
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

  /// The place of the last token of ports that begin with a bracket, or stand behind a colon or a dash up to a
  /// comma or the end of the line: "a.example: 443, b.example: 8443".
  private static func endOfPorts(_ open: Int, _ end: Int, _ tokens: [Token]) -> Int? {
    if tokens[open].isSign("(") {
      return tokens[open...].prefix(longestBracket).firstIndex(where: { $0.isSign(")") })
    }
    guard tokens[open].isSign(":") || tokens[open].isSign("-") && tokens[open].isApart,
      open + 1 < end, tokens[open + 1].isNumber
    else { return nil }
    let behind = open + 2
    guard behind == end || ",;".contains(where: tokens[behind].isSign) || tokens[behind].isLineEnd
    else { return nil }
    return open + 1
  }

  /// What a bracket of ports holds: numbers, protocols, and "both" for several addresses in front of it.
  private static func isOfPorts(_ token: Token) -> Bool {
    token.number.map { $0 >= 20 } ?? false || token.transport != nil || token.application != nil
      || ",/&-:".contains(where: token.isSign)
      || token.concepts.containsAny(of: .port, .and, .or, .until, .any)
      || ["both", "each", "beide", "jeweils", "chacun", "ambos", "entrambi", "oba"].contains(
        token.lower)
  }
}
