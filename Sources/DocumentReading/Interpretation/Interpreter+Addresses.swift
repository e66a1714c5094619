import EndpointModel

/// Addresses outside tables.
extension Interpreter {
  /// "portal.example.cmo" among hosts: a name that ends in no domain there is, and may be misspelt.
  mutating func refuseOddNames(_ items: [TextFacts]) {
    guard items.count(where: { $0.beginsWithAddress }) * 2 > items.count else { return }
    for facts in items where facts.farEnds.isEmpty && facts.addresses.problems.isEmpty {
      let word = facts.text.prefix { !$0.isWhitespace && !",;:".contains($0) }
      let labels = word.split(separator: ".", omittingEmptySubsequences: false)
      let isName =
        labels.count > 2
        && labels.allSatisfy { label in
          label.count > 1
            && label.utf8.allSatisfy { $0.isDigit || $0 == 0x2D || (0x61...0x7A).contains($0) }
        }
      guard isName, !labels.allSatisfy({ $0.allSatisfy(\.isNumber) }) else { continue }
      findings.add(
        .error, "address-not-understood", facts.lines[0],
        "\"\(word)\" stands among host names and ends in no known domain; it was left out")
    }
  }

  /// Reads lines that contain only addresses: each is an endpoint, also one of the machine itself.
  /// A list is what it says, and its quick reading asks no more.
  mutating func readAddresses(_ lines: [SourceLine], _ state: inout State) {
    let scope = state.inner
    if scope.isTakenBack {
      noteTakenBack(line: lines.first?.number, scope.names.last)
      leaveOut(lines, scope)
      return
    }
    state.given = nil
    let before = gathered.batches.count
    var found: [Endpoint] = []
    for line in lines {
      let facts = TextFacts([line])
      // "Netmask: 255.255.240.0", "Wildcard: 0.0.15.255"
      if !facts.addresses.items.isEmpty,
        facts.addresses.items.allSatisfy({ $0.label != nil && $0.address.isNoFarEnd })
      {
        noteNoFarEnds(facts, line)
        continue
      }
      if facts.isForPeople {
        noteProse(line, "an address in this line is not an endpoint")
        continue
      }
      // "We go to the download page:", above a link to it.
      if lines.count == 1, !scope.namesAddresses, facts.addresses.items.allSatisfy(\.isLink),
        !facts.addresses.items.isEmpty, !(scope.names.last?.leadsToAddresses ?? false)
      {
        noteProse(line, "a link below words that ask for no address is not an endpoint")
        continue
      }
      // Japanese puts what is said of an address right behind it.
      if facts.isTakenBack, !facts.leftoverWords.isEmpty {
        noteTakenBack(line: line.number, facts.text.abridged(to: 200))
        continue
      }
      for problem in facts.addresses.problems {
        findings.add(problem)
      }
      for item in facts.addresses.items {
        for remark in item.remarks {
          findings.add(
            TableReading.severity(of: remark), remark.code, line: item.line,
            quote: facts.text.abridged(to: 200), remark.message)
        }
      }
      let own = facts.saysPorts ? facts.textPorts.stated : facts.portsBehindAddress
      if own.isEmpty, scope.terms.isEmpty, facts.portsOfRow != nil { warnOfUnreadPort(facts, line) }
      found += endpoints(
        facts.addresses.items, own: own, facts: facts, name: facts.remarkName, scope)
    }
    add(found, state.section, lines[0].number)
    take(since: before, &state)
    // Addresses with blank lines between them are one list.
    if let run = state.addressRun, run.upperBound == before, gathered.batches.count > before {
      state.last = run.lowerBound..<gathered.batches.count
    }
    state.addressRun = state.last
    state.labelRun = 0
  }

  /// Reports what looks like an address and is none, and tells whether the ports beside it lack
  /// their address: "Allow 300.0.2.1 on TCP 443" opens nothing to anyone else.
  mutating func refuseBroken(_ facts: TextFacts, _ terms: [PortTerm]) -> Bool {
    let problems = facts.addresses.problems.filter { !facts.isVersion($0) }
    guard !problems.isEmpty,
      !terms.isEmpty || facts.leftoverWords.count <= 4
        || facts.concepts.containsAny(of: .ask, .allow)
    else { return false }
    for problem in problems {
      findings.add(problem)
    }
    return facts.farEnds.isEmpty && !terms.isEmpty
  }

  /// Tells of addresses beside which something is read, and which are no far ends.
  mutating func noteNoFarEnds(_ facts: TextFacts, _ line: SourceLine) {
    if facts.addresses.items.contains(where: facts.isForReading) {
      noteProse(line, "an address that a person is asked to look at is not an endpoint")
    }
    guard facts.addresses.items.contains(where: \.address.isNoFarEnd) else { return }
    findings.add(
      .note, "address-no-far-end", line,
      "an address of the machine itself, a mask or a reserved address is not an endpoint")
  }

