/// What the lines of a table say by themselves and of the ones above, for every row that is tried.
extension PDFMiddleRows {
  /// What is worked out once for each line, since rows are tried from every line to every other.
  struct LineFacts {
    let column: Int
    /// The index of the line above, in its column.
    let above: Int?
    /// Whether it ends within a list or a name.
    let isOpen: Bool
    /// Whether it is as near to the one above as those of a cell are, or nearer than rows.
    let isNearAbove: Bool
    /// Whether it may be the rest of the one above. Where the gap between rows is known, it is nearer
    /// than that, and had no room there.
    let isContinuation: Bool
    /// Whether the next line stands beside it, in another column.
    let isLevelWithNext: Bool
  }

  func facts(_ above: [Int?]) -> [LineFacts] {
    fragments.indices.map { i in
      let fragment = fragments[i]
      let last = above[i].map { fragments[$0] }
      let isNear = last.map { self.isNear(fragment, $0) } ?? false
      let hadNoRoom = { (last: Fragment) in
        PDFRows.wraps(fragment, after: last, limit: limits[fragment.column])
      }
      return LineFacts(
        column: fragment.column, above: above[i], isOpen: fragment.endsWithin, isNearAbove: isNear,
        isContinuation: isNear && (tiling == nil || last.map(hadNoRoom) ?? false),
        isLevelWithNext: i + 1 < fragments.count && Self.isLevel(fragment, fragments[i + 1]))
    }
  }

  private static func isLevel(_ a: Fragment, _ b: Fragment) -> Bool {
    a.column != b.column && b.middle - a.middle < 0.1 * min(a.height, b.height)
  }

  /// How many lines of a row that grows downwards fill all columns that have several, as rows of one
  /// line do, and are not the rest of the line above.
  struct FullLines {
    private(set) var count = 0
    /// Lines that are no rest.
    private var begun: [Range<Int>] = []
    /// How many lines each column has.
    private var counts: [Int]
    /// How many columns have several.
    private var tall = 0

    init(_ columnCount: Int) { counts = Array(repeating: 0, count: columnCount) }

    /// Adds texts beside each other to the row.
    ///
    /// - Parameter start: the first text of the row.
    mutating func add(_ line: Range<Int>, _ facts: [LineFacts], of start: Int) {
      let before = tall
      var pairs = 0
      var rests = 0
      var isRest = false
      for i in line {
        counts[facts[i].column] += 1
        if counts[facts[i].column] == 2 { tall += 1 }
        guard let above = facts[i].above, above >= start else { continue }
        pairs += 1
        if facts[above].isOpen { isRest = true }
        if facts[i].isContinuation { rests += 1 }
      }
      isRest = isRest || pairs > 0 && rests == pairs
      if !isRest { begun.append(line) }
      guard tall > 1 else { return }
      if tall == before {
        if !isRest, isFull(line, facts) { count += 1 }
      } else {
        count = begun.count { isFull($0, facts) }
      }
    }

    private func isFull(_ line: Range<Int>, _ facts: [LineFacts]) -> Bool {
      let filled = line.count { counts[facts[$0].column] > 1 }
      return filled > 1 && filled * 5 >= tall * 3
    }
  }

  /// How many lines of a row are such.
  func fullLines(_ range: Range<Int>) -> Int {
    var lines = FullLines(columnCount)
    var start = range.lowerBound
    for i in range where !facts[i].isLevelWithNext || i + 1 == range.upperBound {
      lines.add(start..<i + 1, facts, of: range.lowerBound)
      start = i + 1
    }
    return lines.count
  }
}

extension PDFRows.Fragment {
  /// Whether it ends within a list or a name.
  var endsWithin: Bool {
    guard let last = words.last?.text, words.count > 1 || last.count > 1 else { return false }
    return ",;-–/".contains(last.last ?? " ")
  }
}
