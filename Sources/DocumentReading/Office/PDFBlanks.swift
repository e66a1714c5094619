/// How wide the blanks between the words of a document are: what is wider parts columns.
struct PDFBlanks {
  /// The height of the lines whose blanks are known, and the least gap between columns in it.
  private var height = 0.0
  private var gap = 0.0

  /// In parts of a line's height: the box around a word is about 1.2 of its letters' size high, and
  /// a blank about a quarter of that size wide.
  private static let usual = 0.33

  /// - Parameter height: that of most lines.
  init(_ lines: some Sequence<PDFLine>, height: Double) {
    var counts = Self.counts(lines.lazy.filter { abs($0.height - height) < 0.3 })
    // Headings are most often in letters of the same kind.
    if counts.values.reduce(0, +) < 5 { counts = Self.counts(lines) }
    let all = counts.values.reduce(0, +)
    let near = { (gap: Int) in (gap - 1...gap + 1).reduce(0) { $0 + counts[$1, default: 0] } }
    // Where lines are stretched to the margin, blanks are of any width.
    guard let most = counts.keys.max(by: { (near($0), $1) < (near($1), $0) }), near(most) >= 5,
      near(most) * 10 >= all * 6
    else { return }
    self.height = height
    gap = Double(most) / 100 * 1.4 * height
  }

  /// How often each gap between words occurs, in hundredths of the line's height.
  private static func counts(_ lines: some Sequence<PDFLine>) -> [Int: Int] {
    var counts: [Int: Int] = [:]
    for line in lines {
      for (left, right) in zip(line.words, line.words.dropFirst()) {
        let gap = (right.left - left.right) / line.height
        if gap > 0.1, gap < usual { counts[Int((gap * 100).rounded()), default: 0] += 1 }
      }
    }
    return counts
  }

  /// The least gap between two words of a line that may part columns.
  func columnGap(_ line: PDFLine) -> Double {
    if let letter = line.letterWidth { return letter * 1.5 }
    let usual = line.height * Self.usual
    return gap > 0 && abs(line.height - height) < 0.3 ? min(gap, usual) : usual
  }
}

extension PDFLine {
  /// How wide each letter is, where all are as wide as a blank.
  fileprivate var letterWidth: Double? {
    // Letters of Chinese or Japanese are all as wide, and a blank between them is narrower.
    guard words.count > 1, !words.contains(where: \.isIdeographic) else { return nil }
    let widths = words.map { ($0.right - $0.left) / Double(max(1, $0.text.unicodeScalars.count)) }
    guard let width = widths.first, Set(words.map(\.text.utf8.count)).count > 1,
      widths.allSatisfy({ abs($0 - width) < 0.02 * width }),
      zip(words, words.dropFirst()).contains(where: {
        abs($1.left - $0.right - width) < 0.05 * width
      })
    else { return nil }
    return width
  }
}
