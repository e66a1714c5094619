/// A table whose cells are one below the other, as in text copied from a web page. Nothing states
/// its width; it is inferred from the cells: at the right width, addresses are below addresses and
/// ports below ports.
struct CellGrid {
  let table: Table
  /// The index of the line after the table.
  let end: Int

  /// Nil if no such table begins at that line.
  ///
  /// - Parameter memo: the cells already analyzed for earlier lines.
  init?(_ lines: [SourceLine], at start: Int, _ memo: LooseCellMemo) {
    var run = CellRun(lines, at: start, memo)
    // Most lines do not begin a table: the first cells show it before the others are read.
    run.read(upTo: 1)
    guard run.cells.first?.mayBeName ?? false else { return nil }
    run.read(upTo: CellRun.nameCount)
    guard run.beginsWithNames else { return nil }
    run.read(upTo: Self.sample)
    guard var best = Fit.best(run.cells[...], widest: Self.widest) else {
      return nil
    }
    // A better fit without the first cells means that they are a title or heading right above.
    for skipped in 1...2 where skipped < run.cells.count {
      let later = Fit.best(run.cells[skipped...], widest: Self.widest)
      if let later, later.score > best.score { return nil }
    }
    if !best.isTransposed, best.cellCount + best.width > run.cells.count - best.width {
      run.read(upTo: .max)
      best.readRows(run.cells[...])
    }
    let cells = run.cells.prefix(best.cellCount)
    table = Table(
      rows: stride(from: 0, to: cells.count, by: best.width).map { first in
        Table.Row(cells: cells[first..<first + best.width].map { Table.Cell(lines: $0.lines) })
      })
    end = cells.last { !$0.lines.isEmpty }!.end
    // If cells side by side follow, this is not a mere run of cells.
    if let next = lines[end...].first(where: { !$0.isBlank }), next.columns.count > 1 { return nil }
  }

  /// How many cells are examined to find the width.
  private static let sample = 160
  private static let widest = 12
}

/// A run of cells: the texts between blank lines, or each line if there are no blank ones.
private struct CellRun {
  private(set) var cells: [LooseCell] = []
  private let lines: [SourceLine]
  private var next: Int
  private let arePartedByBlanks: Bool
  private let memo: LooseCellMemo

  init(_ lines: [SourceLine], at start: Int, _ memo: LooseCellMemo) {
    self.lines = lines
    self.memo = memo
    next = start
    arePartedByBlanks = start + 1 < lines.count && lines[start + 1].isBlank
  }

  /// Among this many first cells, one must name what its column or row holds: of a table with a
  /// row for each kind of value, the second name comes after the widest row.
  static let nameCount = 13

  /// Whether enough of the first cells are column names.
  var beginsWithNames: Bool {
    cells.count >= 4 && cells[0].mayBeName
      && cells.prefix(Self.nameCount).contains { $0.concept != nil && $0.concept != .service }
  }

  mutating func read(upTo count: Int) {
    while cells.count < count, next < lines.count {
      let blanks = lines[next...].prefix { $0.isBlank }.count
      let first = next + blanks
      if first >= lines.count { return }
      guard let cell = memo.cell(at: first, arePartedByBlanks, { cell(at: first) }) else { return }
      // Where blank lines separate cells, a blank cell adds two more blank lines.
      if arePartedByBlanks, !cells.isEmpty, blanks >= 3, blanks % 2 == 1 {
        cells += repeatElement(LooseCell([], end: next), count: min(blanks / 2, 12))
      }
      cells.append(cell)
      next = cell.end
    }
  }

  /// The cell that begins at a line; nil if the text there is not a cell.
  private func cell(at first: Int) -> LooseCell? {
    var last = first
    if arePartedByBlanks {
      while last + 1 < lines.count, !lines[last + 1].isBlank { last += 1 }
    }
    let texts = lines[first...last]
    // Underlined text is a heading, and text with a list mark is an item.
    guard texts.count <= 6,
      texts.allSatisfy({
        $0.text.utf8.count <= 300 && !$0.text.isRule && $0.isOneCell
          && ListMark.item($0.text) == nil && $0.text.trimmed.first != "#"
      }),
      last + 1 >= lines.count || !lines[last + 1].text.isRule
    else { return nil }
    return LooseCell(Array(texts), end: last + 1)
  }
}

