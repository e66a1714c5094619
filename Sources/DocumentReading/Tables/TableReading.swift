import EndpointModel

/// Reads the endpoints of one table.
struct TableReading {
  private(set) var endpoints: [Endpoint] = []
  private(set) var findings = Findings()
  /// The columns, with why each is what it is.
  private(set) var understanding: [TableUnderstanding] = []

  /// Ports of tables from which nothing was read.
  private(set) var passedOver: [PassedOver] = []

  struct PassedOver {
    let ports: PortSet
    let line: Int
    let quote: String
  }

  private let scope: Scope
  private let isData: Bool
  private var memo = CellFactsMemo()

  private var columns: Columns!
  private var headers: [TextFacts?] = []
  private var group: String?
  private var above = Above()

  /// What rows go on with where their cells are blank.
  private struct Above {
    var name: String?
    var groups: [String] = []
    var addresses: [AddressFacts.Item] = []
    var terms: [PortTerm] = []
    var transport: IPProtocol?
    var direction: Direction?
  }

  /// No table for people is wider.
  static let columnLimit = 1000

  /// - Parameter isData: whether it is a data file, where a blank cell is a blank.
  init(_ table: Table, scope: Scope, isData: Bool = false) {
    self.scope = scope
    self.isData = isData
    if let wide = table.rows.first(where: { $0.cells.count > Self.columnLimit }) {
      findings.add(
        .error, "table-too-wide", line: wide.line, quote: nil,
        "a table of more than \(Self.columnLimit) columns was left out")
      return
    }
    read(table)
  }

  // MARK: Headers

  private mutating func facts(_ row: Table.Row) -> [TextFacts] {
    row.cells.map { memo.facts(of: $0) }
  }

  /// Rows are looked at one by one: what was found in all cells of a long table at once would
  /// take many times the room of the table.
  private mutating func read(_ table: Table) {
    var rows = table.rows.filter { row in !row.cells.allSatisfy { $0.text.isBlankWord } }
    guard !rows.isEmpty else { return }
    if rows.count <= 12 {
      let all = rows.map { facts($0) }
      if table.headerColumnCount > 0 || Self.isTransposed(all) { rows = Self.transposed(table) }
    } else if table.headerColumnCount > 0 {
      rows = Self.transposed(table)
    }
    let count = headerCount(rows, said: table.headerRowCount)
    headers = Self.joined(rows.prefix(count).map { facts($0) })
    var part: [Table.Row] = []
    for row in rows.dropFirst(count) {
      // A row of column names inside it begins anew; such names hold no digits.
      if !headers.isEmpty, !part.isEmpty,
        !row.cells.contains(where: { $0.text.utf8.contains(where: \.isDigit) }),
        Self.namesColumns(facts(row))
      {
        readRows(part)
        part = []
        headers = facts(row)
      } else {
        part.append(row)
      }
    }
    readRows(part)
  }

  private mutating func headerCount(_ rows: [Table.Row], said: Int?) -> Int {
    if let said, said > 0, said < rows.count {
      var count = said
      // A format may call the first row of data a header, too.
      while count > 0, Self.isData(facts(rows[count - 1])) { count -= 1 }
      return count
    }
    let rest = rows.dropFirst().prefix(50).map { facts($0) }
    return Self.isHeader(facts(rows[0]), before: rest) ? 1 : 0
  }

  /// Headers of several rows, joined by column.
  private static func joined(_ rows: [[TextFacts]]) -> [TextFacts?] {
    guard let first = rows.first else { return [] }
    if rows.count == 1 { return first.map(\.asHeader) }
    let width = rows.map(\.count).max() ?? 0
    return (0..<width).map { column in
      var lines: [SourceLine] = []
      for row in rows where column < row.count {
        for line in row[column].lines where !lines.contains(where: { $0.text == line.text }) {
          lines.append(line)
        }
      }
      return TextFacts(lines)
    }
  }

  private static func isData(_ row: [TextFacts]) -> Bool {
    row.contains { $0.holdsAddress || $0.isNumbers && $0.text.count > 1 }
  }

  /// Whether a row says what stands below it: it holds no values, and others do.
  private static func isHeader(_ row: [TextFacts], before rest: [[TextFacts]]) -> Bool {
    if isData(row) || rest.isEmpty { return false }
    if row.contains(where: {
      $0.saysPorts && ($0.tokens.contains(where: \.isNumber) || $0.tokens.count > 1 && $0.isAnyPort)
    }) {
      return false
    }
    let named = Set(row.flatMap { Self.columnConcepts($0) })
    if named.count >= 2 { return true }
    let filled = row.filter { !$0.isEmptyCell }
    if filled.count == 1, row.count > 1 { return false }
    if row.count == 1, named.isEmpty == false {
      return !row[0].text.isEmpty && rest.contains { $0.first?.holdsAddress ?? false }
    }
    // Words above columns of addresses or numbers.
    let columns = row.indices.filter { column in
      let below = rest.prefix(50).compactMap { column < $0.count ? $0[column] : nil }.filter {
        !$0.isEmptyCell
      }
      return !below.isEmpty
        && below.count(where: { $0.holdsAddress || $0.isNumbers || $0.isTransport }) * 2
          > below.count
    }
    let contradicted = columns.filter {
      !row[$0].isAny && !row[$0].isTransport && !row[$0].isBlank
        && (row[$0].isWords || !row[$0].holdsAddress && !row[$0].tokens.contains(where: \.isNumber))
    }
    return !columns.isEmpty && contradicted.count == columns.count && filled.count >= row.count - 1
      && columns.allSatisfy { !row[$0].isDirection }
  }

