import EndpointModel

/// Lists.
extension Interpreter {
  // MARK: Lists

  mutating func readList(
    _ items: [Outline.Item], _ scope: Scope, _ section: Int, _ state: inout State
  ) {
    let before = gathered.batches.count
    if scope.isTakenBack, !(layout?.isTaken ?? false) {
      if let item = items.first(where: {
        $0.holdsAddress || $0.lines.text.contains(where: \.isNumber)
      }) {
        noteTakenBack(line: item.lines.first?.number, item.lines.text)
      }
      if scope.isDoubtful || items.contains(where: \.holdsAddress) {
        leaveOut(items.flatMap(\.allLines), scope)
      }
      return
    }
    // "Malware communicated to: a.example", among what was found of an attack.
    if scope.terms.isEmpty, !scope.namesAddresses, let told = items.first(where: \.tellsOfMalware) {
      noteTakenBack(line: told.lines.first?.number, told.lines.text)
      leaveOut(items.flatMap(\.allLines), scope)
      return
    }
    // "192.0.2.1 – the gateway", below a command with this address, explains the command.
    var items = items
    if !state.commanded.isEmpty {
      items.removeAll { item in
        let facts = TextFacts(item.lines)
        let explains =
          facts.holdsAddress && !facts.saysPorts && item.children.isEmpty
          && facts.addresses.items.allSatisfy { state.commanded.contains($0.address) }
        if explains { noteProse(item.lines[0], "the item explains the command above it") }
        return explains
      }
      if items.isEmpty { return }
    }
    // "The collector reaches the hosts on TCP 443:" introduces what follows the list.
    let last = items.last!
    let opens =
      last.children.isEmpty && last.lines.text.hasSuffix(":")
      && TextFacts(last.lines).introducesEndpoints
    if opens { items.removeLast() }
    read(items: items, scope, section)
    // Ports in each item are a list of ports, however many words stand beside some of them.
    let own = gathered.batches[before...]
    if own.count >= 2, own.count == items.count, own.allSatisfy(\.isOfPorts),
      own.contains(where: { !$0.isProse })
    {
      for place in own.indices { gathered.batches[place].isProse = false }
    }
    gathered.joinBatches(from: before)
    take(since: before, &state)
    if opens {
      state.last = nil
      for line in last.lines { readSentences(line, &state) }
    }
  }

  mutating func read(items: [Outline.Item], _ scope: Scope, _ section: Int) {
    var items = items.withWhatTheyIntroduce
    var scope = scope
    // "Allow connections to: a.example", "On port: 5432", "Protocol: TCP"
    if let place = items.placeOfProtocol {
      scope.transport = TextFacts(items[place].lines).transportAtEnd
      items.remove(at: place)
    }
    // The items of one list may be the fields of one record.
    if let records = fieldRecords(of: items, scope) {
      read(records: records, scope, section, isData: records.count > 1)
      return
    }
    let isTold = items.contains { $0.meaning != nil }
    if !isTold, let rows = items.rowsApart {
      addRows(of: rows, scope, section, items[0].lines[0].number)
      return
    }
    if !isTold, let record = Record.ofPort(items) {
      read(records: [record], scope, section)
      return
    }
    // "5061 (TLS)" next to "5060 (TCP/UDP)" is a port, too.
    let facts = items.map { TextFacts($0.lines) }
    refuseOddNames(facts)
    if facts.contains(where: \.beginsWithPorts) { scope.namesPorts = true }
    if !scope.namesPorts, !facts.isEmpty, facts.allSatisfy(\.definesNumbers),
      scope.names.contains(where: { TextFacts($0, line: 1).isDirection })
    {
      // "443: Sign-in", below "Ingress"
      scope.namesPorts = true
      findings.add(
        .warning, "ports-guessed", line: facts[0].line, quote: facts[0].text.abridged(to: 100),
        "nothing but a heading of a direction says that the numbers of this list are ports; they were "
          + "taken for ports")
    }
    if facts.areYears { scope.namesPorts = false }
    scope.isBesidePorts = facts.contains { $0.saysPorts && !$0.holdsAddress }
    scope.isBesideRules = facts.contains { $0.saysPorts && $0.holdsAddress && !$0.isTakenBack }
    scope.listsPorts = facts.areNumberedPorts && (scope.namesPorts || scope.isAboutPorts)
    var records: [Record] = []
    for item in items {
      if let meaning = item.meaning {
        if !records.isEmpty { read(records: records, scope, section) }
        records = []
        read(item, as: meaning, scope, section)
        continue
      }
      if !item.isToldInside, let record = record(of: item) {
        records.append(record)
        continue
      }
      if !records.isEmpty { read(records: records, scope, section) }
      records = []
      read(item: item, scope, section)
    }
    if !records.isEmpty { read(records: records, scope, section) }
  }

