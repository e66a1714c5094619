/// A table whose cells are side by side with blanks between them, or partly below each other. It is
/// recognized by a run of column names, and its rows by what their first cell is.
struct FlattenedTable {
  private(set) var table: Table
  /// The index of the line after the table.
  private(set) var end: Int

  /// Nil if no such table begins at that line.
  init?(_ lines: [SourceLine], at start: Int) {
    guard let names = ColumnNames(lines, at: start) else { return nil }
    table = Table(rows: [Table.Row(cells: names.names.map { Table.Cell(lines: [$0]) })])
    end = names.end
    if names.names.first!.number == names.names.last!.number {
      readLines(lines, width: names.names.count)
      if table.rows.count == 1, let kind = names.keyKind { readCells(lines, names, kind) }
    } else if names.names.count > 2, let kind = names.keyKind {
      readCells(lines, names, kind)
    } else if names.names.count > 2 {
      readWholeRows(lines, names)
    }
    guard table.rows.count > 1 else { return nil }
  }

  /// One row per line, until a line that has no columns.
  private mutating func readLines(_ lines: [SourceLine], width: Int) {
    while end < lines.count {
      let parts = lines[end].columns
      guard parts.count > 1, parts.count <= width else { return }
      let blanks = repeatElement(Table.Cell(lines: []), count: width - parts.count)
      table.rows.append(Table.Row(cells: parts.map { Table.Cell(lines: [$0]) } + blanks))
      end += 1
    }
  }

  /// Cells in reading order: a row begins with a cell of the first column's kind.
  private mutating func readCells(
    _ lines: [SourceLine], _ names: ColumnNames, _ kind: Concept
  ) {
    let width = names.names.count
    var rows: [[Table.Cell]] = []
    var next = end
    var isAfterBlank = true
    read: while next < lines.count {
      for cell in lines[next].columns {
        let isFull = rows.last.map { $0.count == width } ?? true
        if Self.isOfKind(kind, cell.text)
          || isFull && kind.isOfPlaces && TextFacts(cell.text, line: 1).isAny
        {
          rows.append([Table.Cell(lines: [cell])])
        } else if let row = rows.last, row.count < width {
          rows[rows.count - 1].append(Table.Cell(lines: [cell]))
        } else if !isAfterBlank, !rows.isEmpty {
          // A full row continues: more words of its last cell.
          rows[rows.count - 1][width - 1].append([cell])
        } else {
          break read
        }
        isAfterBlank = false
      }
      if lines[next].isBlank { isAfterBlank = true } else { end = next + 1 }
      next += 1
    }
    table.rows += rows.map { row in
      Table.Row(
        cells: row + repeatElement(Table.Cell(lines: []), count: max(0, width - row.count)))
    }
  }

  /// Cells in reading order, none of them left out: a row is as long as the header, and has ports,
  /// protocols and addresses where the header says so.
  private mutating func readWholeRows(_ lines: [SourceLine], _ names: ColumnNames) {
    let width = names.names.count
    let told = names.concepts.enumerated().filter {
      [.transportProtocol, .port, .address, .host, .network].contains($0.element)
    }
    var cells: [SourceLine] = []
    for place in end..<lines.count where !lines[place].isBlank {
      cells.append(SourceLine(number: lines[place].number, text: lines[place].text.trimmed))
      if cells.count < width { continue }
      let isRow = told.allSatisfy { column in
        Self.isOfKind(column.element, cells[column.offset].text)
          || column.element == .port && Self.saysProtocolOrAny(cells[column.offset].text)
      }
      guard isRow else { return }
      table.rows.append(Table.Row(cells: cells.map { Table.Cell(lines: [$0]) }))
      end = place + 1
      cells = []
    }
  }

  /// "ICMP", "any": what a cell of ports may hold besides.
  private static func saysProtocolOrAny(_ text: String) -> Bool {
    let facts = TextFacts(text, line: 1)
    return facts.isTransport || facts.isAny || facts.cellPorts.terms.contains { $0.ports == .any }
  }

  /// Whether a text is of the kind that the first column holds.
  private static func isOfKind(_ concept: Concept, _ text: String) -> Bool {
    let facts = TextFacts(text, line: 1)
    switch concept {
    case .transportProtocol:
      return facts.tokens.contains(where: \.isWord) && facts.transport != nil
        && facts.tokens.count <= 6
    case .port: return facts.isNumbers || facts.saysPorts && facts.tokens.count <= 8
    case .address, .host, .network: return facts.holdsAddress
    default: return false
    }
  }
}

extension Concept {
  /// Whether a column of it holds addresses, or a word for all of them.
  fileprivate var isOfPlaces: Bool { [.address, .host, .network].contains(self) }
}

/// A run of column names, on one line or on several with blank lines between.
private struct ColumnNames {
  private(set) var names: [SourceLine] = []
  private(set) var end: Int
  private(set) var concepts: [Concept] = []

  /// Nil if fewer than two names follow each other, or none is for addresses or ports.
  init?(_ lines: [SourceLine], at start: Int) {
    end = start
    var next = start
    while next < lines.count, names.count < 10 {
      let parts = lines[next].columns
      let named = parts.compactMap { $0.text.count <= 40 ? Self.concept($0.text) : nil }
      let isNew = !named.contains { $0 != .service && concepts.contains($0) }
      guard named.count == parts.count, isNew else { break }
      names += parts
      concepts += named
      next += 1
      if !parts.isEmpty { end = next }
    }
    guard names.count >= 2, Set(concepts).count + 1 >= names.count,
      concepts.contains(where: { $0 == .address || $0 == .host || $0 == .network || $0 == .port })
    else { return nil }
  }

  /// What a header's text names; nil for a text that holds values, which no header does.
  private static func concept(_ text: String) -> Concept? {
    let facts = TextFacts(text, line: 1)
    guard !facts.holdsAddress, !text.contains(": "), !text.hasSuffix("."), facts.tokens.count <= 6
    else { return nil }
    let concept = ColumnHeader.concept(facts)
    // "Layer 4" is what some call the protocol.
    let hasValue = facts.tokens.contains { token in token.number.map { $0 != 4 } ?? false }
    return hasValue || concept != .transportProtocol && facts.tokens.contains(where: \.isNumber)
      ? nil : concept
  }

  /// What the first column holds, if its cells can be recognized by their look.
  var keyKind: Concept? {
    [.transportProtocol, .port, .address, .host, .network].contains(concepts[0]) ? concepts[0] : nil
  }
}
