/// Tables with lines below their rows and none between their columns. Such a line is drawn cell by
/// cell, so that its pieces tell the columns.
extension PDFGrid {
  /// The pieces of a line, from left to right.
  private struct Rule {
    let place: Double
    let pieces: [Line]

    var left: Double { pieces[0].start }
    var right: Double { pieces[pieces.count - 1].end }
    /// Whether its pieces begin and end where those of another line do.
    func isPart(of other: Rule) -> Bool {
      let ends = other.pieces.flatMap { [$0.start, $0.end] }
      return pieces.allSatisfy { piece in
        [piece.start, piece.end].allSatisfy { end in ends.contains { abs($0 - end) < near } }
      }
    }

    /// Where pieces begin and end, within it.
    var joints: [Double] {
      pieces.dropLast().map(\.end) + pieces.dropFirst().map(\.start)
    }
  }

  /// How far from each other two ends are at most that are at one edge, in points.
  private static let near = 1.5

  /// The tables of a page that are drawn so, from top to bottom.
  ///
  /// - Parameter grids: those with lines around their cells.
  static func ruled(_ page: PDFPage, beside grids: [PDFGrid]) -> [PDFGrid] {
    let level = page.drawing.level.filter { line in
      !grids.contains {
        $0.top - 3 < line.place && line.place < $0.bottom + 3 && $0.left - 3 < line.end
          && line.start < $0.right + 3
      }
    }
    guard level.count > 2, level.count <= lineLimit else { return [] }
    let words = page.words.sorted { $0.middle < $1.middle }
    var tables: [[Rule]] = []
    for rule in rules(level) {
      // Below a cell that goes on is no line.
      if let table = tables.last, rule.isPart(of: table[0]),
        isRow(words, from: table[table.count - 1], to: rule, of: table[0])
      {
        tables[tables.count - 1].append(rule)
      } else {
        tables.append([rule])
      }
    }
    return tables.compactMap { PDFGrid($0, words) }
  }

  private static func rules(_ level: [Line]) -> [Rule] {
    groups(level, within: 0.75).map { lines in
      Rule(place: lines[0].place, pieces: lines.sorted { $0.start < $1.start })
    }
  }

  /// The words from one place of a page to another, in the order of their middles.
  private static func words(
    _ words: [PDFWord], from top: Double, to bottom: Double, of rule: Rule
  ) -> [PDFWord] {
    words[words.partitionIndex { $0.middle > top }..<words.partitionIndex { $0.middle >= bottom }]
      .filter { $0.right > rule.left && $0.left < rule.right }
  }

  /// Whether what stands between two lines is a row: it begins right below the upper one.
  private static func isRow(
    _ all: [PDFWord], from above: Rule, to rule: Rule, of first: Rule
  ) -> Bool {
    let words = words(all, from: above.place, to: rule.place, of: first)
    guard let top = words.lazy.map(\.top).min(), let height = words.first?.height else {
      return false
    }
    return top - above.place < height && words.allSatisfy { $0.height < 1.3 * height }
  }

  /// Nil if the pieces tell no columns.
  private init?(_ rules: [Rule], _ words: [PDFWord]) {
    guard let first = rules.first, let last = rules.last else { return nil }
    var xs = [first.left]
    for x in rules.flatMap(\.joints).sorted() where x - xs[xs.count - 1] > 2 * Self.near {
      // The end of one piece and the beginning of the next are two joints of a line.
      if rules.count(where: { rule in rule.joints.contains { abs($0 - x) < 2 } }) > 1 {
        xs.append(x)
      }
    }
    guard xs.count > 1, first.right - xs[xs.count - 1] > 2 * Self.near else { return nil }
    xs.append(first.right)
    // The header stands above the first line.
    let head = Self.headTop(words, above: first, xs)
    var ys = rules.map(\.place)
    if let head { ys.insert(head, at: 0) }
    // What begins right below the last line, and has none below, goes on at the next page.
    let rest = Self.restBottom(words, below: last.place, of: first, xs)
    if let rest { ys.append(rest) }
    guard ys.count > 1, xs.count * ys.count <= Self.cellLimit else { return nil }
    let lines = (head == nil ? [] : [[]]) + rules.map(\.pieces) + (rest == nil ? [] : [[]])
    let rows = zip(ys, lines).map { Edge(place: $0, lines: Self.united($1, at: $0)) }
    let columns = xs.enumerated().map { i, x in
      i == 0 || i + 1 == xs.count
        ? Edge(place: x, lines: [])
        : Edge(place: x, lines: Self.parts(at: x, of: lines, ys))
    }
    self.init(columns, rows, isOpen: (head != nil, rest != nil))
  }

  /// Where the columns are parted at an edge: in each row whose line has a joint there, or that has
  /// none there but goes on below.
  private static func parts(
    at x: Double, of lines: [[Line]], _ ys: [Double]
  ) -> [Line] {
    var parts: [Line] = []
    var isParted = true
    for row in (0..<ys.count - 1).reversed() {
      let pieces = lines[row + 1]
      // Where no line is drawn, the row below decides.
      if !pieces.isEmpty {
        isParted = !pieces.contains { $0.start < x - 2 && x + 2 < $0.end }
      }
      if isParted { parts.append(Line(start: ys[row], end: ys[row + 1], place: x)) }
    }
    return united(parts, at: x)
  }

  /// Where the lines of the header begin; nil if nothing in columns stands right above its line.
  private static func headTop(_ all: [PDFWord], above rule: Rule, _ xs: [Double]) -> Double? {
    var top: Double?
    let above = words(all, from: -.infinity, to: rule.place, of: rule)
    guard let height = above.last?.height else { return nil }
    for word in above.reversed() {
      let gap = (top ?? rule.place) - word.bottom
      // A heading above the header is larger.
      guard gap < (top == nil ? 1 : 0.5) * height, word.height < 1.12 * height else { break }
      guard !word.crosses(xs) else { return top }
      top = min(top ?? word.top, word.top)
    }
    return top.map { $0 - 0.5 }
  }

  /// Where the lines of a row end that has no line below it: it is the last of the page.
  private static func restBottom(
    _ all: [PDFWord], below place: Double, of rule: Rule, _ xs: [Double]
  ) -> Double? {
    let below = words(all, from: place, to: .infinity, of: rule)
    var bottom: Double?
    for word in below {
      let gap = word.top - (bottom ?? place)
      guard gap < 0.5 * word.height, !word.crosses(xs) else { return nil }
      bottom = max(bottom ?? word.bottom, word.bottom)
    }
    guard Set(below.map { word in xs.partitionIndex { $0 > word.left } }).count > 1 else {
      return nil
    }
    return bottom.map { $0 + 0.5 }
  }
}

extension PDFWord {
  /// Whether it reaches over an edge between two columns.
  fileprivate func crosses(_ xs: [Double]) -> Bool {
    xs.dropFirst().dropLast().contains { left < $0 - 1 && right > $0 + 1 }
  }
}