  mutating func read(item: Outline.Item, _ scope: Scope, _ section: Int) {
    if item.lines.count == 1, let outer = PortPair.outerSide(of: item.lines[0].text) {
      findings.add(
        .note, "ports-inside", item.lines[0],
        "a port that leads to another was read, and not the one inside that it leads to")
      let outside = Outline.Item(
        lines: [SourceLine(number: item.lines[0].number, text: outer)], depth: item.depth)
      outside.children = item.children
      read(item: outside, scope, section)
      return
    }
    if let title = item.titleLine {
      let rest = Outline.Item(lines: Array(item.lines.dropFirst()), depth: item.depth)
      rest.children = item.children
      var inner = scope.inside(title.withoutColon.text.folded)
      let told = TextFacts([title])
      // "TCP port 443 (HTTPS):" above a host.
      if !told.holdsAddress, !told.isTakenBack, !told.statedPorts.isEmpty {
        inner.terms = told.statedPorts
      }
      read(item: rest, inner, section)
      return
    }
    if item.lines.count == 1, item.lines[0].isZoneRecord {
      leaveOut(records: item.lines)
      return
    }
    let facts = TextFacts(item.lines)
    let line = item.lines[0]
    var inner = scope
    // "UFW configuration for all required ports:" heads items, and is not typed.
    let heads = !item.children.isEmpty && facts.text.hasSuffix(":")
    if facts.lines.text.isCommand, !heads, !(layout?.isTaken ?? false) {
      noteProse(line, "an address in a command is not an endpoint")
      gathered.leaveUnplaced(command: line)
      return
    }
    if facts.textPorts.excepts {
      findings.add(
        .error, "ports-not-understood", line,
        "the item leaves ports out of others; what it asks for was not read")
      return
    }
    var terms = facts.statedPorts
    if terms.isEmpty { terms = facts.portsBehindAddress }
    if terms.isEmpty { terms = facts.portsBeforeAddress }
    if terms.isEmpty { terms = facts.portsInLabelOfAddress }
    if terms.isEmpty, scope.transport != nil || scope.namesPorts {
      terms = facts.portsDefinedByAddress
    }
    // Bare numbers are ports if a heading announces ports, or if the context is firewalls and an
    // item around them names a protocol or a service.
    if terms.isEmpty, facts.isNumbers, scope.namesPorts {
      terms = facts.cellPorts.stated
    }
    if terms.isEmpty, facts.isNumbers, !scope.labels.isEmpty || scope.transport != nil,
      ([scope.title].compactMap { $0 } + scope.names + scope.labels).contains(
        where: \.isAboutFirewalls)
    {
      terms = facts.cellPorts.stated
    }
    // "4443", above nothing but hosts.
    if terms.isEmpty, facts.isBarePorts, !item.children.isEmpty,
      item.children.allSatisfy({ $0.lines.allSatisfy(\.isBareAddresses) })
    {
      terms = facts.cellPorts.stated
    }
    // "5061 (TLS)", below "Ports to allow:".
    var isNumberBelowPorts = false
    if scope.listsPorts, facts.isNumberedPort, !facts.beginsWithPorts, !facts.holdsAddress {
      terms = facts.leadingPorts
      isNumberBelowPorts = true
    } else if terms.isEmpty, scope.namesPorts, let number = facts.tokens.first?.number,
      number >= 20,
      facts.leftoverWords.count <= 4 || facts.definesNumbers || facts.statesUseOfNumbers
    {
      terms =
        facts.definesNumbers || facts.statesUseOfNumbers
        ? facts.leadingPorts : PortFacts(facts.tokens, .cell).terms.filter { $0.ports != nil }
      isNumberBelowPorts = true
    }
    // "You need 1935 (RTMP), 8088 (RTMPT)", beside "Port 3306/TCP".
    let explained = facts.explainedNumbers
    // The surrounding words are looked at last: there may be many.
    if explained.count > terms.count, !terms.cover(explained),
      scope.isBesidePorts || scope.isAboutPorts
    {
      terms = explained
    }
    // "from 5000 to 5010", "above 49151", in whatever language.
    if terms.isEmpty, scope.namesPorts, facts.isRangeInWords {
      terms = facts.cellPorts.stated
      isNumberBelowPorts = true
    }
    let replaced = facts.addresses.items.filter(facts.isReplaced)
    if !replaced.isEmpty { noteTakenBack(line: line.number, facts.text.abridged(to: 200)) }
    let addresses = facts.farEnds
    noteNoFarEnds(facts, line)
    // "6060/tcp profiling (listening on 127.0.0.1)"
    let items = facts.addresses.items
    if !items.isEmpty, items.allSatisfy(\.address.isLoopback), facts.leftoverWords.count <= 8,
      facts.text.saysItListensHere
    {
      return
    }
    if !replaced.isEmpty, addresses.isEmpty { return }
    if let placeholder = facts.addresses.placeholders.first {
      findings.add(placeholder: placeholder.address.description, line: placeholder.line, facts.text)
      if terms.isEmpty, let ports = placeholder.ports {
        terms = [PortTerm(transport: placeholder.transport, ports: .numbers(ports))]
      }
      // What else the item has leads to a page about it.
      if terms.isEmpty, addresses.allSatisfy(\.isLink) { return }
    } else if let example = facts.addresses.examples.first {
      findings.add(
        .note, "address-example", line: example.line, quote: facts.text.abridged(to: 200),
        "an address that is given as an example is not an endpoint")
    }
    if refuseBroken(facts, terms) { return }
    let opens =
      item.children.isEmpty ? nil : facts.opensWhatFollows ?? (facts.isDenialAbove ? false : nil)
    if opens == false {
      noteTakenBack(line: line.number, facts.text)
      if facts.isDoubtfulDenial {
        tellOfDoubt(item.children.flatMap(\.allLines))
      }
      return
    }
    if let allowed = facts.allowedSentences {
      noteTakenBack(line: line.number, facts.text.abridged(to: 200), isRestRead: true)
      let rest = Outline.Item(
        lines: [SourceLine(number: line.number, text: allowed)], depth: item.depth)
      rest.children = item.children
      read(item: rest, scope, section)
      return
    }
    if opens == nil, facts.isTakenBackWherePortsAre {
      if item.holdsAddress || !terms.isEmpty || !item.children.isEmpty || facts.mayTellPorts {
        noteTakenBack(line: line.number, facts.text)
      }
      return
    }
    let sentences = line.text.sentences
    if addresses.isEmpty, item.lines.count == 1, item.children.isEmpty, sentences.count > 1,
      sentences.map({ TextFacts(String($0), line: line.number) }).tellPortsOfAccess
    {
      var state = State(scope: scope, section: section)
      let before = gathered.batches.count
      readSentences(line, &state)
      conclude(&state)
      if gathered.batches.count > before || !terms.isEmpty { return }
    }
    if addresses.isEmpty, terms.isEmpty, item.children.isEmpty,
      let found = facts.portsBehindName(isAboutPorts: scope.namesPorts || scope.isAboutPorts)
    {
      readPortsAlone(facts, found.terms, name: found.name, scope, section)
      return
    }
    // "ICMP" among items of ports
    if addresses.isEmpty, terms.isEmpty, item.children.isEmpty, scope.isBesidePorts,
      let named = facts.protocolWithoutPorts
    {
      readPortsAlone(
        facts, [PortTerm(transport: named, ports: nil)], name: facts.nameRest, scope, section)
      return
    }
    if addresses.isEmpty, terms.isEmpty, item.children.isEmpty, facts.asksForProtocol {
      readPortsAlone(facts, facts.protocolsWithoutPorts, scope, section)
      return
    }
    if addresses.isEmpty {
      if !terms.isEmpty, item.children.isEmpty {
        readPortsAlone(
          facts, terms, name: isNumberBelowPorts ? facts.nameBehindNumbers : nil, scope, section)
      } else {
        let name = facts.nameRest.isEmpty ? (terms.isEmpty ? facts.text : "") : facts.nameRest
        if !facts.isGeneric, facts.text.count <= 90 {
          inner = inner.inside(name.trimmingMarks.withoutColon)
        }
        if !terms.isEmpty { inner.terms = terms }
        inner.namesPorts =
          inner.namesPorts
          || terms.isEmpty && (facts.headsPorts || facts.isTransport || facts.asksForPortsBelow)
          || opens == true && facts.namesPortsBelow
        inner.ordersPorts = opens == true && facts.ordersPortsBelow
        if let direction = facts.statedDirection { inner.direction = direction }
        if let named = facts.ownTransport ?? facts.transportOfPortsBelow { inner.transport = named }
      }
      if item.children.isEmpty {
        if terms.isEmpty, readHead(of: facts, scope, section) { return }
        if terms.isEmpty, scope.ordersPorts, let port = facts.orderedPort {
          readPortsAlone(
            facts, [port], name: facts.wordsBehindPort, scope, section)
          return
        }
        if terms.isEmpty, facts.isBarePorts {
          findings.add(
            .warning, "ports-unused", line,
            "a number alone in this item may be a port, and nothing says so; it was left out")
        } else if terms.isEmpty, scope.namesPorts, facts.mayTellPorts {
          findings.add(
            .warning, "ports-not-understood", line,
            "no port could be read from this item of a list of ports")
        }
        return
      }
      let before = gathered.batches.count
      read(items: item.children, inner, section)
      // "8125/udp: statistics, on this host:" with 127.0.0.1 below: nothing took the ports.
      if !terms.isEmpty, gathered.batches.count == before, facts.beginsWithPorts {
        readPortsAlone(facts, terms, scope, section)
      }
      return
    }
    let beginsWithAddress = facts.beginsWithAddress || facts.beginsWithPorts
    let asks =
      facts.asksWhereAddressesAre || scope.namesAddresses && facts.isRemarkOnAddresses
    let leadsElsewhere = !beginsWithAddress || scope.leadsElsewhere
    let isLinkOnly =
      addresses.allSatisfy(\.isLink) && terms.isEmpty && leadsElsewhere || facts.isForPeople
    if facts.concepts.contains(.example) && !beginsWithAddress || isLinkOnly
      || !beginsWithAddress && terms.isEmpty && !asks && !facts.isShortWithAddress
        && !addresses.allSatisfy({ $0.ports != nil && !$0.isLink })
        && !(scope.isBesideRules && facts.namesApplicationBehind(addresses))
    {
      noteProse(line, "an address in this item is not an endpoint")
      if !item.children.isEmpty { read(items: item.children, inner.inside(nil), section) }
      return
    }
    for item in addresses {
      for remark in item.remarks {
        findings.add(
          TableReading.severity(of: remark), remark.code, line: item.line, quote: facts.text,
          remark.message)
      }
    }
    // "a.example" with "TCP 443" below it.
    let below = terms.isEmpty ? item.portsOfChildren : []
    if !below.isEmpty {
      add(
        endpoints(addresses, own: below, facts: facts, name: facts.nameRest, scope), section,
        line.number)
      return
    }
    // "Office (192.0.2.0/24)" with "SSH (22/tcp)" and "RDP (3389/tcp)" below it.
    let uses = terms.isEmpty ? item.usesOfPorts : []
    if !uses.isEmpty, addresses.allSatisfy({ $0.ports == nil && !$0.isLink }) {
      let around = inner.inside(facts.nameRest)
      for (use, terms) in uses {
        add(
          endpoints(addresses, own: terms, facts: use, name: use.nameRest, around),
          section, use.line ?? line.number)
      }
      return
    }
    let found = endpoints(addresses, own: terms, facts: facts, name: facts.nameRest, scope)
    if terms.isEmpty, addresses.allSatisfy({ $0.ports == nil }) { warnOfUnreadPort(facts, line) }
    if beginsWithAddress || !terms.isEmpty || !facts.protocolsWithoutPorts.isEmpty {
      add(found, section, line.number)
    } else {
      mention(found, line.number)
    }
    if !terms.isEmpty { inner.terms = terms }
    if !item.children.isEmpty { read(items: item.children, inner.inside(facts.nameRest), section) }
  }
}

