import EndpointModel

/// Plain text with tables whose cells are separated by `|`. A cell may span several lines; a row
/// ends when it has as many cells as the table's first row. Lines without `|` outside a row are
/// paragraphs.
struct PipeText {
  /// The blocks of the text, in order.
  ///
  /// - Parameters:
  ///   - endsWithNewLine: false if the text may have been cut off inside its last line.
  ///   - sense: for the text between the tables.
  static func blocks(
    _ lines: [SourceLine], endsWithNewLine: Bool, _ sense: TableSense
  ) -> [Block] {
    var reader = PipeText(lines: lines, endsWithNewLine: endsWithNewLine, sense)
    return reader.read()
  }

  private let endsWithNewLine: Bool
  private let sense: TableSense
  private let looseTable: TableSense.Finder

  private let lines: [SourceLine]
  private var next = 0
  /// The indices of the lines that may be rules below headers.
  private let rules: [Int]
  private var blocks: [Block] = []
  private var table: OpenTable?

  private init(lines: [SourceLine], endsWithNewLine: Bool, _ sense: TableSense) {
    self.lines = lines
    self.sense = sense
    looseTable = sense.finder(lines)
    self.endsWithNewLine = endsWithNewLine
    rules = lines.indices.filter {
      lines[$0].text.contains("|") && lines[$0].text.contains("--")
    }
  }

  /// The table being read.
  private struct OpenTable {
    var table = Table()
    let columnCount: Int
    /// Whether rows end with a `|`, so that a line without one continues.
    let closesRows: Bool
    /// Whether rows begin with a `|`; if not, a leading one follows a blank cell.
    let opensRows: Bool
    /// Whether a line with nothing but a bar begins each row, and a line holds one cell.
    var opensRowsByBars = false
    /// The cells of the current row; the last one is open.
    var cells: [Table.Cell] = []
  }

  private mutating func read() -> [Block] {
    while next < lines.count {
      let line = lines[next]
      if table == nil, let width = columnsOfBrokenHeader {
        table = OpenTable(
          columnCount: width, closesRows: true, opensRows: line.beginsWithPipe,
          opensRowsByBars: next > 0 && lines[next - 1].isBar && line.endsOneCell)
        beginRow(line)
        next += 1
      } else if line.isBar, table?.opensRowsByBars ?? false, table!.cells.isEmpty {
        next += 1
      } else if line.endsOneCell || next + 1 < lines.count && lines[next + 1].isBar,
        table?.table.rows.count ?? 0 < 2, let loose = looseTable(next)
      {
        // A bar that stands alone is no row.
        closeTable()
        blocks.append(.table(loose.table))
        next = loose.end
      } else if shortRowEnds {
        endRow()
      } else if table != nil, table!.cells.isEmpty == false {
        continueRow(line)
        next += 1
      } else if line.isBlank {
        next += 1
      } else if line.text.contains("|") {
        beginRow(line)
        next += 1
      } else {
        readParagraphOrFirstCell()
      }
    }
    closeTable(cutOff: true)
    return blocks
  }

  /// The pieces of a line between its pipes; there is none outside an outer pipe.
  private func pieces(_ line: SourceLine) -> (cells: [Table.Cell], closed: Bool) {
    var parts = line.text.split(separator: "|", omittingEmptySubsequences: false)
    let closed = parts.count > 1 && parts.last!.allSatisfy(\.isWhitespace)
    if closed { parts.removeLast() }
    if parts.count > 1, line.beginsWithPipe, table?.opensRows ?? true { parts.removeFirst() }
    let cells = parts.map { Table.Cell(lines: [SourceLine(number: line.number, text: String($0))]) }
    return (cells, closed)
  }

  private mutating func beginRow(_ line: SourceLine) {
    let (cells, closed) = pieces(line)
    if cells.allSatisfy({ $0.text.isTableRule }) {
      if table?.table.rows.count == 1 { table!.table.headerRowCount = 1 }
      return
    }
    if table == nil {
      // "port > 32767 || port < 30000": an "or" of code.
      let isCode = !line.beginsWithPipe && line.text.contains(" || ")
      guard cells.count > 1, !isCode else {
        if cells.contains(where: { !$0.text.isEmpty }) {
          blocks.append(.paragraph([line.withoutClosingBar]))
        }
        return
      }
      table = OpenTable(
        columnCount: cells.count + (closed ? cellsOfBrokenHeader(cells.count) : 0),
        closesRows: closed, opensRows: line.beginsWithPipe)
    }
    addToRow(cells, closed: closed)
  }

  /// How many columns a table has whose header is broken over lines: a rule below them has as many
  /// cells as they have together.
  private var columnsOfBrokenHeader: Int? {
    let place = rules.partitionIndex { $0 > next }
    guard place < rules.count, rules[place] - next < Self.mostHeaderLines else { return nil }
    var count = 0
    for line in lines[next...rules[place]] {
      let (cells, closed) = pieces(line)
      guard closed else { return nil }
      if cells.allSatisfy({ $0.text.isTableRule }) {
        return cells.count == count && cells.count > 2 ? count : nil
      }
      count += cells.count
    }
    return nil
  }

