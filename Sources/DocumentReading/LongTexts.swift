import EndpointModel

/// Texts too long to be a value of a table, an item or a sentence. Understanding a text takes some
/// 500 bytes of memory for each of its own, so a cell of megabytes would take gigabytes.
enum LongTexts {
  /// The longest that is read of one cell, line or value, in bytes: 10,000 addresses and more.
  static let byteLimit = 1 << 18

  /// The blocks without texts that are too long; each gives an error, for it may state endpoints.
  static func removed(from blocks: [Block], _ findings: inout [Finding]) -> [Block] {
    guard blocks.contains(where: { $0.cells.contains { $0.byteCount > byteLimit } }) else {
      return blocks
    }
    return blocks.map { block in
      block.mapCells { lines in
        if lines.byteCount <= byteLimit { return lines }
        // A listing or a paragraph may be long; a line of it may not.
        if !block.isTable {
          return lines.filter { line in
            if line.text.utf8.count <= byteLimit { return true }
            findings.append(finding(line.text, line: line.number))
            return false
          }
        }
        findings.append(finding(lines.text, line: lines[0].number))
        return []
      }
    }
  }

  /// The data without such values.
  static func removed(from node: DataNode, _ findings: inout [Finding]) -> DataNode {
    holdsLongText(node) ? shortened(node, &findings) : node
  }

  private static func holdsLongText(_ node: DataNode) -> Bool {
    switch node.content {
    case .object(let members): members.contains { holdsLongText($0.node) }
    case .list(let elements): elements.contains(where: holdsLongText)
    case .text(let text), .number(let text): text.utf8.count > byteLimit
    case .truth, .null: false
    }
  }

  private static func shortened(_ node: DataNode, _ findings: inout [Finding]) -> DataNode {
    switch node.content {
    case .object(let members):
      return DataNode(
        line: node.line,
        content: .object(members.map { ($0.key, shortened($0.node, &findings)) }))
    case .list(let elements):
      return DataNode(
        line: node.line, content: .list(elements.map { shortened($0, &findings) }))
    case .text(let text), .number(let text):
      if text.utf8.count <= byteLimit { return node }
      findings.append(finding(text, line: node.line))
      return DataNode(line: node.line, content: .null)
    case .truth, .null: return node
    }
  }

  private static func finding(_ text: String, line: Int) -> Finding {
    let size = "\(text.utf8.count / 1024) KiB"
    let quote = text.abridged(to: 60)
    // A picture or a key, and no list.
    if !text.utf8.contains(where: { $0.isASCIIBlank || $0 == 0x2C || $0 == 0x3B }) {
      return Finding(
        .note, "text-too-long", line: line, quote: quote,
        message: "a word of \(size) was left out")
    }
    return Finding(
      .error, "text-too-long", line: line, quote: quote,
      message: "a text of \(size) was not read; "
        + "a cell, line or value may have \(byteLimit / 1024) KiB")
  }
}

extension [SourceLine] {
  fileprivate var byteCount: Int { reduce(0) { $0 + $1.text.utf8.count } }
}

extension Block {
  fileprivate var isTable: Bool { if case .table = self { true } else { false } }

  /// The lines of each of its cells; all its lines where it is no table.
  fileprivate var cells: [[SourceLine]] {
    switch self {
    case .heading(let lines, _), .paragraph(let lines), .item(let lines, _), .code(let lines),
      .metadata(let lines):
      [lines]
    case .table(let table): [table.caption] + table.rows.flatMap { $0.cells.map(\.lines) }
    }
  }

  fileprivate func mapCells(_ change: ([SourceLine]) -> [SourceLine]) -> Block {
    switch self {
    case .heading(let lines, let level): return .heading(change(lines), level: level)
    case .paragraph(let lines): return .paragraph(change(lines))
    case .item(let lines, let depth): return .item(change(lines), depth: depth)
    case .code(let lines): return .code(change(lines))
    case .metadata(let lines): return .metadata(change(lines))
    case .table(var table):
      table.caption = change(table.caption)
      for row in table.rows.indices {
        for cell in table.rows[row].cells.indices {
          let lines = table.rows[row].cells[cell].lines
          let changed = change(lines)
          if changed.count < lines.count {
            table.rows[row].cells[cell] = Table.Cell(lines: changed)
          }
        }
      }
      return .table(table)
    }
  }
}
