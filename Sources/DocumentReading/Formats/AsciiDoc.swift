/// AsciiDoc: headings, paragraphs, lists, definition lists, listings, tables, with attributes
/// filled in; comments and attributes are metadata, and includes are skipped.
struct AsciiDoc {
  static func blocks(_ lines: [SourceLine]) -> [Block] {
    var reader = AsciiDoc(lines: lines)
    reader.read()
    return reader.blocks
  }

  private let lines: [SourceLine]
  private var next = 0
  private var blocks: [Block] = []
  private var inline = AsciiDocInline()

  private var paragraph: [SourceLine] = []
  private var item: (lines: [SourceLine], depth: Int)?
  /// The marks of the open lists, outermost first.
  private var marks: [String] = []
  /// Whether a `+` attaches what follows to the item.
  private var isContinued = false
  private var isAfterBlank = true

  /// What precedes the next block.
  private var attributes = AsciiDocAttributes()
  private var title: [SourceLine] = []

  private init(lines: [SourceLine]) { self.lines = lines }

  private mutating func read() {
    while next < lines.count {
      let line = lines[next]
      let text = line.text.trimmed
      let wasAfterBlank = isAfterBlank
      isAfterBlank = text.isEmpty
      if text.isEmpty {
        if !isContinued { endText() }
        next += 1
      } else if readMark(line, text) || readBlock(line, text, wasAfterBlank) {
        continue
      } else {
        readWords(line, text, wasAfterBlank)
      }
    }
    endText()
    endTitle()
  }

  // MARK: Hidden from readers

  private mutating func readMark(_ line: SourceLine, _ text: String) -> Bool {
    if text.hasPrefix("////"), text.allSatisfy({ $0 == "/" }) {
      endText()
      blocks.append(.metadata(delimited(text)))
    } else if text.hasPrefix("//"), !text.hasPrefix("///") {
      blocks.append(
        .metadata([SourceLine(number: line.number, text: text.dropFirst(2).trimmed)]))
      next += 1
    } else if let entry = line.text.prefixMatch(of: Pattern.attributeEntry) {
      readAttribute(String(entry.output.1), line.text[entry.range.upperBound...].trimmed, line)
    } else if text.prefixMatch(of: Pattern.directive) != nil || text == "<<<" || text == "'''" {
      endText()
      next += 1
    } else if text == "+" {
      isContinued = item != nil || !marks.isEmpty
      next += 1
    } else if text.hasPrefix("["), text.hasSuffix("]"),
      text.wholeMatch(of: Pattern.blockAttributes) != nil
    {
      if !isContinued { endText() }
      isAfterBlank = true
      if !text.hasPrefix("[[") { attributes.add(text.dropFirst().dropLast()) }
      next += 1
    } else if paragraph.isEmpty, text.wholeMatch(of: Pattern.blockTitle) != nil {
      endText()
      endTitle()
      title = inline.plain(String(text.dropFirst()), line.number)
      next += 1
    } else {
      return false
    }
    return true
  }

  private mutating func readAttribute(_ name: String, _ value: String, _ line: SourceLine) {
    var value = value
    next += 1
    while value.hasSuffix("\\"), next < lines.count {
      value = value.dropLast().trimmed + " " + lines[next].text.trimmed
      next += 1
    }
    if name.first == "!" || name.last == "!" {
      inline.undefine(name.filter { $0 != "!" })
    } else {
      inline.define(name, value)
      blocks.append(.metadata([SourceLine(number: line.number, text: name + ": " + value)]))
    }
  }

  // MARK: Blocks

  private mutating func readBlock(_ line: SourceLine, _ text: String, _ wasAfterBlank: Bool)
    -> Bool
  {
    if text.isTableDelimiter {
      readTable(text)
    } else if text.isCodeDelimiter || text.hasPrefix("```") || text == "--" && isCodeStyle {
      // A rule as long as the single line above it underlines a title.
      if let level = underlineLevel(text) {
        readUnderlined(level)
      } else {
        readCode(text.hasPrefix("```") ? "```" : text)
      }
    } else if let level = underlineLevel(text) {
      readUnderlined(level)
    } else if text == "--" || text.isBlockDelimiter {
      endText()
      endTitle()
      attributes = AsciiDocAttributes()
      next += 1
    } else if let heading = text.wholeMatch(of: Pattern.heading), !isContinued {
      readHeading(heading.output.1.count, String(heading.output.2), line)
    } else if let mark = ListLine(text) {
      readListLine(mark, line, wasAfterBlank)
    } else if wasAfterBlank, item == nil, paragraph.isEmpty,
      isCodeStyle || line.text.first == " " || line.text.first == "\t"
    {
      readCodeParagraph()
    } else {
      return false
    }
    return true
  }

