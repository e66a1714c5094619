/// A table whose cells were laid one below the other, or side by side with blanks
/// between them: known by a run of column names, and read by what the cells are.
struct FlattenedTable {
  private(set) var table: Table
  /// The index of the line after the table.
  private(set) var end: Int

  /// Nil where no such table begins at that line.
  init?(_ lines: [SourceLine], at start: Int) {
    guard let names = ColumnNames(lines, at: start) else { return nil }
    table = Table(rows: [Table.Row(cells: names.names.map { Table.Cell(lines: [$0]) })])
    end = names.end
    if names.names.first!.number == names.names.last!.number {
      readLines(lines, width: names.names.count)
      if table.rows.count == 1, let kind = names.keyKind { readCells(lines, names, kind) }
    } else if let kind = names.keyKind {
      readCells(lines, names, kind)
    }
    guard table.rows.count > 1 else { return nil }
  }

  /// A row a line, until a line that has no columns.
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
    _ lines: [SourceLine], _ names: ColumnNames, _ kind: ColumnRole
  ) {
    let width = names.names.count
    var rows: [[Table.Cell]] = []
    var next = end
    var isAfterBlank = true
    read: while next < lines.count {
      for cell in lines[next].columns {
        if Self.isOfKind(kind, cell.text) {
          rows.append([Table.Cell(lines: [cell])])
        } else if let row = rows.last, row.count < width {
          rows[rows.count - 1].append(Table.Cell(lines: [cell]))
        } else if !isAfterBlank, !rows.isEmpty {
          // A full row goes on: more words of its last cell.
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

  /// Whether a text is of the kind that the first column holds.
  private static func isOfKind(_ role: ColumnRole, _ text: String) -> Bool {
    switch role {
    case .transport: ProtocolWord.readCell(text).flatMap { $0 } != nil
    case .ports: text.first?.isNumber ?? false && PortTokens(text).allPorts != nil
    case .address: !AddressCell.addresses(in: text).isEmpty
    default: false
    }
  }
}

/// A run of column names, on one line or on several with blank ones between.
private struct ColumnNames {
  private(set) var names: [SourceLine] = []
  private(set) var end: Int
  private var roles: [ColumnRole] = []

  /// Nil where fewer than three names follow each other, or none is of addresses
  /// or ports.
  init?(_ lines: [SourceLine], at start: Int) {
    end = start
    var next = start
    while next < lines.count, names.count < 10 {
      let parts = lines[next].columns
      let named = parts.compactMap { $0.text.count <= 40 ? ColumnRole(header: $0.text) : nil }
      guard named.count == parts.count, !roles.contains(where: named.contains) else { break }
      names += parts
      roles += named
      next += 1
      if !parts.isEmpty { end = next }
    }
    guard names.count >= 3, Set(roles).count == names.count,
      roles.contains(.address) || roles.contains(.ports)
    else { return nil }
  }

  /// What the first column holds, where a cell of it is known by its look.
  var keyKind: ColumnRole? {
    [.transport, .ports, .address].contains(roles[0]) ? roles[0] : nil
  }
}
