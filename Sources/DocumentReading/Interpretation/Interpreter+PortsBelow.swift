import EndpointModel

/// Ports in words that belong to the addresses above them.
extension Interpreter {
  /// Refuses a sentence whose words name some of several addresses by their order, "the first two";
  /// false if it is none.
  mutating func refuseOrder(_ facts: TextFacts, _ state: State) -> Bool {
    guard let last = state.last, facts.addresses.items.isEmpty,
      gathered.batches[last].reduce(0, { $0 + $1.endpoints.count }) > 1,
      facts.tokens.prefix(4).contains(where: { SentenceWords.ordinals.contains($0.lower) }),
      !facts.statedPorts.isEmpty || facts.isTakenBack
    else { return false }
    findings.add(
      .error, "order-not-understood", facts.lines[0],
      "which of the addresses above is meant is told by their order; it was not read")
    return true
  }

  /// Gives ports to all addresses so far that have none, in whatever section they are; false if
  /// there are none.
  mutating func give(_ terms: [PortTerm], toHostsAbove line: SourceLine) -> Bool {
    let places = gathered.batches.indices.filter { gathered.batches[$0].lacksPorts }
    if places.isEmpty || terms.contains(where: { $0.ports == .any }) { return false }
    // "HTTPS (443) … ports 443": once with their protocol is enough.
    let own = terms.filter { !$0.isBareRepeat(among: terms) }
    for place in places { gathered.apply(own, to: place) }
    findings.add(
      .note, "ports-below-table", line,
      "the ports that the sentence states were taken for what stands above it")
    return true
  }

  /// Applies the ports of a sentence to the table or list above it that has none, else to what
  /// follows.
  mutating func take(
    _ facts: TextFacts, _ terms: [PortTerm], _ line: SourceLine, _ state: inout State
  ) {
    if facts.mayBeExample { return }
    if let given = state.given, given.line + 1 == line.number, !text(line, endsWith: ":"),
      !terms.isEmpty, facts.tokens.count <= 14
    {
      // "SIP: UDP 5060" and "RTP: UDP 10000-20000", both below their server.
      for batch in given.batches {
        gathered.batches.append(batch)
        gathered.apply(terms, to: gathered.batches.count - 1)
      }
      state.given?.line = line.number
      return
    }
    if let last = state.last, gathered.batches[last].contains(where: { $0.lacksPorts }),
      !text(line, endsWith: ":"),
      state.labelRun == 0, !facts.namesItsEnd,
      !terms.contains(where: { $0.ports == .any }) || facts.pointsAtThings
        || facts.ordersForCertain,
      !facts.concepts.contains(.following) || facts.text.lowercased().contains("these")
    {
      let places = last.filter { gathered.batches[$0].lacksPorts }
      state.given = State.Given(line: line.number, batches: places.map { gathered.batches[$0] })
      for place in places { gathered.apply(terms, to: place) }
      // "Traffic is always TCP 443", below several lists: perhaps of all of them.
      let areAlone =
        !".。".contains(facts.text.last ?? ".") || facts.leftoverWords.count < 2
        || gathered.batches[..<last.lowerBound].allSatisfy { !$0.lacksPorts }
      // "It works better when UDP 3478 is open": perhaps of something else.
      let isOfThese = facts.leftoverWords.count < 4 || facts.pointsBack
      findings.add(
        areAlone && isOfThese ? .note : .warning, "ports-below-table", line,
        "the ports that the sentence states were taken for what stands above it"
          + (areAlone ? "" : "; addresses further up have none"))
      return
    }
    conclude(&state)
    state.statement = Statement(
      terms: terms,
      transport: terms.isEmpty
        ? facts.bothProtocols ?? facts.textPorts.alone.flatMap { $0.hasPorts ? $0 : nil }
          ?? facts.trafficTransport
          ?? facts.transportWithoutPorts : nil,
      direction: facts.statedDirection, line: line,
      asks: facts.concepts.containsAny(of: .ask, .allow) || facts.needsPorts || facts.asksForRule
        || facts.forbidsBlocking || facts.ordersItsPorts,
      allows: facts.concepts.contains(.allow) || facts.ordersItsPorts,
      isSentence: !terms.isEmpty && !facts.labelsPorts, told: layout?.place)
    // Hosts that stand below are not only those of older versions.
    if facts.isForOlderOnly {
      conclude(&state)
      state.statement = nil
    }
  }
}

extension Interpreter.State {
  /// Whether nothing stands between here and addresses that have no ports.
  func isRightBelowAddresses(_ gathered: Gathered) -> Bool {
    guard let above = addressesAbove, above == last, statement == nil else { return false }
    return gathered.batches.count == above.upperBound
      && gathered.batches[above].allSatisfy(\.lacksPorts)
  }
}

extension TextFacts {
  /// "If you still have an older version, you may also have to open 5671."
  var isForOlderOnly: Bool {
    let words = tokens.map(\.lower)
    guard
      let condition = words.firstIndex(where: {
        SentenceWords.conditions.contains($0) && $0 != "in" || $0 == "om"
      })
    else { return false }
    return !pointsAtAddressesBelow && !":：".contains(text.last ?? ":")
      && words[condition...].prefix(8).contains(where: SentenceWords.older.contains)
  }

  /// "These ports", "all servers", "both addresses": of what was told before.
  fileprivate var pointsBack: Bool {
    concepts.contains(.any) || pointsAtThings
  }

  /// "Allow all ports.": not "if it still fails, all ports may need to be opened".
  fileprivate var ordersForCertain: Bool {
    !isConditional && !tokens.contains { ["may", "might", "could"].contains($0.lower) }
      && clauses.joined().contains(where: \.ordersOpening)
  }

  /// "These hosts", "the hosts above"
  fileprivate var pointsAtThings: Bool {
    tokens.contains { SentenceWords.pointers.contains($0.lower) }
      || SentenceWords.above.contains { lower.contains($0) }
  }

  /// "Portal, TCP 443": a few words and ports, which introduce nothing.
  var isLineOfPortsBelow: Bool {
    !holdsAddress && addresses.problems.isEmpty && !statedPorts.isEmpty && !announces
      && tokens.count <= 14 && !isTakenBack
      && !":：".contains(text.last ?? ":") && !concepts.containsAny(of: .following, .example)
  }
}
