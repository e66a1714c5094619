import EndpointModel

/// Addresses outside tables.
extension Interpreter {
  /// Reads lines that contain only addresses: each is an endpoint, also one of the machine itself.
  /// A list is what it says, and its quick reading asks no more.
  mutating func readAddresses(_ lines: [SourceLine], _ state: inout State) {
    let scope = state.inner
    if scope.isTakenBack {
      noteTakenBack(line: lines.first?.number, scope.names.last)
      return
    }
    state.given = nil
    let before = gathered.batches.count
    var found: [Endpoint] = []
    for line in lines {
      let facts = TextFacts([line])
      if facts.isForPeople {
        noteProse(line, "an address in this line is not an endpoint")
        continue
      }
      for problem in facts.addresses.problems {
        findings.add(.error, problem.code, line: problem.line, quote: problem.text, problem.message)
      }
      for item in facts.addresses.items {
        for remark in item.remarks {
          findings.add(
            TableReading.severity(of: remark), remark.code, line: item.line,
            quote: facts.text.abridged(to: 200), remark.message)
        }
      }
      found += endpoints(
        facts.addresses.items,
        own: facts.saysPorts
          ? facts.textPorts.stated : facts.portsBehindAddress,
        facts: facts, name: facts.remarkName, scope)
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

  /// Tells of addresses beside which something is read, and which are no far ends.
  mutating func noteNoFarEnds(_ facts: TextFacts, _ line: SourceLine) {
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
    return addresses.flatMap { item -> [Endpoint] in
      var terms = own.isEmpty ? facts.protocolsWithoutPorts : own
      if terms.isEmpty { terms = scope.terms }
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
