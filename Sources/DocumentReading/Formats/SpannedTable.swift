/// A table that is built row by row from cells that may span rows and columns: such a cell is in
/// each of the places that it spans.
struct SpannedTable {
  /// How many rows and columns a cell spans, as the document states it.
  struct Span {
    var rows = 1
    var columns = 1
  }

  private(set) var table = Table()
  /// Cells that reach down from earlier rows, by column, and for how many more rows.
  private var reachingDown: [Int: (cell: Table.Cell, rows: Int)] = [:]

  /// A cell may say that it spans a million columns. It spans no more than the longest row has
  /// cells, or this many if rows have fewer.
  private static let alwaysSpanned = 8
  /// No table that people read has wider spans.
  private static let spanLimit = 64
  /// How many columns a cell may span, and how many may have a cell that reaches down.
  private let widest: Int

  /// - Parameter width: how many cells the longest row has, each counted once.
  init(width: Int) { widest = max(Self.alwaysSpanned, min(width, Self.spanLimit)) }

  /// The cells of the current row.
  private var cells: [Table.Cell] = []

  mutating func add(_ cell: Table.Cell, span: Span = Span()) {
    fillFromAbove()
    // A rowspan of 1000000 ends with the table; only columns must be bounded.
    for _ in 0..<max(1, min(span.columns, widest)) {
      if span.rows > 1, cells.count < widest {
        reachingDown[cells.count] = (cell, span.rows - 1)
      }
      cells.append(cell)
    }
  }

  /// The column of the next cell.
  mutating func nextColumn() -> Int {
    fillFromAbove()
    return cells.count
  }

  /// Ends the row if it has that many columns, including cells that reach down into it.
  mutating func endRow(ifWide width: Int) {
    if nextColumn() < width { return }
    endRow()
    // If all columns reach down, the document does not mean more of the same rows.
    if nextColumn() >= width {
      reachingDown = [:]
      cells = []
    }
  }

  mutating func endRow() {
    fillFromAbove()
    if cells.isEmpty { return }
    table.rows.append(Table.Row(cells: cells))
    let width = cells.count
    cells = []
    cells.reserveCapacity(width)
  }

  private mutating func fillFromAbove() {
    while let above = reachingDown[cells.count] {
      let column = cells.count
      cells.append(above.cell)
      reachingDown[column] = above.rows > 1 ? (above.cell, above.rows - 1) : nil
    }
  }
}
