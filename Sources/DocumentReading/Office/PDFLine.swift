/// Words of a page that stand on one line.
struct PDFLine {
  /// From left to right.
  var words: [PDFWord]
  /// From 1; each column of a page counts as one.
  private(set) var page: Int
  /// Within its page, from 1.
  var number = 0
  private(set) var top: Double
  private(set) var bottom: Double

  var left: Double { words[0].left }
  var right: Double { words.lazy.map(\.right).max() ?? 0 }

  /// The height of most of its letters.
  let height: Double

  /// A gap as wide as this may part columns; blanks between words are narrower.
  var columnGap = 0.0
  /// A gap as wide as this parts columns, too.
  var narrowGap: ClosedRange<Double>?

  var text: String { words.map(\.text).joined(separator: " ") }
  /// The same with what is struck out between marks.
  var markedText: String { words.markedText }

  private init(_ words: [PDFWord], page: Int) {
    self.words = words
    self.page = page
    top = words.lazy.map(\.top).min() ?? 0
    bottom = words.lazy.map(\.bottom).max() ?? 0
    let heights = words.map(\.height).sorted()
    height = max(heights[heights.count / 2], 1)
  }

  /// The words between two gaps that may part columns. Words of one cell stand on one line, those
  /// of two may be a little higher or lower.
  var segments: [ArraySlice<PDFWord>] {
    var out: [ArraySlice<PDFWord>] = []
    var start = 0
    for i in words.indices.dropFirst() where isBreak(words[i - 1], words[i]) {
      out.append(words[start..<i])
      start = i
    }
    out.append(words[start...])
    return out
  }

  private func isBreak(_ word: PDFWord, _ next: PDFWord) -> Bool {
    let gap = next.left - word.right
    if gap >= columnGap || narrowGap?.contains(gap) ?? false { return true }
    return next.left > word.right && abs(next.middle - word.middle) > 0.1 * height
      && abs(next.height - word.height) < 0.1 * height
  }

  /// The same line as one of another page.
  func onPage(_ number: Int) -> PDFLine {
    var line = self
    line.page = number
    return line
  }

  /// The line farther to the right, or to the left, by so many points.
  func moved(by distance: Double) -> PDFLine {
    var line = self
    line.words = words.map { $0.moved(by: distance) }
    return line
  }

  /// The line without some of its words; nil if none is left.
  func without(_ isLeftOut: (PDFWord) -> Bool) -> PDFLine? {
    let kept = words.filter { !isLeftOut($0) }
    if kept.isEmpty { return nil }
    if kept.count == words.count { return self }
    var line = PDFLine(kept, page: page)
    line.number = number
    return line
  }

  /// The line without the mark of a list that stands within it.
  func withoutMark(rightOf left: Double) -> PDFLine {
    guard words.count > 1, words[0].left > left, words[0].isBullet else { return self }
    var line = self
    line.words.removeFirst()
    return line
  }

  /// Whether it reaches over the beginning of a column, or nearer to it than the text of a cell.
  func crosses(_ columns: [Double]) -> Bool {
    columns.contains { left < $0 - height && right > $0 - 0.17 * height }
  }

  // MARK: Lines of a page

  /// The lines of a page from top to bottom.
  static func lines(of page: PDFPage, number: Int) -> [PDFLine] {
    var rows: [Row] = []
    for word in page.words.sorted(by: { ($0.middle, $0.left) < ($1.middle, $1.left) }) {
      // A sign that is raised, or letters of another size, overlap the line by half at least.
      let place = rows.indices.suffix(4).last { i in
        let shared = min(rows[i].bottom, word.bottom) - max(rows[i].top, word.top)
        return shared >= 0.5 * min(word.height, rows[i].bottom - rows[i].top)
      }
      if let place {
        // The box of the line stays that of its first word, or it would grow into the next one.
        rows[place].words.append(word)
      } else {
        rows.append(Row(words: [word], top: word.top, bottom: word.bottom))
      }
    }
    for i in rows.indices { rows[i].words.sort { $0.left < $1.left } }
    joinScripts(&rows)
    var lines = rows.map { PDFLine(withoutFootnoteSigns($0.words), page: number) }
    lines.sort { $0.top < $1.top }
    for i in lines.indices { lines[i].number = i + 1 }
    return lines
  }
}