extension [TextFacts] {
  /// "Clients must access the server over HTTPS.", "The default port is 6581."
  fileprivate var tellPortsOfAccess: Bool {
    zip(self, dropFirst()).contains { $0.asksForAccess && $1.tellsPort }
  }
}

extension TextFacts {
  /// "Packages come from packages.example over HTTPS", among items that tell ports.
  fileprivate func namesApplicationBehind(_ addresses: [AddressFacts.Item]) -> Bool {
    guard let last = addresses.last?.place.upperBound, !addresses.contains(where: \.isLink),
      !concepts.containsAny(of: .not, .deny, .example)
    else { return false }
    return tokens[min(last, tokens.count)...].prefix(3).contains { $0.application != nil }
  }

  /// "The collector reaches the hosts on TCP 443:", "Open the following ports:", "Do not open these ports:"
  var introducesEndpoints: Bool {
    saysPorts || asksForPortsBelow || asksForAddressesBelow || isTakenBack || shutsWhatFollows
  }

  /// "ICMP", "GRE (protocol 47)", "ESP for the tunnel": a protocol that has no ports.
  fileprivate var protocolWithoutPorts: IPProtocol? {
    let named = tokens.compactMap(\.transport)
    guard named.count == 1, !named[0].hasPorts, leftoverWords.count <= 5,
      tokens.first?.transport != nil
    else { return nil }
    return named[0]
  }

