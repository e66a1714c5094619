/// The rows of a table whose texts stand in the middle of their cells, from top to bottom: what is
/// beside a text of several lines stands at its middle, and the text of a cell over several rows at
/// the middle of these. The gaps between lines say nothing there, since a cell may hold paragraphs.
///
/// Of all ways to part the lines into rows, the one with the least cost is taken.
struct PDFMiddleRows {
  typealias Fragment = PDFRows.Fragment

  /// What a column has in a row that is tried.
  struct Cell {
    var top = 0.0
    var bottom = 0.0
    var height = 1.0
    /// The widest gap between its lines.
    var gap = 0.0
    /// The narrowest.
    var least = 0.0
    var count = 0

    var middle: Double { (top + bottom) / 2 }

    mutating func add(_ fragment: Fragment) {
      if count == 0 {
        top = fragment.top
        height = fragment.height
      } else {
        least = count == 1 ? fragment.top - bottom : min(least, fragment.top - bottom)
        gap = max(gap, fragment.top - bottom)
      }
      bottom = fragment.bottom
      count += 1
    }
  }

  /// Lines that are one row: those from one place to another, in the order of their middles.
  struct Row {
    let range: Range<Int>
    let cost: Double
    /// Where the row has its middle; nil if its only text is one that stands between rows.
    let middle: Double?
    /// Where it ends, if its texts are where those of a row are that fills the space from its top
    /// to there; nil if they are not, or if that is not asked.
    var bottom: Double?
  }

  /// Rows by column, and whether they leave nothing to guess.
  struct Found {
    let rows: [[[Fragment]]]
    let isCertain: Bool
  }

  let fragments: [Fragment]
  /// How far to the right the text of each column may reach.
  let limits: [Double]
  var columnCount: Int { limits.count }
  let letterSize: Double
  /// The gap between the lines of a cell, in parts of their height; nil if it is not known.
  private(set) var nearest: Double?
  /// The same for letters of another font, whose boxes are of another size.
  private(set) var nearestIdeographic: Double?
  /// What is asked of each line again and again, for every row that is tried.
  private(set) var facts: [LineFacts] = []
  /// Which lines begin where others of their column do, as those of cells do.
  let areAligned: [Bool]
  /// The columns whose texts stand over several rows, which are told by the others.
  let skipped: Set<Int>
  /// Where on the page the table goes on below these lines; infinite if it does not.
  let end: Double
  /// How the rows lie below each other; nil to go by the middles alone.
  let tiling: Tiling?

  init(
    _ fragments: [Fragment], limits: [Double], skipping skipped: Set<Int>, before end: Double,
    tiling: Tiling?
  ) {
    self.end = end
    self.tiling = tiling
    self.fragments = fragments.filter { !skipped.contains($0.column) }
    self.limits = limits
    self.skipped = skipped
    letterSize = Self.letterSize(fragments)
    areAligned = Self.areAligned(self.fragments, limits.count)
    let above = Self.above(self.fragments, limits.count)
    nearest = nearest(above) { !$0.isIdeographic }
    nearestIdeographic = nearest(above) { $0.isIdeographic }
    facts = facts(above)
  }

  /// Whether the texts of a row may as well be parts of other rows: a lone one that stands as cells
  /// do, or several lines in each column, as of two rows.
  private func isDoubtful(_ cells: [[Fragment]]) -> Bool {
    let filled = cells.indices.filter { !cells[$0].isEmpty }
    return filled.count == 1 ? filled[0] > 0 : filled.allSatisfy { cells[$0].count > 1 }
  }

  private static func areAligned(_ fragments: [Fragment], _ columnCount: Int) -> [Bool] {
    var out = Array(repeating: false, count: fragments.count)
    let lefts = fragments.map { $0.words[0].left }
    // Lines that begin alike are next to each other in the order of their left edges.
    var last: [Int?] = Array(repeating: nil, count: columnCount)
    for i in fragments.indices.sorted(by: { lefts[$0] < lefts[$1] }) {
      let column = fragments[i].column
      if let before = last[column], lefts[i] - lefts[before] < 0.5 {
        out[before] = true
        out[i] = true
      }
      last[column] = i
    }
    return out
  }

  /// The size of the letters, since the boxes around words are higher in some fonts than in others:
  /// digits are a little wider than half of it in most.
  private static func letterSize(_ fragments: [Fragment]) -> Double {
    let widths = fragments.lazy.flatMap(\.words).filter { $0.text.allSatisfy(\.isNumber) }
      .map { ($0.right - $0.left) / Double($0.text.utf8.count) }.sorted()
    if widths.isEmpty { return (fragments.first?.height ?? 1) / 1.2 }
    return widths[widths.count / 2] / 0.53
  }

