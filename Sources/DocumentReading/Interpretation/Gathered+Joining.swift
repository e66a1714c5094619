import EndpointModel

/// Ports in one place are joined with addresses in another.
extension Gathered {
  /// Ports of a list of their own, with what their row is called.
  fileprivate struct NamedTerm: Equatable {
    let term: PortTerm
    let name: String?
    /// "Proxy", of "80 (proxy only)": what its addresses are called; nil if it is for all.
    var only: String?

    /// Whether it is for what an address is called.
    func isFor(_ endpoint: Endpoint) -> Bool {
      guard let only else { return true }
      return endpoint.service?.lowercased() == only || endpoint.group?.lowercased() == only
    }
  }

  /// Like `apply`; a row's name becomes the service, and what the address was called, its group.
  private mutating func join(_ terms: [NamedTerm], to batch: Int) {
    batches[batch].endpoints = batches[batch].endpoints.flatMap { endpoint in
      let own = terms.fitting(endpoint.transport).filter { $0.isFor(endpoint) }
      return endpoint.address == nil || own.isEmpty
        ? [endpoint]
        : own.map { named in
          var endpoint = endpoint.with(named.term)
          if let name = named.name {
            let around = [endpoint.service, endpoint.group].compactMap { $0 }
            endpoint.group = around.isEmpty ? nil : around.joined(separator: ", ")
            endpoint.service = name
          }
          return endpoint
        }
    }
  }

  /// Whether a line of ports has one of which every administrator knows the service, or a higher one
  /// than any page has.
  private static func isOfService(_ line: String) -> Bool {
    let numbers = line.split { !$0.isNumber }.compactMap { UInt16($0) }
    return numbers.contains { $0 >= 1024 || wellKnown.contains($0) }
  }

  private static let wellKnown: Set<UInt16> = [
    21, 22, 25, 53, 80, 88, 110, 123, 143, 161, 389, 443, 465, 514, 587, 636, 853, 993, 995,
  ]

  /// "proxy", of "Proxy only": for what alone ports are; nil for any other name.
  private static func limit(_ name: String) -> String? {
    let words = name.lowercased().split(separator: " ")
    guard words.count >= 2 else { return nil }
    if SentenceWords.alone.contains(String(words[words.count - 1])) {
      return words.dropLast().joined(separator: " ")
    }
    return SentenceWords.alone.contains(String(words[0]))
      ? words.dropFirst().joined(separator: " ") : nil
  }

  /// Gives numbers that stand alone to the addresses below them, where both stand by turns: "53",
  /// "DNS", its servers, "80", "Web", its servers. So a table looks that lost its columns.
  mutating func joinLonePorts() {
    // Page numbers stand alone, too.
    let namesPorts =
      lone.contains(where: \.isAboutPorts) || batches.contains { !$0.isProse && !$0.lacksPorts }
    let known = lone.count { Self.isOfService($0.line.text) }
    guard lone.count >= 2, namesPorts, known * 2 >= lone.count else { return }
    let numbers = lone.map(\.line.number)
    var turns = numbers.map { _ in [Int]() }
    for place in batches.indices {
      guard let turn = numbers.lastIndex(where: { $0 < batches[place].line }) else {
        continue
      }
      if batches[place].lacksPorts { turns[turn].append(place) }
    }
    // One without any, "502", is of a row whose server has no address.
    guard turns.count(where: { !$0.isEmpty }) >= 2 else { return }
    for (turn, port) in zip(turns, lone) where !turn.isEmpty {
      let terms = TextFacts([port.line]).cellPorts.stated
      if terms.isEmpty { continue }
      for place in turn { apply(terms, to: place) }
    }
    lone = zip(turns, lone).filter { $0.0.isEmpty }.map(\.1)
    findings.add(
      .warning, "ports-joined", line: numbers[0], quote: nil,
      "numbers that stand alone were taken for the ports of the addresses below each of them")
  }

