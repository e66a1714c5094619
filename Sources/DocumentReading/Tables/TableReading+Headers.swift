import EndpointModel

/// Which rows of a table are its headers, and whether the table is transposed.
extension TableReading {
  // MARK: Headers

  mutating func facts(_ row: Table.Row) -> [TextFacts] {
    row.cells.map { memo.facts(of: $0) }
  }

  /// The line of a cell of a row. The facts of equal cells are shared, and know only that of the
  /// first.
  mutating func line(of cell: TextFacts, _ row: Table.Row) -> Int {
    for own in row.cells where memo.facts(of: own) === cell {
      return own.lines.first?.number ?? row.line
    }
    return cell.line > 0 ? cell.line : row.line
  }

  /// Rows are read one by one: the facts of all cells of a long table would take many times the
  /// memory of the table.
  mutating func read(_ table: Table) {
    var rows = table.rows.filter { row in !row.cells.allSatisfy { $0.text.isBlankWord } }
    guard !rows.isEmpty else { return }
    if let header = rows[0].withEndsApart { rows[0] = header }
    var saidHeaders = table.headerRowCount
    if told == nil, let below = withPortsAbove(rows) { (rows, saidHeaders) = (below, 1) }
    if rows.count <= 12 {
      let all = rows.map { facts($0) }
      if table.headerColumnCount > 0 || Self.isTransposed(all) { rows = Self.transposed(table) }
    } else if table.headerColumnCount > 0 {
      rows = Self.transposed(table)
    }
    let titles = Array(rows.prefix(portTitles(rows)))
    rows.removeFirst(titles.count)
    var count = headerCount(
      rows, said: saidHeaders.map { max(0, $0 - titles.count) })
    if headsWithTickedPorts(rows) { count = 1 }
    headers = Self.joined(rows.prefix(count).map { facts($0) })
    var part: [Table.Row] = []
    let below = titles + withRepeatsBelow(rows.dropFirst(count))
    let body = withDirectionsTold(withProtocolsTold(withPortsTold(below)))
    for row in withDirectionsApart(body) {
      // A row of column names inside the table starts a new part; such names contain no digits.
      if !headers.isEmpty, !part.isEmpty,
        !row.cells.contains(where: { $0.text.utf8.contains(where: \.isDigit) }),
        Self.namesColumns(facts(row)), !repeatsDirections(facts(row))
      {
        // "Ports: 443/tcp" right above the names of columns heads what is below them.
        let title = part.last.flatMap { Self.portHeading(facts($0)) == nil ? nil : $0 }
        readRows(title == nil ? part : part.dropLast())
        part = title.map { [$0] } ?? []
        headers = facts(row)
      } else {
        part.append(row)
      }
    }
    readRows(part)
  }

  /// Rows with ports below "Inbound" and below "Outbound", as a row for each direction, and the
  /// headers for them.
  private mutating func withDirectionsApart(_ rows: [Table.Row]) -> [Table.Row] {
    let ways = headers.indices.filter {
      guard let header = headers[$0], header.isDirection else { return false }
      return header.direction == .inbound || header.direction == .outbound
    }
    guard !ways.isEmpty, ways.count < headers.count, told == nil,
      !headers.contains(where: { $0?.concepts.containsAny(of: .port, .direction) ?? false })
    else { return rows }
    let cells = rows.prefix(Self.sampleSize).flatMap { row in
      facts(row).enumerated().filter { ways.contains($0.offset) && !$0.element.isBlank }
        .map(\.element)
    }
    // Ticks and "yes" below them say whether a row goes that way.
    let telling = cells.count { cell in
      !cell.isTransport && cell.cellPorts.terms.contains { $0.ports != nil && $0.ports != .any }
    }
    guard telling > 0, cells.allSatisfy({ $0.tick == nil && !$0.concepts.contains(.yes) }) else {
      return rows
    }
    let others = (0..<headers.count).filter { !ways.contains($0) }
    let line = rows.first?.line ?? 1
    let split = rows.flatMap { row in
      ways.filter { $0 < row.cells.count && !facts(row)[$0].saysNothing }.map { way in
        row.keeping(others, and: [row.cell(headers[way]!.text), row.cells[way]])
      }
    }
    headers =
      others.map { headers[$0] }
      + ["Direction", "Ports"].map { TextFacts($0, line: line) }
    return split
  }

