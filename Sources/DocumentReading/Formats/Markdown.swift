/// Markdown and MDX: headings, lists, fences, pipe tables, embedded HTML tables, front matter;
/// block quote marks and the tags of documentation generators are stripped.
struct Markdown {
  static func blocks(_ lines: [SourceLine], source: String) throws(ReadingError) -> [Block] {
    var reader = Markdown(lines: lines, source: source)
    try reader.read()
    return reader.blocks
  }

  var lines: [SourceLine]
  private let source: String
  var next = 0
  var blocks: [Block] = []
  private var paragraph: [SourceLine] = []
  /// The current item, and where its text begins.
  private var item: (lines: [SourceLine], depth: Int)?
  /// How many lines of the item are its own: others follow without being indented.
  private var ownLines: Int?
  private var itemIndent: Int?
  /// The depth of paragraphs that belong to the last item after a blank line.
  private var innerDepth: Int?
  private var isAfterBlank = true

  /// How many components of a page that mixes Markdown and JSX are open.
  private var componentDepth = 0

  private init(lines: [SourceLine], source: String) {
    self.lines = lines
    self.source = source
  }

  private mutating func read() throws(ReadingError) {
    readFrontMatter()
    while next < lines.count {
      let line = unquoted(lines[next])
      let text = line.text.trimmed
      let wasAfterBlank = isAfterBlank
      isAfterBlank = text.isEmpty
      if !text.isEmpty, Self.indent(line.text) == 0 {
        itemIndent = nil
        innerDepth = nil
      }
      if let element = Self.htmlBlock(text) {
        try readHTML(element)
      } else if let title = Self.tab(text), !title.isEmpty {
        endText()
        blocks.append(.paragraph(plain(title, line.number)))
        next += 1
      } else if text.isEmpty || isGeneratorTag(text)
        || text.wholeMatch(of: Pattern.image) != nil
      {
        endText()
        next += 1
      } else if let title = Self.admonition(text) {
        // The indented text below belongs to it.
        endText()
        itemIndent = Self.indent(line.text) + 4
        innerDepth = nil
        if !title.isEmpty { blocks.append(.paragraph(plain(title, line.number))) }
        next += 1
      } else if text.hasPrefix("```") || text.hasPrefix("~~~") {
        readFence(text.prefix { $0 == text.first })
      } else if wasAfterBlank, isIndentedCode(line) {
        readIndentedCode()
      } else if text.hasPrefix("<!--") {
        readComment()
      } else if isBarTable() {
        readTable()
      } else if let heading = Self.heading(text) ?? Self.htmlHeading(text) {
        endText()
        blocks.append(
          .heading([SourceLine(number: line.number, text: heading.text)], level: heading.level))
        next += 1
      } else if text.isGridRule, GridTable.begins(lines, at: next) {
        readGridTable()
      } else if isTableStart(line) {
        readTable()
      } else if let found = ListMark.item(line.text) {
        endItemBeforeIntroduction()
        endText()
        item = (plain(found.text, line.number), found.depth)
        itemIndent = found.depth + 2
        innerDepth = found.depth + 1
        next += 1
      } else if let level = Self.underline(text), paragraph.count == 1 {
        let title = paragraph
        paragraph = []
        blocks.append(.heading(title, level: level))
        next += 1
      } else if let words = Self.definition(text), readDefinition(words, line.number) {
        next += 1
      } else if text.firstMatch(of: Pattern.linkDefinition) != nil {
        endText()
        blocks.append(.metadata([line]))
        next += 1
      } else {
        if wasAfterBlank, let innerDepth, Self.indent(line.text) >= itemIndent ?? 0 {
          endText()
          item = ([], innerDepth)
        }
        readWords(line)
        next += 1
      }
    }
    endText()
  }

  /// Adds a line to the current item or paragraph.
  private mutating func readWords(_ line: SourceLine) {
    if item != nil {
      if ownLines == nil, Self.indent(line.text) == 0 { ownLines = item!.lines.count }
      item!.lines += plain(line.text, line.number)
      return
    }
    paragraph += plain(line.text, line.number)
  }