  /// "RabbitMQ Ports (three nodes need no TLS)": a name for the ports in the items below it.
  fileprivate var headsPorts: Bool {
    let words = tokens.prefix { !$0.isSign("(") }
    return words.count <= 6 && !saysPorts
      && words.contains { $0.concepts.contains(.port) }
      && !words.contains { $0.concepts.containsAny(of: .address, .host, .source, .not) }
  }
}

extension Outline.Item {
  /// "Malware communicated to: a.example"
  fileprivate var tellsOfMalware: Bool {
    let label = lines.text.prefix(16).lowercased()
    return ["malware comm", "malware cont", "malware conn", "c2 server", "c2 domain"].contains(
      where: label.hasPrefix)
  }
}

extension [Outline.Item] {
  /// "6789", "6800-7300": nothing but numbers that may be ports.
  var areBarePorts: Bool {
    count > 1
      && allSatisfy { item in
        let facts = TextFacts(item.lines)
        return item.children.isEmpty && facts.isNumbers
          && facts.tokens.allSatisfy { $0.number.map { $0 >= 20 } ?? true }
      }
  }

  /// The place of "Protocol: TCP" among items of which no other names a protocol, and which are no records.
  fileprivate var placeOfProtocol: Int? {
    guard count > 2, allSatisfy({ $0.children.isEmpty }) else { return nil }
    // Most lists are no such record, and end this at their second item.
    var found: (place: Int, facts: TextFacts)?
    var addresses = 0
    var allows = false
    for (place, item) in enumerated() {
      let facts = TextFacts(item.lines)
      if facts.namesTransport {
        if found != nil { return nil }
        found = (place, facts)
      }
      if facts.holdsAddress { addresses += 1 }
      if addresses > 1 { return nil }
      allows = allows || facts.beginsByAllowing
    }
    guard let (place, facts) = found, place > 0, allows, addresses == 1,
      facts.tokens.first?.concepts.contains(.transportProtocol) ?? false,
      facts.tokens.dropFirst().allSatisfy({ !$0.isWord || $0.transport != nil })
    else { return nil }
    return place
  }
}

