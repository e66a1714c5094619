/// reStructuredText: underlined titles, lists, grid tables (`+---+`) and simple
/// tables (`=== ===`); roles, substitutions and literals are taken off.
struct ReStructuredText {
  static func blocks(_ lines: [SourceLine]) -> [Block] {
    var reader = ReStructuredText(lines: lines)
    reader.read()
    return reader.blocks
  }

  private let lines: [SourceLine]
  private var next = 0
  private var blocks: [Block] = []
  private var paragraph: [SourceLine] = []
  /// The marks of titles in the order in which the document uses them.
  private var titleMarks: [Character] = []

  private init(lines: [SourceLine]) { self.lines = lines }

  private mutating func read() {
    while next < lines.count {
      let line = lines[next]
      let text = line.text.trimmed
      if text.isEmpty {
        endParagraph()
        next += 1
      } else if text.isGridRule {
        endParagraph()
        readGridTable()
      } else if text.isSimpleTableRule, isSimpleTableStart {
        endParagraph()
        readSimpleTable()
      } else if let mark = text.titleMark {
        readTitle(mark, line)
      } else if text.hasPrefix(".. ") || text == "..", !text.contains("::") {
        readComment()
      } else if text.hasPrefix(".. ") {
        // A directive's own line is markup; its body is text.
        endParagraph()
        next += 1
      } else if let item = ListMark.item(line.text) {
        endParagraph()
        blocks.append(.item(Self.plain(item.text, line.number), depth: item.depth))
        next += 1
      } else {
        paragraph += Self.plain(line.text, line.number)
        next += 1
      }
    }
    endParagraph()
  }

  private mutating func endParagraph() {
    if !paragraph.isEmpty { blocks.append(.paragraph(paragraph)) }
    paragraph = []
  }

  private mutating func readComment() {
    endParagraph()
    let start = next
    next += 1
    while next < lines.count, lines[next].isBlank || lines[next].text.first == " " { next += 1 }
    blocks.append(.metadata(Array(lines[start..<next])))
  }

  private mutating func readTitle(_ mark: Character, _ line: SourceLine) {
    next += 1
    guard paragraph.count == 1 else {
      // An overline, or a rule between paragraphs.
      endParagraph()
      return
    }
    if !titleMarks.contains(mark) { titleMarks.append(mark) }
    blocks.append(.heading(paragraph, level: titleMarks.firstIndex(of: mark)! + 1))
    paragraph = []
  }

  // MARK: Tables

  private mutating func readGridTable() {
    let grid = GridTable(lines, at: next, plain: Self.plain)
    next = grid.end
    if !grid.table.rows.isEmpty { blocks.append(.table(grid.table)) }
  }

  /// The rule, a header, and the rule again.
  private var isSimpleTableStart: Bool {
    lines[(next + 1)...].prefix(40).contains { $0.text.trimmed.isSimpleTableRule }
  }

  /// Columns stand below the runs of `=`; a row whose first column is blank goes on
  /// with the row above.
  private mutating func readSimpleTable() {
    var table = Table()
    let columns = lines[next].text.simpleColumns
    var rules = 1
    next += 1
    while next < lines.count, rules < 3 {
      let line = lines[next]
      let text = line.text.trimmed
      next += 1
      if text.isSimpleTableRule {
        rules += 1
        // A table without header has two rules.
        if rules == 2, next >= lines.count || lines[next].isBlank { break }
        continue
      }
      if text.isEmpty { continue }
      let characters = Array(line.text)
      let cells = columns.enumerated().map { i, column -> [SourceLine] in
        let end = i == columns.count - 1 ? characters.count : columns[i + 1].lowerBound
        guard column.lowerBound < min(end, characters.count) else { return [] }
        return Self.plain(
          String(characters[column.lowerBound..<min(end, characters.count)]).trimmed, line.number)
      }
      if cells.first?.isEmpty ?? true, let last = table.rows.indices.last {
        for (i, lines) in cells.enumerated() { table.rows[last].cells[i].append(lines) }
      } else {
        table.rows.append(
          Table.Row(cells: cells.map { Table.Cell(lines: $0.orBlank(line.number)) }))
      }
    }
    if !table.rows.isEmpty { blocks.append(.table(table)) }
  }

  // MARK: Inline markup

  private static func plain(_ text: String, _ number: Int) -> [SourceLine] {
    let hasMarkup = text.utf8.contains { "|`*\\&".utf8.contains($0) }
    if !hasMarkup {
      let text = text.trimmed
      return text.isEmpty ? [] : [SourceLine(number: number, text: text)]
    }
    var out = text.replacing("|br|", with: "\n").replacing("``", with: "")
    out = out.replacing(Pattern.role) { String($0.output.1) }
    out = out.replacing(Pattern.link) { String($0.output.1) }
    out = out.replacing("**", with: "").replacing("\\ ", with: "")
    out = out.replacing(Pattern.escape) { String($0.output.1) }
    return Markup.withoutEntities(out).split(separator: "\n").map {
      SourceLine(number: number, text: $0.trimmed)
    }.filter { !$0.text.isEmpty }
  }
}

extension String {
  /// `====  ====`: at least two runs.
  fileprivate var isSimpleTableRule: Bool {
    contains("==") && contains(" ") && allSatisfy { "= ".contains($0) }
  }

  /// The mark of a title's line: one punctuation character throughout.
  fileprivate var titleMark: Character? {
    guard count >= 3, let mark = first, "=-~^\"'`#*+:.".contains(mark), allSatisfy({ $0 == mark })
    else { return nil }
    return mark
  }

  /// The runs of `=` of a simple table's rule.
  fileprivate var simpleColumns: [Range<Int>] {
    var out: [Range<Int>] = []
    for (i, character) in self.enumerated() where character == "=" {
      if let last = out.last, last.upperBound == i {
        out[out.count - 1] = last.lowerBound..<(i + 1)
      } else {
        out.append(i..<(i + 1))
      }
    }
    return out
  }
}

/// Compiled once; a literal in its place would be compiled at each use. The
/// values are never changed.
private enum Pattern {
  nonisolated(unsafe) static let role =
    /:[a-z]+:`([^`<]*)(?:<[^`]*>)?`/
  nonisolated(unsafe) static let link =
    /`([^`<]*)\s<[^`>]*>`__?/
  nonisolated(unsafe) static let escape =
    /\\([*_|\\.\-])/
}
