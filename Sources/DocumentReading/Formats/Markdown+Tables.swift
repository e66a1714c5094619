/// Pipe and grid tables.
extension Markdown {
  /// Whether three lines or more have as many cells, with blanks around their bars and none in front:
  /// a table without the line below its header, "# | Source | Port".
  func isBarTable() -> Bool {
    func width(_ place: Int) -> Int? {
      guard place < lines.count else { return nil }
      let text = unquoted(lines[place]).text.trimmed
      guard text.contains(" | "), text.first != "|", !text.isTableRule else { return nil }
      let count = Self.cells(text, isOpen: text.last != "|").count
      return count >= 3 ? count : nil
    }
    guard let first = width(next) else { return false }
    return width(next + 1) == first && width(next + 2) == first
  }

  /// Whether this is a row of cells above a row of dashes, or a row that begins with a pipe.
  func isTableStart(_ line: SourceLine) -> Bool {
    guard line.text.contains("|") else { return false }
    if next + 1 < lines.count, unquoted(lines[next + 1]).text.isTableRule { return true }
    return line.text.trimmed.first == "|"
  }

  mutating func readTable() {
    endText()
    var table = Table()
    // If rows have no outer pipes, a leading pipe follows a blank first cell.
    let isOpen = unquoted(lines[next]).text.trimmed.first != "|"
    while next < lines.count {
      let line = unquoted(lines[next])
      if table.headerRowCount == 1, let broken = brokenRow(table, isOpen: isOpen) {
        next += broken.lineCount
        table.rows.append(
          Table.Row(
            cells: broken.cells.map { cell in
              Table.Cell(
                lines: cell.flatMap { plain($0.text, $0.number) }.orBlank(line.number))
            }))
        continue
      }
      if let row = rowBehindTags(of: table) {
        next = row
        continue
      }
      guard line.text.contains("|") else { break }
      next += 1
      if line.text.isTableRule {
        if table.rows.count == 1 { table.headerRowCount = 1 }
        if let header = table.headerOfNext(rule: line.text) {
          table.rows.removeLast()
          blocks.append(.table(table))
          table = Table(rows: [header], headerRowCount: 1)
        }
        continue
      }
      table.rows.append(
        Table.Row(
          cells: Self.cells(line.text, isOpen: isOpen && line.text.trimmed.last != "|").map {
            Table.Cell(lines: plain($0, line.number).orBlank(line.number))
          }, noteMarks: MarkdownInline.noteMarks(line.text)))
    }
    if !table.rows.isEmpty { blocks.append(.table(table)) }
  }

  /// The next row of a table whose rows are parted by tags of a template, `{% if version %}`; nil if no tag stands
  /// here, or another table follows.
  private func rowBehindTags(of table: Table) -> Int? {
    guard let first = table.rows.first else { return nil }
    var place = next
    var holdsTag = false
    while place < lines.count {
      let text = unquoted(lines[place]).text.trimmed
      guard text.isEmpty || text.hasPrefix("{%") && text.hasSuffix("%}") else { break }
      holdsTag = holdsTag || !text.isEmpty
      place += 1
    }
    guard holdsTag, place < lines.count else { return nil }
    let text = unquoted(lines[place]).text
    let isHeader = place + 1 < lines.count && unquoted(lines[place + 1]).text.isTableRule
    return text.trimmed.first == "|" && !isHeader
      && Self.cells(text, isOpen: false).count == first.cells.count ? place : nil
  }

  /// The row over several lines that begins here; nil if none does.
  private func brokenRow(
    _ table: Table, isOpen: Bool
  ) -> (cells: [[SourceLine]], lineCount: Int)? {
    let width = table.rows[0].cells.count
    // Most rows are whole.
    let first = unquoted(lines[next]).text
    if first.trimmed.last == "|", Self.cells(first, isOpen: isOpen).count >= width { return nil }
    let below = lines[next...].prefix(max(BrokenRow.longest, OpenRow.longest)).map(unquoted)
    if !isOpen, let row = BrokenRow(Array(below.prefix(BrokenRow.longest)), width: width) {
      return (row.cells, row.lineCount)
    }
    return OpenRow(below, width: width, isOpen: isOpen).map { ($0.cells, $0.lineCount) }
  }

  mutating func readGridTable() {
    endText()
    let grid = GridTable(lines, at: next) { plain($0, $1) }
    next = grid.end
    blocks.append(.table(grid.table))
  }

  /// The pieces between pipes; escaped pipes and those in code spans do not separate.
  ///
  /// - Parameter isOpen: whether the row has no outer pipes.
  static func cells(_ text: String, isOpen: Bool = false) -> [String] {
    var cells = [""]
    var isEscaped = false
    var inCode = false
    for character in text.trimmed {
      if character == "`" { inCode.toggle() }
      if character == "|", !isEscaped, !inCode {
        cells.append("")
      } else {
        cells[cells.count - 1].append(character)
      }
      isEscaped = character == "\\" && !isEscaped
    }
    if !isOpen, cells.first!.allSatisfy(\.isWhitespace), cells.count > 1 { cells.removeFirst() }
    if cells.last!.allSatisfy(\.isWhitespace), cells.count > 1 { cells.removeLast() }
    return cells
  }
}

extension Table {
  /// The last row, if a rule below it shows that it is the header of another, wider or narrower, table
  /// right below this one.
  fileprivate func headerOfNext(rule: String) -> Row? {
    guard headerRowCount == 1, rows.count > 1, let last = rows.last else { return nil }
    let width = Markdown.cells(rule).count
    return last.cells.count == width && width != rows[0].cells.count ? last : nil
  }
}