  /// Rows with "allow" or "deny", a tick or none, below "Inbound" and below "Outbound", with the directions that
  /// they allow in a column; what allows neither is denied.
  private mutating func withDirectionsTold(_ rows: [Table.Row]) -> [Table.Row] {
    let ways = headers.indices.filter { headers[$0]?.isDirection ?? false }
    guard ways.count == 2, told == nil,
      Set(ways.compactMap { headers[$0]!.columnDirection }) == [.inbound, .outbound]
    else { return rows }
    return withAnswersTold(rows, below: ways, \.allowsWay, in: ["Direction", "Action"]) { allowed in
      [allowed.joined(separator: " and "), allowed.isEmpty ? "deny" : ""]
    }
  }

  /// Rows with the names of those columns that they answer with yes, in columns in place of these; as they are
  /// if a cell is no answer, or none says yes.
  private mutating func withAnswersTold(
    _ rows: [Table.Row], below columns: [Int], _ answer: (TextFacts) -> Bool?,
    in newHeaders: [String], _ cells: ([String]) -> [String]
  ) -> [Table.Row] {
    let answers = rows.prefix(Self.sampleSize).flatMap { row in
      facts(row).enumerated().filter { columns.contains($0.offset) }.map { answer($0.element) }
    }
    guard answers.contains(true), !answers.contains(nil) else { return rows }
    let others = (0..<headers.count).filter { !columns.contains($0) }
    let names = columns.map { (column: $0, name: headers[$0]!.text) }
    let line = headers[columns[0]]!.line
    headers = others.map { headers[$0] } + newHeaders.map { TextFacts($0, line: line) }
    return rows.map { row in
      let own = facts(row)
      let told = names.filter { $0.column < own.count && answer(own[$0.column]) == true }
      return row.keeping(others, and: cells(told.map(\.name)).map(row.cell))
    }
  }

  /// Rows with ticks below "TCP" and below "UDP", with the protocols that they tick in a column.
  private mutating func withProtocolsTold(_ rows: [Table.Row]) -> [Table.Row] {
    let columns = headers.indices.filter { headers[$0]?.isTransport ?? false }
    guard columns.count >= 2, told == nil,
      Set(columns.map { headers[$0]!.text }).count == columns.count
    else { return rows }
    return withAnswersTold(rows, below: columns, \.ticks, in: ["Protocol"]) {
      [$0.joined(separator: "/")]
    }
  }

  /// "Host | Port | Host | Port": two tables side by side; the rows of the second go below those of the first.
  private mutating func withRepeatsBelow(_ rows: ArraySlice<Table.Row>) -> [Table.Row] {
    let names = headers.map { $0?.text ?? "" }
    guard told == nil, !isData, names.count >= 4, names.count <= 40, !names.contains(""),
      let width = (2...(names.count / 2)).first(where: { width in
        names.count % width == 0 && names.indices.allSatisfy { names[$0] == names[$0 % width] }
      }), Set(names.prefix(width)).count == width
    else { return Array(rows) }
    headers = Array(headers.prefix(width))
    return stride(from: 0, to: names.count, by: width).flatMap { start in
      rows.compactMap { row -> Table.Row? in
        // A row of one cell names those below it.
        if row.cells.count < 2 { return start == 0 ? row : nil }
        var part = row
        part.cells = Array(row.cells.dropFirst(start).prefix(width))
        return part.cells.allSatisfy(\.isBlank) ? nil : part
      }
    }
  }