  private var isCodeStyle: Bool {
    ["source", "listing", "literal", "bash", "console"].contains(attributes.style)
  }

  private mutating func readHeading(_ level: Int, _ text: String, _ line: SourceLine) {
    endText()
    endTitle()
    let isTitle = level == 1 && !blocks.contains { if case .heading = $0 { true } else { false } }
    blocks.append(.heading(inline.plain(text, line.number), level: level))
    endBlock()
    next += 1
    // The document's author and revision.
    while isTitle, next < lines.count, let first = lines[next].text.first,
      first.isLetter, blocks.count < 1000
    {
      blocks.append(.metadata([lines[next]]))
      next += 1
    }
  }

  /// The level of an underlined title: `=` `-` `~` `^` `+`.
  private func underlineLevel(_ text: String) -> Int? {
    guard paragraph.count == 1, item == nil, let mark = text.first, text.utf8.count >= 4,
      let level = "=-~^+".firstIndex(of: mark), text.allSatisfy({ $0 == mark }),
      abs(text.count - paragraph[0].text.count) <= 1
    else { return nil }
    return "=-~^+".distance(from: "=".startIndex, to: level) + 1
  }

  private mutating func readUnderlined(_ level: Int) {
    blocks.append(.heading(paragraph, level: level))
    paragraph = []
    endBlock()
    next += 1
  }

  private mutating func readTable(_ delimiter: String) {
    endText()
    let part = delimitedRange(delimiter)
    // Conditional directives are on lines of their own inside tables, too.
    let rows = lines[part].filter { $0.text.trimmed.prefixMatch(of: Pattern.directive) == nil }
    var table = AsciiDocTable(rows[...], delimiter: delimiter, attributes, &inline).table
    table.caption = title
    title = []
    if !table.rows.isEmpty { blocks.append(.table(table)) } else { endTitle() }
    endBlock()
  }

  private mutating func readCode(_ delimiter: String) {
    endText()
    endTitle()
    let code = delimited(delimiter).filter { !$0.isBlank }
    if !code.isEmpty { blocks.append(.code(code)) }
    endBlock()
  }

  private mutating func readCodeParagraph() {
    endTitle()
    var code: [SourceLine] = []
    while next < lines.count, !lines[next].isBlank {
      code.append(lines[next])
      next += 1
    }
    blocks.append(.code(code))
    endBlock()
  }

  /// The lines up to the same delimiter; moves `next` past it.
  private mutating func delimited(_ delimiter: String) -> [SourceLine] {
    Array(lines[delimitedRange(delimiter)])
  }

  private mutating func delimitedRange(_ delimiter: String) -> Range<Int> {
    next += 1
    let start = next
    while next < lines.count, lines[next].text.trimmed != delimiter { next += 1 }
    defer { next = min(next + 1, lines.count) }
    return start..<next
  }

  // MARK: Text

  private mutating func readWords(_ line: SourceLine, _ text: String, _ wasAfterBlank: Bool) {
    next += 1
    if item != nil {
      item!.lines += inline.plain(text, line.number)
      return
    }
    if wasAfterBlank, !isContinued { marks = [] }
    if paragraph.isEmpty { endTitle() }
    paragraph += inline.plain(text, line.number)
  }

  private mutating func readListLine(
    _ mark: ListLine, _ line: SourceLine, _ wasAfterBlank: Bool
  ) {
    endText()
    endTitle()
    isContinued = false
    // Definitions after a list are rarely meant to be part of it.
    if wasAfterBlank, mark.kind == .term, !marks.contains(mark.mark) { marks = [] }
    if let open = marks.firstIndex(of: mark.mark) {
      marks.removeSubrange((open + 1)...)
    } else {
      marks.append(mark.mark)
    }
    let depth = marks.count - 1
    next += 1
    switch mark.kind {
    case .item: item = (inline.plain(mark.text, line.number), depth)
    case .term:
      blocks.append(.item(inline.plain(mark.term, line.number), depth: depth))
      item = (inline.plain(mark.text, line.number), depth + 1)
    }
    attributes = AsciiDocAttributes()
  }