  /// Gives each list of ports to the addresses right above it, where both stand by turns: "a.example:",
  /// its ports, "b.example:", its ports; or right below it, where the ports come first. False if they
  /// do not stand so.
  private mutating func joinByTurns(_ mine: [Int]) -> Bool {
    // Each of the addresses with the ports below it, up to the next addresses.
    var turns: [(addresses: Int, ports: [Int])] = []
    let mine =
      batches[mine[0]].isOfPorts && batches[mine[mine.count - 1]].lacksPorts
      ? Array(mine.reversed()) : mine
    for place in mine {
      if batches[place].lacksPorts {
        turns.append((place, []))
      } else if batches[place].isOfPorts, !batches[place].namesItsEnd, !turns.isEmpty {
        turns[turns.count - 1].ports.append(place)
      } else {
        return false
      }
    }
    guard turns.count >= 2, turns.allSatisfy({ !$0.ports.isEmpty }) else { return false }
    for turn in turns {
      let told = turn.ports.flatMap { batches[$0].endpoints }
      let terms = told.withoutBareRepeats.map {
        NamedTerm(
          term: PortTerm(transport: $0.transport, ports: $0.ports),
          name: batches[turn.ports[0]].isNamedTable ? $0.service : nil)
      }
      join(terms, to: turn.addresses)
      for place in turn.ports { batches[place].endpoints = [] }
    }
    findings.add(
      .note, "ports-joined", line: batches[mine.min()!].line, quote: nil,
      "each of the addresses here has the ports that stand in the list beside it")
    return true
  }

  /// A table that names as many purposes has ports for more than the addresses beside it.
  private static let mostPurposes = 4

  /// Joins ports in one list with addresses in another under the same heading.
  mutating func joinApartPorts() {
    guard batches.contains(where: \.isOfPorts), batches.contains(where: \.lacksPorts) else {
      return
    }
    // The section in which an address already has ports; -1 for several.
    var placed: [EndpointAddress: Int] = [:]
    for batch in batches {
      for endpoint in batch.endpoints where endpoint.ports != nil {
        guard let address = endpoint.address else { continue }
        placed[address] = placed[address].map { $0 == batch.section ? $0 : -1 } ?? batch.section
      }
    }
    let sections = Dictionary(grouping: batches.indices, by: { batches[$0].section })
    for (section, mine) in sections.sorted(by: { $0.key < $1.key }) {
      if joinByTurns(mine) { continue }
      let local = mine.count { batches[$0].isOfPorts && batches[$0].namesItsEnd }
      let ports = mine.filter { batches[$0].isOfPorts && !batches[$0].namesItsEnd }
      let told = PlacedPorts(of: ports.map { batches[$0] })
      let all = mine.filter { batches[$0].lacksPorts }
      let urls = mine.count { batches[$0].hasPorts(of: told) }
      guard !ports.isEmpty, !all.isEmpty else { continue }
      // Addresses below ports, with an introduction of their own, are of something else; so are
      // ports that are needed "in addition".
      let lacking = all.filter { place in
        let isAddition = ports.contains {
          additions.contains(batches[$0].introductions)
            && batches[$0].introductions != batches[place].introductions
        }
        if isAddition { return false }
        guard let above = ports.last(where: { $0 < place }) else { return true }
        return batches[place].introductions == batches[above].introductions
      }
      // Worth a warning where others beside them get the ports.
      var areOthersJoined = false
      defer {
        if let apart = all.first(where: { !lacking.contains($0) }) {
          findings.add(
            areOthersJoined ? .warning : .note, "ports-apart", line: batches[apart].line,
            quote: nil,
            "the ports above stand without addresses, and these addresses without ports; they have "
              + "words of their own, and were kept apart")
        }
      }
      if lacking.isEmpty { continue }
      guard all.count + ports.count + urls + local == mine.count else {
        findings.add(
          .warning, "ports-apart", line: batches[all[0]].line, quote: nil,
          "addresses without ports stand beside ports without addresses; they were kept apart")
        continue
      }
      // Not if the document gives these addresses their ports elsewhere.
      let isPlaced = lacking.contains { place in
        batches[place].endpoints.contains { endpoint in
          endpoint.address.flatMap { placed[$0] }.map { $0 != section } ?? false
        }
      }
      if isPlaced { continue }
      // A table with a name for each of its ports, "Printers", "DNS", tells what they are for.
      let purposes = Set(
        ports.filter { batches[$0].isNamedTable }
          .flatMap { batches[$0].endpoints.map(\.service) })
      if purposes.count >= Self.mostPurposes {
        findings.add(
          .warning, "ports-apart", line: batches[lacking[0]].line, quote: nil,
          "these addresses have no ports, and a table has ports for several purposes; they were "
            + "kept apart")
        continue
      }
      // "HTTPS 443", "DNS 53": hosts of pages are not asked for names.
      let terms = ports.flatMap { batches[$0].endpoints }
      if terms.contains(where: \.isOfNetwork), !terms.allSatisfy(\.isOfNetwork) {
        findings.add(
          .warning, "ports-apart", line: batches[lacking[0]].line, quote: nil,
          "these addresses have no ports, and the ports beside them are for several purposes; they "
            + "were kept apart")
        continue
      }
      var joined: [NamedTerm] = []
      // What the addresses are called anyway tells the ports no better.
      let known = Set(
        lacking.flatMap { batches[$0].endpoints }.flatMap { [$0.service, $0.group] })
      for place in ports {
        for endpoint in batches[place].endpoints.withoutBareRepeats where joined.count < 64 {
          let isNamed = batches[place].isNamedTable && !known.contains(endpoint.service)
          let only = endpoint.service.flatMap(Self.limit)
          let isKnown = known.contains { $0?.lowercased() == only }
          if only != nil, !isKnown {
            findings.add(
              .warning, "ports-qualified", line: endpoint.line, quote: endpoint.service,
              "the words beside these ports may say that they are for some of the addresses only; all "
                + "of them were given them")
          }
          let term = NamedTerm(
            term: PortTerm(transport: endpoint.transport, ports: endpoint.ports),
            name: isNamed ? endpoint.service : nil, only: isKnown ? only : nil)
          if !joined.contains(term) { joined.append(term) }
        }
      }
      // Two tables whose rows have names of their own, each with an introduction: likely, not sure.
      // Ports that a sentence only mentions, "The proxy uses port 902", are of something else, too.
      let areMentioned = ports.allSatisfy { batches[$0].isProse && !batches[$0].isAllowed }
      let areApart =
        areMentioned
        || lacking.contains { place in
          batches[place].isNamedTable
            && ports.contains {
              batches[$0].isNamedTable
                && batches[$0].introductions != batches[place].introductions
            }
        }
      // What is for another protocol than the addresses stays apart.
      let protocols = Set(lacking.flatMap { batches[$0].endpoints }.map(\.transport))
      let used = protocols.flatMap { joined.fitting($0) }.map(\.term)
      if used.isEmpty {
        findings.add(
          .warning, "ports-apart", line: batches[lacking[0]].line, quote: nil,
          "these addresses are for another protocol than the ports beside them; they were kept apart"
        )
        continue
      }
      areOthersJoined = true
      for place in lacking { join(joined, to: place) }
      for place in ports {
        batches[place].endpoints.removeAll {
          let term = PortTerm(transport: $0.transport, ports: $0.ports)
          return used.contains(term) || term.isBareRepeat(among: used)
        }
      }
      findings.add(
        areApart ? .warning : .note, "ports-joined", line: batches[lacking[0]].line, quote: nil,
        "the addresses here have the ports that stand in a list of their own")
    }
  }
}

