/// A table on a page, found by the gaps between its columns.
struct PDFTable {
  /// The lines of one page, or of several if the table goes on.
  private(set) var lines: [PDFLine]
  /// The gaps between the columns, from left to right.
  private(set) var rivers: [ClosedRange<Double>]
  /// The gaps of the first line, which most often is the header: each parts two columns.
  private var seed: [ClosedRange<Double>]
  /// Which lines stand across columns: they head the rows below.
  private var across: Set<Int> = []
  private var isCutShort = false

  var columnCount: Int { rivers.count + 1 }

  // MARK: Finding

  /// The table that begins at a line; nil if none does.
  ///
  /// - Returns: with the index of the line after it.
  static func find(_ lines: [PDFLine], at start: Int) -> (table: PDFTable, end: Int)? {
    var table = PDFTable(lines: [lines[start]], rivers: gaps(lines[start]))
    if table.rivers.isEmpty { return nil }
    var wide = 1
    var next = start + 1
    while next < lines.count, table.isClose(lines[next]) {
      let line = lines[next]
      let isWide = line.segments.count > 1
      let rivers = table.rivers(after: line)
      // A longer text may close a gap that only looked like one between columns.
      let kept = table.seed.filter { gap in rivers.contains { gap.encloses($0) } }
      let isFree = kept.count == table.seed.count
      if isWide
        ? !kept.isEmpty && (isFree || wide <= 2 && kept.count * 2 >= table.seed.count)
        : isFree && rivers.count >= table.rivers.count
      {
        table.seed = kept
        table.rivers = rivers
      } else if !isWide, next + 1 < lines.count, table.goesOn(after: line, with: lines[next + 1]) {
        table.across.insert(table.lines.count)
      } else {
        // A row right below that does not fit may be a row of this table nevertheless.
        table.isCutShort = isWide
        break
      }
      table.lines.append(line)
      if isWide { wide += 1 }
      next += 1
    }
    table.rivers = table.seed.flatMap { table.columnGaps(within: $0) }
    return wide >= 2 && !table.rivers.isEmpty ? (table, next) : nil
  }

  /// Of the gaps that all lines leave of one in the first line: those that surely part columns, or
  /// else the likeliest.
  private func columnGaps(within gap: ClosedRange<Double>) -> [ClosedRange<Double>] {
    let inside = rivers.filter { gap.encloses($0) }
    let certain = inside.filter(partsColumns)
    if !certain.isEmpty { return certain }
    let best = inside.map { river in
      let edge = lines.reduce(0) { count, line in
        count + line.words.count { abs($0.left - river.upperBound) < 1.5 }
      }
      return (river, edge)
    }.max { ($0.1, $0.0.width) < ($1.1, $1.0.width) }
    return best.map { [$0.0] } ?? []
  }

  /// Whether a gap is wide, or the words after it begin at one edge and do not always stand a mere
  /// blank after others.
  private func partsColumns(_ river: ClosedRange<Double>) -> Bool {
    let height = lines[0].height
    if river.width >= 0.33 * height { return true }
    var count = 0
    var widest = 0.0
    for line in lines {
      for (i, word) in line.words.enumerated() where abs(word.left - river.upperBound) < 1.5 {
        count += 1
        widest = max(widest, i == 0 ? .infinity : word.left - line.words[i - 1].right)
      }
    }
    return count >= 2 && widest >= 0.4 * height
  }

  private init(lines: [PDFLine], rivers: [ClosedRange<Double>]) {
    self.lines = lines
    self.rivers = rivers
    seed = rivers
  }