  /// The rows; nil if no text of several lines, or over several rows, shows that the texts stand in
  /// the middle, or if some stand nowhere.
  ///
  /// Rows that fill the table without a rest are taken before others, since that hardly happens by
  /// chance.
  ///
  /// - Parameter page: all that the table has on the page of these lines.
  static func rows(
    _ fragments: [Fragment], of page: ArraySlice<Fragment>, limits: [Double], before end: Double
  ) -> Found? {
    guard limits.count > 1, fragments.count > 2 else { return nil }
    let ordered = fragments.sorted { ($0.middle, $0.column) < ($1.middle, $1.column) }
    let tiled = likeliest(ordered, limits, before: end) { skipped in
      Tiling.likely(page.filter { !skipped.contains($0.column) })
    }
    return tiled ?? likeliest(ordered, limits, before: end) { _ in [nil] }
  }

  private static func likeliest(
    _ ordered: [Fragment], _ limits: [Double], before end: Double,
    _ tilings: (Set<Int>) -> [Tiling?]
  ) -> Found? {
    let columnCount = limits.count
    let counts = (0..<columnCount).map { column in ordered.count { $0.column == column } }
    let most = counts.max() ?? 0
    // Texts over several rows are in the columns with the fewest.
    let sparse = (0..<columnCount).sorted { (counts[$0], $0) < (counts[$1], $1) }
      .filter { counts[$0] * 4 <= most * 3 }.prefix(min(columnCount - 2, columnCount / 2))
    var best: (cost: Double, found: Found)?
    for count in 0...sparse.count {
      let skipped = Set(sparse.prefix(count))
      for tiling in tilings(skipped) {
        let reader = Self(
          ordered, limits: limits, skipping: skipped, before: end, tiling: tiling)
        guard let found = reader.rows(with: ordered.filter { skipped.contains($0.column) }) else {
          continue
        }
        if found.cost < (best?.cost ?? .infinity) - (count > 0 ? 1 : 0) { best = found }
      }
    }
    return best?.found
  }

  private func rows(with others: [Fragment]) -> (cost: Double, found: Found)? {
    // Whether a row shows that its texts are in the middle, and whether all cells are filled, so
    // that they may be.
    var isMiddle = false
    var isComplete = true
    var rows: [[[Fragment]]] = []
    var loose: [Fragment] = []
    // By the row that follows: lines that are alone.
    var between: [Int: [Fragment]] = [:]
    var sum = 0.0
    let likeliest = likeliest()
    if tiling != nil, !likeliest.allSatisfy({ $0.bottom != nil }) { return nil }
    var isCertain = tiling != nil
    var boxes: [Box] = []
    for row in likeliest {
      sum += row.cost
      var cells = Array(repeating: [Fragment](), count: columnCount)
      for fragment in fragments[row.range] { cells[fragment.column].append(fragment) }
      guard let middle = row.middle else {
        between[rows.count] = fragments[row.range].map { $0 }
        continue
      }
      let end = top(after: row.range)
      for column in cells.indices where tiling == nil && !cells[column].isEmpty {
        if cost(of: cell(cells[column]), column, at: middle, before: end) == nil {
          loose += cells[column]
          cells[column] = []
        }
      }
      if tiling != nil {
        // Two rows of a line each are in their common middle, too.
        if fullLines(row.range) > 1 { return nil }
        isCertain = isCertain && partingCost(row.range) == 0 && !isDoubtful(cells)
      }
      let all = cells.joined()
      let top = all.lazy.map(\.top).min() ?? 0
      boxes.append(Box(top: top, bottom: row.bottom ?? all.lazy.map(\.bottom).max() ?? 0))
      let counts = Set(cells.map(\.count)).subtracting([0])
      isMiddle = isMiddle || counts.count > 1
      isComplete =
        isComplete && cells.indices.allSatisfy { !cells[$0].isEmpty || skipped.contains($0) }
      rows.append(cells)
    }
    let whole = rows
    let alone = between.values.joined()
    for column in Set((loose + alone).map(\.column)).union(skipped) {
      let isSkipped = skipped.contains(column)
      let texts = (isSkipped ? others : loose + alone).filter { $0.column == column }
      guard let spread = spread(texts, column, over: whole, boxes) else {
        // What is alone between rows, and not the text of a cell over them, heads them.
        if isSkipped || loose.contains(where: { $0.column == column }) { return nil }
        continue
      }
      between = between.filter { $0.value[0].column != column }
      // That a text is between two rows, or none is in one only, shows that it is over several.
      guard
        !isSkipped || spread.contains(where: { $0.rows.count % 2 == 0 })
          || spread.dropFirst().allSatisfy({ $0.rows.count > 1 }) && spread.count > 1
      else { return nil }
      for (group, text) in spread {
        for row in group { rows[row][column] = text }
        if group.count > 1, isSkipped { sum += Self.over }
      }
      isMiddle = true
    }
    for (row, line) in between.sorted(by: { $0.key > $1.key }) {
      var cells = Array(repeating: [Fragment](), count: columnCount)
      cells[line[0].column] = line
      rows.insert(cells, at: row)
    }
    // Rows of one line each need no text of several to show it.
    let isRagged = tiling != nil && rows.allSatisfy { row in row.count { !$0.isEmpty } > 1 }
    guard isMiddle || between.isEmpty && (isComplete || isRagged) else { return nil }
    return (sum, Found(rows: rows, isCertain: isCertain && between.isEmpty))
  }
}
