/// A table drawn with `+---+` and `|`, as in reStructuredText and in the output of programs: rows
/// are between rules, and a missing rule or bar joins the cells on both sides.
///
/// Bars are found by the columns that the rules give them; if the bars of a line are shifted, by
/// their number.
struct GridTable {
  private(set) var table = Table()
  /// The index of the line after the table.
  private(set) var end: Int

  /// Makes the plain lines of a cell from one line of its text.
  typealias Plain = (_ text: String, _ number: Int) -> [SourceLine]

  private let bars: [Int]
  private let areWide: Bool
  /// Whether each line below the header is a row, as databases print their tables.
  private let areLinesRows: Bool
  /// The lines of all cells; rows refer to them by index.
  private var cells: [(lines: [SourceLine], number: Int)] = []
  private var rows: [[Int]] = []
  /// The open cells by column, and whether the row has any text yet.
  private var open: [Int] = []
  private var hasContent = false

  /// Whether the rule at a line begins a table.
  static func begins(_ lines: [SourceLine], at start: Int) -> Bool {
    start + 1 < lines.count && ["|", "+"].contains(lines[start + 1].text.trimmed.first)
  }

  init(_ lines: [SourceLine], at start: Int, plain: Plain) {
    end = start
    while end < lines.count, ["|", "+"].contains(lines[end].text.trimmed.first) { end += 1 }
    let part = lines[start..<end]
    (bars, areWide) = Self.bars(part)
    areLinesRows = Self.areLinesRows(part)
    for line in part { read(line, plain) }
    endRow()
    table.rows = rows.map { row in
      Table.Row(
        cells: row.map { Table.Cell(lines: cells[$0].lines.orBlank(cells[$0].number)) })
    }
  }

  // MARK: Bars

  /// No table that people draw has more columns.
  private static let barLimit = 257

  /// The columns of the bars according to the rules, and whether the author counted wide characters
  /// as two.
  private static func bars(_ lines: ArraySlice<SourceLine>) -> (bars: [Int], areWide: Bool) {
    var bars: Set<Int> = []
    for line in lines where line.text.isGridRule || line.text.isPartOfGridRule {
      if bars.count >= barLimit { break }
      bars.formUnion(DisplayText(line.text).columns(of: "+").prefix(barLimit))
    }
    let sorted = bars.sorted()
    guard let last = sorted.last else { return (sorted, true) }
    let lines = lines.lazy.filter { !$0.text.utf8.allSatisfy { $0 < 0x80 } }.prefix(20)
    let wide = lines.count { DisplayText($0.text)[last] == "|" }
    let narrow = lines.count { DisplayText($0.text, areWide: false)[last] == "|" }
    return (sorted, wide >= narrow)
  }

  // MARK: Rows

  private mutating func read(_ line: SourceLine, _ plain: Plain) {
    let text = line.text.trimmed
    if text.isGridRule {
      endRow()
      open = []
      if text.contains("="), !rows.isEmpty, table.headerRowCount == nil {
        table.headerRowCount = rows.count
      }
      return
    }
    let display = DisplayText(line.text, areWide: areWide)
    let parts = parts(display)
    if line.text.isPartOfGridRule {
      readPartialRule(parts, line, plain)
      return
    }
    while open.count < (parts.last?.columns.upperBound ?? 0) {
      // Columns that no bar separates are one cell.
      let first = parts.first { $0.columns.contains(open.count) }!.columns.lowerBound
      open.append(first < open.count ? open[first] : newCell(line.number))
    }
    hasContent = true
    for part in parts { append(part.text, to: open[part.columns.lowerBound], line.number, plain) }
    if areLinesRows, !rows.isEmpty {
      endRow()
      open = []
    }
  }

