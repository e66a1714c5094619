import EndpointModel

/// reStructuredText: underlined titles, lists, definitions, line blocks, literal blocks, grid
/// tables (`+---+`), simple tables (`=== ===`) and tables in directives; the markup of roles,
/// substitutions and literals is stripped.
struct ReStructuredText {
  static func blocks(_ lines: [SourceLine]) -> [Block] {
    var reader = ReStructuredText(lines)
    reader.read()
    return reader.blocks
  }

  private let lines: [SourceLine]
  private let inline: RSTInline
  /// The line indices of the rules of simple tables.
  private let simpleRules: [Int]
  private var next = 0
  private var blocks: [Block] = []

  private var paragraph: [SourceLine] = []
  /// How far the paragraph's first line is indented.
  private var paragraphIndent = 0
  private var item: (lines: [SourceLine], depth: Int)?
  /// How far a paragraph that continues the item above is indented, and its depth then.
  private var goesOn: (indent: Int, depth: Int)?
  /// Whether the paragraph ends in `::`, so that indented text after it is literal.
  private var isBeforeLiteral = false
  /// The marks of titles in the order in which the document uses them.
  private var titleMarks: [String] = []
  /// The title of the next table.
  private var caption: [SourceLine] = []

  private init(_ lines: [SourceLine]) {
    self.lines = lines
    inline = RSTInline(lines)
    simpleRules = lines.indices.filter { lines[$0].text.isSimpleTableRule }
  }

  private mutating func read() {
    while next < lines.count {
      let line = lines[next]
      let text = line.text.trimmed
      if text.isEmpty {
        endText()
        next += 1
        if isBeforeLiteral { readLiteral() }
      } else if text.isGridRule, GridTable.begins(lines, at: next) {
        endText()
        let grid = GridTable(lines, at: next, plain: inline.plain)
        next = grid.end
        append(grid.table)
      } else if text.isSimpleTableRule, isSimpleTableStart {
        endText()
        let simple = RSTSimpleTable(lines, at: next, plain: inline.plain)
        next = simple.end
        append(simple.table)
      } else if let mark = text.titleMark {
        readTitle(mark, text)
      } else if text.hasPrefix(".. ") || text == ".." {
        readExplicit(line, text)
      } else if let found = ListMark.item(line.text) ?? Self.numberedItem(line.text) {
        endText()
        item = (words(found.text, line.number), found.depth)
        goesOn = (found.depth + 1, found.depth + 1)
        next += 1
      } else {
        readWords(line, text)
        next += 1
      }
    }
    endText()
  }

  private func plain(_ text: String, _ number: Int) -> [SourceLine] { inline.plain(text, number) }

  private mutating func append(_ table: Table) {
    var table = table
    if table.caption.isEmpty { table.caption = caption }
    caption = []
    if !table.rows.isEmpty { blocks.append(.table(table)) }
  }

  /// `#. text`
  private static func numberedItem(_ line: String) -> (text: String, depth: Int)? {
    let indent = line.prefix { $0 == " " }.count
    let text = line.dropFirst(indent)
    return text.hasPrefix("#. ") ? (text.dropFirst(3).trimmed, indent) : nil
  }

  // MARK: Text

  private mutating func readWords(_ line: SourceLine, _ text: String) {
    let indent = line.text.prefix(while: \.isBlank).count
    if var open = item {
      if indent > open.depth {
        open.lines += words(text, line.number)
        item = open
        return
      }
      endText()
    }
    if let open = goesOn, paragraph.isEmpty {
      if indent >= open.indent {
        item = (words(text, line.number), open.depth)
        return
      }
      goesOn = nil
    }
    if paragraph.count == 1, indent > paragraphIndent, !isBeforeLiteral {
      // Text indented right below a line is its definition.
      let term = paragraph
      paragraph = []
      blocks.append(.item(term, depth: paragraphIndent))
      item = (words(text, line.number), paragraphIndent + 1)
      goesOn = (indent, paragraphIndent + 1)
      return
    }
    if paragraph.isEmpty { paragraphIndent = indent }
    paragraph += words(text, line.number)
  }

  private mutating func words(_ text: String, _ number: Int) -> [SourceLine] {
    var text = text.withoutLineBlockMark
    isBeforeLiteral = text.hasSuffix("::")
    if isBeforeLiteral {
      text = text == "::" ? "" : String(text.dropLast())
    } else if let field = text.prefixMatch(of: Pattern.field) {
      text = field.output.1 + ": " + text[field.range.upperBound...].trimmed
    }
    return plain(text, number)
  }

