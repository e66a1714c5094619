/// Where on a page a table is, and which of its gaps part columns.
extension PDFTable {
  /// The table that begins at a line; nil if none does.
  ///
  /// - Returns: with the index of the line after it.
  static func find(_ lines: [PDFLine], at start: Int) -> (table: PDFTable, end: Int)? {
    // The words of a header stand at several heights if some of its cells have several lines.
    var next = start + 1
    while next < lines.count, overlaps(lines[next], lines[next - 1]) { next += 1 }
    let isWideHead = lines[start..<next].contains { $0.segments.count > 1 }
    var table = PDFTable(lines: Array(lines[start..<next]), rivers: gaps(lines[start..<next]))
    if table.rivers.isEmpty {
      next = start + 1
      table = PDFTable(lines: [lines[start]], rivers: gaps(lines[start...start]))
    }
    if table.rivers.isEmpty || !isWideHead { return nil }
    let edges = edges(lines, from: next)
    let columns = common(edges)
    table.addGaps(before: columns)
    var wide = 1
    while next < lines.count, table.isClose(lines[next], before: lines[(next + 1)...], edges) {
      let line = lines[next].withoutMark(rightOf: table.left + 2 * lines[next].height)
      let isWide = isWide(line, edges) || wide == 1 && table.isBelowHead(line)
      let rivers = table.rivers(after: line, isWide: isWide)
      if !isWide, table.isHeading(line, over: columns, edges),
        table.goesOn(after: line, with: lines[(next + 1)...], edges)
      {
        table.across.insert(table.lines.count)
        table.lines.append(line)
        next += 1
        continue
      }
      // A longer text may close a gap that only looked like one between columns.
      let kept = table.seed.filter { gap in rivers.contains { gap.encloses($0) } }
      let isFree = kept.count == table.seed.count
      if isWide
        ? !kept.isEmpty && (isFree || wide <= 2 && kept.count * 2 >= table.seed.count)
        : isFree
          && (rivers.count >= table.rivers.count || edges.contains { abs($0 - line.left) < 0.5 })
      {
        table.seed = kept
        table.rivers = rivers
      } else if !isWide, table.goesOn(after: line, with: lines[(next + 1)...], edges) {
        table.across.insert(table.lines.count)
      } else {
        // A row right below that does not fit may be a row of this table nevertheless.
        table.isDoubtful = isWide || !table.isAlike(line)
        break
      }
      table.lines.append(line)
      if isWide {
        wide += 1
        table.rowHeight = table.rowHeight ?? line.height
      }
      next += 1
    }
    table.isDoubtful =
      table.isDoubtful || table.hasDoubtfulGap
      || next < lines.count && table.mayHold(lines[next], edges)
    table.rivers = table.seed.flatMap { table.columnGaps(within: $0) }
    return wide >= 2 && !table.rivers.isEmpty ? (table, next) : nil
  }

  /// Of the gaps that all lines leave of one in the first line: those that surely part columns, or
  /// else the likeliest.
  func columnGaps(within gap: ClosedRange<Double>) -> [ClosedRange<Double>] {
    let inside = rivers.filter { gap.encloses($0) }
    if let gap = gapByMiddles(of: inside) { return [gap] }
    let certain = inside.filter(partsColumns)
    if !certain.isEmpty { return withoutIndents(certain, in: gap) }
    return likeliest(of: inside).map { [$0.gap] } ?? []
  }

  /// Of gaps as narrow as blanks, the one that most words begin after, and whether another one is as
  /// likely.
  private func likeliest(
    of gaps: [ClosedRange<Double>]
  ) -> (gap: ClosedRange<Double>, isDoubtful: Bool)? {
    let counted = gaps.map { river in
      let edge = lines.reduce(0) { count, line in
        count + line.words.count { abs($0.left - river.upperBound) < 1.5 }
      }
      return (gap: river, edge: edge)
    }
    guard let best = counted.max(by: { ($0.edge, $0.gap.width) < ($1.edge, $1.gap.width) }) else {
      return nil
    }
    // One word more may begin there by chance.
    return (best.gap, counted.contains { $0.gap != best.gap && best.edge - $0.edge < 2 })
  }

