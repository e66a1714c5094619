import LibXML

/// HTML by libxml2's parser, which takes whatever browsers take.
enum HTML {
  /// The blocks of a page or of a piece of one.
  ///
  /// - Parameter utf8: at most `Int32.max` bytes; a longer page has no blocks.
  static func blocks(_ utf8: [UInt8], firstLine: Int = 1) -> [Block] {
    let options = Int32(
      HTML_PARSE_RECOVER.rawValue | HTML_PARSE_NOERROR.rawValue | HTML_PARSE_NOWARNING.rawValue
        | HTML_PARSE_NONET.rawValue | HTML_PARSE_COMPACT.rawValue)
    guard let count = Int32(exactly: utf8.count) else { return [] }
    let document = utf8.withUnsafeBytes { bytes in
      htmlReadMemory(
        bytes.assumingMemoryBound(to: CChar.self).baseAddress, count, nil, "UTF-8", options)
    }
    guard let document else { return [] }
    defer { xmlFreeDoc(document) }
    var reader = HTMLReader(lineOffset: firstLine - 1)
    if let root = xmlDocGetRootElement(document) { reader.read(root) }
    return reader.finished()
  }
}

/// Walks the tree of a page and collects its blocks.
struct HTMLReader {
  private let lineOffset: Int
  private var blocks: [Block] = []
  /// The lines that are being collected for the next block.
  private var lines: [SourceLine] = []
  private var isLineOpen = false
  private var listDepth = 0

  init(lineOffset: Int) { self.lineOffset = lineOffset }

  /// Deeper than libxml2 lets a page be; a guard for this walk's own sake.
  private static let depthLimit = 300

  mutating func read(_ node: xmlNodePtr, depth: Int = 0) {
    guard depth < Self.depthLimit else { return }
    let line = Int(xmlGetLineNo(node)) + lineOffset
    switch node.pointee.type {
    case XML_TEXT_NODE, XML_CDATA_SECTION_NODE:
      if let content = node.pointee.content { append(String(cString: content), line) }
    case XML_COMMENT_NODE:
      if let content = node.pointee.content {
        blocks.append(.metadata([SourceLine(number: line, text: String(cString: content))]))
      }
    case XML_ELEMENT_NODE:
      readElement(node, String(cString: node.pointee.name), line, depth)
    default: break
    }
  }

  private mutating func readElement(
    _ node: xmlNodePtr, _ name: String, _ line: Int, _ depth: Int
  ) {
    switch name {
    case "script", "style", "noscript", "template", "svg", "head", "nav", "footer":
      if name == "head" { readTitle(node) }
    case "br", "hr": isLineOpen = false
    case "h1", "h2", "h3", "h4", "h5", "h6":
      flush()
      readChildren(node, depth)
      let level = name.last!.wholeNumberValue!
      flush { .heading($0, level: level) }
    case "li", "dd", "dt":
      flush()
      let itemDepth = listDepth
      readChildren(node, depth)
      flush { .item($0, depth: itemDepth) }
    case "ul", "ol", "dl":
      // What stands before a nested list is an item of its own.
      let itemDepth = max(listDepth - 1, 0)
      if listDepth > 0 { flush { .item($0, depth: itemDepth) } } else { flush() }
      listDepth += 1
      readChildren(node, depth)
      flush()
      listDepth -= 1
    case "table":
      flush()
      blocks.append(.table(HTMLTable(node, lineOffset: lineOffset).table))
    case "p", "div", "section", "article", "main", "pre", "blockquote", "header", "aside", "form",
      "figure", "caption", "details", "summary", "address":
      flush()
      readChildren(node, depth)
      flush()
    default:
      if let placeholder = Self.placeholder(node, name) { append(placeholder, line) }
      readChildren(node, depth)
    }
  }

  private mutating func readChildren(_ node: xmlNodePtr, _ depth: Int) {
    var child = node.pointee.children
    while let current = child {
      read(current, depth: depth + 1)
      child = current.pointee.next
    }
  }

  private mutating func readTitle(_ head: xmlNodePtr) {
    var child = head.pointee.children
    while let current = child {
      if current.pointee.type == XML_ELEMENT_NODE,
        String(cString: current.pointee.name) == "title",
        let text = current.pointee.children?.pointee.content
      {
        blocks.append(
          .metadata([SourceLine(number: 1, text: "title: " + String(cString: text).folded)]))
      }
      child = current.pointee.next
    }
  }