  private static func columnConcepts(_ cell: TextFacts) -> [Concept] {
    ColumnHeader.concept(cell).map { [$0] } ?? []
  }

  /// Whether a row inside a table is one of names.
  private static func namesColumns(_ row: [TextFacts]) -> Bool {
    let filled = row.filter { !$0.isEmptyCell }
    guard filled.count >= 2, !isData(row),
      !row.contains(where: { cell in
        cell.isTransport && cell.tokens.count == 1 || cell.isAny || cell.saysPorts
          || cell.tokens.contains { ($0.number ?? 0) > 9 }
      })
    else { return false }
    return filled.count(where: { !columnConcepts($0).isEmpty && $0.text.utf8.count <= 40 })
      >= max(2, filled.count - 1)
      && Set(filled.flatMap { columnConcepts($0) }).count >= 2
      && filled.contains { $0.concepts.containsAny(of: .port, .address) }
  }

  // MARK: Transposed tables

  /// Whether the first cells of the rows are the headers.
  private static func isTransposed(_ rows: [[TextFacts]]) -> Bool {
    guard rows.count >= 2, rows.allSatisfy({ $0.count >= 2 }) else {
      return false
    }
    let heads = rows.map { $0[0] }
    if heads.contains(where: {
      $0.holdsAddress || $0.text.utf8.count > 40 || $0.tokens.contains { $0.number ?? 0 > 9 }
    }) {
      return false
    }
    func kinds(_ cells: [TextFacts]) -> Set<Concept> {
      Set(cells.flatMap { columnConcepts($0) }).intersection([
        .port, .transportProtocol, .address, .host, .network, .direction, .service,
      ])
    }
    let side = kinds(heads)
    guard side.count >= 2, side.contains(.port) || side.contains(.address) || side.contains(.host)
    else { return false }
    let top = kinds(rows[0])
    let isOfAddresses = rows.contains { row in
      row[0].concepts.containsAny(of: .address, .host, .network, .destination)
        && row.dropFirst().allSatisfy { $0.holdsAddress || $0.isAny || $0.isEmptyCell }
    }
    return top.count < side.count && isOfAddresses
  }

  private static func transposed(_ table: Table) -> [Table.Row] {
    let width = table.rows.map(\.cells.count).max() ?? 0
    return (0..<width).map { column in
      Table.Row(
        cells: table.rows.map { column < $0.cells.count ? $0.cells[column] : Table.Cell(lines: []) }
      )
    }
  }

  // MARK: Rows

  /// So many rows tell what the columns hold.
  private static let sampleSize = 400

  private mutating func readRows(_ rows: [Table.Row]) {
    // Without rules of signs.
    let filled = rows.filter { row in
      row.cells.contains { cell in
        cell.text.utf8.contains { $0.isDigit || $0.maybeLetter || $0 == UInt8(ascii: "*") }
      }
    }
    guard !filled.isEmpty else { return }
    let rows = isData ? filled : aligned(filled)
    columns = Columns(
      headers: headers, rows: sample(of: rows),
      arePortsSaid: scope.terms.contains { $0.ports != nil && $0.ports != .any }, isData: isData)
    explain(rows[0].line)
    guard isAllowlist(rows) else {
      leaveAlone(rows)
      return
    }
    above = Above()
    group = nil
    let start = endpoints.count
    var statePorts = 0
    for row in rows {
      let facts = facts(row)
      if cell(.ports, facts) != nil { statePorts += 1 }
      read(row, facts, in: rows.count)
    }
    if statePorts == 1, rows.count > 1 { carryFromFirstRow(start, rows[0]) }
    warnOfBlankPorts(from: start, statePorts: statePorts)
  }

  private mutating func leaveAlone(_ rows: [Table.Row]) {
    for row in rows.prefix(Self.sampleSize) {
      let telling = facts(row).filter { cell in
        cell.saysPorts && cell.tokens.contains(where: \.isNumber) && cell.leftoverWords.count <= 6
      }
      passedOver += telling.flatMap(\.textPorts.terms).compactMap { term in
        guard case .numbers(let set)? = term.ports else { return nil }
        return PassedOver(ports: set, line: row.line, quote: row.text.abridged(to: 200))
      }
    }
    findings.add(
      .note, "table-left-alone", line: rows[0].line, quote: rows[0].text.abridged(to: 200),
      "a table without addresses and ports holds no endpoints")
  }

