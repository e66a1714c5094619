import EndpointModel

/// Names of applications that stand for their ports among numbers: "22, https", "HTTPS, tcp-8443".
extension PortFacts {
  /// Adds the ports of the names that are a part of the cell by themselves. "HTTPS, 8443" may be two
  /// ports, or one with its name, and is told.
  mutating func addLoneNames() {
    guard !isCustomers, !excepts, exampleRanges.isEmpty,
      terms.contains(where: { if case .numbers? = $0.ports { true } else { false } })
    else { return }
    let parts = partsOfCell
    let names = parts.compactMap { part -> ProtocolNames.Application? in
      part.tokens.count == 1 ? part.tokens.first?.application : nil
    }
    for (place, part) in parts.enumerated() {
      guard part.tokens.count == 1, let application = part.tokens.first?.application,
        let port = application.port, !terms.contains(where: { $0.holds(port) })
      else { continue }
      let next = place + 1 < parts.count ? parts[place + 1] : nil
      let mayNameNext = next.map { $0.tokens.allSatisfy(\.isNumber) && $0.isBehindComma } ?? false
      if place == 0, names.count == 1, mayNameNext {
        doubtfulName = String(part.tokens.first!.text)
        continue
      }
      add(
        PortTerm(
          usualTransport: application.transport, ports: PortSet([port...port]).map(Ports.numbers)))
    }
  }

  /// What commas, "and" and the like part outside of brackets, each with whether a comma stands in front.
  private var partsOfCell: [(tokens: ArraySlice<Token>, isBehindComma: Bool)] {
    var parts: [(tokens: ArraySlice<Token>, isBehindComma: Bool)] = []
    var depth = 0
    var start = 0
    var isBehindComma = false
    func part(upTo end: Int) {
      if start < end { parts.append((tokens[start..<end], isBehindComma)) }
      start = end + 1
    }
    for (place, token) in tokens.enumerated() {
      if token.isSign("(") { depth += 1 }
      if token.isSign(")") { depth -= 1 }
      guard depth == 0 else { continue }
      let isComma = token.isSign(",") || token.isSign("、")
      let parts =
        isComma || token.isLineEnd || ";&+".contains(where: token.isSign)
        || token.isWord && token.concepts.containsAny(of: .and, .or)
      guard parts else { continue }
      part(upTo: place)
      isBehindComma = isComma
    }
    part(upTo: tokens.count)
    return parts
  }
}
