import EndpointModel

/// Turns the rows of a table into endpoints.
struct TableReader {
  private let prose: Prose
  private(set) var endpoints: [Endpoint] = []
  private var columns: TableColumns?
  private var findings = Findings()

  /// Reads one table. A row of column names inside it begins anew.
  ///
  /// - Returns: the endpoints in document order; empty for a table that is no
  ///   allowlist.
  static func read(_ table: Table, prose: Prose, findings: inout Findings) -> [Endpoint] {
    var reader = TableReader(prose: prose)
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

  private init(prose: Prose) { self.prose = prose }

  private mutating func readRows(_ rows: [Table.Row]) {
    guard !rows.isEmpty else { return }
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
        .note, "column-left-out", line: rows[0].line - 1, quote: name,
        "the column \"\(name)\" was not used")
    }
    for row in rows { read(row) }
  }

  private func cell(_ role: ColumnRole, _ row: Table.Row) -> Table.Cell? {
    guard let index = columns!.index(of: role), row.cells.indices.contains(index) else {
      return nil
    }
    return row.cells[index].isBlank ? nil : row.cells[index]
  }

  private mutating func read(_ row: Table.Row) {
    if row.cells.allSatisfy(\.isBlank) { return }
    guard hasItsShape(row) else { return }

    let ports = cell(.ports, row).map { PortCell($0, findings: &findings) }
    guard let transport = readTransport(row), let direction = readDirection(row) else { return }
    let addresses = readAddresses(row)
    if addresses.isEmpty || ports?.isPartial == true && ports!.terms.allSatisfy({ $0.ports == nil })
    {
      return
    }
    let service = cell(.service, row)?.text
    let group = cell(.group, row)?.text
    let role = portRole(service: service, row: row, ports: ports)
    let terms = (ports?.terms).flatMap { $0.isEmpty ? nil : $0 } ?? [PortCell.Term()]
    for item in addresses {
      for term in terms {
        endpoints.append(
          Endpoint(
            service: service, group: item.group ?? group, address: item.address, ports: term.ports,
            transport: term.transport ?? transport, direction: direction ?? prose.direction,
            portRole: role, examplePorts: ports?.examples, note: cell(.note, row)?.text,
            line: item.line))
      }
    }
  }

  /// Whether the row is whole and has the cells that its header asks for.
  private mutating func hasItsShape(_ row: Table.Row) -> Bool {
    let width = columns!.roles.count
    if row.isCutOff {
      findings.add(
        .error, "row-cut-off", line: row.line, quote: row.text,
        "the document ends inside this row; it was left out")
      return false
    }
    if row.cells.count > width {
      findings.add(
        .error, "row-too-long", line: row.line, quote: row.text,
        "the row has \(row.cells.count) cells under \(width) headers; it was left out")
      return false
    }
    if row.cells.count < width {
      findings.add(
        .warning, "row-too-short", line: row.line, quote: row.text,
        "the row has \(row.cells.count) cells under \(width) headers")
    }
    return true
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

  /// Nil where the cell names something unknown; the row is then left out.
  private mutating func readDirection(_ row: Table.Row) -> Direction?? {
    guard let cell = cell(.direction, row) else { return .some(nil) }
    let words = Words(cell.text)
    func names(_ known: [String]) -> Bool { known.contains(where: words.contains) }
    let outbound = names(["outbound", "out", "egress", "outgoing"])
    let inbound = names(["inbound", "in", "ingress", "incoming"])
    if names(["both", "bidirectional", "any"]) || (outbound && inbound) { return .both }
    if outbound { return .outbound }
    if inbound { return .inbound }
    findings.add(
      .error, "direction-not-understood", cell.lines.first,
      "\"\(cell.text)\" names no direction; the row was left out")
    return nil
  }

  /// The row's addresses; one without address where the table has no column for
  /// them. Empty where the row is to be left out.
  private mutating func readAddresses(
    _ row: Table.Row
  ) -> [(address: EndpointAddress?, group: String?, line: Int)] {
    guard columns!.index(of: .address) != nil else { return [(nil, nil, row.line)] }
    guard let cell = cell(.address, row) else {
      findings.add(
        .warning, "address-missing", line: row.line, quote: row.text,
        "the row has no address; it stands for its ports alone")
      return [(nil, nil, row.line)]
    }
    if ["any", "all", "*", "any address", "all addresses"].contains(cell.text.lowercased()) {
      return [(.any, nil, cell.lines[0].number)]
    }
    let addresses = AddressCell(cell, findings: &findings)
    for remark in addresses.remarks where !addresses.items.isEmpty {
      findings.add(
        .note, "words-among-addresses", line: cell.lines.first?.number, quote: remark,
        "words beside the addresses were left out")
    }
    if addresses.items.isEmpty, !addresses.isPartial {
      findings.add(
        .error, "address-not-understood", cell.lines.first,
        "no address could be read from this cell; the row was left out")
    }
    return addresses.items.map { ($0.address, $0.group, $0.line) }
  }

  /// The role of ports that are the customer's own: where the cell says so, or
  /// the prose says so of the role that the service's name holds.
  private func portRole(service: String?, row: Table.Row, ports: PortCell?) -> PortRole? {
    guard let ports, let service else { return nil }
    let isCustomers = ports.terms.contains { $0.ports == .customer }
    let role =
      PortRole(in: Words(service))
      ?? (isCustomers ? cell(.ports, row).flatMap { PortRole(in: Words($0.text)) } : nil)
    guard let role else { return nil }
    return isCustomers || prose.customerRoles.contains(role) ? role : nil
  }
}
