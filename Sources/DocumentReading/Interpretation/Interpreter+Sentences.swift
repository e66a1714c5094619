import EndpointModel

/// Sentences, one after the other.
extension Interpreter {
  /// Addresses and ports in sentences.
  mutating func readSentences(_ line: SourceLine, _ state: inout State) {
    if line.text.isCommand {
      if line.text.isRuleOfDevice {
        findings.add(
          .warning, "command-not-read", line, "a rule in the language of a device is not read here")
      }
      noteProse(line, "an address in a command is not an endpoint")
      gathered.leaveUnplaced(command: line)
      return
    }
    // Addresses of the sentence before, whose ports may be told in the next.
    var waiting: Waiting?
    // The ports of the sentence before, which only mentions them.
    var mentioned: TextFacts?
    // The addresses of the sentence before, which only mentions them.
    var named: TextFacts?
    // What was read when the sentence before began; nil at the first.
    var markBefore: Gathered.Mark?
    // Whether the sentence before asks for access, and tells no ports.
    var asked = false
    // "Which ports have to be open?", right before the answer.
    var isAnswer = state.asksWhichPorts
    state.asksWhichPorts = false
    defer { if let waiting { mention(waiting, own: [], state) } }
    for facts in sentencesThatCount(line) {
      let part = facts.lines[0]
      if facts.tokens.isEmpty { continue }
      let before = (named: named, mark: markBefore)
      named = nil
      markBefore = gathered.mark
      if let before = waiting {
        waiting = nil
        let terms = facts.tellsPortsOfTheSentenceBefore ? facts.statedPorts : []
        mention(before, own: terms, state)
        if !terms.isEmpty { continue }
      }
      // "ALLOW" alone begins another rule.
      if facts.tokens.count == 1, facts.verdict == true {
        conclude(&state)
        state.statement = nil
        continue
      }
      if refuseOrder(facts, state) { continue }
      if facts.shutsWhatStandsAbove, takeBackAbove(before.mark, part, state) { continue }
      if let direction = facts.statedDirection,
        facts.concepts.containsAny(of: .following, .ask, .allow, .any) || text(part, endsWith: ":")
      {
        state.scope.direction = direction
      }
      if let named = before.named, facts.allowsWhatWasTold, !state.inner.isTakenBack {
        add(
          endpoints(named.farEnds, own: named.statedPorts, facts: named, name: nil, state.inner),
          state.section, part.number)
        continue
      }
      if let before = mentioned, facts.ordersThatPort || facts.allowsWhatWasTold,
        !state.inner.isTakenBack
      {
        mentioned = nil
        state.statement = nil
        readPortsAlone(
          before, before.statedPorts, name: before.nameRest, state.inner, state.section)
        if let last = gathered.batches.indices.last {
          gathered.batches[last].isProse = true
          gathered.batches[last].isAllowed = true
        }
        continue
      }
      if !facts.isTakenBack,
        facts.concepts.containsAny(of: .not, .deny) || facts.withoutDeniedClauses != nil,
        readAllowedPart(of: facts, &state)
      {
        continue
      }
      if text(part, endsWith: ":"), rulesBelow(facts, &state) { continue }
      let terms = facts.statedPorts
      if facts.isForPeople {
        noteProse(part, "an address in this sentence is not an endpoint")
        continue
      }
      if refuseBroken(facts, terms) { continue }
      let addresses = facts.farEnds.filter { item in
        !item.isLink || !terms.isEmpty && !facts.looksUp(item)
      }
      noteNoFarEnds(facts, part)
      if facts.isTakenBack, !addresses.isEmpty || !terms.isEmpty {
        if readAllowedPart(of: facts, &state) { continue }
        noteTakenBack(line: part.number, part.text)
        // "Port 8056 is blocked. The port must be open."
        if addresses.isEmpty, !facts.shutsItsPorts { mentioned = facts }
        let isConditional = facts.tokens.contains {
          SentenceWords.conditions.contains($0.lower)
        }
        if !isConditional, facts.tellsOfEnd {
          gathered.takenBack.append(
            Gathered.TakenBack(line: part, addresses: addresses.map(\.address), terms: terms))
        }
        continue
      }
      if !addresses.isEmpty, part.text.isQuestion {
        if terms.isEmpty {
          noteProse(part, "an address in a question is not an endpoint")
        } else {
          findings.add(
            .warning, "question", part, "a question opens nothing; what it mentions was left out")
        }
        continue
      }
      if facts.textPorts.excepts || facts.leavesPortsOut {
        findings.add(
          .error, "ports-not-understood", part,
          "the sentence leaves ports out of others; what it asks for was not read")
        continue
      }
      if facts.asksForPortsBelow {
        state.namesPorts = true
        state.awaitsPorts = facts.ordersPortsBelow && facts.concepts.contains(.following)
        if text(part, endsWith: ":") { state.ordersPorts = facts.ordersPortsBelow }
        if facts.text.namesFirewall { gathered.asksForPorts = true }
      }
      state.asksWhichPorts = facts.asksWhichPorts
      defer { isAnswer = facts.asksWhichPorts }
      if isAnswer, addresses.isEmpty, !terms.isEmpty, facts.isAnswerOfPorts,
        !state.inner.isTakenBack
      {
        readPortsAlone(facts, terms, name: "", state.inner, state.section)
        continue
      }
      // "Clients must access the server over HTTPS. The default port is 6581."
      let asksBefore = asked
      asked = facts.asksForAccess
      if addresses.isEmpty, facts.asksForAddressesBelow { state.namesAddresses = true }
      // "… create two rules:": the ports above are those of the list above.
      if addresses.isEmpty, terms.isEmpty, state.statement?.isUsed ?? false,
        facts.introducesAnother
      {
        state.statement = nil
      }
      // "… is made on port 443. The servers of a.example stand in several centres": another subject.
      if terms.isEmpty, state.statement?.isSentence ?? false, state.statement?.asks == false,
        facts.holdsAddress && facts.leftoverWords.count > 8
      {
        conclude(&state)
        state.statement = nil
      }
      if facts.shutsWhatFollows, addresses.isEmpty, terms.isEmpty {
        state.isTakenBack = true
        state.isDoubtful = facts.isDoubtfulDenial
      }
      if addresses.isEmpty, !terms.isEmpty, facts.pointsToHostsAbove || facts.speaksOfAllHosts,
        give(terms, toHostsAbove: part)
      {
        continue
      }
      if addresses.isEmpty, !terms.isEmpty, facts.speaksOfAllTraffic, state.scope.terms.isEmpty {
        state.scope.terms = terms
      }
      if addresses.isEmpty, !terms.isEmpty, !state.inner.isTakenBack,
        facts.definesPorts
          || state.inner.namesPorts
            && (facts.isShortWithPorts || facts.isLineOfPorts || facts.isNumberedPort)
      {
        readPortsAlone(
          facts, terms, name: facts.isNumberedPort ? facts.nameBehindNumbers : nil, state.inner,
          state.section)
        continue
      }
      if addresses.isEmpty, !state.inner.isTakenBack, gathered.asksForPorts || asksBefore,
        facts.tellsPort
      {
        let names = state.scope.names + state.labels
        readPortsAlone(
          facts, terms, name: names.isEmpty ? facts.nameRest : "", state.inner, state.section)
        if let last = gathered.batches.indices.last { gathered.batches[last].isProse = true }
        continue
      }
      if addresses.isEmpty, terms.isEmpty, readNumbersOfPorts(facts, state) { continue }
      if addresses.isEmpty, terms.isEmpty, !state.inner.isTakenBack, facts.asksForProtocol {
        readPortsAlone(facts, facts.protocolsWithoutPorts, state.inner, state.section)
        continue
      }
      if addresses.isEmpty, !terms.isEmpty {
        let asks = facts.concepts.containsAny(of: .ask, .allow, .need) || facts.ordersItsPorts
        mentioned = asks ? nil : facts
      }
      if addresses.isEmpty {
        let tellsBelow =
          !facts.textPorts.terms.isEmpty || facts.bothProtocols != nil
          || facts.trafficTransport != nil || facts.transportWithoutPorts != nil
        if !terms.isEmpty || text(part, endsWith: ":") && tellsBelow {
          take(facts, terms, part, &state)
        } else if facts.concepts.contains(.port), facts.holdsUnreadPort {
          gathered.leaveUnplaced(
            facts.unreadPorts, part, "ports-named", "ports in this sentence belong to no endpoint")
        }
        continue
      }
      // "Open TCP 443 to these hosts. a.example, b.example"
      if terms.isEmpty, facts.isOnlyAddresses, let before = state.statement, !before.isUsed,
        before.line.number == part.number, before.asks,
        before.pointsBelow || TextFacts([before.line]).concepts.contains(.following),
        !state.inner.isTakenBack
      {
        add(
          endpoints(addresses, own: before.terms, facts: facts, name: nil, state.inner),
          state.section, part.number)
        state.statement?.isUsed = true
        continue
      }
      let demandsAccess = terms.isEmpty && facts.demandsAccess
      let asks =
        facts.concepts.containsAny(of: .ask, .allow) || facts.forbidsBlocking || demandsAccess
      // "Allow these ports to a.example:", "Ports for a.example:": the ports follow.
      let standsAbovePorts =
        state.lineAbovePorts == part.number && line.text.hasSuffix(part.text)
        && (text(part, endsWith: ":") || facts.tokens.count <= 10 && !text(part, endsWith: "."))
        && facts.leadsToItsAddress
      if terms.isEmpty,
        text(part, endsWith: ":") || facts.concepts.contains(.following) || standsAbovePorts,
        facts.concepts.contains(.port) || facts.isNamedHost || facts.endsInItsAddress
          || standsAbovePorts,
        !state.inner.isTakenBack,
        !facts.concepts.contains(.example)
      {
        add(
          endpoints(addresses, own: [], facts: facts, name: nil, state.inner), state.section,
          part.number)
        state.namesPorts = true
        if let transport = facts.tokens.lazy.compactMap(\.transport).joined {
          state.statement = Statement(
            terms: [], transport: transport, direction: facts.statedDirection, line: part,
            asks: false, told: layout?.place)
        }
        continue
      }
      if facts.concepts.contains(.example)
        || terms.isEmpty && !asks && !facts.isLineOfSockets(addresses)
      {
        noteProse(part, "an address in this sentence is not an endpoint")
        named = facts.namedConnection
        continue
      }
      let taken =
        terms.isEmpty && state.scope.terms.isEmpty
          && (!part.text.namesFirewall || facts.refersReader) && !facts.asksStrongly
          && !demandsAccess
          && facts.transportWithoutPorts == nil
        ? addresses.filter { $0.address.range != nil || $0.ports != nil } : addresses
      if taken.count < addresses.count {
        let names = addresses.filter { $0.address.range == nil }
        // "access to the domain a.example"; in "see a.example" it is where to read on.
        // "You can also use the host a.example" asks for nothing.
        let reallyAsks = facts.tokens.contains {
          $0.concepts.containsAny(of: .ask, .allow) && !["use", "uses", "used"].contains($0.lower)
        }
        let areCalledSo =
          reallyAsks
          && names.allSatisfy { name in
            let start = name.place.lowerBound
            return start > 0 && facts.tokens[start - 1].concepts.containsAny(of: .host, .address)
          }
        gathered.asked.append(
          Gathered.Asked(line: part, addresses: areCalledSo ? names.map(\.address) : []))
        if taken.isEmpty { named = facts.namedConnection }
      }
      if state.inner.isTakenBack {
        noteTakenBack(line: part.number, part.text)
        continue
      }
      if terms.isEmpty, state.inner.terms.isEmpty, taken.allSatisfy({ $0.ports == nil }) {
        waiting = Waiting(addresses: taken, facts: facts)
      } else {
        mention(Waiting(addresses: taken, facts: facts), own: terms, state)
        // "Open the following addresses on port 443, for the servers of a.example:"
        if !terms.isEmpty, facts.concepts.contains(.following), text(part, endsWith: ":") {
          conclude(&state)
          state.statement = Statement(
            terms: terms, transport: nil, direction: facts.statedDirection, line: part, asks: false,
            isUsed: true, told: layout?.place)
        }
      }
    }
  }

