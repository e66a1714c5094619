import EndpointModel

/// Reads the endpoints of one table.
struct TableReading {
  private(set) var endpoints: [Endpoint] = []
  var findings = Findings()
  /// The columns, and why each has its role.
  private(set) var understanding: [TableUnderstanding] = []

  /// What a layout tells of the columns, and its corrections that found theirs.
  let told: ToldColumns?
  private(set) var fitted: Set<Int> = []
  /// Those of them that decide about a column.
  private(set) var leading: Set<Int> = []

  /// Ports of tables from which nothing was read.
  private(set) var passedOver: [PassedOver] = []

  struct PassedOver {
    let ports: PortSet
    let line: Int
    let quote: String
  }

  let scope: Scope
  let isData: Bool
  var memo = CellFactsMemo()

  var columns: Columns!
  /// What headers call the columns, if there are several for addresses or for ports.
  var columnNames: [Int: String] = [:]
  var headers: [TextFacts?] = []
  var group: String?
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
    self.isData = isData
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
  private static let sampleSize = 400

  mutating func readRows(_ rows: [Table.Row]) {
    // Without rows that only draw a line.
    let filled = rows.filter { row in
      row.cells.contains { cell in
        cell.text.utf8.contains { $0.isDigit || $0.maybeLetter || $0 == UInt8(ascii: "*") }
      }
    }
    guard !filled.isEmpty else { return }
    let (rows, toldRoles) = asTold(isData ? filled : aligned(filled))
    columns = Columns(
      headers: headers, rows: sample(of: rows),
      arePortsSaid: scope.terms.contains { $0.ports != nil && $0.ports != .any }, isData: isData,
      told: toldRoles)
    columnNames = columns.distinctNames(of: .address).merging(columns.distinctNames(of: .ports)) {
      name, _ in name
    }
    explain(rows[0].line)
    understanding[understanding.count - 1].rows = rows.count
    guard !toldRoles.isEmpty || told?.isTaken ?? false || isAllowlist(rows) else {
      leaveAlone(rows)
      return
    }
    above = Above()
    group = nil
    let start = endpoints.count
    var statePorts = 0
    var starts: [Int] = []
    for row in rows {
      starts.append(endpoints.count)
      let facts = facts(row)
      if cell(.ports, facts) != nil { statePorts += 1 }
      let before = (endpoints: endpoints.count, findings: findings.all.count)
      read(row, facts, in: rows.count)
      if let meaning = row.meaning { apply(meaning, to: row, since: before) }
      if endpoints.count > before.endpoints { understanding[understanding.count - 1].rowsRead += 1 }
    }
    if statePorts == 1, rows.count > 1 { carryFromFirstRow(start, rows[0]) }
    warnOfBlankPorts(of: starts, statePorts: statePorts)
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

  /// The rows, with the cells of those that lack some on the left moved to their columns.
  mutating func aligned(_ rows: [Table.Row]) -> [Table.Row] {
    let width = max(headers.count, rows.lazy.map(\.cells.count).max() ?? 0)
    guard rows.contains(where: { $0.cells.count < width || $0.cells.last?.isBlank ?? true }),
      let alignment = RowAlignment(rows.prefix(20).map { facts($0) }, width: width)
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
    zip(row.cells.indices, places).contains { column, place in
      column != place && column < headers.count && facts(row)[column].isNumbers
        && headers[column]?.concepts.contains(.transportProtocol) ?? false
    }
  }

  /// Rows of values from all over the table.
  mutating func sample(of rows: [Table.Row]) -> [[TextFacts]] {
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
            role: columns.roles[column]?.rawValue ?? "ignored", reason: columns.reason(of: column),
            cells: columns.evidence[column].kind)
        }))
  }

  /// The rows, split up where a layout says so, and the roles that it tells.
  private mutating func asTold(_ rows: [Table.Row]) -> ([Table.Row], [Int: ColumnRole]) {
    guard let told else { return (rows, [:]) }
    let width = max(headers.count, rows.lazy.map(\.cells.count).max() ?? 0)
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

  func cells(_ role: ColumnRole, _ row: [TextFacts]) -> [TextFacts] {
    columns.indices(of: role).compactMap { $0 < row.count && !row[$0].isEmptyCell ? row[$0] : nil }
  }

  func cell(_ role: ColumnRole, _ row: [TextFacts]) -> TextFacts? { cells(role, row).first }

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

  // MARK: Rows that are taken back

  mutating func isTakenBack(_ facts: [TextFacts], _ row: Table.Row) -> Bool {
    var reason: TextFacts?
    if let action = cell(.action, facts), action.verdict == false || action.tick == false {
      reason = action
    }
    if let status = cell(.status, facts), status.concepts.containsAny(of: .retired, .deny) {
      reason = status
    }
    if reason == nil {
      // A row that is struck out or excluded as a whole.
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
    if reason == nil {
      let telling = columns.indices(of: .address) + columns.indices(of: .service)
      reason = telling.lazy.compactMap { $0 < facts.count ? facts[$0] : nil }
        .first(where: \.saysRowIsPast)
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

  // MARK: The endpoints of a row

  func name(_ facts: [TextFacts]) -> String? {
    if let own = cells(.service, facts).first(where: { !$0.isDittoMark })?.nameText, !own.isEmpty {
      return own
    }
    if columns.index(of: .service) == nil {
      // "Login (HTTPS, TCP 443)" names the row and its ports.
      let rest = cells(.ports, facts).map(\.nameRest).filter { !$0.isEmpty }
      if let first = rest.first { return first }
      // "TCP 2049 (NFS)"
      if let first = cells(.ports, facts).lazy.compactMap(\.wordsInBrackets).first { return first }
    }
    return nil
  }

  /// "Health check server": what the header of the only column of addresses calls them, if it says
  /// more than that they are addresses.
  private var addressHeader: String? {
    let places = columns.indices(of: .address)
    guard !isData, places.count == 1, let header = columns.evidence[places[0]].header,
      header.tokens.count <= 6
    else { return nil }
    let telling = header.tokens.filter { $0.isWord && $0.concepts.isEmpty && $0.lower.count > 4 }
    return telling.count >= 2 ? header.text : nil
  }

  /// The groups of a row: on a page, a blank cell continues the group above it, unless there is
  /// something to the left of it.
  mutating func groups(_ facts: [TextFacts]) -> [String] {
    let places = columns.indices(of: .group)
    var own: [Int: String] = [:]
    for place in places where place < facts.count && !facts[place].nameText.isEmpty {
      own[place] = facts[place].nameText
    }
    if isData { return places.compactMap { own[$0] } }
    if own.isEmpty { return above.groups }
    let first = own.keys.min()!
    let isAlone = facts[..<first].allSatisfy(\.isEmptyCell)
    for place in places where place < first && isAlone { own[place] = above.groupOfColumn[place] }
    above.groupOfColumn = own
    above.groups = places.compactMap { own[$0] }
    return above.groups
  }

  /// The only remark of a row, where the names of applications stand below "Protocol".
  private func shortNote(_ facts: [TextFacts]) -> String? {
    let notes = columns.indices(of: .note)
    let areProtocols = columns.indices(of: .application).allSatisfy {
      columns.evidence[$0].says(.transportProtocol) && !columns.evidence[$0].says(.application)
    }
    guard areProtocols, columns.index(of: .transport) == nil, notes.count == 1,
      notes[0] < facts.count, !columns.evidence[notes[0]].says(.address, .host, .network)
    else { return nil }
    let text = facts[notes[0]].nameText
    return text.isEmpty || text.count > 80 || facts[notes[0]].text.isBlankWord ? nil : text
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
    let rowGroups = groups(facts)
    // "HTTPS" in a column of protocols says less of a row than what it is described as.
    if ownName == nil, !applications.isEmpty, let described = shortNote(facts) {
      ownName = described
    }
    if ownName == nil, !applications.isEmpty { ownName = applications.joined(separator: ", ") }
    // "Directory node → Clock source"
    let ends = [cell(.source, facts), cell(.destination, facts)].compactMap { $0 }
      .filter { !$0.holdsAddress && !$0.isAny }.map(\.nameText).filter { !$0.isEmpty }
    let groupText =
      ([group].compactMap { $0 } + rowGroups
      + (ownName == nil ? [addressHeader].compactMap { $0 } : [])
      + (ends.isEmpty ? [] : [ends.joined(separator: " → ")])
      + [row.label].compactMap { $0 }).joinedNames
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
          service: service, group: group, written: item?.written,
          ports: term.transport.map { $0.hasPorts } ?? true ? term.ports : nil,
          transport: term.transport ?? term.usualTransport, direction: way, portRole: role,
          examplePorts: own.examples, note: note, line: item?.line ?? row.line)
        if value.address == nil { value.line = row.line }
        endpoints.append(value)
      }
    }
  }

  /// The row's terms, completed from its protocol and from what is around.
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
        if let transport, named != transport, named.hasPorts,
          transport.joined(with: named) != transport
        {
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

  /// The terms of one address: those written on it take precedence.
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

  /// The role of ports that are the customer's own: if the cell says so, or if the prose says
  /// so about the role in the service's name.
  func portRole(_ service: String?, _ facts: [TextFacts], _ terms: [PortTerm]) -> PortRole? {
    let isCustomers = terms.contains { $0.ports == .customer }
    guard let service, isCustomers || !scope.customerRoles.isEmpty else { return nil }
    let role =
      PortRole(in: Words(service))
      ?? (isCustomers ? cell(.ports, facts).flatMap { PortRole(in: Words($0.text)) } : nil)
    guard let role else { return nil }
    return isCustomers || scope.customerRoles.contains(role) ? role : nil
  }

  /// Warns of blanks if other rows state ports: they were probably forgotten.
  ///
  /// - Parameter starts: how many endpoints there were before each row; a row may have several.
  private mutating func warnOfBlankPorts(of starts: [Int], statePorts: Int) {
    guard statePorts > 0, columns.index(of: .ports) != nil else { return }
    let blank = zip(starts, starts.dropFirst() + [endpoints.count]).compactMap { start, end in
      endpoints[start..<end].first {
        $0.ports == nil && $0.address != nil && ($0.transport?.hasPorts ?? true)
      }
    }
    if let first = blank.first { findings.add(Self.blankPorts(count: blank.count, first)) }
  }

  static func blankPorts(count: Int, _ first: Endpoint) -> Finding {
    Finding(
      .warning, "ports-blank", line: first.line, quote: first.written?.description,
      message: (count == 1 ? "a row" : "\(count) rows") + " of this table state"
        + (count == 1 ? "s" : "") + " no ports, others do")
  }

  /// Applies ports that only the first row states to all rows of the table.
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
        .warning, "ports-carried", line: row.line, quote: nil,
        "only the first row states ports; they were taken for all rows")
    }
  }
}

