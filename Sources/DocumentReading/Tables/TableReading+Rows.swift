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
    if hasPortRow || isBelowGroupName, Self.isLabel(facts) {
      above = Above()
      return
    }
    if count > 1, let name = Self.groupName(facts), !isLoneValue(facts) {
      group = name
      above = Above()
      if !isBelowPortRow { leavePortRow() }
      let facts = TextFacts(name, line: row.line)
      takeProtocol(of: facts)
      isGroupTakenBack = facts.shutsBelow || facts.forbidsRow
      isBelowGroupName = true
      return
    }
    isBelowGroupName = false
    isBelowPortRow = false
    if isGroupTakenBack {
      findings.add(
        .note, "row-denied", line: row.line, quote: row.text.abridged(to: 200),
        "the row stands below \"\((group ?? "").abridged(to: 60))\"; it is none to allow")
      return
    }
    guard !isTakenBack(facts, row), !repeatsHeader(facts), !leavesSomethingOut(facts, row) else {
      return
    }
    var found = addresses(facts, row)
    // "e.g. partner.example": who may stand there, and nobody in particular; a rule for all is not meant.
    if found.items.isEmpty, !found.hasProblem, told == nil,
      (cells(.address, facts) + cells(.source, facts) + cells(.destination, facts)).contains(
        where: {
          // "Your gateway (e.g. 192.0.2.1)" is a rule for one's own.
          $0.addresses.isOnlyOfExamples && $0.tokens.first?.concepts.contains(.example) ?? false
        })
    {
      findings.add(
        .warning, "address-example", line: row.line, quote: row.text.abridged(to: 200),
        "the row has nothing but an example in the place of an address; it was left out")
      return
    }
    var own = terms(facts, row)
    guard var transportCell = transport(facts, row) else { return }
    if transportCell == nil, columns.index(of: .transport) == nil {
      // "Media server (TCP)"
      let names = cells(.service, facts) + cells(.group, facts) + cells(.application, facts)
      transportCell =
        names.lazy.compactMap(\.transportAtEnd).first
        // "Initial TCP connection"
        ?? (own.terms.allSatisfy { $0.transport == nil }
          ? names.lazy.compactMap(\.onlyNamedTransport).first : nil)
    }
    if transportCell == nil, found.items.isEmpty {
      // "UDP | 123 | time": the server is one's own.
      let cells = cells(.address, facts)
      if let named = cells.first, cells.count == 1, named.isTransport {
        transportCell = named.transport ?? nil
      }
    }
    let name = self.name(facts)
    // "| a2.example | 8443 | |", below "Agent | a1.example | 443 | TCP": its protocol is the one above.
    if transportCell == nil, !isData, name == nil, columns.index(of: .service) != nil,
      !found.items.isEmpty, !own.terms.isEmpty, own.terms.allSatisfy({ $0.transport == nil }),
      let column = columns.index(of: .transport), column < facts.count, facts[column].isLeftOpen
    {
      transportCell = above.transport
    }
    // A remark that stands in for a name begins nothing new.
    let isRemark =
      columns.index(of: .service).map { columns.evidence[$0].says(.note) } ?? false
      && columns.index(of: .source) == nil && columns.index(of: .destination) == nil
    let goesOn =
      !isData && (name == nil || name == above.name || isRemark)
      && columns.index(of: .service) != nil
    if found.items.isEmpty, !above.addresses.isEmpty {
      let cells = columns.indices(of: .address).lazy.filter { $0 < facts.count }.map { facts[$0] }
      let isDitto = cells.contains(where: \.isDittoMark) && !found.hasProblem
      let isLeftOpen =
        found.isBlank && (goesOn || columns.index(of: .service) == nil && !isData)
        && (!own.terms.isEmpty || columns.index(of: .ports) == nil)
        && cells.allSatisfy(\.isLeftOpen)
      if isDitto || isLeftOpen { found.items = above.addresses }
    }
    if own.isDitto { own.terms = above.terms }
    // An address alone continues with what the row above says.
    if !isData, own.terms.isEmpty, !own.hasProblem, !above.terms.isEmpty, !found.items.isEmpty,
      facts.count(where: { !$0.isLeftOpen }) == 1,
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
    // "SG: web | All | 0-65535": everything, to something that only its owner can find.
    let opensAll = own.terms.contains { term in
      switch term.ports {
      case .any?: true
      case .numbers(let set)?:
        set.ranges.contains { $0.lowerBound <= 1 && $0.upperBound == .max }
      default: false
      }
    }
    if found.items.isEmpty, found.isNamed, !found.hasProblem, asksForOne || opensAll {
      // Words where other rows have addresses.
      findings.add(
        .warning, "no-address", line: row.line, quote: row.text.abridged(to: 200),
        "the words in the place of an address name none")
    }
    let portless =
      transportCell.map { !$0.hasPorts } ?? false
      || own.terms.contains { $0.transport.map { !$0.hasPorts } ?? false }
    if found.items.isEmpty, own.terms.isEmpty, !own.hasProblem {
      // "8680" alone below a row of ports: of a cell that went over several lines.
      let filled = facts.filter { !$0.isEmptyCell }
      if filled.count == 1, filled[0].isNumbers, filled[0].firstPort.map({ $0 >= 20 }) ?? false {
        findings.add(
          .warning, "row-not-understood", line: row.line, quote: row.text.abridged(to: 200),
          "a number alone in the row may be a port of the row above; it was left out")
      }
    }
    if found.items.isEmpty {
      guard !own.terms.isEmpty || portless, !found.hasProblem else { return }
      guard own.terms.contains(where: { $0.ports != nil }) || portless else { return }
    }
    if found.items.isEmpty, found.isBlank,
      columns.indices(of: .address).contains(where: { columns.evidence[$0].addresses > 0 })
    {
      // A rule without an address may be one for all; and a sheet may have had merged cells.
      findings.add(
        .warning, "address-blank", line: row.line, quote: row.text.abridged(to: 200),
        "the row states ports and no address, others do")
    }
    emit(found, own, transportCell, facts, row, name)
    if let name { above.name = name }
    above.addresses = found.items
    above.terms = own.terms
    above.transport = transportCell
  }

  /// Whether a column of its own leaves something out of what the row states: "Excluded ports".
  private mutating func leavesSomethingOut(_ facts: [TextFacts], _ row: Table.Row) -> Bool {
    let denied = facts.indices.filter { column in
      column < columns.roles.count && columns.roles[column] == .ignored
        && columns.evidence[column].says(.except, .deny) && !facts[column].isBlank
        && columns.evidence[column].says(.port, .address, .host, .network)
    }
    guard let first = denied.first else { return false }
    let ports = columns.indices(of: .ports) + columns.indices(of: .portStart)
    if ports.isEmpty, columns.evidence[first].says(.port) {
      findings.add(
        .note, "row-denied", line: row.line, quote: row.text.abridged(to: 200),
        "the row only says what is blocked; it is none to allow")
      return true
    }
    // "Allowed ports | Blocked ports": each says what it is.
    if ports.contains(where: { columns.evidence[$0].says(.allow) }) { return false }
    findings.add(
      .error, "ports-not-understood", line: row.line, quote: row.text.abridged(to: 200),
      "a column of the row leaves something out of the others; the row was left out")
    return true
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

  /// A column whose cells may deny their rows: by themselves, "Must be blocked", "Deprecated", or
  /// below its header, "Blocked: yes", "Enabled: no".
  struct DenyingColumn {
    let place: Int
    /// Whether a "no" below its header denies the row.
    let saysAllowed: Bool
    /// Whether a "yes" does.
    let saysDenied: Bool
    /// Whether its header asks if the row is needed.
    var asksForNeed = false
    /// Whether its header asks whether the outside may see it.
    var saysExposure = false
    /// Whether each of its cells decides, for others deny their rows.
    var decides = false
    /// Whether it holds remarks, most of which say nothing of the kind.
    var isOfRemarks = false
    /// How its header's word for denying begins, beside one for allowing.
    var initial: String?
    /// Whether other cells have a mark, so that a dash is a no.
    var hasMarks = false
    /// Whether its header asks if the row can be reached from outside: "No (only inside)" denies it.
    var asksForReach = false

    func denies(_ cell: TextFacts) -> Bool {
      if hasMarks, saysAllowed, ["-", "–", "—"].contains(cell.text.trimmed) { return true }
      if cell.isBlank { return false }
      if cell.forbidsRow || saysExposure && cell.keepsInside { return true }
      func isOnly(_ concept: Concept) -> Bool {
        cell.concepts.contains(concept) && cell.tokens.count == 1
      }
      // "A", "D" below "Allow/Deny".
      if let initial, cell.lower == initial { return true }
      if asksForReach, cell.beginsWithNo { return true }
      if asksForNeed || saysAllowed, cell.tokens.count == 1,
        SentenceWords.never.contains(cell.lower)
      {
        return true
      }
      return saysAllowed && (isOnly(.no) || cell.isFalse || cell.tick == false)
        || saysDenied && (isOnly(.yes) || cell.tick == true)
    }

    /// Whether the cell says that its row is not needed: it may be opened, and need not.
    func leavesOpen(_ cell: TextFacts) -> Bool {
      asksForNeed
        && (cell.tokens.count == 1 && (cell.concepts.contains(.no) || cell.lower == "n")
          || cell.isFalse || cell.tick == false)
    }

    /// Whether the cell says what is not understood, where others deny their rows.
    func doubts(_ cell: TextFacts) -> Bool {
      if cell.isBlank { return false }
      guard decides, !saysDenied, !saysExposure, !isOfRemarks else { return false }
      let isUnderstood =
        cell.concepts.containsAny(of: .yes, .allow, .ask) || cell.tick == true
        || cell.verdict != nil || cell.isDirection
        || SentenceWords.assents.contains(cell.lower.trimmingMarks)
      return !isUnderstood && cell.tokens.count <= 4
    }
  }

  /// Those of the table.
  func columnsThatMayDeny() -> [DenyingColumn] {
    columns.roles.indices.compactMap { column in
      switch columns.roles[column] {
      case .address, .ports, .transport, .source, .destination: return nil
      // What rows are called says nothing, unless a remark stands in for the name.
      case .service, .group:
        let header = header(of: column)
        let isEnabled =
          header.map {
            $0.saysAllowed || $0.concepts.contains(.allow) && $0.concepts.contains(.deny)
          }
          ?? false
        guard
          columns.evidence[column].says(.note, .status, .validity, .action) || asks(column)
            || isEnabled || saysExposure(column)
            || header.map { $0.tokens.count <= 3 && $0.text.namesFirewall } ?? false
        else { return nil }
      default: break
      }
      let evidence = columns.evidence[column]
      if evidence.statesDefaults { return nil }
      // "Open in the firewall?" above nothing but "yes" and "no"
      let header = header(of: column).flatMap {
        $0.tokens.count <= (evidence.areAnswers ? 8 : 3) ? $0 : nil
      }
      let saysDenied =
        header.map {
          $0.concepts.contains(.deny) && !$0.concepts.containsAny(of: .not, .allow)
        } ?? false
      return DenyingColumn(
        place: column,
        saysAllowed: header.map { $0.saysAllowed || evidence.areAnswers && $0.saysReachable }
          ?? false,
        saysDenied: saysDenied,
        asksForNeed: asks(column), saysExposure: saysExposure(column),
        decides: evidence.denials > 0 && evidence.isShort,
        isOfRemarks: evidence.says(.note) && !evidence.says(.status, .action, .validity),
        initial: header.flatMap { header in
          guard header.concepts.contains(.allow) else { return nil }
          return header.tokens.first { $0.concepts.contains(.deny) }.map {
            String($0.lower.prefix(1))
          }
        }, hasMarks: evidence.hasMarks,
        asksForReach: header.map { $0.tokens.count <= 4 && $0.saysReachable } ?? false)
    }
  }

  /// "Exposure", "Visibility"
  private func saysExposure(_ column: Int) -> Bool {
    guard let header = header(of: column), header.tokens.count <= 3 else { return false }
    return header.tokens.contains { SentenceWords.exposed.contains($0.lower) }
  }

  /// "Needed?", "Required"
  private func asks(_ column: Int) -> Bool {
    guard column < headers.count, let header = headers[column], header.tokens.count <= 4 else {
      return false
    }
    return header.tokens.contains { SentenceWords.requirements.contains($0.lower) }
      && !header.concepts.containsAny(of: .port, .address, .host, .transportProtocol)
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
    if let action = cell(.action, facts),
      action.verdict == false || action.tick == false || action.yesOrNo == false
        || action.forbidsRow || DenialWords.forbids(in: action.lower)
    {
      reason = action
    }
    if let status = cell(.status, facts),
      status.concepts.containsAny(of: .retired, .deny) || status.forbidsRow
        || status.tick == false && !(columns.index(of: .status).map(asks) ?? false)
    {
      reason = status
    }
    if reason == nil {
      reason = denyingColumns.first { $0.place < facts.count && $0.denies(facts[$0.place]) }
        .map { facts[$0.place] }
    }
    if reason == nil {
      // "8080 | - | BLOCKED | only inside": instead of who may reach it.
      let roles: [ColumnRole] = [.source, .destination, .address, .transport, .direction]
      reason = roles.flatMap { cells($0, facts) }.first(where: \.isNothingButDenial)
    }
    if reason == nil, !takenBackMarks.isEmpty {
      reason = facts.first { cell in
        takenBackMarks.contains { FootnoteMarks.bears($0, cell.lines.text) }
      }
      if takenBackMarks.contains(where: row.noteMarks.contains) {
        findings.add(
          .note, "row-denied", line: row.line, quote: row.text.abridged(to: 200),
          "a note below the table says of the row that it is none to allow")
        return true
      }
    }
    if reason == nil {
      // "Relay | ~~192.0.2.1~~ | 443": its addresses are struck out.
      let cells = columns.indices(of: .address).compactMap { $0 < facts.count ? facts[$0] : nil }
        .filter { !$0.tokens.isEmpty }
      if !cells.isEmpty,
        cells.allSatisfy({
          $0.addresses.items.isEmpty && !$0.addresses.takenBack.isEmpty
            && $0.addresses.problems.isEmpty
        })
      {
        reason = cells[0]
      }
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
      for role in [ColumnRole.address, .service, .ports] where reason == nil {
        let column = columns.indices(of: role).first { $0 < facts.count && facts[$0].saysRowIsPast }
        reason = column.map { facts[$0] }
      }
    }
    if reason == nil {
      // "Reserved for a later version; do not open this port."
      reason = facts.indices.filter { column in
        let role = column < columns.roles.count ? columns.roles[column] : nil
        return role != .address && role != .ports && role != .transport
      }
      .map { facts[$0] }.first(where: \.forbidsThisPort)
    }
    if reason == nil {
      let roles: [ColumnRole] = [.service, .group, .application, .note]
      reason = roles.flatMap { cells($0, facts) }.first(where: \.remarkKeepsRow)
    }
    if reason == nil {
      // "Do not open TCP port 5061", in a column of sentences
      reason = columns.indices(of: .ports).lazy.compactMap { $0 < facts.count ? facts[$0] : nil }
        .first(where: \.shutsItsPorts)
    }
    guard let reason else {
      tellOfDoubts(facts, row)
      return false
    }
    let isStruck = reason.tokens.contains { if case .struckBegin = $0.kind { true } else { false } }
    let words = reason.lines.text.withoutStruckMarks.abridged(to: 60)
    findings.add(
      .note, "row-denied", line: row.line, quote: row.text.withoutStruckMarks.abridged(to: 200),
      isStruck
        ? "the row is struck out; it is none to allow"
        : "the row says \"\(words)\"; it is none to allow")
    return true
  }

  private mutating func tellOfDoubts(_ facts: [TextFacts], _ row: Table.Row) {
    for column in denyingColumns where column.place < facts.count {
      let cell = facts[column.place]
      if column.leavesOpen(cell) {
        findings.add(
          .note, "row-optional", line: row.line, quote: row.text.abridged(to: 200),
          "the row says that it is not required; it was read")
      } else if column.doubts(cell) {
        findings.add(
          .warning, "action-not-understood", line: row.line, quote: row.text.abridged(to: 200),
          "\"\(cell.text.abridged(to: 40))\" may say that the row is none to allow; it was read")
      }
    }
  }
}
