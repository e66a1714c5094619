import EndpointModel

/// Walks a document's outline and reads endpoints from its tables, lists and sentences.
struct Interpreter {
  private let prose: Prose
  private(set) var findings = Findings()
  /// What each table, list or sentence gave, in order.
  private(set) var parts: [StatedCountCheck.Part] = []
  /// What was understood of each table, for people.
  private(set) var tables: [TableUnderstanding] = []

  /// What was read, in the order of the document, with the section that it stands in.
  private var batches: [Batch] = []
  /// Endpoints of sentences, which may repeat what tables and lists say.
  private var mentioned: [(endpoint: Endpoint, place: Int)] = []
  private var sectionCount = 0
  /// Ports of tables from which nothing was read.
  private var passedOver: [TableReading.PassedOver] = []

  private struct Batch {
    var endpoints: [Endpoint]
    let section: Int
    let line: Int
    /// Whether it comes from running text, which may repeat what tables and lists say.
    var isProse = false
    /// Whether it is a table whose rows have names: each is a rule of its own.
    var isNamedTable = false
    /// Whether a sentence asks in so many words to allow it.
    var isAllowed = false
    /// Whether it is a listing, which may repeat what tables and lists say.
    var isListing = false
    var hasAddresses: Bool { endpoints.contains { $0.address != nil } }
    /// Addresses of which nothing says the ports.
    var lacksPorts: Bool {
      hasAddresses && endpoints.allSatisfy { $0.ports == nil && ($0.transport?.hasPorts ?? true) }
    }
    var isOfPorts: Bool { !endpoints.isEmpty && endpoints.allSatisfy { $0.address == nil } }
  }

  /// - Parameter isData: whether it is a data file, where a blank cell is a blank.
  init(_ blocks: [Block], prose: Prose, isData: Bool = false) {
    self.prose = prose
    var scope = Scope()
    scope.title = prose.title
    scope.direction = prose.direction
    scope.customerRoles = prose.customerRoles
    scope.isData = isData
    read(Outline(blocks).root, scope, section: 0)
    dropRepeatedListings()
    joinApartPorts()
    addMentioned()
    dropDescribedPorts()
    dropMerelyNamedPorts()
    warnOfUnusedPorts()
    warnOfPassedOver()
    completeTransports()
    parts = batches.filter { !$0.endpoints.isEmpty }
      .map { StatedCountCheck.Part(line: $0.line, endpoints: $0.endpoints) }
  }

  // MARK: What is left

  /// How much was found and not understood, by which readings of one text in several formats are
  /// compared.
  var leftOver: Int {
    findings.all.count { $0.severity == .error || $0.code == "ports-unused" }
  }

  /// Whether something was found that the words say not to open.
  var shuts: Bool {
    findings.all.contains { ["table-forbidden", "taken-back"].contains($0.code) }
  }

  /// Whether it understood more lines than another reading of the same text, and did not smear
  /// the facts of several lines over each other.
  func reads(moreThan other: Interpreter) -> Bool {
    if other.count == 0 { return count > 0 }
    func lines(_ reading: Interpreter) -> Int {
      Set(reading.parts.lazy.flatMap(\.endpoints).map(\.line)).count
    }
    // What one reading found denied, no other may open.
    func denied(_ reading: Interpreter) -> Int {
      reading.findings.all.count {
        ["row-denied", "table-forbidden", "taken-back"].contains($0.code)
      }
    }
    let (mine, others) = (lines(self), lines(other))
    return denied(self) >= denied(other) && leftOver < other.leftOver && mine > others
      && count * others * 2 <= other.count * mine * 3
  }

  /// How many endpoints there are.
  var count: Int { parts.reduce(0) { $0 + $1.endpoints.count } }

  // MARK: Sections

  /// What the walk through one section keeps.
  private struct State {
    var scope: Scope
    var section: Int
    /// Short lines that name what follows, as headings do.
    var labels: [String] = []
    var labelRun = 0
    /// Ports of a sentence that waits for the table or list that it introduces.
    var statement: Statement?
    /// The batches that the last element gave.
    var last: Range<Int>?
    /// The addresses of the commands and settings right above.
    var commanded: Set<EndpointAddress> = []
    /// Whether the last heading or label said that what follows is past.
    var isTakenBack = false
    /// Whether the last label said that what follows are ports.
    var namesPorts = false

    /// The scope of the next element.
    var inner: Scope {
      var inner = scope
      inner.names += labels
      if let statement, !statement.terms.isEmpty { inner.terms = statement.terms }
      if let direction = statement?.direction { inner.direction = direction }
      if let transport = statement?.transport { inner.transport = inner.transport ?? transport }
      inner.isTakenBack = scope.isTakenBack || isTakenBack
      inner.namesPorts = scope.namesPorts || namesPorts
      return inner
    }
  }

  private struct Statement {
    let terms: [PortTerm]
    let transport: IPProtocol?
    let direction: Direction?
    let line: SourceLine
    let asks: Bool
    var allows = false
    var isSentence = false
    var isUsed = false
  }

  private mutating func read(_ section: Outline.Section, _ outer: Scope, section outerID: Int) {
    var scope = outer
    var id = outerID
    if !section.heading.isEmpty {
      let facts = TextFacts(section.heading)
      let isTitle = facts.text == prose.titleHeading
      if !facts.isGeneric || scope.names.isEmpty && !isTitle {
        sectionCount += 1
        id = sectionCount
      }
      apply(facts, isTitle: isTitle, to: &scope)
    }
    var state = State(scope: scope, section: id)
    for element in section.elements { read(element, &state) }
    conclude(&state)
    scope.direction = state.scope.direction
    for inner in section.sections { read(inner, scope, section: id) }
  }

