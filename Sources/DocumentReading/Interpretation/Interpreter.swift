import EndpointModel

/// Walks a document's outline and reads endpoints from its tables, lists and sentences.
struct Interpreter {
  let prose: Prose
  var findings = Findings()
  /// The endpoints of each table, list or sentence, in order.
  private(set) var parts: [StatedCountCheck.Part] = []
  /// How each table was understood, for people.
  var tables: [TableUnderstanding] = []

  /// The lines of lists and tables that one finding leaves out as a whole.
  private(set) var leftOutLines: [ClosedRange<Int>] = []

  var gathered = Gathered()
  var sectionCount = 0
  /// The layout that it is read with.
  let layout: LayoutFitting?

  /// - Parameter isData: whether it is a data file, where a blank cell means no value.
  init(_ blocks: [Block], prose: Prose, isData: Bool = false, layout: Layout? = nil) {
    self.prose = prose
    self.layout = layout.map { LayoutFitting($0) }
    var scope = Scope()
    scope.title = prose.title
    scope.direction = prose.direction
    scope.customerRoles = prose.customerRoles
    scope.isData = isData
    let outline = Outline(blocks.withSlavicAnd)
    self.layout?.lay(outline.root)
    read(outline.root, scope, section: 0)
    gathered.settle(transport: prose.portTransport, byDefault: prose.defaultTransport)
    gathered.tellOfTakenBack()
    gathered.tellOfLeftOutAddresses()
    for finding in gathered.findings.all { findings.add(finding) }
    applyLayout()
    parts = gathered.batches.filter { !$0.endpoints.isEmpty }
      .map { StatedCountCheck.Part(line: $0.line, endpoints: $0.endpoints) }
  }

  // MARK: Sections

  /// What is kept while one section is read.
  struct State {
    var scope: Scope
    var section: Int
    /// Short lines that name what follows, as headings do.
    var labels: [String] = []
    var labelRun = 0
    /// Ports of a sentence that waits for the table or list that it introduces.
    var statement: Statement?
    /// The batches of the last element.
    var last: Range<Int>?
    /// What the last line of ports was given to, as it was before.
    struct Given {
      var line: Int
      let batches: [Gathered.Batch]
    }
    var given: Given?
    /// The batches of the addresses right above, with nothing but blank lines between them.
    var addressRun: Range<Int>?
    /// The same, for the words right below them.
    var addressesAbove: Range<Int>?
    /// The addresses of the commands and settings right above.
    var commanded: Set<EndpointAddress> = []
    /// Whether the last heading or label said that what follows is not to be used.
    var isTakenBack = false
    /// Whether its words may have been misread.
    var isDoubtful = false
    /// Whether the last label said that ports follow.
    var namesPorts = false
    /// Whether the last label orders to open the ports that follow.
    var ordersPorts = false
    /// Whether the last sentence is the question which ports are to be opened.
    var asksWhichPorts = false
    /// Whether the last sentence asks to allow the addresses that follow.
    var namesAddresses = false
    /// Whether lines above were rows of addresses and ports.
    var readsRows = false
    /// The sentence that introduces what follows, for want of any other name.
    var introduction: String?
    /// The last line above a list of nothing but ports.
    var lineAbovePorts: Int?