  /// The rows, those that lack cells from the left put where their cells belong.
  private mutating func aligned(_ rows: [Table.Row]) -> [Table.Row] {
    let width = max(headers.count, rows.lazy.map(\.cells.count).max() ?? 0)
    guard rows.contains(where: { $0.cells.count < width || $0.cells.last?.isBlank ?? true }),
      let alignment = RowAlignment(rows.prefix(20).map { facts($0) }, width: width)
    else { return rows }
    return rows.map { row in
      guard row.cells.count < width || row.cells.last?.isBlank ?? true,
        let places = alignment.columns(of: facts(row))
      else { return row }
      var cells = [Table.Cell](repeating: Table.Cell(lines: []), count: width)
      for (place, cell) in zip(places, row.cells) { cells[place] = cell }
      findings.add(
        .note, "row-shifted", line: row.line, quote: row.text.abridged(to: 200),
        "the row lacks cells; each was read below the column that it fits")
      return Table.Row(cells: cells, isCutOff: row.isCutOff)
    }
  }

  /// Rows of values from all over the table.
  private mutating func sample(of rows: [Table.Row]) -> [[TextFacts]] {
    let step = max(1, rows.count / Self.sampleSize)
    let some = stride(from: 0, to: rows.count, by: step).map { facts(rows[$0]) }
    let values = some.filter { Self.groupName($0) == nil }
    return values.isEmpty ? some : values
  }

  private mutating func explain(_ line: Int) {
    understanding.append(
      TableUnderstanding(
        line: line,
        columns: columns.roles.indices.map { column in
          TableUnderstanding.Column(
            header: column < headers.count ? headers[column]?.text ?? "" : "",
            role: columns.roles[column]?.rawValue ?? "ignored", reason: columns.reason(of: column))
        }))
  }

  /// Whether there is anything that opens a firewall: an address, or ports that a header or a
  /// protocol makes ports.
  private mutating func isAllowlist(_ rows: [Table.Row]) -> Bool {
    let ports = columns.indices(of: .ports) + columns.indices(of: .portStart)
    let isNamed = ports.contains {
      columns.evidence[$0].says(.port) || columns.evidence[$0].saidPorts > 0
        || columns.evidence[$0].transport != nil
    }
    if isNamed || !ports.isEmpty && columns.index(of: .transport) != nil { return true }
    let isOfAddresses = columns.roles.contains {
      [.address, .source, .destination, .rangeStart].contains($0)
    }
    return rows.contains { row in
      facts(row).contains { cell in
        isOfAddresses && (cell.holdsAddress || cell.isAny)
          || cell.isAddressValue && !cell.addresses.items.allSatisfy { $0.mayBeFile || $0.isLink }
      }
    }
  }

  /// The name of a row that heads those below it: one text alone, once or in all cells.
  private static func groupName(_ row: [TextFacts]) -> String? {
    let filled = row.filter { !$0.isEmptyCell }
    guard let first = filled.first, row.count > 1, !first.holdsAddress,
      first.addresses.problems.isEmpty
    else { return nil }
    if filled.count == 1
      || filled.allSatisfy({ $0.text == first.text }) && filled.count == row.count
    {
      return first.isNumbers || first.isTransport && filled.count > 1
        || first.isAny && filled.count > 1 ? nil : first.text
    }
    return nil
  }

  private func cells(_ role: ColumnRole, _ row: [TextFacts]) -> [TextFacts] {
    columns.indices(of: role).compactMap { $0 < row.count && !row[$0].isEmptyCell ? row[$0] : nil }
  }

  private func cell(_ role: ColumnRole, _ row: [TextFacts]) -> TextFacts? { cells(role, row).first }

  private mutating func read(_ row: Table.Row, _ facts: [TextFacts], in count: Int) {
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
    let name = self.name(facts)
    let goesOn =
      !isData && (name == nil || name == above.name) && columns.index(of: .service) != nil
    if found.items.isEmpty, found.isBlank, goesOn || columns.index(of: .service) == nil && !isData,
      !above.addresses.isEmpty, !own.terms.isEmpty || columns.index(of: .ports) == nil
    {
      found.items = above.addresses
    }
    if own.isDitto { own.terms = above.terms }
    // An address alone goes on with what the row above says.
    if !isData, own.terms.isEmpty, !own.hasProblem, !above.terms.isEmpty, !found.items.isEmpty,
      facts.count(where: { !$0.isEmptyCell }) == 1,
      columns.index(of: .service) == nil || name == nil,
      columns.roles.count > 1
    {
      own.terms = above.terms
      transportCell = transportCell ?? above.transport
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
      // Words where addresses stand in other rows.
      findings.add(
        .warning, "no-address", line: row.line, quote: row.text.abridged(to: 200),
        "the words in the place of an address name none")
    }
    let portless = transportCell.map { !$0.hasPorts } ?? false
    if found.items.isEmpty {
      guard !own.terms.isEmpty || portless, !found.hasProblem else { return }
      guard own.terms.contains(where: { $0.ports != nil }) || portless else { return }
    }
    emit(found, own, transportCell, facts, row, name)
    if let name { above.name = name }
    above.addresses = found.items
    above.terms = own.terms
  }

