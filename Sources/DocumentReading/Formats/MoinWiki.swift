/// MoinMoin's wiki text: headings, indented lists, `||a||b||` tables, `{{{` code; links, quotes and
/// macros are stripped.
struct MoinWiki {
  static func blocks(_ lines: [SourceLine]) -> [Block] {
    var reader = MoinWiki(lines: lines)
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
      } else if line.text.first == "#" {
        endText()
        blocks.append(.metadata([line]))
        next += 1
      } else if text.hasPrefix("||"), text.count > 4 {
        readTable()
      } else if let heading = WikiLinks.heading(text) {
        endText()
        blocks.append(.heading(Self.plain(heading.text, line.number), level: heading.level))
        next += 1
      } else if text.hasPrefix("{{{"), !text.contains("}}}") {
        readCode()
      } else if let found = Self.item(line.text) {
        endText()
        item = (Self.plain(found.text, line.number), found.depth)
        next += 1
      } else if line.text.first == " ", let colons = text.firstRange(of: ":: ") {
        endText()
        let depth = line.text.prefix { $0 == " " }.count
        let term = Self.plain(String(text[..<colons.lowerBound]), line.number)
        if !term.isEmpty { blocks.append(.item(term, depth: depth)) }
        item = (Self.plain(String(text[colons.upperBound...]), line.number), depth + 1)
        next += 1
      } else {
        readWords(line, text)
        next += 1
      }
    }
    endText()
  }

  private mutating func readWords(_ line: SourceLine, _ text: String) {
    if item != nil, line.text.first == " " {
      item!.lines += Self.plain(text, line.number)
    } else {
      if item != nil { endText() }
      paragraph += Self.plain(text, line.number)
    }
  }

  private mutating func endText() {
    if let item, !item.lines.isEmpty { blocks.append(.item(item.lines, depth: item.depth)) }
    if !paragraph.isEmpty { blocks.append(.paragraph(paragraph)) }
    item = nil
    paragraph = []
  }

  /// ` * a`, ` 1. b`, ` . c`: the mark follows a blank.
  private static func item(_ text: String) -> (text: String, depth: Int)? {
    let indent = text.prefix { $0 == " " }.count
    guard indent > 0 else { return nil }
    let rest = text.dropFirst(indent)
    if rest.first == "*" || rest.first == ".", rest.dropFirst().first == " " {
      return (rest.dropFirst(2).trimmed, indent)
    }
    let mark = rest.prefix { $0 != "." && $0 != " " }
    guard (1...3).contains(mark.count), rest.dropFirst(mark.count).hasPrefix(". "),
      mark.allSatisfy(\.isNumber) || mark.count == 1
    else { return nil }
    return (rest.dropFirst(mark.count + 2).trimmed, indent)
  }

  private mutating func readCode() {
    endText()
    var code: [SourceLine] = []
    let first = lines[next].text.trimmed.dropFirst(3).trimmed
    if !first.isEmpty, !first.hasPrefix("#!") {
      code.append(SourceLine(number: lines[next].number, text: first))
    }
    next += 1
    while next < lines.count {
      let line = lines[next]
      next += 1
      if let end = line.text.firstRange(of: "}}}") {
        let rest = line.text[..<end.lowerBound].trimmed
        if !rest.isEmpty { code.append(SourceLine(number: line.number, text: rest)) }
        break
      }
      if !line.isBlank { code.append(line) }
    }
    if !code.isEmpty { blocks.append(.code(code)) }
  }

  // MARK: Tables

  private mutating func readTable() {
    endText()
    let start = next
    while next < lines.count, lines[next].text.trimmed.hasPrefix("||") { next += 1 }
    let rows = lines[start..<next].map { ($0.number, Self.cells($0.text.trimmed)) }
    var grid = SpannedTable(width: rows.map { $0.1.count }.max() ?? 0)
    for (number, cells) in rows {
      for (text, span) in cells {
        grid.add(Table.Cell(lines: Self.plain(text, number).orBlank(number)), span: span)
      }
      grid.endRow()
    }
    if !grid.table.rows.isEmpty { blocks.append(.table(grid.table)) }
  }

  /// The cells between `||`; if nothing is between two of these, the next cell spans.
  private static func cells(_ text: String) -> [(text: String, span: SpannedTable.Span)] {
    var cells: [(text: String, span: SpannedTable.Span)] = []
    var columns = 1
    var rest = text.dropFirst(2)[...]
    while !rest.isEmpty {
      let bar = rest.firstRange(of: "||")
      let piece = bar.map { rest[..<$0.lowerBound] } ?? rest
      rest = bar.map { rest[$0.upperBound...] } ?? rest[rest.endIndex...]
      if piece.isEmpty {
        columns += 1
        continue
      }
      var span = SpannedTable.Span(rows: 1, columns: columns)
      columns = 1
      let words = withoutAttributes(piece, &span)
      if bar == nil, words.isEmpty { break }
      cells.append((words, span))
    }
    return cells
  }

  /// The text of a cell without `<-2>`, `<|3>`, `<style="…">` and the like at its beginning.
  private static func withoutAttributes(_ text: Substring, _ span: inout SpannedTable.Span)
    -> String
  {
    var rest = text.drop(while: \.isBlank)
    while rest.first == "<", let close = rest.firstIndex(of: ">") {
      let inside = rest[..<close].dropFirst()
      guard let first = inside.first, "-|(:)^v#".contains(first) || inside.contains("=") else {
        break
      }
      let digits = Int(inside.filter { $0.isNumber && $0.isASCII }.prefix(6)) ?? 1
      if inside.first == "-" || inside.hasPrefix("colspan") { span.columns = max(1, digits) }
      if inside.first == "|" || inside.hasPrefix("rowspan") { span.rows = max(1, digits) }
      rest = rest[close...].dropFirst().drop(while: \.isBlank)
    }
    return rest.trimmed
  }

  // MARK: Inline markup

  private static func plain(_ text: String, _ number: Int) -> [SourceLine] {
    guard text.utf8.contains(where: { "'`{[<_~^,-!/".utf8.contains($0) }) else {
      let text = text.trimmed
      return text.isEmpty ? [] : [SourceLine(number: number, text: text)]
    }
    var out = ProtectedText.protecting(text, between: "{{{", and: "}}}")
    out = ProtectedText.protecting(out, between: "`")
    out = out.replacing("<<BR>>", with: "\n").replacing("[[BR]]", with: "\n")
    if out.contains("<<") { out = out.replacing(Pattern.macro, with: "") }
    out = WikiLinks.plain(out)
    if out.contains("{{") { out = out.replacing(Pattern.picture, with: "") }
    if out.contains("--(") {
      out = out.replacing(Pattern.struck) { Struck.around($0.output.1) }
    }
    if out.contains("^") {
      out = out.replacing(Pattern.superscript) { match in
        String(match.output.1)
          + (Markup.isFootnoteSign(match.output.2) ? "" : String(match.output.2))
      }
    }
    if out.contains("!") { out = out.replacing(Pattern.escape) { String($0.output.1) } }
    out = WikiLinks.withoutQuotes(out)
    for mark in ["__", "~+", "+~", "~-", "-~", ",,"] { out = out.replacing(mark, with: "") }
    out = ProtectedText.unprotecting(out)
    return out.split(separator: "\n").map { SourceLine(number: number, text: $0.trimmed) }
      .filter { !$0.text.isEmpty }
  }
}

/// Compiled once; a literal in its place would be compiled at each use. The
/// values are never changed.
private enum Pattern {
  nonisolated(unsafe) static let macro =
    /<<[A-Za-z][^<>]*>>/
  nonisolated(unsafe) static let picture =
    /\{\{[^{}]*\}\}/
  nonisolated(unsafe) static let struck =
    /--\(([^()]*)\)--/
  nonisolated(unsafe) static let superscript =
    /(\S)\^([^\s^]+)\^/
  nonisolated(unsafe) static let escape =
    /!(?=[A-Z])()/
}
