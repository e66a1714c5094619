/// The wiki markup of Confluence and Jira: `h2.` headings, lists, `||a||b||` header rows and
/// `|a|b|` rows, `{code}` and `{noformat}`; links, emphasis and macros are stripped.
struct ConfluenceWiki {
  static func blocks(_ lines: [SourceLine]) -> [Block] {
    var reader = ConfluenceWiki(lines: lines)
    reader.read()
    return reader.blocks
  }

  private let lines: [SourceLine]
  private var next = 0
  private var blocks: [Block] = []
  private var paragraph: [SourceLine] = []
  private var item: (lines: [SourceLine], depth: Int)?

  private init(lines: [SourceLine]) { self.lines = lines }

  private mutating func read() {
    while next < lines.count {
      let line = lines[next]
      let text = line.text.trimmed
      if text.isEmpty || text.hasPrefix("----") {
        endText()
        next += 1
      } else if let heading = text.prefixMatch(of: Pattern.heading) {
        endText()
        let words = String(text[heading.range.upperBound...])
        blocks.append(
          .heading(
            ConfluenceInline.plain(words, line.number), level: Int(heading.output.1) ?? 1))
        next += 1
      } else if let macro = text.prefixMatch(of: Pattern.code) {
        readCode(String(macro.output.1))
      } else if text.first == "|", text.count > 1 {
        readTable()
      } else if let macro = text.wholeMatch(of: Pattern.blockMacro) {
        endText()
        if let title = macro.output.1?.firstMatch(of: Pattern.title) {
          paragraph = ConfluenceInline.plain(String(title.output.1), line.number)
          endText()
        }
        next += 1
      } else if let mark = text.prefixMatch(of: Pattern.item) {
        endText()
        let words = String(text[mark.range.upperBound...])
        item = (ConfluenceInline.plain(words, line.number), mark.output.1.count - 1)
        next += 1
      } else {
        let words = ConfluenceInline.plain(text, line.number)
        if item != nil { item!.lines += words } else { paragraph += words }
        next += 1
      }
    }
    endText()
  }

  private mutating func endText() {
    if let item, !item.lines.isEmpty { blocks.append(.item(item.lines, depth: item.depth)) }
    if !paragraph.isEmpty { blocks.append(.paragraph(paragraph)) }
    item = nil
    paragraph = []
  }

  /// Reads up to the same macro, which may be on the same line.
  private mutating func readCode(_ name: String) {
    endText()
    let end = "{" + name + "}"
    var code: [SourceLine] = []
    var text = Substring(lines[next].text.trimmed)
    text = text.firstIndex(of: "}").map { text[$0...].dropFirst() } ?? text
    while true {
      let number = lines[next].number
      next += 1
      let stop = text.firstRange(of: end)
      let words = stop.map { text[..<$0.lowerBound] } ?? text
      if !words.allSatisfy(\.isBlank) {
        code.append(SourceLine(number: number, text: String(words)))
      }
      if stop != nil || next >= lines.count { break }
      text = Substring(lines[next].text)
    }
    if !code.isEmpty { blocks.append(.code(code)) }
  }

  // MARK: Tables

  private struct Cell {
    var isHeader: Bool
    var lines: [SourceLine] = []
    /// The cell's text so far on the current line.
    var text = ""
  }

  /// A row continues on the next lines until one ends with a bar.
  private mutating func readTable() {
    endText()
    var rows: [[Cell]] = []
    while next < lines.count {
      let line = lines[next]
      let text = line.text.trimmed
      if text.first == "|" {
        rows.append([])
      } else if text.isEmpty || rows.last.map(Self.isClosed) ?? true {
        break
      }
      Self.read(text, line.number, &rows[rows.count - 1])
      next += 1
    }
    var table = Table()
    for row in rows where !row.isEmpty {
      let cells = Self.isClosed(row) ? row.dropLast() : row[...]
      if cells.isEmpty { continue }
      table.rows.append(
        Table.Row(cells: cells.map { Table.Cell(lines: $0.lines.orBlank(lines[next - 1].number)) }))
    }
    let closed = rows.map { Self.isClosed($0) ? Array($0.dropLast()) : $0 }.filter { !$0.isEmpty }
    let headers = closed.prefix { $0.allSatisfy(\.isHeader) }
    table.headerRowCount = headers.isEmpty ? nil : headers.count
    let data = closed.filter { !$0.allSatisfy(\.isHeader) }
    table.headerColumnCount = data.count { $0[0].isHeader } * 2 > data.count ? 1 : 0
    if !table.rows.isEmpty { blocks.append(.table(table)) }
  }

  /// Whether the last bar ends the row: nothing follows it.
  private static func isClosed(_ row: [Cell]) -> Bool { row.last?.lines.isEmpty ?? false }

