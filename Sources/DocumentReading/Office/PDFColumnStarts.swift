/// Columns that are no farther from each other than words: the blanks of a text are all of one width,
/// so that words that begin at one place after texts of unequal lengths are in a column.
enum PDFColumnStarts {
  /// How far from each other the beginnings of a column's texts may be, in points.
  static let near = 0.15
  /// How unequal the ends of the texts before it are at least, in points.
  private static let unequal = 1.0
  /// How many lines have to begin there: two may by chance.
  private static let fewest = 3
  /// How many lines are looked at from one on: a column that is longer is found piece by piece.
  private static let reach = 40

  /// How far from the line above a row is at most, in parts of its height: text stands farther from
  /// a table, and has a word there by chance.
  private static let nearest = 0.9

  /// Adds to the lines of a page where columns begin in them.
  static func add(to lines: inout [PDFLine]) {
    for i in lines.indices {
      for (before, word) in zip(lines[i].words, lines[i].words.dropFirst()) {
        let gap = word.left - before.right
        guard gap > 0, gap < lines[i].columnGap, !lines[i].beginsColumn(word.left) else { continue }
        let found = column(at: word.left, in: lines, from: i)
        for place in found { lines[place].columnStarts.append(word.left) }
      }
    }
  }

  /// The lines from one on that have the beginning of a column at a place; none if it is not one.
  private static func column(at left: Double, in lines: [PDFLine], from start: Int) -> [Int] {
    var found: [Int] = []
    var ends: [Double] = []
    for i in start..<min(lines.count, start + reach) {
      if i > start, lines[i].top - lines[i - 1].bottom > nearest * lines[i].height { break }
      let words = lines[i].words
      if let place = words.indices.dropFirst().first(where: { abs(words[$0].left - left) < near }) {
        found.append(i)
        ends.append(words[place - 1].right)
      } else if words.contains(where: { $0.left < left - near && $0.right > left + near }) {
        break
      }
    }
    guard found.count >= fewest, let least = ends.min(), let most = ends.max(),
      most - least > unequal
    else { return [] }
    return found
  }
}