  /// Whether the only rules are those around the header and at the end, each line below the header has
  /// its name, and some column has one value in each line: lines of one cell would be one rule for all
  /// of them, and what is in one line would be opened to the addresses of the others.
  private static func areLinesRows(_ lines: ArraySlice<SourceLine>) -> Bool {
    guard !lines.contains(where: { !$0.text.isGridRule && $0.text.isPartOfGridRule }) else {
      return false
    }
    let groups = lines.split { $0.text.isGridRule }
    guard groups.count == 2, groups[0].count == 1, groups[1].count >= 2 else { return false }
    let rows = groups[1].prefix(50).map { line in
      line.text.trimmed.split(separator: "|", omittingEmptySubsequences: false).dropFirst()
        .map { String($0).trimmed }
    }
    guard let width = rows.first?.count, width >= 2,
      rows.allSatisfy({ $0.count == width && !$0[0].isEmpty })
    else { return false }
    return (0..<width).contains { column in rows.allSatisfy { $0[column].isOneValue } }
  }

  /// A rule below some of the cells; the others continue in the next row.
  private mutating func readPartialRule(
    _ parts: [(text: String, columns: Range<Int>)], _ line: SourceLine, _ plain: Plain
  ) {
    endRow()
    for part in parts where part.columns.lowerBound < open.count {
      if part.text.allSatisfy({ "-=+".contains($0) }) {
        for column in part.columns where column < open.count { open[column] = newCell(line.number) }
      } else {
        append(part.text, to: open[part.columns.lowerBound], line.number, plain)
      }
    }
  }

  private mutating func newCell(_ number: Int) -> Int {
    cells.append(([], number))
    return cells.count - 1
  }

  private mutating func append(_ text: String, to cell: Int, _ number: Int, _ plain: Plain) {
    var words = text.trimmed
    // A line of a line block.
    if words == "|" { return }
    if words.hasPrefix("| ") { words = words.dropFirst(2).trimmed }
    if words.isEmpty { return }
    cells[cell].lines += plain(ListMark.withoutBullet(words), number)
  }

  private mutating func endRow() {
    if hasContent { rows.append(open) }
    hasContent = false
  }

  /// The texts between the bars of a line, each with the table columns that it fills.
  private func parts(_ display: DisplayText) -> [(text: String, columns: Range<Int>)] {
    let isBar = bars.map { display[$0].map { "|+".contains($0) } ?? false }
    if !isBar.allSatisfy({ $0 }) {
      let found = display.columns(of: "|")
      // As many bars as the rules have, but shifted.
      if found.count == bars.count, found != bars {
        return zip(found, found.dropFirst()).enumerated().map { column, ends in
          (display.text(ends.0 + 1..<ends.1), column..<column + 1)
        }
      }
    }
    var parts: [(text: String, columns: Range<Int>)] = []
    var start = 0
    for i in bars.indices.dropFirst() where isBar[i] || i == bars.count - 1 {
      if bars[start] >= display.width { break }
      let text = display.text(bars[start] + 1..<bars[i])
      // A bar that is not where the rules have it separates nothing.
      let isPushed = !isBar[i] && i == bars.count - 1
      parts.append((isPushed ? text.replacing("|", with: " ") : text, start..<i))
      start = i
    }
    return parts
  }
}

extension String {
  /// A number, or one word with a dot or a colon in it, as numbers of ports, addresses and names are.
  fileprivate var isOneValue: Bool {
    !isEmpty && !contains(" ")
      && (utf8.allSatisfy { $0.isDigit || $0 == UInt8(ascii: "-") }
        || dropLast().contains { ".:/".contains($0) })
  }

  /// `+-----+=====+`
  var isGridRule: Bool {
    let text = trimmed
    return text.utf8.count > 2 && text.first == "+" && text.last == "+"
      && text.utf8.allSatisfy { "+-=:".utf8.contains($0) }
  }

  /// `|     +-----+`: a rule below only some of the cells.
  fileprivate var isPartOfGridRule: Bool {
    (contains("+--") || contains("+==")) && (contains("--+") || contains("==+"))
  }
}