  private func apply(_ heading: TextFacts, isTitle: Bool, to scope: inout Scope) {
    scope.namesPorts = heading.namesPorts
    if !isTitle, !heading.isGeneric || scope.names.isEmpty { scope.names.append(heading.text) }
    if let direction = heading.statedDirection { scope.direction = direction }
    let terms = heading.textPorts.terms.filter { $0.ports != nil }
    if !terms.isEmpty {
      scope.terms = terms
    } else if let named = heading.tokens.compactMap(\.transport).first,
      heading.isTransport || heading.tokens.count <= 4
        || heading.concepts.contains(.port) && !heading.holdsAddress
    {
      scope.transport = heading.tokens.compactMap(\.transport).reduce(named) { $0.joined(with: $1) }
    }
    if heading.isTakenBack && !isTitle || heading.shutsWhatFollows { scope.isTakenBack = true }
  }

  private mutating func read(_ element: Outline.Element, _ state: inout State) {
    switch element {
    case .paragraph(let lines): readParagraph(lines, &state)
    case .list(let items):
      readList(items, state.inner, state.section, &state)
      state.labelRun = 0
      state.commanded = []
    case .table(let table):
      readTable(table, &state)
      state.labelRun = 0
      state.commanded = []
    case .code(let lines):
      readCode(lines, &state)
      state.labelRun = 0
    }
  }

  /// What a sentence said of ports that nothing took.
  private mutating func conclude(_ state: inout State) {
    guard let statement = state.statement, !statement.isUsed else { return }
    state.statement = nil
    guard statement.asks else {
      // A label says it of what follows; a sentence should have been used.
      if statement.isSentence {
        findings.add(
          .note, "ports-named", statement.line, "ports in this sentence belong to no endpoint")
      }
      return
    }
    // "All ports named below" are none of their own.
    if statement.terms.allSatisfy({ $0.ports == .any && $0.transport == nil }) { return }
    let names = state.scope.names + state.labels
    guard
      names.contains(where: \.isAboutFirewalls) || statement.line.text.namesFirewall
        || statement.direction != nil && statement.terms.allSatisfy({ $0.transport != nil })
        || state.scope.title?.isAboutFirewalls ?? names.isEmpty
    else {
      findings.add(
        .note, "ports-in-prose", statement.line, "ports in this sentence belong to no endpoint")
      return
    }
    add(
      statement.terms.map { term in
        Endpoint(
          service: names.last, group: names.dropLast().last,
          ports: term.ports, transport: term.transport ?? term.usualTransport,
          direction: statement.direction ?? state.scope.direction, line: statement.line.number)
      }, state.section, statement.line.number, isProse: true)
    if statement.allows, let last = batches.indices.last { batches[last].isAllowed = true }
  }

  private mutating func add(
    _ endpoints: [Endpoint], _ section: Int, _ line: Int, isProse: Bool = false
  ) {
    if endpoints.isEmpty { return }
    batches.append(Batch(endpoints: endpoints, section: section, line: line, isProse: isProse))
  }

  // MARK: Tables

  private mutating func readTable(_ table: Table, _ state: inout State) {
    var scope = state.inner
    if !table.caption.isEmpty {
      let caption = TextFacts(table.caption)
      if let direction = caption.statedDirection { scope.direction = direction }
      let terms = caption.textPorts.terms.filter { $0.ports != nil }
      if !terms.isEmpty { scope.terms = terms }
      if caption.isTakenBack { scope.isTakenBack = true }
      if !caption.isGeneric { scope.names.append(caption.text) }
    }
    if scope.isTakenBack {
      findings.add(
        .note, "table-forbidden", line: table.rows.first?.line, quote: scope.names.last,
        "the words above this table say not to use it; it was left out")
      return
    }
    if let name = scope.names.last, TextFacts(name, line: 1).isForFinding, !table.statesPorts {
      findings.add(
        .note, "table-left-alone", line: table.rows.first?.line, quote: name,
        "the section tells how to find something out; its table is no allowlist")
      return
    }
    let reading = TableReading(table, scope: scope, isData: scope.isData)
    for finding in reading.findings.all { findings.add(finding) }
    tables += reading.understanding
    passedOver += reading.passedOver
    if reading.endpoints.isEmpty { return }
    add(reading.endpoints, state.section, table.rows.first?.line ?? 0)
    batches[batches.count - 1].isNamedTable = reading.endpoints.contains { $0.service != nil }
    state.last = batches.count - 1..<batches.count
    state.statement?.isUsed = true
  }

  // MARK: Paragraphs

  private mutating func readParagraph(_ lines: [SourceLine], _ state: inout State) {
    if readStanza(lines, &state) { return }
    // A list may follow its sentence without a blank line.
    var rest = lines[...]
    while let first = rest.first {
      let isBare = first.isBareAddresses
      let run = rest.prefix { $0.isBareAddresses == isBare }
      if isBare { readAddresses(Array(run), &state) } else { readWords(Array(run), &state) }
      rest = rest.dropFirst(run.count)
    }
  }

  /// A paragraph of "label: value" lines, with a name above them or none.
  private mutating func readStanza(_ lines: [SourceLine], _ state: inout State) -> Bool {
    guard lines.count >= 2 else { return false }
    var record = Record()
    var rest = lines[...]
    if Record.field(rest[0]) == nil {
      let facts = TextFacts([rest[0]])
      guard !facts.holdsAddress, !facts.saysPorts, facts.text.utf8.count <= 120 else {
        return false
      }
      record.name = rest[0].withoutColon
      rest = rest.dropFirst()
    }
    for line in rest {
      guard let field = Record.field(line) else { return false }
      record.fields.append(field)
    }
    guard record.fields.count >= 2 || record.name != nil else { return false }
    let holds = record.fields.contains {
      TextFacts($0.lines).holdsAddress || TextFacts($0.label, line: 1).concepts.contains(.port)
    }
    guard holds else { return false }
    // "Service: Sign-in" names the record itself.
    read(records: [record], state.inner, state.section)
    state.last = batches.indices.last.map { $0..<$0 + 1 }
    state.statement?.isUsed = true
    state.labelRun = 0
    return true
  }