  /// A row of column names inside a table, as where one goes on behind the edge of a page.
  private func repeatsHeader(_ facts: [TextFacts]) -> Bool {
    guard let ports = cell(.ports, facts), let transport = cell(.transport, facts) else {
      return false
    }
    return ports.concepts.contains(.port) && transport.concepts.contains(.transportProtocol)
      && transport.tokens.allSatisfy { $0.transport == nil }
      && !facts.contains { $0.holdsAddress || $0.tokens.contains(where: \.isNumber) }
  }

  /// A single value under a header is no name of a group.
  private func isLoneValue(_ facts: [TextFacts]) -> Bool {
    guard let column = facts.firstIndex(where: { !$0.isEmptyCell }) else { return true }
    let role = column < columns.roles.count ? columns.roles[column] : nil
    if facts[column].saysPorts || facts[column].isNumbers { return true }
    if facts.filter({ !$0.isEmptyCell }).count > 1 { return false }
    return role == .address && facts[column].isAny
      || role == .transport && facts[column].isTransport
  }

  // MARK: What takes back

  private mutating func isTakenBack(_ facts: [TextFacts], _ row: Table.Row) -> Bool {
    var reason: TextFacts?
    if let action = cell(.action, facts), action.verdict == false { reason = action }
    if let status = cell(.status, facts), status.concepts.containsAny(of: .retired, .deny) {
      reason = status
    }
    if reason == nil {
      // A row that is struck out as a whole, or says so of itself.
      let filled = facts.filter { !$0.tokens.isEmpty }
      if !filled.isEmpty,
        filled.allSatisfy({
          $0.text.isEmpty || $0.addresses.items.isEmpty && !$0.addresses.takenBack.isEmpty
        }),
        filled.contains(where: { !$0.addresses.takenBack.isEmpty })
      {
        reason = filled[0]
      }
    }
    guard let reason else { return false }
    findings.add(
      .note, "row-denied", line: row.line, quote: row.text.abridged(to: 200),
      "the row says \"\(reason.lines.text.abridged(to: 60))\"; it is none to allow")
    return true
  }

  // MARK: Addresses

  private struct Found {
    var items: [AddressFacts.Item] = []
    var hasProblem = false
    /// Whether the cells for addresses are blank.
    var isBlank = true
    /// Whether they name something that is no address.
    var isNamed = false
    var direction: Direction?
  }

  private mutating func addresses(_ facts: [TextFacts], _ row: Table.Row) -> Found {
    var found = Found()
    if let start = cell(.rangeStart, facts)?.addresses.items.first,
      let end = cell(.rangeEnd, facts)?.addresses.items.first
    {
      found.isBlank = false
      if let a = start.address.range?.first, let b = end.address.range?.last,
        let range = AddressRange(a, b)
      {
        found.items = [item(.range(range), like: start)]
      } else {
        found.hasProblem = true
        findings.add(
          .error, "address-not-understood", line: row.line, quote: row.text,
          "the range ends before it begins; it was left out")
      }
      return found
    }
    var named = columns.indices(of: .address).compactMap { column -> TextFacts? in
      guard column < facts.count, !facts[column].isEmptyCell else { return nil }
      // "All" among names of machines of one's own are all of these.
      let evidence = columns.evidence[column]
      let isOwn = facts[column].isAny && facts[column].tokens.count == 1
      return isOwn && evidence.addresses == 0 && evidence.words > evidence.anyWords
        ? nil : facts[column]
    }
    if columns.index(of: .source) != nil || columns.index(of: .destination) != nil {
      let (far, direction) = farEnd(facts)
      if cell(.source, facts) != nil || cell(.destination, facts) != nil { found.isBlank = false }
      named += far
      found.direction = direction
    }
    for cell in named {
      let before = found.items.count
      take(cell, &found, row)
      if let name = addressNames.first(where: { $0.key < facts.count && facts[$0.key] === cell })?
        .value
      {
        for i in before..<found.items.count where found.items[i].label == nil {
          found.items[i].label = name
        }
      }
    }
    found.items = masked(found.items, facts)
    if found.items.isEmpty, !found.hasProblem {
      // Addresses in a column of something else.
      for (column, cell) in facts.enumerated()
      where cell.holdsAddress || !cell.addresses.takenBack.isEmpty {
        let role = column < columns.roles.count ? columns.roles[column] : nil
        if role == .ignored || role == .mask || named.contains(where: { $0 === cell }) { continue }
        // "Only for our administrators (192.0.2.8)", where no column is of addresses.
        if role == .note,
          columns.index(of: .address) != nil
            || cell.addresses.items.contains(where: { $0.address.range == nil })
        {
          continue
        }
        if cell.addresses.items.allSatisfy({ $0.mayBeFile || $0.isLink }) { continue }
        take(cell, &found, row)
      }
    }
    return found
  }

  private func item(_ address: EndpointAddress, like item: AddressFacts.Item) -> AddressFacts.Item {
    AddressFacts.Item(
      address: address, label: item.label, line: item.line, place: item.place, ports: item.ports,
      transport: item.transport, remarks: item.remarks)
  }

