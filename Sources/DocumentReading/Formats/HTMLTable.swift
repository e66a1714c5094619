import LibXML

/// A table of a page as a grid: cells that span rows or columns stand in each of
/// the places that they span.
struct HTMLTable {
  private(set) var table = Table()
  private let lineOffset: Int
  /// Cells that reach down from earlier rows: by column, for how many more rows.
  private var reachingDown: [Int: (cell: Table.Cell, rows: Int)] = [:]

  /// A page may span a million columns; no table that people read spans more, or
  /// has cells that reach down in a column further right.
  private static let spanLimit = 64

  init(_ node: xmlNodePtr, lineOffset: Int) {
    self.lineOffset = lineOffset
    collectRows(node, depth: 0)
  }

  private mutating func collectRows(_ node: xmlNodePtr, depth: Int) {
    var child = node.pointee.children
    while let current = child {
      if current.pointee.type == XML_ELEMENT_NODE {
        switch String(cString: current.pointee.name) {
        case "tr": readRow(current)
        case "thead", "tbody", "tfoot", "form":
          if depth < 8 { collectRows(current, depth: depth + 1) }
        default: break
        }
      }
      child = current.pointee.next
    }
  }

  private mutating func readRow(_ row: xmlNodePtr) {
    var cells: [Table.Cell] = []
    func fillFromAbove(_ reaching: inout [Int: (cell: Table.Cell, rows: Int)]) {
      while let above = reaching[cells.count] {
        let column = cells.count
        cells.append(above.cell)
        reaching[column] = above.rows > 1 ? (above.cell, above.rows - 1) : nil
      }
    }
    var child = row.pointee.children
    while let current = child {
      child = current.pointee.next
      guard current.pointee.type == XML_ELEMENT_NODE else { continue }
      let name = String(cString: current.pointee.name)
      guard name == "td" || name == "th" else { continue }
      fillFromAbove(&reachingDown)
      let line = Int(xmlGetLineNo(current)) + lineOffset
      let cell = Table.Cell(
        lines: HTMLReader.cellLines(current, lineOffset: lineOffset).orBlank(line))
      let rows = Self.span(current, "rowspan")
      for _ in 0..<Self.span(current, "colspan") {
        if rows > 1, cells.count < Self.spanLimit { reachingDown[cells.count] = (cell, rows - 1) }
        cells.append(cell)
      }
    }
    fillFromAbove(&reachingDown)
    if !cells.isEmpty { table.rows.append(Table.Row(cells: cells)) }
  }

  private static func span(_ cell: xmlNodePtr, _ name: String) -> Int {
    var attribute = cell.pointee.properties
    while let current = attribute {
      if String(cString: current.pointee.name) == name,
        let text = current.pointee.children?.pointee.content,
        let number = Int(String(cString: text).trimmed)
      {
        // A rowspan of 1000000 ends with the table; only columns must be bounded.
        return max(1, name == "colspan" ? min(number, spanLimit) : number)
      }
      attribute = current.pointee.next
    }
    return 1
  }
}