  private mutating func read(records: [Record], _ scope: Scope, _ section: Int) {
    if scope.isTakenBack {
      noteTakenBack(line: records.first?.fields.first?.lines.first?.number, scope.names.last)
      return
    }
    let reading = TableReading(Record.table(of: records), scope: scope)
    for finding in reading.findings.all where finding.code != "table-left-alone" {
      findings.add(finding)
    }
    tables += reading.understanding
    add(reading.endpoints, section, records.first?.fields.first?.lines.first?.number ?? 0)
  }

  private mutating func noteTakenBack(line: Int?, _ quote: String?) {
    findings.add(
      .note, "taken-back", line: line, quote: quote,
      "the words say that this is not to be opened; it was left out")
  }

  private mutating func readWords(_ lines: [SourceLine], _ state: inout State) {
    var body = lines[...]
    while body.count > 1, endsInHeading(body) { body = body.dropLast() }
    if body.count == 1 {
      readLine(body[body.startIndex], &state)
    } else {
      beginSentences(&state)
      for line in body { readSentences(line, &state) }
    }
    for heading in lines[body.endIndex...] { readLine(heading, &state) }
  }

  /// Whether the last line is a heading: in plain text one may follow a sentence without a
  /// blank line.
  private func endsInHeading(_ lines: ArraySlice<SourceLine>) -> Bool {
    let last = lines[lines.endIndex - 1].text.trimmed
    let before = lines[lines.endIndex - 2].text.trimmed
    return (before.last.map { ".!?:".contains($0) } ?? false)
      && last.count <= 60 && !".!?".contains(last.last ?? ".")
      && last.first?.isUppercase ?? false
  }

  private mutating func readLine(_ line: SourceLine, _ state: inout State) {
    let facts = TextFacts([line])
    if facts.isLabel {
      readLabel(facts, line, &state)
    } else {
      beginSentences(&state)
      readSentences(line, &state)
    }
  }

  private func beginSentences(_ state: inout State) {
    state.labelRun = 0
    state.namesPorts = false
    state.isTakenBack = false
  }

  /// Names one within the other that labels are read as.
  private static let deepestLabels = 8

  /// A short line that names what follows, as a heading does: alone, or in a run of several
  /// from the outer to the inner.
  private mutating func readLabel(_ facts: TextFacts, _ line: SourceLine, _ state: inout State) {
    let terms = facts.textPorts.terms.filter { $0.ports != nil }
    // "Open TCP port 443." – "Allow the following hosts:": the ports wait for the list.
    let keepsStatement =
      facts.announces && terms.isEmpty && !facts.isTakenBack
      && !(state.statement?.terms.isEmpty ?? true) && state.statement?.isUsed == false
    if keepsStatement { return }
    conclude(&state)
    state.isTakenBack = facts.isTakenBack || facts.shutsWhatFollows
    state.namesPorts = facts.namesPorts
    if !facts.namesPorts { state.scope.namesPorts = false }
    let whole = line.withoutColon.text.folded.trimmingMarks
    let name = terms.isEmpty ? whole : facts.nameRest
    let isName = !name.isEmpty && !facts.isGeneric && facts.tokens.count <= 14 && !facts.announces
    if isName {
      switch state.labelRun {
      // The first of a run takes the place of the innermost one.
      case 0: state.labels = state.labels.count > 1 ? state.labels.dropLast() + [name] : [name]
      // With a second one the run begins anew.
      case 1: state.labels = state.labels.suffix(1) + [name]
      case 2..<Self.deepestLabels: state.labels.append(name)
      default: state.labels = state.labels.dropLast() + [name]
      }
      sectionCount += 1
      state.section = sectionCount
      state.labelRun += 1
    } else if state.labelRun == 0, state.labels.count == 1 {
      state.labels = facts.isTakenBack ? [] : state.labels
    }
    var transport: IPProtocol?
    if terms.isEmpty, facts.isTransport { transport = facts.transport ?? nil }
    let direction = facts.statedDirection
    let says = !terms.isEmpty || transport != nil || direction != nil
    state.statement =
      says
      ? Statement(terms: terms, transport: transport, direction: direction, line: line, asks: false)
      : nil
  }

  /// Addresses and ports in sentences.
  private mutating func readSentences(_ line: SourceLine, _ state: inout State) {
    if line.text.isCommand {
      noteProse(line, "an address in a command is no endpoint")
      return
    }
    for sentence in line.text.sentences {
      let part = SourceLine(number: line.number, text: String(sentence))
      let facts = TextFacts([part])
      if let direction = facts.statedDirection,
        facts.concepts.containsAny(of: .following, .ask, .allow, .any) || text(part, endsWith: ":")
      {
        state.scope.direction = direction
      }
      let terms = facts.textPorts.terms.filter { $0.ports != nil }
      let addresses = facts.addresses.items.filter { !$0.isLink || !terms.isEmpty }
        .filter { !$0.mayBeFile && !$0.address.isOfThisHost }
      if facts.isTakenBack, !addresses.isEmpty || !terms.isEmpty {
        noteTakenBack(line: part.number, part.text)
        continue
      }
      if facts.shutsWhatFollows, addresses.isEmpty, terms.isEmpty { state.isTakenBack = true }
      if addresses.isEmpty, !terms.isEmpty, !state.inner.isTakenBack,
        facts.definesPorts || state.inner.namesPorts && facts.isShortWithPorts
      {
        readPortsAlone(facts, terms, state.inner, state.section)
        continue
      }
      if addresses.isEmpty {
        if !terms.isEmpty || text(part, endsWith: ":") && !facts.textPorts.terms.isEmpty {
          take(facts, terms, part, &state)
        }
        continue
      }
      let asks = facts.concepts.containsAny(of: .ask, .allow)
      if facts.concepts.contains(.example) || terms.isEmpty && !asks {
        noteProse(part, "an address in this sentence is no endpoint")
        continue
      }
      let taken =
        terms.isEmpty && state.scope.terms.isEmpty
        ? addresses.filter { $0.address.range != nil } : addresses
      if state.scope.isTakenBack {
        noteTakenBack(line: part.number, part.text)
        continue
      }
      let found = endpoints(taken, own: terms, facts: facts, name: nil, state.inner)
      mentioned += found.map { ($0, batches.count) }
    }
  }

