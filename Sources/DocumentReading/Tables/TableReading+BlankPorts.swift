import EndpointModel

/// Rows without ports in a table that states ports.
extension TableReading {
  /// Warns of blanks if other rows state ports: they were probably forgotten.
  ///
  /// - Parameter starts: how many endpoints there were before each row; a row may have several.
  mutating func warnOfBlankPorts(of starts: [Int], statePorts: Int) {
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
  mutating func carryFromFirstRow(_ start: Int, _ row: Table.Row) {
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
