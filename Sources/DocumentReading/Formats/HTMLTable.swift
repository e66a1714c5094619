/// An HTML table as a grid: cells that span rows or columns are in each of the places that they
/// span.
struct HTMLTable {
  private var grid: SpannedTable
  private let page: HTMLPage
  private let lineOffset: Int
  private var caption: [SourceLine] = []
  /// Which of each row's own cells are headers.
  private var marks: [RowMarks] = []
  private var isInHead = false

  private struct RowMarks {
    let isInHead: Bool
    let headerCount: Int
    /// How many `th` cells the row begins with.
    let leadingHeaders: Int
    let cellCount: Int
    var isHeader: Bool { cellCount > 0 && headerCount == cellCount }
  }

  /// - Parameter place: the index of the table's node in the page.
  init(_ place: Int, in page: HTMLPage, lineOffset: Int) {
    self.page = page
    self.lineOffset = lineOffset
    grid = SpannedTable(width: Self.width(of: place, in: page))
    readRows(place)
  }

  var table: Table {
    var table = grid.table
    table.headerRowCount = headerRowCount
    table.headerColumnCount = headerColumnCount
    table.caption = caption
    return table
  }

  /// Whether it is only a box around text with lists: one cell in each row.
  static func isBox(_ place: Int, in page: HTMLPage) -> Bool {
    guard width(of: place, in: page) == 1 else { return false }
    let inside = page.nodes[(place + 1)..<Int(page.nodes[place].end)]
    return inside.contains { if case .list = $0.kind { true } else { false } }
  }

  /// How many cells the longest row has.
  private static func width(of place: Int, in page: HTMLPage) -> Int {
    var width = 0
    for child in page.children(of: place) {
      switch page.nodes[child].kind {
      case .row:
        width = max(width, page.children(of: child).count { page.nodes[$0].kind.isCell })
      case .rows: width = max(width, Self.width(of: child, in: page))
      default: break
      }
    }
    return width
  }

  private mutating func readRows(_ place: Int) {
    for child in page.children(of: place) {
      switch page.nodes[child].kind {
      case .row: readRow(child)
      case .rows(let isHead):
        isInHead = isHead
        readRows(child)
        isInHead = false
      case .caption: caption = lines(child)
      default: break
      }
    }
  }

  private mutating func readRow(_ row: Int) {
    var count = 0
    var headers = 0
    var leading = 0
    for child in page.children(of: row) {
      guard case .cell(let isHeader) = page.nodes[child].kind else { continue }
      grid.add(cell(child), span: page.spans[child] ?? SpannedTable.Span())
      if isHeader {
        headers += 1
        if leading == count { leading += 1 }
      }
      count += 1
    }
    let before = grid.table.rows.count
    grid.endRow()
    if grid.table.rows.count > before {
      marks.append(
        RowMarks(
          isInHead: isInHead, headerCount: headers, leadingHeaders: leading, cellCount: count))
    }
  }

  private var headerRowCount: Int? {
    let inHead = marks.prefix { $0.isInHead }
    if !inHead.isEmpty { return inHead.count }
    var headers = marks.prefix { $0.isHeader }
    // A single cell across all columns right above data heads a group of rows.
    while let last = headers.last, last.cellCount == 1 {
      let row = grid.table.rows[headers.count - 1]
      guard row.cells.count > 1, row.cells.allSatisfy({ $0.text == row.cells[0].text }) else {
        break
      }
      headers = headers.dropLast()
    }
    return headers.isEmpty ? nil : headers.count
  }

  /// How many header cells begin a row, if most rows begin with `th` and continue with `td`.
  private var headerColumnCount: Int {
    let data = marks.filter { !$0.isInHead && !$0.isHeader }
    let headed = data.filter { $0.leadingHeaders > 0 && $0.headerCount == $0.leadingHeaders }
    guard let first = headed.first, headed.count * 2 > data.count else { return 0 }
    return first.leadingHeaders
  }

  private func cell(_ place: Int) -> Table.Cell {
    Table.Cell(foldedLines: lines(place).orBlank(Int(page.nodes[place].line) + lineOffset))
  }

  /// All texts in a node, as lines, including those of lists and tables in it.
  private func lines(_ place: Int) -> [SourceLine] {
    var lines: [SourceLine] = []
    for inner in place + 1..<Int(page.nodes[place].end) where page.nodes[inner].kind == .text {
      if let line = page.line(inner, lineOffset) { lines.append(line) }
    }
    return lines
  }
}