  /// `<tenant>` in a page that forgot to escape it: an element that HTML has not,
  /// without attributes.
  private static func placeholder(_ node: xmlNodePtr, _ name: String) -> String? {
    guard htmlTagLookup(node.pointee.name) == nil, node.pointee.properties == nil,
      !name.contains(":"), !name.contains("-")
    else { return nil }
    return "<\(name)>"
  }

  private mutating func append(_ text: String, _ line: Int) {
    let lineFeed = UInt8(ascii: "\n")
    guard text.utf8.contains(lineFeed) else { return append(text[...], line, goesOn: true) }
    let parts = text.utf8.split(separator: lineFeed, omittingEmptySubsequences: false)
    for (i, part) in parts.enumerated() {
      append(Substring(part), line + i, goesOn: i == 0)
    }
  }

  /// - Parameter goesOn: whether what is before it may be a part of the same word.
  private mutating func append(_ part: Substring, _ number: Int, goesOn: Bool) {
    let words = part.folded
    let endsApart = part.last?.isBlank ?? false
    if isLineOpen, !lines.isEmpty {
      if words.isEmpty { return appendToLine(" ") }
      let startsApart = !goesOn || part.first?.isBlank ?? true
      appendToLine((startsApart ? " " : "") + words + (endsApart ? " " : ""))
    } else if !words.isEmpty {
      lines.append(SourceLine(number: number, text: endsApart ? words + " " : words))
      isLineOpen = true
    }
  }

  private mutating func appendToLine(_ text: String) {
    let last = lines.removeLast()
    lines.append(SourceLine(number: last.number, text: last.text + text))
  }

  /// Ends the block that is being collected.
  private mutating func flush(_ made: (([SourceLine]) -> Block)? = nil) {
    let clean = lines.map { SourceLine(number: $0.number, text: $0.text.folded) }
      .filter { !$0.text.isEmpty }
    lines = []
    isLineOpen = false
    if !clean.isEmpty { blocks.append(made?(clean) ?? .paragraph(clean)) }
  }

  mutating func finished() -> [Block] {
    flush()
    return blocks
  }

  /// The lines of a cell: those of its blocks, one after the other.
  static func cellLines(_ cell: xmlNodePtr, lineOffset: Int) -> [SourceLine] {
    if let lines = plainLines(cell, lineOffset: lineOffset) { return lines }
    var reader = HTMLReader(lineOffset: lineOffset)
    reader.readChildren(cell, 0)
    return reader.finished().flatMap { block -> [SourceLine] in
      switch block {
      case .heading(let lines, _), .paragraph(let lines), .item(let lines, _): lines
      case .table(let table): table.rows.flatMap { $0.cells.flatMap(\.lines) }
      case .metadata: []
      }
    }
  }

  /// The same for a cell of texts with breaks between them, as most are; nil for any
  /// other.
  private static func plainLines(_ cell: xmlNodePtr, lineOffset: Int) -> [SourceLine]? {
    var lines: [SourceLine] = []
    var isAfterText = false
    var child = cell.pointee.children
    while let current = child {
      child = current.pointee.next
      if current.pointee.type == XML_TEXT_NODE {
        guard !isAfterText, let content = current.pointee.content else { return nil }
        isAfterText = true
        let text = UnsafeBufferPointer(start: content, count: Int(xmlStrlen(content)))
        guard let begin = text.firstIndex(where: { !$0.isASCIIBlank }) else { continue }
        // It may begin with blanks beyond ASCII.
        if text[begin] >= 0x80 { return nil }
        let number = Int(xmlGetLineNo(current)) + text[..<begin].count { $0 == 0x0A }
        let words = String(folding: UnsafeBufferPointer(rebasing: text[begin...]))
        lines.append(SourceLine(number: number + lineOffset, text: words))
      } else if current.pointee.type == XML_ELEMENT_NODE,
        String(cString: current.pointee.name) == "br", current.pointee.children == nil
      {
        isAfterText = false
      } else {
        return nil
      }
    }
    return lines
  }
}
