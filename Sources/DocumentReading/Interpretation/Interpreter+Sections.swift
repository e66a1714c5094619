import EndpointModel

/// Sections: what a heading says of what stands below it, and of the sections inside.
extension Interpreter {
  mutating func read(_ section: Outline.Section, _ outer: Scope, section outerID: Int) {
    var scope = outer
    var id = outerID
    let heading = section.heading.isEmpty ? nil : TextFacts(section.heading)
    if let heading {
      let isTitle = heading.text == prose.titleHeading
      if !heading.isGeneric {
        sectionCount += 1
        id = sectionCount
      }
      apply(heading, isTitle: isTitle, to: &scope)
    }
    var state = State(scope: scope, section: id)
    if let heading, heading.isOfExampleSetup, !section.asksForSomething {
      state.scope.isTakenBack = true
    }
    let before = gathered.batches.count
    for (place, element) in section.elements.enumerated() {
      let element = element.withNotes(below: section.elements.dropFirst(place + 1))
      enter(section.places.isEmpty ? nil : section.places[place], &state)
      let next = place + 1 < section.elements.count ? section.elements[place + 1] : nil
      state.lineAbovePorts = next?.isListOfPorts ?? false ? element.lastLines.last?.number : nil
      let namesPorts = state.namesPorts
      if case .list = element, next?.asksForPortsAbove ?? false { state.namesPorts = true }
      // "2. Open the following ports:" above a listing of them, which ends what the item announces.
      let isAnnounced =
        element.isCode && place > 0 && section.elements[place - 1].endsInItemForPorts
      if isAnnounced { state.namesPorts = true }
      // "2. Open the following UDP ports:" above a table is a line above it like any other.
      if case .list(let items) = element, next?.isTable ?? false, let line = items.lineForTable {
        let rest = items.without(lastLine: line)
        if !rest.isEmpty { read(.list(rest), &state) }
        read(.paragraph([line]), &state)
        if let direction = TextFacts([line]).statedDirection { state.scope.direction = direction }
        continue
      }
      read(element, &state)
      if element.isList || isAnnounced { state.namesPorts = namesPorts }
      // What follows "The attack involved these addresses:" is for no allowlist.
      if case .paragraph(let lines) = element, lines.text.introducesAttackers {
        state.scope.isTakenBack = true
        scope.isTakenBack = true
      }
    }
    var inside = section.sections
    // "## Open these ports:" above "### 443 – HTTPS", "### 3478/UDP – TURN"
    if let items = section.headingsOfPorts, state.inner.namesPorts {
      read(.list(items), &state)
      inside = []
    }
    let handedDown = statementForSections(of: section, state)
    if let handedDown {
      state.statement = nil
    }
    conclude(&state)
    if let heading {
      give(toAddressesOf: heading, since: before, scope)
      noteAddresses(of: heading, since: before)
    }
    scope.direction = state.scope.direction
    let start = gathered.batches.count
    let own = scope.terms
    for inner in inside {
      if let handedDown { scope.terms = inner.isAside ? outer.terms : handedDown.terms }
      read(inner, scope, section: id)
    }
    scope.terms = own
    if let handedDown,
      !gathered.batches[start...].contains(where: { $0.hasPorts(handedDown.terms) })
    {
      tellOfNoTakers(handedDown)
    }
  }

  /// "Allow the following hosts (all over HTTPS, port 443).", above nothing but smaller headings: its ports are
  /// for the addresses below them.
  private func statementForSections(of section: Outline.Section, _ state: State) -> Statement? {
    guard let statement = state.statement, !statement.isUsed, !section.sections.isEmpty,
      !state.inner.isTakenBack,
      !statement.terms.isEmpty, statement.pointsBelow,
      section.elements.last?.lastLines.contains(where: { $0.number == statement.line.number })
        ?? false
    else { return nil }
    return statement
  }

  /// Notes addresses of a heading that nothing below it has taken.
  private mutating func noteAddresses(of heading: TextFacts, since start: Int) {
    guard heading.holdsAddress else { return }
    let read = Set(gathered.batches[start...].lazy.flatMap(\.endpoints).compactMap(\.address))
    if !heading.addresses.items.allSatisfy({ read.contains($0.address) }) {
      noteProse(heading.lines[0], "an address in a heading is not an endpoint")
    }
  }