  private mutating func take(_ cell: TextFacts, _ found: inout Found, _ row: Table.Row) {
    found.isBlank = false
    for problem in cell.addresses.problems {
      found.hasProblem = true
      findings.add(
        .error, problem.code, line: problem.line, quote: cell.text.abridged(to: 200),
        problem.message)
    }
    if cell.addresses.items.isEmpty, cell.addresses.problems.isEmpty, cell.isAny {
      found.items.append(AddressFacts.Item(address: .any, label: nil, line: row.line, place: 0..<0))
      return
    }
    if cell.addresses.items.isEmpty, cell.addresses.problems.isEmpty {
      found.isNamed = true
      // Digits and signs that should be an address; words name somebody's machine.
      let looksBroken =
        !cell.tokens.contains(where: \.isWord)
        || cell.text.contains { $0 == "." || $0 == ":" } && !cell.text.contains(" ")
      if looksBroken, !cell.tokens.isEmpty, cell.addresses.takenBack.isEmpty {
        found.hasProblem = true
        findings.add(
          .error, "address-not-understood", line: row.line, quote: row.text.abridged(to: 200),
          "\"\(cell.text.abridged(to: 60))\" is no address; it was left out")
      }
    }
    for item in cell.addresses.items {
      for remark in item.remarks {
        findings.add(
          Self.severity(of: remark), remark.code, line: item.line,
          quote: cell.text.abridged(to: 200), remark.message)
      }
      found.items.append(item)
    }
  }

  static func severity(of remark: AddressToken.Remark) -> Finding.Severity {
    [
      "mask-like-range", "host-bits", "stray-dot", "stray-letter", "leading-zero",
      "abbreviated-networks",
    ].contains(remark.code)
      ? .warning : .note
  }

  /// The end of a connection that is not one's own, and the way to it.
  private func farEnd(_ facts: [TextFacts]) -> ([TextFacts], Direction?) {
    let source = cell(.source, facts)
    let destination = cell(.destination, facts)
    func isFar(_ cell: TextFacts?) -> Bool {
      guard let cell else { return false }
      // "All" are all machines of one's own that a page speaks of.
      return cell.holdsAddress || !cell.addresses.problems.isEmpty
        || cell.isAny && cell.text.lowercased() != "all"
    }
    // Where the row says the way, "any" on one's own side is no far end.
    let said = cell(.direction, facts)?.direction
    if said == .inbound, let source, !isFar(source), destination?.isAny ?? false {
      return ([], .inbound)
    }
    if said == .outbound, let destination, !isFar(destination), source?.isAny ?? false {
      return ([], .outbound)
    }
    if let source, let destination, source.isAny, destination.isAny, let said, said != .both {
      return ([said == .inbound ? source : destination], said)
    }
    switch (isFar(source), isFar(destination)) {
    case (true, false): return ([source!], .inbound)
    case (false, true): return ([destination!], .outbound)
    case (true, true) where source!.isAny && destination!.isAny: return ([], nil)
    case (true, true):
      // Anybody on one side: the other one is meant.
      if source!.isAny, !destination!.isAny { return ([destination!], .outbound) }
      if destination!.isAny, !source!.isAny { return ([source!], .inbound) }
      return ([destination!], .outbound)
    case (false, false): return ([], nil)
    }
  }

  /// Networks with the masks or lengths of their own columns.
  private mutating func masked(_ items: [AddressFacts.Item], _ facts: [TextFacts]) -> [AddressFacts
    .Item]
  {
    let length: Int?
    if let mask = cell(.mask, facts) {
      length = mask.text[...].maskLength
    } else if let cell = cell(.prefixLength, facts) {
      length = cell.tokens.compactMap(\.number).first
    } else {
      return items
    }
    guard let length else { return items }
    return items.map { item in
      guard let range = item.address.range, range.first == range.last,
        length <= range.family.bitWidth,
        case .address(let whole) = AddressToken.read("\(range.first)/\(length)")
      else { return item }
      return self.item(whole.address, like: item)
    }
  }

  // MARK: Ports and protocols

  private struct OwnTerms {
    var terms: [PortTerm] = []
    /// What the header of a term's column calls it, by the term's place.
    var names: [Int: String] = [:]
    var examples: PortSet?
    var isDitto = false
    var hasProblem = false
    var isBlank = true
  }

  private mutating func terms(_ facts: [TextFacts], _ row: Table.Row) -> OwnTerms {
    var own = OwnTerms()
    if let start = cell(.portStart, facts), columns.index(of: .portEnd) != nil {
      let end = cell(.portEnd, facts) ?? start
      own.isBlank = false
      if let low = start.firstPort, let high = end.firstPort, low <= high {
        own.terms = [PortTerm(ports: PortSet([low...high]).map(Ports.numbers))]
      } else if start.isAny || end.isAny {
        own.terms = [PortTerm(ports: .any)]
      } else {
        report(
          "ports-not-understood", "\"\(start.text)\" to \"\(end.text)\" is no range of ports", row,
          &own)
      }
      return own
    }
    for column in columns.indices(of: .ports)
    where column < facts.count && !facts[column].isEmptyCell {
      let cell = facts[column]
      if cell.isDittoMark {
        own.isDitto = true
        continue
      }
      let before = own.terms.count
      readPorts(cell, headerTransport: columns.evidence[column].transport, row, &own)
      if let name = portNames[column] {
        for place in before..<own.terms.count { own.names[place] = name }
      }
    }
    if own.terms.isEmpty, !own.isDitto, !own.hasProblem {
      // Ports beside an address, or in words that leave no doubt.
      let hasPorts = columns.index(of: .ports) != nil
      for (column, cell) in facts.enumerated() {
        let role = column < columns.roles.count ? columns.roles[column] : nil
        if role == .ports || role == .transport || role == .ignored && hasPorts { continue }
        if role == .note {
          if !hasPorts, cell.saysPorts, facts.contains(where: \.holdsAddress) {
            findings.add(
              .warning, "ports-unused", line: row.line, quote: cell.text.abridged(to: 200),
              "the ports in this remark were given to no address")
          }
          continue
        }
        if cell.saysPorts {
          for term in cell.textPorts.terms where term.ports != nil && !own.terms.contains(term) {
            own.terms.append(term)
          }
        }
      }
    }
    return own
  }

