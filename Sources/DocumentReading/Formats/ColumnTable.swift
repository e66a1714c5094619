/// A plain-text table whose columns are separated by two or more blanks, or tabs. They are found by
/// the gaps that all rows share, or by the runs of dashes in a rule.
struct ColumnTable {
  private(set) var table = Table()
  /// The index of the line after the table.
  private(set) var end: Int

  /// Where the columns begin and end.
  private let columns: [Range<Int>]

  /// No table that people write has more columns.
  private static let columnLimit = 64
  /// How many lines are examined to find the columns.
  private static let sampleLimit = 200

  /// Nil if no such table begins at that line.
  init?(_ lines: [SourceLine], at start: Int) {
    let first = DisplayText(lines[start].text)
    let runs = first.runs
    guard (2...Self.columnLimit).contains(runs.count), ListMark.item(lines[start].text) == nil,
      start + 1 < lines.count, !lines[start + 1].isBlank
    else { return nil }
    end = start
    if lines[start].text.isColumnRule {
      columns = lines[start].text.columnsOfRule
    } else if lines[start + 1].text.isColumnRule {
      columns = lines[start + 1].text.columnsOfRule
    } else {
      guard let found = Self.columns(lines, at: start, head: runs) else { return nil }
      columns = found
    }
    guard columns.count > 1 else { return nil }
    read(lines)
    guard table.rows.count > 1 else { return nil }
  }

  // MARK: Columns

  /// The columns between the gaps that all rows share, else those of the head.
  private static func columns(_ lines: [SourceLine], at start: Int, head: [Range<Int>])
    -> [Range<Int>]?
  {
    var rows: [[Range<Int>]] = []
    var texts: [SourceLine] = []
    for line in lines[start...].prefix(sampleLimit) {
      if line.isBlank { break }
      let runs = DisplayText(line.text).runs
      guard (2...columnLimit).contains(runs.count) else { continue }
      rows.append(runs)
      texts.append(line)
    }
    guard rows.count > 1, !isNoTable(texts) else { return nil }
    let free = between(rows)
    if free.count >= head.count, free.count > 1 { return areAligned(rows, free) ? free : nil }
    let starts = Set(head.map(\.lowerBound))
    let aligned = rows.dropFirst().count { $0.allSatisfy { starts.contains($0.lowerBound) } }
    guard aligned * 2 > rows.count - 1 else { return nil }
    return zip(head, head.dropFirst()).map { $0.lowerBound..<$1.lowerBound } + [head.last!]
  }

  /// Whether most cells begin or end with their column; words in sentences do so only by chance.
  private static func areAligned(_ rows: [[Range<Int>]], _ columns: [Range<Int>]) -> Bool {
    let starts = Set(columns.map(\.lowerBound))
    let ends = Set(columns.map(\.upperBound))
    let cells = rows.flatMap { $0.dropFirst() }
    let aligned = cells.count { starts.contains($0.lowerBound) || ends.contains($0.upperBound) }
    return aligned * 2 > cells.count
  }

