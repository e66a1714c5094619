/// A page whose text stands in two columns, to be read one after the other.
///
/// A table looks much the same, but its rows go over both columns: their lines are level. Lines of
/// two columns of text stand at heights of their own.
struct PDFTextColumns {
  /// The lines above the columns with those of the left one, and those of the right one with what is
  /// below. The right one is put under the left one's edges, so that what goes on from one to the
  /// other has its columns at the same places.
  private(set) var columns: [[PDFLine]] = []
  /// How far to the right their text reaches.
  private(set) var right = 0.0
  /// Where on the page the right one begins.
  private(set) var middle = 0.0

  /// How far from the middle of the page the gap may be, in parts of its width.
  private static let reach = 0.06
  /// How wide it is at least, in parts of a line's height.
  private static let narrowest = 0.8
  /// How many lines a column has at least.
  private static let fewest = 5

  /// Nil if the page is in one column, or may be a table.
  ///
  /// - Parameters:
  ///   - grids: the tables that are drawn on the page.
  ///   - width: that of the page.
  ///   - height: that of most lines.
  init?(_ lines: [PDFLine], _ grids: [PDFGrid], width: Double, height: Double) {
    guard lines.count >= Self.fewest,
      let found = Self.gap(lines, grids, width: width, height: height)
    else { return nil }
    let (range, middle) = found
    self.middle = middle
    let words = lines[range].flatMap(\.words)
    let page = lines[range.lowerBound].page
    let sides = [words.filter { $0.right <= middle }, words.filter { $0.left >= middle }].map {
      PDFLine.lines(of: PDFPage(width: width, height: 0, words: $0), number: page)
    }
    // What is drawn on one side only is no part of a table over both.
    let isParted = grids.contains { grid in
      lines[range].contains { $0.top < grid.bottom && $0.bottom > grid.top }
    }
    guard
      isParted
        || sides.allSatisfy({ $0.count >= Self.fewest }) && Self.areUneven(sides[0], sides[1]),
      let left = sides[0].lazy.map(\.left).min(), let start = sides[1].lazy.map(\.left).min()
    else { return nil }
    let moved = sides[1].map { $0.moved(by: left - start) }
    right = (sides[0] + moved).lazy.map(\.right).max() ?? 0
    columns = [
      Array(lines[..<range.lowerBound]) + sides[0], moved + Array(lines[range.upperBound...]),
    ]
    var number = 0
    for side in columns.indices {
      for i in columns[side].indices {
        number += 1
        columns[side][i].number = number
      }
    }
  }

  /// The lines that leave a gap at the middle of the page, and where it is. What stands above and
  /// below them may be of one column.
  private static func gap(
    _ lines: [PDFLine], _ grids: [PDFGrid], width: Double, height: Double
  ) -> (lines: Range<Int>, middle: Double)? {
    var best: (lines: Range<Int>, middle: Double, gap: Double)?
    for x in stride(from: (0.5 - reach) * width, through: (0.5 + reach) * width, by: 2) {
      let across = grids.filter { $0.left < x && x < $0.right }
      let isFree = lines.map { line in
        line.words.allSatisfy { $0.right <= x || $0.left >= x }
          && !across.contains { $0.top < line.bottom && $0.bottom > line.top }
      }
      // Of the lines without a word there, the longest run.
      var run = 0..<0
      var start = 0
      for i in 0...lines.count where i == lines.count || !isFree[i] {
        if i - start > run.count { run = start..<i }
        start = i + 1
      }
      let words = lines[run].lazy.flatMap(\.words)
      let end = words.filter { $0.right <= x }.map(\.right).max() ?? 0
      let next = words.filter { $0.left >= x }.map(\.left).min() ?? 0
      guard next - end >= narrowest * height, run.count * 5 >= lines.count * 4 else { continue }
      if (run.count, next - end) > (best?.lines.count ?? 0, best?.gap ?? 0) {
        best = (run, x, next - end)
      }
    }
    return best.map { ($0.lines, $0.middle) }
  }

  /// Whether most lines of the column that has fewer have none of the other one level with them.
  private static func areUneven(_ left: [PDFLine], _ right: [PDFLine]) -> Bool {
    let (few, many) = left.count < right.count ? (left, right) : (right, left)
    let level = few.count { line in
      many.contains { abs($0.bottom - line.bottom) < 0.1 * line.height }
    }
    return level * 5 <= few.count * 2
  }
}
