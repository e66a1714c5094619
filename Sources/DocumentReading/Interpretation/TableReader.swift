import EndpointModel

/// Turns the rows of a table into endpoints.
struct TableReader {
  private let prose: Prose
  private let section: Section
  private(set) var endpoints: [Endpoint] = []
  private var columns: TableColumns?
  private var findings = Findings()
  /// The service of the row above, for rows that go on with it.
  private var serviceAbove: String?
  private var knownPorts: [String: PortCell] = [:]

  /// Reads one table. A row of column names inside it begins anew.
  ///
  /// - Returns: the endpoints in document order; empty for a table that is no
  ///   allowlist.
  static func read(
    _ table: Table, prose: Prose, section: Section, findings: inout Findings
  ) -> [Endpoint] {
    if let wide = table.rows.first(where: { $0.cells.count > columnLimit }) {
      findings.add(
        .error, "table-too-wide", line: wide.line, quote: nil,
        "a table of more than \(columnLimit) columns was left out")
      return []
    }
    var reader = TableReader(prose: prose, section: section)
    var rows: [Table.Row] = []
    for row in table.rows {
      if let columns = TableColumns(header: row) {
        reader.readRows(rows)
        rows = []
        reader.columns = columns
      } else {
        rows.append(row)
      }
    }
    reader.readRows(rows)
    for finding in reader.findings.all { findings.add(finding) }
    return reader.endpoints
  }

  /// No table for people is wider.
  private static let columnLimit = 1000

  private init(prose: Prose, section: Section) {
    self.prose = prose
    self.section = section
  }

  private mutating func readRows(_ rows: [Table.Row]) {
    guard !rows.isEmpty else { return }
    serviceAbove = nil
    if columns == nil {
      columns = TableColumns(content: rows)
    } else {
      columns!.assignByContent(rows)
    }
    guard columns!.index(of: .address) != nil || columns!.index(of: .ports) != nil else {
      findings.add(
        .note, "table-left-alone", line: rows[0].line, quote: rows[0].text,
        "a table without addresses and ports holds no endpoints")
      return
    }
    for name in columns!.unused {
      findings.add(
        .note, "column-left-out", line: columns!.line, quote: name,
        "the column \"\(name)\" was not used")
    }
    let before = endpoints.count
    for row in rows { read(row) }
    carryPortsFromFirstRow(before, rows)
  }

  private func cell(_ index: Int, _ row: Table.Row) -> Table.Cell? {
    guard row.cells.indices.contains(index), !row.cells[index].isBlank else { return nil }
    return row.cells[index]
  }

  private func cell(_ role: ColumnRole, _ row: Table.Row) -> Table.Cell? {
    columns!.indices(of: role).lazy.compactMap { cell($0, row) }.first
  }

  /// The texts of all columns of a role.
  private func text(_ role: ColumnRole, _ row: Table.Row) -> String? {
    columns!.indices(of: role).compactMap { cell($0, row)?.text }
      .filter { !$0.isBlankWord }.joined(separator: ", ").foldedOrNil
  }

  private mutating func read(_ row: Table.Row) {
    if row.cells.allSatisfy(\.isBlank) { return }
    guard hasItsShape(row), !isDenied(row) else { return }
    guard let ports = readPorts(row), let transport = readTransport(row),
      let direction = readDirection(row)
    else { return }
    let addresses = readAddresses(row, hasPorts: !ports.terms.isEmpty)
    let service = service(row)
    let own = text(.group, row)
    let isHeadingGroup = columns!.index(of: .service) == nil && headingIsGroup(row)
    let groups =
      isHeadingGroup
      ? [section.heading, own].joinedNames
      : own ?? sectionGroup(hasService: columns!.index(of: .service) != nil)
    let role = portRole(service: service, row: row, ports: ports)
    for item in addresses {
      for term in terms(ports.terms, item, transport, row) {
        endpoints.append(
          Endpoint(
            service: service, group: [groups, item.group].joinedNames,
            address: item.address, ports: term.transport == .icmp ? nil : term.ports,
            transport: term.transport,
            direction: direction ?? section.statement?.direction ?? section.direction
              ?? (columns!.isInbound ? .inbound : nil)
                ?? prose.direction,
            portRole: role, examplePorts: ports.examples, note: text(.note, row),
            line: item.line))
      }
    }
  }

  // MARK: Names