  func apply(_ heading: TextFacts, isTitle: Bool, to scope: inout Scope) {
    scope.namesPorts =
      heading.namesPorts || !isTitle && (heading.asksForPortsBelow || heading.namesPortsBelow)
    if !isTitle, !heading.isGeneric || scope.names.isEmpty { scope.names.append(heading.text) }
    if let direction = heading.statedDirection {
      scope.direction = direction
    } else if scope.direction == .inbound && heading.concepts.contains(.egress)
      || scope.direction == .outbound && heading.concepts.contains(.ingress)
    {
      // Whose egress, is not said; the words above are about something else.
      scope.direction = nil
    }
    let terms = heading.textPorts.stated
    if !terms.isEmpty {
      scope.terms = terms
    } else if let named = heading.transportOfWhatFollows {
      scope.transport = named
    }
    if heading.text.speaksOfAttacks
      || (isTitle
        ? heading.shutsWhatFollows : heading.shutsBelow && !heading.tellsOfProblem)
    {
      scope.isTakenBack = true
      scope.isDoubtful = scope.isDoubtful || heading.isDoubtfulDenial
    }
  }

  /// "## a.example" above nothing but ports: they are those of the heading's addresses.
  private mutating func give(
    toAddressesOf heading: TextFacts, since start: Int, _ scope: Scope
  ) {
    guard
      heading.isBareAddresses || heading.isPortsOfAddress || heading.endsInItsAddress
        || heading.isNameWithAddress,
      !scope.isTakenBack,
      start < gathered.batches.count
    else { return }
    if heading.isBareAddresses, gathered.batches.count == start + 1,
      !gathered.batches[start].isOfPorts
    {
      giveRecord(toNamesOf: heading, start)
      return
    }
    guard gathered.batches[start...].allSatisfy(\.isOfPorts) else { return }
    for place in gathered.batches.indices[start...] {
      gathered.batches[place].endpoints = gathered.batches[place].endpoints.flatMap { endpoint in
        heading.addresses.items.map { item in
          var endpoint = endpoint
          endpoint.written = item.written
          return endpoint
        }
      }
    }
  }

  /// "## a.example" above a record with the addresses of this name: its ports are those of the name.
  private mutating func giveRecord(toNamesOf heading: TextFacts, _ place: Int) {
    let own = gathered.batches[place].endpoints
    let names = heading.addresses.items.filter { $0.address.range == nil }
    guard let first = own.first?.address, let range = first.range, range.first == range.last,
      own.allSatisfy({ $0.ports != nil && $0.address == first && $0.direction != .inbound })
    else { return }
    for endpoint in own where endpoint.address == first {
      for name in names {
        var endpoint = endpoint
        endpoint.written = name.written
        gathered.batches[place].endpoints.append(endpoint)
      }
    }
  }
}

extension Outline.Section {
  /// The headings inside as items, if each begins with a port and nothing stands below it.
  fileprivate var headingsOfPorts: [Outline.Item]? {
    guard sections.count > 1,
      sections.allSatisfy({ inner in
        guard inner.elements.isEmpty, inner.sections.isEmpty, !inner.heading.isEmpty else {
          return false
        }
        let facts = TextFacts(inner.heading)
        return facts.isNumberedPort || facts.beginsWithPorts
      })
    else { return nil }
    return sections.map { Outline.Item(lines: $0.heading, depth: 0) }
  }

  /// "Support", "Links"
  fileprivate var isAside: Bool {
    TextFacts(heading).tokens.contains { HeadingWords.asides.contains($0.lower) }
  }

  /// Whether a line of its own names ports or a firewall, or asks to allow something.
  fileprivate var asksForSomething: Bool {
    elements.contains { element in
      !element.isCode
        && element.allLines.contains { line in
          let facts = TextFacts([line])
          return facts.text.namesFirewall || facts.concepts.contains(.port)
            || facts.textPorts.terms.contains { $0.ports != nil }
            || facts.clauses.joined().contains(where: \.ordersOpening)
        }
    }
  }
}

extension TextFacts {
  /// "Ports for a.example": a heading of one address and words that say that its ports follow.
  fileprivate var isPortsOfAddress: Bool {
    addresses.items.count == 1 && concepts.contains(.port) && !saysPorts && tokens.count <= 8
      && !concepts.containsAny(of: .own, .source, .not, .example)
  }
}
