/// Puts the lines of a table's columns together to cells and rows. A PDF says neither where a row
/// ends nor what was wrapped.
struct PDFRows {
  /// Words beside each other in one column.
  struct Fragment: Equatable {
    var words: [PDFWord]
    let column: Int
    /// The index of the line of its first word.
    let line: Int
    let page: Int

    var top: Double { words[0].top }
    var bottom: Double { words[0].bottom }
    var middle: Double { words[0].middle }
    var height: Double { max(words[0].height, 1) }
    var text: String { words.map(\.text).joined(separator: " ") }

    func isOnLine(_ word: PDFWord) -> Bool {
      min(bottom, word.bottom) - max(top, word.top) >= 0.5 * min(height, word.height)
    }

    /// Whether the smaller of both stands beside the other by half at least.
    func isBeside(_ other: Fragment) -> Bool {
      page == other.page
        && min(bottom, other.bottom) - max(top, other.top) >= 0.5 * min(height, other.height)
    }
  }

  /// Lines of one cell, one right below the other.
  private struct Piece: Equatable {
    let column: Int
    var fragments: [Fragment]

    var top: Double { fragments[0].top }
    var bottom: Double { fragments[fragments.count - 1].bottom }

    func overlap(_ other: Piece) -> Double {
      max(0, min(bottom, other.bottom) - max(top, other.top))
    }

    func isBeside(_ other: Piece) -> Bool {
      overlap(other) >= 0.5 * min(bottom - top, other.bottom - other.top)
    }
  }

  /// In the order of pages and of parts of the table.
  private let fragments: [Fragment]
  /// Which of them are on each page, or a long table would be gone through once for each of its
  /// pages.
  private let pages: [Int: Range<Int>]
  /// How far to the right the text of each column may reach.
  private let limits: [Double]
  /// How far it reaches.
  private let reaches: [Double]
  private var columnCount: Int { limits.count }
  /// The gap between lines, in parts of their height, from which on they are of two rows; nil if
  /// rows stand as close as the lines within them.
  private var rowGap: Double?

  init(_ fragments: [Fragment], limits: [Double]) {
    self.fragments = fragments
    self.limits = limits
    reaches = fragments.reduce(into: Array(repeating: 0, count: limits.count)) { reaches, text in
      reaches[text.column] = max(reaches[text.column], text.words[text.words.count - 1].right)
    }
    pages = fragments.indices.reduce(into: [:]) { pages, i in
      pages[fragments[i].page] = (pages[fragments[i].page]?.lowerBound ?? i)..<i + 1
    }
    rowGap = findRowGap()
  }

  /// The rows of a part of the fragments, by column.
  ///
  /// - Parameter end: where on the page the table goes on below them; infinite if it does not.
  /// - Returns: with whether nothing had to be guessed: each row is one line that fills all columns,
  ///   or the rows fill the table without a rest.
  func rows(_ range: Range<Int>, before end: Double) -> (rows: [[[Fragment]]], isCertain: Bool) {
    let part = fragments[range].sorted { ($0.top, $0.column) < ($1.top, $1.column) }
    if let found = PDFTopRows.rows(part, columnCount: columnCount) {
      // A blank cell may as well be one over several rows.
      return (found, found.allSatisfy { $0.allSatisfy { !$0.isEmpty } })
    }
    let page = part.first.flatMap { pages[$0.page] } ?? range
    if let found = PDFMiddleRows.rows(part, of: fragments[page], limits: limits, before: end) {
      return (found.rows, found.isCertain || isPlain(found.rows, part))
    }
    let found = rowGap.map { rows(part, gap: $0) } ?? rowsByLine(part)
    return (found, isPlain(found, part))
  }

  /// Whether each row is one line that fills all columns.
  private func isPlain(_ rows: [[[Fragment]]], _ part: [Fragment]) -> Bool {
    rows.joined().joined().count == part.count
      && rows.allSatisfy { $0.allSatisfy { $0.count == 1 } }
  }