  /// The gap that has the words of each row below those of the header as cells do that are no wider
  /// than their text; nil if the rows do not show it alike. Without it, a word of a text may pass for
  /// the beginning of a column because a header happens to begin above it.
  private func gapByMiddles(of rivers: [ClosedRange<Double>]) -> ClosedRange<Double>? {
    guard rivers.count > 1, lines[0].segments.count == seed.count + 1,
      lines.dropFirst().allSatisfy({ $0.segments.count == 1 })
    else { return nil }
    let head = lines[0].left...max(lines[0].left, lines[0].right)
    var fitting = rivers
    for line in lines.dropFirst() {
      guard let parted = gaps(below: head, in: line) else { return nil }
      fitting = fitting.filter { river in parted.contains { $0.encloses(river) } }
    }
    return fitting.count == 1 ? fitting[0] : nil
  }

  /// Whether one of the gaps between the first line's columns may be one of several further down.
  private var hasDoubtfulGap: Bool {
    seed.contains { gap in
      let inside = rivers.filter { gap.encloses($0) }
      if gapByMiddles(of: inside) != nil { return false }
      return !inside.contains(where: partsColumns) && likeliest(of: inside)?.isDoubtful ?? false
    }
  }

  /// Of several gaps that no header stands between, those with texts beside each other on both
  /// sides: the items of a list are set in, and begin where other texts of their column end.
  private func withoutIndents(
    _ gaps: [ClosedRange<Double>], in gap: ClosedRange<Double>
  ) -> [ClosedRange<Double>] {
    guard var last = gaps.first else { return gaps }
    let end = seed.first { $0.lowerBound >= gap.upperBound }?.lowerBound ?? .infinity
    var out = [last]
    for (i, next) in gaps.enumerated().dropFirst() {
      let right = i + 1 < gaps.count ? gaps[i + 1].lowerBound : end
      let areBeside = lines.contains { line in
        line.words.contains { last.upperBound - 1 <= $0.left && $0.right <= next.lowerBound + 1 }
          && line.words.contains { next.upperBound - 1 <= $0.left && $0.left < right }
      }
      if areBeside { out.append(next) }
      last = next
    }
    return out
  }

  /// Whether a gap is wide, or the words after it begin at one edge and do not always stand a mere
  /// blank after others.
  private func partsColumns(_ river: ClosedRange<Double>) -> Bool {
    let height = lines[0].height
    if river.width >= 0.33 * height { return true }
    var count = 0
    var widest = 0.0
    for line in lines {
      for (i, word) in line.words.enumerated() where abs(word.left - river.upperBound) < 1.5 {
        count += 1
        let gap = i == 0 ? .infinity : word.left - line.words[i - 1].right
        if line.narrowGap?.contains(gap) ?? false { return true }
        widest = max(widest, gap)
      }
    }
    return count >= 2 && widest >= 0.4 * height
  }

  /// Whether a line is near enough to the one above to belong to the same table.
  private func isClose(
    _ line: PDFLine, before next: ArraySlice<PDFLine>, _ edges: [Double]
  ) -> Bool {
    guard let last = lines.last, last.page == line.page else { return false }
    let gap = line.top - last.bottom
    if gap > 2 * max(line.height, last.height) { return false }
    if !isAlike(line) { return holds(line, before: next.prefix(2), edges) }
    // What stands below a table, in one piece and farther away than its rows from each other, is
    // text.
    guard line.segments.count == 1, lines.count > 2 else { return true }
    // Text begins where the frame of a table does, and cells a little farther in.
    if gap > -0.1 * line.height, lines.allSatisfy({ line.left < $0.left - 0.5 }) { return false }
    let gaps = zip(lines, lines.dropFirst()).map { $1.top - $0.bottom }.sorted()
    if gap <= gaps[gaps.count - 1] + 0.3 * line.height { return true }
    // A paragraph of a cell, where a row goes on below it or it stands in a column farther right.
    let rivers = rivers(after: line)
    guard seed.allSatisfy({ gap in rivers.contains { gap.encloses($0) } }) else { return false }
    if edges.contains(where: { abs($0 - line.left) < 0.5 }) { return true }
    guard let row = next.prefix(8).first(where: { Self.isWide($0, edges) }),
      row.top - line.bottom < 1.5 * line.height
    else { return false }
    return self.rivers(after: row, isWide: true).count >= self.rivers.count
  }

