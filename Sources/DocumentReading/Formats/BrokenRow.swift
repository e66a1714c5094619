/// A row of a Markdown table whose cells run over several lines, which Markdown does not know, but
/// writers do: it ends with the line that closes its last cell.
struct BrokenRow {
  /// The lines of each cell.
  private(set) var cells: [[SourceLine]] = []
  private(set) var lineCount = 0

  /// How many lines after the first may belong to a row.
  static let longest = 40

  /// Nil if the first line is a row of its own, or no such row begins there.
  ///
  /// - Parameter width: how many cells the table's header has.
  init?(_ lines: [SourceLine], width: Int) {
    guard let first = lines.first, first.text.trimmed.first == "|", !first.closesCell else {
      return nil
    }
    for line in lines {
      let isFirst = lineCount == 0
      if line.isBlank || !isFirst && line.text.trimmed.first == "|" { return nil }
      lineCount += 1
      let parts = Markdown.cells(line.text, isOpen: !isFirst)
        .map { [SourceLine(number: line.number, text: $0)] }
      if isFirst {
        cells = parts
      } else {
        cells[cells.count - 1] += parts[0]
        cells += parts.dropFirst()
      }
      if cells.count > width { return nil }
      if line.closesCell {
        guard cells.count == width, !isFirst else { return nil }
        return
      }
    }
    return nil
  }
}

extension SourceLine {
  /// Whether it ends with a pipe.
  fileprivate var closesCell: Bool { text.trimmed.last == "|" }
}