  /// Lines below an item that are not indented and end with a colon introduce the next list: their
  /// ports are not those of the item above.
  private mutating func endItemBeforeIntroduction() {
    guard let item, let ownLines, ownLines > 0, item.lines.text.hasSuffix(":") else { return }
    blocks.append(.item(Array(item.lines[..<ownLines]), depth: item.depth))
    blocks.append(.paragraph(Array(item.lines[ownLines...])))
    self.item = nil
  }

  mutating func endText() {
    ownLines = nil
    if let item { blocks.append(.item(item.lines, depth: item.depth)) }
    item = nil
    if !paragraph.isEmpty { blocks.append(.paragraph(paragraph)) }
    paragraph = []
  }

  /// The plain text of a line; several lines if it holds line breaks.
  func plain(_ text: String, _ number: Int) -> [SourceLine] {
    MarkdownInline.plain(text).split(separator: "\n").lazy.map {
      SourceLine(number: number, text: String($0))
    }.filter { !$0.isBlank }
  }

  func unquoted(_ line: SourceLine) -> SourceLine {
    var text = Substring(line.text)
    while text.drop(while: { $0 == " " }).first == ">" {
      text = text.drop { $0 == " " }.dropFirst()
    }
    return SourceLine(number: line.number, text: String(text))
  }

  // MARK: Definitions

  /// `: the definition of the line above`
  private static func definition(_ text: String) -> String? {
    guard text.first == ":", let blank = text.dropFirst().first, blank.isBlank else { return nil }
    return text.dropFirst().trimmed
  }

  /// The line right above is the term; false if there is none.
  private mutating func readDefinition(_ words: String, _ number: Int) -> Bool {
    if let term = paragraph.popLast() {
      endText()
      blocks.append(.item([term], depth: 0))
    } else if case .item(_, depth: 1)? = blocks.last, item == nil {
      // Another definition of the term.
    } else if case .paragraph(let lines)? = blocks.last, lines.count == 1, item == nil {
      blocks[blocks.count - 1] = .item(lines, depth: 0)
    } else if item == nil || item!.depth != 1 {
      return false
    }
    endText()
    item = (plain(words, number), 1)
    return true
  }

  // MARK: Code

  /// Whether a line after a blank one is code: it is indented by four blanks, more in a list. Items
  /// and tables are often indented without being meant as code.
  private func isIndentedCode(_ line: SourceLine) -> Bool {
    // What stands in a component is indented, and no code.
    guard paragraph.isEmpty, item == nil, componentDepth == 0 else { return false }
    let indent = Self.indent(line.text)
    guard indent >= (itemIndent ?? 0) + 4 else { return false }
    return ListMark.item(line.text) == nil && line.text.trimmed.first != "|"
      && !line.text.trimmed.hasPrefix("<")
  }

  private static func indent(_ text: String) -> Int {
    var indent = 0
    for byte in text.utf8 {
      if byte == 0x20 {
        indent += 1
      } else if byte == 0x09 {
        indent += 4 - indent % 4
      } else {
        break
      }
    }
    return indent
  }

  private mutating func readIndentedCode() {
    let least = (itemIndent ?? 0) + 4
    var code: [SourceLine] = []
    while next < lines.count {
      let line = unquoted(lines[next])
      guard line.isBlank || Self.indent(line.text) >= least else { break }
      if !line.isBlank { code.append(line) }
      next += 1
    }
    blocks.append(.code(code))
    isAfterBlank = true
  }

  private mutating func readFence(_ mark: Substring) {
    endText()
    next += 1
    var code: [SourceLine] = []
    while next < lines.count {
      let line = unquoted(lines[next])
      next += 1
      if line.text.trimmed.hasPrefix(mark) { break }
      code.append(line)
    }
    if !code.isEmpty { blocks.append(.code(code)) }
  }

  // MARK: Around the text

  private mutating func readFrontMatter() {
    let start = lines.firstIndex { !$0.isBlank } ?? 0
    if lines.first(where: { !$0.isBlank })?.text.trimmed == "{" {
      readJSONProperties(from: start)
      return
    }
    let isMarked = lines[start...].first?.text.trimmed == "---"
    let first = isMarked ? start + 1 : start
    guard first < lines.count,
      let end = lines[first...].firstIndex(where: { ["---", "..."].contains($0.text.trimmed) })
    else { return }
    // Without its opening line, front matter is recognized by its fields.
    let fields = lines[first..<end].filter { !$0.isBlank }
    guard
      isMarked
        || fields.count >= 2 && fields.allSatisfy({ $0.text.prefixMatch(of: Pattern.field) != nil })
    else { return }
    blocks.append(.metadata(Array(lines[first..<end])))
    next = end + 1
  }

