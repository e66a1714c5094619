/// What a layout tells of a table's columns.
struct ToldColumns: Sendable {
  struct One: Hashable, Sendable {
    let column: Layout.ColumnName
    let role: ColumnRole
    /// The place of the correction in its layout.
    let correction: Int
  }

  /// What is told first counts.
  let all: [One]
  /// Whether the table counts, whatever its words and its look say.
  let isTaken: Bool

  /// The told roles of the columns below these headers, and the corrections that apply.
  func roles(
    _ headers: [TextFacts?], width: Int
  ) -> (roles: [Int: ColumnRole], corrections: Set<Int>) {
    var roles: [Int: ColumnRole] = [:]
    var corrections: Set<Int> = []
    for one in all {
      let places: [Int] =
        switch one.column {
        case .number(let number): number <= width ? [number - 1] : []
        case .header(let words):
          headers.indices.filter {
            // "ip_prefix" is split into words where it is a key.
            let name = headers[$0]?.text.asName
            return name == words.asName || name == words.separatedWords.asName
          }
        }
      if !places.isEmpty { corrections.insert(one.correction) }
      for place in places where roles[place] == nil { roles[place] = one.role }
    }
    return (roles, corrections)
  }
}
