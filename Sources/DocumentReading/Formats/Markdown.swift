/// Markdown and MDX: headings, lists, fences, pipe tables, HTML tables inside,
/// front matter; quotation marks and the tags of documentation generators are
/// taken off.
struct Markdown {
  static func blocks(_ lines: [SourceLine], source: String) throws(ReadingError) -> [Block] {
    var reader = Markdown(lines: lines, source: source)
    try reader.read()
    return reader.blocks
  }

  private let lines: [SourceLine]
  private let source: String
  private var next = 0
  private var blocks: [Block] = []
  private var paragraph: [SourceLine] = []

  private init(lines: [SourceLine], source: String) {
    self.lines = lines
    self.source = source
  }

  private mutating func read() throws(ReadingError) {
    readFrontMatter()
    while next < lines.count {
      let line = unquoted(lines[next])
      let text = line.text.trimmed
      if text.lowercased().hasPrefix("<table") {
        try readHTMLTable()
      } else if text.isEmpty || Self.isGeneratorTag(text) {
        endParagraph()
        next += 1
      } else if text.hasPrefix("```") || text.hasPrefix("~~~") {
        readFence(String(text.prefix(3)))
      } else if text.hasPrefix("<!--") {
        readComment()
      } else if let heading = Self.heading(text) {
        endParagraph()
        append(
          .heading([SourceLine(number: line.number, text: heading.text)], level: heading.level))
        next += 1
      } else if isTableStart(line) {
        readTable()
      } else if let item = ListMark.item(line.text) {
        endParagraph()
        append(.item(plain(item.text, line.number), depth: item.depth))
        next += 1
      } else if let level = Self.underline(text), paragraph.count == 1 {
        let title = paragraph
        paragraph = []
        append(.heading(title, level: level))
        next += 1
      } else {
        paragraph += plain(line.text, line.number)
        next += 1
      }
    }
    endParagraph()
  }

  private mutating func append(_ block: Block) { blocks.append(block) }

  private mutating func endParagraph() {
    if !paragraph.isEmpty { blocks.append(.paragraph(paragraph)) }
    paragraph = []
  }

  /// The plain text of a line; several lines where it holds breaks.
  private func plain(_ text: String, _ number: Int) -> [SourceLine] {
    MarkdownInline.plain(text).split(separator: "\n").map {
      SourceLine(number: number, text: String($0))
    }
  }

  private func unquoted(_ line: SourceLine) -> SourceLine {
    var text = Substring(line.text)
    while text.drop(while: { $0 == " " }).first == ">" {
      text = text.drop { $0 == " " }.dropFirst()
    }
    return SourceLine(number: line.number, text: String(text))
  }

  // MARK: What stands around the text

  private mutating func readFrontMatter() {
    guard lines.first?.text.trimmed == "---",
      let end = lines.dropFirst().firstIndex(where: { ["---", "..."].contains($0.text.trimmed) })
    else { return }
    blocks.append(.metadata(Array(lines[1..<end])))
    next = end + 1
  }

  private mutating func readComment() {
    endParagraph()
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

  /// Lines that only documentation generators read: kramdown attributes, Liquid
  /// and Hugo tags, MDX components, notes' markers.
  private static func isGeneratorTag(_ text: String) -> Bool {
    if text.hasPrefix("{:") || text.hasPrefix("{%") || text.hasPrefix("{{") { return true }
    if text.hasPrefix("[!") && text.hasSuffix("]") { return true }
    if text.hasPrefix(":::") || text.hasPrefix("import ") && text.contains(" from ") { return true }
    return text.hasPrefix("<") && !text.hasPrefix("<!--") && text.hasSuffix(">")
      && text.count(where: { $0 == "<" }) == 1
      && !text.contains(".")
  }

  private mutating func readFence(_ mark: String) {
    endParagraph()
    next += 1
    var code: [SourceLine] = []
    while next < lines.count, !lines[next].text.trimmed.hasPrefix(mark) {
      code.append(unquoted(lines[next]))
      next += 1
    }
    next += 1
    if !code.isEmpty { blocks.append(.paragraph(code)) }
  }

  private static func heading(_ text: String) -> (text: String, level: Int)? {
    let marks = text.prefix { $0 == "#" }
    guard (1...6).contains(marks.count), text.dropFirst(marks.count).first == " " else {
      return nil
    }
    var title = text.dropFirst(marks.count).trimmed
    // An attribute such as {#id} behind the title.
    if let brace = title.lastIndex(of: "{"), title.hasSuffix("}") {
      title = String(title[..<brace])
    }
    let words = title.trimmed.reversed().drop { $0 == "#" }.reversed()
    return (MarkdownInline.plain(String(words)).folded, marks.count)
  }

  private static func underline(_ text: String) -> Int? {
    guard text.count >= 3 else { return nil }
    if text.allSatisfy({ $0 == "=" }) { return 1 }
    return text.allSatisfy({ $0 == "-" }) ? 2 : nil
  }

  // MARK: Tables

  /// A row of cells with the row of dashes below it, or two rows in outer pipes.
  private func isTableStart(_ line: SourceLine) -> Bool {
    guard line.text.contains("|") else { return false }
    if next + 1 < lines.count, unquoted(lines[next + 1]).text.isTableRule { return true }
    return line.text.trimmed.first == "|"
  }

  private mutating func readTable() {
    endParagraph()
    var table = Table()
    while next < lines.count {
      let line = unquoted(lines[next])
      guard line.text.contains("|") else { break }
      next += 1
      if line.text.isTableRule { continue }
      table.rows.append(
        Table.Row(
          cells: Self.cells(line.text).map {
            Table.Cell(lines: plain($0, line.number).orBlank(line.number))
          }))
    }
    blocks.append(.table(table))
  }

  /// The pieces between pipes; those escaped or in code spans part nothing.
  static func cells(_ text: String) -> [String] {
    var cells = [""]
    var isEscaped = false
    var inCode = false
    for character in text.trimmed {
      if character == "`" { inCode.toggle() }
      if character == "|", !isEscaped, !inCode {
        cells.append("")
      } else {
        cells[cells.count - 1].append(character)
      }
      isEscaped = character == "\\" && !isEscaped
    }
    if cells.first!.allSatisfy(\.isWhitespace), cells.count > 1 { cells.removeFirst() }
    if cells.last!.allSatisfy(\.isWhitespace), cells.count > 1 { cells.removeLast() }
    return cells
  }

  private mutating func readHTMLTable() throws(ReadingError) {
    endParagraph()
    let start = next
    var depth = 0
    while next < lines.count {
      let text = lines[next].text.lowercased()
      depth += text.occurrences(of: "<table") - text.occurrences(of: "</table")
      next += 1
      if depth <= 0 { break }
    }
    let page = lines[start..<next].map(\.text).joined(separator: "\n")
    blocks += try HTML.blocks(
      Array(page.utf8), source: source, firstLine: lines[start].number)
  }
}

extension StringProtocol {
  /// Without white space at either end.
  var trimmed: String {
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
  /// One blank line where there is none, so that a cell keeps its place.
  func orBlank(_ number: Int) -> [SourceLine] {
    isEmpty ? [SourceLine(number: number, text: "")] : self
  }
}
