import EndpointModel

/// Cells of several lines that belong together line by line.
extension TableReading {
  /// "192.0.2.0/28 TCP 5061 | 198.51.100.0/25 UDP 10000-20000", without a column of ports: a row for each cell, as
  /// the ports in one are not those of the other's addresses.
  mutating func cellsApart(_ row: Table.Row) -> [Table.Row] {
    guard told == nil, columns.index(of: .ports) == nil, columns.index(of: .portStart) == nil else {
      return [row]
    }
    let places = columns.indices(of: .address).filter { $0 < row.cells.count }
    guard places.count > 1 else { return [row] }
    let facts = facts(row)
    let own = places.filter { facts[$0].holdsAddress && facts[$0].saysPorts }
    guard own.count > 1, places.allSatisfy({ own.contains($0) || !facts[$0].holdsAddress }),
      Set(own.map { facts[$0].textPorts.stated.map { "\($0)" }.joined() }).count > 1
    else { return [row] }
    return own.map { place in
      var part = row
      for other in own where other != place { part.cells[other] = Table.Cell(lines: []) }
      return part
    }
  }

  /// "UDP", "TCP" in the lines of one cell, and their ports in those of another: a row for each line, as the
  /// ports of one protocol are not those of the other. Addresses go with them only if they have as many lines;
  /// the row itself if its cells do not pair.
  mutating func linesApart(_ row: Table.Row) -> [Table.Row] {
    guard told == nil, !isData, let transports = columns.index(of: .transport),
      let ports = columns.index(of: .ports), transports < row.cells.count, ports < row.cells.count
    else { return [row] }
    let named = row.cells[transports].lines.filter { !$0.isBlank }
    let stated = row.cells[ports].lines.filter { !$0.isBlank }
    guard named.count >= 2, named.count == stated.count, Set(named.map(\.text)).count > 1,
      named.allSatisfy({ TextFacts([$0]).isTransport }),
      stated.allSatisfy({ line in
        let terms = TextFacts([line]).cellPorts.stated
        return !terms.isEmpty && terms.allSatisfy { $0.transport == nil }
      })
    else { return [row] }
    let places = columns.indices(of: .address).filter { $0 < row.cells.count }
    let hosts = places.map { row.cells[$0].lines.filter { !$0.isBlank } }
    let arePaired = zip(places, hosts).filter { _, lines in
      lines.count == named.count
        && lines.allSatisfy { TextFacts([$0]).addresses.items.count == 1 }
    }
    return named.indices.map { place in
      var part = row
      part.cells[transports] = Table.Cell(lines: [named[place]])
      part.cells[ports] = Table.Cell(lines: [stated[place]])
      for (column, lines) in arePaired { part.cells[column] = Table.Cell(lines: [lines[place]]) }
      return part
    }
  }
}
