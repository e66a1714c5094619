/// A table whose cells are drawn with lines around them: nothing of its rows and columns has to be
/// told by the places of words.
struct PDFGrid: Equatable {
  /// A cell, which may span several columns and rows.
  struct Cell: Equatable {
    let columns: Range<Int>
    let rows: Range<Int>
  }

  /// The left edge of each column, and the right one of the last.
  let xs: [Double]
  /// The top of each row, and the bottom of the last.
  let ys: [Double]
  /// By row and column; one that spans several is at each of its places.
  let cells: [[Cell]]
  /// Whether no line is drawn above the first row, and below the last one: such a row may be the
  /// rest of one of the page before, or go on at the next page.
  let isOpenAbove: Bool
  let isOpenBelow: Bool

  var left: Double { xs[0] }
  var right: Double { xs[xs.count - 1] }
  var top: Double { ys[0] }
  var bottom: Double { ys[ys.count - 1] }
  var columnCount: Int { xs.count - 1 }
  var rowCount: Int { ys.count - 1 }

  /// Where the cell of a word is; nil if it is not in the table.
  func place(of word: PDFWord) -> (row: Int, column: Int)? {
    // A word that has no room reaches over the right edge of its cell.
    let x = word.left + min(1, (word.right - word.left) / 2)
    guard x > left, x < right, word.middle > top, word.middle < bottom else { return nil }
    return (
      ys.partitionIndex { $0 > word.middle } - 1, xs.partitionIndex { $0 > x } - 1
    )
  }

  func holds(_ word: PDFWord) -> Bool { place(of: word) != nil }

  // MARK: Finding

  /// How far lines may end from each other that meet, in points.
  private static let reach = 2.5
  /// How far from each other two lines are at most that are one edge: cells may each have a frame of
  /// their own.
  private static let width = 4.0
  /// How much of an edge has to be drawn.
  private static let share = 0.7
  /// More lines than this, or cells, are no table.
  static let lineLimit = 4000
  static let cellLimit = 100_000

  typealias Line = PDFDrawing.Line

  /// The tables that are drawn on a page and have words in two columns at least, from top to bottom.
  static func find(_ page: PDFPage) -> [PDFGrid] {
    let level = joined(page.drawing.level)
    let upright = joined(page.drawing.upright)
    guard level.count <= lineLimit, upright.count <= lineLimit else { return [] }
    var grids = connected(level, upright).compactMap { PDFGrid(level: $0, upright: $1) }
    grids += ruled(page, beside: grids)
    grids = grids.filter { grid in
      Set(page.words.compactMap { grid.place(of: $0)?.column }).count > 1
    }
    // A table within a cell of another one is the text of that cell.
    grids = grids.filter { grid in
      !grids.contains {
        $0 != grid && $0.left <= grid.left + 1 && $0.right >= grid.right - 1
          && $0.top <= grid.top + 1 && $0.bottom >= grid.bottom - 1
      }
    }
    return grids.sorted { ($0.top, $0.left) < ($1.top, $1.left) }
  }

  /// Lines that go on with each other as one.
  private static func joined(_ lines: [Line]) -> [Line] {
    var places: [(place: Double, lines: [Line])] = []
    for line in lines.sorted(by: { ($0.place, $0.start) < ($1.place, $1.start) }) {
      if let last = places.last, line.place - last.place < 0.75 {
        places[places.count - 1].lines.append(line)
      } else {
        places.append((line.place, [line]))
      }
    }
    return places.flatMap { united($0.lines, at: $0.place) }
  }

  /// The lines that meet each other, directly or by others.
  private static func connected(
    _ level: [Line], _ upright: [Line]
  ) -> [(level: [Line], upright: [Line])] {
    var parents = Array(0..<level.count + upright.count)
    func root(_ i: Int) -> Int {
      var i = i
      while parents[i] != i {
        parents[i] = parents[parents[i]]
        i = parents[i]
      }
      return i
    }
    // They are in the order of their places.
    for (i, line) in level.enumerated() {
      var j = upright.partitionIndex { $0.place >= line.start - reach }
      while j < upright.count, upright[j].place <= line.end + reach {
        if upright[j].start - reach <= line.place, line.place <= upright[j].end + reach {
          parents[root(level.count + j)] = root(i)
        }
        j += 1
      }
    }
    var groups: [Int: (level: [Line], upright: [Line])] = [:]
    for (i, line) in level.enumerated() { groups[root(i), default: ([], [])].level.append(line) }
    for (j, line) in upright.enumerated() {
      groups[root(level.count + j), default: ([], [])].upright.append(line)
    }
    return groups.sorted { $0.key < $1.key }.map(\.value)
  }

