/// A table among the lines of a text whose cells a semicolon separates, "Service;Host;Port",
/// or two slashes, "Service // Host // Port".
struct SeparatedRows {
  let table: Table
  /// The index of the line after the table.
  let end: Int

  /// Nil if no such table begins at that line.
  init?(_ lines: [SourceLine], at start: Int) {
    let header = Self.cells(lines[start])
    guard header.count >= 3 else { return nil }
    let concepts = header.map { cell -> Concept? in
      let facts = TextFacts(cell.text, line: cell.number)
      return facts.holdsAddress || facts.tokens.count > 6 ? nil : ColumnHeader.concept(facts)
    }
    guard concepts.count(where: { $0 != nil }) * 2 >= header.count,
      concepts.contains(.port) || concepts.contains(.address) || concepts.contains(.host)
    else { return nil }
    let rows = lines[start...].prefix { Self.cells($0).count == header.count }
    guard rows.count >= 2 else { return nil }
    table = Table(
      rows: rows.map { line in
        Table.Row(cells: Self.cells(line).map { Table.Cell(lines: [$0]) })
      })
    end = start + rows.count
  }

  private static func cells(_ line: SourceLine) -> [SourceLine] {
    guard let sign = [";", " // "].first(where: line.text.contains) else { return [] }
    return line.text.split(separator: sign, omittingEmptySubsequences: false).map {
      SourceLine(number: line.number, text: $0.trimmed)
    }
  }
}
