import EndpointModel

extension TableReader {
  /// The row's addresses; one without address where the row gives ports alone.
  /// Empty where there is nothing to allow.
  mutating func readAddresses(_ row: Table.Row, hasPorts: Bool) -> [AddressCell.Item] {
    var items: [AddressCell.Item] = []
    var isPartial = false
    var words: SourceLine?
    for cell in addressCells(row) {
      if AnyWord.isDynamic(cell.text) {
        findings.add(
          .warning, "address-dynamic", cell.lines.first,
          "the addresses are said to change; they were read as any")
        items.append(AddressCell.Item(address: .any, line: cell.lines[0].number))
        continue
      }
      if AnyWord.isWhole(cell.text) {
        items.append(AddressCell.Item(address: .any, line: cell.lines[0].number))
        continue
      }
      let addresses = AddressCell(cell, findings: &findings)
      isPartial = isPartial || addresses.isPartial
      items += addresses.items
      if addresses.items.isEmpty, !cell.text.isBlankWord { words = words ?? cell.lines.first }
      for remark in addresses.remarks where !addresses.items.isEmpty {
        findings.add(
          .note, "words-among-addresses", line: cell.lines.first?.number, quote: remark,
          "words beside the addresses were left out")
      }
    }
    if items.isEmpty { items = addressesInNote(row) }
    if !items.isEmpty || isPartial { return items }
    if columns!.index(of: .address) != nil {
      findings.add(
        .warning, "no-address", line: words?.number ?? row.line,
        quote: words?.text ?? row.text,
        "the row names no address"
          + (hasPorts ? "; it stands for its ports alone" : " and no ports; it was left out"))
    }
    return hasPorts ? [AddressCell.Item(address: nil, line: row.line)] : []
  }

  /// The cells of addresses; a range or a network whose two parts stand in two
  /// columns as one.
  func addressCells(_ row: Table.Row) -> [Table.Cell] {
    let indices = columns!.indices(of: .address)
    if indices.count == 2, let first = cell(indices[0], row), let second = cell(indices[1], row) {
      let names = indices.map { columns!.name($0) }
      let line = first.lines[0].number
      if names.areRangeEnds {
        return [
          Table.Cell(lines: [SourceLine(number: line, text: "\(first.text) - \(second.text)")])
        ]
      }
      if names[1].lowercased().contains("mask") || names[1].lowercased().contains("length") {
        return [
          Table.Cell(lines: [SourceLine(number: line, text: "\(first.text)/\(second.text)")])
        ]
      }
    }
    return indices.compactMap { cell($0, row) }
  }

  /// A row may name its addresses in its remark alone.
  mutating func addressesInNote(_ row: Table.Row) -> [AddressCell.Item] {
    guard let cell = cell(.note, row) else { return [] }
    var ignored = Findings()
    let found = AddressCell(cell, findings: &ignored).items.filter { $0.address?.range != nil }
    if !found.isEmpty {
      findings.add(
        .warning, "address-in-note", cell.lines.first,
        "the row's addresses were taken from its remark")
    }
    return found.map { AddressCell.Item(address: $0.address, line: $0.line) }
  }
}