  /// Whether a line in one piece stands alone, and not as the texts of a column do: it begins in the
  /// first one and reaches over the next, or begins where none does.
  private func isHeading(_ line: PDFLine, over columns: [Double], _ edges: [Double]) -> Bool {
    guard line.segments.count == 1, line.crosses(columns),
      lines.allSatisfy({ $0.page != line.page || $0.bottom < line.top + 0.1 * line.height })
    else { return false }
    return line.left < (columns.first ?? 0) || !edges.contains { abs($0 - line.left) < 0.5 }
  }

  /// Whether a line across the columns is followed by a row of the table, whose first line may be
  /// that of one cell.
  private func goesOn(
    after line: PDFLine, with next: ArraySlice<PDFLine>, _ edges: [Double]
  ) -> Bool {
    var above = line
    for row in next.prefix(4) {
      if above.top == line.top, row.top < line.bottom - 0.1 * line.height { return false }
      guard row.page == above.page, row.top - above.bottom < 1.5 * line.height,
        abs(row.height - line.height) <= 0.12 * line.height
      else { return false }
      if Self.isWide(row, edges) { return rivers(after: row, isWide: true).count >= rivers.count }
      if edges.allSatisfy({ abs($0 - row.left) >= 0.5 }) { return false }
      above = row
    }
    return false
  }

  /// Where columns surely begin: where several lines go on after a wide gap.
  private static func common(_ edges: [Double]) -> [Double] {
    edges.filter { edge in edges.count { abs($0 - edge) < 0.3 } > 2 }.sorted()
      .reduce(into: []) { if ($0.last ?? -1) < $1 - 0.3 { $0.append($1) } }
  }

  /// Adds the gaps of the first lines that are no wider than a blank, where the lines below go on
  /// after wide ones.
  private mutating func addGaps(before columns: [Double]) {
    let words = lines.flatMap(\.words)
    let height = lines[0].height
    for column in columns
    where !seed.contains(where: { $0.lowerBound - 1.5 <= column && column <= $0.upperBound + 1.5 })
    {
      let before = words.filter { $0.left < column - 1.5 }.lazy.map(\.right).max()
      let after = words.filter { $0.left >= column - 1.5 }.lazy.map(\.left).min()
      guard let before, let after, after - before >= 0.12 * height, after - column < 1.5 else {
        continue
      }
      seed.append(before...after)
    }
    seed.sort { $0.lowerBound < $1.lowerBound }
    rivers = seed
  }

  /// Whether two lines stand partly beside each other, as those of two cells do.
  private static func overlaps(_ line: PDFLine, _ above: PDFLine) -> Bool {
    line.page == above.page && line.top < above.bottom - 0.2 * above.height
      && areAlike(line.height, above.height)
  }

  /// Where the columns after the first begin, by the wide gaps of the lines that follow.
  private static func edges(_ lines: [PDFLine], from start: Int) -> [Double] {
    var out: [Double] = []
    var above: PDFLine?
    for line in lines[start..<min(start + 40, lines.count)] {
      if let above, line.page != above.page || line.top - above.bottom > 3 * line.height { break }
      above = line
      out += line.withoutMark(rightOf: -.infinity).segments.dropFirst().map { $0.first!.left }
    }
    return out
  }

  /// Whether the words of a line stand below those of the header as cells do that are no wider than
  /// their text: the middles are the same, or the header begins where the text does.
  private func isBelowHead(_ line: PDFLine) -> Bool {
    gaps(below: left...right, in: line) != nil
  }

