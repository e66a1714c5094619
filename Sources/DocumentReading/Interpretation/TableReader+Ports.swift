import EndpointModel

extension TableReader {
  /// The ports of all columns that have some; nil where the row is to be left out.
  mutating func readPorts(
    _ row: Table.Row
  ) -> (terms: [PortCell.Term], examples: PortSet?)? {
    var terms: [PortCell.Term] = []
    var examples: PortSet?
    var isPartial = false
    for (cell, transport) in portCells(row) {
      let ports = portCell(cell)
      isPartial = isPartial || ports.isPartial
      examples = ports.examples ?? examples
      let own =
        transport == nil
        ? ports.terms
        : ports.terms.map {
          PortCell.Term(transport: $0.transport ?? transport, ports: $0.ports)
        }
      if terms.isEmpty { terms = own } else { terms += own }
    }
    return isPartial && terms.allSatisfy { $0.ports == nil } ? nil : (terms, examples)
  }

  /// Tables say the same ports again and again: what gave no finding is kept.
  mutating func portCell(_ cell: Table.Cell) -> PortCell {
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
  func portCells(
    _ row: Table.Row
  ) -> [(cell: Table.Cell, transport: IPProtocol?)] {
    let indices = columns!.indices(of: .ports)
    if indices.count == 2, indices.map({ columns!.name($0) }).areRangeEnds,
      let low = cell(indices[0], row), let high = cell(indices[1], row)
    {
      let text = "\(low.text)-\(high.text)"
      return [(Table.Cell(lines: [SourceLine(number: low.lines[0].number, text: text)]), nil)]
    }
    return indices.compactMap { index in
      cell(index, row).map { ($0, columns!.transport(index)) }
    }
  }

  /// Nil where the cell names something unknown; the row is then left out.
  mutating func readTransport(_ row: Table.Row) -> IPProtocol?? {
    guard let cell = cell(.transport, row) else { return .some(nil) }
    if let transport = ProtocolWord.readCell(cell.text) { return transport }
    findings.add(
      .error, "protocol-not-understood", cell.lines.first,
      "\"\(cell.text)\" names no known protocol; the row was left out")
    return nil
  }

  /// The terms of one address: those of its row, a port written behind it, or what
  /// the sentence before the table says.
  mutating func terms(
    _ own: [PortCell.Term], _ item: AddressCell.Item, _ transport: IPProtocol?,
    _ row: Table.Row
  ) -> [PortCell.Term] {
    if own.isEmpty {
      if let port = item.port.flatMap({ PortSet([$0...$0]) }) {
        return [PortCell.Term(transport: transport, ports: .numbers(port))]
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
  mutating func carryPortsFromFirstRow(_ start: Int, _ rows: [Table.Row]) {
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
  var areRangeEnds: Bool {
    let words = map { Set($0.lowercased().split { !$0.isLetter }.map(String.init)) }
    return !words[0].isDisjoint(with: ["start", "first", "from", "begin", "low", "lowest"])
      && !words[1].isDisjoint(with: ["end", "last", "to", "high", "highest", "until"])
  }
}