    /// The scope of the next element.
    var inner: Scope {
      var inner = scope
      inner.names += labels
      if inner.names.isEmpty, let introduction { inner.names = [introduction] }
      if let statement, !statement.terms.isEmpty { inner.terms = statement.terms }
      if let direction = statement?.direction { inner.direction = direction }
      if let transport = statement?.transport { inner.transport = inner.transport ?? transport }
      inner.isTakenBack = scope.isTakenBack || isTakenBack
      inner.isDoubtful = scope.isDoubtful || isTakenBack && isDoubtful
      inner.namesPorts = scope.namesPorts || namesPorts
      inner.ordersPorts = ordersPorts
      inner.namesAddresses = namesAddresses
      return inner
    }
  }

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
    for inner in section.sections {
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

  mutating func read(_ element: Outline.Element, _ state: inout State) {
    switch element {
    case .paragraph(let lines):
      if readAsTold(lines, &state) { return }
      readParagraph(lines, &state)
    case .list(let items):
      state.addressRun = nil
      readList(items, state.inner, state.section, &state)
      state.labelRun = 0
      state.commanded = []
    case .table(let table):
      state.addressRun = nil
      readTable(table, &state)
      state.labelRun = 0
      state.commanded = []
    case .code(let lines):
      state.addressRun = nil
      readCode(lines, &state)
      state.labelRun = 0
    }
  }

  mutating func add(
    _ endpoints: [Endpoint], _ section: Int, _ line: Int, isProse: Bool = false,
    isAllowed: Bool = false
  ) {
    let endpoints = asTold(withoutLoopback(endpoints), line)
    if endpoints.isEmpty { return }
    // What a person tells of a row is no mere mention of what stands elsewhere.
    let isTaken = layout?.isTaken ?? false || layout?.meaning != nil
    var batch = Gathered.Batch(
      endpoints: endpoints, section: section, line: line, isProse: isProse && !isTaken,
      isAllowed: isAllowed || isTaken)
    batch.introductions = gathered.introductions
    batch.part = layout?.current
    gathered.batches.append(batch)
  }

  /// No firewall stands between a machine and itself; a list of nothing but addresses is kept as it is.
  private mutating func withoutLoopback(_ endpoints: [Endpoint]) -> [Endpoint] {
    endpoints.filter { endpoint in
      guard let address = endpoint.address, address.isLoopback, endpoint.ports != nil else {
        return true
      }
      findings.add(
        .note, "address-no-far-end", line: endpoint.line, quote: address.description,
        "an address of the machine itself, a mask or a reserved address is not an endpoint")
      return false
    }
  }

  /// Notes what an element contributed: a sentence below it may refer to it, and the ports of a
  /// sentence above it are used.
  func take(since before: Int, _ state: inout State) {
    if gathered.batches.count == before { return }
    state.last = before..<gathered.batches.count
    // "TCP port 443", above an item that mentions port 80, is still to be told.
    let isOfPorts = gathered.batches[before...].allSatisfy { $0.isOfPorts && $0.isProse }
    if isOfPorts, let statement = state.statement, !statement.terms.isEmpty { return }
    // "Open the ports 6030, 6031 and 6248:", above a table that has only some of them.
    if let statement = state.statement, statement.asks {
      let placed = Gathered.PlacedPorts(of: gathered.batches[before...])
      let areAll = statement.terms.allSatisfy { term in
        if case .numbers(let set)? = term.ports { placed.holds(set) } else { true }
      }
      if !areAll { return }
    }
    state.statement?.isUsed = true
  }

  /// Notes that a finding tells of all these lines.
  mutating func leaveOut(_ lines: [SourceLine], _ scope: Scope) {
    if scope.isDoubtful {
      tellOfDoubt(lines)
    } else {
      leaveOut(lines)
    }
  }

  /// Tells each line of what is left out by words that may have been misread: none is lost without a word.
  mutating func tellOfDoubt(_ lines: [SourceLine]) {
    var told: Int?
    for line in lines where line.number != told {
      let facts = TextFacts([line])
      guard facts.holdsAddress || facts.tokens.contains(where: \.isNumber) else { continue }
      told = line.number
      findings.add(
        .warning, "denial-doubtful", line: line.number, quote: facts.text.abridged(to: 200),
        "the words above this line deny twice, or both open and shut; it was left out: check it")
    }
  }

  mutating func leaveOut(_ lines: [SourceLine]) {
    guard let first = lines.first?.number, let last = lines.last?.number, first <= last else {
      return
    }
    leftOutLines.append(first...last)
  }

  // MARK: Tables

  mutating func readTable(_ table: Table, _ state: inout State) {
    var scope = state.inner
    var table = table
    table.told = layout?.toldColumns
    let isTaken = layout?.isTaken ?? false
    if !table.caption.isEmpty {
      let caption = TextFacts(table.caption)
      if let direction = caption.statedDirection { scope.direction = direction }
      let terms = caption.textPorts.stated
      if !terms.isEmpty {
        scope.terms = terms
      } else if let named = caption.transportOfWhatFollows {
        scope.transport = named
      }
      if caption.shutsBelow {
        scope.isTakenBack = true
        scope.isDoubtful = scope.isDoubtful || caption.isDoubtfulDenial
      }
      if !caption.isGeneric { scope.names.append(caption.text) }
    }
    // Rows that say themselves what is allowed need no words above them.
    if scope.isTakenBack, table.allowsByRows { scope.isTakenBack = false }
    if scope.isTakenBack, !isTaken {
      findings.add(
        .note, "table-forbidden", line: table.rows.first?.line, quote: scope.names.last,
        "the words above this table say not to use it; it was left out")
      leaveOut(table.lines, scope)
      return
    }
    if let name = scope.names.last, TextFacts(name, line: 1).isForFinding, !table.statesPorts,
      !isTaken
    {
      findings.add(
        .note, "table-left-alone", line: table.rows.first?.line, quote: name,
        "the section tells how to find something out; its table is not an allowlist")
      leaveOut(table.lines)
      return
    }
    let reading = TableReading(table, scope: scope, isData: scope.isData)
    for finding in reading.findings.all { findings.add(finding) }
    note(reading, scope)
    gathered.passedOver += reading.passedOver
    if reading.isOfOtherKind { leaveOut(table.lines) }
    if reading.endpoints.isEmpty { return }
    if table.isIrregular {
      findings.add(
        .warning, "table-irregular", line: table.rows.last?.line, quote: nil,
        "cells that stand below each other do not fill the rows of a table; check what is around here"
      )
    }
    let before = gathered.batches.count
    let endpoints = reading.endpoints.map { scope.terms.transported($0) }
    add(
      endpoints, state.section, table.rows.first?.line ?? 0, isProse: reading.isOfOrders,
      isAllowed: reading.isOfOrders)
    if gathered.batches.count == before { return }
    gathered.batches[before].isNamedTable = reading.endpoints.contains { $0.service != nil }
    gathered.batches[before].tellsBothEnds = reading.tellsBothEnds
    take(since: before, &state)
  }
}

extension Outline.Section {
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

extension Scope {
  /// "A list of the ports can be found here": links below lead to pages.
  var leadsElsewhere: Bool {
    guard let name = names.last?.lowercased() else { return false }
    return SentenceWords.elsewhere.contains { name.contains($0) }
  }