  private func text(_ line: SourceLine, endsWith sign: Character) -> Bool {
    line.text.trimmed.last == sign
  }

  private mutating func noteProse(_ line: SourceLine, _ message: String) {
    guard !TextFacts([line]).addresses.items.isEmpty else { return }
    findings.add(.note, "address-in-prose", line, message)
  }

  /// Ports of a sentence: for the table or list above it that has none, else for what follows.
  private mutating func take(
    _ facts: TextFacts, _ terms: [PortTerm], _ line: SourceLine, _ state: inout State
  ) {
    if facts.concepts.contains(.example) { return }
    if let last = state.last, batches[last].contains(where: { $0.lacksPorts }),
      !text(line, endsWith: ":"),
      state.labelRun == 0,
      !facts.concepts.contains(.following) || facts.text.lowercased().contains("these")
    {
      for place in last where batches[place].lacksPorts { apply(terms, to: place) }
      findings.add(
        .note, "ports-below-table", line,
        "the ports that the sentence states were taken for what stands above it")
      return
    }
    conclude(&state)
    state.statement = Statement(
      terms: terms, transport: terms.isEmpty ? facts.textPorts.alone : nil,
      direction: facts.statedDirection, line: line,
      asks: facts.concepts.containsAny(of: .ask, .allow), allows: facts.concepts.contains(.allow),
      isSentence: !terms.isEmpty)
  }

  private mutating func apply(_ terms: [PortTerm], to batch: Int) {
    batches[batch].endpoints = batches[batch].endpoints.flatMap { endpoint in
      endpoint.address == nil
        ? [endpoint]
        : terms.map { term in
          var endpoint = endpoint
          endpoint.ports = term.ports
          endpoint.transport = endpoint.transport ?? term.transport ?? term.usualTransport
          return endpoint
        }
    }
  }

  // MARK: Code

  /// A listing of addresses is a list; commands and settings open nothing.
  private mutating func readCode(_ lines: [SourceLine], _ state: inout State) {
    let lines = lines.map { line in
      ListMark.item(line.text).map { SourceLine(number: line.number, text: $0.text) } ?? line
    }
    let bare = lines.filter { line in
      if line.isBareAddresses { return true }
      let facts = TextFacts([line])
      return facts.tokens.first?.address != nil && facts.saysPorts && facts.nameRest.isEmpty
    }
    let filled = lines.filter { !$0.isBlank }
    // Numbers below "Ports:".
    if state.inner.namesPorts, bare.isEmpty, !filled.isEmpty {
      let facts = filled.map { TextFacts([$0]) }
      let arePorts = facts.allSatisfy {
        $0.isNumbers && !$0.tokens.contains(where: \.isWord) || $0.saysPorts && $0.nameRest.isEmpty
      }
      if arePorts {
        read(
          items: filled.map { Outline.Item(lines: [$0], depth: 0) }, state.inner, state.section)
        return
      }
    }
    if !bare.isEmpty, bare.count * 2 >= filled.count, !filled.contains(where: { $0.text.isCommand })
    {
      let before = batches.count
      readAddresses(bare, &state)
      for place in batches.indices[before...] { batches[place].isListing = true }
      return
    }
    for line in lines {
      noteProse(line, "an address in a command or setting is no endpoint")
      state.commanded.formUnion(TextFacts([line]).addresses.items.map(\.address))
    }
  }

  // MARK: Lists

  private mutating func readList(
    _ items: [Outline.Item], _ scope: Scope, _ section: Int, _ state: inout State
  ) {
    let before = batches.count
    if scope.isTakenBack {
      for item in items where item.holdsAddress {
        noteTakenBack(line: item.lines.first?.number, item.lines.text)
        break
      }
      return
    }
    // "192.0.2.1 – the gateway", of a command right above, explains that command.
    var items = items.filter { item in
      let facts = TextFacts(item.lines)
      let explains =
        !state.commanded.isEmpty && facts.holdsAddress && !facts.saysPorts && item.children.isEmpty
        && facts.addresses.items.allSatisfy { state.commanded.contains($0.address) }
      if explains { noteProse(item.lines[0], "the item explains the command above it") }
      return !explains
    }
    if items.isEmpty { return }
    // "The collector reaches the hosts on TCP 443:" introduces what follows the list.
    let last = items.last!
    let opens =
      last.children.isEmpty && last.lines.text.hasSuffix(":") && TextFacts(last.lines).saysPorts
    if opens { items.removeLast() }
    read(items: items, scope, section)
    joinBatches(from: before)
    if batches.count > before {
      state.last = before..<batches.count
      state.statement?.isUsed = true
    }
    if opens {
      state.last = nil
      for line in last.lines { readSentences(line, &state) }
    }
  }

  /// The ports of one list are one batch, as those of one table are.
  private mutating func joinBatches(from start: Int) {
    let ports = (start..<batches.count).filter { batches[$0].isOfPorts && !batches[$0].isProse }
    guard ports.count > 1, ports.count == batches.count - start else { return }
    batches[start].endpoints = ports.flatMap { batches[$0].endpoints }
    batches.removeSubrange(start + 1..<batches.count)
  }

