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

  /// What is told last counts.
  let all: [One]
  let splits: [Split]
  /// Whether the table counts, whatever its words and its look say.
  let isTaken: Bool

  /// What the columns of one table are told to be.
  struct Roles {
    var byColumn: [Int: ColumnRole] = [:]
    /// The corrections that found a column here.
    var corrections: Set<Int> = []
    /// Those of them that decide: no later one is of the same column.
    var leading: Set<Int> = []
  }

  /// The told roles of the columns below these headers.
  func roles(_ headers: [TextFacts?], width: Int) -> Roles {
    var roles = Roles()
    var owners: [Int: Int] = [:]
    for one in all {
      let places = Self.places(of: one.column, headers, width)
      if !places.isEmpty { roles.corrections.insert(one.correction) }
      for place in places {
        roles.byColumn[place] = one.role
        owners[place] = one.correction
      }
    }
    roles.leading = Set(owners.values)
    return roles
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
  /// A row for each value in some of its cells.
  func split(at columns: Set<Int>) -> [Table.Row] {
    let values = Dictionary(
      uniqueKeysWithValues: columns.filter { $0 < cells.count }.map { ($0, cells[$0].values) })
    let count = values.values.lazy.map(\.count).max() ?? 0
    // A row of which it is told what it says is one.
    guard count > 1, !(meaning?.tellTerms ?? false) else { return [self] }
    return (0..<count).map { place in
      var row = self
      for (column, values) in values.sorted(by: { $0.key < $1.key }) {
        let own = place < values.count ? values[place] : nil
        row.cells[column] = Table.Cell(lines: own.map { [$0.line] } ?? [])
        row.label = own?.label ?? row.label
      }
      return row
    }
  }
}

extension Table.Cell {
  /// Its lines, each with its label. A line of words among values is the label of the one below.
  fileprivate var values: [(label: String?, line: SourceLine)] {
    let filled = lines.filter { !$0.isBlank }
    if filled.allSatisfy(\.isWords) { return filled.map { ($0.label, $0.value) } }
    var values: [(label: String?, line: SourceLine)] = []
    var above: String?
    for line in filled {
      if line.isWords {
        above = line.text.folded.withoutColon
      } else {
        values.append((line.label ?? above, line.value))
        above = nil
      }
    }
    if let above, values.last?.label == nil { values[values.count - 1].label = above }
    return values
  }
}

extension SourceLine {
  /// Whether it names neither a number nor an address, a protocol, or all of them.
  fileprivate var isWords: Bool {
    if text.utf8.contains(where: \.isDigit) { return false }
    let facts = TextFacts([self])
    return facts.addresses.items.isEmpty && !facts.isAny
      && facts.tokens.allSatisfy { $0.transport == nil && $0.application == nil }
  }

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
