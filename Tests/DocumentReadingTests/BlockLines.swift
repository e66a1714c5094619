import EndpointModel

@testable import DocumentReading

/// Blocks as lines that tests can compare: `# heading`, `paragraph`, `2- item` with its depth,
/// `> code`, `! metadata`; a table as `table`, what its format says of it, and its rows as
/// `| cell | cell`. Inner lines are parted by ` / `, struck-out text stands in `~…~`.
enum BlockLines {
  static func of(_ text: String, _ source: String) throws -> [String] {
    let text = try TextDecoding.text(of: Document(bytes: Array(text.utf8), source: source)).0
    return of(try DocumentFormat(of: text).blocks(of: text).blocks)
  }

  static func of(_ blocks: [Block]) -> [String] {
    blocks.flatMap { block in
      switch block {
      case .heading(let lines, let level):
        [String(repeating: "#", count: level) + " " + words(lines)]
      case .paragraph(let lines): [words(lines)]
      case .item(let lines, let depth): ["\(depth)- " + words(lines)]
      case .code(let lines): ["> " + words(lines)]
      case .metadata(let lines): ["! " + words(lines)]
      case .table(let table): self.lines(of: table)
      }
    }
  }

  private static func lines(of table: Table) -> [String] {
    var head = ["table"]
    if let count = table.headerRowCount { head.append("head \(count)") }
    if table.headerColumnCount > 0 { head.append("stub \(table.headerColumnCount)") }
    if !table.caption.isEmpty { head.append("(" + words(table.caption) + ")") }
    return [head.joined(separator: " ")]
      + table.rows.map { "| " + $0.cells.map { words($0.lines) }.joined(separator: " | ") }
  }

  private static func words(_ lines: [SourceLine]) -> String {
    lines.map(\.text.trimmed).joined(separator: " / ")
      .replacing("\u{E000}", with: "~").replacing("\u{E001}", with: "~")
  }
}