  /// The ranges separated by two or more positions that are blank in all rows.
  private static func between(_ rows: [[Range<Int>]]) -> [Range<Int>] {
    var columns: [Range<Int>] = []
    for run in rows.joined().sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if let last = columns.last, run.lowerBound < last.upperBound + 2 {
        columns[columns.count - 1] = last.lowerBound..<max(last.upperBound, run.upperBound)
      } else {
        columns.append(run)
      }
    }
    return columns
  }

  /// `Label:   value` is a record, `192.0.2.1   # remark` a list.
  private static func isNoTable(_ lines: [SourceLine]) -> Bool {
    let parts = lines.map { $0.columns.map(\.text) }
    let labels = parts.count { $0.first?.last == ":" }
    let remarks = parts.count { parts in
      parts.count == 2 && ["#", ";", "//"].contains { parts[1].hasPrefix($0) }
    }
    return labels == parts.count || remarks * 2 >= parts.count
  }

  // MARK: Rows

  private mutating func read(_ lines: [SourceLine]) {
    while end < lines.count {
      let line = lines[end]
      if line.isBlank {
        guard end + 1 < lines.count, fits(lines[end + 1]) else { return }
      } else if line.text.isColumnRule {
        if table.rows.count == 1, table.headerRowCount == nil { table.headerRowCount = 1 }
      } else if line.text.isRule {
        // A single rule below all columns.
        if table.rows.count == 1 { table.headerRowCount = 1 }
      } else if !read(line) {
        return
      }
      end += 1
    }
  }

  /// Whether a line after a blank one is another row.
  private func fits(_ line: SourceLine) -> Bool {
    let runs = DisplayText(line.text).runs
    let starts = Set(columns.map(\.lowerBound))
    return runs.count > 1 && runs.allSatisfy { starts.contains($0.lowerBound) }
      && !line.text.isColumnRule
  }

  /// False if the line does not belong to the table.
  private mutating func read(_ line: SourceLine) -> Bool {
    let display = DisplayText(line.text)
    let runs = display.runs
    if runs.count == 1, runs[0].upperBound > columns[1].lowerBound,
      runs[0].lowerBound < columns[1].lowerBound
    {
      // Words across several columns head a group, or are a sentence after the table.
      let words = line.text.trimmed
      if words.count > 60 || ".:!?".contains(words.last ?? ".") { return false }
      addRow([words] + Array(repeating: "", count: columns.count - 1), line.number)
      return true
    }
    add(texts(display, runs), line.number)
    return true
  }

  private func texts(_ display: DisplayText, _ runs: [Range<Int>]) -> [String] {
    let starts = columns.map(\.lowerBound)
    let isCut = starts.dropFirst().allSatisfy {
      display[$0 - 1]?.isBlank ?? ($0 - 1 >= display.width)
    }
    if isCut {
      return columns.indices.map { i in
        let from = i == 0 ? 0 : starts[i]
        let to = i + 1 < starts.count ? starts[i + 1] : display.width
        return from < to ? display.text(from..<to).trimmed : ""
      }
    }
    // If a cell is wider than its column, each run goes to the nearest column that is still free.
    var texts = Array(repeating: "", count: columns.count)
    var column = 0
    for run in runs {
      let nearest = starts.indices.min {
        abs(starts[$0] - run.lowerBound) < abs(starts[$1] - run.lowerBound)
      }!
      column = min(max(nearest, column), columns.count - 1)
      texts[column] += (texts[column].isEmpty ? "" : " ") + display.text(run).trimmed
      column += 1
    }
    return texts
  }

  /// A line whose first column is blank continues the row above, unless it fills nearly as many
  /// columns: then the blank repeats the cell above.
  private mutating func add(_ texts: [String], _ number: Int) {
    let filled = texts.count { !$0.isEmpty }
    if filled == 0 { return }
    let last = table.rows.indices.last
    guard texts[0].isEmpty, let last, table.rows[last].cells.count == texts.count,
      filled < max(2, table.rows[last].cells.count { !$0.isBlank } - 1)
    else {
      addRow(texts, number)
      return
    }
    for (i, text) in texts.enumerated() where !text.isEmpty {
      table.rows[last].cells[i].append([SourceLine(number: number, text: text)])
    }
  }

  private mutating func addRow(_ texts: [String], _ number: Int) {
    table.rows.append(
      Table.Row(
        cells: texts.map { Table.Cell(lines: [SourceLine(number: number, text: $0)]) }))
  }
}

extension String {
  /// `----  -----`: the rule below a table's head.
  fileprivate var isColumnRule: Bool {
    let text = trimmed
    return text.contains(" ") && text.utf8.count >= 5 && text.utf8.contains { $0 != 0x20 }
      && text.utf8.allSatisfy { $0 == 0x2D || $0 == 0x3D || $0 == 0x20 || $0 == 0x09 }
      && (text.contains("--") || text.contains("=="))
  }

  /// Where the dashes of `----  -----` and `---- -----` begin and end.
  fileprivate var columnsOfRule: [Range<Int>] {
    if utf8.contains(0x09) { return DisplayText(self).runs }
    let dashes = utf8.split(omittingEmptySubsequences: true) { $0 == 0x20 }
    return dashes.map {
      utf8.distance(
        from: startIndex, to: $0.startIndex)..<utf8.distance(from: startIndex, to: $0.endIndex)
    }
  }

  /// `--------`: a rule, or the underline of a title.
  var isRule: Bool {
    let text = trimmed
    guard let mark = text.first, "-=~_*#^+—─━═".contains(mark) else { return false }
    return text.count >= 3 && text.allSatisfy { $0 == mark }
  }
}