  /// "443/tcp | 3478/udp" above nothing but addresses: rows with each address and the ports above it; nil for any
  /// other table.
  private mutating func withPortsAbove(_ rows: [Table.Row]) -> [Table.Row]? {
    guard let first = rows.first, rows.count > 1 else { return nil }
    let names = facts(first)
    let columns = names.indices.filter { names[$0].isTickedPort }
    let others = names.indices.filter { !columns.contains($0) }
    guard columns.count >= 2,
      others.allSatisfy({ !names[$0].concepts.containsAny(of: .port, .address, .host, .network) })
    else { return nil }
    let body = rows.dropFirst()
    let cells = body.prefix(Self.sampleSize).flatMap { row in
      let own = facts(row)
      return columns.filter { $0 < own.count && !own[$0].isEmptyCell }.map { own[$0] }
    }
    guard !cells.isEmpty, cells.allSatisfy({ $0.isAddressValue && !$0.saysPorts }) else {
      return nil
    }
    let header = first.keeping(others, and: [first.cell("Address"), first.cell("Ports")])
    let apart = body.flatMap { row in
      columns.filter { $0 < row.cells.count && !facts(row)[$0].isEmptyCell }.map { column in
        row.keeping(others, and: [row.cells[column], row.cell(names[column].text)])
      }
    }
    return [header] + apart
  }

  /// "Host | 443/tcp | 3478/udp" above ticks: the ports stand in the header.
  private mutating func headsWithTickedPorts(_ rows: [Table.Row]) -> Bool {
    guard told == nil, let first = rows.first, rows.count > 1 else { return false }
    let columns = first.cells.indices.filter { facts(first)[$0].isTickedPort }
    guard columns.count >= 2, columns.first! > 0 else { return false }
    return rows.dropFirst().prefix(Self.sampleSize).allSatisfy { row in
      columns.allSatisfy { $0 >= row.cells.count || facts(row)[$0].ticks != nil }
    }
  }

  /// Rows with ticks below such headers, with the ports that they tick in a column.
  private mutating func withPortsTold(_ rows: [Table.Row]) -> [Table.Row] {
    let columns = headers.indices.filter { headers[$0]?.isTickedPort ?? false }
    guard columns.count >= 2, told == nil else { return rows }
    return withAnswersTold(rows, below: columns, \.ticks, in: ["Ports"]) {
      [$0.joined(separator: ", ")]
    }
  }

  mutating func headerCount(_ rows: [Table.Row], said: Int?) -> Int {
    if let said, said > 0, said < rows.count {
      var count = said
      // "Region" above "US" and "EU": a name over several columns is told apart below.
      if count + 1 < rows.count, tellsApart(facts(rows[count]), facts(rows[count - 1])) {
        count += 1
      }
      // A format may call the first rows of data headers, too.
      return (0..<count).first { Self.isData(facts(rows[$0])) } ?? count
    }
    let rest = rows.dropFirst().prefix(50).map { facts($0) }
    // "Group | Rules | Rules | Rules" above "Group | Direction | Protocol | Port"
    if rows.count > 2, spansColumns(facts(rows[0])), Self.isSecondHeader(rest[0]),
      Self.isHeader(rest[0], before: Array(rest.dropFirst()))
    {
      return 2
    }
    return Self.isHeader(facts(rows[0]), before: rest) ? 1 : 0
  }

  /// Whether a row below names that span columns tells these apart by what they hold.
  private static func isSecondHeader(_ row: [TextFacts]) -> Bool {
    !row.contains { $0.saysPorts || $0.isAny || $0.tokens.contains(where: \.isNumber) }
      && Set(row.flatMap { columnConcepts($0) }).count >= 2
      && row.contains { $0.concepts.containsAny(of: .port, .address) && $0.tokens.count <= 4 }
  }

  /// Whether one text stands in several cells side by side, and no value in any.
  private func spansColumns(_ row: [TextFacts]) -> Bool {
    !Self.isData(row)
      && zip(row, row.dropFirst()).contains { !$0.isEmptyCell && $0.text == $1.text }
  }

