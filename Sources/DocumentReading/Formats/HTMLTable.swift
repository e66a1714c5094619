/// A table of a page as a grid: cells that span rows or columns stand in each of
/// the places that they span.
struct HTMLTable {
  private(set) var table = Table()
  private let page: HTMLPage
  private let lineOffset: Int
  /// Cells that reach down from earlier rows: by column, for how many more rows.
  private var reachingDown: [Int: (cell: Table.Cell, rows: Int)] = [:]

  /// A page may span a million columns; no table that people read spans more, or
  /// has cells that reach down in a column further right.
  private static let spanLimit = 64

  /// - Parameter place: that of the table in the page.
  init(_ place: Int, in page: HTMLPage, lineOffset: Int) {
    self.page = page
    self.lineOffset = lineOffset
    readRows(place)
  }

  private mutating func readRows(_ place: Int) {
    for child in page.children(of: place) {
      switch page.nodes[child].kind {
      case .row: readRow(child)
      case .rows: readRows(child)
      default: break
      }
    }
  }

  private mutating func readRow(_ row: Int) {
    var cells: [Table.Cell] = []
    cells.reserveCapacity(table.rows.last?.cells.count ?? 0)
    for child in page.children(of: row) where page.nodes[child].kind == .cell {
      fillFromAbove(&cells)
      let cell = cell(child)
      // A rowspan of 1000000 ends with the table; only columns must be bounded.
      let span = page.spans[child] ?? HTMLPage.Span()
      for _ in 0..<min(span.columns, Self.spanLimit) {
        if span.rows > 1, cells.count < Self.spanLimit {
          reachingDown[cells.count] = (cell, span.rows - 1)
        }
        cells.append(cell)
      }
    }
    fillFromAbove(&cells)
    if !cells.isEmpty { table.rows.append(Table.Row(cells: cells)) }
  }

  private mutating func fillFromAbove(_ cells: inout [Table.Cell]) {
    while let above = reachingDown[cells.count] {
      let column = cells.count
      cells.append(above.cell)
      reachingDown[column] = above.rows > 1 ? (above.cell, above.rows - 1) : nil
    }
  }

  /// All texts of a cell are its lines, those of lists and tables in it too.
  private func cell(_ place: Int) -> Table.Cell {
    let node = page.nodes[place]
    var lines: [SourceLine] = []
    for inner in place + 1..<Int(node.end) where page.nodes[inner].kind == .text {
      if let line = page.line(inner, lineOffset) { lines.append(line) }
    }
    return Table.Cell(foldedLines: lines.orBlank(Int(node.line) + lineOffset))
  }
}