  private mutating func endText() {
    if let item, !item.lines.isEmpty { blocks.append(.item(item.lines, depth: item.depth)) }
    if !paragraph.isEmpty {
      blocks.append(.paragraph(paragraph))
      attributes = AsciiDocAttributes()
    }
    item = nil
    paragraph = []
    isContinued = false
    endNotes()
  }

  /// A title above a block that cannot hold one becomes a paragraph.
  private mutating func endTitle() {
    if !title.isEmpty { blocks.append(.paragraph(title)) }
    title = []
  }

  private mutating func endBlock() {
    attributes = AsciiDocAttributes()
    if !isContinued { marks = [] }
    isContinued = false
    isAfterBlank = true
    endNotes()
  }

  private mutating func endNotes() {
    for note in inline.takeNotes() { blocks.append(.paragraph([note])) }
  }
}

extension AsciiDoc {
  /// A line that begins an item, or a term of a definition list.
  struct ListLine {
    enum Kind { case item, term }

    let kind: Kind
    /// The mark that distinguishes lists: `*`, `**`, `-`, `.`, `1.`, `::`.
    let mark: String
    let term: String
    let text: String

    init?(_ text: String) {
      if let match = text.prefixMatch(of: Pattern.item) {
        kind = .item
        let sign = match.output.1
        mark = sign.first!.isNumber ? "1." : String(sign)
        term = ""
        let rest = text[match.range.upperBound...].trimmed
        self.text =
          rest.prefixMatch(of: Pattern.box).map { rest[$0.range.upperBound...].trimmed }
          ?? rest
      } else if text.contains("::") || text.contains(";;"),
        let match = text.wholeMatch(of: Pattern.term), !match.output.1.isAddressLike
      {
        kind = .term
        mark = String(match.output.2)
        term = match.output.1.trimmed
        self.text = match.output.3?.trimmed ?? ""
      } else {
        return nil
      }
    }
  }
}

extension Substring {
  /// `2001:db8::` ends like a term.
  fileprivate var isAddressLike: Bool {
    let word = split(whereSeparator: \.isBlank).last ?? ""
    return word.contains(":") && word.allSatisfy { $0.isHexDigit || $0 == ":" }
  }
}

extension String {
  fileprivate var isTableDelimiter: Bool {
    guard let first, "|,:".contains(first) else { return false }
    return utf8.count >= 4 && dropFirst().allSatisfy { $0 == "=" }
  }

  /// `----`, `....`, `++++`
  fileprivate var isCodeDelimiter: Bool {
    guard let first, "-.+".contains(first) else { return false }
    return utf8.count >= 4 && allSatisfy { $0 == first }
  }

  /// Around content that is read as usual: examples, sidebars, quotes.
  fileprivate var isBlockDelimiter: Bool {
    guard let first, "=*_".contains(first) else { return false }
    return utf8.count >= 4 && allSatisfy { $0 == first }
  }
}

/// Compiled once; a literal in its place would be compiled at each use. The
/// values are never changed.
private enum Pattern {
  nonisolated(unsafe) static let attributeEntry =
    /:(!?[A-Za-z0-9_][A-Za-z0-9_\-]*!?):(?=\s|$)/
  nonisolated(unsafe) static let directive =
    /(?:include|ifdef|ifndef|ifeval|endif|image|toc|video|audio|leveloffset)::[^\s\[\]]*\[/
  nonisolated(unsafe) static let blockAttributes =
    /\[(?:\[[^\[\]]*\]|[A-Za-z#.%"'=,][^\[\]]*|)\]/
  nonisolated(unsafe) static let blockTitle =
    /\.[^\s.].*/
  nonisolated(unsafe) static let heading =
    /(={1,6}|#{1,6})\s+(\S.*)/
  nonisolated(unsafe) static let item =
    /(\*{1,6}|-|\.{1,6}|•|\d{1,4}\.|<(?:\d+|\.)>)\s+(?=\S)/
  nonisolated(unsafe) static let box =
    /\[[ xX*]\]\s+/
  nonisolated(unsafe) static let term =
    /(\S.*?)(:{2,4}|;;)(?:\s+(.*))?/
}