  /// Whether a row has different words exactly below the names that stand over several columns, and
  /// nothing below the others, or the same.
  private func tellsApart(_ row: [TextFacts], _ names: [TextFacts]) -> Bool {
    guard row.count == names.count else { return false }
    let count = Dictionary(grouping: names.map(\.text), by: { $0 }).mapValues(\.count)
    let spanned = names.indices.filter { !names[$0].isBlank && count[names[$0].text]! > 1 }
    let rest = names.indices.filter { !spanned.contains($0) }
    return spanned.count > 1
      && spanned.allSatisfy { row[$0].isWords && row[$0].text.utf8.count <= 40 }
      && Set(spanned.map { row[$0].text }).count == spanned.count
      && rest.allSatisfy { row[$0].isEmptyCell || row[$0].text == names[$0].text }
  }

  /// Headers of several rows, joined by column.
  static func joined(_ rows: [[TextFacts]]) -> [TextFacts?] {
    guard let first = rows.first else { return [] }
    if rows.count == 1 { return first.map(\.asHeader) }
    let width = rows.map(\.count).max() ?? 0
    // A title over all columns names none of them.
    let named = rows.filter { row in
      row.count < 2 || row.count < width || Set(row.map(\.text)).count > 1
    }
    let rows = named.isEmpty ? rows : named
    if rows.count == 1 { return rows[0].map(\.asHeader) }
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

  static func isData(_ row: [TextFacts]) -> Bool {
    row.contains { $0.holdsAddress || $0.isNumbers && $0.text.count > 1 }
  }

  /// Whether a row says what is below it: it holds no values, and others do.
  static func isHeader(_ row: [TextFacts], before rest: [[TextFacts]]) -> Bool {
    if isData(row) || rest.isEmpty { return false }
    if row.contains(where: {
      $0.saysPorts && ($0.tokens.contains(where: \.isNumber) || $0.tokens.count > 1 && $0.isAnyPort)
    }) {
      return false
    }
    let named = Set(row.flatMap { Self.columnConcepts($0) })
    if named.count >= 2 || areProtocolsOfPorts(row, rest) { return true }
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
      (!row[$0].isAny || row[$0].text.lowercased() == "internet") && !row[$0].isTransport
        && !row[$0].isBlank
        && (row[$0].isWords || !row[$0].holdsAddress && !row[$0].tokens.contains(where: \.isNumber))
    }
    return !columns.isEmpty && contradicted.count == columns.count && filled.count >= row.count - 1
      && columns.allSatisfy { !row[$0].isDirection }
  }

  /// "TCP" and "UDP" above columns of numbers.
  private static func areProtocolsOfPorts(_ row: [TextFacts], _ rest: [[TextFacts]]) -> Bool {
    let columns = row.indices.filter { row[$0].isTransport }
    guard Set(columns.map { row[$0].text }).count >= 2 else { return false }
    let below = rest.flatMap { cells in
      columns.filter { $0 < cells.count && !cells[$0].isEmptyCell }.map { cells[$0] }
    }
    return !below.isEmpty && below.allSatisfy { $0.tokens.contains(where: \.isNumber) }
  }

  private static func columnConcepts(_ cell: TextFacts) -> [Concept] {
    ColumnHeader.concept(cell).map { [$0] } ?? []
  }

  /// Whether a row inside a table consists of column names.
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

  /// Whether it has a direction below the header of directions: such a row is no header.
  private func repeatsDirections(_ row: [TextFacts]) -> Bool {
    zip(headers, row).contains { header, cell in
      header?.concepts.contains(.direction) ?? false && cell.isDirection
        && !cell.concepts.contains(.direction)
    }
  }

  // MARK: Transposed tables

