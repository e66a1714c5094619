/// The facts of cells; each short text is read only once.
struct CellFactsMemo {
  private var known: [String: TextFacts] = [:]

  mutating func facts(of cell: Table.Cell) -> TextFacts {
    guard cell.lines.count <= 1, cell.text.utf8.count <= 48 else { return TextFacts(cell.lines) }
    if let facts = known[cell.text] { return facts }
    let facts = TextFacts(cell.lines)
    // Facts with addresses are not shared, because addresses know their lines.
    if facts.addresses.items.isEmpty, facts.addresses.problems.isEmpty,
      facts.addresses.takenBack.isEmpty, facts.addresses.examples.isEmpty
    {
      known[cell.text] = facts
    }
    return facts
  }
}
