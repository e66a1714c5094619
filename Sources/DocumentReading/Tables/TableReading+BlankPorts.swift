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
  ///
  /// - Parameters:
  ///   - start: the place of the table's first endpoint.
  ///   - next: the place of the first one of its second row.
  mutating func carryFromFirstRow(_ start: Int, upTo next: Int, _ row: Table.Row) {
    guard !isData, next > start, cell(.ports, facts(row)) != nil else { return }
    // "22/tcp, 22/udp": all that the first row gives to one of its addresses.
    let own = endpoints[start..<next].filter { $0.address == endpoints[start].address }
    guard own.allSatisfy({ $0.ports != nil }) else { return }
    var changed = false
    let rest = endpoints[next...].flatMap { endpoint -> [Endpoint] in
      guard endpoint.ports == nil, endpoint.transport?.hasPorts ?? true else { return [endpoint] }
      let fitting = own.filter { endpoint.transport == nil || $0.transport == endpoint.transport }
      changed = true
      return (fitting.isEmpty ? [own[0]] : fitting).map { first in
        var endpoint = endpoint
        endpoint.ports = first.ports
        endpoint.transport = endpoint.transport ?? first.transport
        return endpoint
      }
    }
    guard changed else { return }
    endpoints.replaceSubrange(next..., with: rest)
    findings.add(
      .warning, "ports-carried", line: row.line, quote: nil,
      "only the first row states ports; they were taken for all rows")
  }
}