/// Cells by the line where they begin: any line may begin a table, so many lines look at the same
/// cells.
final class LooseCellMemo {
  private struct Key: Hashable {
    let line: Int
    let isPartedByBlanks: Bool
  }

  private var known: [Key: LooseCell?] = [:]

  /// Lines look no further ahead than this, unless a table has begun.
  private static let limit = 2000

  fileprivate func cell(
    at line: Int, _ isPartedByBlanks: Bool, _ make: () -> LooseCell?
  ) -> LooseCell? {
    let key = Key(line: line, isPartedByBlanks: isPartedByBlanks)
    if let cell = known[key] { return cell }
    let cell = make()
    if known.count >= Self.limit { known = [:] }
    known[key] = .some(cell)
    return cell
  }
}

/// A cell whose place in a table is not known yet.
private struct LooseCell {
  enum Look { case blank, address, ports, any, words, sentence }

  let lines: [SourceLine]
  /// The index of the line after the cell.
  let end: Int
  let look: Look
  /// What the cell would head as a column name.
  let concept: Concept?
  /// Whether it can only be a column name: a single word that is one, or a name for ports or
  /// addresses.
  let isName: Bool
  /// Whether it names the reader's own network.
  let isOwn: Bool
  /// Whether it would head addresses, ports or protocols.
  var saysFacts: Bool {
    concept.map { Self.ofAddresses.contains($0) || $0 == .port || $0 == .transportProtocol }
      ?? false
  }
  static let ofAddresses: Set<Concept> = [.address, .host, .network, .source, .destination]

  /// Whether it may be a column name.
  let mayBeName: Bool

  init(_ lines: [SourceLine], end: Int) {
    self.lines = lines
    self.end = end
    let facts = TextFacts(lines)
    look =
      if facts.isBlank {
        .blank
      } else if facts.holdsAddress, !facts.isAny {
        facts.text.isSentence && !facts.isAddressValue ? .sentence : .address
      } else if facts.text.isSentence {
        .sentence
      } else if facts.isAny {
        .any
      } else if facts.isNumbers || facts.saysPorts
        || facts.isTransport && !facts.concepts.contains(.port)
        || facts.tokens.contains(where: \.isNumber) && facts.leftoverWords.count <= 1
      {
        .ports
      } else {
        .words
      }
    mayBeName =
      (look == .words || facts.isTransport) && !":：".contains(facts.text.last ?? ":")
      && facts.text.utf8.count <= 80 && !facts.text.isFieldWithValue
    isOwn = facts.concepts.contains(.own)
    concept = mayBeName ? ColumnHeader.concept(facts) : nil
    isName =
      look == .words && concept != nil && !isOwn
      && (facts.tokens.count == 1 || concept == .port || concept == .address)
  }
}

/// How well some cells fit a table of a certain width.
private struct Fit {
  let width: Int
  let isTransposed: Bool
  private(set) var cellCount = 0
  private var doubts = 0
  private let names: [LooseCell]
  /// What was found below each name.
  private var looks: [Set<LooseCell.Look>]

  /// The number of cells in the table, less a penalty for those that are not what was expected.
  var score: Int { cellCount - 2 * doubts }

  /// The fit with the highest score over all widths; nil if nothing fits.
  static func best(_ cells: ArraySlice<LooseCell>, widest: Int) -> Fit? {
    var best: Fit?
    for width in 2...widest {
      for isTransposed in [false, true] {
        let fit = Fit(cells, width: width, isTransposed: isTransposed)
        if let fit, fit.score > best?.score ?? 0 { best = fit }
      }
    }
    return best
  }