  /// `{ "title": "…" }`; the text may begin right behind the bracket.
  private mutating func readJSONProperties(from start: Int) {
    guard let end = lines[start...].firstIndex(where: { $0.text.trimmed.hasPrefix("}") }),
      lines[(start + 1)..<end].allSatisfy({ $0.text.trimmed.hasPrefix("\"") || $0.isBlank })
    else { return }
    blocks.append(.metadata(Array(lines[start..<end])))
    let rest = lines[end].text.trimmed.dropFirst().trimmed
    lines[end] = SourceLine(number: lines[end].number, text: rest)
    next = rest.isEmpty ? end + 1 : end
  }

  /// The title of `!!! note "Title"`, `??? note` or the tab `=== "Title"`.
  private static func admonition(_ text: String) -> String? {
    guard ["!!! ", "??? ", "???+ ", "=== \""].contains(where: text.hasPrefix) else { return nil }
    let parts = text.split(separator: "\"", omittingEmptySubsequences: false)
    return parts.count > 1 ? String(parts[1]) : ""
  }

  /// The title of a documentation generator's tab: `{% tab Europe %}`, `{{< tab "Europe" >}}`,
  /// `<TabItem label="Europe">`.
  private static func tab(_ text: String) -> String? {
    let inner: Substring
    if text.hasPrefix("{%") && text.hasSuffix("%}") || text.hasPrefix("{{") && text.hasSuffix("}}")
    {
      inner = text.dropFirst(2).dropLast(2)
    } else if text.hasPrefix("<"), text.hasSuffix(">") {
      inner = text.dropFirst().dropLast()
    } else {
      return nil
    }
    let words = inner.drop { "%<- ".contains($0) }
    let name = words.prefix { $0.isLetter || $0 == "-" }.lowercased()
    guard ["tab", "subtab", "tabitem", "tab-item"].contains(name) else { return nil }
    let rest = words.dropFirst(name.count)
    for attribute in ["label=", "title=", "name=", ""] {
      guard let found = rest.firstRange(of: attribute + "\"") else { continue }
      let value = rest[found.upperBound...].prefix { $0 != "\"" }
      return String(value)
    }
    return rest.contains("=") ? nil : rest.filter { !"%>".contains($0) }.trimmed
  }

  private mutating func readComment() {
    endText()
    let start = next
    while next < lines.count, !lines[next].text.contains("-->") { next += 1 }
    next = min(next + 1, lines.count)
    blocks.append(
      .metadata(
        lines[start..<next].map { line in
          SourceLine(
            number: line.number,
            text: line.text.replacing("<!--", with: "").replacing("-->", with: ""))
        }))
  }

  /// Whether only documentation generators read a line: kramdown attributes, Liquid and Hugo tags,
  /// MDX components, markers of notes.
  private mutating func isGeneratorTag(_ text: String) -> Bool {
    guard Self.isGeneratorTag(text) else { return false }
    // "<Accordion title=…>"
    if text.dropFirst().first?.isUppercase ?? false, text.first == "<", !text.hasSuffix("/>") {
      componentDepth += 1
    } else if text.hasPrefix("</"), text.dropFirst(2).first?.isUppercase ?? false {
      componentDepth = max(0, componentDepth - 1)
    }
    return true
  }

  private static func isGeneratorTag(_ text: String) -> Bool {
    if text.hasPrefix("{:") || text.hasPrefix("{%") { return true }
    // A variable may begin a table row.
    if text.hasPrefix("{{"), !text.contains(" | ") { return true }
    if text.hasPrefix("[!") && text.hasSuffix("]") { return true }
    if text.hasPrefix(":::") || text.hasPrefix("import ") && text.contains(" from ") { return true }
    return text.hasPrefix("<") && !text.hasPrefix("<!--") && text.hasSuffix(">")
      && text.count(where: { $0 == "<" }) == 1
      && !text.contains(".")
  }

