/// MediaWiki's wikitext: headings, lists, definitions, tables, preformatted text; links and quotes
/// are stripped, templates are left alone.
struct MediaWiki {
  static func blocks(_ lines: [SourceLine]) -> [Block] {
    var reader = MediaWiki(lines: lines)
    reader.read()
    return reader.blocks
  }

  private let lines: [SourceLine]
  private var next = 0
  private var blocks: [Block] = []
  private var paragraph: [SourceLine] = []

  private init(lines: [SourceLine]) { self.lines = lines }

  private mutating func read() {
    while next < lines.count {
      let line = lines[next]
      let text = line.text.trimmed
      if text.isEmpty || text.hasPrefix("__") && text.hasSuffix("__") || text.hasPrefix("----") {
        endParagraph()
        next += 1
      } else if text.hasPrefix("{|") {
        endParagraph()
        let table = MediaWikiTable(lines, at: next, plain: Self.plain)
        next = table.end
        if !table.table.rows.isEmpty { blocks.append(.table(table.table)) }
      } else if let heading = WikiLinks.heading(text) {
        endParagraph()
        blocks.append(.heading(Self.plain(heading.text, line.number), level: heading.level))
        next += 1
      } else if text.hasPrefix("<!--") {
        readUntil("-->", isCode: false)
      } else if let tag = ["pre", "syntaxhighlight", "source"].first(where: {
        text.lowercased().hasPrefix("<" + $0)
      }) {
        readUntil("</" + tag, isCode: true)
      } else if readListLine(line) {
        next += 1
      } else if line.text.first == " " {
        endParagraph()
        readPreformatted()
      } else {
        paragraph += Self.plain(text, line.number)
        next += 1
      }
    }
    endParagraph()
  }

  private mutating func endParagraph() {
    if !paragraph.isEmpty { blocks.append(.paragraph(paragraph)) }
    paragraph = []
  }

  /// `* a`, `## b`, `; term : meaning`, `: meaning`
  private mutating func readListLine(_ line: SourceLine) -> Bool {
    let marks = line.text.prefix { "*#:;".contains($0) }
    let rest = line.text.dropFirst(marks.count)
    guard let last = marks.last, !rest.allSatisfy(\.isBlank), !line.text.hasPrefix("*.") else {
      return false
    }
    endParagraph()
    let depth = marks.count - 1
    func add(_ text: some StringProtocol, _ depth: Int) {
      let words = Self.plain(text.trimmed, line.number)
      if !words.isEmpty { blocks.append(.item(words, depth: depth)) }
    }
    if last == ";", let colon = rest.firstRange(of: " : ") ?? rest.firstRange(of: ": ") {
      add(rest[..<colon.lowerBound], depth)
      add(rest[colon.upperBound...], depth + 1)
    } else {
      add(rest, last == ":" ? depth + 1 : depth)
    }
    return true
  }

  /// Lines that begin with a blank are shown verbatim.
  private mutating func readPreformatted() {
    var code: [SourceLine] = []
    while next < lines.count, lines[next].text.first == " ", !lines[next].isBlank {
      code.append(lines[next])
      next += 1
    }
    blocks.append(.code(code))
  }

  private mutating func readUntil(_ end: String, isCode: Bool) {
    endParagraph()
    let start = next
    while next < lines.count, !lines[next].text.lowercased().contains(end) { next += 1 }
    next = min(next + 1, lines.count)
    let part = lines[start..<next].map { line -> SourceLine in
      let text = line.text.replacing("<!--", with: "").replacing("-->", with: "")
      return SourceLine(number: line.number, text: isCode ? text.withoutTagAtEnds : text)
    }.filter { !$0.isBlank }
    if !part.isEmpty { blocks.append(isCode ? .code(part) : .metadata(part)) }
  }

  /// The plain text of a line; several lines if it holds line breaks.
  private static func plain(_ text: String, _ number: Int) -> [SourceLine] {
    guard text.utf8.contains(where: { "<['&".utf8.contains($0) }) else {
      let text = text.trimmed
      return text.isEmpty ? [] : [SourceLine(number: number, text: text)]
    }
    var out = ProtectedText.protecting(text, between: "<nowiki>", and: "</nowiki>")
    out = out.replacing("<nowiki/>", with: "").replacing("<nowiki />", with: "")
    if out.contains("<ref") {
      out = out.replacing(Pattern.closedReference, with: "")
      out = out.replacing(Pattern.reference, with: "")
    }
    out = WikiLinks.plain(out)
    if out.contains("[") {
      out = out.replacing(Pattern.link) { String($0.output.2 ?? $0.output.1) }
    }
    out = Markup.withoutTags(WikiLinks.withoutQuotes(out))
    out = ProtectedText.unprotecting(Markup.withoutEntities(out))
    return out.split(separator: "\n").map { SourceLine(number: number, text: $0.trimmed) }
      .filter { !$0.text.isEmpty }
  }
}

extension String {
  /// The text without `<pre>` at the beginning and `</pre>` at the end.
  fileprivate var withoutTagAtEnds: String {
    var text = self[...]
    if text.first == "<", let close = text.firstIndex(of: ">") { text = text[close...].dropFirst() }
    if text.last == ">", let open = text.lastIndex(of: "<") { text = text[..<open] }
    return String(text)
  }
}

/// Compiled once; a literal in its place would be compiled at each use. The
/// values are never changed.
private enum Pattern {
  nonisolated(unsafe) static let closedReference =
    /<ref[^<>]*\/>/
  nonisolated(unsafe) static let reference =
    /<ref[^<>]*>[^<]*<\/ref>/
  nonisolated(unsafe) static let link =
    /\[((?:https?|ftp|mailto):[^\s\[\]]+)(?:\s+([^\[\]]*))?\]/
}