  /// "Suspicious traffic goes to 192.0.2.9. Block it.", "Block these addresses.", right below a list: leaves out what
  /// the sentence before, or else the list above, told; false if that told nothing.
  private mutating func takeBackAbove(
    _ before: Gathered.Mark?, _ line: SourceLine, _ state: State
  ) -> Bool {
    if let before {
      guard gathered.takeBack(from: before) else { return false }
      noteTakenBack(line: line.number, line.text)
      return true
    }
    guard let above = state.rightAbove, above.upperBound == gathered.batches.count else {
      return false
    }
    gathered.batches.removeSubrange(above)
    findings.add(
      .warning, "taken-back", line,
      "the sentence forbids what stands above it; that was left out")
    return true
  }

  /// Those of a line without the ones whose ports the next takes back: "The store uses 9080 and 1337. Do not
  /// open these ports."
  private mutating func sentencesThatCount(_ line: SourceLine) -> [TextFacts] {
    let all = line.text.sentences.map {
      TextFacts([SourceLine(number: line.number, text: String($0))]).orderAlone
    }
    guard all.count > 1 else { return all }
    var left = Set(all.indices)
    for place in all.indices where all[place].forbidsWhatStandsBefore {
      guard let before = all[..<place].lastIndex(where: \.saysPorts) else { continue }
      // "Open TCP 8083. Do not open this port to the whole internet."
      if all[before].ordersItsPorts,
        SentenceWords.outside.contains(where: all[place].lower.contains)
      {
        left.remove(place)
        continue
      }
      noteTakenBack(line: line.number, all[before].text)
      left.subtract([before, place])
    }
    return left.sorted().map { all[$0] }
  }

