import EndpointModel

/// What a single row is, and what it continues from the row above.
extension TableReading {
  func cells(_ role: ColumnRole, _ row: [TextFacts]) -> [TextFacts] {
    columns.indices(of: role).compactMap { $0 < row.count && !row[$0].isEmptyCell ? row[$0] : nil }
  }

  func cell(_ role: ColumnRole, _ row: [TextFacts]) -> TextFacts? {
    for column in columns.indices(of: role)
    where column < row.count && !row[column].isEmptyCell {
      return row[column]
    }
    return nil
  }

  mutating func read(_ row: Table.Row, _ facts: [TextFacts], in count: Int) {
    if row.isCutOff {
      findings.add(
        .error, "row-cut-off", line: row.line, quote: row.text,
        "the document ends inside this row; it was left out")
      return
    }
    if count > 1, let name = Self.groupName(facts), !isLoneValue(facts) {
      group = name
      above = Above()
      return
    }
    guard !isTakenBack(facts, row), !repeatsHeader(facts) else { return }
    var found = addresses(facts, row)
    var own = terms(facts, row)
    guard var transportCell = transport(facts, row) else { return }
    if transportCell == nil, columns.index(of: .transport) == nil {
      // "Media server (TCP)"
      let names = cells(.service, facts) + cells(.group, facts) + cells(.application, facts)
      transportCell = names.lazy.compactMap(\.transportAtEnd).first
    }
    if transportCell == nil, found.items.isEmpty {
      // "UDP | 123 | time": the server is one's own.
      let cells = cells(.address, facts)
      if let named = cells.first, cells.count == 1, named.isTransport {
        transportCell = named.transport ?? nil
      }
    }
    let name = self.name(facts)
    let goesOn =
      !isData && (name == nil || name == above.name) && columns.index(of: .service) != nil
    if found.items.isEmpty, found.isBlank, goesOn || columns.index(of: .service) == nil && !isData,
      !above.addresses.isEmpty, !own.terms.isEmpty || columns.index(of: .ports) == nil
    {
      found.items = above.addresses
    }
    if own.isDitto { own.terms = above.terms }
    // An address alone continues with what the row above says.
    if !isData, own.terms.isEmpty, !own.hasProblem, !above.terms.isEmpty, !found.items.isEmpty,
      facts.count(where: { !$0.isEmptyCell }) == 1,
      columns.index(of: .service) == nil || name == nil,
      columns.roles.count > 1
    {
      own.terms = above.terms
      transportCell = transportCell ?? above.transport
    }
    // So does one that brings its own ports: its protocol is the row's above.
    if !isData, transportCell == nil, own.terms.isEmpty, !own.hasProblem, name == nil,
      columns.index(of: .transport) != nil, columns.index(of: .ports) == nil,
      facts.count(where: { !$0.isEmptyCell }) == 1,
      found.items.contains(where: { $0.ports != nil })
    {
      transportCell = above.transport
    }
    if found.items.isEmpty, !found.isBlank, !found.hasProblem, !found.isNamed {
      findings.add(
        .note, "no-address", line: row.line, quote: row.text.abridged(to: 200),
        "the row names no address")
    }
    let asksForOne = columns.indices(of: .address).contains {
      columns.evidence[$0].says(.address)
        && !columns.evidence[$0].says(.destination, .source, .host)
    }
    if found.items.isEmpty, found.isNamed, !found.hasProblem, asksForOne {
      // Words where other rows have addresses.
      findings.add(
        .warning, "no-address", line: row.line, quote: row.text.abridged(to: 200),
        "the words in the place of an address name none")
    }
    let portless =
      transportCell.map { !$0.hasPorts } ?? false
      || own.terms.contains { $0.transport.map { !$0.hasPorts } ?? false }
    if found.items.isEmpty {
      guard !own.terms.isEmpty || portless, !found.hasProblem else { return }
      guard own.terms.contains(where: { $0.ports != nil }) || portless else { return }
    }
    if isData, found.items.isEmpty, found.isBlank,
      columns.indices(of: .address).contains(where: { columns.evidence[$0].addresses > 0 })
    {
      // In a data file a blank is a blank; but a sheet may have had merged cells.
      findings.add(
        .warning, "address-blank", line: row.line, quote: row.text.abridged(to: 200),
        "the row states ports and no address, others do")
    }
    emit(found, own, transportCell, facts, row, name)
    if let name { above.name = name }
    above.addresses = found.items
    above.terms = own.terms
  }

  /// Whether a row repeats the column names, as in a table that continues on another page.
  private func repeatsHeader(_ facts: [TextFacts]) -> Bool {
    guard let ports = cell(.ports, facts), let transport = cell(.transport, facts) else {
      return false
    }
    return ports.concepts.contains(.port) && transport.concepts.contains(.transportProtocol)
      && transport.tokens.allSatisfy { $0.transport == nil }
      && !facts.contains { $0.holdsAddress || $0.tokens.contains(where: \.isNumber) }
  }

  /// Whether it is a single value under a header, not the name of a group.
  private func isLoneValue(_ facts: [TextFacts]) -> Bool {
    guard let column = facts.firstIndex(where: { !$0.isEmptyCell }) else { return true }
    let role = column < columns.roles.count ? columns.roles[column] : nil
    if facts[column].saysPorts || facts[column].isNumbers { return true }
    if facts.filter({ !$0.isEmptyCell }).count > 1 { return false }
    return role == .address && facts[column].isAny
      || role == .transport && facts[column].isTransport
  }

  mutating func isTakenBack(_ facts: [TextFacts], _ row: Table.Row) -> Bool {
    var reason: TextFacts?
    if let action = cell(.action, facts), action.verdict == false || action.tick == false {
      reason = action
    }
    if let status = cell(.status, facts), status.concepts.containsAny(of: .retired, .deny) {
      reason = status
    }
    if reason == nil, facts.contains(where: { !$0.addresses.takenBack.isEmpty }) {
      // A row that is struck out or excluded as a whole.
      let filled = facts.filter { !$0.tokens.isEmpty }
      if filled.allSatisfy({
        $0.text.isEmpty || $0.addresses.items.isEmpty && !$0.addresses.takenBack.isEmpty
      }) {
        reason = filled.first
      }
    }
    if reason == nil {
      for role in [ColumnRole.address, .service] where reason == nil {
        let column = columns.indices(of: role).first { $0 < facts.count && facts[$0].saysRowIsPast }
        reason = column.map { facts[$0] }
      }
    }
    guard let reason else { return false }
    let isStruck = reason.tokens.contains { if case .struckBegin = $0.kind { true } else { false } }
    let words = reason.lines.text.withoutStruckMarks.abridged(to: 60)
    findings.add(
      .note, "row-denied", line: row.line, quote: row.text.withoutStruckMarks.abridged(to: 200),
      isStruck
        ? "the row is struck out; it is none to allow"
        : "the row says \"\(words)\"; it is none to allow")
    return true
  }
}
