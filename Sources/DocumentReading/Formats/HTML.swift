/// Reads an HTML page as blocks.
struct HTML {
  private let page: HTMLPage
  private let lineOffset: Int
  private var blocks: [Block] = []
  /// The lines collected for the next block.
  private var lines: [SourceLine] = []
  private var listDepth = 0
  /// The depth of the current item.
  private var itemDepth: Int?
  private var isInCode = false

  /// The blocks of a page or of a piece of one.
  ///
  /// - Parameter firstLine: the number of the piece's first line.
  static func blocks(_ utf8: [UInt8], source: String, firstLine: Int = 1) throws(ReadingError)
    -> [Block]
  {
    guard let built = HTMLPageBuilder.read(ConfluenceStorage.html(utf8)) else { return [] }
    if let fault = built.fault {
      throw .malformed(
        source: source, format: "HTML", line: fault.line + firstLine - 1, column: fault.column,
        rule: fault.rule)
    }
    var reader = HTML(page: built.page, lineOffset: firstLine - 1)
    reader.readTitle()
    reader.read(0..<built.page.nodes.count)
    reader.flush()
    return reader.blocks
  }

  private init(page: HTMLPage, lineOffset: Int) {
    self.page = page
    self.lineOffset = lineOffset
  }

  private mutating func readTitle() {
    let title = String(decoding: page.title, as: UTF8.self).folded
    if !title.isEmpty {
      blocks.append(.metadata([SourceLine(number: 1, text: "title: " + title)]))
    }
  }

  private mutating func read(_ places: Range<Int>) {
    var place = places.lowerBound
    while place < places.upperBound {
      let node = page.nodes[place]
      let inside = place + 1..<Int(node.end)
      switch node.kind {
      case .text:
        if let line = page.line(place, lineOffset) { lines.append(line) }
      case .comment:
        if let line = page.line(place, lineOffset) { blocks.append(.metadata([line])) }
      case .boundary:
        // The paragraphs of an item are its lines.
        if itemDepth == nil { flush() }
      case .heading(let level):
        flush()
        let around = itemDepth
        itemDepth = nil
        read(inside)
        flush { .heading($0, level: Int(level)) }
        itemDepth = around
      case .code:
        flush()
        isInCode = true
        read(inside)
        flush()
        isInCode = false
      case .item: readItem(inside, depth: listDepth)
      case .definition:
        listDepth += 1
        readItem(inside, depth: listDepth)
        listDepth -= 1
      case .list:
        // Text before a nested list is an item of its own.
        flush()
        let around = itemDepth
        itemDepth = nil
        listDepth += 1
        read(inside)
        flush()
        listDepth -= 1
        itemDepth = around
      case .table where HTMLTable.isBox(place, in: page):
        flush()
        read(inside)
        flush()
      case .table:
        flush()
        blocks.append(.table(HTMLTable(place, in: page, lineOffset: lineOffset).table))
      case .rows, .row, .caption:
        // Rows outside a table.
        flush()
        read(inside)
        flush()
      case .cell: read(inside)
      }
      place = Int(node.end)
    }
  }

  private mutating func readItem(_ inside: Range<Int>, depth: Int) {
    flush()
    let around = itemDepth
    itemDepth = depth
    read(inside)
    flush()
    itemDepth = around
  }

  /// Ends the block being collected.
  private mutating func flush(_ made: (([SourceLine]) -> Block)? = nil) {
    if lines.isEmpty { return }
    if let made {
      blocks.append(made(lines))
    } else if isInCode {
      blocks.append(.code(Struck.balanced(lines)))
    } else if let itemDepth {
      blocks.append(.item(lines, depth: itemDepth))
    } else {
      blocks.append(.paragraph(lines))
    }
    lines = []
  }
}

extension HTMLPage {
  /// The words of a text or comment as a line; nil if it has none.
  func line(_ place: Int, _ lineOffset: Int) -> SourceLine? {
    let words = words(of: place)
    return words.isEmpty
      ? nil : SourceLine(number: Int(nodes[place].line) + lineOffset, text: words)
  }
}
