/// A reStructuredText simple table: its columns are below the runs of `=` in its rules.
struct RSTSimpleTable {
  private(set) var table = Table()
  /// The index of the line after the table.
  private(set) var end: Int

  private let columns: [Range<Int>]
  private let areWide: Bool

  init(_ lines: [SourceLine], at start: Int, plain: GridTable.Plain) {
    columns = DisplayText(lines[start].text).runsWithoutGaps
    end = start + 1
    areWide = Self.areWide(Self.body(lines[end...].prefix(20)), columns)
    var rules = 1
    while end < lines.count, rules < 3 {
      let line = lines[end]
      end += 1
      if line.text.isSimpleTableRule {
        rules += 1
        // A table without a header has two rules.
        if rules == 2 {
          if end >= lines.count || lines[end].isBlank { break }
          table.headerRowCount = table.rows.count
        }
        continue
      }
      let isSpanRule = line.text.utf8.allSatisfy { $0 == 0x2D || $0 == 0x20 }
      if !line.isBlank, !isSpanRule { read(line, plain) }
    }
    if table.headerRowCount == 0 { table.headerRowCount = nil }
  }

  /// The rows between the rules, not those of the next table.
  private static func body(_ lines: ArraySlice<SourceLine>) -> [SourceLine] {
    var rules = 0
    var body: [SourceLine] = []
    for (i, line) in zip(lines.indices, lines) {
      if line.text.isSimpleTableRule {
        rules += 1
        if rules == 2 || i + 1 >= lines.endIndex || lines[i + 1].isBlank { break }
      } else {
        body.append(line)
      }
    }
    return body
  }

  private mutating func read(_ line: SourceLine, _ plain: GridTable.Plain) {
    let display = DisplayText(line.text, areWide: areWide)
    let starts = [0] + columns.dropFirst().map { display.start(near: $0.lowerBound) }
    let texts = columns.indices.map { i -> String in
      let end = i == columns.count - 1 ? display.width : starts[i + 1]
      return starts[i] < end ? display.text(starts[i]..<end).trimmed : ""
    }
    let cells = texts.map { plain(ListMark.withoutBullet($0.withoutLineBlockMark), line.number) }
    // A row whose first column is blank continues the row above.
    if texts.first?.isEmpty ?? true, let last = table.rows.indices.last {
      for (i, lines) in cells.enumerated() { table.rows[last].cells[i].append(lines) }
    } else {
      table.rows.append(
        Table.Row(cells: cells.map { Table.Cell(lines: $0.orBlank(line.number)) }))
    }
  }

  /// Whether the table's author counted wide characters as two, judging by where the blanks between
  /// the columns are.
  private static func areWide(_ lines: [SourceLine], _ columns: [Range<Int>]) -> Bool {
    func faults(_ areWide: Bool) -> Int {
      lines.reduce(0) { sum, line in
        let display = DisplayText(line.text, areWide: areWide)
        return sum
          + zip(columns, columns.dropFirst()).count { left, right in
            !display.text(left.upperBound..<right.lowerBound).allSatisfy(\.isBlank)
          }
      }
    }
    if lines.allSatisfy({ $0.text.utf8.allSatisfy { $0 < 0x80 } }) { return true }
    return faults(true) <= faults(false)
  }
}

extension DisplayText {
  /// Where the words of a column begin. A word that starts in the gap before a column belongs to
  /// it: invisible characters may have been counted or not. One that goes on from the column before
  /// is of that: a row that does not keep to the columns has no address cut in two.
  fileprivate func start(near column: Int) -> Int {
    var start = column
    while start > 0, let before = self[start - 1], !before.isBlank, column - start < 8 {
      start -= 1
    }
    let isBehindGap = start >= 2 && [1, 2].allSatisfy { self[start - $0]?.isBlank ?? false }
    if isBehindGap { return start }
    start = column
    while start > 0, start < width, isWord(start - 1), isWord(start) { start += 1 }
    return start
  }

  private func isWord(_ column: Int) -> Bool { self[column].map { !$0.isBlank } ?? false }

  /// The columns of runs of nonblank characters.
  fileprivate var runsWithoutGaps: [Range<Int>] {
    var runs: [Range<Int>] = []
    for column in 0..<width where self[column] != nil && !self[column]!.isBlank {
      if let last = runs.last, last.upperBound == column {
        runs[runs.count - 1] = last.lowerBound..<column + 1
      } else {
        runs.append(column..<column + 1)
      }
    }
    return runs
  }
}

extension String {
  /// `====  ====`: at least two runs.
  var isSimpleTableRule: Bool {
    let text = trimmed
    return text.contains("=") && text.contains(" ") && text.utf8.count >= 3
      && text.utf8.allSatisfy { $0 == 0x3D || $0 == 0x20 }
  }

  /// The text without the `|` that begins a line of a line block.
  var withoutLineBlockMark: String {
    if self == "|" { return "" }
    return hasPrefix("| ") ? dropFirst(2).trimmed : self
  }
}
