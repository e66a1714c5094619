/// How wide the blanks between the words of a document are: what is wider parts columns.
struct PDFBlanks {
  /// The height of the lines whose blanks are known, and the least gap between columns in it.
  private var height = 0.0
  private var gap = 0.0

  /// The gap between columns that are nearer to each other than words, in parts of a line's height.
  private var narrow: ClosedRange<Double>?

  /// In parts of a line's height: the box around a word is about 1.2 of its letters' size high, and
  /// a blank about a quarter of that size wide.
  private static let usual = 0.33

  /// - Parameter height: that of most lines.
  init(_ lines: some Sequence<PDFLine>, height: Double) {
    let alike = lines.filter { abs($0.height - height) < 0.3 }
    var counts = Self.counts(alike)
    // Headings are most often in letters of the same kind.
    if counts.values.reduce(0, +) < 5 { counts = Self.counts(lines) }
    let narrow = Self.narrow(alike, counts)
    if let narrow { for gap in narrow { counts[gap] = nil } }
    let all = counts.values.reduce(0, +)
    // Where lines are stretched to the margin, blanks are of any width.
    guard let most = counts.keys.max(by: { (counts.near($0), $1) < (counts.near($1), $0) }),
      counts.near(most) >= 5
    else { return }
    // Those of bold letters are wider.
    let others = counts.filter { abs($0.key - most) > 1 }
    let second = others.keys.lazy.map(others.near).max() ?? 0
    guard counts.near(most) * 10 >= all * 6 || (counts.near(most) + second) * 10 >= all * 9 else {
      return
    }
    self.height = height
    gap = Double(most) / 100 * 1.4 * height
    guard let narrow, narrow.upperBound * 100 < most * 90 else { return }
    self.narrow = (Double(narrow.lowerBound) - 0.5) / 100...(Double(narrow.upperBound) + 0.5) / 100
  }

  /// How often each gap between words occurs, in hundredths of the line's height.
  private static func counts(_ lines: some Sequence<PDFLine>) -> [Int: Int] {
    lines.reduce(into: [:]) { counts, line in
      for (_, gap) in gaps(line) { counts[gap, default: 0] += 1 }
    }
  }

  /// The gaps that may be blanks, each with the word after it.
  private static func gaps(_ line: PDFLine) -> [(word: PDFWord, gap: Int)] {
    zip(line.words, line.words.dropFirst()).compactMap { left, right in
      let gap = (right.left - left.right) / line.height
      return gap > 0.1 && gap < usual ? (right, Int((gap * 100).rounded())) : nil
    }
  }

  /// Cells without lines around them may be nearer to each other than words are: such gaps are all
  /// of one width, less than that of others, and the words after most of them begin where one of the
  /// line above or below does.
  private static func narrow(_ lines: [PDFLine], _ counts: [Int: Int]) -> ClosedRange<Int>? {
    guard let most = counts.keys.max(), counts.count > 1 else { return nil }
    var aligned: [Int: Int] = [:]
    for i in lines.indices {
      for (word, gap) in gaps(lines[i]) where gap < most {
        let isAligned = [i - 1, i + 1].contains { j in
          lines.indices.contains(j) && lines[j].page == lines[i].page
            && lines[j].words.dropFirst().contains { abs($0.left - word.left) < 0.1 }
        }
        if isAligned { aligned[gap, default: 0] += 1 }
      }
    }
    guard let best = aligned.keys.max(by: { (aligned.near($0), $1) < (aligned.near($1), $0) }),
      aligned.near(best) > 1, aligned.near(best) * 5 >= counts.near(best) * 3
    else { return nil }
    // Blanks of any width are those of lines that are pressed together.
    let narrower = counts.reduce(0) { $0 + ($1.key <= best + 1 ? $1.value : 0) }
    return counts.near(best) * 10 >= narrower * 9 ? best - 1...best + 1 : nil
  }

  /// The gap between two columns of a line that are nearer to each other than words; nil if there
  /// are none such.
  func narrowGap(_ line: PDFLine) -> ClosedRange<Double>? {
    guard abs(line.height - height) < 0.3, let narrow else { return nil }
    return narrow.lowerBound * line.height...narrow.upperBound * line.height
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

extension [Int: Int] {
  /// How many there are of a width, or of one that roundings make of it.
  fileprivate func near(_ width: Int) -> Int {
    (width - 1...width + 1).reduce(0) { $0 + self[$1, default: 0] }
  }
}
