import EndpointModel

/// What a document's text is written in.
enum DocumentFormat: String, Sendable {
  case json
  case html
  case markdown
  case restructuredText = "restructuredtext"
  case csv
  case tsv
  case text

  /// Told by the content first, then by the name of the source.
  init(of text: SourceText) {
    let head = String(decoding: text.utf8.prefix(16 << 10), as: UTF8.self)
    let start = head.drop(while: \.isWhitespace)
    if start.isJSONStart {
      self = .json
    } else if start.isHTMLStart {
      self = .html
    } else {
      let lines = head.split(whereSeparator: \.isNewline).prefix(200).map(String.init)
      self =
        Self.separatedValues(lines) ?? Self.byName(text.source) ?? Self.byMarks(lines)
    }
  }

  private static func byName(_ source: String) -> DocumentFormat? {
    switch source.split(separator: ".").last?.lowercased() {
    case "md", "mdx", "markdown": .markdown
    case "rst": .restructuredText
    case "json": .json
    case "csv": .csv
    case "tsv": .tsv
    default: nil
    }
  }

  /// Separated values where the first lines all have the same separator, and as
  /// many of it.
  private static func separatedValues(_ lines: [String]) -> DocumentFormat? {
    let head = lines.filter { $0.first != "#" }.prefix(20)
    func counts(_ separator: Character) -> [Int] {
      head.map { line in line.count { $0 == separator } }
    }
    let tabs = counts("\t")
    let commas = counts(",")
    if head.first?.contains("|") ?? true { return nil }
    if head.count > 1, let first = tabs.first, first > 0, tabs.allSatisfy({ $0 == first }) {
      return .tsv
    }
    // Sentences have blanks behind their commas.
    let isProse = head.contains { $0.contains(", ") && !$0.contains("\"") }
    if head.count > 1, !isProse, let first = commas.first, first > 0,
      commas.allSatisfy({ $0 >= first })
    {
      return .csv
    }
    return nil
  }

  private static func byMarks(_ lines: [String]) -> DocumentFormat {
    let trimmed = lines.map(\.trimmed)
    if trimmed.contains(where: { $0.hasPrefix("+--") && $0.hasSuffix("+") })
      || zip(trimmed, trimmed.dropFirst()).contains(where: {
        $1.count >= 3 && $1.allSatisfy { $0 == "=" } && $0.count <= $1.count && !$0.isEmpty
      })
    {
      return .restructuredText
    }
    let isMarkdown = trimmed.contains { line in
      line.firstMatch(of: Pattern.markdownHeading) != nil || line.hasPrefix("```")
        || line.hasPrefix("](")
        || line.contains("](http") || (line.isTableRule && line.contains("|"))
    }
    return isMarkdown ? .markdown : .text
  }

  /// The blocks of a text in this format, with findings on its characters.
  func blocks(of text: SourceText) throws(ReadingError) -> (
    blocks: [Block], findings: [Finding]
  ) {
    if self == .html {
      // A page may be one line.
      let (utf8, findings) = text.withoutUnsafeCharacters()
      return (try HTML.blocks(utf8, source: text.source), findings)
    }
    let (lines, findings) = try text.lines()
    let blocks =
      switch self {
      case .markdown: try Markdown.blocks(lines, source: text.source)
      case .restructuredText: ReStructuredText.blocks(lines)
      case .text where lines.contains(where: { $0.text.contains("|") }):
        PipeText.blocks(lines, endsWithNewLine: text.endsWithNewLine)
      case .json, .html, .csv, .tsv, .text: PlainText.blocks(lines)
      }
    return (blocks, findings)
  }
}

extension Substring {
  /// `{"`, `{}`, or a bracket with a value behind it: "[Draft]" is no JSON.
  fileprivate var isJSONStart: Bool {
    guard let bracket = first, bracket == "{" || bracket == "[" else { return false }
    let rest = dropFirst().drop(while: \.isWhitespace)
    guard let next = rest.first else { return true }
    if bracket == "{" { return next == "\"" || next == "}" }
    return "{[\"]-0123456789".contains(next)
      || ["true", "false", "null"].contains { rest.hasPrefix($0) }
  }

  /// A document type, a comment, or an element that begins pages and pieces of them.
  fileprivate var isHTMLStart: Bool {
    guard first == "<" else { return false }
    let name = dropFirst().prefix { $0.isLetter || $0.isNumber || $0 == "!" || $0 == "?" }
      .lowercased()
    if name == "!" || name.hasPrefix("!doctype") || name.hasPrefix("?xml") {
      // A comment may stand above Markdown.
      guard hasPrefix("<!--") else { return true }
      let after = firstRange(of: "-->").map { self[$0.upperBound...] } ?? self[endIndex...]
      return after.drop(while: \.isWhitespace).isHTMLStart
    }
    return [
      "html", "head", "body", "table", "div", "p", "h1", "h2", "h3", "ul", "ol", "section",
      "article", "main", "title", "script", "meta", "span", "tr", "thead", "tbody",
    ].contains(name)
  }
}

/// Compiled once; a literal in its place would be compiled at each use. The
/// values are never changed.
private enum Pattern {
  nonisolated(unsafe) static let markdownHeading =
    /^#{1,6} \S/
}