  private mutating func report(
    _ code: String, _ message: String, _ row: Table.Row, _ own: inout OwnTerms
  ) {
    own.hasProblem = true
    findings.add(.error, code, line: row.line, quote: row.text.abridged(to: 200), message)
  }

  private mutating func readPorts(
    _ cell: TextFacts, headerTransport: IPProtocol?, _ row: Table.Row, _ own: inout OwnTerms
  ) {
    own.isBlank = false
    let ports = cell.cellPorts
    let stated = ports.terms.filter { $0.ports != nil }
    for problem in ports.problems {
      // One broken port does not hide the others.
      findings.add(
        .error, "ports-not-understood", line: row.line, quote: row.text.abridged(to: 200), problem)
      if stated.isEmpty { own.hasProblem = true }
    }
    for number in ports.doubtfulNumbers {
      findings.add(
        .warning, "thousands-mark", line: row.line, quote: cell.text.abridged(to: 100),
        "\(number) was read as one number with a mark of thousands")
    }
    if ports.strayNumbers > 0 {
      findings.add(
        .warning, "words-among-ports", line: row.line, quote: cell.text.abridged(to: 100),
        "a number among the words behind the ports was left out")
    }
    if own.hasProblem { return }
    own.examples = own.examples ?? ports.examples
    // ESP and the like beside ports.
    if !stated.isEmpty {
      own.terms += ports.terms.filter { $0.ports == nil && !($0.transport?.hasPorts ?? true) }
    }
    if stated.isEmpty {
      if ports.terms.contains(where: { $0.transport != nil }) {
        own.terms += ports.terms.filter { $0.transport != nil }
      } else if cell.concepts.contains(.unknown) || cell.text.contains(where: \.isNumber)
        || !cell.holdsAddress && cell.text.contains(where: \.isLetter)
      {
        report(
          "ports-not-understood", "no port could be read from \"\(cell.text.abridged(to: 60))\"",
          row, &own)
      }
      return
    }
    for term in stated {
      var term = term
      if term.transport == nil { term.transport = headerTransport }
      if !own.terms.contains(term) { own.terms.append(term) }
    }
  }

  /// What the headers of several columns of addresses call them: "Europe", "Asia".
  private var addressNames: [Int: String] {
    let columns = self.columns.indices(of: .address).filter {
      self.columns.evidence[$0].addresses > 0
    }
    guard columns.count > 1 else { return [:] }
    var names: [Int: String] = [:]
    for column in columns {
      guard let header = self.columns.evidence[column].header, !header.isGeneric,
        !header.concepts.containsAny(of: .address, .host, .network, .mask, .note, .service),
        !header.text.isEmpty, !names.values.contains(header.text)
      else { return [:] }
      names[column] = header.text
    }
    return names
  }

  /// What the headers of several columns of ports call them, beside "ports" and a protocol:
  /// "Unencrypted", "Encrypted".
  private var portNames: [Int: String] {
    let ports = columns.indices(of: .ports)
    guard ports.count > 1 else { return [:] }
    var names: [Int: String] = [:]
    for column in ports {
      let name = columns.evidence[column].header?.leftoverWords.filter {
        $0.transport == nil && $0.application == nil
          && !$0.concepts.containsAny(
            of: .port, .transportProtocol, .source, .destination, .note, .from, .until, .first,
            .last)
      }.map { String($0.text) }.joined(separator: " ")
      if let name, !name.isEmpty, !names.values.contains(name) { names[column] = name }
    }
    return names.count == ports.count ? names : [:]
  }

  /// Nil where the cell names something unknown and the row was left out.
  private mutating func transport(_ facts: [TextFacts], _ row: Table.Row) -> IPProtocol?? {
    guard let cell = cell(.transport, facts) else { return .some(nil) }
    if cell.isDittoMark { return .some(above.transport) }
    if let transport = cell.transport {
      above.transport = transport
      return .some(transport)
    }
    findings.add(
      .error, "protocol-not-understood", line: row.line, quote: row.text.abridged(to: 200),
      "\"\(cell.text.abridged(to: 60))\" names no known protocol; the row was left out")
    return nil
  }

  // MARK: What comes of a row

