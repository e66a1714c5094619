/// Lists of terms with what belongs to each set in below it, as the definition lists of web pages
/// are printed.
extension PDF {
  /// The lines from one on that are such a list; nil if they are not, or if there is only one term:
  /// that may be the look of the page.
  func outline(_ text: [PDFLine], at start: Int) -> Range<Int>? {
    guard start + 1 < text.count else { return nil }
    let first = text[start]
    let inner = text[start + 1].left
    guard isTerm(first), inner > first.left + 0.5 * first.height else { return nil }
    var terms: [Int] = []
    var end = start
    while end < text.count {
      let line = text[end]
      guard isTerm(line), abs(line.height - first.height) < 0.3 else { break }
      if end > start {
        let above = text[end - 1]
        if line.page == above.page, line.top - above.bottom > line.height { break }
      }
      if abs(line.left - first.left) < 1 {
        // A line at the margin that goes on there is text.
        if terms.last == end - 1 { return nil }
        terms.append(end)
      } else if abs(line.left - inner) >= 1 {
        break
      }
      end += 1
    }
    // The last line may be the beginning of something else.
    if terms.last == end - 1 {
      end -= 1
      terms.removeLast()
    }
    return terms.count > 1 ? start..<end : nil
  }

  private func isTerm(_ line: PDFLine) -> Bool { !isMarked(line) && line.segments.count == 1 }

  mutating func addOutline(_ lines: ArraySlice<PDFLine>) {
    guard let first = lines.first else { return }
    var above: PDFLine?
    for line in lines {
      let words = SourceLine(number: number(line), text: line.markedText)
      let isTerm = abs(line.left - first.left) < 1
      let gap = above.map { line.page == $0.page ? line.top - $0.bottom : 0 } ?? 0
      if !isTerm, let above, above.left > first.left + 1, wraps(line, after: above, gap),
        case .item(var known, let depth)? = blocks.last, let open = known.popLast()
      {
        blocks[blocks.count - 1] = .item(known + [open.goingOn(with: words, sense)], depth: depth)
      } else {
        blocks.append(.item([words], depth: isTerm ? 1 : 2))
      }
      above = line
    }
  }
}
