/// The cells of a table, from the places of its words.
extension PDFTable {
  /// Rows of cells, each with its lines.
  ///
  /// - Parameter numbers: the numbers of the lines.
  /// - Returns: with whether nothing had to be guessed.
  func rows(
    _ numbers: [Int], _ words: PDFKnownWords
  ) -> (rows: [Table.Row], isCertain: Bool) {
    var fragments: [PDFRows.Fragment] = []
    // The lines between those that stand across the columns, page by page.
    var parts: [(lines: Range<Int>, fragments: Range<Int>)] = []
    var start = 0
    while start < lines.count {
      var end = start
      while end < lines.count, !across.contains(end), lines[end].page == lines[start].page {
        end += 1
      }
      let before = fragments.count
      fragments += self.fragments(start..<end)
      parts.append((start..<end, before..<fragments.count))
      start = end < lines.count && across.contains(end) ? end + 1 : end
    }
    let found = PDFRows(fragments, limits: rivers.map(\.upperBound) + [right + 1])
    var rows: [Table.Row] = []
    var isCertain = !isDoubtful && !mayHideColumns(fragments)
    var last: [[PDFRows.Fragment]]?
    for part in parts {
      let next = part.lines.upperBound
      let isFollowed =
        !part.lines.isEmpty && next < lines.count && lines[next].page == lines[next - 1].page
      let (rowsHere, isSure) = found.rows(
        part.fragments, before: isFollowed ? lines[next].top : .infinity)
      var more = rowsHere
      isCertain =
        isCertain && isSure && !more.contains(where: mayHideCell)
        && !more.contains { $0.contains(where: mayHaveSign) }
      // A row may go on at the top of the next page.
      if let row = last, let first = more.first, found.goesOn(first, after: row) {
        rows.removeLast()
        more[0] = zip(row, first).map { $0 + $1 }
        isCertain = false
      }
      for row in more {
        let line = row.joined().lazy.map(\.line).min() ?? part.lines.lowerBound
        rows.append(
          Table.Row(
            cells: row.map { fragments in
              let text = cellText(fragments, numbers, found, words)
              isCertain = isCertain && !text.mayBeBroken
              return Table.Cell(lines: text.lines.orBlank(numbers[line]))
            }))
      }
      last = more.last
      let end = part.lines.upperBound
      guard end < lines.count, across.contains(end) else { continue }
      // What stands across the columns heads the rows below.
      let heading = Table.Cell(lines: [
        SourceLine(number: numbers[end], text: lines[end].markedText)
      ])
      rows.append(Table.Row(cells: Array(repeating: heading, count: columnCount)))
      last = nil
    }
    return (rows, isCertain)
  }

  /// Whether a text has a gap like those between columns, and no text is in the column after it.
  private func mayHideCell(_ row: [[PDFRows.Fragment]]) -> Bool {
    zip(row, row.dropFirst()).contains { cell, next in
      next.isEmpty
        && cell.contains { text in
          zip(text.words, text.words.dropFirst()).contains {
            $1.left - $0.right >= lines[text.line].columnGap
          }
        }
    }
  }

  /// Whether a line of a cell may be the sign of a footnote: it is as short, and smaller than the
  /// others.
  private func mayHaveSign(_ cell: [PDFRows.Fragment]) -> Bool {
    let height = cell.lazy.map(\.height).max() ?? 0
    return cell.contains {
      $0.height < 0.8 * height && $0.text.utf8.count <= 3 && Markup.isFootnoteSign($0.text)
    }
  }

  /// Whether words of one column are so far apart that they may be in two.
  private func mayHideColumns(_ fragments: [PDFRows.Fragment]) -> Bool {
    fragments.contains { fragment in
      zip(fragment.words, fragment.words.dropFirst()).contains {
        $1.left - $0.right > 0.8 * fragment.height
      }
    }
  }

  /// The words of some lines of a page, put together to the lines of each column: those of one
  /// column need not be on the same height as those of another.
  private func fragments(_ range: Range<Int>) -> [PDFRows.Fragment] {
    var columns = Array(repeating: [(word: PDFWord, line: Int)](), count: columnCount)
    for line in range {
      for word in lines[line].words {
        let column = rivers.count { word.left >= $0.upperBound - 1 }
        columns[column].append((word, line))
      }
    }
    var out: [PDFRows.Fragment] = []
    for (column, words) in columns.enumerated() {
      let first = out.count
      for (word, line) in words.sorted(by: {
        ($0.word.middle, $0.word.left) < ($1.word.middle, $1.word.left)
      }) {
        if out.count > first, out[out.count - 1].isOnLine(word) {
          out[out.count - 1].words.append(word)
        } else {
          out.append(
            PDFRows.Fragment(
              words: [word], column: column, line: line, page: lines[line].page))
        }
      }
    }
    for i in out.indices { out[i].words.sort { $0.left < $1.left } }
    return out
  }

  private func cellText(
    _ fragments: [PDFRows.Fragment], _ numbers: [Int], _ rows: PDFRows, _ words: PDFKnownWords
  ) -> PDFCellText {
    PDFCellText(
      fragments, numbers, words, wraps: { rows.wraps($0, after: $1) },
      breaks: { rows.breaks($0, after: $1) })
  }
}

extension SourceLine {
  /// The line with another one that had no room beside it.
  func goingOn(with next: SourceLine, _ sense: TableSense) -> SourceLine {
    let words = (text.withoutStruckMarks, next.text.withoutStruckMarks)
    return goingOn(with: next, isOne: sense.isOne(words.0, words.1), words: words)
  }

  /// - Parameters:
  ///   - isOne: whether the two pieces are one value.
  ///   - words: what is on the line above and on the next one, as they are shown; the first may be
  ///     only the end of this one.
  func goingOn(
    with next: SourceLine, isOne: Bool, words: (above: String, next: String)
  ) -> SourceLine {
    let (above, below) = words
    // No name and no address ends in a hyphen.
    let isOne =
      isOne || above.wordBreak(before: below)?.isCertain ?? false
      || above.isListBroken(before: below) || above.endsInIdeograph(before: below)
    return SourceLine(number: number, text: text + (isOne ? "" : " ") + next.text)
  }
}