  /// "Close every port but the following:", "All of these need not be open:" says what becomes of what follows,
  /// and tells no ports; false if it is none of these.
  private func rulesBelow(_ facts: TextFacts, _ state: inout State) -> Bool {
    guard !facts.tellsEndpoints, facts.concepts.containsAny(of: .following, .port),
      let opens = facts.opensWhatFollows
    else { return false }
    if !opens {
      state.isTakenBack = true
      state.isDoubtful = facts.isDoubtfulDenial
      return true
    }
    guard facts.leavesOutWhatFollows else { return false }
    state.namesPorts = true
    state.ordersPorts = facts.ordersPortsBelow
    return true
  }

  /// Reads the clauses of a sentence that are not taken back, where others are; false if there are none.
  private mutating func readAllowedPart(of facts: TextFacts, _ state: inout State) -> Bool {
    let line = facts.lines[0]
    guard let allowed = facts.allowedSentences, allowed != line.text else { return false }
    noteTakenBack(line: line.number, line.text, isRestRead: true)
    readSentences(SourceLine(number: line.number, text: allowed), &state)
    return true
  }

  /// Reads numbers below words that announce ports: "3478; and the range 4700-5000", "Database: 3306";
  /// false if it is none.
  private mutating func readNumbersOfPorts(_ facts: TextFacts, _ state: State) -> Bool {
    if state.inner.isTakenBack || facts.isTakenBack { return false }
    if state.inner.namesPorts, let found = facts.labelledNumbers {
      readPortsAlone(facts, found.terms, name: found.name, state.inner, state.section)
      if let last = gathered.batches.indices.last { gathered.batches[last].isProse = false }
      findings.add(
        .warning, "ports-guessed", facts.lines[0],
        "nothing but the words above say that these numbers are ports; they were taken for ports")
      return true
    }
    // "80 (HTTP): for the portal."
    let leading = state.inner.namesPorts && facts.isNumberedPort ? facts.leadingPorts : []
    if !leading.isEmpty {
      readPortsAlone(facts, leading, name: facts.nameBehindNumbers, state.inner, state.section)
      return true
    }
    if state.inner.namesPorts, let port = facts.portWithUse {
      readPortsAlone(facts, [port], name: facts.wordsBehindPort, state.inner, state.section)
      return true
    }
    // A range alone may be a cell of a table that was not recognized.
    if let terms = facts.listedNumbers,
      state.inner.namesPorts
        || state.inner.isAboutPorts && terms.contains(where: \.hasSeveralRanges)
    {
      readPortsAlone(facts, terms, name: "", state.inner, state.section)
      return true
    }
    return false
  }

