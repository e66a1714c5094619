/// The lines of a cell as they were before they had to be wrapped: a line that had no room goes on
/// with the one above, within a word if the two pieces are one value.
struct PDFCellText {
  typealias Fragment = PDFRows.Fragment

  private(set) var lines: [SourceLine] = []
  /// Whether it has what may be the rest of a word and was not put together with it.
  private(set) var mayBeBroken = false

  /// - Parameters:
  ///   - numbers: the numbers of the lines that `Fragment.line` counts.
  ///   - wraps: whether a line had no room beside the one above.
  ///   - breaks: whether not even its first letter had.
  init(
    _ fragments: [Fragment], _ numbers: [Int], _ words: PDFKnownWords,
    wraps: (_ line: Fragment, _ above: Fragment) -> Bool,
    breaks: (_ line: Fragment, _ above: Fragment) -> Bool
  ) {
    var above: Fragment?
    // The lines from one to another that are one name.
    var name = 0..<0
    for (i, fragment) in fragments.enumerated() {
      let line = SourceLine(number: numbers[fragment.line], text: fragment.words.markedText)
      defer { above = fragment }
      guard let last = lines.last, let above else {
        lines.append(line)
        continue
      }
      let isBroken = breaks(fragment, above)
      if isBroken, i >= name.upperBound {
        let run = Self.brokenRun(fragments, from: i - 1, breaks)
        let count = (2..<run.count + 1).last { words.areName(Array(run.prefix($0))) }
        name = i - 1..<i - 1 + (count ?? 0)
      }
      let wordBreak = above.text.wordBreak(before: fragment.text)
      let isOne =
        name.contains(i) || words.areOne(above.text, fragment.text, isBroken: isBroken)
      if !isOne, isBroken && fragment.mayBeRest(of: above) || wordBreak == .afterDot {
        mayBeBroken = true
      }
      if wraps(fragment, above) || wordBreak?.isCertain ?? false || isBroken && isOne {
        lines[lines.count - 1] = last.goingOn(
          with: line, isOne: isOne, words: (above.text, fragment.text))
      } else {
        lines.append(line)
      }
    }
  }

  /// How many pieces of one word are tried.
  private static let mostPieces = 6

  /// The words from a line on, each of which had no room for a letter of the next one.
  static func brokenRun(
    _ fragments: [Fragment], from start: Int,
    _ breaks: (_ line: Fragment, _ above: Fragment) -> Bool
  ) -> [String] {
    var out = [fragments[start].words[0].text]
    for (above, next) in zip(fragments[start...], fragments[(start + 1)...])
    where out.count < mostPieces {
      guard breaks(next, above) else { break }
      out.append(next.words[0].text)
    }
    return out
  }
}

extension PDFRows.Fragment {
  /// Whether no letter of a text had room beside the one above, so that a word without a blank may
  /// be broken there.
  ///
  /// - Parameter limit: how far to the right the text may reach.
  func breaks(after above: Self, limit: Double) -> Bool {
    let first = words[0]
    let letter = (first.right - first.left) / Double(max(1, first.text.unicodeScalars.count))
    let isWide = first.text.first.map("mwMW@%".contains) ?? false
    let right = above.words[above.words.count - 1].right
    return above.words.count == 1 && right + (isWide ? 1.8 : 1.2) * letter > limit
  }

  /// Whether the first word of a text had no room beside the one above.
  ///
  /// - Parameter limit: how far to the right the text may reach.
  func wraps(after above: Self, limit: Double) -> Bool {
    let first = words[0]
    let blank = 0.2 * first.height
    return above.words[above.words.count - 1].right + blank + (first.right - first.left) > limit
  }

  /// Whether a text may be the rest of a word, and is none by itself.
  fileprivate func mayBeRest(of above: Self) -> Bool {
    let first = words[0].text
    let word = above.words[0].text
    return !first.contains(".") && !first.contains(":")
      && word.contains { $0 == "." || $0 == ":" } && !",;".contains(word.last ?? ",")
  }
}
