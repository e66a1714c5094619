import EndpointModel

/// Ports without an address.
extension Interpreter {
  /// "XMPP (port 5222) is used for presence.", in a list of ports; false if the item does not begin so.
  mutating func readHead(of facts: TextFacts, _ scope: Scope, _ section: Int) -> Bool {
    guard scope.namesPorts, let head = facts.headWithPorts, !head.facts.mayBeExample else {
      return false
    }
    var inner = scope
    if let direction = facts.statedDirection { inner.direction = direction }
    if let named = facts.bracketedTransport { inner.transport = named }
    readPortsAlone(head.facts, head.terms, name: facts.nameRest, inner, section)
    return true
  }

  /// "UDP 3478, 5349 (STUN)": ports without an address.
  mutating func readPortsAlone(
    _ facts: TextFacts, _ terms: [PortTerm], name found: String? = nil, _ scope: Scope,
    _ section: Int
  ) {
    // The surrounding words are checked last, because that looks at all of them.
    // "58430-58450 - For example, debugging …", below "Open the following ports:"
    guard
      !facts.mayBeExample
        || scope.ordersPorts && (facts.beginsWithPorts || facts.beginsWithNumber),
      found != nil || facts.beginsWithPorts || facts.isShortWithPorts || facts.isNumbers
        || facts.concepts.containsAny(of: .ask, .allow) || facts.needsPorts || facts.ordersItsPorts
        || scope.isBesideRules && !facts.concepts.containsAny(of: .not, .deny)
        || scope.namesPorts && !facts.saysNot && !facts.isSentence
        || terms.allSatisfy({ $0.transport != nil }) && !facts.concepts.contains(.not)
          && (scope.title?.namesFirewall ?? false || scope.isAboutPorts
            || facts.concepts.contains(.direction))
    else {
      if readHead(of: facts, scope, section) { return }
      let line = SourceLine(number: facts.line ?? 0, text: facts.text)
      gathered.leaveUnplaced(terms, line, "ports-in-prose", "ports in this item open nothing")
      return
    }
    if terms.allSatisfy({ $0.ports == .any && $0.transport == nil }) { return }
    for range in facts.textPorts.doubtfulRanges {
      findings.add(
        .warning, "range-doubtful", line: facts.line, quote: facts.text.abridged(to: 200),
        "\(range) may be a range, or a port that leads to another; only the first was read")
    }
    if facts.callsPortsInternal {
      findings.add(
        .warning, "ports-internal", line: facts.line, quote: facts.text.abridged(to: 200),
        "the words call this port internal: a firewall may never see it; it was read")
    }
    let name = found ?? facts.nameRest
    let (service, group) = RowNames.names(
      own: name.isEmpty ? nil : name, group: nil, label: nil, scope)
    add(
      terms.map { term in
        let transport =
          term.transport ?? term.usualTransport ?? scope.transport ?? facts.bracketedTransport
          ?? facts.transportOfWay
        return Endpoint(
          service: service, group: group, ports: term.ports(over: transport),
          transport: transport,
          direction: facts.statedDirection ?? scope.direction, line: facts.line)
      }, section, facts.line,
      isProse: !facts.beginsByAllowing
        && !(scope.namesPorts && facts.beginsWithPortOfDirection)
        && (found == nil && !facts.beginsWithPorts
          && !(scope.namesPorts && facts.isShortWithPorts)
          || facts.leftoverWords.count > 4 && !facts.definesNumbers && !scope.listsPorts
            && !(scope.namesPorts && facts.isLineOfPorts)
            && !(facts.beginsWithNumber
              && (scope.namesPorts && facts.tokens[0].isNumber
                || terms.allSatisfy { $0.transport != nil }))
          || name.isEmpty && scope.names.isEmpty
            && !(scope.namesPorts && !scope.labels.isEmpty && facts.tokens.allSatisfy(\.isNumber))),
      isAllowed: facts.beginsByAllowing || facts.demandsToAllow || facts.ordersItsPorts)
    if let last = gathered.batches.indices.last {
      if facts.namesItsEnd { gathered.batches[last].namesItsEnd = true }
      gathered.batches[last].isOrdered = scope.ordersPorts
      gathered.batches[last].sentence = facts.text
    }
  }
}

extension TextFacts {
  /// "80 in case of HTTP", "853 in TCP & UDP", below "Open the following ports:": the number that it begins with.
  var orderedPort: PortTerm? {
    guard let number = tokens.first?.number, (20...65535).contains(number), tokens.count > 1,
      tokens[1].isWord, !tokens.dropFirst().contains(where: \.isNumber), !isTakenBack,
      let ports = try? PortSet(parsing: "\(number)")
    else { return nil }
    return PortTerm(
      transport: tokens.lazy.compactMap(\.transport).joined, ports: .numbers(ports))
  }

  /// What stands behind the number that it begins with.
  var wordsBehindPort: String {
    text.drop { $0.isNumber }.trimmed
  }

  /// Whether it says "not": "(not required)" only tells how much it matters.
  fileprivate var saysNot: Bool {
    concepts.contains(.not)
      && TextFacts(text.replacing(Self.notRequired, with: " "), line: line).wordsOutsideRemarks
        .contains { $0.concepts.contains(.not) }
  }

  /// "Used if port 8443 is closed."
  fileprivate var isSentence: Bool {
    ".。".contains(text.last ?? "-")
      || tokens.contains { SentenceWords.conditions.contains($0.lower) }
  }

  nonisolated(unsafe) private static let notRequired =
    /\((?:not|non|nicht|no|não|niet|nie) (?:needed|required|necessary|mandatory|obligatoires?|nécessaires?|requise?s?|erforderlich|notwendig|necesari[oa]s?|obligatori[oa]s?|necessari[oae]|obbligatori[oae]|necessári[oa]s?|obrigatóri[oa]s?|nodig|verplicht|wymagane)\)/
    .ignoresCase()

  /// "PostgreSQL: internal port 5432"
  fileprivate var callsPortsInternal: Bool {
    tokens.indices.dropLast().contains { place in
      SentenceWords.inside.contains(tokens[place].lower)
        && tokens[place + 1].concepts.contains(.port)
        || place > 0 && SentenceWords.inside.contains(tokens[place].lower)
          && tokens[place - 1].concepts.contains(.port) && tokens[place - 1].isWord
    }
  }
}