  // MARK: Wrapping

  /// Whether words that stand below others may have had no room beside them.
  func wraps(_ fragment: Fragment, after above: Fragment) -> Bool {
    Self.wraps(fragment, after: above, limit: limits[fragment.column])
  }

  /// Whether the text above reaches so near to where its column's texts end that not even the next
  /// letter had room, however wide the margin is.
  func breaks(_ fragment: Fragment, after above: Fragment) -> Bool {
    fragment.breaks(after: above, limit: reaches[fragment.column])
  }

  /// - Parameter limit: how far to the right the text of the column may reach.
  static func wraps(_ fragment: Fragment, after above: Fragment, limit: Double) -> Bool {
    fragment.wraps(after: above, limit: limit - 0.35 * fragment.words[0].height)
  }

  /// Whether a row goes on with the one above: none of its words had room there, and it leaves a
  /// column empty. The columns of a narrow table are as wide as their texts, so that nothing ever
  /// has room.
  func goesOn(_ row: [[Fragment]], after above: [[Fragment]]) -> Bool {
    let filled = row.indices.filter { !row[$0].isEmpty }
    return !filled.isEmpty && above.indices.contains { !above[$0].isEmpty && row[$0].isEmpty }
      && filled.allSatisfy { column in
        above[column].last.map { wraps(row[column][0], after: $0) } ?? false
      }
  }

  // MARK: Rows by lines

  /// Each line is a row, or goes on with the one above.
  private func rowsByLine(_ part: [Fragment]) -> [[[Fragment]]] {
    var lines: [[Fragment]] = []
    for fragment in part {
      if let first = lines.last?.first, first.isBeside(fragment) {
        lines[lines.count - 1].append(fragment)
      } else {
        lines.append([fragment])
      }
    }
    var rows: [[[Fragment]]] = []
    for line in lines {
      var row = Array(repeating: [Fragment](), count: columnCount)
      for fragment in line { row[fragment.column].append(fragment) }
      if let last = rows.last, goesOn(row, after: last) {
        for column in row.indices { rows[rows.count - 1][column] += row[column] }
      } else {
        rows.append(row)
      }
    }
    return rows
  }

  // MARK: Rows by gaps

  /// The gap that parts rows, from the gaps within what surely is one row, or from there being two
  /// kinds of gaps.
  private func findRowGap() -> Double? {
    // A text of one line beside two lines of another column shows that they are one cell.
    var (shared, wrapped, full, others): ([Double], [Double], [Double], [Double]) =
      ([], [], [], [])
    let byTop = fragments.sorted { ($0.page, $0.top) < ($1.page, $1.top) }
    var above: [Int?] = Array(repeating: nil, count: columnCount)
    for i in byTop.indices {
      let fragment = byTop[i]
      defer { above[fragment.column] = i }
      guard let j = above[fragment.column], byTop[j].page == fragment.page else { continue }
      let gap = (fragment.top - byTop[j].bottom) / fragment.height
      guard gap <= 1, gap >= -0.6 else { continue }
      let reach = max(0, j - 2 * columnCount)..<min(byTop.count, i + 2 * columnCount)
      let near = byTop[reach].filter { $0.column != fragment.column }
      let beside = near.filter { $0.isBeside(fragment) }
      let besideAbove = near.filter { $0.isBeside(byTop[j]) }
      let columns = Set(beside.map(\.column))
      let columnsAbove = Set(besideAbove.map(\.column))
      if besideAbove.contains(where: beside.contains) {
        shared.append(gap)
      } else if wraps(fragment, after: byTop[j]), columns.isStrictSubset(of: columnsAbove) {
        wrapped.append(gap)
      } else if !columnsAbove.isEmpty, columns.isSuperset(of: columnsAbove) {
        full.append(gap)
      } else {
        others.append(gap)
      }
    }
    if shared.isEmpty { shared = wrapped } else { others += wrapped }
    if !shared.isEmpty {
      let limit = shared.sorted()[shared.count / 2] + 0.06
      let parting = full.isEmpty ? others : full
      let loose = parting.count { $0 > limit }
      return loose > 0 && loose * 10 >= parting.count * 6 ? limit : nil
    }
    let all = full + others
    guard let least = all.min(), let most = all.max(), most > least + 0.12 else { return nil }
    // Where most close lines fill what the line above fills, they are rows: the larger gap is one
    // below the header, or between groups.
    let limit = least + 0.06
    let tightFull = full.count { $0 <= limit }
    let tight = all.count { $0 <= limit }
    return tightFull * 3 > tight ? nil : limit
  }

