/// A row of a table whose rows end with a pipe, broken over several lines at the edges of its cells,
/// as pages become whose cells hold paragraphs:
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
  /// - Parameters:
  ///   - width: how many cells the table's header has.
  ///   - isOpen: whether rows begin without a pipe.
  init?(_ lines: [SourceLine], width: Int, isOpen: Bool) {
    guard let first = lines.first else { return nil }
    if first.text.contains("|") {
      // "Europe |" names the rows below it.
      if isOpen, Markdown.cells(first.text, isOpen: true).count < 2 { return nil }
      if !isOpen, first.text.trimmed.first != "|" { return nil }
    } else {
      guard isOpen, first.text.utf8.count <= 60, !".:!?".contains(first.text.trimmed.last ?? "."),
        let bar = lines.prefix(4).first(where: { $0.text.contains("|") }),
        bar.text.trimmed.first == "|"
      else { return nil }
    }
    var isClosed = false
    for line in lines.prefix(Self.longest) {
      if line.isBlank || line.text.isTableRule { return nil }
      lineCount += 1
      // A bar that stands alone opens the row.
      let parts =
        line.isBar && lineCount == 1
        ? []
        : Markdown.cells(line.text, isOpen: isOpen || lineCount > 1)
          .map { [SourceLine(number: line.number, text: $0)] }
      // A whole row is one of its own, and so is one that begins as the first did.
      let beginsAlike =
        cells.first?.first?.text.isDottedWord ?? false && parts.first?[0].text.isDottedWord ?? false
      if beginsAlike, isClosed || cells.count > 1 && parts.count > 1 { return nil }
      if cells.isEmpty || isClosed {
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

extension String {
  /// "a.example", "192.0.2.1"
  fileprivate var isDottedWord: Bool {
    let text = trimmed
    return text.contains(".") && !text.contains(where: \.isBlank) && !text.hasSuffix(".")
  }
}