  /// Whether the first cells of the rows are the headers.
  static func isTransposed(_ rows: [[TextFacts]]) -> Bool {
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
        .port, .transportProtocol, .address, .host, .network, .direction, .service, .destination,
        .action,
      ])
    }
    if isRowOfPorts(rows) { return true }
    let side = kinds(heads)
    guard side.count >= 2, !side.isDisjoint(with: [.port, .address, .host, .destination])
    else { return false }
    let top = kinds(rows[0])
    let isOfAddresses = rows.contains { row in
      row[0].concepts.containsAny(of: .address, .host, .network, .destination)
        && row.dropFirst().allSatisfy { $0.holdsAddress || $0.isAny || $0.isEmptyCell }
    }
    return top.count < side.count && isOfAddresses
  }

  /// "Service | Web | Voice" above "Port | 443 | 5061": one row has the ports of what the first one names, and the
  /// others say something else of these.
  private static func isRowOfPorts(_ rows: [[TextFacts]]) -> Bool {
    guard rows.count <= 6, let width = rows.map(\.count).max(), width >= 3,
      rows.allSatisfy({ $0.count == width })
    else { return false }
    let names = rows[0].dropFirst()
    guard
      names.allSatisfy({
        !$0.isBlank && !$0.tokens.contains(where: \.isNumber) && !$0.holdsAddress
          && !$0.isTransport && !$0.isDirection && columnConcepts($0).isEmpty
      }), rows[0][0].isBlank || !rows[0][0].concepts.containsAny(of: .port, .address, .host)
    else { return false }
    func isOfPorts(_ row: [TextFacts]) -> Bool {
      row[0].concepts.contains(.port) && row[0].tokens.count <= 4
        && !row[0].concepts.containsAny(of: .source, .count)
        && row.dropFirst().allSatisfy { $0.isNumbers || $0.saysPorts || $0.isBlank }
    }
    let others = rows.dropFirst().filter { !isOfPorts($0) }
    return others.count == rows.count - 2
      && others.allSatisfy { row in
        !columnConcepts(row[0]).isEmpty && !row.dropFirst().contains(where: \.isNumbers)
      }
  }

  private static func transposed(_ table: Table) -> [Table.Row] {
    let width = table.rows.map(\.cells.count).max() ?? 0
    return (0..<width).map { column in
      Table.Row(
        cells: table.rows.map { column < $0.cells.count ? $0.cells[column] : Table.Cell(lines: []) }
      )
    }
  }
}

extension TextFacts {
  /// Whether a cell ticks its column: "✓", "yes" and "x", or "✗", "no" and blank; nil for others.
  fileprivate var ticks: Bool? {
    if let tick { return tick }
    if isBlank { return false }
    guard tokens.count <= 1 else { return nil }
    if concepts.contains(.yes) || ["x", "y", "●", "•", "true"].contains(lower) { return true }
    return concepts.contains(.no) || ["n", "○", "false"].contains(lower) ? false : nil
  }

  /// "443/tcp", "UDP 3478", "Port 443": a header of ports below which there may be ticks.
  fileprivate var isTickedPort: Bool {
    saysPorts && tokens.contains(where: \.isNumber) && !holdsAddress
      && leftoverWords.allSatisfy { $0.transport != nil }
  }

  /// Whether a cell says that its way is open: "allow", "yes", a tick, or "deny", "no", a cross and blank; nil
  /// for others.
  fileprivate var allowsWay: Bool? { ticks ?? (tokens.count <= 2 ? verdict : nil) }
}

extension Table.Row {
  /// "src.zone | src.ip | dst.ip": names of columns that look like hosts, as words; nil if it has none.
  fileprivate var withEndsApart: Table.Row? {
    func isEnd(_ text: String) -> Bool {
      let parts = text.lowercased().split(separator: ".", omittingEmptySubsequences: false)
      return parts.count == 2 && ["src", "dst", "source", "dest", "destination"].contains(parts[0])
        && !parts[1].isEmpty && parts[1].allSatisfy(\.isLetter)
    }
    guard cells.count(where: { isEnd($0.text) }) >= 2 else { return nil }
    var row = self
    row.cells = cells.map { cell in
      isEnd(cell.text) ? self.cell(cell.text.replacing(".", with: " ")) : cell
    }
    return row
  }

  /// A cell of the row that stands for others.
  fileprivate func cell(_ text: String) -> Table.Cell {
    Table.Cell(lines: [SourceLine(number: line, text: text)])
  }

  /// The row with the cells of some columns, and more behind them.
  fileprivate func keeping(_ columns: [Int], and more: [Table.Cell]) -> Table.Row {
    var row = self
    row.cells = columns.map { $0 < cells.count ? cells[$0] : Table.Cell(lines: []) } + more
    return row
  }
}
