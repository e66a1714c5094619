/// A table on a page, found by the gaps between its columns.
struct PDFTable {
  /// The lines of one page, or of several if the table goes on.
  var lines: [PDFLine]
  /// The gaps between the columns, from left to right.
  var rivers: [ClosedRange<Double>]
  /// The gaps of the first line, which most often is the header: each parts two columns.
  var seed: [ClosedRange<Double>]
  /// Which lines stand across columns: they head the rows below.
  var across: Set<Int> = []
  /// Whether a row may be missing at its end, or a gap be at another place.
  var isDoubtful = false
  /// The height of the first row's letters, which may be others than the header's.
  var rowHeight: Double?

  var columnCount: Int { rivers.count + 1 }
  var left: Double { lines.lazy.map(\.left).min() ?? 0 }
  var right: Double { lines.lazy.map(\.right).max() ?? 0 }

  init(lines: [PDFLine], rivers: [ClosedRange<Double>]) {
    self.lines = lines
    self.rivers = rivers
    seed = rivers
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
    isDoubtful = isDoubtful || other.isDoubtful
    let skipped = other.lines.count - added.count
    for (i, line) in added.enumerated() {
      if other.across.contains(i + skipped) { across.insert(lines.count) }
      lines.append(line)
    }
    return true
  }
}