extension [Outline.Item] {
  /// The items, where one that ends in a colon has the bare addresses below it as its own: "443 for
  /// the balancer. Its addresses:", "192.0.2.1", "192.0.2.2".
  fileprivate var withWhatTheyIntroduce: [Outline.Item] {
    guard count > 2, contains(where: \.isIntroduction) else { return self }
    var items: [Outline.Item] = []
    var parent: Outline.Item?
    for item in self {
      if let parent, item.children.isEmpty, item.lines.allSatisfy(\.isBareAddresses) {
        parent.children.append(item)
        continue
      }
      parent = item.isIntroduction ? item.copy : nil
      items.append(parent ?? item)
    }
    return items
  }
}

extension Outline.Item {
  /// Whether it holds an address or ports.
  var statesFacts: Bool {
    let facts = TextFacts(lines)
    return facts.holdsAddress || facts.saysPorts
  }

  /// Whether it states ports, alone or with the items inside it.
  var statesPorts: Bool { TextFacts(lines).saysPorts || children.contains(where: \.statesPorts) }

  /// The ports of the items below it, if they are nothing but ports.
  fileprivate var portsOfChildren: [PortTerm] {
    var terms: [PortTerm] = []
    for child in children {
      let facts = TextFacts(child.lines)
      if child.children.isEmpty, facts.isOnlyPorts || facts.isBarePorts {
        terms += facts.isBarePorts ? facts.cellPorts.stated : facts.textPorts.stated
        continue
      }
      // "UDP" with "3478" below it.
      let below = child.children.map { TextFacts($0.lines) }
      guard facts.isTransport, let transport = facts.transport ?? nil, !below.isEmpty,
        child.children.allSatisfy(\.children.isEmpty), below.allSatisfy(\.isBarePorts)
      else { return [] }
      terms += below.flatMap(\.cellPorts.stated).map {
        PortTerm(transport: transport, ports: $0.ports)
      }
    }
    return terms
  }

