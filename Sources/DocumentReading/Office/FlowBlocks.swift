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
  /// The open tables; one within a cell adds its texts to that cell.
  private var open: [OpenTable] = []

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
      let table = open[0]
      let line = places.add(
        row: table.rows.count + 1, column: table.cells.count + 1, in: table.part)
      open[0].lines += Self.lines(text, line)
      return
    }
    paragraphCount += 1
    if isBlank, kind != .code {
      endCode()
      return
    }
    let lines = Self.lines(text, places.add(row: paragraphCount, in: paragraphs))
    if kind == .code {
      code += lines
      return
    }
    endCode()
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

  /// What of the text was not read.
  var findings: [Finding] {
    guard let hidden else { return [] }
    return [
      Finding(
        .warning, "text-hidden", line: nil, quote: hidden.withoutStruckMarks,
        message: "text that is hidden was not read")
    ]
  }

  mutating func endCode() {
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
    endCode()
    if open.isEmpty { tableCount += 1 }
    open.append(OpenTable(part: places.addPart(.table(tableCount))))
  }

  mutating func beginRow(isHeader: Bool) {
    guard !open.isEmpty else { return }
    open[open.count - 1].cells = []
    open[open.count - 1].isHeader = isHeader
  }

  mutating func endCell(_ span: Span) {
    guard open.count == 1 else { return }
    var table = open[0]
    Self.fillFromAbove(&table)
    var lines = table.lines
    table.lines = []
    if lines.isEmpty {
      let line = places.add(
        row: table.rows.count + 1, column: table.cells.count + 1, in: table.part)
      lines = [SourceLine(number: line, text: "")]
    }
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
    open[0] = table
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
    if open.count == 1 { open[0].isHeader = isHeader }
  }

  /// - Parameter isKept: false for a row that is deleted or hidden.
  mutating func endRow(isKept: Bool = true) {
    guard open.count == 1 else { return }
    Self.fillFromAbove(&open[0])
    let table = open[0]
    guard isKept, !table.cells.isEmpty else { return }
    open[0].rows.append(Table.Row(cells: table.cells))
    if table.isHeader, table.isInHead {
      open[0].headerRowCount += 1
    } else {
      open[0].isInHead = false
    }
  }

  mutating func endTable() {
    guard let table = open.popLast(), open.isEmpty, !table.rows.isEmpty else { return }
    var made = Table(rows: table.rows)
    if table.headerRowCount > 0, table.headerRowCount < table.rows.count {
      made.headerRowCount = table.headerRowCount
    }
    blocks.append(.table(made))
  }
}
