import EndpointModel

/// Turns the rows of a table into endpoints.
struct TableReader {
  let prose: Prose
  let section: Section
  /// What the section gives as a row's group where a column names the service, and
  /// where none does.
  private let sectionGroups: (ofNamed: String?, ofOthers: String?)
  var endpoints: [Endpoint] = []
  var columns: TableColumns?
  var findings = Findings()
  /// The service of the row above, for rows that go on with it.
  var serviceAbove: String?
  var knownPorts: [String: PortCell] = [:]
  /// The terms of the endpoint above, which most go on with.
  private var termsAbove: (stated: StatedTerms, terms: Terms)?

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
  static let columnLimit = 1000

  private init(prose: Prose, section: Section) {
    self.prose = prose
    self.section = section
    sectionGroups = (
      Self.group([section.heading, section.label], but: nil),
      Self.group([section.parent, section.label], but: section.heading ?? section.label)
    )
  }

  mutating func readRows(_ rows: [Table.Row]) {
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

  func cell(_ index: Int, _ row: Table.Row) -> Table.Cell? {
    guard row.cells.indices.contains(index), !row.cells[index].isBlank else { return nil }
    return row.cells[index]
  }

  func cell(_ role: ColumnRole, _ row: Table.Row) -> Table.Cell? {
    columns!.indices(of: role).lazy.compactMap { cell($0, row) }.first
  }

  /// The texts of all columns of a role.
  func text(_ role: ColumnRole, _ row: Table.Row) -> String? {
    let columns = columns!.indices(of: role)
    if columns.isEmpty { return nil }
    return columns.compactMap { cell($0, row)?.text }
      .filter { !$0.isBlankWord }.joined(separator: ", ").foldedOrNil
  }

  mutating func read(_ row: Table.Row) {
    if row.cells.allSatisfy(\.isBlank) { return }
    guard hasItsShape(row), !isDenied(row) else { return }
    guard let ports = readPorts(row), let transport = readTransport(row),
      let direction = readDirection(row)
    else { return }
    let items = readAddresses(row, hasPorts: !ports.terms.isEmpty)
    let own = text(.group, row)
    let isHeadingGroup = columns!.index(of: .service) == nil && headingNames(own)
    let service = isHeadingGroup ? section.title : service(row)
    let group =
      isHeadingGroup
      ? [section.heading, own].joinedNames
      : own
        ?? (columns!.index(of: .service) == nil ? sectionGroups.ofOthers : sectionGroups.ofNamed)
    let way =
      direction ?? section.statement?.direction ?? section.direction
      ?? (columns!.isInbound ? .inbound : nil) ?? prose.direction
    let role = portRole(service: service, row: row, ports: ports)
    let serviceLabel = service.flatMap(Label.init)
    let groupLabel = [group].joinedNames.flatMap(Label.init)
    let note = text(.note, row).flatMap(Label.init)
    for item in items {
      for term in terms(ports.terms, item, transport, row) {
        let terms = StatedTerms(
          term: term, direction: way, portRole: role, examplePorts: ports.examples)
        if termsAbove?.stated != terms { termsAbove = (terms, Terms(terms)) }
        endpoints.append(
          Endpoint(
            service: serviceLabel,
            group: item.group == nil
              ? groupLabel : [group, item.group].joinedNames.flatMap(Label.init),
            address: item.address, terms: termsAbove!.terms, note: note, line: item.line))
      }
    }
  }

  // MARK: Names

  /// The row's own name, that of the row above which it goes on with, or the heading.
  mutating func service(_ row: Table.Row) -> String? {
    guard columns!.index(of: .service) != nil else {
      return section.heading ?? section.label
    }
    // Of several columns that could name it, the first does.
    if let own = cell(.service, row)?.text, !own.isBlankWord { serviceAbove = own }
    return serviceAbove ?? section.heading
  }

  /// "Addresses in Dallas" above rows of the group "Dallas 12": the heading names
  /// the group, and the document's title what the rows are of.
  func headingNames(_ group: String?) -> Bool {
    guard section.title != nil, let heading = section.heading, let group else { return false }
    let words = Words(heading)
    return Words(group).all.contains { $0.count > 2 && words.contains($0) }
  }

  private static func group(_ names: [String?], but used: String?) -> String? {
    names.filter { $0 != used }.joinedNames
  }

  /// The role of ports that are the customer's own: where the cell says so, or
  /// the prose says so of the role that the service's name holds.
  func portRole(
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
  mutating func hasItsShape(_ row: Table.Row) -> Bool {
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
  mutating func isDenied(_ row: Table.Row) -> Bool {
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

  /// Nil where the cell names something unknown; the row is then left out.
  mutating func readDirection(_ row: Table.Row) -> Direction?? {
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
}

/// What one endpoint of a row states besides its names and address.
private struct StatedTerms: Equatable {
  let term: PortCell.Term
  let direction: Direction?
  let portRole: PortRole?
  let examplePorts: PortSet?
}

extension Terms {
  fileprivate init(_ stated: StatedTerms) {
    self.init(
      ports: stated.term.transport == .icmp ? nil : stated.term.ports,
      transport: stated.term.transport, direction: stated.direction, portRole: stated.portRole,
      examplePorts: stated.examplePorts)
  }
}

extension [String?] {
  /// The names that there are, joined; nil where there is none.
  fileprivate var joinedNames: String? {
    let names = compactMap { $0 }
    return names.count == 1 ? names[0].foldedOrNil : names.joined(separator: ", ").foldedOrNil
  }
}