  /// The row's own name, that of the row above which it goes on with, or the heading.
  private mutating func service(_ row: Table.Row) -> String? {
    guard columns!.index(of: .service) != nil else {
      return headingIsGroup(row) ? section.title : section.heading ?? section.label
    }
    // Of several columns that could name it, the first does.
    if let own = cell(.service, row)?.text, !own.isBlankWord { serviceAbove = own }
    return serviceAbove ?? section.heading
  }

  /// "Addresses in Dallas" above rows of the group "Dallas 12": the heading names
  /// the group, and the document's title what the rows are of.
  private func headingIsGroup(_ row: Table.Row) -> Bool {
    guard section.title != nil, let heading = section.heading, let group = text(.group, row) else {
      return false
    }
    let words = Words(heading)
    return Words(group).all.contains { $0.count > 2 && words.contains($0) }
  }

  private func sectionGroup(hasService: Bool) -> String? {
    let names = hasService ? [section.heading, section.label] : [section.parent, section.label]
    let used = hasService ? nil : section.heading ?? section.label
    return names.filter { $0 != used }.joinedNames
  }

  /// The role of ports that are the customer's own: where the cell says so, or
  /// the prose says so of the role that the service's name holds.
  private func portRole(
    service: String?, row: Table.Row, ports: (terms: [PortCell.Term], examples: PortSet?)
  ) -> PortRole? {
    let isCustomers = ports.terms.contains { $0.ports == .customer }
    guard let service, isCustomers || !prose.customerRoles.isEmpty else { return nil }
    let role =
      PortRole(in: Words(service))
      ?? (isCustomers ? cell(.ports, row).flatMap { PortRole(in: Words($0.text)) } : nil)
    guard let role else { return nil }
    return isCustomers || prose.customerRoles.contains(role) ? role : nil
  }

  // MARK: The row as a whole

  /// Whether the row is whole and has the cells that its header asks for.
  private mutating func hasItsShape(_ row: Table.Row) -> Bool {
    let width = columns!.roles.count
    if row.isCutOff {
      findings.add(
        .error, "row-cut-off", line: row.line, quote: row.text,
        "the document ends inside this row; it was left out")
      return false
    }
    if row.cells.count > width, row.cells[width...].contains(where: { !$0.isBlank }) {
      findings.add(
        .error, "row-too-long", line: row.line, quote: row.text,
        "the row has \(row.cells.count) cells under \(width) headers; it was left out")
      return false
    }
    if row.cells.count < width {
      let missing = columns!.roles[row.cells.count...]
      let matters = missing.contains { $0 == .address || $0 == .ports || $0 == .transport }
      findings.add(
        matters ? .error : .warning, "row-too-short", line: row.line, quote: row.text,
        "the row has \(row.cells.count) cells under \(width) headers"
          + (matters ? "; it was left out" : ""))
      return !matters
    }
    return true
  }

  /// A row that tells what to block is none to allow.
  private mutating func isDenied(_ row: Table.Row) -> Bool {
    guard let cell = cell(.action, row) else { return false }
    let words = Words(cell.text)
    guard
      ["deny", "denied", "block", "blocked", "drop", "reject", "rejected"].contains(
        where: words.contains)
    else { return false }
    findings.add(
      .warning, "row-denied", cell.lines.first, "the row says \"\(cell.text)\"; it was left out")
    return true
  }

  // MARK: Ports and protocols

  /// The ports of all columns that have some; nil where the row is to be left out.
  private mutating func readPorts(
    _ row: Table.Row
  ) -> (terms: [PortCell.Term], examples: PortSet?)? {
    var terms: [PortCell.Term] = []
    var examples: PortSet?
    var isPartial = false
    for cell in portCells(row) {
      let ports = portCell(cell.cell)
      isPartial = isPartial || ports.isPartial
      examples = ports.examples ?? examples
      terms += ports.terms.map {
        PortCell.Term(transport: $0.transport ?? cell.transport, ports: $0.ports)
      }
    }
    return isPartial && terms.allSatisfy { $0.ports == nil } ? nil : (terms, examples)
  }

  /// Tables say the same ports again and again: what gave no finding is kept.
  private mutating func portCell(_ cell: Table.Cell) -> PortCell {
    let text = cell.text
    if let known = knownPorts[text] { return known }
    var found = Findings()
    let ports = PortCell(cell, findings: &found)
    if found.all.isEmpty { knownPorts[text] = ports }
    for finding in found.all { findings.add(finding) }
    return ports
  }