  /// Nil if the names are not column names, or the table has no address.
  init?(_ cells: ArraySlice<LooseCell>, width: Int, isTransposed: Bool) {
    self.width = width
    self.isTransposed = isTransposed
    let firsts = stride(from: cells.startIndex, to: cells.endIndex, by: width).map { cells[$0] }
    // What rows are called is told in many words; the other names must be known.
    names =
      isTransposed
      ? Array((firsts.prefix(1) + firsts.dropFirst().prefix { $0.concept != nil }).prefix(12))
      : Array(cells.prefix(width))
    looks = Array(repeating: [], count: names.count)
    let concepts = names.compactMap(\.concept)
    guard names.count >= 2, names.allSatisfy(\.mayBeName),
      concepts.count * 2 >= names.count, concepts.count >= 2,
      Set(concepts).count * 3 >= concepts.count * 2,
      concepts.contains(where: { LooseCell.ofAddresses.contains($0) || $0 == .port })
    else { return nil }
    if isTransposed { readColumns(cells) } else { readRows(cells) }
    let rows = isTransposed ? names.count : cellCount / width
    guard rows >= 2, looks.contains(where: { $0.contains(.address) }),
      isTransposed ? names.count >= 3 && width >= 3 : true
    else { return nil }
  }

  /// Rows below a row of names.
  mutating func readRows(_ cells: ArraySlice<LooseCell>) {
    let start = cells.startIndex
    // What follows the last name must be a value, not another name.
    if cells.count > width, cells[start + width].isName { return }
    cellCount = width
    doubts = 0
    while cellCount + width <= cells.count {
      let row = cells[start + cellCount..<start + cellCount + width]
      var after = looks
      var doubt = 0
      for (column, cell) in row.enumerated() {
        guard let doubts = doubts(cell, column) else { return }
        doubt += doubts
        after[column].insert(cell.look)
      }
      // A row of words only is a heading or belongs to the next table.
      guard row.contains(where: { [.address, .ports, .any].contains($0.look) }) else { return }
      looks = after
      doubts += doubt
      cellCount += width
    }
  }

  /// Rows that each begin with a name.
  private mutating func readColumns(_ cells: ArraySlice<LooseCell>) {
    for row in names.indices where (row + 1) * width <= cells.count {
      let start = cells.startIndex + row * width
      for cell in cells[start + 1..<start + width] {
        guard let doubt = doubts(cell, row) else {
          cellCount = 0
          return
        }
        doubts += doubt
        looks[row].insert(cell.look)
      }
      cellCount += width
    }
    if cellCount < names.count * width { cellCount = 0 }
  }

  /// How doubtful a cell is below its name, from 0; nil if it cannot be there.
  private func doubts(_ cell: LooseCell, _ place: Int) -> Int? {
    let concept = names[place].concept
    let isOfAddresses = concept.map(LooseCell.ofAddresses.contains) ?? false
    let isOfPorts = concept == .port || concept == .transportProtocol
    switch cell.look {
    case .blank, .any: return 0
    case .address:
      if isOfPorts || looks[place].contains(.ports) { return nil }
      return isOfAddresses ? 0 : 1
    case .ports:
      if isOfAddresses || looks[place].contains(.address) { return nil }
      return isOfPorts ? 0 : 1
    case .words:
      // The ends of a connection are often called by what they are: "internal network".
      let mayBeWords = concept == .source || concept == .destination || cell.isOwn
      return (isOfAddresses && !mayBeWords || isOfPorts ? 1 : 0)
        + (cell.isName && cell.saysFacts ? 2 : 0)
    case .sentence: return concept == .note || concept == nil ? 0 : nil
    }
  }
}

extension SourceLine {
  /// Whether the line is a single cell: blanks after a comma or semicolon do not separate.
  fileprivate var isOneCell: Bool {
    columns.dropLast().allSatisfy { ",;、；".contains($0.text.last ?? " ") }
  }
}

extension String {
  /// "Service: Sign-in": a name with what it names.
  fileprivate var isFieldWithValue: Bool { contains(": ") || dropLast().contains("：") }

  fileprivate var isSentence: Bool {
    guard utf8.count > 24, let last = trimmed.last else { return false }
    return ".:。：".contains(last)
  }
}