  private mutating func read(items: [Outline.Item], _ scope: Scope, _ section: Int) {
    // The items of one list may be the fields of one thing.
    if items.count >= 2, items.allSatisfy({ $0.children.isEmpty }) {
      let fields = items.map { Record.field($0.lines.joinedLine) }
      let filled = fields.compactMap { $0 }
      if filled.count == items.count, Set(filled.map(\.label)).count == filled.count,
        filled.contains(where: { TextFacts($0.lines).holdsAddress }),
        filled.contains(where: { TextFacts($0.label, line: 1).concepts.contains(.port) })
      {
        read(records: [Record(name: nil, fields: filled)], scope, section)
        return
      }
    }
    if let record = Record.ofPort(items) {
      read(records: [record], scope, section)
      return
    }
    var records: [Record] = []
    for item in items {
      if let record = record(of: item) {
        records.append(record)
        continue
      }
      if !records.isEmpty { read(records: records, scope, section) }
      records = []
      read(item: item, scope, section)
    }
    if !records.isEmpty { read(records: records, scope, section) }
  }

  /// The record that an item is with its children; nil where it is none.
  private func record(of item: Outline.Item) -> Record? {
    guard !item.children.isEmpty else { return nil }
    var record = Record()
    let facts = TextFacts(item.lines)
    if let field = Record.field(item.lines.joinedLine),
      TextFacts(field.lines).holdsAddress || facts.saysPorts
    {
      record.fields.append(field)
    } else if facts.holdsAddress || facts.saysPorts {
      return nil
    } else {
      record.name = item.lines.joinedLine.withoutColon
    }
    var hasAddress = record.fields.contains { TextFacts($0.lines).holdsAddress }
    var hasPorts = false
    var count = 0
    func collect(_ items: [Outline.Item]) -> Bool {
      for child in items {
        let line = child.lines.joinedLine
        if line.text.isCommand { continue }
        let facts = TextFacts(child.lines)
        if facts.concepts.contains(.example) { continue }
        let isSentence =
          facts.text.hasSuffix(".") && facts.leftoverWords.count > 3
          || facts.leftoverWords.count > 12
        if isSentence, Record.field(line) == nil || facts.leftoverWords.count > 12 { continue }
        if var field = Record.field(line) {
          // "Hosts:" with its values below.
          let inner = child.children.filter { Record.field($0.lines.joinedLine) == nil }
          let label = TextFacts(field.label, line: line.number).concepts
          if field.lines.allSatisfy(\.isBlank), !inner.isEmpty {
            field.lines = inner.flatMap(\.lines)
          }
          let value = TextFacts(field.lines)
          if value.holdsAddress { hasAddress = true }
          if label.contains(.port) { hasPorts = true }
          record.fields.append(field)
          count += 1
          if !collect(child.children.filter { Record.field($0.lines.joinedLine) != nil }) {
            return false
          }
        } else if facts.holdsAddress {
          // A host with words of its own is a thing of its own.
          guard facts.isOnlyAddresses || facts.saysPorts && facts.nameRest.isEmpty else {
            return false
          }
          hasAddress = true
          if facts.saysPorts { hasPorts = true }
          record.fields.append(("Address", child.lines))
          if !collect(child.children) { return false }
        } else if facts.saysPorts || facts.isTransport {
          guard facts.nameRest.isEmpty || hasAddress || items.count <= 3 else { return false }
          hasPorts = true
          record.fields.append(("Ports", child.lines))
          if !collect(child.children) { return false }
        } else if !collect(child.children) {
          return false
        }
      }
      return true
    }
    guard collect(item.children), hasAddress && hasPorts || count >= 2 && (hasAddress || hasPorts)
    else { return nil }
    return record
  }