  /// Whether the surrounding headings and labels, or the title, name ports.
  var isAboutPorts: Bool {
    ([title].compactMap { $0 } + names + labels).contains {
      Lexicon.concepts(in: $0).contains(.port)
    }
  }
}

extension EndpointAddress {
  /// Loopback, a mask or another reserved address of IPv4 (RFC 1112 section 4, RFC 791 section
  /// 3.2), a link-local address of IPv6 (RFC 4291 section 2.5.6), or the address on which a
  /// program listens everywhere: not a far end.
  var isNoFarEnd: Bool {
    guard let range,
      range.first == range.last || range.first.family == .v4 && range.first.number >> 24 == 127
    else { return false }
    let number = range.first.number
    return range.first.family == .v4
      ? number >> 24 == 0 || number >> 24 == 127 || number >> 28 == 15
      : number <= 1 || number >> 118 == 0x3FA
  }
}

extension String {
  /// "Listening on 127.0.0.1": not "forwarded to 127.0.0.1", "on 127.0.0.1 and all other interfaces".
  var saysItListensHere: Bool {
    let lower = lowercased()
    return [
      "listen", "bound", "binds", "lausch", "gebunden", "écout", "escuch", "ascolt", "luister",
      "nasłuch", "naslouch", "слуша", "lyssn", "待ち受け", "监听", "監聽", "수신 대기",
    ].contains { lower.contains($0) }
      && ![" all ", " other", " not ", "forward"].contains { lower.contains($0) }
  }
}

extension EndpointAddress {
  /// Of the machine itself (RFC 1122 section 3.2.1.3, RFC 4291 section 2.5.3).
  var isLoopback: Bool {
    guard let range else { return false }
    return range.first.family == .v4
      ? range.first.number >> 24 == 127 && range.last.number >> 24 == 127
      : range.first.number == 1 && range.last.number == 1
  }
}

extension EndpointAddress {
  /// One address that is no far end, and not a block of them.
  var isOfNoMachine: Bool { isNoFarEnd && range?.first == range?.last }

