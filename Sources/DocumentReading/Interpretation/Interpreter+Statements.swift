import EndpointModel

/// Ports of a sentence or label that wait for the addresses below them.
extension Interpreter {
  struct Statement {
    let terms: [PortTerm]
    let transport: IPProtocol?
    let direction: Direction?
    let line: SourceLine
    let asks: Bool
    var allows = false
    var isSentence = false
    var isUsed = false
    /// Whether a label stands behind what used it, and more addresses may follow.
    var isUsedAgain = false
    /// What a layout tells of it.
    var told: LayoutFitting.Place?

    /// Whether its ports are for addresses that follow.
    var pointsBelow: Bool { !terms.isEmpty && TextFacts([line]).pointsAtAddressesBelow }

    /// "HTTPS traffic (port 443)": whether it is a line of few words right above another one; not
    /// "Printers (TCP 9100, inside the LAN only)".
    func isHeading(rightAbove other: SourceLine) -> Bool {
      guard !terms.isEmpty, !isUsed, !isSentence, !asks, other.number - line.number <= 2 else {
        return false
      }
      let facts = TextFacts([line])
      return facts.tokens.count <= 12 && !".。".contains(facts.text.last ?? ".")
        && !facts.concepts.containsAny(of: .own, .between, .source)
        && !facts.tokens.contains {
          SentenceWords.inside.contains($0.lower) || ["inside", "lan", "used"].contains($0.lower)
        }
    }

    /// "Make sure the following ports are added to the firewall: 6030, 6031"
    var isOrderedByLabel: Bool { TextFacts([line]).ordersPortsBehindColon }

    /// "You have to open UDP 1194": without pointing at addresses that are told elsewhere.
    var asksByItself: Bool {
      (allows || line.text.asksToOpen) && !TextFacts([line]).concepts.contains(.following)
    }
  }

  mutating func tellOfNoTakers(_ statement: Statement) {
    gathered.leaveUnplaced(
      statement.terms, statement.line, "ports-named",
      "the ports of this sentence are for addresses that follow, and none took them")
  }

  /// Handles the ports of a sentence that nothing has used.
  mutating func conclude(_ state: inout State) {
    guard let statement = state.statement, !statement.isUsed else { return }
    state.statement = nil
    let place = layout?.place
    if let told = statement.told { layout?.place = told }
    defer { layout?.place = place }
    let facts = TextFacts([statement.line])
    let around = state.scope.names + [state.scope.title].compactMap { $0 }
    let isRuleOfDirection =
      facts.isPortsAndDirection && !state.inner.isTakenBack
      && !state.labels.contains { Lexicon.concepts(in: $0).containsAny(of: .deny, .not, .retired) }
      && [around.first, around.last].contains { $0?.isAboutFirewalls ?? false }
    guard statement.asks || facts.isOnlyPorts || isRuleOfDirection || facts.labelsPorts else {
      // The ports of a label apply to what follows, if anything does.
      gathered.leaveUnplaced(
        statement.terms, statement.line, "ports-named",
        statement.isSentence
          ? "ports in this sentence belong to no endpoint"
          : "the ports in this line were given to no endpoint")
      return
    }
    if statement.pointsBelow {
      tellOfNoTakers(statement)
      return
    }
    // "All ports named below" states no ports of its own.
    if statement.terms.allSatisfy({ $0.ports == .any && $0.transport == nil }) { return }
    if facts.text.isQuestion || facts.tellsOnlyInWish {
      gathered.leaveUnplaced(
        statement.terms, statement.line, "ports-named",
        "ports in this sentence belong to no endpoint")
      return
    }
    let names = state.scope.names + state.labels
    var terms = statement.terms
    guard
      names.contains(where: \.isAboutFirewalls) || statement.line.text.namesFirewall
        || (statement.direction != nil || statement.asksByItself)
          && statement.terms.allSatisfy({ $0.transport != nil })
        || state.scope.title?.isAboutFirewalls ?? names.isEmpty
        || facts.takeOrderedPorts(&terms)
    else {
      gathered.leaveUnplaced(
        statement.terms, statement.line, "ports-in-prose",
        "ports in this sentence belong to no endpoint")
      return
    }
    let purpose = facts.purpose
    add(
      terms.map { term in
        let transport = term.transport ?? term.usualTransport
        return Endpoint(
          service: purpose ?? names.last,
          group: purpose == nil ? names.dropLast().last : names.last,
          ports: term.ports(over: transport), transport: transport,
          direction: statement.direction ?? state.scope.direction, line: statement.line.number)
      }, state.section, statement.line.number, isProse: true)
    let isAllowed = statement.allows || statement.line.text.asksToOpen
    if let last = gathered.batches.indices.last {
      if isAllowed { gathered.batches[last].isAllowed = true }
      gathered.batches[last].isOrdered = statement.isOrderedByLabel
      if facts.namesItsEnd { gathered.batches[last].namesItsEnd = true }
      gathered.batches[last].sentence = statement.line.text
    }
  }
}

extension TextFacts {
  /// "Port 443 must be open, port 80 is optional.": leaves the ports that a clause orders to open; false if none does.
  fileprivate func takeOrderedPorts(_ terms: inout [PortTerm]) -> Bool {
    guard ordersItsPorts || ordersPortsBehindColon, !isForOlderOnly else { return false }
    let telling = clauses.joined().filter { $0.tells && !$0.facts.statedPorts.isEmpty }
    let orders = clauses.flatMap(\.ordered).filter { !$0.facts.statedPorts.isEmpty }
    if !orders.isEmpty, orders.count < telling.count {
      terms = orders.flatMap(\.facts.statedPorts)
    }
    return true
  }

  /// "Contact us if you want to open port 8080.": no other clause tells a port.
  fileprivate var tellsOnlyInWish: Bool {
    guard isConditional else { return false }
    let telling = clauses.joined().filter(\.tells)
    return !telling.isEmpty
      && telling.allSatisfy { clause in
        clause.joint == .condition
          && clause.facts.tokens.contains {
            ["want", "wish", "möchten", "wollen", "voulez"].contains($0.lower)
          }
      }
  }

  /// "Unblock the following ports if they are blocked: 3307, 7010"
  var ordersPortsBehindColon: Bool {
    guard let colon = text.lastIndex(of: ":") else { return false }
    return TextFacts(String(text[...colon]), line: line).ordersPortsBelow
  }

  /// "Key ports: TCP 5061 (SIP), UDP 8000-48199 (media)": ports behind a label for them.
  var labelsPorts: Bool {
    guard
      let first = usedForPorts.filter({ tokens[$0].isNumber || tokens[$0].transport != nil }).min(),
      let colon = tokens[..<first].prefix(8).lastIndex(where: { $0.isSign(":") })
    else { return false }
    let label = TextFacts(AddressFacts.text(tokens[..<colon]), line: line)
    let asks =
      label.concepts.containsAny(of: .ask, .allow, .need) || label.text.namesFirewall
      || textPorts.stated.allSatisfy { $0.transport != nil }
    guard asks, label.concepts.contains(.port) || label.text.namesFirewall,
      label.tokens.allSatisfy({ token in
        !token.isWord || SentenceWords.ofPortLabels.contains(token.lower)
          || token.text.lowercased().namesFirewall
          || token.concepts.containsAny(
            of: .port, .ask, .allow, .need, .following, .inbound, .outbound, .network,
            .transportProtocol, .destination)
      })
    else { return false }
    return usedForPorts.contains(colon + 1) && !isTakenBack
  }
}