  /// Adds a line to a row: more of its last cell, and cells after bars that are not in a link or
  /// macro.
  private static func read(_ text: String, _ number: Int, _ row: inout [Cell]) {
    func endText() {
      guard let last = row.indices.last else { return }
      let words = ListMark.withoutBullet(row[last].text.trimmed)
      row[last].lines += ConfluenceInline.plain(words, number)
      // A blank line keeps the place of a blank cell and distinguishes it from the end of the row.
      if row[last].lines.isEmpty, !row[last].text.isEmpty {
        row[last].lines = [SourceLine(number: number, text: "")]
      }
      row[last].text = ""
    }
    var rest = Substring(text)
    var closes = Closes()
    while let first = rest.first {
      if first == "|" {
        endText()
        let isHeader = rest.dropFirst().first == "|"
        rest = rest.dropFirst(isHeader ? 2 : 1)
        row.append(Cell(isHeader: isHeader))
        // `| |` has a blank cell.
        continue
      }
      var length = rest.prefix { $0 != "|" && $0 != "[" && $0 != "{" && $0 != "\\" }.endIndex
      if length == rest.startIndex {
        length = rest.index(after: length)
        if first == "\\", length < rest.endIndex {
          length = rest.index(after: length)
        } else if first == "[" || first == "{",
          let close = closes.next(first == "[" ? "]" : "}", in: rest)
        {
          length = rest.index(after: close)
        }
      }
      if !row.isEmpty { row[row.count - 1].text += rest[..<length] }
      rest = rest[length...]
    }
    endText()
  }
}

/// Where brackets close next, each place searched for once.
private struct Closes {
  private var known: [Character: String.Index?] = [:]

  mutating func next(_ close: Character, in rest: Substring) -> String.Index? {
    if let place = known[close], place.map({ $0 >= rest.startIndex }) ?? true { return place }
    let place = rest.firstIndex(of: close)
    known[close] = .some(place)
    return place
  }
}

/// Strips Confluence's inline markup.
enum ConfluenceInline {
  static func plain(_ text: String, _ number: Int) -> [SourceLine] {
    guard text.utf8.contains(where: { "*_-+^~{[\\!?&".utf8.contains($0) }) else {
      let text = text.trimmed
      return text.isEmpty ? [] : [SourceLine(number: number, text: text)]
    }
    var out = ProtectedText.protecting(text, between: "{{", and: "}}")
    out = out.replacing("\\\\", with: "\n")
    if out.contains("\\") {
      out = out.replacing(Pattern.escape) { ProtectedText.protecting($0.output.1) }
    }
    if out.contains("{") { out = out.replacing(Pattern.macro, with: "") }
    if out.contains("[") {
      out = out.replacing(Pattern.link) { match in
        let words = match.output.1.trimmed
        return words.isEmpty ? String(match.output.2 ?? "") : words
      }
    }
    if out.contains("!") { out = out.replacing(Pattern.picture, with: "") }
    if out.contains("-") {
      out = out.replacing(Pattern.struck) {
        String($0.output.1) + Struck.around($0.output.2)
      }
    }
    for pattern in [Pattern.strong, Pattern.emphasis, Pattern.inserted] {
      out = out.replacing(pattern) { String($0.output.1) + String($0.output.2) }
    }
    if out.contains("^") {
      out = out.replacing(Pattern.superscript) { match in
        String(match.output.1)
          + (Markup.isFootnoteSign(match.output.2) ? "" : String(match.output.2))
      }
    }
    out = ProtectedText.unprotecting(Markup.withoutEntities(out))
    return out.split(separator: "\n").map { SourceLine(number: number, text: $0.trimmed) }
      .filter { !$0.text.isEmpty }
  }
}

/// Compiled once; a literal in its place would be compiled at each use. The
/// values are never changed.
private enum Pattern {
  nonisolated(unsafe) static let heading =
    /h([1-6])\.\s+(?=\S)/
  nonisolated(unsafe) static let code =
    /\{(code|noformat)(?::[^{}]*)?\}/
  nonisolated(unsafe) static let blockMacro =
    /\{[a-z\-]+(?::([^{}]*))?\}/
  nonisolated(unsafe) static let title =
    /title=([^|{}]*)/
  nonisolated(unsafe) static let item =
    /([*#]{1,6}|-)\s+(?=\S)/
  nonisolated(unsafe) static let escape =
    /\\([*_\-+^~{}\[\]|!?\\#])/
  nonisolated(unsafe) static let macro =
    /\{[a-z\-]+(?::[^{}]*)?\}/
  nonisolated(unsafe) static let link =
    /\[([^\[\]|]*)(?:\|([^\[\]|]*))?(?:\|[^\[\]]*)?\]/
  nonisolated(unsafe) static let picture =
    /![^\s!|]+\.[a-z]{3,4}(?:\|[^!]*)?!/
  nonisolated(unsafe) static let struck =
    /(^|[\s(])-([^\s\-](?:[^\n\-]*[^\s\-])?)-(?=[\s).,;]|$)/
  nonisolated(unsafe) static let strong =
    /(^|[\s(\/])\*([^\s*.][^*\n]*)\*(?=[\s).,:;\/]|$)/
  nonisolated(unsafe) static let emphasis =
    /(^|[\s(])_([^\s_][^_\n]*)_(?=[\s).,:;]|$)/
  nonisolated(unsafe) static let inserted =
    /(^|[\s(])\+([^\s+][^+\n]*)\+(?=[\s).,:;]|$)/
  nonisolated(unsafe) static let superscript =
    /(\S)\^([^\s^]+)\^/
}