  /// Whether a line is near enough to the one above to belong to the same table.
  private func isClose(_ line: PDFLine) -> Bool {
    guard let last = lines.last, last.page == line.page,
      abs(line.height - lines[0].height) <= 0.15 * line.height
    else { return false }
    let gap = line.top - last.bottom
    if gap > 2 * max(line.height, last.height) { return false }
    // What stands below a table, in one piece and farther away than its rows from each other, is
    // text.
    guard line.segments.count == 1, lines.count > 2 else { return true }
    // Text begins where the frame of a table does, and cells a little farther in.
    if lines.allSatisfy({ line.left < $0.left - 0.5 }) { return false }
    let gaps = zip(lines, lines.dropFirst()).map { $1.top - $0.bottom }.sorted()
    return gap <= gaps[gaps.count - 1] + 0.3 * line.height
  }

  /// Whether a line across the columns is followed by a row of the table.
  private func goesOn(after line: PDFLine, with next: PDFLine) -> Bool {
    guard next.page == line.page, next.top - line.bottom < 1.5 * line.height,
      next.segments.count > 1
    else { return false }
    return rivers(after: next).count >= rivers.count
  }

  private static func gaps(_ line: PDFLine) -> [ClosedRange<Double>] {
    let segments = line.segments
    return zip(segments, segments.dropFirst()).compactMap { left, right in
      let end = left.last!.right
      return right.first!.left > end ? end...right.first!.left : nil
    }
  }

  /// The gaps between columns that a further line leaves.
  private func rivers(after line: PDFLine) -> [ClosedRange<Double>] {
    var out: [ClosedRange<Double>] = []
    // In a line of several columns a gap may be as narrow as the lines around cells; one in a
    // single piece is a blank.
    let pieces =
      line.segments.count > 1
      ? line.words.map { ($0.left, $0.right) } : [(line.left, line.right)]
    let narrowest = line.height * 0.12
    for river in rivers {
      var rest = river.lowerBound
      for (left, right) in pieces {
        if right <= rest || left >= river.upperBound { continue }
        if left - rest >= narrowest { out.append(rest...left) }
        rest = max(rest, right)
      }
      if river.upperBound - rest >= narrowest { out.append(rest...river.upperBound) }
    }
    return out
  }

  // MARK: Pages

  /// Adds a table at the top of the next page that has the same columns.
  ///
  /// - Returns: false if it is another table.
  mutating func append(_ other: PDFTable) -> Bool {
    var joined = self
    var added = other.lines[...]
    let isHeadAgain = other.lines[0].text == lines[0].text
    if isHeadAgain { added.removeFirst() }
    // A header of several lines is repeated as a whole.
    var head = 1
    while isHeadAgain, head < lines.count, let first = added.first, first.text == lines[head].text {
      added.removeFirst()
      head += 1
    }
    // Each gap between columns has to be one on that page, too.
    joined.seed = rivers
    joined.lines += other.lines
    for (i, line) in other.lines.enumerated() where !other.across.contains(i) {
      joined.rivers = joined.rivers(after: line)
    }
    let gaps = rivers.map(joined.columnGaps)
    let isSame = gaps.allSatisfy { !$0.isEmpty }
    guard isHeadAgain || isSame && other.rivers.count <= rivers.count else { return false }
    if isSame { rivers = gaps.compactMap(\.last) }
    isCutShort = isCutShort || other.isCutShort
    let skipped = other.lines.count - added.count
    for (i, line) in added.enumerated() {
      if other.across.contains(i + skipped) { across.insert(lines.count) }
      lines.append(line)
    }
    return true
  }

  // MARK: Cells

