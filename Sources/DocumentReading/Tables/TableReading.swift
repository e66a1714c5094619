import EndpointModel

/// Reads the endpoints of one table.
struct TableReading {
  var endpoints: [Endpoint] = []
  var findings = Findings()
  /// The columns, and why each has its role.
  private(set) var understanding: [TableUnderstanding] = []

  /// What a layout tells of the columns, and its corrections that found theirs.
  let told: ToldColumns?
  private(set) var fitted: Set<Int> = []
  /// Those of them that decide about a column.
  private(set) var leading: Set<Int> = []

  /// Whether it holds records of names, routes or the like, which one finding tells.
  private(set) var isOfOtherKind = false
  /// Whether sentences in its cells order what to open, and nothing else is read of it.
  private(set) var isOfOrders = false

  /// Ports of tables from which nothing was read.
  private(set) var passedOver: [PassedOver] = []

  struct PassedOver {
    let ports: PortSet
    let line: Int
    let quote: String
  }

  /// What is around the table; the ports of it may be those of a row that heads others.
  var scope: Scope
  let around: (terms: [PortTerm], direction: Direction?, transport: IPProtocol?)
  let isData: Bool
  /// Marks of notes that take their rows back.
  let takenBackMarks: [String]
  var memo = CellFactsMemo()

  var columns: Columns!
  /// What headers call the columns, if there are several for addresses or for ports.
  var columnNames: [Int: String] = [:]
  var headers: [TextFacts?] = []
  var group: String?
  var denyingColumns: [DenyingColumn] = []
  /// Whether the words of the group say that it is none to allow.
  var isGroupTakenBack = false
  /// Whether the row above is the name of a group.
  var isBelowGroupName = false
  /// Whether a row of ports stands above, and whether nothing but names is between.
  var hasPortRow = false
  var isBelowPortRow = false
  var above = Above()

  /// What rows continue with if their cells are blank.
  struct Above {
    var name: String?
    var groups: [String] = []
    var groupOfColumn: [Int: String] = [:]
    var addresses: [AddressFacts.Item] = []
    var terms: [PortTerm] = []
    var transport: IPProtocol?
    var direction: Direction?
  }

  /// Whether each row says from where to where: it is a rule of its own, whatever it repeats.
  var tellsBothEnds: Bool {
    columns?.index(of: .source) != nil && columns?.index(of: .destination) != nil
  }

  /// No table for people is wider than this.
  static let columnLimit = 1000

  /// - Parameter isData: whether it is a data file, where a blank cell means no value.
  init(_ table: Table, scope: Scope, isData: Bool = false) {
    self.scope = scope
    around = (scope.terms, scope.direction, scope.transport)
    self.isData = isData
    takenBackMarks = table.takenBackMarks
    told = table.told
    if let wide = table.rows.first(where: { $0.cells.count > Self.columnLimit }) {
      findings.add(
        .error, "table-too-wide", line: wide.line, quote: nil,
        "a table of more than \(Self.columnLimit) columns was left out")
      return
    }
    read(table)
  }

  // MARK: Rows

  /// About how many rows are looked at to find out what the columns hold.
  static let sampleSize = 400
  private static let sampleBytes = 128 << 10
  private static let leastSampleSize = 20

