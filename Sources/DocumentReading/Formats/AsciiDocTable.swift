/// An AsciiDoc table: cells after bars, on any number of lines; `2+|` and `.3+|` span, `a|` holds
/// lists. Between `,===` it is CSV.
struct AsciiDocTable {
  private(set) var table = Table()
  private let attributes: AsciiDocAttributes
  private let columns: [Column]
  private let separator: Character

  private struct Column {
    var style: Character?
  }

  private struct Cell {
    var span = SpannedTable.Span()
    var copies = 1
    var style: Character?
    var lines: [SourceLine]
  }

  /// No table that people read has more columns.
  private static let columnLimit = 256
  /// How many cells `3*|` may add to a table.
  private static let copyLimit = 10_000

  /// - Parameter delimiter: the line that begins the table: `|===`.
  init(
    _ lines: ArraySlice<SourceLine>, delimiter: String, _ attributes: AsciiDocAttributes,
    _ inline: inout AsciiDocInline
  ) {
    self.attributes = attributes
    columns = Self.columns(attributes["cols"] ?? "")
    let format = attributes["format"] ?? (delimiter.first == "," ? "csv" : "psv")
    let stated = attributes["separator"]?.replacing("\\t", with: "\t").first
    switch format {
    case "csv": separator = stated ?? ","
    case "tsv": separator = "\t"
    case "dsv": separator = ":"
    default: separator = stated ?? delimiter.first ?? "|"
    }
    if format == "psv" {
      readCells(lines, &inline)
    } else {
      readSeparated(lines, isQuoted: format != "dsv", &inline)
    }
    table.headerRowCount = headerRowCount(lines)
    table.headerColumnCount = columns.prefix { $0.style == "h" }.count
  }

  /// `1,2a,3h` or `3*a,1`
  private static func columns(_ text: String) -> [Column] {
    var columns: [Column] = []
    // "5" alone is how many there are (AsciiDoc, "Customize Column Number and Width").
    if let count = Int(text.trimmed), count > 0 {
      return Array(repeating: Column(style: nil), count: min(count, columnLimit))
    }
    for part in text.split(whereSeparator: { $0 == "," || $0 == ";" }) {
      let part = part.trimmed
      var count = 1
      if let star = part.firstIndex(of: "*") { count = Int(part[..<star]) ?? 1 }
      let style = part.last.flatMap { "adehlmsv".contains($0) ? $0 : nil }
      let free = max(0, columnLimit - columns.count)
      columns += Array(repeating: Column(style: style), count: max(1, min(count, free)))
    }
    return columns
  }

  /// 0 or 1 by option; 1 if a blank line follows the first line, which must not be blank; else nil.
  private func headerRowCount(_ lines: ArraySlice<SourceLine>) -> Int? {
    if attributes.options.contains("noheader") { return 0 }
    if table.rows.isEmpty { return nil }
    if attributes.options.contains("header") { return 1 }
    guard lines.count > 2, let first = lines.first, !first.isBlank,
      lines[lines.startIndex + 1].isBlank
    else { return nil }
    return 1
  }

  // MARK: Cells after bars

  private mutating func readCells(
    _ lines: ArraySlice<SourceLine>, _ inline: inout AsciiDocInline
  ) {
    var cells: [Cell] = []
    var firstLineCount: Int?
    for line in lines {
      read(line, &cells)
      // Without `cols`, the first line has one cell for each column.
      if firstLineCount == nil, !cells.isEmpty {
        firstLineCount = cells.reduce(0) { $0 + $1.span.columns * $1.copies }
      }
    }
    let stated = columns.isEmpty ? firstLineCount ?? 1 : columns.count
    let width = min(max(1, stated), Self.columnLimit)
    var grid = SpannedTable(width: width)
    var copiesLeft = Self.copyLimit
    // Rows end where their columns are full, so a wide cell is never cut short in an honest table;
    // but a few bytes may ask for hundreds of places, again and again.
    var placesLeft = max(Self.copyLimit, 4 * cells.count)
    for cell in cells {
      var span = cell.span
      span.columns = min(span.columns, placesLeft + 1)
      let copies = min(cell.copies, width, copiesLeft + 1)
      copiesLeft -= copies - 1
      for _ in 0..<copies {
        let column = grid.nextColumn()
        let style = cell.style ?? (column < columns.count ? columns[column].style : nil)
        grid.add(made(cell, style: style, &inline), span: span)
        placesLeft = max(0, placesLeft - (span.columns - 1))
        grid.endRow(ifWide: width)
      }
    }
    grid.endRow()
    table.rows = grid.table.rows
  }