extension TextFacts {
  /// Splits headers that programs write into words: `from_port`, `destPort`.
  var asHeader: TextFacts {
    guard lines.count == 1, !text.contains(" "),
      text.contains("_") || text.dropFirst().contains(where: \.isUppercase)
    else { return self }
    let words = text.separatedWords
    return words == text ? self : TextFacts(words, line: line)
  }

  var firstPort: UInt16? { tokens.lazy.compactMap(\.number).first.flatMap { UInt16(exactly: $0) } }

  /// The words in its first brackets, if they say more than a protocol: "TCP 2049 (NFS)".
  fileprivate var wordsInBrackets: String? {
    guard let open = tokens.firstIndex(where: { $0.isSign("(") }) else { return nil }
    let inner = tokens[(open + 1)...].prefix { !$0.isSign(")") }
    let isName = inner.contains {
      $0.isWord && $0.transport == nil
        && !$0.concepts.containsAny(of: .port, .any, .example, .customer, .unknown, .and, .or)
    }
    return isName && inner.count <= 4 ? AddressFacts.text(inner) : nil
  }

  /// The text as a name; empty if it stands for nothing.
  fileprivate var nameText: String {
    let name = text.trimmed
    return name.isBlankWord ? "" : name
  }
}

extension [String] {
  /// The names, joined; nil if there are none.
  fileprivate var joinedNames: String? { isEmpty ? nil : joined(separator: ", ").foldedOrNil }
}

/// The facts of cells; each short text is read only once.
struct CellFactsMemo {
  private var known: [String: TextFacts] = [:]

  mutating func facts(of cell: Table.Cell) -> TextFacts {
    guard cell.lines.count <= 1, cell.text.utf8.count <= 48 else { return TextFacts(cell.lines) }
    if let facts = known[cell.text] { return facts }
    let facts = TextFacts(cell.lines)
    // Facts with addresses are not shared, because addresses know their lines.
    if facts.addresses.items.isEmpty, facts.addresses.problems.isEmpty,
      facts.addresses.takenBack.isEmpty, facts.addresses.examples.isEmpty
    {
      known[cell.text] = facts
    }
    return facts
  }
}
