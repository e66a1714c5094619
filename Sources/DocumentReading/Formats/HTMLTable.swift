/// A table of a page as a grid: cells that span rows or columns stand in each of
/// the places that they span.
struct HTMLTable {
  private(set) var table = Table()
  private let page: HTMLPage
  private let lineOffset: Int
  /// Cells that reach down from earlier rows: by column, for how many more rows.
  private var reachingDown: [Int: (cell: Table.Cell, rows: Int)] = [:]

  /// A cell may say that it spans a million columns. It spans no more than the table has
  /// cells in a row, or these few where rows have fewer.
  private static let alwaysSpanned = 8
  /// No table that people read spans more.
  private static let spanLimit = 64
  /// How many columns a cell may span, and in how many one may reach down.
  private var widest = alwaysSpanned

  /// - Parameter place: that of the table in the page.
  init(_ place: Int, in page: HTMLPage, lineOffset: Int) {
    self.page = page
    self.lineOffset = lineOffset
    measure(place)
    readRows(place)
  }

  /// Finds how many cells the longest row has.
  private mutating func measure(_ place: Int) {
    for child in page.children(of: place) {
      switch page.nodes[child].kind {
      case .row:
        let count = page.children(of: child).count { page.nodes[$0].kind == .cell }
        widest = max(widest, min(count, Self.spanLimit))
      case .rows: measure(child)
      default: break
      }
    }
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
      for _ in 0..<min(span.columns, widest) {
        if span.rows > 1, cells.count < widest {
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
