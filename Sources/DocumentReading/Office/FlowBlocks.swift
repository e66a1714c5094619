import EndpointModel

/// Puts the paragraphs and tables of a text document together, in the order in which they come.
struct FlowBlocks {
  enum Kind: Equatable {
    case heading(level: Int)
    case item(depth: Int)
    case code
    case plain
  }

  private(set) var blocks: [Block] = []
  private(set) var places = DocumentPlaces()
  /// The first words that are hidden, and so not read; nil if there are none.
  private(set) var hidden: String?

  private let paragraphs: Int
  private var paragraphCount = 0
  private var tableCount = 0
  private var code: [SourceLine] = []
  /// The open tables, outermost first.
  private var open: [OpenTable] = []
  /// Paragraphs whose words stand in columns by tabs, as a table may be written.
  private var tabbed: [SourceLine] = []

  private struct OpenTable {
    let part: Int
    var rows: [Table.Row] = []
    var headerRowCount = 0
    var isInHead = true
    /// The cells of the current row, and those that reach down into it, by column.
    var cells: [Table.Cell] = []
    var reachingDown: [Int: (cell: Table.Cell, rows: Int)] = [:]
    var isHeader = false
    var lines: [SourceLine] = []
    /// The tables within its cells.
    var inner: [Table] = []
    /// How many of them are in rows above the current one.
    var innerAbove = 0
  }

  /// How the next cell stands in its row.
  struct Span {
    var columns = 1
    var rows = 1
    /// Whether it is a part of the cell above.
    var isContinued = false
  }

  /// No table that people read has wider cells.
  private static let spanLimit = 64
  private static let columnLimit = 1024

  init() { paragraphs = places.addPart(.paragraphs) }

  // MARK: Paragraphs

  /// - Parameter text: may have several lines.
  mutating func add(_ text: String, _ kind: Kind) {
    let isBlank = text.allSatisfy(\.isBlank)
    if !open.isEmpty {
      if isBlank { return }
      open[open.count - 1].lines += Self.lines(text, placeInTable())
      return
    }
    paragraphCount += 1
    if isBlank, kind != .code {
      endLines()
      return
    }
    let lines = Self.lines(text, places.add(row: paragraphCount, in: paragraphs))
    if kind == .code {
      endTabbed()
      code += lines
      return
    }
    endCode()
    if kind == .plain, lines.count == 1, Self.cells(lines[0]).count >= Self.fewestTabbed {
      tabbed += lines
      return
    }
    endTabbed()
    switch kind {
    case .heading(let level): blocks.append(.heading(lines, level: max(1, min(level, 9))))
    case .item(let depth): blocks.append(.item(lines, depth: depth))
    case .code, .plain: blocks.append(.paragraph(lines))
    }
  }

  /// Text that readers do not see, but that may state a title or date.
  mutating func addMetadata(_ text: String) {
    blocks.append(.metadata([SourceLine(number: places.add(row: 0, in: paragraphs), text: text)]))
  }

  /// Notes words that are not shown.
  mutating func addHidden(_ words: String) {
    if hidden == nil, words.contains(where: { $0.isLetter || $0.isNumber }) {
      hidden = words.folded
    }
  }

  /// What stands beside the text and was not read.
  var unread: [Finding] = []

  /// What of the text was not read.
  var findings: [Finding] {
    guard let hidden else { return unread }
    return unread + [
      Finding(
        .warning, "text-hidden", line: nil, quote: hidden.withoutStruckMarks,
        message: "text that is hidden was not read")
    ]
  }

  /// Ends what goes on over several paragraphs.
  mutating func endLines() {
    endCode()
    endTabbed()
  }

  /// How many columns paragraphs with tabs have at least: a term with what belongs to it has two.
  private static let fewestTabbed = 3

  /// Paragraphs of as many cells each are a table.
  private mutating func endTabbed() {
    if tabbed.isEmpty { return }
    let rows = tabbed.map(Self.cells)
    if rows.count > 1, Set(rows.map(\.count)).count == 1 {
      blocks.append(.table(Table(rows: rows.map { Table.Row(cells: $0) })))
    } else {
      for line in tabbed { blocks.append(.paragraph([line])) }
    }
    tabbed = []
  }

  /// The words of a line between tabs; several tabs reach the same column as one.
  private static func cells(_ line: SourceLine) -> [Table.Cell] {
    guard line.text.utf8.contains(UInt8(ascii: "\t")) else { return [] }
    return line.text.split(separator: "\t").map {
      Table.Cell(lines: [SourceLine(number: line.number, text: String($0).trimmed)])
    }
  }