  private func rows(_ part: [Fragment], gap: Double) -> [[[Fragment]]] {
    var pieces: [Piece] = []
    for column in 0..<columnCount {
      var open: Piece?
      for next in part where next.column == column {
        if let last = open?.fragments.last, (next.top - last.bottom) / next.height <= gap {
          open!.fragments.append(next)
        } else {
          if let open { pieces.append(open) }
          open = Piece(column: column, fragments: [next])
        }
      }
      if let open { pieces.append(open) }
    }
    return joined(pieces.sorted { ($0.top, $0.column) < ($1.top, $1.column) })
  }

  /// Pieces beside each other are a row. One that stands beside several of most other columns is a
  /// part of each of these rows.
  private func joined(_ pieces: [Piece]) -> [[[Fragment]]] {
    let columns = Set(pieces.map(\.column)).count
    var tall: [Piece] = []
    var groups: [[Piece]] = []
    for (i, piece) in pieces.enumerated() {
      var counts: [Int: Int] = [:]
      for other in near(i, pieces) where other.column != piece.column && piece.isBeside(other) {
        counts[other.column, default: 0] += 1
      }
      let several = counts.values.count { $0 > 1 }
      if several > 0, several * 2 >= columns - 1 {
        tall.append(piece)
        continue
      }
      let beside = groups.indices.suffix(6).filter { group in
        groups[group].contains { $0.column != piece.column && piece.isBeside($0) }
      }
      guard let first = beside.first else {
        groups.append([piece])
        continue
      }
      groups[first].append(piece)
      for more in beside.dropFirst().reversed() { groups[first] += groups.remove(at: more) }
    }
    settleLone(&groups, columns)
    for piece in tall {
      let rows = groups.indices.filter { group in
        let middle = (groups[group].map(\.top).min()! + groups[group].map(\.bottom).max()!) / 2
        return piece.top <= middle && middle <= piece.bottom
      }
      if rows.isEmpty { groups.append([piece]) }
      for row in rows { groups[row].append(piece) }
    }
    return groups.sorted { $0.map(\.top).min()! < $1.map(\.top).min()! }.map { group in
      var row = Array(repeating: [Fragment](), count: columnCount)
      for piece in group.sorted(by: { $0.top < $1.top }) {
        row[piece.column] += piece.fragments
      }
      return row
    }
  }

  /// The pieces that may stand beside one: few lie between them in the order of their tops.
  private func near(_ i: Int, _ ordered: [Piece]) -> ArraySlice<Piece> {
    let reach = 12 * columnCount
    return ordered[max(0, i - reach)..<min(ordered.count, i + reach)]
  }

  /// A single piece that touches rows without standing beside one is the text of a cell over these
  /// rows, which stands in its middle.
  private func settleLone(_ groups: inout [[Piece]], _ columns: Int) {
    guard columns > 2 else { return }
    for i in groups.indices.reversed() where groups[i].count == 1 {
      let piece = groups[i][0]
      let touched = groups.indices.filter { other in
        abs(other - i) <= 3 && other != i && groups[other].count > 1
          && groups[other].contains { $0.overlap(piece) > 0 }
          && !groups[other].contains { $0.column == piece.column }
      }
      if touched.isEmpty { continue }
      for other in touched { groups[other].append(piece) }
      groups.remove(at: i)
    }
  }
}
