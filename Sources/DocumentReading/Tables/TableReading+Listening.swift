import EndpointModel

/// Columns that say on which of its own addresses a program listens, and cells in which a port of the
/// machine leads to one inside it.
extension TableReading {
  /// The rows without the addresses of the machine itself: "0.0.0.0:443" below "Listen" is port 443, and
  /// a row that listens on a loopback address is for no firewall.
  mutating func withoutOwnAddresses(_ rows: [Table.Row]) -> [Table.Row] {
    guard told == nil else { return rows }
    let width = width(of: rows)
    let columns = (0..<width).filter { tellsWhereItListens($0, rows) }
    if columns.isEmpty,
      !rows.contains(where: { $0.cells.contains { OwnAddresses.mayBeNamed(in: $0.text) } })
    {
      return rows
    }
    return rows.compactMap { row in
      // "5432 | localhost only", "localhost | 5432"
      let isOwn =
        row.cells.contains(where: { OwnAddresses.areOnly($0.text) })
        || row.cells.enumerated().contains { column, cell in
          cell.text.utf8.count == 9 && cell.text.lowercased() == "localhost"
            && header(of: column)?.concepts.containsAny(of: .address, .host, .destination) ?? false
        }
      if row.cells.count > 1, isOwn {
        findings.add(
          .note, "address-no-far-end", line: row.line, quote: row.text.abridged(to: 200),
          "the row is for the machine itself, which no firewall sees; it was left out")
        return nil
      }
      if columns.isEmpty { return row }
      var row = row
      for column in columns where column < row.cells.count {
        let own = OwnAddresses(row.cells[column].text)
        if own.loopbacks + own.everywhere == 0 { continue }
        if own.everywhere == 0, own.rest.isEmpty {
          findings.add(
            .note, "address-no-far-end", line: row.line, quote: row.text.abridged(to: 200),
            "what listens on a loopback address is reached from nowhere else; the row was left out")
          return nil
        }
        // Ports here are ports, whatever the header says.
        let text = own.withPorts > 0 ? "port " + own.rest.joined(separator: ", ") : ""
        row.cells[column] = Table.Cell(
          lines: [SourceLine(number: row.cells[column].lines.first?.number ?? row.line, text: text)]
        )
      }
      return row
    }
  }

  /// By its header, "Bind address"; on a page also by cells of nothing else, one of them a loopback
  /// address.
  private mutating func tellsWhereItListens(_ column: Int, _ rows: [Table.Row]) -> Bool {
    let header = header(of: column)
    let cells = rows.prefix(Self.sampleSize).compactMap { row in
      column < row.cells.count && !row.cells[column].isBlank ? row.cells[column].text : nil
    }
    guard
      cells.contains(where: { $0.mayHoldAddress || $0 == "*" || $0.lowercased() == "localhost" })
    else { return false }
    if header?.tokens.contains(where: { SentenceWords.listening.contains($0.lower) }) ?? false {
      return true
    }
    guard !isData, !(header?.concepts.containsAny(of: .source, .destination) ?? false) else {
      return false
    }
    let own = cells.map { OwnAddresses($0) }
    return own.allSatisfy(\.areAll) && own.contains { $0.loopbacks > 0 }
  }

  /// The rows with the outer port alone where a cell says "8080->80/tcp", "8080:80": what stands outside
  /// is what a firewall sees.
  ///
  /// "5000:5100" is a range in the languages of some firewalls; it is left as it is unless another cell of
  /// the column, or its header, shows that they are pairs.
  mutating func withOuterPorts(_ rows: [Table.Row]) -> [Table.Row] {
    guard told == nil else { return rows }
    let width = width(of: rows)
    var columns: [Int] = []
    var certain: Set<Int> = []
    for column in 0..<width {
      let header = header(of: column)
      let pairs = rows.prefix(Self.sampleSize).flatMap { row in
        column < row.cells.count ? PortPair.all(in: row.cells[column].text) : []
      }
      let saysSo =
        header.map { header in
          header.tokens.contains {
            SentenceWords.mapping.contains($0.lower) || SentenceWords.listening.contains($0.lower)
          }
        } ?? false
      // "10:05" below "Time" is no pair of ports.
      guard !pairs.isEmpty,
        saysSo || header?.concepts.contains(.port) ?? false
          || pairs.allSatisfy({ !$0.transport.isEmpty || $0.isQuoted })
      else { continue }
      let isCertain = saysSo || pairs.contains(where: \.isCertain)
      if isCertain || pairs.contains(where: \.isLikely) { columns.append(column) }
      if isCertain { certain.insert(column) }
    }
    if columns.isEmpty { return rows }
    return rows.map { row in
      var row = row
      for column in columns where column < row.cells.count {
        let cell = row.cells[column]
        guard !PortPair.all(in: cell.text).isEmpty else { continue }
        row.cells[column] = Table.Cell(
          lines: cell.lines.map {
            SourceLine(number: $0.number, text: PortPair.outerPorts(in: $0.text))
          })
        let isCertain = certain.contains(column)
        findings.add(
          isCertain ? .note : .warning, isCertain ? "ports-inside" : "range-doubtful",
          line: cell.lines.first?.number ?? row.line, quote: cell.text.abridged(to: 100),
          isCertain
            ? "a port that leads to another was read, and not the one inside that it leads to"
            : "this may be a range, or a port that leads to another; only the first was read")
      }
      return row
    }
  }
}