  /// The gaps that part the words of a line into such cells, one for each column; nil if none do.
  ///
  /// - Parameter head: from where to where the header reaches.
  private func gaps(
    below head: ClosedRange<Double>, in line: PDFLine
  ) -> [ClosedRange<Double>]? {
    var columns: [ClosedRange<Double>] = []
    var left = head.lowerBound
    for gap in seed {
      columns.append(left...max(left, gap.lowerBound))
      left = gap.upperBound
    }
    columns.append(left...max(left, head.upperBound))
    var out: [ClosedRange<Double>] = []
    var words = line.words[...]
    for (column, head) in columns.enumerated() {
      let count = (1...max(1, words.count)).first { count in
        guard count <= words.count, let first = words.first else { return false }
        let end = words[words.startIndex + count - 1].right
        let isWhole = count == words.count
        guard isWhole == (column == columns.count - 1) else { return false }
        if abs(first.left + end - head.lowerBound - head.upperBound) < 2 { return true }
        return end <= head.upperBound && abs(first.left - head.lowerBound) < 2
      }
      guard let count else { return nil }
      let end = words.dropFirst(count - 1).first?.right
      words = words.dropFirst(count)
      if let end, let next = words.first { out.append(end...max(end, next.left)) }
    }
    return words.isEmpty ? out : nil
  }

  /// Whether words of a line are in several columns: there is a wide gap, or one of a blank's width
  /// before a word that begins where words of other lines do.
  static func isWide(_ line: PDFLine, _ edges: [Double]) -> Bool {
    if line.segments.count > 1 { return true }
    return line.words.dropFirst().contains { word in
      edges.contains { abs($0 - word.left) < 0.3 }
    }
  }

  /// The gaps between columns that lines beside each other leave.
  private static func gaps(_ lines: ArraySlice<PDFLine>) -> [ClosedRange<Double>] {
    let pieces = lines.flatMap { line in
      line.segments.map { (left: $0.first!.left, right: $0.last!.right) }
    }.sorted { $0.left < $1.left }
    var out: [ClosedRange<Double>] = []
    guard var right = pieces.first?.right else { return out }
    let least = lines.lazy.map { $0.narrowGap?.lowerBound ?? $0.columnGap }.min() ?? 0
    for piece in pieces.dropFirst() {
      if piece.left - right >= least { out.append(right...piece.left) }
      right = max(right, piece.right)
    }
    return out
  }

  /// The gaps between columns that a further line leaves.
  func rivers(after line: PDFLine, isWide: Bool? = nil) -> [ClosedRange<Double>] {
    let isWide = isWide ?? (line.segments.count > 1)
    var out: [ClosedRange<Double>] = []
    // In a line of several columns a gap may be as narrow as the lines around cells; one in a
    // single piece is a blank.
    let pieces =
      isWide
      ? line.words.map { ($0.left, $0.right) } : [(line.left, line.right)]
    let narrowest = line.height * 0.12
    for river in rivers {
      var rest = river.lowerBound
      for (left, right) in pieces {
        if right <= rest || left >= river.upperBound { continue }
        if left - rest >= narrowest { out.append(rest...left) }
        rest = max(rest, right)
      }
      if river.upperBound - rest >= narrowest { out.append(rest...river.upperBound) }
    }
    return out
  }

  /// Adds a line above the first one, if it stands in a column after the first: a cell's text that
  /// begins higher than what is beside it.
  ///
  /// - Returns: false if it is another text.
  mutating func takes(_ above: PDFLine) -> Bool {
    let first = lines[0]
    let line = above.withoutMark(rightOf: left + 2 * first.height)
    guard line.page == first.page,
      line.height <= 1.12 * first.height || Self.areBeside(line, first),
      first.top - line.bottom < first.height, first.top > line.top,
      line.left > rivers[0].lowerBound, line.segments.count == 1
    else { return false }
    let begins = lines.contains { $0.words.contains { abs($0.left - line.left) < 0.5 } }
    let rest = rivers(after: line)
    guard begins, rest.count == rivers.count else { return false }
    rivers = rest
    lines.insert(line, at: 0)
    across = Set(across.map { $0 + 1 })
    return true
  }
}

extension ClosedRange<Double> {
  fileprivate var width: Double { upperBound - lowerBound }

  func encloses(_ other: Self) -> Bool {
    other.lowerBound >= lowerBound - 0.1 && other.upperBound <= upperBound + 0.1
  }
}
