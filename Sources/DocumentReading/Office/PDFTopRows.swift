/// The rows of a table whose texts begin at the top of their cells: the first lines of a row are
/// level, and between two rows there is more room than between the lines of a cell.
enum PDFTopRows {
  typealias Fragment = PDFRows.Fragment

  /// How much farther rows are from each other than lines at least, in parts of a line's height.
  private static let difference = 0.25
  /// How far from each other the tops of a row's first lines may be, in parts of their height.
  private static let near = 0.15

  /// - Parameter fragments: those of one page, in the order of their tops.
  /// - Returns: the rows by column; nil if no text of several lines beside one of another number
  ///   shows that texts begin at the top, or if some do not.
  static func rows(_ fragments: [Fragment], columnCount: Int) -> [[[Fragment]]]? {
    guard let step = step(fragments) else { return nil }
    var rows: [[[Fragment]]] = []
    var last = -Double.infinity
    for fragment in fragments {
      if fragment.top - last > step {
        rows.append(Array(repeating: [], count: columnCount))
      }
      rows[rows.count - 1][fragment.column].append(fragment)
      last = fragment.top
    }
    guard rows.count > 1 else { return nil }
    var isUneven = false
    for (i, row) in rows.enumerated() {
      let cells = row.filter { !$0.isEmpty }
      let top = cells.lazy.map { $0[0].top }.min() ?? 0
      let isLevel = cells.allSatisfy { $0[0].top - top <= near * $0[0].height }
      // A header may stand in the middle over texts that do not. A text alone may be a further
      // paragraph of the row above.
      guard isLevel || i == 0, cells.count > 1 else { return nil }
      // A line that is as far from the one above it as a row could be one.
      guard cells.allSatisfy({ isClose($0, step) }) else { return nil }
      isUneven = isUneven || i > 0 && Set(cells.map(\.count)).count > 1
    }
    return isUneven ? rows : nil
  }

  private static func isClose(_ cell: [Fragment], _ step: Double) -> Bool {
    zip(cell, cell.dropFirst()).allSatisfy { $1.top - $0.top <= step }
  }

  /// From one top to the next, what is more parts rows: the middle of the widest difference between
  /// all such steps. The boxes around lines of some fonts overlap, so their gaps say nothing.
  private static func step(_ fragments: [Fragment]) -> Double? {
    var steps: [Double] = []
    for (above, next) in zip(fragments, fragments.dropFirst())
    where next.top - above.top > near * next.height { steps.append(next.top - above.top) }
    // Below a header may be more room than between rows.
    if let first = steps.first, steps.dropFirst().allSatisfy({ $0 < first }) { steps.removeFirst() }
    steps.sort()
    let least = difference * (fragments.first?.height ?? 1)
    let gaps = zip(steps, steps.dropFirst()).map { (width: $1 - $0, middle: ($0 + $1) / 2) }
    guard let widest = gaps.max(by: { $0.width < $1.width }), widest.width >= least,
      // Two kinds of steps, and no third.
      gaps.count(where: { $0.width >= least }) == 1
    else { return nil }
    return widest.middle
  }
}