  /// Endpoints for addresses, with what the nearest words say about them.
  ///
  /// "a.example 443 b.example 80", as of a table that was run together: each has the ports behind it.
  /// All ports for all addresses would open what nobody asked for.
  mutating func endpoints(
    _ addresses: [AddressFacts.Item], own: [PortTerm], facts: TextFacts, name: String?,
    _ scope: Scope
  ) -> [Endpoint] {
    if addresses.count > 1, own.reduce(0, { $0 + $1.rangeCount }) > 1, facts.pairsInOrder {
      findings.add(
        .error, "ports-not-understood", line: facts.line, quote: facts.text.abridged(to: 200),
        "which of these ports belong to which address is told by their order; they were left out")
      return []
    }
    if !own.isEmpty, let (told, others) = facts.withoutPortsOfAnother {
      let line = SourceLine(number: facts.line ?? 0, text: facts.text)
      gathered.leaveUnplaced(
        others, line, "ports-in-prose", "ports behind these addresses are of something else")
      return endpoints(addresses, own: told.statedPorts, facts: told, name: name, scope)
    }
    if addresses.count > 1, !own.isEmpty {
      let parts = facts.partsByAddress
      if parts.count > 1 {
        let wanted = Set(addresses.map(\.address))
        if !parts.areSaidInTurn {
          findings.add(
            .warning, "ports-among-addresses", line: facts.line,
            quote: facts.text.abridged(to: 200),
            "ports stand among these addresses; each address was given those behind it")
        }
        return parts.flatMap { part in
          endpoints(
            part.addresses.items.filter { wanted.contains($0.address) },
            own: part.textPorts.stated, facts: part, name: name, scope)
        }
      }
    }
    let direction = facts.statedDirection ?? scope.direction
    let ownName = name.flatMap { $0.isEmpty ? nil : $0 }
    let ownTransport = facts.ownTransport
    for item in addresses { gathered.note(schemeOf: item) }
    // Once for all addresses: each time, the whole text is gone through.
    var said = own.isEmpty ? facts.protocolsWithoutPorts : own
    if said.isEmpty { said = scope.terms }
    return addresses.flatMap { item -> [Endpoint] in
      var terms = said
      if let ports = item.ports {
        terms = [
          PortTerm(
            transport: item.transport ?? own.first?.transport ?? ownTransport,
            ports: .numbers(ports))
        ]
      }
      if terms.isEmpty {
        terms = [PortTerm(transport: item.transport ?? ownTransport, ports: nil)]
      }
      let label = ownName == item.label ? nil : item.label
      let (service, group) = RowNames.names(own: ownName, group: nil, label: label, scope)
      return terms.map { term in
        let transport = term.transport ?? term.usualTransport ?? scope.transport
        return Endpoint(
          service: service, group: group, written: item.written,
          ports: term.ports(over: transport), transport: transport,
          direction: direction, line: item.line)
      }
    }
  }
}

extension TextFacts {
  /// "Build 10.0.19041.1", "4.1.2.3.1 Firewall": numbers with dots that are no address.
  fileprivate func isVersion(_ problem: AddressFacts.Problem) -> Bool {
    guard let place = tokens.firstIndex(where: { $0.text == problem.text }) else { return false }
    if place > 0 { return SentenceWords.versions.contains(tokens[place - 1].lower) }
    let parts = problem.text.split(separator: ".")
    return tokens.count > 1 && parts.count > 4 && parts.allSatisfy { $0.utf8.count <= 2 }
  }

  /// "a.example and b.example use 443 and 8443 respectively"
  fileprivate var pairsInOrder: Bool {
    tokens.contains { SentenceWords.pairing.contains($0.lower) }
  }
}

extension [TextFacts] {
  /// Whether they are a sentence or line that gives each of a few addresses its own ports: no part
  /// lacks either.
  fileprivate var areSaidInTurn: Bool {
    count <= 6
      && allSatisfy { part in
        part.addresses.items.count == 1 && part.saysPorts && part.leftoverWords.count <= 8
          && !part.tokens.contains { $0.text.utf8.count > 40 && $0.address == nil }
      }
  }
}

extension PortTerm {
  /// Of how many single ports and ranges it is.
  fileprivate var rangeCount: Int {
    if case .numbers(let set)? = ports { set.ranges.count } else { 1 }
  }
}

extension String {
  /// "Hosts to allow", "Firewall": a name above addresses to allow.
  fileprivate var leadsToAddresses: Bool {
    isAboutFirewalls
      || Lexicon.concepts(in: lowercased()).containsAny(
        of: .host, .address, .allow, .network, .destination)
  }
}