  /// Addresses of a sentence.
  private struct Waiting {
    let addresses: [AddressFacts.Item]
    let facts: TextFacts
  }

  private mutating func mention(_ waiting: Waiting, own terms: [PortTerm], _ state: State) {
    let facts = waiting.facts
    let found = endpoints(
      waiting.addresses, own: terms, facts: facts, name: nil, state.inner)
    if !found.isEmpty { warnOfUnreadPort(facts, facts.lines[0]) }
    mention(found, facts.line)
  }

  /// Warns of a number beside addresses that may be their port.
  mutating func warnOfUnreadPort(_ facts: TextFacts, _ line: SourceLine) {
    guard facts.holdsUnreadPort else { return }
    findings.add(
      .warning, "ports-not-understood", line,
      "a number beside these addresses may be their port; it was not read")
  }

  func text(_ line: SourceLine, endsWith sign: Character) -> Bool {
    line.text.trimmed.last == sign
  }

  mutating func noteProse(_ line: SourceLine, _ message: String) {
    let facts = TextFacts([line])
    let items = facts.addresses.items
    guard !items.isEmpty else { return }
    findings.add(.note, "address-in-prose", line, message)
    let isFarEnd = items.contains { item in
      item.address.range != nil && !item.address.isNoFarEnd
        && !":：".contains(facts.text.last ?? ":")
    }
    if isFarEnd, !facts.concepts.contains(.example) {
      gathered.leftOut.append(line)
    }
  }
}