  mutating func readRows(_ rows: [Table.Row]) {
    // Without rows that only draw a line.
    let filled = rows.filter { row in
      row.cells.contains { cell in
        cell.text.utf8.contains { $0.isDigit || $0.maybeLetter || $0 == UInt8(ascii: "*") }
      }
    }
    guard !filled.isEmpty else { return }
    let shown = withOuterPorts(withoutOwnAddresses(filled))
    guard !shown.isEmpty else { return }
    let (shownRows, toldRoles) = asTold(withPairsApart(isData ? shown : aligned(shown)))
    columns = Columns(
      headers: headers, rows: sample(of: shownRows),
      arePortsSaid: scope.terms.contains { $0.ports != nil && $0.ports != .any }, isData: isData,
      told: toldRoles)
    let rows = shownRows.flatMap { cellsApart($0) }.flatMap { linesApart($0) }
    columnNames = columns.distinctNames(of: .address).merging(columns.distinctNames(of: .ports)) {
      name, _ in name
    }
    denyingColumns = columnsThatMayDeny()
    explain(rows[0].line)
    understanding[understanding.count - 1].rows = rows.count
    guard !toldRoles.isEmpty || told?.isTaken ?? false || isAllowlist(rows) else {
      leaveAlone(rows)
      return
    }
    if let other = otherKind(rows) {
      isOfOtherKind = true
      findings.add(
        other.severity, "table-left-alone", line: rows[0].line,
        quote: rows[0].text.abridged(to: 200),
        "the table holds \(other.name), as its words say; nothing of it was read")
      return
    }
    above = Above()
    group = nil
    isGroupTakenBack = false
    isBelowGroupName = false
    let start = endpoints.count
    var statePorts = 0
    var starts: [Int] = []
    for (place, row) in rows.enumerated() {
      if row.beginsAnew {
        above = Above()
        group = nil
        isGroupTakenBack = false
        leavePortRow()
      }
      starts.append(endpoints.count)
      let facts = facts(row)
      if headsWithPorts(facts, above: rows[(place + 1)...]) { continue }
      // "None" is a statement, too.
      let statesPorts = columns.indices(of: .ports).contains {
        $0 < facts.count && !facts[$0].isLeftOpen
      }
      if statesPorts { statePorts += 1 }
      let before = (endpoints: endpoints.count, findings: findings.all.count)
      read(row, facts, in: rows.count)
      if let meaning = row.meaning { apply(meaning, to: row, since: before) }
      if endpoints.count > before.endpoints { understanding[understanding.count - 1].rowsRead += 1 }
    }
    leavePortRow()
    if statePorts == 1, rows.count > 1, !rows.contains(where: \.beginsAnew) {
      carryFromFirstRow(start, upTo: starts.count > 1 ? starts[1] : start, rows[0])
    }
    warnOfBlankPorts(of: starts, statePorts: statePorts)
    // What a person looked at needs no warning.
    if endpoints.count > start, told == nil {
      warnOfGuessedPorts(rows[0].line)
      warnOfSeveralPorts(rows)
      tellOfInnerPorts(rows)
      warnOfInternalPorts(rows[0].line)
    }
  }

  /// Warns where the only ports are "internal ports", or those of containers.
  private mutating func warnOfInternalPorts(_ line: Int) {
    let places = columns.indices(of: .ports)
    guard places.count == 1, columns.roles.allSatisfy({ !($0?.isOfAddresses ?? false) }),
      let header = columns.evidence[places[0]].header,
      header.tokens.contains(where: { SentenceWords.inside.contains($0.lower) })
    else { return }
    findings.add(
      .warning, "ports-internal", line: line, quote: header.text.abridged(to: 100),
      "the header says that these ports are internal: a firewall may never see them; they were read"
    )
  }

  /// The rows, each as several where its columns are pairs of addresses and ports.
  private mutating func withPairsApart(_ rows: [Table.Row]) -> [Table.Row] {
    guard told == nil, let pairs = ColumnPairs(headers: headers) else { return rows }
    findings.add(
      .note, "columns-paired", line: rows[0].line,
      quote: headers.compactMap { $0?.text }.joined(separator: " | ").abridged(to: 200),
      "the columns are pairs of addresses and ports by their names; each was read as a rule of its own"
    )
    let perOwner = pairs.rows(of: rows) { Self.groupName(facts($0)) != nil }
    headers = pairs.headers(of: headers)
    return perOwner.flatMap { own in
      var own = own
      if !own.isEmpty { own[0].beginsAnew = true }
      return own
    }
  }

  /// Warns of several columns of ports, "External port" and "Internal port", of which one may be
  /// meant; "TCP ports" and "UDP ports" are meant both.
  private mutating func warnOfSeveralPorts(_ rows: [Table.Row]) {
    let places = columns.indices(of: .ports)
    let headers = places.compactMap { columns.evidence[$0].header }
    guard places.count > 1, headers.count == places.count,
      headers.contains(where: { header in header.tokens.contains { !$0.concepts.contains(.port) } }
      ),
      headers.allSatisfy({ header in header.tokens.allSatisfy { $0.transport == nil } }),
      // "HTTP port | HTTPS port"
      !headers.allSatisfy({ header in header.tokens.contains { $0.application != nil } }),
      headers.contains(where: { $0.concepts.containsAny(of: .inbound, .outbound) }) == false
    else { return }
    // Where each row fills but one of them, nothing is meant twice.
    let fillsBoth = rows.prefix(Self.sampleSize).first { row in
      places.count { $0 < row.cells.count && !row.cells[$0].isBlank } > 1
    }
    guard let row = fillsBoth else { return }
    findings.add(
      .warning, "ports-columns", line: row.line,
      quote: headers.map(\.text).joined(separator: " | ").abridged(to: 200),
      "several columns hold ports; all of them were read")
  }