  /// Rows of cells, each with its lines.
  ///
  /// - Parameter numbers: the numbers of the lines.
  /// - Returns: with whether each row is one line that fills all columns, so that nothing had to be
  ///   guessed.
  func rows(_ numbers: [Int], _ sense: TableSense) -> (rows: [Table.Row], isCertain: Bool) {
    var fragments: [PDFRows.Fragment] = []
    // The lines between those that stand across the columns, page by page.
    var parts: [(lines: Range<Int>, fragments: Range<Int>)] = []
    var start = 0
    while start < lines.count {
      var end = start
      while end < lines.count, !across.contains(end), lines[end].page == lines[start].page {
        end += 1
      }
      let before = fragments.count
      fragments += self.fragments(start..<end)
      parts.append((start..<end, before..<fragments.count))
      start = end < lines.count && across.contains(end) ? end + 1 : end
    }
    let right = lines.lazy.map(\.right).max() ?? 0
    let found = PDFRows(fragments, limits: rivers.map(\.upperBound) + [right + 1])
    var rows: [Table.Row] = []
    var isCertain = !isCutShort
    var last: [[PDFRows.Fragment]]?
    for part in parts {
      var more = found.rows(part.fragments)
      // A row may go on at the top of the next page.
      if let row = last, let first = more.first, found.goesOn(first, after: row) {
        rows.removeLast()
        more[0] = zip(row, first).map { $0 + $1 }
      }
      for row in more {
        isCertain = isCertain && row.allSatisfy { $0.count == 1 }
        let line = row.joined().lazy.map(\.line).min() ?? part.lines.lowerBound
        rows.append(
          Table.Row(
            cells: row.enumerated().map { column, fragments in
              cell(fragments, numbers, found, sense, orAt: numbers[line])
            }))
      }
      last = more.last
      let end = part.lines.upperBound
      guard end < lines.count, across.contains(end) else { continue }
      // What stands across the columns heads the rows below.
      let heading = Table.Cell(lines: [SourceLine(number: numbers[end], text: lines[end].text)])
      rows.append(Table.Row(cells: Array(repeating: heading, count: columnCount)))
      last = nil
    }
    return (rows, isCertain)
  }

  /// The words of some lines of a page, put together to the lines of each column: those of one
  /// column need not be on the same height as those of another.
  private func fragments(_ range: Range<Int>) -> [PDFRows.Fragment] {
    var columns = Array(repeating: [(word: PDFWord, line: Int)](), count: columnCount)
    for line in range {
      for word in lines[line].words {
        let column = rivers.count { word.left >= $0.upperBound - 1 }
        columns[column].append((word, line))
      }
    }
    var out: [PDFRows.Fragment] = []
    for (column, words) in columns.enumerated() {
      let first = out.count
      for (word, line) in words.sorted(by: {
        ($0.word.middle, $0.word.left) < ($1.word.middle, $1.word.left)
      }) {
        if out.count > first, out[out.count - 1].isOnLine(word) {
          out[out.count - 1].words.append(word)
        } else {
          out.append(
            PDFRows.Fragment(
              words: [word], column: column, line: line, page: lines[line].page))
        }
      }
    }
    for i in out.indices { out[i].words.sort { $0.left < $1.left } }
    return out
  }

  /// The lines of a cell as they were before they had to be wrapped: a line that had no room goes
  /// on with the one above, within a word if the two pieces are one value.
  private func cell(
    _ fragments: [PDFRows.Fragment], _ numbers: [Int], _ rows: PDFRows, _ sense: TableSense,
    orAt number: Int
  ) -> Table.Cell {
    var out: [SourceLine] = []
    var above: PDFRows.Fragment?
    for fragment in fragments {
      let line = SourceLine(number: numbers[fragment.line], text: fragment.text)
      if let last = out.last, let above, rows.wraps(fragment, after: above) {
        out[out.count - 1] = last.goingOn(with: line, sense)
      } else {
        out.append(line)
      }
      above = fragment
    }
    return Table.Cell(lines: out.orBlank(number))
  }
}

extension SourceLine {
  /// The line with another one that had no room beside it.
  func goingOn(with next: SourceLine, _ sense: TableSense) -> SourceLine {
    // No name and no address ends in a hyphen.
    let isOne = text.wordBreak(before: next.text) == .afterHyphen || sense.isOne(text, next.text)
    return SourceLine(number: number, text: text + (isOne ? "" : " ") + next.text)
  }
}

extension ClosedRange<Double> {
  fileprivate var width: Double { upperBound - lowerBound }

  fileprivate func encloses(_ other: Self) -> Bool {
    other.lowerBound >= lowerBound - 0.1 && other.upperBound <= upperBound + 0.1
  }
}
