extension TableSense {
  /// Answers by the facts that words state.
  static let byFacts = TableSense(
    finder: { lines in
      let memo = LooseCellMemo()
      return { start in
        CellGrid(lines, at: start, memo).map { FoundTable(table: $0.table, end: $0.end) }
          ?? FlattenedTable(lines, at: start).map { FoundTable(table: $0.table, end: $0.end) }
      }
    }, isGeneric: { TextFacts($0).isGeneric })
}