  private mutating func read(item: Outline.Item, _ scope: Scope, _ section: Int) {
    let facts = TextFacts(item.lines)
    let line = item.lines[0]
    var inner = scope
    if facts.lines.text.isCommand {
      noteProse(line, "an address in a command is no endpoint")
      return
    }
    var terms = facts.textPorts.terms.filter { $0.ports != nil }
    if terms.isEmpty { terms = facts.portsBehindAddress }
    // A mere number inside an item that names a protocol or a service, where ports are told.
    if terms.isEmpty, facts.isNumbers, scope.namesPorts {
      terms = facts.cellPorts.terms.filter { $0.ports != nil }
    }
    if terms.isEmpty, facts.isNumbers, !scope.labels.isEmpty || scope.transport != nil,
      ([scope.title].compactMap { $0 } + scope.names + scope.labels).contains(
        where: \.isAboutFirewalls)
    {
      terms = facts.cellPorts.terms.filter { $0.ports != nil }
    }
    let addresses = facts.addresses.items.filter { !$0.mayBeFile && !$0.address.isOfThisHost }
    for problem in facts.addresses.problems where facts.leftoverWords.count <= 4 {
      findings.add(.error, problem.code, line: problem.line, quote: problem.text, problem.message)
    }
    if facts.isTakenBackWherePortsAre {
      if item.holdsAddress || !terms.isEmpty { noteTakenBack(line: line.number, facts.text) }
      return
    }
    if addresses.isEmpty, terms.isEmpty, item.children.isEmpty,
      let found = facts.portsBehindName(isAboutPorts: scope.isAboutPorts)
    {
      readPortsAlone(facts, found.terms, name: found.name, scope, section)
      return
    }
    if addresses.isEmpty {
      if !terms.isEmpty, item.children.isEmpty {
        readPortsAlone(facts, terms, scope, section)
      } else {
        let name = facts.nameRest.isEmpty ? (terms.isEmpty ? facts.text : "") : facts.nameRest
        if !facts.isGeneric, facts.text.count <= 90 {
          inner = inner.inside(name.trimmingMarks.withoutColon)
        }
        if !terms.isEmpty { inner.terms = terms }
        if let direction = facts.statedDirection { inner.direction = direction }
        if let named = facts.ownTransport { inner.transport = named }
      }
      if !item.children.isEmpty { read(items: item.children, inner, section) }
      return
    }
    let beginsWithAddress = facts.beginsWithAddress || facts.beginsWithPorts
    let asks = facts.concepts.containsAny(of: .ask, .allow)
    let isLinkOnly = addresses.allSatisfy(\.isLink) && terms.isEmpty && !beginsWithAddress
    if facts.concepts.contains(.example) && !beginsWithAddress || isLinkOnly
      || !beginsWithAddress && terms.isEmpty && !asks && !facts.isShortWithAddress
    {
      noteProse(line, "an address in this item is no endpoint")
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
    let found = endpoints(addresses, own: terms, facts: facts, name: facts.nameRest, scope)
    if beginsWithAddress || !terms.isEmpty {
      add(found, section, line.number)
    } else {
      mentioned += found.map { ($0, batches.count) }
    }
    if !terms.isEmpty { inner.terms = terms }
    if !item.children.isEmpty { read(items: item.children, inner.inside(facts.nameRest), section) }
  }

  /// "UDP 3478, 5349 (STUN)": ports without an address.
  private mutating func readPortsAlone(
    _ facts: TextFacts, _ terms: [PortTerm], name found: String? = nil, _ scope: Scope,
    _ section: Int
  ) {
    let isCertain =
      (scope.title?.namesFirewall ?? false || scope.isAboutPorts)
      && terms.allSatisfy { $0.transport != nil } && !facts.concepts.contains(.not)
    guard
      found != nil || isCertain || facts.beginsWithPorts || facts.isShortWithPorts
        || facts.isNumbers || facts.concepts.containsAny(of: .ask, .allow),
      !facts.concepts.contains(.example)
    else {
      findings.add(
        .note, "ports-in-prose", line: facts.line, quote: facts.text.abridged(to: 200),
        "ports in this item open nothing")
      return
    }
    if terms.allSatisfy({ $0.ports == .any && $0.transport == nil }) { return }
    let name = found ?? facts.nameRest
    let (service, group) = RowNames.names(
      own: name.isEmpty ? nil : name, group: nil, label: nil, scope)
    add(
      terms.map { term in
        Endpoint(
          service: service, group: group, ports: term.ports,
          transport: term.transport ?? term.usualTransport ?? scope.transport,
          direction: facts.statedDirection ?? scope.direction, line: facts.line)
      }, section, facts.line,
      isProse: found == nil && !facts.beginsWithPorts || facts.leftoverWords.count > 4
        || name.isEmpty && scope.names.isEmpty
    )
  }

  // MARK: Addresses without a table

  /// Lines that hold nothing but addresses.
  private mutating func readAddresses(_ lines: [SourceLine], _ state: inout State) {
    let scope = state.inner
    if scope.isTakenBack {
      noteTakenBack(line: lines.first?.number, scope.names.last)
      return
    }
    let before = batches.count
    var found: [Endpoint] = []
    for line in lines {
      let facts = TextFacts([line])
      for problem in facts.addresses.problems {
        findings.add(.error, problem.code, line: problem.line, quote: problem.text, problem.message)
      }
      for item in facts.addresses.items where !item.address.isOfThisHost {
        for remark in item.remarks {
          findings.add(
            TableReading.severity(of: remark), remark.code, line: item.line,
            quote: facts.text.abridged(to: 200), remark.message)
        }
      }
      found += endpoints(
        facts.addresses.items.filter { !$0.address.isOfThisHost },
        own: facts.saysPorts
          ? facts.textPorts.terms.filter { $0.ports != nil } : facts.portsBehindAddress,
        facts: facts, name: facts.remarkName, scope)
    }
    add(found, state.section, lines[0].number)
    if batches.count > before {
      state.last = before..<batches.count
      state.statement?.isUsed = true
    }
    state.labelRun = 0
  }

  /// Endpoints for addresses, with what the nearest words say of them.
  private func endpoints(
    _ addresses: [AddressFacts.Item], own: [PortTerm], facts: TextFacts, name: String?,
    _ scope: Scope
  ) -> [Endpoint] {
    let direction = facts.statedDirection ?? scope.direction
    let ownName = name.flatMap { $0.isEmpty ? nil : $0 }
    let ownTransport = facts.ownTransport
    return addresses.flatMap { item -> [Endpoint] in
      var terms = own.isEmpty ? scope.terms : own
      if let ports = item.ports {
        terms = [
          PortTerm(transport: item.transport ?? own.first?.transport, ports: .numbers(ports))
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
          service: service, group: group, address: item.address,
          ports: transport?.hasPorts ?? true ? term.ports : nil, transport: transport,
          direction: direction, line: item.line)
      }
    }
  }

  // MARK: What goes with what

  /// A listing adds nothing of what a table or list has.
  private mutating func dropRepeatedListings() {
    guard batches.contains(where: \.isListing) else { return }
    let listed = Set(batches.filter { !$0.isListing }.flatMap(\.endpoints).compactMap(\.address))
    for i in batches.indices where batches[i].isListing {
      batches[i].endpoints.removeAll { endpoint in
        guard let address = endpoint.address, listed.contains(address) else {
          return false
        }
        findings.add(
          .note, "address-in-prose", line: endpoint.line, quote: address.description,
          "the address is listed elsewhere; this mention adds nothing")
        return true
      }
    }
  }

  /// Ports in one list and addresses in another, under one heading, belong together.
  private mutating func joinApartPorts() {
    guard batches.contains(where: \.isOfPorts), batches.contains(where: \.lacksPorts) else {
      return
    }
    // Where an address has ports already, by its section; -1 for several.
    var placed: [EndpointAddress: Int] = [:]
    for batch in batches {
      for endpoint in batch.endpoints where endpoint.ports != nil {
        guard let address = endpoint.address else { continue }
        placed[address] = placed[address].map { $0 == batch.section ? $0 : -1 } ?? batch.section
      }
    }
    let sections = Dictionary(grouping: batches.indices, by: { batches[$0].section })
    for (section, mine) in sections.sorted(by: { $0.key < $1.key }) {
      let lacking = mine.filter { batches[$0].lacksPorts }
      let ports = mine.filter { batches[$0].isOfPorts }
      guard !lacking.isEmpty, !ports.isEmpty else { continue }
      guard lacking.count + ports.count == mine.count else {
        findings.add(
          .warning, "ports-apart", line: batches[lacking[0]].line, quote: nil,
          "addresses without ports stand beside ports without addresses; they were kept apart")
        continue
      }
      // Not where the document gives these addresses their ports elsewhere.
      let isPlaced = lacking.contains { place in
        batches[place].endpoints.contains { endpoint in
          endpoint.address.flatMap { placed[$0] }.map { $0 != section } ?? false
        }
      }
      if isPlaced { continue }
      var joined: [PortTerm] = []
      for endpoint in ports.flatMap({ batches[$0].endpoints }) where joined.count < 64 {
        let term = PortTerm(transport: endpoint.transport, ports: endpoint.ports)
        if !joined.contains(term) { joined.append(term) }
      }
      for place in lacking { apply(joined, to: place) }
      for place in ports { batches[place].endpoints = [] }
      findings.add(
        .note, "ports-joined", line: batches[lacking[0]].line, quote: nil,
        "the addresses here have the ports that stand in a list of their own")
    }
  }

  /// A sentence that names an address adds nothing where a table or list has it with ports.
  private mutating func addMentioned() {
    if mentioned.isEmpty { return }
    var listed: [EndpointAddress: [Endpoint]] = [:]
    for batch in batches {
      for endpoint in batch.endpoints {
        if let address = endpoint.address { listed[address, default: []].append(endpoint) }
      }
    }
    var added: [Int: [Batch]] = [:]
    for (endpoint, place) in mentioned {
      if let address = endpoint.address, let same = listed[address],
        endpoint.ports == nil || same.contains(where: { $0.ports == endpoint.ports })
      {
        findings.add(
          .note, "address-in-prose", line: endpoint.line, quote: address.description,
          "the address is listed elsewhere; this mention adds nothing")
      } else {
        added[min(place, batches.count), default: []].append(
          Batch(endpoints: [endpoint], section: -1, line: endpoint.line ?? 0))
      }
    }
    if added.isEmpty { return }
    batches = (0...batches.count).flatMap { place in
      (added[place] ?? []) + (place < batches.count ? [batches[place]] : [])
    }
  }

  /// Ports that sentences tell, in a document of addresses without any.
  private mutating func warnOfUnusedPorts() {
    guard let unused = findings.all.first(where: { $0.code == "ports-in-prose" }),
      batches.contains(where: \.lacksPorts)
    else { return }
    findings.add(
      .warning, "ports-unused", line: unused.line, quote: unused.quote,
      "ports that the document tells here belong to none of its addresses without ports")
  }

  /// Which ports stand in some of the batches.
  private func placedPorts(_ isOf: (Batch) -> Bool) -> [Bool] {
    var isPlaced = [Bool](repeating: false, count: 65536)
    for batch in batches where isOf(batch) {
      for endpoint in batch.endpoints {
        guard case .numbers(let set)? = endpoint.ports else { continue }
        for range in set.ranges
        where !(isPlaced[Int(range.lowerBound)] && isPlaced[Int(range.upperBound)]) {
          for port in range { isPlaced[Int(port)] = true }
        }
      }
    }
    return isPlaced
  }

  /// Ports of a table that was left alone, where nothing else has them.
  private mutating func warnOfPassedOver() {
    if passedOver.isEmpty { return }
    let isPlaced = placedPorts { _ in true }
    let unused = passedOver.filter { passed in
      !passed.ports.ranges.allSatisfy {
        isPlaced[Int($0.lowerBound)] && isPlaced[Int($0.upperBound)]
      }
    }
    guard let first = unused.first else { return }
    findings.add(
      .warning, "ports-unused", line: first.line, quote: first.quote,
      "the table around these ports was not understood; nothing was read from it")
  }

  /// "Port 8065" in a sentence, of no protocol, is no rule where tables or lists tell the rules.
  private mutating func dropMerelyNamedPorts() {
    let isListed = batches.contains { batch in
      !batch.isProse && batch.endpoints.contains { $0.ports != nil }
    }
    guard isListed else { return }
    for i in batches.indices
    where batches[i].isProse && batches[i].isOfPorts && !batches[i].isAllowed {
      batches[i].endpoints.removeAll { endpoint in
        guard endpoint.transport == nil else { return false }
        findings.add(
          .note, "ports-named", line: endpoint.line, quote: endpoint.ports?.description,
          "a sentence names these ports and no protocol; tables or lists tell the rules here")
        return true
      }
    }
  }

  /// "This page lists the TCP ports", where nothing speaks of another protocol.
  private mutating func completeTransports() {
    guard let said = prose.portTransport else { return }
    let all = batches.lazy.flatMap(\.endpoints)
    guard all.allSatisfy({ $0.transport == nil || $0.transport == said }) else { return }
    for i in batches.indices {
      for j in batches[i].endpoints.indices where batches[i].endpoints[j].transport == nil {
        if case .numbers? = batches[i].endpoints[j].ports {
          batches[i].endpoints[j].transport = said
        }
      }
    }
  }

  /// A table or list of ports that all stand with addresses elsewhere adds nothing.
  private mutating func dropRepeatedPorts() {
    struct Terms: Hashable {
      let ports: Ports?
      let transport: IPProtocol?
    }
    let placed = Set(
      batches.flatMap(\.endpoints).filter { $0.address != nil }
        .map { Terms(ports: $0.ports, transport: $0.transport) })
    if placed.isEmpty { return }
    let withOwn = Set(
      batches.flatMap(\.endpoints).filter { $0.address.map { $0 != .any } ?? false }
        .map { Terms(ports: $0.ports, transport: $0.transport) })
    for i in batches.indices where batches[i].isOfPorts {
      // What a table says of each of its rows is repeated only with addresses of their own.
      let placed = batches[i].isNamedTable ? withOwn : placed
      let isRepeated = batches[i].endpoints.allSatisfy {
        placed.contains(Terms(ports: $0.ports, transport: $0.transport))
      }
      if isRepeated { drop(i) }
    }
  }

  private mutating func drop(_ batch: Int) {
    for endpoint in batches[batch].endpoints {
      findings.add(
        .note, "ports-described", line: endpoint.line, quote: endpoint.ports?.description,
        "these ports stand with addresses or in a list; this mention adds nothing")
    }
    batches[batch].endpoints = []
  }

  /// Ports in running text describe those that a table or list has.
  private mutating func dropDescribedPorts() {
    dropRepeatedPorts()
    guard batches.contains(where: { $0.isProse && $0.isOfPorts }) else { return }
    let isPlaced = placedPorts { !$0.isProse }
    for i in batches.indices where batches[i].isProse && batches[i].isOfPorts {
      let isDescription = batches[i].endpoints.allSatisfy { endpoint in
        guard case .numbers(let set)? = endpoint.ports else { return endpoint.ports == .any }
        return set.ranges.allSatisfy {
          isPlaced[Int($0.lowerBound)] && isPlaced[Int($0.upperBound)]
        }
      }
      if isDescription { drop(i) }
    }
  }
}

extension Scope {
  /// Whether the headings and labels around, or the title, name ports.
  fileprivate var isAboutPorts: Bool {
    ([title].compactMap { $0 } + names + labels).contains {
      Lexicon.concepts(in: $0).contains(.port)
    }
  }
}

extension EndpointAddress {
  /// Loopback, or the address on which a program listens everywhere: no far end.
  fileprivate var isOfThisHost: Bool {
    guard let range,
      range.first == range.last || range.first.family == .v4 && range.first.number >> 24 == 127
    else { return false }
    let number = range.first.number
    return range.first.family == .v4 ? number == 0 || number >> 24 == 127 : number <= 1
  }
}

extension Outline.Item {
  /// Whether it or an item inside it holds an address.
  fileprivate var holdsAddress: Bool {
    TextFacts(lines).holdsAddress || children.contains { $0.holdsAddress }
  }
}

extension Table {
  /// Whether a row of names has one for ports.
  fileprivate var statesPorts: Bool {
    rows.prefix(3).contains { row in
      row.cells.contains { TextFacts($0.lines).concepts.contains(.port) }
    }
  }
}

extension [SourceLine] {
  /// The lines as one, with the number of the first.
  fileprivate var joinedLine: SourceLine { SourceLine(number: first?.number ?? 0, text: text) }
}

extension SourceLine {
  fileprivate var withoutColon: SourceLine { SourceLine(number: number, text: text.withoutColon) }

