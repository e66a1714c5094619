/// Items of a list that are the rows of a table whose header is lost: "Portal; a.example; 443; TCP".
extension [Outline.Item] {
  /// The table, if each item has as many cells as the others, one of them an address, and the same sign
  /// between them.
  var rowsApart: Table? {
    guard count >= 2, allSatisfy({ $0.children.isEmpty && $0.lines.count == 1 }) else { return nil }
    for sign in [";", " | ", " // "] {
      let rows = map { item in
        item.lines[0].text.split(separator: sign, omittingEmptySubsequences: false).map {
          SourceLine(number: item.lines[0].number, text: $0.trimmed)
        }
      }
      let width = rows[0].count
      guard width >= 3, rows.allSatisfy({ $0.count == width }) else { continue }
      let isOfRules = rows.allSatisfy { row in
        let facts = row.map { TextFacts([$0]) }
        return facts.count { $0.isOnlyAddresses } == 1 && facts.count { $0.isPortCell } == 1
      }
      guard isOfRules else { continue }
      return Table(
        rows: rows.map { row in Table.Row(cells: row.map { Table.Cell(lines: [$0]) }) })
    }
    return nil
  }
}

extension TextFacts {
  /// "443", "TCP 443", "443/tcp", "any": nothing but ports.
  fileprivate var isPortCell: Bool {
    !holdsAddress && tokens.count <= 12
      && (isNumbers || saysPorts && leftoverWords.isEmpty || isAny)
  }
}
