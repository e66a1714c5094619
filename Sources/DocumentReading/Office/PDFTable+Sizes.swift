/// Which lines in letters of another size belong to a table. A header is larger or smaller than the
/// rows, and a second address or a remark is smaller than what is beside it. What else is of another
/// size heads what follows, or is a note below the table.
extension PDFTable {
  /// How much heights of letters of one size differ, in parts of the smaller one.
  private static let likeness = 0.12
  /// How far from each other the middles of two lines of one row are at most, in parts of the lower
  /// one. The boxes around the letters of some fonts are so high that those of lines below each
  /// other overlap, so the boxes tell nothing.
  private static let beside = 0.7

  static func areAlike(_ height: Double, _ other: Double) -> Bool {
    abs(height - other) <= likeness * min(height, other)
  }

  /// Whether a line is in the letters of the header or of the first row.
  func isAlike(_ line: PDFLine) -> Bool {
    Self.areAlike(line.height, lines[0].height)
      || rowHeight.map { Self.areAlike(line.height, $0) } ?? false
  }

  /// Whether a line below another one stands beside it by a part.
  static func areBeside(_ above: PDFLine, _ line: PDFLine) -> Bool {
    line.page == above.page
      && abs(line.top + line.bottom - above.top - above.bottom) / 2
        <= beside * min(above.height, line.height)
  }

  /// Whether a line in other letters is one of the table: it stands beside one of its lines, or its
  /// words are in the columns.
  func holds(_ line: PDFLine, before next: ArraySlice<PDFLine>, _ edges: [Double]) -> Bool {
    // What stands beside each other in several sizes may be two columns of text.
    guard let last = lines.last, lines[0].isLevel else { return false }
    let isSmaller = line.height < lines[0].height
    let isWide = isInColumns(line, edges)
    let rivers = rivers(after: line, isWide: isWide)
    let isFree = seed.allSatisfy { gap in rivers.contains { gap.encloses($0) } }
    let row = next.first { $0.page == line.page && isAlike($0) && Self.isWide($0, edges) }
    if isSmaller || isFree, Self.areBeside(last, line) { return true }
    if isSmaller || isFree, let row, Self.areBeside(line, row) { return true }
    if isWide || !isFree { return isFree && line.isLevel }
    let isFollowed =
      row.map {
        $0.top - line.bottom < 1.5 * $0.height
          && self.rivers(after: $0, isWide: true).count >= self.rivers.count
      } ?? false
    guard isFollowed || line.top - last.bottom < line.height else { return false }
    // A heading in the middle of the page is larger.
    if line.left > seed[0].lowerBound {
      return isSmaller || edges.contains { abs($0 - line.left) < 0.5 }
    }
    // A note below the table may be as short as a second line of the first column; rows follow only
    // on the latter.
    return isFollowed && isSmaller
  }

  /// Whether words of a line in other letters are in several columns. A word of a heading, which is
  /// larger, may begin where a column does.
  private func isInColumns(_ line: PDFLine, _ edges: [Double]) -> Bool {
    line.segments.count > 1 || line.height < lines[0].height && Self.isWide(line, edges)
  }

  /// Whether the line that ends a table may be one of it nevertheless: its letters are others, and
  /// it is near and begins after the first column, or is as short as a text of it.
  func mayHold(_ line: PDFLine, _ edges: [Double]) -> Bool {
    guard let last = lines.last, line.page == last.page, !isAlike(line) else { return false }
    let gap = line.top - last.bottom
    if line.left > seed[0].lowerBound || isInColumns(line, edges) {
      return gap <= max(line.height, last.height)
    }
    return gap < 0.5 * line.height && line.height < lines[0].height
      && line.right < seed[0].upperBound
  }
}

extension PDFLine {
  /// Whether its words are at one height and of one size.
  fileprivate var isLevel: Bool {
    let middle = words[0].middle
    return words.allSatisfy {
      PDFTable.areAlike($0.height, height) && abs($0.middle - middle) <= 0.1 * height
    }
  }
}
