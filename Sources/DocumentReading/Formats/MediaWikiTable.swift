/// A MediaWiki table: `{|`, rows after `|-`, cells after `|` or `!`, `||` and `!!` between cells on
/// one line, attributes before a single `|`.
struct MediaWikiTable {
  private(set) var table = Table()
  /// The index of the line after the table.
  private(set) var end: Int

  private struct Cell {
    let isHeader: Bool
    var span = SpannedTable.Span()
    var isStruck = false
    var lines: [SourceLine] = []
  }

  private var rows: [[Cell]] = []
  /// How many tables are open inside a cell.
  private var inner = 0

  init(_ lines: [SourceLine], at start: Int, plain: GridTable.Plain) {
    end = start + 1
    var caption: [SourceLine] = []
    while end < lines.count {
      let line = lines[end]
      let text = line.text.trimmed
      end += 1
      if text.hasPrefix("{|") {
        inner += 1
      } else if text.hasPrefix("|}") {
        if inner == 0 { break }
        inner -= 1
      } else if inner > 0 {
        readInner(text, line.number, plain)
      } else if text.hasPrefix("|+") {
        caption += plain(Self.parted(text.dropFirst(2)).text, line.number)
      } else if text.hasPrefix("|-") {
        rows.append([])
      } else if text.first == "!" || text.first == "|" {
        readCells(text, line.number, plain)
      } else if rows.last?.last != nil {
        add(text, line.number, plain)
      }
    }
    build()
    table.caption = caption
  }

  private mutating func readCells(_ text: String, _ number: Int, _ plain: GridTable.Plain) {
    let isHeader = text.first == "!"
    if rows.isEmpty { rows.append([]) }
    var rest = text.dropFirst()[...]
    while true {
      let bars = rest.firstRange(of: "||")
      let marks = isHeader ? rest.firstRange(of: "!!") : nil
      let next = [bars, marks].compactMap { $0 }.min { $0.lowerBound < $1.lowerBound }
      let piece = next.map { rest[..<$0.lowerBound] } ?? rest
      let (attributes, words) = Self.parted(piece)
      var cell = Cell(isHeader: isHeader)
      cell.span.rows = Self.number("rowspan", in: attributes)
      cell.span.columns = Self.number("colspan", in: attributes)
      cell.isStruck = attributes.contains("line-through")
      rows[rows.count - 1].append(cell)
      add(words, number, plain)
      guard let next else { return }
      rest = rest[next.upperBound...]
    }
  }

  /// Adds a line to the open cell.
  private mutating func add(_ text: String, _ number: Int, _ plain: GridTable.Plain) {
    let row = rows.count - 1
    let marks = text.prefix { "*#:;".contains($0) }
    // A pattern such as `*.example.com` is not an item.
    let isItem = !marks.isEmpty && !text.hasPrefix("*.")
    let words = isItem ? text.dropFirst(marks.count).trimmed : text
    var lines = plain(words, number)
    if rows[row][rows[row].count - 1].isStruck {
      lines = lines.map { SourceLine(number: $0.number, text: Struck.around($0.text)) }
    }
    rows[row][rows[row].count - 1].lines += lines
  }

  /// Adds the words of a nested table to the cell, line by line.
  private mutating func readInner(_ text: String, _ number: Int, _ plain: GridTable.Plain) {
    guard rows.last?.last != nil, !text.hasPrefix("|-") else { return }
    let isCell = text.first == "|" || text.first == "!"
    let words = (isCell ? String(text.dropFirst()) : text).replacing("||", with: " ")
    add(words.replacing("!!", with: " ").folded, number, plain)
  }

  private mutating func build() {
    rows.removeAll(where: \.isEmpty)
    var grid = SpannedTable(width: rows.map(\.count).max() ?? 0)
    for row in rows {
      for cell in row {
        grid.add(Table.Cell(lines: cell.lines.orBlank(0)), span: cell.span)
      }
      grid.endRow()
    }
    table = grid.table
    let headers = rows.prefix { $0.allSatisfy(\.isHeader) && ($0.count > 1 || rows.count == 1) }
    table.headerRowCount = headers.isEmpty ? nil : headers.count
    let data = rows.filter { !$0.allSatisfy(\.isHeader) }
    let headed = data.count { $0[0].isHeader }
    table.headerColumnCount = headed * 2 > data.count ? 1 : 0
  }

  /// Splits attributes from the words after a single `|`, unless the bar is inside brackets.
  private static func parted(_ text: Substring) -> (attributes: String, text: String) {
    guard let bar = text.firstIndex(of: "|") else { return ("", text.trimmed) }
    let before = text[..<bar]
    guard before.contains("="), !before.contains("["), !before.contains("{") else {
      return ("", text.trimmed)
    }
    return (before.lowercased(), text[bar...].dropFirst().trimmed)
  }

  private static func number(_ name: String, in attributes: String) -> Int {
    guard let found = attributes.firstRange(of: name) else { return 1 }
    let digits = attributes[found.upperBound...].drop { " =\"'".contains($0) }
      .prefix { $0.isNumber }
    return max(1, Int(digits) ?? 1)
  }
}
