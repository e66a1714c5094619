extension Outline.Element {
  /// A table with the marks of the notes below it that take rows back; anything else as it is.
  func withNotes(below rest: ArraySlice<Outline.Element>) -> Outline.Element {
    guard case .table(var table) = self else { return self }
    var notes: [(mark: String, rest: String)] = []
    look: for element in rest.prefix(4) {
      switch element {
      case .paragraph(let lines):
        notes += lines.prefix(12).compactMap { FootnoteMarks.note($0.text) }
      // "* No longer in use" is an item in some formats.
      case .list(let items) where items.count == 1 && items[0].children.isEmpty:
        notes.append(("*", items[0].lines.text))
      case .list: continue
      case .table, .code: break look
      }
    }
    for (mark, rest) in notes where !table.takenBackMarks.contains(mark) {
      let isBorne = table.rows.contains { row in
        row.noteMarks.contains(mark)
          || row.cells.contains { FootnoteMarks.bears(mark, $0.text) }
      }
      if isBorne, FootnoteMarks.takesBack(rest) { table.takenBackMarks.append(mark) }
    }
    return .table(table)
  }
}