  private mutating func endText() {
    if let item, !item.lines.isEmpty { blocks.append(.item(item.lines, depth: item.depth)) }
    if !paragraph.isEmpty { blocks.append(.paragraph(paragraph)) }
    item = nil
    paragraph = []
  }

  /// Reads the text that is indented more than the paragraph announcing it.
  private mutating func readLiteral() {
    guard next < lines.count else { return }
    if lines[next].isBlank { return }
    isBeforeLiteral = false
    let indent = lines[next].text.prefix(while: \.isBlank).count
    guard indent > 0 else { return }
    var code: [SourceLine] = []
    while next < lines.count {
      let line = lines[next]
      guard line.isBlank || line.text.prefix(while: \.isBlank).count >= indent else { break }
      if !line.isBlank { code.append(line) }
      next += 1
    }
    blocks.append(.code(code))
  }

  // MARK: Titles

  private mutating func readTitle(_ mark: Character, _ text: String) {
    next += 1
    goesOn = nil
    if paragraph.count == 1, item == nil {
      addTitle(String(mark), paragraph)
      paragraph = []
      return
    }
    endText()
    // A rule above and below a title.
    guard next + 1 < lines.count, !lines[next].isBlank, lines[next].text.trimmed.titleMark == nil,
      lines[next + 1].text.trimmed.titleMark == mark
    else { return }
    addTitle(String(mark) + "^", plain(lines[next].text, lines[next].number))
    next += 2
  }

  private mutating func addTitle(_ mark: String, _ title: [SourceLine]) {
    if !titleMarks.contains(mark), titleMarks.count < 60 { titleMarks.append(mark) }
    let level = titleMarks.firstIndex(of: mark) ?? titleMarks.count
    blocks.append(.heading(title, level: level + 1))
  }

  // MARK: Comments, targets, directives

  private mutating func readExplicit(_ line: SourceLine, _ text: String) {
    endText()
    goesOn = nil
    if let directive = RSTDirective(lines, at: next) {
      read(directive)
    } else if let note = text.prefixMatch(of: Pattern.footnote) {
      paragraph = plain(String(text[note.range.upperBound...]), line.number)
      next += 1
    } else if text.hasPrefix(".. _") {
      blocks.append(.metadata([line]))
      next += 1
    } else {
      readComment()
    }
  }

  private mutating func readComment() {
    let start = next
    let indent = lines[start].text.prefix(while: \.isBlank).count
    next += 1
    while next < lines.count,
      lines[next].isBlank || lines[next].text.prefix(while: \.isBlank).count > indent
    {
      next += 1
    }
    blocks.append(.metadata(Array(lines[start..<next])))
  }

  private mutating func read(_ directive: RSTDirective) {
    let argument = directive.argument
    switch directive.kind {
    case .code:
      let code = lines[directive.body].filter { !$0.isBlank }
      if !code.isEmpty { blocks.append(.code(code)) }
      next = directive.body.upperBound
    case .listTable, .csvTable:
      append(RSTDirectiveTable(directive, lines, plain: inline.plain).table)
      next = directive.body.upperBound
    case .table:
      caption = plain(argument.text, argument.number)
      next = directive.bodyStart
    case .rawHTML:
      let page = lines[directive.body].map(\.text).joined(separator: "\n")
      let first = lines[directive.body].first?.number ?? argument.number
      blocks += (try? HTML.blocks(Array(page.utf8), source: "", firstLine: first)) ?? []
      next = directive.body.upperBound
    case .skipped:
      let words = ([argument] + lines[directive.body]).filter { !$0.isBlank }
      if !words.isEmpty { blocks.append(.metadata(words)) }
      next = directive.body.upperBound
    case .text:
      // Indented text below continues it.
      paragraphIndent = .max
      paragraph = words(argument.text, argument.number)
      next = directive.bodyStart
    case .body: next = directive.bodyStart
    }
  }

  /// Whether another rule follows.
  private var isSimpleTableStart: Bool {
    simpleRules.partitionIndex { $0 > next } < simpleRules.count
  }
}

extension String {
  /// The mark of a title's line: one punctuation character throughout.
  fileprivate var titleMark: Character? {
    guard utf8.count >= 3, let mark = first, "=-~^\"'`#*+:._<>".contains(mark),
      allSatisfy({ $0 == mark })
    else { return nil }
    return mark
  }
}

/// Compiled once; a literal in its place would be compiled at each use. The
/// values are never changed.
private enum Pattern {
  nonisolated(unsafe) static let field =
    /:([^:`\s][^:`]{0,60}):(?=\s|$)/
  nonisolated(unsafe) static let footnote =
    /\.\. \[(?:#?[^\s\[\]]*|\*)\]\s+/
}