  /// Nil if the lines part no box into cells.
  private init?(level: [Line], upright: [Line]) {
    guard level.count > 1, !upright.isEmpty else { return nil }
    var columns = Self.edges(upright)
    var rows = Self.edges(level)
    // A table may be open at its sides.
    columns.addEnds(level.lazy.map(\.start).min()!, level.lazy.map(\.end).max()!, Self.width)
    let isOpen = rows.addEnds(
      upright.lazy.map(\.start).min()!, upright.lazy.map(\.end).max()!, Self.width)
    self.init(columns, rows, isOpen: (isOpen.atStart, isOpen.atEnd))
  }

  /// - Parameter isOpen: whether no line is drawn at the top, and at the bottom.
  init?(_ columns: [Edge], _ rows: [Edge], isOpen: (above: Bool, below: Bool)) {
    (isOpenAbove, isOpenBelow) = isOpen
    xs = columns.map(\.place)
    ys = rows.map(\.place)
    let (width, height) = (xs.count - 1, ys.count - 1)
    guard width > 1, height > 0, width * height <= Self.cellLimit,
      let cells = Self.cells(columns, rows)
    else { return nil }
    self.cells = cells
    // A frame around everything is no table.
    guard Set(cells.joined().map(\.columns)).count > 1 else { return nil }
  }

  /// Lines at one place, in their order and apart from each other.
  struct Edge {
    let place: Double
    let lines: [PDFDrawing.Line]

    /// Whether most of it is drawn from one place to another.
    func isDrawn(from start: Double, to end: Double) -> Bool {
      // An end of the table that no line shows.
      if lines.isEmpty { return true }
      var covered = 0.0
      var i = lines.partitionIndex { $0.end > start }
      while i < lines.count, lines[i].start < end {
        covered += min(end, lines[i].end) - max(start, lines[i].start)
        i += 1
      }
      return covered >= PDFGrid.share * (end - start)
    }
  }

  private static func edges(_ lines: [Line]) -> [Edge] {
    groups(lines, within: width).map { lines in
      let place = (lines[0].place + lines[lines.count - 1].place) / 2
      return Edge(place: place, lines: united(lines, at: place))
    }
  }

  /// Lines that are no farther from the next one than a distance, in the order of their places.
  static func groups(_ lines: [Line], within distance: Double) -> [[Line]] {
    var groups: [[Line]] = []
    for line in lines.sorted(by: { $0.place < $1.place }) {
      if let last = groups.last?.last, line.place - last.place < distance {
        groups[groups.count - 1].append(line)
      } else {
        groups.append([line])
      }
    }
    return groups
  }

  static func united(_ lines: [Line], at place: Double) -> [Line] {
    lines.sorted { $0.start < $1.start }.reduce(into: []) { out, line in
      if let last = out.last, line.start <= last.end + reach {
        out[out.count - 1] = Line(start: last.start, end: max(last.end, line.end), place: place)
      } else {
        out.append(Line(start: line.start, end: line.end, place: place))
      }
    }
  }

  /// The cells that the edges part; nil if some are no boxes.
  private static func cells(_ columns: [Edge], _ rows: [Edge]) -> [[Cell]]? {
    let (width, height) = (columns.count - 1, rows.count - 1)
    let drawnRight = (0..<height).map { row in
      (0..<width).map { column in
        columns[column + 1].isDrawn(from: rows[row].place, to: rows[row + 1].place)
      }
    }
    let drawnBelow = (0..<height).map { row in
      (0..<width).map { column in
        rows[row + 1].isDrawn(from: columns[column].place, to: columns[column + 1].place)
      }
    }
    var cells: [[Cell?]] = Array(repeating: Array(repeating: nil, count: width), count: height)
    for row in 0..<height {
      for column in 0..<width where cells[row][column] == nil {
        var right = column
        while right + 1 < width, !drawnRight[row][right] { right += 1 }
        var below = row
        while below + 1 < height, !drawnBelow[below][column] { below += 1 }
        let cell = Cell(columns: column..<right + 1, rows: row..<below + 1)
        for i in cell.rows {
          for j in cell.columns {
            guard cells[i][j] == nil, j == right || !drawnRight[i][j],
              i == below || !drawnBelow[i][j],
              j < right || right + 1 == width || drawnRight[i][j],
              i < below || below + 1 == height || drawnBelow[i][j]
            else { return nil }
            cells[i][j] = cell
          }
        }
      }
    }
    return cells.map { $0.compactMap { $0 } }
  }
}

extension [PDFGrid.Edge] {
  /// Adds edges where the lines across them end without one.
  ///
  /// - Returns: whether there was none at the beginning, and at the end.
  @discardableResult
  fileprivate mutating func addEnds(
    _ start: Double, _ end: Double, _ width: Double
  ) -> (atStart: Bool, atEnd: Bool) {
    let isOpenAtStart = first.map { start < $0.place - width } ?? true
    let isOpenAtEnd = last.map { end > $0.place + width } ?? true
    if isOpenAtStart { insert(PDFGrid.Edge(place: start, lines: []), at: 0) }
    if isOpenAtEnd { append(PDFGrid.Edge(place: end, lines: [])) }
    return (isOpenAtStart, isOpenAtEnd)
  }
}
