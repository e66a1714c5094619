/// What the format of plain text asks about words, since it knows nothing of addresses and ports.
/// The answers come from above, where a format is given its text.
struct TableSense: Sendable {
  /// Whether a table begins at the line of that index.
  typealias Finder = (_ start: Int) -> FoundTable?

  /// Finds the tables of a text that no mark, rule or gap reveals, but only their words.
  let finder: @Sendable (_ lines: [SourceLine]) -> Finder
  /// Whether the words of a heading only say what a list holds, "Ports", rather than name it.
  let isGeneric: @Sendable (_ heading: [SourceLine]) -> Bool
  /// Whether a header and the row below it make a table by themselves: an address with its ports.
  let isTable: @Sendable (_ header: [String], _ row: [String]) -> Bool
  /// Whether two pieces, of which the second had no room beside the first, are one value that was
  /// broken within a word.
  let isOne: @Sendable (_ first: String, _ second: String) -> Bool
  /// Whether the last label of a name, in lower case, may be a top-level domain.
  let isTopLevel: @Sendable (_ label: Substring) -> Bool
}

/// A table among the lines of a text.
struct FoundTable {
  let table: Table
  /// The index of the line after the table.
  let end: Int
}
