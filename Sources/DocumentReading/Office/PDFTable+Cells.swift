/// The cells of a table, from the places of its words.
extension PDFTable {
  /// Rows of cells, each with its lines.
  ///
  /// - Parameter numbers: the numbers of the lines.
  /// - Returns: with whether nothing had to be guessed.
  func rows(_ numbers: [Int], _ sense: TableSense) -> (rows: [Table.Row], isCertain: Bool) {
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
        && !more.contains { $0.contains { hasBrokenWord($0, found, sense) } }
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
            cells: row.enumerated().map { column, fragments in
              cell(fragments, numbers, found, sense, orAt: numbers[line])
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

  /// Whether a cell has what may be the rest of a word and was not put together with it.
  private func hasBrokenWord(
    _ cell: [PDFRows.Fragment], _ rows: PDFRows, _ sense: TableSense
  ) -> Bool {
    zip(cell, cell.dropFirst()).contains { above, next in
      (rows.mayBeRest(next, of: above) || above.text.wordBreak(before: next.text) == .afterDot)
        && !sense.isOne(above.text, next.text)
    }
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

  /// The lines of a cell as they were before they had to be wrapped: a line that had no room goes
  /// on with the one above, within a word if the two pieces are one value.
  private func cell(
    _ fragments: [PDFRows.Fragment], _ numbers: [Int], _ rows: PDFRows, _ sense: TableSense,
    orAt number: Int
  ) -> Table.Cell {
    var out: [SourceLine] = []
    var above: PDFRows.Fragment?
    for fragment in fragments {
      let line = SourceLine(number: numbers[fragment.line], text: fragment.words.markedText)
      if let last = out.last, let above,
        rows.wraps(fragment, after: above)
          || above.text.wordBreak(before: fragment.text) == .afterHyphen
          || rows.breaks(fragment, after: above) && sense.isOne(above.text, fragment.text)
      {
        out[out.count - 1] = last.goingOn(with: line, sense, words: (above.text, fragment.text))
      } else {
        out.append(line)
      }
      above = fragment
    }
    return Table.Cell(lines: out.orBlank(number))
  }
}

extension SourceLine {
  /// The line with another one that had no room beside it.
  ///
  /// - Parameter words: what is on the line above and on the next one, as they are shown, if the
  ///   first is only the end of this one.
  func goingOn(
    with next: SourceLine, _ sense: TableSense, words: (above: String, next: String)? = nil
  ) -> SourceLine {
    let (above, below) = words ?? (text.withoutStruckMarks, next.text.withoutStruckMarks)
    // No name and no address ends in a hyphen.
    let isOne =
      above.wordBreak(before: below) == .afterHyphen || above.isListBroken(before: below)
      || above.endsInIdeograph(before: below) || sense.isOne(above, below)
    return SourceLine(number: number, text: text + (isOne ? "" : " ") + next.text)
  }
}
