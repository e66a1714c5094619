/// A run of cells, one below the other.
struct CellRun {
  /// What parts the cells.
  enum Parting {
    /// Each line is one.
    case lines
    /// They are the texts between blank lines.
    case blanks
    /// Each ends with a bar, in its line or alone in the next: "Direction |", "Outbound |", "|".
    case bars
  }

  private(set) var cells: [LooseCell] = []
  let parting: Parting
  private let lines: [SourceLine]
  private var next: Int
  private let memo: LooseCellMemo

  init(_ lines: [SourceLine], at start: Int, _ memo: LooseCellMemo) {
    self.lines = lines
    self.memo = memo
    next = start
    parting =
      lines[start].endsOneCell || start + 1 < lines.count && lines[start + 1].isBar
      ? .bars : start + 1 < lines.count && lines[start + 1].isBlank ? .blanks : .lines
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
      guard let cell = memo.cell(at: first, parting, { cell(at: first) }) else { return }
      // Where blank lines separate cells, a blank cell adds two more blank lines.
      if parting == .blanks, !cells.isEmpty, blanks >= 3, blanks % 2 == 1 {
        cells += repeatElement(LooseCell([], end: next), count: min(blanks / 2, 12))
      }
      cells.append(cell)
      next = cell.end
    }
  }

  /// The cell that begins at a line; nil if the text there is not a cell.
  private func cell(at first: Int) -> LooseCell? {
    if parting == .bars { return cellWithBar(at: first) }
    var last = first
    if parting == .blanks {
      while last + 1 < lines.count, !lines[last + 1].isBlank { last += 1 }
    }
    let texts = lines[first...last]
    // Underlined text is a heading, and text with a list mark is an item.
    guard texts.count <= 6,
      texts.allSatisfy({
        $0.text.utf8.count <= 300 && !$0.text.contains("|") && !$0.text.isRule && $0.isOneCell
          && ListMark.item($0.text) == nil && $0.text.trimmed.first != "#"
      }),
      last + 1 >= lines.count || !lines[last + 1].text.isRule
    else { return nil }
    return LooseCell(Array(texts), end: last + 1, isLine: parting == .lines)
  }

  /// The cell up to the next bar, which may stand alone for a blank one.
  private func cellWithBar(at first: Int) -> LooseCell? {
    guard
      let last = lines[first...].prefix(Self.longestCell).firstIndex(where: {
        $0.text.contains("|")
      }), lines[last].endsOneCell
    else { return nil }
    let texts = lines[first...last].map { line in
      SourceLine(number: line.number, text: line.text.filter { $0 != "|" }.trimmed)
    }
    return LooseCell(texts.filter { !$0.text.isEmpty }, end: last + 1)
  }

  /// A cell that ends with a bar has at most this many lines.
  private static let longestCell = 8
}

extension SourceLine {
  /// Whether the line is a single cell: blanks after a comma or semicolon do not separate.
  fileprivate var isOneCell: Bool {
    columns.dropLast().allSatisfy { ",;、；".contains($0.text.last ?? " ") }
  }
}