  /// Tells of ports that others lead to, and of those that are the source's by their place.
  private mutating func tellOfInnerPorts(_ rows: [Table.Row]) {
    func quote(_ column: Int) -> String? { columns.evidence[column].header?.text.abridged(to: 100) }
    if let column = columns.innerPorts.first {
      findings.add(
        .note, "ports-inside", line: rows[0].line, quote: quote(column),
        "these ports are those inside to which others lead; the others were read")
    }
    if let column = columns.formerPorts.first {
      findings.add(
        .note, "ports-former", line: rows[0].line, quote: quote(column),
        "these ports are those of before; the new ones beside them were read")
    }
    if let column = columns.portsByOrder {
      findings.add(
        .warning, "ports-columns", line: rows[0].line, quote: quote(column),
        "two columns of ports are called alike; the first was taken for the source's, by its place")
    }
  }

  /// Warns of a column whose name does not say that its numbers are ports.
  private mutating func warnOfGuessedPorts(_ line: Int) {
    for column in columns.indices(of: .ports)
    where !scope.namesPorts && column != columns.columnOfNumbersBesideProtocols {
      let evidence = columns.evidence[column]
      guard let header = evidence.header, !header.isBlank, evidence.onlyLooksLikePorts else {
        continue
      }
      findings.add(
        .warning, "ports-guessed", line: line, quote: header.text.abridged(to: 100),
        "nothing says that the numbers of this column are ports; they were taken for ports")
    }
  }

  /// "Security group | Allow inbound TCP and UDP 53 from the clients", in a table that has no column of ports:
  /// its cells order what to open; false if none does.
  private mutating func readOrders(_ rows: [Table.Row]) -> Bool {
    let before = endpoints.count
    for row in rows.prefix(Self.sampleSize) {
      let cells = facts(row)
      for cell in cells.dropFirst() {
        let (service, group) = RowNames.names(
          own: cells[0].nameText.isEmpty ? nil : cells[0].nameText, group: nil, label: nil, scope)
        for part in cell.ordersOfCell {
          for term in part.statedPorts {
            let transport = term.transport ?? term.usualTransport ?? scope.transport
            endpoints.append(
              Endpoint(
                service: service, group: group, ports: term.ports(over: transport),
                transport: transport, direction: part.statedDirection ?? scope.direction,
                line: cell.line ?? row.line))
          }
        }
      }
    }
    isOfOrders = endpoints.count > before
    return isOfOrders
  }