  private static func heading(_ text: String) -> (text: String, level: Int)? {
    let marks = text.prefix { $0 == "#" }
    guard (1...6).contains(marks.count), text.dropFirst(marks.count).first == " " else {
      return nil
    }
    var title = text.dropFirst(marks.count).trimmed
    // An attribute such as {#id} after the title.
    if let brace = title.lastIndex(of: "{"), title.hasSuffix("}") {
      title = String(title[..<brace])
    }
    let words = title.trimmed.reversed().drop { $0 == "#" }.reversed()
    return (MarkdownInline.plain(String(words)).folded, marks.count)
  }

  /// `<h4 id="x">Installation</h4>` on a line of its own.
  private static func htmlHeading(_ text: String) -> (text: String, level: Int)? {
    guard text.hasPrefix("<h"), let level = text.dropFirst(2).first?.wholeNumberValue,
      (1...6).contains(level), text.hasSuffix("</h\(level)>"), let end = text.firstIndex(of: ">")
    else { return nil }
    let words = text[end...].dropFirst().dropLast(5)
    return words.contains("</h") ? nil : (MarkdownInline.plain(String(words)).folded, level)
  }

  private static func underline(_ text: String) -> Int? {
    guard text.count >= 3 else { return nil }
    if text.allSatisfy({ $0 == "=" }) { return 1 }
    return text.allSatisfy({ $0 == "-" }) ? 2 : nil
  }

  /// The HTML element that a line begins, if it is one that is read as HTML to its end.
  private static func htmlBlock(_ text: String) -> String? {
    guard text.first == "<" else { return nil }
    let name = text.dropFirst().prefix { $0.isASCII && $0.isLetter }.lowercased()
    let after = text.dropFirst(name.count + 1).first
    guard after == nil || after!.isBlank || after == ">" else { return nil }
    return ["table", "pre", "ul", "ol", "dl"].contains(name) ? name : nil
  }

  private mutating func readHTML(_ name: String) throws(ReadingError) {
    endText()
    let start = next
    var depth = 0
    while next < lines.count {
      let text = lines[next].text.lowercased()
      depth += text.occurrences(of: "<" + name) - text.occurrences(of: "</" + name)
      next += 1
      if depth <= 0 { break }
    }
    let page = lines[start..<next].map { unquoted($0).text }.joined(separator: "\n")
    blocks += try HTML.blocks(
      Array(page.utf8), source: source, firstLine: lines[start].number)
  }
}

extension StringProtocol {
  /// The text without white space at either end.
  var trimmed: String {
    // Most texts have none; letters and signs of ASCII are none, whatever is joined to them.
    let isTrimmed = withUTF8Bytes { bytes in
      bytes.first.map { (0x21..<0x7F).contains($0) } ?? true
        && bytes.last.map { (0x21..<0x7F).contains($0) } ?? true
    }
    if isTrimmed { return String(self) }
    var rest = self[...]
    while let first = rest.first, first.isBlank { rest.removeFirst() }
    while let last = rest.last, last.isBlank { rest.removeLast() }
    return String(rest)
  }

  func occurrences(of word: String) -> Int { ranges(of: word).count }

  /// `---`, `|:--|--:|`: the line under a table's header.
  var isTableRule: Bool {
    contains("--") && allSatisfy { "-:=|+ ".contains($0) }
  }
}

extension [SourceLine] {
  /// The lines, or a blank one if there are none, so that a cell keeps its place.
  func orBlank(_ number: Int) -> [SourceLine] {
    isEmpty ? [SourceLine(number: number, text: "")] : self
  }
}

/// Compiled once; a literal in its place would be compiled at each use. The
/// values are never changed.
private enum Pattern {
  /// A picture on a line of its own names nothing.
  nonisolated(unsafe) static let image =
    /!\[[^\[\]]*\]\([^()]*\)/
  /// `ms.date: 08/16/2016`
  nonisolated(unsafe) static let field =
    /[A-Za-z][\w.\-]*:(?:\s|$)/
  nonisolated(unsafe) static let linkDefinition =
    /^\[[^\[\]^][^\[\]]*\]:\s*\S+/
}