extension [Endpoint] {
  /// Without ports that have no protocol, where others have the same with theirs: "HTTP on port 80:
  /// http://192.0.2.1".
  fileprivate var withoutBareRepeats: [Endpoint] {
    let terms = map { PortTerm(transport: $0.transport, ports: $0.ports) }
    return zip(self, terms).filter { !$1.isBareRepeat(among: terms) }.map(\.0)
  }
}

extension [Gathered.NamedTerm] {
  /// Those whose ports may be of an address's protocol: what is for UDP has none of the ports of TCP,
  /// and beside those none without a protocol.
  fileprivate func fitting(_ transport: IPProtocol?) -> [Gathered.NamedTerm] {
    let isStated = transport != nil && contains { $0.term.transport != nil }
    return filter { $0.term.isOf(transport) && !(isStated && $0.term.transport == nil) }
  }
}

extension PortTerm {
  /// Whether its ports may be of a protocol; of any, if that is nil.
  fileprivate func isOf(_ other: IPProtocol?) -> Bool {
    guard let transport, let other else { return true }
    return transport == other || transport == .tcpAndUDP || other == .tcpAndUDP
  }

  /// Whether it has no protocol, and another one the same ports with theirs.
  func isBareRepeat(among terms: [PortTerm]) -> Bool {
    ports != nil && transport ?? usualTransport == nil
      && terms.contains { $0.ports == ports && $0.transport ?? $0.usualTransport != nil }
  }
}

extension Endpoint {
  /// Whether its only port is that of names, clocks or leases of addresses (IANA: 53, 67, 68, 123),
  /// which the servers of a vendor do not serve beside others.
  fileprivate var isOfNetwork: Bool {
    guard case .numbers(let set)? = ports, set.ranges.count == 1 else { return false }
    let range = set.ranges[0]
    return range.count == 1 && [53, 67, 68, 123].contains(range.lowerBound)
  }
}