  private mutating func leaveAlone(_ rows: [Table.Row]) {
    if readOrders(rows) { return }
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

  /// The rows, with the cells of those that lack some on the left moved to their columns.
  mutating func aligned(_ rows: [Table.Row]) -> [Table.Row] {
    let width = rows.reduce(headers.count) { max($0, $1.cells.count) }
    guard rows.contains(where: { $0.cells.count < width || $0.cells.last?.isBlank ?? true }),
      let alignment = RowAlignment(
        rows.prefix(20).map { facts($0) }, headers: headers, width: width)
    else { return rows }
    return rows.map { row in
      guard row.cells.count < width || row.cells.last?.isBlank ?? true,
        let places = alignment.columns(of: facts(row)), !movesProtocolNumber(row, places)
      else { return row }
      var cells = [Table.Cell](repeating: Table.Cell(lines: []), count: width)
      for (place, cell) in zip(places, row.cells) { cells[place] = cell }
      findings.add(
        .warning, "row-shifted", line: row.line, quote: row.text.abridged(to: 200),
        "the row lacks cells; each was read below the column that it fits")
      return Table.Row(cells: cells, isCutOff: row.isCutOff, label: row.label, meaning: row.meaning)
    }
  }

  /// "50" below "Protocol", without ports behind it, is ESP, and no port that lost its place.
  private mutating func movesProtocolNumber(_ row: Table.Row, _ places: [Int]) -> Bool {
    let namesProtocol = facts(row).contains { cell in
      cell.tokens.contains { $0.transport != nil && !$0.isNumber }
    }
    return !namesProtocol
      && zip(row.cells.indices, places).contains { column, place in
        column != place && column < headers.count && facts(row)[column].isNumbers
          && headers[column]?.concepts.contains(.transportProtocol) ?? false
      }
  }

  /// Rows of values from all over the table; fewer where they are long, as what their words say takes
  /// some hundred times their room.
  mutating func sample(of rows: [Table.Row]) -> [[TextFacts]] {
    let bytes = rows.reduce(0) { $0 + $1.cells.reduce(0) { $0 + $1.text.utf8.count } }
    let length = max(1, bytes / max(1, rows.count))
    let size = min(Self.sampleSize, max(Self.leastSampleSize, Self.sampleBytes / length))
    let step = max(1, rows.count / size)
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
            role: columns.roles[column]?.rawValue ?? "ignored", reason: columns.reason(of: column),
            cells: columns.evidence[column].kind)
        }))
  }

  /// The header of a column; nil for one that has none.
  func header(of column: Int) -> TextFacts? { column < headers.count ? headers[column] : nil }

  /// How many columns the header and the rows have.
  func width(of rows: [Table.Row]) -> Int {
    max(headers.count, rows.lazy.map(\.cells.count).max() ?? 0)
  }

  /// The rows, split up where a layout says so, and the roles that it tells.
  private mutating func asTold(_ rows: [Table.Row]) -> ([Table.Row], [Int: ColumnRole]) {
    guard let told else { return (rows, [:]) }
    let width = width(of: rows)
    let roles = told.roles(headers, width: width)
    let (split, splitCorrections) = told.split(headers, width: width)
    fitted.formUnion(roles.corrections.union(splitCorrections))
    leading.formUnion(roles.leading)
    return (split.isEmpty ? rows : rows.flatMap { $0.split(at: split) }, roles.byColumn)
  }

  /// Gives the endpoints of a row what a layout tells of it.
  private mutating func apply(
    _ meaning: [Layout.Meaning], to row: Table.Row, since before: (endpoints: Int, findings: Int)
  ) {
    // What the words say of ports and protocols counts no more.
    if meaning.tellTerms { findings.dropTerms(from: before.findings) }
    let (service, group) = RowNames.names(own: nil, group: group, label: nil, scope)
    let found = meaning.applied(
      to: Array(endpoints[before.endpoints...]), service: service, group: group, line: row.line)
    endpoints.replaceSubrange(before.endpoints..., with: found)
  }

  /// Whether anything opens a firewall: an address, or numbers that a header or a protocol
  /// shows to be ports.
  private mutating func isAllowlist(_ rows: [Table.Row]) -> Bool {
    let ports = columns.indices(of: .ports) + columns.indices(of: .portStart)
    let isNamed = ports.contains {
      columns.evidence[$0].says(.port) || columns.evidence[$0].saidPorts > 0
        || columns.evidence[$0].transport != nil
    }
    if isNamed || !ports.isEmpty && columns.index(of: .transport) != nil { return true }
    // "Port | Default" with "query port | 9030", below "These ports must be open:"
    if scope.namesPorts, !ports.isEmpty { return true }
    // "Player (TCP) | 80, 443", without a header: the names hold the protocols of the numbers.
    if !ports.isEmpty, let names = columns.index(of: .service),
      rows.allSatisfy({ row in
        let facts = facts(row)
        return names < facts.count && facts[names].transportAtEnd != nil
      })
    {
      return true
    }
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

  /// The name in a row that heads those below it: a single text, once or in all cells.
  static func groupName(_ row: [TextFacts]) -> String? {
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
}

extension TextFacts {
  /// The parts of a cell that order ports open, without an address: "Allow inbound TCP 53 from the clients",
  /// "Unreachable (the firewall must allow TCP 8883)".
  fileprivate var ordersOfCell: [TextFacts] {
    guard !text.isCommand, !statedPorts.isEmpty, !holdsAddress, addresses.problems.isEmpty,
      !mayBeExample, !textPorts.excepts, !text.isQuestion
    else { return [] }
    let isOrder =
      verdict == true && !isTakenBack && leftoverWords.count <= 12 && !isConditional
      && !concepts.containsAny(of: .not, .deny)
    // "Open the page on TCP port 8080"
    let isAnother = tokens.first?.lower == "open" && !ordersItsPorts
    return isOrder && !isAnother
      ? [self] : clauses.joined().filter { $0.ordersItsPorts || $0.needsAccess }.map(\.facts)
  }
}