  /// The items below it, if each tells in a few words what some ports are for.
  fileprivate var usesOfPorts: [(facts: TextFacts, terms: [PortTerm])] {
    let facts = children.map { TextFacts($0.lines) }
    // "in: 25, 587"
    let terms = facts.map { $0.statedPorts.isEmpty ? $0.labelledPlainPorts : $0.statedPorts }
    let areUses = zip(children, zip(facts, terms)).allSatisfy { child, told in
      let (facts, terms) = told
      guard child.children.isEmpty, !facts.holdsAddress, facts.addresses.problems.isEmpty else {
        return false
      }
      // "not RDP" opens nothing.
      if terms.isEmpty { return !facts.tokens.contains(where: \.isNumber) }
      return facts.leftoverWords.count <= 8 && !facts.isTakenBack && !facts.mayBeExample
        && !facts.textPorts.excepts && !facts.concepts.containsAny(of: .not, .deny, .source)
    }
    return areUses ? Array(zip(facts, terms)).filter { !$0.1.isEmpty } : []
  }

  fileprivate var isIntroduction: Bool {
    children.isEmpty && (lines.text.hasSuffix(":") || lines.text.hasSuffix("："))
      && !TextFacts(lines).holdsAddress
  }

  fileprivate var copy: Outline.Item {
    let copy = Outline.Item(lines: lines, depth: depth)
    copy.children = children
    return copy
  }
}

extension [PortTerm] {
  /// Whether all numbers of the others are among its own: then it tells them with their protocol.
  fileprivate func cover(_ others: [PortTerm]) -> Bool {
    func ranges(_ terms: [PortTerm]) -> [ClosedRange<UInt16>] {
      terms.flatMap { term -> [ClosedRange<UInt16>] in
        if case .numbers(let set)? = term.ports { set.ranges } else { [] }
      }
    }
    let own = ranges(self)
    return ranges(others).allSatisfy { range in
      own.contains { $0.lowerBound <= range.lowerBound && range.upperBound <= $0.upperBound }
    }
  }
}