  private func name(_ facts: [TextFacts]) -> String? {
    if let own = cells(.service, facts).first(where: { !$0.isDittoMark })?.nameText, !own.isEmpty {
      return own
    }
    if columns.index(of: .service) == nil {
      // "Login (HTTPS, TCP 443)" names the row and its ports.
      let rest = cells(.ports, facts).map(\.nameRest).filter { !$0.isEmpty }
      if let first = rest.first { return first }
    }
    return nil
  }

  private mutating func emit(
    _ found: Found, _ own: OwnTerms, _ transport: IPProtocol?, _ facts: [TextFacts],
    _ row: Table.Row,
    _ name: String?
  ) {
    if own.hasProblem { return }
    let applications = cells(.application, facts).map(\.nameText).filter { !$0.isEmpty }
    let usual = cells(.application, facts).lazy.flatMap(\.tokens).compactMap {
      $0.transport ?? $0.application?.transport
    }.first
    var ownName = name
    if ownName == nil, !isData || columns.index(of: .service) == nil {
      ownName = columns.index(of: .service) != nil ? above.name : nil
    }
    var rowGroups = cells(.group, facts).map(\.nameText).filter { !$0.isEmpty }
    // In a page a blank cell goes on with the group above it.
    if rowGroups.isEmpty, !isData { rowGroups = above.groups } else { above.groups = rowGroups }
    if ownName == nil, !applications.isEmpty { ownName = applications.joined(separator: ", ") }
    // "Directory node → Clock source"
    let ends = [cell(.source, facts), cell(.destination, facts)].compactMap { $0 }
      .filter { !$0.holdsAddress && !$0.isAny }.map(\.nameText).filter { !$0.isEmpty }
    let groupText =
      ([group].compactMap { $0 } + rowGroups
      + (ends.isEmpty ? [] : [ends.joined(separator: " → ")])).joinedNames
    let way =
      cell(.direction, facts)?.direction ?? found.direction ?? (columns.isInbound ? .inbound : nil)
      ?? scope.direction
    var remarks = cells(.note, facts).map(\.text).filter { !$0.isEmpty && !$0.isBlankWord }
    if ownName != applications.joined(separator: ", ") { remarks = applications + remarks }
    for extra in cells(.service, facts).dropFirst() where !extra.nameText.isEmpty {
      remarks.append(extra.nameText)
    }
    let note = remarks.joinedNames
    let terms = completed(own, transport, usual, found, row)
    if terms.contains(where: { $0.ports != nil && $0.transport.map { !$0.hasPorts } ?? false }) {
      findings.add(
        .warning, "ports-without-use", line: row.line, quote: row.text.abridged(to: 200),
        "the row gives ports to a protocol that has none; they were left out")
    }
    let places = found.items.isEmpty ? [nil] : found.items.map { Optional($0) }
    for item in places {
      let label = item?.label
      let (service, group) = RowNames.names(own: ownName, group: groupText, label: label, scope)
      let role = portRole(service, facts, terms)
      for (place, term) in ofItem(terms, item, transport, row).enumerated() {
        let group = own.names[place].map { [group, $0].compactMap { $0 }.joinedNames } ?? group
        var value = Endpoint(
          service: service, group: group, address: item?.address,
          ports: term.transport.map { $0.hasPorts } ?? true ? term.ports : nil,
          transport: term.transport ?? term.usualTransport, direction: way, portRole: role,
          examplePorts: own.examples, note: note, line: item?.line ?? row.line)
        if value.address == nil { value.line = row.line }
        endpoints.append(value)
      }
    }
  }

  /// The row's terms with what its protocol, the header or what is around adds.
  private mutating func completed(
    _ own: OwnTerms, _ transport: IPProtocol?, _ usual: IPProtocol?, _ found: Found,
    _ row: Table.Row
  ) -> [PortTerm] {
    let around = scope.transport
    guard !own.terms.isEmpty else {
      let hasOwn = found.items.contains { $0.ports != nil }
      if let transport, !transport.hasPorts { return [PortTerm(transport: transport, ports: nil)] }
      if !hasOwn, !scope.terms.isEmpty, columns.index(of: .ports) == nil {
        let fitting = scope.terms.filter {
          transport == nil || $0.transport == nil || $0.transport == transport
            || transport == .tcpAndUDP
        }
        let taken = (fitting.isEmpty ? scope.terms : fitting).map {
          PortTerm(
            transport: transport ?? $0.transport, usualTransport: $0.usualTransport, ports: $0.ports
          )
        }
        return taken
      }
      return [PortTerm(transport: transport ?? around, usualTransport: usual, ports: nil)]
    }
    return own.terms.map { term in
      var term = term
      if let named = term.transport {
        if let transport, named != transport, transport.joined(with: named) != transport {
          findings.add(
            .warning, "protocol-differs", line: row.line, quote: row.text.abridged(to: 200),
            "the row says \(transport.rawValue), its ports say \(named.rawValue); taken was \(named.rawValue)"
          )
        }
      } else {
        term.transport = transport ?? around
        if term.transport == nil, term.usualTransport == nil { term.usualTransport = usual }
      }
      return term
    }
  }