  /// The cells of ports, each with the protocol that its header names; the ends of
  /// a range that stand in two columns as one.
  private func portCells(
    _ row: Table.Row
  ) -> [(cell: Table.Cell, transport: TransportProtocol?)] {
    let indices = columns!.indices(of: .ports)
    let names = indices.map { columns!.names.indices.contains($0) ? columns!.names[$0] : "" }
    if indices.count == 2, names.areRangeEnds,
      let low = cell(indices[0], row), let high = cell(indices[1], row)
    {
      let text = "\(low.text)-\(high.text)"
      return [(Table.Cell(lines: [SourceLine(number: low.lines[0].number, text: text)]), nil)]
    }
    return zip(indices, names).compactMap { index, name in
      cell(index, row).map { cell in
        let named = name.split { !$0.isLetter }.compactMap { ProtocolWord.read($0) }
        return (cell, named.dropFirst().reduce(named.first) { $0?.joined(with: $1) })
      }
    }
  }

  /// Nil where the cell names something unknown; the row is then left out.
  private mutating func readTransport(_ row: Table.Row) -> TransportProtocol?? {
    guard let cell = cell(.transport, row) else { return .some(nil) }
    if let transport = ProtocolWord.readCell(cell.text) { return transport }
    findings.add(
      .error, "protocol-not-understood", cell.lines.first,
      "\"\(cell.text)\" names no known protocol; the row was left out")
    return nil
  }

  /// The terms of one address: those of its row, a port written behind it, or what
  /// the sentence before the table says.
  private mutating func terms(
    _ own: [PortCell.Term], _ item: Item, _ transport: TransportProtocol?, _ row: Table.Row
  ) -> [PortCell.Term] {
    if own.isEmpty {
      if let port = item.port {
        return [PortCell.Term(transport: transport, ports: .numbers(PortSet([port...port])!))]
      }
      let said = section.terms.filter {
        transport == nil || $0.transport == nil || $0.transport == transport
      }
      if columns!.index(of: .ports) == nil, !said.isEmpty {
        return said.map { PortCell.Term(transport: transport ?? $0.transport, ports: $0.ports) }
      }
      return [PortCell.Term(transport: transport, ports: nil)]
    }
    if let port = item.port, !own.contains(where: { $0.holds(port) }) {
      findings.add(
        .warning, "port-differs", line: item.line, quote: row.text,
        "the port \(port) behind the address is not among the row's ports")
    }
    return own.map { term in
      if let named = term.transport, let transport, named != transport,
        transport.joined(with: named) != transport
      {
        findings.add(
          .warning, "protocol-differs", line: item.line, quote: row.text,
          "the row says \(transport.rawValue), its ports say \(named.rawValue); taken was "
            + named.rawValue)
      }
      return PortCell.Term(transport: term.transport ?? transport, ports: term.ports)
    }
  }

  /// Ports that only the first row states speak for all rows of the table.
  private mutating func carryPortsFromFirstRow(_ start: Int, _ rows: [Table.Row]) {
    guard rows.count > 2, endpoints.count > start, columns!.index(of: .ports) != nil,
      cell(.ports, rows[0]) != nil, rows.dropFirst().allSatisfy({ cell(.ports, $0) == nil }),
      let first = endpoints[start].ports
    else { return }
    for i in start..<endpoints.count where endpoints[i].ports == nil {
      endpoints[i].ports = first
      endpoints[i].transport = endpoints[i].transport ?? endpoints[start].transport
    }
    findings.add(
      .warning, "ports-carried", line: rows[0].line, quote: rows[0].text,
      "only the first row states ports; they were taken for all rows")
  }

  /// Nil where the cell names something unknown; the row is then left out.
  private mutating func readDirection(_ row: Table.Row) -> Direction?? {
    guard let cell = cell(.direction, row), !cell.text.isBlankWord else { return .some(nil) }
    let words = Words(cell.text)
    let whole = cell.text.trimmed.lowercased()
    if ["both", "bidirectional", "any", "two way"].contains(where: words.contains)
      || ["in/out", "out/in", "in & out", "↔"].contains(whole)
    {
      return .both
    }
    if whole == "in" || whole == "from" { return .inbound }
    if whole == "out" || whole == "to" { return .outbound }
    if let said = Statement(cell.text).direction { return said }
    findings.add(
      .error, "direction-not-understood", cell.lines.first,
      "\"\(cell.text)\" names no direction; the row was left out")
    return nil
  }

  // MARK: Addresses

  private typealias Item = (address: EndpointAddress?, group: String?, line: Int, port: UInt16?)

