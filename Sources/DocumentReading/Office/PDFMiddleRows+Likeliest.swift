/// Which lines are one row: each way has a cost.
extension PDFMiddleRows {
  /// What it costs that a column has nothing in a row, and how much all of them cost at most: a
  /// line in one column may head a group.
  static let empty = 1.0
  static let emptyAtMost = 2.0
  static let heading = 1.0
  /// What it costs that a line and the next one in its column are not in one row, if the first ends
  /// within a list or a name, or if they are as near as the lines of a cell.
  private static let openParted = 2.0
  private static let nearParted = 0.5
  /// What a further line of a cell costs.
  static let further = 0.35
  /// What a line costs that is in no row's middle: a cell over several rows.
  private static let off = 1.2
  /// What each line costs that is like a row of its own, after the first.
  static let several = 3.0
  /// From how many such lines on no row is tried.
  private static let fullAtMost = 4
  /// How many lines of all columns a row may have.
  private static let reach = 64

  func likeliest() -> [Row] {
    // The least cost of all that is above a place, and the row that ends there.
    var least = Array(repeating: Double.infinity, count: fragments.count + 1)
    var last: [Row?] = Array(repeating: nil, count: fragments.count + 1)
    least[0] = 0
    for start in fragments.indices where least[start] < .infinity {
      var cells = Array(repeating: Cell(), count: columnCount)
      var lines = FullLines(columnCount)
      var line = start
      for end in start + 1...min(start + Self.reach, fragments.count) {
        let fragment = fragments[end - 1]
        cells[fragment.column].add(fragment)
        // Lines of the same height are of one row.
        if facts[end - 1].isLevelWithNext { continue }
        lines.add(line..<end, facts, of: start)
        line = end
        let full = lines.count
        if full > Self.fullAtMost { break }
        let row = row(cells, start..<end, full)
        let cost = least[start] + row.cost + partingCost(start..<end)
        if cost < least[end] {
          least[end] = cost
          last[end] = row
        }
      }
    }
    var rows: [Row] = []
    var end = fragments.count
    while end > 0, let row = last[end] {
      rows.append(row)
      end = row.range.lowerBound
    }
    return rows.reversed()
  }

  func row(_ cells: [Cell], _ range: Range<Int>, _ full: Int) -> Row {
    if let tiling { return row(cells, range, full, tiling) }
    let filled = cells.filter { $0.count > 0 }
    let empties = min(
      Double(cells.count - skipped.count - filled.count) * Self.empty, Self.emptyAtMost)
    let lines = Double(range.count - filled.count) * Self.further
    if filled.count == 1 {
      // A line in the first column heads the rows below.
      if range.count == 1, columnCount > 2, cells[0].count == 1 {
        return Row(range: range, cost: Self.heading, middle: filled[0].middle)
      }
      let isBetween = Self.off * Double(range.count) < empties + lines
      return Row(
        range: range, cost: isBetween ? Self.off * Double(range.count) : empties + lines,
        middle: isBetween ? nil : filled[0].middle)
    }
    let end = top(after: range)
    let several = Self.several * Double(full - 1)
    var best = Row(range: range, cost: .infinity, middle: nil)
    for middle in Set(filled.map(\.middle)).sorted() {
      var cost = empties + max(0, several)
      for (column, cell) in cells.enumerated() where cell.count > 0 {
        let further = Double(cell.count - 1) * Self.further
        cost +=
          self.cost(of: cell, column, at: middle, before: end).map { $0 + further } ?? Self.off
          * Double(cell.count)
      }
      if cost < best.cost { best = Row(range: range, cost: cost, middle: middle) }
    }
    return best
  }

  static func above(_ fragments: [Fragment], _ columnCount: Int) -> [Int?] {
    var last: [Int?] = Array(repeating: nil, count: columnCount)
    return fragments.indices.map { i in
      defer { last[fragments[i].column] = i }
      return last[fragments[i].column]
    }
  }

  /// What it costs that some lines are parted from the ones above.
  func partingCost(_ range: Range<Int>) -> Double {
    var open = 0
    var near = 0
    var first = 0
    for i in range where facts[i].above.map({ $0 < range.lowerBound }) ?? true {
      first += 1
      guard let last = facts[i].above else { continue }
      if facts[last].isOpen {
        open += 1
      } else if facts[i].isNearAbove {
        near += 1
      }
    }
    // Lines that are near in all columns may be rows of a table whose rows are near.
    return Double(open) * Self.openParted
      + (open + near < first ? Double(near) * Self.nearParted : 0)
  }

  /// Whether a line is as near to the one above as those of a cell are, or nearer than rows.
  func isNear(_ fragment: Fragment, _ above: Fragment) -> Bool {
    if let tiling { return fragment.top - above.bottom < tiling.gap - 0.05 * fragment.height }
    let nearest = fragment.isIdeographic ? nearestIdeographic : nearest
    return nearest.map { fragment.top - above.bottom < ($0 + 0.05) * fragment.height } ?? false
  }

  /// The gap between the lines of a cell, in parts of their height; nil if all lines are as far
  /// from each other.
  func nearest(_ above: [Int?], _ isIncluded: (Fragment) -> Bool) -> Double? {
    var gaps: [[Double]] = Array(repeating: [], count: columnCount)
    for i in fragments.indices {
      guard let j = above[i], isIncluded(fragments[i]) else { continue }
      let gap = (fragments[i].top - fragments[j].bottom) / fragments[i].height
      if gap < 2 { gaps[fragments[i].column].append(gap) }
    }
    guard let least = gaps.joined().min(), (least + 1) * fragments[0].height < 1.45 * letterSize,
      gaps.contains(where: { $0.min() ?? 2 < least + 0.03 && $0.max() ?? 0 > least + 0.08 })
    else { return nil }
    return least
  }

  func cell(_ fragments: [Fragment]) -> Cell {
    var cell = Cell()
    for fragment in fragments { cell.add(fragment) }
    return cell
  }

  /// What it costs that a cell's text is where it is; nil if it is not at the middle of the row.
  ///
  /// - Parameter end: where the next row begins.
  func cost(of cell: Cell, _ column: Int, at middle: Double, before end: Double) -> Double? {
    let lower = middle - cell.middle
    guard cell.gap + cell.height <= 3.3 * letterSize else { return nil }
    // Paragraphs whose lines are wrapped are rarer than two rows.
    let uneven = cell.gap - cell.least > 0.25 * cell.height ? 0.5 : 0
    if abs(lower) <= 0.2 * cell.height { return uneven }
    guard cell.count > 1, lower > 0, cell.bottom + 2 * lower <= end + 0.2 * cell.height else {
      return nil
    }
    // Below the last paragraph there is as much room as between two, or as below a list.
    if abs(lower - cell.gap / 2) <= 0.2 * cell.height { return uneven + 0.1 }
    return column > 0 && lower <= 0.7 * letterSize ? uneven + 0.6 : nil
  }

  /// Where the lines after a row begin.
  func top(after range: Range<Int>) -> Double {
    fragments[range.upperBound...].prefix(columnCount).lazy.map(\.top).min() ?? end
  }
}

extension PDFRows.Fragment {
  /// Whether it has letters of Chinese, Japanese or Korean.
  var isIdeographic: Bool {
    words.contains(where: \.isIdeographic)
  }
}
