/// A row of a table whose rows end with a pipe and begin with none, broken over several lines, as
/// pages become whose cells hold paragraphs:
///
///     Protocol | Port | Purpose |
///     ---|---|---|
///     UDP
///     | 5353 | Names |
///     TCP | 443 |
///     Updates |
struct OpenRow {
  /// The lines of each cell.
  private(set) var cells: [[SourceLine]] = []
  private(set) var lineCount = 0

  /// How many lines may belong to a row.
  static let longest = 12

  /// Nil if the first line is a row of its own, or no such row begins there.
  ///
  /// - Parameter width: how many cells the table's header has.
  init?(_ lines: [SourceLine], width: Int) {
    guard let first = lines.first else { return nil }
    if first.text.contains("|") {
      // "Europe |" names the rows below it.
      if Markdown.cells(first.text, isOpen: true).count < 2 { return nil }
    } else {
      guard first.text.utf8.count <= 60, !".:!?".contains(first.text.trimmed.last ?? "."),
        let bar = lines.prefix(4).first(where: { $0.text.contains("|") }),
        bar.text.trimmed.first == "|"
      else { return nil }
    }
    var isClosed = false
    for line in lines.prefix(Self.longest) {
      if line.isBlank || line.text.isTableRule { return nil }
      lineCount += 1
      let parts = Markdown.cells(line.text, isOpen: true)
        .map { [SourceLine(number: line.number, text: $0)] }
      if cells.isEmpty || isClosed {
        // A whole row is one of its own.
        if isClosed, parts.count >= width || line.text.trimmed.first == "|" { return nil }
        cells += parts
      } else {
        cells[cells.count - 1] += parts[0]
        cells += parts.dropFirst()
      }
      isClosed = line.text.trimmed.last == "|"
      if cells.count > width { return nil }
      if isClosed, cells.count == width { break }
    }
    guard isClosed, cells.count == width, lineCount > 1 else { return nil }
  }
}
