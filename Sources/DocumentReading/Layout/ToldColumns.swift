/// What a layout tells of a table's columns.
struct ToldColumns: Sendable {
  struct One: Hashable, Sendable {
    let column: Layout.ColumnName
    let role: ColumnRole
    /// The place of the correction in its layout.
    let correction: Int
  }

  /// A column of which each line is a row of its own.
  struct Split: Hashable, Sendable {
    let column: Layout.ColumnName
    let correction: Int
  }

  /// What is told first counts.
  let all: [One]
  let splits: [Split]
  /// Whether the table counts, whatever its words and its look say.
  let isTaken: Bool

  /// The told roles of the columns below these headers, and the corrections that apply.
  func roles(
    _ headers: [TextFacts?], width: Int
  ) -> (roles: [Int: ColumnRole], corrections: Set<Int>) {
    var roles: [Int: ColumnRole] = [:]
    var corrections: Set<Int> = []
    for one in all {
      let places = Self.places(of: one.column, headers, width)
      if !places.isEmpty { corrections.insert(one.correction) }
      for place in places where roles[place] == nil { roles[place] = one.role }
    }
    return (roles, corrections)
  }

  /// The columns of which each line is a row of its own, and the corrections that say so.
  func split(_ headers: [TextFacts?], width: Int) -> (columns: Set<Int>, corrections: Set<Int>) {
    var columns: Set<Int> = []
    var corrections: Set<Int> = []
    for one in splits {
      let places = Self.places(of: one.column, headers, width)
      if !places.isEmpty { corrections.insert(one.correction) }
      columns.formUnion(places)
    }
    return (columns, corrections)
  }

  private static func places(
    of column: Layout.ColumnName, _ headers: [TextFacts?], _ width: Int
  ) -> [Int] {
    switch column {
    case .number(let number): number <= width ? [number - 1] : []
    case .header(let words):
      headers.indices.filter {
        // "ip_prefix" is split into words where it is a key.
        let name = headers[$0]?.text.asName
        return name == words.asName || name == words.separatedWords.asName
      }
    }
  }
}

extension Table.Row {
  /// A row for each line of some of its cells.
  func split(at columns: Set<Int>) -> [Table.Row] {
    let count = columns.map { $0 < cells.count ? cells[$0].lines.count { !$0.isBlank } : 0 }.max()
    // A row of which it is told what it says is one.
    guard let count, count > 1, !(meaning?.tellTerms ?? false) else { return [self] }
    return (0..<count).map { line in
      var row = self
      for column in columns where column < cells.count {
        let lines = cells[column].lines.filter { !$0.isBlank }
        let own = line < lines.count ? lines[line] : nil
        row.cells[column] = Table.Cell(lines: own.map { [$0.value] } ?? [])
        row.label = own?.label ?? row.label
      }
      return row
    }
  }
}

extension SourceLine {
  /// "Encrypted" of "Encrypted: 11207, 18091"; nil if it begins otherwise.
  fileprivate var label: String? {
    guard let colon = text.firstIndex(of: ":") else { return nil }
    let label = String(text[..<colon]).folded.trimmingMarks
    let words = label.split(separator: " ")
    return (1...4).contains(words.count) && label.allSatisfy { $0.isLetter || " -()".contains($0) }
      ? label : nil
  }

  /// What stands behind the label.
  fileprivate var value: SourceLine {
    guard label != nil, let colon = text.firstIndex(of: ":") else { return self }
    return SourceLine(number: number, text: String(text[text.index(after: colon)...]).trimmed)
  }
}
