/// Rows that lie below each other without a rest. The highest text of a row fills it from top to
/// bottom, with the same margin in all rows, so that each row ends where the next one begins; the
/// texts beside it are in the middle between both. Where all lines of a table fit this, its rows
/// are told by more than how near the lines are.
extension PDFMiddleRows {
  struct Tiling {
    /// The gap between the highest texts of two rows, in points.
    let gap: Double
    /// How much more some rows have below their last line, as paragraphs have.
    let below: [Double]

    /// How many are tried.
    private static let most = 3

    /// The tilings that the gaps between lines suggest over which no other text stands, the
    /// likeliest first.
    static func likely(_ fragments: [Fragment]) -> [Tiling] {
      var gaps: [(width: Double, count: Int)] = []
      var bottom: Double?
      var page = 0
      for fragment in fragments.sorted(by: { ($0.page, $0.top) < ($1.page, $1.top) }) {
        if fragment.page != page { (page, bottom) = (fragment.page, nil) }
        defer { bottom = max(bottom ?? fragment.bottom, fragment.bottom) }
        guard let bottom else { continue }
        let width = fragment.top - bottom
        if width < -0.3 * fragment.height || width > 2 * fragment.height { continue }
        if let known = gaps.firstIndex(where: { abs($0.width - width) < 0.4 }) {
          gaps[known].count += 1
        } else {
          gaps.append((width, 1))
        }
      }
      let height = fragments.first?.height ?? 1
      return gaps.filter { $0.width < height }.sorted {
        ($1.count, $0.width) < ($0.count, $1.width)
      }
      .prefix(most).map { gap in
        Tiling(
          gap: gap.width,
          below: gaps.map { $0.width - gap.width }.filter { $0 > 0.3 * height })
      }
    }

    /// Whether so much more room than a gap is usual below the last line of a cell.
    func isUsual(below room: Double, height: Double) -> Bool {
      below.contains { abs($0 - room) < 0.15 * height }
    }
  }

  /// What a row costs that does not fit, and what one that fits is worth: it hardly does by chance.
  private static let misfit = 8.0
  private static let fit = 1.0
  /// What each cell costs that has room below its last line.
  private static let roomBelow = 0.2
  /// How far texts may be from where they have to be, in parts of their height.
  private static let near = 0.15

  func row(_ cells: [Cell], _ range: Range<Int>, _ full: Int, _ tiling: Tiling) -> Row {
    let filled = cells.filter { $0.count > 0 }
    let isHeading =
      range.count == 1 && columnCount > 2
      && (cells[0].count == 1 || !areAligned[range.lowerBound])
    var cost =
      isHeading
      ? Self.heading
      : min(
        Double(cells.count - skipped.count - filled.count) * Self.empty, Self.emptyAtMost)
        + Double(range.count - filled.count) * Self.further
    cost += max(0, Self.several * Double(full - 1))
    let top = filled.lazy.map(\.top).min() ?? 0
    let bottoms = bottoms(filled, range, tiling)
    var best: Row?
    for bottom in bottoms {
      guard let misplaced = misplaced(filled, top: top, bottom: bottom, tiling) else { continue }
      // Lines that are wrapped lie as near as rows without a gap would.
      let fit = tiling.gap < 0 ? 0 : Self.fit
      let row = Row(
        range: range, cost: cost + misplaced - fit, middle: (top + bottom) / 2, bottom: bottom)
      if row.cost < best?.cost ?? .infinity { best = row }
    }
    return best
      ?? Row(
        range: range, cost: cost + Self.misfit, middle: bottoms.first.map { (top + $0) / 2 } ?? top)
  }

  /// How far from their places in a row its texts are; nil if that is too far.
  private func misplaced(
    _ cells: [Cell], top: Double, bottom: Double, _ tiling: Tiling
  ) -> Double? {
    let middle = (top + bottom) / 2
    var sum = 0.0
    for cell in cells {
      let near = Self.near * cell.height
      let lower = middle - cell.middle
      if cell.bottom > bottom + 0.1 * cell.height { return nil }
      if abs(lower) <= near {
        sum += abs(lower) / near * 0.1
        continue
      }
      guard lower > 0, cell.bottom + 2 * lower <= bottom + near,
        tiling.isUsual(below: 2 * lower, height: cell.height)
          || cell.count > 1 && abs(lower - cell.gap / 2) <= near
      else { return nil }
      sum += Self.roomBelow
    }
    return sum
  }

  /// Where a row may end that has these cells.
  private func bottoms(_ cells: [Cell], _ range: Range<Int>, _ tiling: Tiling) -> [Double] {
    let next = top(after: range)
    if next < .infinity { return [next - tiling.gap] }
    let bottom = cells.lazy.map(\.bottom).max() ?? 0
    return [bottom] + tiling.below.map { bottom + $0 }
  }
}