extension TextFacts {
  /// "Outbound to a.example:", "Allow a.example on:": not "See a.example:", "From a.example:",
  /// "Documentation: a.example".
  fileprivate var leadsToItsAddress: Bool {
    // "Relay (a.example)"
    if isNameWithAddress, tokens.last?.isSign(")") ?? false { return true }
    guard let place = addresses.items.first?.place.lowerBound, let first = tokens.first,
      !SentenceWords.looking.contains(first.lower), !refersReader, !concepts.contains(.example)
    else { return false }
    return tokens[..<place].suffix(3).contains { SentenceWords.towards.contains($0.lower) }
      || concepts.containsAny(of: .ask, .allow, .need)
        && !tokens[..<place].contains { $0.concepts.contains(.own) }
  }

  /// "client -> a.example:443 (TCP)", "TCP: a.example:443, b.example:8443": a few words, and addresses
  /// that each have their port.
  fileprivate func isLineOfSockets(_ addresses: [AddressFacts.Item]) -> Bool {
    !addresses.isEmpty && addresses.allSatisfy { $0.ports != nil && !$0.isLink }
      && leftoverWords.count <= 3 && !".?!".contains(text.last ?? ".")
      && !concepts.containsAny(of: .not, .own, .source)
  }

  /// "Which ports do I have to open?"
  var asksWhichPorts: Bool {
    text.isQuestion && concepts.contains(.port)
      && (concepts.containsAny(of: .allow, .need) || text.asksToOpen)
      && !saysPorts && !holdsAddress && !concepts.containsAny(of: .not, .deny)
      && tokens.prefix(6).contains { ["which", "what"].contains($0.lower) }
  }

  /// "Only port 8443/tcp (or the one that you set).": ports, and a few words.
  fileprivate var isAnswerOfPorts: Bool {
    leftoverWords.count <= 8 && !text.isQuestion && !isTakenBack && !isConditional
      && !concepts.containsAny(of: .not, .deny, .example) && !textPorts.excepts
  }

  /// "Usually these ports are needed: UDP 16384-32767.", behind a sentence that asks to allow an
  /// address.
  fileprivate var tellsPortsOfTheSentenceBefore: Bool {
    !holdsAddress && !statedPorts.isEmpty && !isTakenBack && !announces
      && !concepts.containsAny(of: .not, .example, .following)
      && !textPorts.excepts
  }
}

extension PortTerm {
  fileprivate var hasSeveralRanges: Bool {
    if case .numbers(let set)? = ports { set.ranges.count > 1 } else { false }
  }
}