  /// The terms of one address: those written on it come first.
  private mutating func ofItem(
    _ terms: [PortTerm], _ item: AddressFacts.Item?, _ transport: IPProtocol?, _ row: Table.Row
  ) -> [PortTerm] {
    guard let item, let ports = item.ports else {
      if let named = item?.transport, terms.allSatisfy({ $0.ports == nil && $0.transport == nil }) {
        return [PortTerm(transport: named, ports: nil)]
      }
      return terms
    }
    let stated = terms.filter { $0.ports != nil }
    if stated.isEmpty || columns.index(of: .ports) == nil && columns.index(of: .portStart) == nil {
      return [
        PortTerm(
          transport: item.transport ?? transport ?? terms.first?.transport,
          usualTransport: terms.first?.usualTransport, ports: .numbers(ports))
      ]
    }
    if let port = ports.ranges.first?.lowerBound, !stated.contains(where: { $0.holds(port) }) {
      findings.add(
        .warning, "port-differs", line: item.line, quote: row.text.abridged(to: 200),
        "the port \(port) behind the address is not among the row's ports")
    }
    return terms
  }

  /// The role of ports that are the customer's own: where the cell says so, or the prose says
  /// so of the role that the service's name holds.
  private func portRole(_ service: String?, _ facts: [TextFacts], _ terms: [PortTerm]) -> PortRole?
  {
    let isCustomers = terms.contains { $0.ports == .customer }
    guard let service, isCustomers || !scope.customerRoles.isEmpty else { return nil }
    let role =
      PortRole(in: Words(service))
      ?? (isCustomers ? cell(.ports, facts).flatMap { PortRole(in: Words($0.text)) } : nil)
    guard let role else { return nil }
    return isCustomers || scope.customerRoles.contains(role) ? role : nil
  }

  /// A blank where other rows state ports is rather forgotten than meant.
  private mutating func warnOfBlankPorts(from start: Int, statePorts: Int) {
    guard statePorts > 0, columns.index(of: .ports) != nil else { return }
    let blank = endpoints[start...].filter {
      $0.ports == nil && $0.address != nil && ($0.transport?.hasPorts ?? true)
    }
    guard let first = blank.first else { return }
    findings.add(Self.blankPorts(count: Set(blank.map(\.line)).count, first))
  }

  static func blankPorts(count: Int, _ first: Endpoint) -> Finding {
    Finding(
      .warning, "ports-blank", line: first.line, quote: first.address?.description,
      message: (count == 1 ? "a row" : "\(count) rows") + " of this table state"
        + (count == 1 ? "s" : "") + " no ports, others do")
  }

  /// Ports that only the first row states speak for all rows of the table.
  private mutating func carryFromFirstRow(_ start: Int, _ row: Table.Row) {
    guard !isData, endpoints.count > start, cell(.ports, facts(row)) != nil,
      let first = endpoints[start].ports
    else { return }
    var changed = false
    for i in start..<endpoints.count
    where endpoints[i].ports == nil && (endpoints[i].transport?.hasPorts ?? true) {
      endpoints[i].ports = first
      endpoints[i].transport = endpoints[i].transport ?? endpoints[start].transport
      changed = true
    }
    if changed {
      findings.add(
        .note, "ports-carried", line: row.line, quote: nil,
        "only the first row states ports; they were taken for all rows")
    }
  }
}

extension TextFacts {
  /// Headers that programs write: `from_port`, `destPort`.
  fileprivate var asHeader: TextFacts {
    guard lines.count == 1, !text.contains(" "),
      text.contains("_") || text.dropFirst().contains(where: \.isUppercase)
    else { return self }
    let words = text.separatedWords
    return words == text ? self : TextFacts(words, line: line)
  }

  /// Nothing at all, not even a mark for nothing.
  var isEmptyCell: Bool { (tokens.isEmpty || text.isBlankWord) && !isDittoMark }

  /// A mark that repeats what stands above.
  var isDittoMark: Bool {
    ["\"", "〃", "″", "''", "dto.", "ditto", "do.", "idem"].contains(lines.text.lowercased())
  }

  var firstPort: UInt16? { tokens.lazy.compactMap(\.number).first.flatMap { UInt16(exactly: $0) } }

  /// The words as a name, without the marks around them.
  var nameText: String {
    let name = text.trimmed
    return name.isBlankWord ? "" : name
  }
}

extension [String] {
  /// The names, joined; nil where there is none.
  var joinedNames: String? { isEmpty ? nil : joined(separator: ", ").foldedOrNil }
}

/// The facts of cells, each short text looked at once.
struct CellFactsMemo {
  private var known: [String: TextFacts] = [:]

  mutating func facts(of cell: Table.Cell) -> TextFacts {
    guard cell.lines.count <= 1, cell.text.utf8.count <= 48 else { return TextFacts(cell.lines) }
    if let facts = known[cell.text] { return facts }
    let facts = TextFacts(cell.lines)
    // Addresses know their lines.
    if facts.addresses.items.isEmpty, facts.addresses.problems.isEmpty,
      facts.addresses.takenBack.isEmpty
    {
      known[cell.text] = facts
    }
    return facts
  }
}