  /// Adds the cells that begin on a line, and text that continues the previous cell.
  private func read(_ line: SourceLine, _ cells: inout [Cell]) {
    var text = ""
    var wasEscape = false
    func endText(_ text: String) {
      guard !cells.isEmpty else { return }
      cells[cells.count - 1].lines.append(SourceLine(number: line.number, text: text))
    }
    for character in line.text {
      if character == separator, !wasEscape {
        let (rest, next) = Self.specified(text, line.number)
        endText(rest)
        cells.append(next)
        text = ""
      } else {
        if character == separator { text.removeLast() }
        text.append(character)
      }
      wasEscape = character == "\\"
    }
    endText(text)
  }

  /// Splits off the word right before a bar, which describes its cell, from the text before.
  private static func specified(_ text: String, _ number: Int) -> (rest: String, cell: Cell) {
    var cell = Cell(lines: [])
    let tail = text.suffix(24)
    let start = tail.lastIndex(where: \.isBlank).map { tail.index(after: $0) } ?? tail.startIndex
    let word = tail[start...]
    guard !word.isEmpty, word.startIndex == text.startIndex || start > tail.startIndex,
      let match = word.wholeMatch(of: Pattern.specifier)
    else { return (text, cell) }
    let columns = match.output.1.flatMap { Int($0) }
    let rows = match.output.2.flatMap { Int($0) }
    if match.output.3 == "*" {
      cell.copies = max(1, columns ?? 1)
    } else if match.output.3 == "+" {
      cell.span.columns = min(max(1, columns ?? 1), columnLimit)
      cell.span.rows = max(1, rows ?? 1)
    }
    cell.style = match.output.4?.first
    return (String(text[..<start]), cell)
  }

  private func made(_ cell: Cell, style: Character?, _ inline: inout AsciiDocInline)
    -> Table.Cell
  {
    let lines = cell.lines.flatMap { line -> [SourceLine] in
      let text = line.text.trimmed
      if text.isEmpty || Self.isMarkup(text) { return [] }
      if style == "l" { return [line] }
      return inline.plain(Self.withoutListMark(text, isAsciiDoc: style == "a"), line.number)
    }
    return Table.Cell(lines: lines.orBlank(cell.lines.first?.number ?? 0))
  }

  /// Whether a line only structures the blocks in a cell.
  private static func isMarkup(_ text: String) -> Bool {
    if text == "+" || text == "--" || text == "!===" { return true }
    if text.first == "[", text.last == "]", !text.contains("]#") {
      return text.dropFirst().first.map { $0.isLetter || "%.#[".contains($0) } ?? false
        && !text.contains("::") && !text.contains(":/")
    }
    return text.count >= 4 && "=-.*_".contains(text.first!) && text.allSatisfy { $0 == text.first }
  }

  private static func withoutListMark(_ text: String, isAsciiDoc: Bool) -> String {
    if text.first == "!" {
      // A row of a nested table.
      return text.split(separator: "!").map { $0.trimmed }.joined(separator: " ")
    }
    guard isAsciiDoc else { return ListMark.withoutBullet(text) }
    if let mark = AsciiDoc.ListLine(text) {
      switch mark.kind {
      case .item: return mark.text
      case .term: return mark.term + ": " + mark.text
      }
    }
    return text
  }

  // MARK: Separated values

  private mutating func readSeparated(
    _ lines: ArraySlice<SourceLine>, isQuoted: Bool, _ inline: inout AsciiDocInline
  ) {
    let records = isQuoted ? try? CSV.records(Array(lines), source: "", separator: separator) : nil
    // If a quotation mark is missing, the cells are the pieces between the separators.
    let rows =
      records?.map { ($0.line, $0.cells) }
      ?? lines.filter { !$0.isBlank }.map { line in
        (
          line.number,
          line.text.split(separator: separator, omittingEmptySubsequences: false).map(String.init)
        )
      }
    table.rows = rows.map { number, cells in
      Table.Row(
        cells: cells.map { cell in
          let lines = cell.split(separator: "\n").enumerated().flatMap {
            inline.plain(String($0.element), number + $0.offset)
          }
          return Table.Cell(lines: lines.orBlank(number))
        })
    }
  }
}

/// Compiled once; a literal in its place would be compiled at each use. The
/// values are never changed.
private enum Pattern {
  nonisolated(unsafe) static let specifier =
    /(?:(\d+)?(?:\.(\d+))?([*+]))?(?:[<^>]?(?:\.[<^>])?)?([adehlmsv])?/
}