  /// Nothing but addresses and what parts them; at least one.
  fileprivate var isBareAddresses: Bool {
    let facts = TextFacts([self])
    if facts.isBareLine { return true }
    return !facts.addresses.problems.isEmpty && facts.leftoverWords.isEmpty
  }
}

extension String {
  /// A heading that is about what a firewall has to allow.
  fileprivate var isAboutFirewalls: Bool {
    namesFirewall
      || Lexicon.concepts(in: self).containsAny(of: .port, .network, .inbound, .outbound)
  }

  /// Whether it names a firewall or a list of what one lets through.
  fileprivate var namesFirewall: Bool {
    let lower = lowercased()
    return [
      "firewall", "pare-feu", "cortafuegos", "zapor", "brandvägg", "duvar", "防火墙", "ファイアウォール",
      "방화벽", "экран", "freischalt", "freigeschalt", "allowlist", "whitelist",
    ].contains { lower.contains($0) }
  }

  var withoutColon: String {
    var text = Substring(trimmed)
    while let last = text.last, ":：".contains(last) || last.isWhitespace { text.removeLast() }
    return String(text)
  }

  /// Whether it is what one types into a terminal, or a program's setting.
  var isCommand: Bool {
    let text = trimmed
    if text.hasPrefix("$ ") || text.hasPrefix("# ip")
      || text.hasPrefix("> ") && text.contains("://")
    {
      return true
    }
    var words = text.split(whereSeparator: \.isWhitespace).prefix(3).map { $0.lowercased() }
    if words.first == "sudo" { words.removeFirst() }
    guard let first = words.first, words.count > 1 else { return false }
    let name = first.trimmingMarks
    // "SSH 22" is the name of a protocol.
    if text.first?.isUppercase ?? false, words.count == 2 { return false }
    return [
      "curl", "nc", "ncat", "dig", "nslookup", "host", "ping", "telnet", "traceroute", "tracert",
      "wget",
      "iptables", "ip6tables", "nft", "ufw", "firewall-cmd", "ssh", "scp", "openssl", "netsh", "ip",
      "route", "netcat", "nmap", "kubectl", "docker", "tcpdump", "test-netconnection", "apt", "yum",
      "systemctl", "export", "set", "echo", "cat",
    ].contains(name)
      && !(name == "host" || name == "set" || name == "test" || name == "ip" || name == "route"
        || name == "export")
      || name == "ip" && words.count > 1
        && ["route", "addr", "daddr", "saddr", "access-list"].contains(words[1])
  }
}