  private static let mostHeaderLines = 24

  /// How many cells of the first row stand in the line below it, if the rows that follow are as
  /// wide as both together; else none.
  private func cellsOfBrokenHeader(_ count: Int) -> Int {
    let below = Array(lines[(next + 1)...].lazy.filter { !$0.isBlank }.prefix(3)).map { pieces($0) }
    let counts = below.map(\.cells.count)
    guard counts.count == 3, below.allSatisfy(\.closed), counts[0] < count,
      counts[1] == count + counts[0], counts[2] == counts[1]
    else { return 0 }
    return counts[0]
  }

  /// Whether the current row lacks its last cells: no cell is begun, and the next line with bars is
  /// a whole row.
  private var shortRowEnds: Bool {
    guard let table, table.cells.count > 1, table.cells.last!.lines.isEmpty else { return false }
    let row = lines[next...].prefix(4).first { $0.text.contains("|") }
    return row.map { pieces($0).cells.count >= table.columnCount } ?? false
  }

  private mutating func continueRow(_ line: SourceLine) {
    let (cells, closed) = pieces(line)
    if line.isBlank { return }
    if cells.count == table!.columnCount, table!.cells.count == table!.columnCount {
      // A whole row of its own: the previous row lacks its last pipe.
      endRow()
      addToRow(cells, closed: closed)
      return
    }
    // The line continues the open cell.
    table!.cells[table!.cells.count - 1].append(cells[0].lines)
    addToRow(Array(cells.dropFirst()), closed: closed)
  }

  private mutating func addToRow(_ cells: [Table.Cell], closed: Bool) {
    table!.cells += cells
    let isFull = table!.cells.count >= table!.columnCount
    if isFull && (closed || !table!.closesRows) {
      endRow()
    } else if closed {
      // The next line begins another cell.
      table!.cells.append(Table.Cell(lines: []))
    }
  }

  private mutating func endRow(cutOff: Bool = false) {
    if table!.cells.last?.lines.isEmpty ?? false { table!.cells.removeLast() }
    table!.table.rows.append(Table.Row(cells: table!.cells, isCutOff: cutOff))
    table!.cells = []
  }

  private mutating func closeTable(cutOff: Bool = false) {
    guard table != nil else { return }
    if !table!.cells.isEmpty {
      let count = table!.cells.count { !$0.lines.isEmpty }
      endRow(cutOff: cutOff && count < table!.columnCount)
    }
    if !table!.table.rows.isEmpty { blocks.append(.table(table!.table)) }
    table = nil
  }

  /// Lines without a pipe between two rows: the beginning of the next row's first cell if they read
  /// like a name, else prose that ends the table.
  private mutating func readParagraphOrFirstCell() {
    var end = next
    while end < lines.count, !lines[end].isBlank, !lines[end].text.contains("|") {
      // A cell whose bar has a line of its own may begin a table.
      if end > next, end + 1 < lines.count, lines[end + 1].isBar { break }
      end += 1
    }
    let words = lines[next..<end]
    let runsIntoRow = end < lines.count && lines[end].text.contains("|")
    let row = runsIntoRow ? pieces(lines[end]) : (cells: [], closed: false)
    // The row may be broken again, after its first cell.
    let isBroken = row.closed && (table?.closesRows ?? false) && words.count <= 3
    if let open = table, !open.opensRowsByBars, runsIntoRow,
      words.allSatisfy({ !$0.text.isSentence }),
      row.cells.count == open.columnCount && !lines[end].text.isHeaderLike
        || isBroken && row.cells.count < open.columnCount
    {
      table!.cells = [Table.Cell(lines: Array(words))]
    } else if table != nil, end == lines.count, !endsWithNewLine, words.count == 1,
      words.allSatisfy({ !$0.text.isSentence }), next > 0, !lines[next - 1].isBlank
    {
      // The text ends in the middle of what reads like a row's first cell.
      table!.cells = [Table.Cell(lines: Array(words))]
    } else {
      closeTable()
      blocks += PlainText.blocks(Array(words), isBeginning: blocks.isEmpty, sense)
    }
    next = end
  }
}

extension SourceLine {
  /// "Direction |": a single bar, at its end.
  var endsOneCell: Bool {
    text.last { !$0.isWhitespace } == "|" && text.utf8.count { $0 == UInt8(ascii: "|") } == 1
  }

  /// Nothing but a bar.
  var isBar: Bool { text.trimmed == "|" }

  /// A line of text that a bar ends, as the only cell of a box has one.
  var withoutClosingBar: SourceLine {
    endsOneCell ? SourceLine(number: number, text: String(text.trimmed.dropLast()).trimmed) : self
  }

  fileprivate var beginsWithPipe: Bool { text.first { !$0.isWhitespace } == "|" }
}

extension String {
  /// Long, or ends like a sentence.
  fileprivate var isSentence: Bool {
    let text = folded
    return text.count > 60 || ".:!?".contains(text.last ?? " ")
  }

  /// Without any digit: a row of column names rather than addresses.
  fileprivate var isHeaderLike: Bool { !contains(where: \.isNumber) }
}