  /// The row's addresses; one without address where the row gives ports alone.
  /// Empty where there is nothing to allow.
  private mutating func readAddresses(_ row: Table.Row, hasPorts: Bool) -> [Item] {
    var items: [Item] = []
    var isPartial = false
    var words: SourceLine?
    for cell in addressCells(row) {
      if AnyWord.isDynamic(cell.text) {
        findings.add(
          .warning, "address-dynamic", cell.lines.first,
          "the addresses are said to change; they were read as any")
        items.append((.any, nil, cell.lines[0].number, nil))
        continue
      }
      if AnyWord.isWhole(cell.text) {
        items.append((.any, nil, cell.lines[0].number, nil))
        continue
      }
      let addresses = AddressCell(cell, findings: &findings)
      isPartial = isPartial || addresses.isPartial
      items += addresses.items.map { ($0.address, $0.group, $0.line, $0.port) }
      if addresses.items.isEmpty, !cell.text.isBlankWord { words = words ?? cell.lines.first }
      for remark in addresses.remarks where !addresses.items.isEmpty {
        findings.add(
          .note, "words-among-addresses", line: cell.lines.first?.number, quote: remark,
          "words beside the addresses were left out")
      }
    }
    if items.isEmpty { items = addressesInNote(row) }
    if !items.isEmpty || isPartial { return items }
    if columns!.index(of: .address) != nil {
      findings.add(
        .warning, "no-address", line: words?.number ?? row.line,
        quote: words?.text ?? row.text,
        "the row names no address"
          + (hasPorts ? "; it stands for its ports alone" : " and no ports; it was left out"))
    }
    return hasPorts ? [(nil, nil, row.line, nil)] : []
  }

  /// The cells of addresses; a range or a network whose two parts stand in two
  /// columns as one.
  private func addressCells(_ row: Table.Row) -> [Table.Cell] {
    let indices = columns!.indices(of: .address)
    let names = indices.map { columns!.names.indices.contains($0) ? columns!.names[$0] : "" }
    if indices.count == 2, let first = cell(indices[0], row), let second = cell(indices[1], row) {
      let line = first.lines[0].number
      if names.areRangeEnds {
        return [
          Table.Cell(lines: [SourceLine(number: line, text: "\(first.text) - \(second.text)")])
        ]
      }
      if names[1].lowercased().contains("mask") || names[1].lowercased().contains("length") {
        return [
          Table.Cell(lines: [SourceLine(number: line, text: "\(first.text)/\(second.text)")])
        ]
      }
    }
    return indices.compactMap { cell($0, row) }
  }

  /// A row may name its addresses in its remark alone.
  private mutating func addressesInNote(_ row: Table.Row) -> [Item] {
    guard let cell = cell(.note, row) else { return [] }
    var ignored = Findings()
    let found = AddressCell(cell, findings: &ignored).items.filter { $0.address.range != nil }
    if !found.isEmpty {
      findings.add(
        .warning, "address-in-note", cell.lines.first,
        "the row's addresses were taken from its remark")
    }
    return found.map { ($0.address, nil, $0.line, nil) }
  }
}

extension [String?] {
  /// The names that there are, joined; nil where there is none.
  fileprivate var joinedNames: String? {
    compactMap { $0 }.joined(separator: ", ").foldedOrNil
  }
}

extension PortCell.Term {
  func holds(_ port: UInt16) -> Bool {
    switch ports {
    case .numbers(let set): set.contains(port)
    case nil, .any, .customer: true
    }
  }
}

extension [String] {
  /// Whether two headers name the start and the end of a range.
  fileprivate var areRangeEnds: Bool {
    let words = map { Set($0.lowercased().split { !$0.isLetter }.map(String.init)) }
    return !words[0].isDisjoint(with: ["start", "first", "from", "begin", "low", "lowest"])
      && !words[1].isDisjoint(with: ["end", "last", "to", "high", "highest", "until"])
  }
}

/// Words by which an address cell says "anywhere".
enum AnyWord {
  /// "No static IPs (dynamic)", "Dynamic".
  static func isDynamic(_ text: String) -> Bool {
    let words = Words(text)
    return text.count <= 40 && words.contains("dynamic")
      && !text.contains(where: \.isNumber)
  }

  static func isWhole(_ text: String) -> Bool {
    [
      "any", "all", "*", "any address", "all addresses", "any ip", "all ips", "all networks",
      "any network", "anywhere", "internet", "any destination", "all destinations", "alle",
      "any host",
    ].contains(text.lowercased())
  }
}