  private mutating func endCode() {
    if code.isEmpty { return }
    blocks.append(.code(Struck.balanced(code)))
    code = []
  }

  private static func lines(_ text: String, _ number: Int) -> [SourceLine] {
    guard text.utf8.contains(UInt8(ascii: "\n")) else {
      return [SourceLine(number: number, text: text.trimmed)]
    }
    let lines = text.split(separator: "\n", omittingEmptySubsequences: true).map {
      SourceLine(number: number, text: String($0))
    }
    return Struck.balanced(lines)
  }

  // MARK: Tables

  mutating func beginTable() {
    endLines()
    if open.isEmpty { tableCount += 1 }
    open.append(OpenTable(part: open.first?.part ?? places.addPart(.table(tableCount))))
  }

  /// The number of a line in the current cell; those of a table within a cell stand in that cell.
  private mutating func placeInTable() -> Int {
    places.add(row: open[0].rows.count + 1, column: open[0].cells.count + 1, in: open[0].part)
  }

  mutating func beginRow(isHeader: Bool) {
    guard !open.isEmpty else { return }
    open[open.count - 1].cells = []
    open[open.count - 1].isHeader = isHeader
  }

  mutating func endCell(_ span: Span) {
    guard var table = open.last else { return }
    Self.fillFromAbove(&table)
    open[open.count - 1] = table
    let lines = table.lines.orBlank(table.lines.isEmpty ? placeInTable() : 0)
    table.lines = []
    var cell = Table.Cell(lines: lines)
    if span.isContinued, cell.isBlank, let above = table.rows.last?.cells,
      above.indices.contains(table.cells.count)
    {
      cell = above[table.cells.count]
    }
    for _ in 0..<max(1, min(span.columns, Self.spanLimit))
    where table.cells.count < Self.columnLimit {
      if span.rows > 1 { table.reachingDown[table.cells.count] = (cell, span.rows - 1) }
      table.cells.append(cell)
    }
    open[open.count - 1] = table
  }

  private static func fillFromAbove(_ table: inout OpenTable) {
    while let above = table.reachingDown[table.cells.count] {
      let column = table.cells.count
      table.cells.append(above.cell)
      table.reachingDown[column] = above.rows > 1 ? (above.cell, above.rows - 1) : nil
    }
  }

  /// Says of the current row whether it is a header, for formats that say it late.
  mutating func markHeader(_ isHeader: Bool) {
    if !open.isEmpty { open[open.count - 1].isHeader = isHeader }
  }

  /// - Parameter isKept: false for a row that is deleted or hidden.
  mutating func endRow(isKept: Bool = true) {
    guard !open.isEmpty else { return }
    let last = open.count - 1
    Self.fillFromAbove(&open[last])
    let table = open[last]
    guard isKept, !table.cells.isEmpty else {
      open[last].inner.removeLast(table.inner.count - table.innerAbove)
      return
    }
    // The row's first words tell whose tables stand in its cells.
    let name = table.cells.first { !$0.isBlank }?.lines ?? []
    for i in table.innerAbove..<table.inner.count where open[last].inner[i].caption.isEmpty {
      open[last].inner[i].caption = name
    }
    open[last].innerAbove = table.inner.count
    open[last].rows.append(Table.Row(cells: table.cells))
    if table.isHeader, table.isInHead {
      open[last].headerRowCount += 1
    } else {
      open[last].isInHead = false
    }
  }

  mutating func endTable() {
    guard let table = open.popLast() else { return }
    var made = Table(rows: table.rows)
    if table.headerRowCount > 0, table.headerRowCount < table.rows.count {
      made.headerRowCount = table.headerRowCount
    }
    if open.isEmpty {
      if !made.rows.isEmpty { blocks.append(.table(made)) }
      blocks += table.inner.map { .table($0) }
      return
    }
    let last = open.count - 1
    open[last].inner += table.inner
    // One column is the text of the cell, and so is a single row.
    if made.rows.count > 1, made.rows.contains(where: { $0.cells.count > 1 }) {
      made.caption = open[last].lines.suffix(1)
      open[last].inner.append(made)
    } else {
      open[last].lines += made.rows.flatMap(\.cells).flatMap(\.lines).filter { !$0.isBlank }
    }
  }
}
