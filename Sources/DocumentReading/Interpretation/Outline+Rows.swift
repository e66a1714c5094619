/// Items of a list that are the rows of a table whose header is lost: "Portal; a.example; 443; TCP".
extension [Outline.Item] {
  /// The table, if each item has as many cells as the others and the same sign between them, with
  /// addresses in one column and ports in another.
  var rowsApart: Table? {
    guard count >= 2, allSatisfy({ $0.children.isEmpty && $0.lines.count == 1 }) else { return nil }
    return [";", " | ", " // "].lazy.compactMap { self.table(apartBy: $0) }.first
  }

  private func table(apartBy sign: String) -> Table? {
    guard self[0].lines[0].text.contains(sign) else { return nil }
    let rows = map { item in
      item.lines[0].text.split(separator: sign, omittingEmptySubsequences: false).map {
        SourceLine(number: item.lines[0].number, text: $0.trimmed)
      }
    }
    let width = rows[0].count
    guard width >= 3, rows.allSatisfy({ $0.count == width }) else { return nil }
    let facts = rows.map { row in row.map { TextFacts([$0]) } }
    func columns(_ isOne: (TextFacts) -> Bool) -> [Int] {
      (0..<width).filter { place in facts.allSatisfy { isOne($0[place]) } }
    }
    // Where several may be meant, nothing tells which.
    let (addresses, ports) = (columns(\.isOnlyAddresses), columns(\.isPortCell))
    guard addresses.count == 1, ports.count == 1,
      facts.allSatisfy({ $0.count(where: \.isPortCell) == 1 })
    else { return nil }
    let names = (0..<width).map { $0 == addresses[0] ? "Host" : $0 == ports[0] ? "Port" : "" }
    func row(_ lines: [SourceLine]) -> Table.Row {
      Table.Row(cells: lines.map { Table.Cell(lines: [$0]) })
    }
    let header = row(names.map { SourceLine(number: rows[0][0].number, text: $0) })
    return Table(rows: [header] + rows.map(row), headerRowCount: 1)
  }
}

extension TextFacts {
  /// "443", "TCP 443", "443/tcp", "any": nothing but ports.
  fileprivate var isPortCell: Bool {
    !holdsAddress && tokens.count <= 12
      && (isNumbers || saysPorts && leftoverWords.isEmpty || isAny)
  }
}
