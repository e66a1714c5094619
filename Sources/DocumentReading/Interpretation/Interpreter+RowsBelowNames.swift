import EndpointModel

/// Rows of a table that lost its columns, below a line with the names of these: "Connection Service Port" above
/// "Client to server web 8080 for http, 8443 for https (by default)".
extension Interpreter {
  /// Reads lines that are such rows, all of them; false if one is none.
  mutating func readRowsBelowNames(
    _ lines: [SourceLine], _ facts: [TextFacts], _ state: State
  ) -> Bool {
    guard !state.inner.isTakenBack,
      let names = facts.prefix(4).firstIndex(where: \.namesColumnsEndingInPorts),
      lines.count - names > 2, facts[..<names].allSatisfy({ !$0.holdsAddress && !$0.saysPorts })
    else { return false }
    let rows = facts[(names + 1)...].map(\.portsOfNamedRow)
    guard rows.allSatisfy({ $0 != nil }) else { return false }
    let before = gathered.batches.count
    for (fact, row) in zip(facts[(names + 1)...], rows) {
      guard let row else { continue }
      readPortsAlone(fact, row.terms, name: row.name, state.inner, state.section)
    }
    gathered.joinBatches(from: before)
    for place in gathered.batches.indices[before...] {
      gathered.batches[place].isNamedTable = true
      gathered.batches[place].isProse = false
    }
    return true
  }
}

extension TextFacts {
  /// "Connection Service Port": a few words that name columns, the last of them ports.
  fileprivate var namesColumnsEndingInPorts: Bool {
    guard (2...6).contains(tokens.count), text.utf8.count <= 60,
      tokens.allSatisfy({ $0.isWord || $0.isSign("/") || $0.isSign("(") || $0.isSign(")") }),
      tokens.suffix(2).contains(where: { $0.concepts.contains(.port) })
    else { return false }
    let others = tokens.filter { token in
      token.concepts.containsAny(
        of: .service, .application, .transportProtocol, .direction, .source, .destination, .host,
        .note)
    }
    return !others.isEmpty && text.first?.isUppercase ?? true && verdict == nil
      && !concepts.containsAny(of: .need, .ask, .following, .not)
  }

  /// Words and, behind them, ports with at most what each is for; nil for anything else.
  fileprivate var portsOfNamedRow: (name: String, terms: [PortTerm])? {
    guard !holdsAddress, addresses.problems.isEmpty, !isTakenBack, !text.isCommand,
      tokens.count <= 24, !".!?。".contains(text.last ?? "."),
      let first = tokens.firstIndex(where: \.isNumber), (1...12).contains(first), tokens[0].isWord,
      tokens[first...].compactMap(\.number).allSatisfy({ $0 >= 20 })
    else { return nil }
    let told = PortFacts(Array(tokens[first...]), .cell)
    // "Console Clients TCP 2967": the protocol may stand anywhere in front of the ports.
    let named = Set(tokens[..<first].compactMap(\.transport))
    let terms = told.terms.filter { $0.ports != nil }.map { term in
      PortTerm(
        transport: term.transport ?? (named.count == 1 ? named.first : nil),
        usualTransport: term.usualTransport, ports: term.ports)
    }
    guard !terms.isEmpty, told.problems.isEmpty, told.strayNumbers == 0 else { return nil }
    return (AddressFacts.name(tokens[..<first]).trimmingNameMarks, terms)
  }
}
