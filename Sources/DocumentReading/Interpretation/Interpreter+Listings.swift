import EndpointModel

/// Lines of text that are no sentences: data, tables of text and listings.
extension Interpreter {
  /// Lines that each begin with ports and their protocol, "80/tcp - panel", "1719 UDP Gatekeeper",
  /// are a list of ports; the first may be their header.
  mutating func readPortLines(
    _ lines: [SourceLine], _ facts: [TextFacts], _ state: State
  ) -> Bool {
    func isPort(_ fact: TextFacts) -> Bool {
      !fact.holdsAddress && fact.beginsWithPorts && !fact.text.isCommand
        && fact.textPorts.terms.contains { $0.ports != nil && $0.transport != nil }
    }
    let areRows = facts.map(isPort)
    let rows = facts.indices.filter { areRows[$0] }
    // A line that is indented more goes on with the one above it.
    let depths = lines.map { $0.text.prefix(while: \.isBlank).count }
    let rest = facts.indices.filter { place in
      !areRows[place] && !lines[place].isRemark
        && !(rows.first.map { place > $0 && depths[place] > depths[$0] } ?? false)
    }
    let others = rest.filter { $0 > 0 }
    guard rows.count >= 2, others.count * 4 <= rows.count,
      !others.contains(where: { facts[$0].holdsAddress || facts[$0].text.isCommand })
    else { return false }
    for place in others
    where facts[place].tokens.contains(where: \.isNumber) || lines[place].text.contains("{{") {
      findings.add(
        .warning, "ports-named", lines[place], "a line among lines of ports was not understood")
    }
    // "# Media" is the name of the rows below it.
    let remarks = lines.indices.filter { lines[$0].isRemark && !areRows[$0] }
    let starts = (rows + others + remarks).sorted()
    var name: String?
    var items: [Outline.Item] = []
    for (start, end) in zip(starts, starts.dropFirst() + [facts.count]) {
      if areRows[start] {
        items.append(Outline.Item(lines: Array(lines[start..<end]), depth: 0))
      } else if lines[start].isRemark {
        if !items.isEmpty { read(items: items, state.inner.inside(name), state.section) }
        items = []
        name = facts[start].isBareAddresses ? nil : lines[start].remark
      }
    }
    read(items: items, state.inner.inside(name), state.section)
    return true
  }

  /// A table of text in a listing, with a header that names ports; false if it is none.
  mutating func readTextTable(_ lines: [SourceLine], _ state: inout State) -> Bool {
    let filled = lines.filter { !$0.isBlank }
    guard let header = filled.first.map({ TextFacts([$0]) }), filled.count >= 3,
      header.concepts.contains(.port), !header.tokens.contains(where: \.isNumber),
      !filled.contains(where: { $0.text.isCommand })
    else { return false }
    let before = gathered.batches.count
    for block in PlainText.blocks(lines, isBeginning: false, .byFacts) {
      if case .table(let table) = block { readTable(table, &state) }
    }
    gathered.markListing(from: before)
    return gathered.batches.count > before
  }

  /// A listing of addresses is a list; commands and settings open nothing.
  mutating func readCode(_ lines: [SourceLine], _ state: inout State) {
    if layout?.isTaken ?? false {
      let items = lines.filter { !$0.isBlank }.map { Outline.Item(lines: [$0], depth: 0) }
      readList(items, state.inner, state.section, &state)
      return
    }
    // "# Example for your own registries:"
    if let remark = lines.first(where: { !$0.isBlank }), remark.isRemark,
      TextFacts([remark]).concepts.contains(.example)
    {
      for line in lines { noteProse(line, "an address of an example is not an endpoint") }
      return
    }
    // "Do not expose these ports:", above a listing of them.
    if state.inner.isTakenBack {
      let facts = lines.lazy.map { TextFacts([$0]) }
      if let told = facts.first(where: { $0.holdsAddress || $0.saysPorts }) {
        noteTakenBack(line: told.line, told.text)
        leaveOut(lines, state.inner)
      }
      return
    }
    // "Allow these hosts:" above records of their names is no word about DNS.
    let isOrdered = state.inner.namesAddresses
    let others = lines.filter { !$0.isHostsLine && (isOrdered || !$0.isZoneRecord) }
    if others.count < lines.count {
      leaveOut(records: lines.filter { $0.isHostsLine || !isOrdered && $0.isZoneRecord })
      if others.contains(where: { !$0.isBlank }) { readCode(others, &state) }
      return
    }
    if readData(lines, &state) || readTextTable(lines, &state) { return }
    let lines = lines.map { line in
      let text = ListMark.item(line.text)?.text ?? line.text
      // "public:8080/tcp -> local:80/tcp"
      return SourceLine(number: line.number, text: PortPair.outerSide(of: text) ?? text)
    }
    .filter { !$0.isBlank }
    let facts = lines.map { TextFacts([$0]) }
    // "editor.path": "https://vendor.example/index": a setting.
    let bare = facts.filter {
      !$0.text.contains("\":")
        && ($0.isBareAddresses
          || $0.tokens.first?.address != nil && $0.saysPorts && $0.nameRest.isEmpty)
    }
    // Numbers below "Ports:".
    if state.inner.namesPorts, bare.isEmpty, !lines.isEmpty,
      facts.allSatisfy({
        ($0.isNumbers && !$0.tokens.contains(where: \.isWord)
          || $0.saysPorts && $0.nameRest.isEmpty || $0.isNumberedPort
          // "1000 port for the clients"
          || $0.beginsWithNumber && $0.isLineOfPorts && $0.tokens.count <= 10)
          && !$0.text.contains { "{}=".contains($0) }
      })
    {
      read(items: lines.map { Outline.Item(lines: [$0], depth: 0) }, state.inner, state.section)
      return
    }
    if readPortLines(lines, facts, state) || readRuleLines(lines, &state)
      || readRuleFields(lines, &state)
    {
      return
    }
    if !bare.isEmpty, bare.count * 2 >= lines.count, !lines.contains(where: { $0.text.isCommand }) {
      let before = gathered.batches.count
      readAddresses(bare.flatMap(\.lines), &state)
      gathered.markListing(from: before)
      return
    }
    for line in lines { gathered.leaveUnplaced(command: line) }
    for (line, facts) in zip(lines, facts) where facts.holdsAddress {
      findings.add(
        .note, "address-in-prose", line, "an address in a command or setting is not an endpoint")
      state.commanded.formUnion(facts.addresses.items.map(\.address))
    }
  }
}
