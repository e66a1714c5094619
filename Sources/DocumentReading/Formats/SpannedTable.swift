/// A table that is built row by row from cells that may span rows and columns: such a cell
/// stands in each of the places that it spans.
struct SpannedTable {
  /// Over how many rows and columns a cell reaches, as the document states it.
  struct Span {
    var rows = 1
    var columns = 1
  }

  private(set) var table = Table()
  /// Cells that reach down from earlier rows: by column, for how many more rows.
  private var reachingDown: [Int: (cell: Table.Cell, rows: Int)] = [:]

  /// A cell may say that it spans a million columns. It spans no more than the table has
  /// cells in a row, or these few where rows have fewer.
  private static let alwaysSpanned = 8
  /// No table that people read spans more.
  private static let spanLimit = 64
  /// How many columns a cell may span, and in how many one may reach down.
  private let widest: Int

  /// - Parameter width: how many cells the longest row has, none counted twice.
  init(width: Int) { widest = max(Self.alwaysSpanned, min(width, Self.spanLimit)) }

  /// The cells of the row that is being built.
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

  /// In which column the next cell stands.
  mutating func nextColumn() -> Int {
    fillFromAbove()
    return cells.count
  }

  /// Ends the row if it has so many columns, those among them that reach down into it.
  mutating func endRow(ifWide width: Int) {
    if nextColumn() < width { return }
    endRow()
    // Where all columns reach down, the document means no more rows of the same.
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
