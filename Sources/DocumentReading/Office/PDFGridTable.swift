/// The rows of a table whose cells are drawn, on one page or on several.
struct PDFGridTable {
  typealias Fragment = PDFRows.Fragment

  /// Each cell's lines, at each of the places that it spans.
  private var rows: [[[Fragment]]] = []
  /// From where to where each cell's text may reach.
  private var limits: [[Double]] = []
  /// A line of a page, or of a column of one.
  struct Line: Hashable {
    let page: Int
    /// Within the page, from 1.
    let number: Int
  }

  /// The lines that `Fragment.line` counts.
  private(set) var lines: [Line] = []
  /// How far from the left edge of the table those of its columns are.
  private let edges: [Double]
  private(set) var page: Int
  private let isOpenAbove: Bool
  private var isOpenBelow: Bool
  /// Whether a word may be of another cell than where it begins.
  private var isDoubtful = false

  /// A table as it is on a page.
  ///
  /// - Parameters:
  ///   - words: those in it.
  ///   - page: the page or column of a page.
  ///   - number: the number of the line that a word is on, within its page.
  init(_ grid: PDFGrid, _ words: [PDFWord], page: Int, number: (PDFWord) -> Int) {
    self.page = page
    edges = grid.xs.map { $0 - grid.left }
    isOpenBelow = grid.isOpenBelow
    isOpenAbove = grid.isOpenAbove
    var cells: [[[PDFWord]]] = Array(
      repeating: Array(repeating: [], count: grid.columnCount), count: grid.rowCount)
    for word in words {
      guard let place = grid.place(of: word) else { continue }
      let cell = grid.cells[place.row][place.column]
      cells[cell.rows.lowerBound][cell.columns.lowerBound].append(word)
      let right = grid.xs[cell.columns.upperBound]
      if word.right > right + 1, word.right < grid.right || right < grid.right { isDoubtful = true }
    }
    let padding = Self.padding(cells, grid)
    for row in 0..<grid.rowCount {
      rows.append(Array(repeating: [], count: grid.columnCount))
      limits.append(Array(repeating: 0, count: grid.columnCount))
      for column in 0..<grid.columnCount {
        let cell = grid.cells[row][column]
        limits[row][column] = grid.xs[cell.columns.upperBound] - padding - 0.5
        let (first, left) = (cell.rows.lowerBound, cell.columns.lowerBound)
        if (first, left) != (row, column) {
          rows[row][column] = rows[first][left]
          continue
        }
        let text = PDFLine.lines(
          of: PDFPage(width: 0, height: 0, words: cells[row][column]), number: page)
        for line in text {
          let words = line.withoutMark(rightOf: -.infinity).words
          lines.append(Line(page: page, number: number(words[0])))
          rows[row][column].append(
            Fragment(words: words, column: column, line: lines.count - 1, page: page))
        }
      }
    }
  }

  /// How far from the lines around it a text is at least.
  private static func padding(_ cells: [[[PDFWord]]], _ grid: PDFGrid) -> Double {
    var padding = Double.infinity
    for (row, line) in cells.enumerated() {
      for (column, words) in line.enumerated() {
        let cell = grid.cells[row][column].columns
        for word in words {
          padding = min(
            padding, word.left - grid.xs[cell.lowerBound], grid.xs[cell.upperBound] - word.right)
        }
      }
    }
    return max(0, min(padding, 12))
  }

  // MARK: Pages

  /// Adds a table at the top of the next page that has the same columns.
  ///
  /// - Returns: false if it is another table.
  mutating func append(_ other: PDFGridTable) -> Bool {
    guard other.page == page + 1, other.edges.count == edges.count,
      zip(edges, other.edges).allSatisfy({ abs($0 - $1) < 2 })
    else { return false }
    var added = other
    var head = 0
    while head < rows.count, let first = added.rows.first, Self.areSame(first, rows[head]) {
      added.rows.removeFirst()
      added.limits.removeFirst()
      head += 1
    }
    let goesOn = head == 0 && isOpenBelow && other.isOpenAbove
    for (i, row) in added.rows.enumerated() {
      let moved = row.map { cell in
        cell.map {
          Fragment(
            words: $0.words, column: $0.column, line: $0.line + lines.count, page: $0.page)
        }
      }
      if i == 0, goesOn, let last = rows.popLast() {
        rows.append(zip(last, moved).map { $0 + $1 })
      } else {
        rows.append(moved)
        limits.append(added.limits[i])
      }
    }
    lines += other.lines
    page = other.page
    isOpenBelow = other.isOpenBelow
    isDoubtful = isDoubtful || other.isDoubtful
    return true
  }

  private static func areSame(_ row: [[Fragment]], _ other: [[Fragment]]) -> Bool {
    zip(row, other).allSatisfy { $0.map(\.text) == $1.map(\.text) }
  }

  // MARK: Cells

  /// The table, and whether nothing had to be guessed.
  ///
  /// - Parameter numbers: the numbers of the lines in the document.
  func table(_ numbers: [Int], _ words: PDFKnownWords) -> (table: Table, isCertain: Bool) {
    var isCertain = !isDoubtful
    var out: [Table.Row] = []
    let words = words.adding(brokenWords)
    for (row, limits) in zip(rows, limits) where row.contains(where: { !$0.isEmpty }) {
      let number = numbers[row.joined().lazy.map(\.line).min() ?? 0]
      let cells = zip(row, limits).map { cell, limit in
        let text = PDFCellText(
          cell, numbers, words, wraps: { $0.wraps(after: $1, limit: limit) },
          breaks: { $0.breaks(after: $1, limit: limit) })
        isCertain = isCertain && !text.mayBeBroken
        return Table.Cell(lines: text.lines.orBlank(number))
      }
      out.append(Table.Row(cells: cells))
    }
    return (Table(rows: out), isCertain)
  }

  /// The pieces of what may be words that had no room in their cells.
  private var brokenWords: [[String]] {
    zip(rows, limits).flatMap { row, limits in
      zip(row, limits).flatMap { cell, limit in
        cell.indices.map { i in
          PDFCellText.brokenRun(cell, from: i) { $0.breaks(after: $1, limit: limit) }
        }
      }
    }
    .filter { $0.count > 1 }
  }
}
