/// A table without names of columns whose cells are one below the other: "Relay", "a.example",
/// "443", "TCP", "Media", "b.example", "8443", "TCP". It is recognized by the kinds of its cells,
/// which come again in the same order.
struct RepeatedCells {
  let table: Table
  /// The index of the line after the table.
  let end: Int

  private enum Kind { case words, address, ports, transport }

  /// Nil if no such table begins at that line.
  init?(_ lines: [SourceLine], at start: Int, _ memo: LooseCellMemo) {
    guard !lines[start].isBlank else { return nil }
    var run = CellRun(lines, at: start, memo)
    // Most lines begin none: a row of three to five cells and another tell.
    run.read(upTo: 2 * Self.widths.lowerBound)
    guard run.parting != .bars, run.cells.count == 2 * Self.widths.lowerBound,
      run.cells.contains(where: { $0.look == .address }),
      run.cells.allSatisfy({ Self.kind($0) != nil })
    else { return nil }
    run.read(upTo: 2 * Self.widths.upperBound)
    guard let width = Self.width(run.cells.map(Self.kind)) else { return nil }
    run.read(upTo: .max)
    let kinds = run.cells.map(Self.kind)
    let count = kinds.indices.first { kinds[$0] == nil || kinds[$0] != kinds[$0 % width] }
    let rows = (count ?? kinds.count) / width
    guard rows >= 2 else { return nil }
    let cells = run.cells.prefix(rows * width)
    table = Table(
      rows: stride(from: 0, to: cells.count, by: width).map { place in
        Table.Row(cells: cells[place..<place + width].map { Table.Cell(lines: $0.lines) })
      }, headerRowCount: 0)
    end = cells.last!.end
  }

  /// Two cells a row are items with their values, and are read as such.
  private static let widths = 3...5

  /// How many cells a row has; nil if the kinds do not come again.
  private static func width(_ kinds: [Kind?]) -> Int? {
    widths.first { width in
      guard kinds.count >= 2 * width else { return false }
      let row = kinds[..<width]
      return row.count { $0 == .address } == 1 && row.count { $0 == .ports } == 1
        && !row.contains(nil) && Array(row) == Array(kinds[width..<2 * width])
    }
  }

  private static func kind(_ cell: LooseCell) -> Kind? {
    // "Host: a.example" tells what it is; it is no cell.
    if cell.text.contains(": ") { return nil }
    return switch cell.look {
    case .address: cell.isBareAddress ? .address : nil
    case .ports: cell.isTransport ? .transport : .ports
    case .words: cell.text.utf8.count <= longestName ? .words : nil
    case .blank, .any, .sentence: nil
    }
  }

  private static let longestName = 60
}