  /// "0.0.0.0", "::" (RFC 4291 section 2.5.2), and not all addresses.
  var isUnspecified: Bool {
    guard let range else { return false }
    return range.first == range.last && range.first.number == 0
  }
}

extension Outline.Item {
  /// The first line, if it names what the others tell: it ends where the next word would still have
  /// fitted, and holds nothing itself.
  var titleLine: SourceLine? {
    guard lines.count >= 2, let first = lines.first,
      let word = lines[1].text.trimmed.split(separator: " ").first,
      word.first?.isUppercase ?? false, first.text.count <= 60,
      !".,;-–(".contains(first.text.trimmed.last ?? "."),
      let longest = lines.dropFirst().map(\.text.count).max(),
      first.text.count + word.count + 10 < longest
    else { return nil }
    let facts = TextFacts([first])
    let rest = TextFacts(Array(lines.dropFirst()))
    guard !facts.holdsAddress, !facts.saysPorts, !facts.tokens.contains(where: \.isNumber),
      facts.addresses.problems.isEmpty, rest.saysPorts || rest.holdsAddress
    else { return nil }
    return first
  }

  /// Its lines, and those of the items inside it.
  var allLines: [SourceLine] { lines + children.flatMap(\.allLines) }

  /// Whether it or an item inside it holds an address.
  var holdsAddress: Bool {
    TextFacts(lines).holdsAddress || children.contains { $0.holdsAddress }
  }
}

extension Table {
  var lines: [SourceLine] { rows.flatMap { $0.cells.flatMap(\.lines) } }

  /// Whether a column says of each row if it is allowed, and some are.
  fileprivate var allowsByRows: Bool {
    let header = rows.first?.cells.map { TextFacts($0.lines) } ?? []
    guard let headers = headerRowCount, headers > 0,
      let action = header.firstIndex(where: { $0.concepts.contains(.action) })
    else { return false }
    let verdicts = rows.dropFirst(headers).map { row -> Bool? in
      action < row.cells.count ? TextFacts(row.cells[action].lines).verdict : nil
    }
    return !verdicts.isEmpty && verdicts.allSatisfy { $0 != nil } && verdicts.contains(true)
  }

  /// Whether one of the first rows names ports, as a header does.
  fileprivate var statesPorts: Bool {
    rows.prefix(3).contains { row in
      row.cells.contains { TextFacts($0.lines).concepts.contains(.port) }
    }
  }
}

extension [SourceLine] {
  /// The lines as one, with the number of the first.
  var joinedLine: SourceLine { SourceLine(number: first?.number ?? 0, text: text) }
}

extension SourceLine {
  var withoutColon: SourceLine { SourceLine(number: number, text: text.withoutColon) }

  var isBareAddresses: Bool { TextFacts([self]).isBareAddresses }
}

extension TextFacts {
  /// The protocol of what follows a heading or caption: "TCP", "Required UDP ports".
  fileprivate var transportOfWhatFollows: IPProtocol? {
    guard let named = tokens.lazy.compactMap(\.transport).joined,
      isTransport || tokens.count <= 4
        // "TCP and UDP ports of the cloud" does not say which is which.
        || concepts.contains(.port) && !holdsAddress && named != .tcpAndUDP
    else { return nil }
    return named
  }

  /// "Ports for a.example": a heading of one address and words that say that its ports follow.
  fileprivate var isPortsOfAddress: Bool {
    addresses.items.count == 1 && concepts.contains(.port) && !saysPorts && tokens.count <= 8
      && !concepts.containsAny(of: .own, .source, .not, .example)
  }

  /// "Web server (203.0.113.5)", "Relay: 203.0.113.6": a heading of what is named and its address.
  var endsInItsAddress: Bool {
    guard addresses.items.count == 1, let item = addresses.items.first, item.address.range != nil,
      !saysPorts, tokens.count <= 10, item.place.lowerBound > 0,
      tokens[item.place.upperBound...].allSatisfy({
        $0.isSign(")") || $0.isSign("]") || $0.isSign(":")
      })
    else { return false }
    let before = tokens[item.place.lowerBound - 1]
    return "([:-–".contains(where: before.isSign)
      && !concepts.containsAny(of: .own, .source, .not, .example)
  }

  /// "Server a.example:": one address and what it is called.
  var isNamedHost: Bool {
    let words = tokens.filter(\.isWord)
    return addresses.items.count == 1 && !saysPorts && (1...2).contains(words.count)
      && words.allSatisfy { $0.concepts.containsAny(of: .host, .address, .destination) }
  }

  /// Nothing but addresses and what separates them; at least one.
  var isBareAddresses: Bool {
    isBareLine || !addresses.problems.isEmpty && leftoverWords.isEmpty
  }
}
