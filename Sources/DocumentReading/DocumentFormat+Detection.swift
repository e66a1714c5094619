import EndpointModel

extension DocumentFormat {
  /// The text of a document, and findings about its encoding.
  ///
  /// Whether it is text is told by its bytes, before any are decoded: a format that is none is
  /// recognized here.
  static func text(of document: Document) throws(ReadingError) -> (SourceText, [Finding]) {
    guard document.bytes.count <= Document.byteLimit else {
      throw .tooLarge(source: document.source, byteCount: document.bytes.count)
    }
    if let kind = BinaryKind(of: document.bytes) {
      throw .binary(source: document.source, kind: kind)
    }
    return try TextDecoding.text(of: document)
  }

  /// Recognized by the content first, then by the name of the source.
  init(of text: SourceText) { self = Self.candidates(for: text)[0] }

  /// The formats that a text may be in, likeliest first. If one leaves something not understood,
  /// the next may fit better. Never empty.
  static func candidates(for text: SourceText) -> [DocumentFormat] {
    let head = String(decoding: text.utf8.prefix(16 << 10), as: UTF8.self)
    let start = head.drop(while: \.isWhitespace)
    let named = byName(text.source)
    if ScriptText.isOne(text) { return [.text] }
    if start.isJSONStart {
      // A page of markup may begin with its properties; data that is broken stays broken.
      if let named, !named.isData, named != .csv, named != .tsv, named != .html,
        (try? JSONTree(text)) == nil
      {
        return [named, .text]
      }
      return NDJSON.begins(text) ? [.ndjson, .json] : [.json]
    }
    if start.first == "<", named == nil || named == .xml, ManualXML.begins(head) {
      return [.docbook, .xml]
    }
    if let marked = ofTags(start, named) { return marked }
    let lines = head.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
      .prefix(400).map(String.init)
    if named == .hcl || named == nil && HCL.begins(lines) { return [.hcl, .text] }
    if Mail.begins(lines) { return [.mail, .text] }
    if named == nil || named == .csv || named == .tsv, let values = CSV.format(of: lines, named) {
      return [values, .text]
    }
    return ofMarks(lines, named)
  }

  /// The candidates for a text that begins with a tag; nil if the tag decides nothing.
  private static func ofTags(_ start: Substring, _ named: DocumentFormat?) -> [DocumentFormat]? {
    guard start.first == "<" else { return nil }
    let element = start.firstElement
    let isPage = start.isDocumentType || element == "html"
    if isPage { return [.html] }
    // Markdown and wiki pages may begin with an element or a comment.
    if let named, named != .html, named != .xml, !named.isData, named != .csv, named != .tsv {
      return nil
    }
    guard let element else { return nil }
    if start.hasPrefix("<?xml") || named == .xml { return [.xml, .html] }
    if pageElements.contains(element) { return [.html] }
    return start.hasPrefix("<!--") || !start.isWholeTag ? nil : [.xml, .html, .text]
  }

  private static let pageElements: Set<String> = [
    "html", "head", "body", "table", "div", "p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol",
    "dl", "section", "article", "main", "title", "script", "style", "meta", "link", "span", "tr",
    "td", "th", "tfoot", "thead", "tbody",
    "pre", "header", "nav", "aside", "center", "font", "form", "details",
    "blockquote", "hr", "br", "img", "a", "b", "strong", "em", "i", "ac",
  ]

  /// Whether the name of the source ends in an extension of this format.
  func isNamed(by source: String) -> Bool { Self.byName(source) == self }

  private static func byName(_ source: String) -> DocumentFormat? {
    guard source.contains(".") else { return nil }
    return switch source.split(separator: ".").last?.lowercased() {
    case "md", "mdx", "markdown": .markdown
    case "rst": .restructuredText
    case "adoc", "asciidoc", "asc": .asciidoc
    case "wiki", "mediawiki": .mediawiki
    case "moin": .moin
    case "confluence": .confluence
    case "eml": .mail
    case "json": .json
    case "ndjson", "jsonl": .ndjson
    case "yaml", "yml": .yaml
    case "xml": .xml
    case "tf", "tfvars", "hcl": .hcl
    case "html", "htm", "xhtml": .html
    case "csv": .csv
    case "tsv": .tsv
    default: nil
    }
  }

  // MARK: Marks of markup

  /// Ranks the markups by how many of their marks the text has; the source's name counts heavily.
  private static func ofMarks(_ lines: [String], _ named: DocumentFormat?) -> [DocumentFormat] {
    var marks = MarkupMarks(lines)
    if let named { marks.add(8, named) }
    if named == .yaml || named == nil, YAML.isLikely(lines, isNamed: named == .yaml) {
      marks.add(4, .yaml)
    }
    var found = marks.ranked
    // JSON and XML begin with their brackets, and a page without a tag is not HTML.
    found.removeAll { [.json, .xml, .mail, .html].contains($0) && $0 != named }
    if !found.contains(.text) { found.append(.text) }
    return found
  }
}

/// How many marks of each markup a text has.
private struct MarkupMarks {
  private var scores: [DocumentFormat: Int] = [:]
  private var hints: [DocumentFormat: Int] = [:]
  /// How many lines begin with `||`, and how many with one bar.
  private var wikiHeads = 0
  private var wikiRows = 0
  private let lines: [String]

  mutating func add(_ score: Int, _ format: DocumentFormat) { scores[format, default: 0] += score }

  /// Counts a mark that several formats share; only the first three count.
  private mutating func hint(_ format: DocumentFormat) {
    hints[format, default: 0] += 1
    if hints[format]! <= 3 { add(1, format) }
  }

  /// The formats with enough marks, most first.
  var ranked: [DocumentFormat] {
    DocumentFormat.allCases.filter { scores[$0] ?? 0 > 1 }.sorted { scores[$0]! > scores[$1]! }
  }

  init(_ lines: [String]) {
    self.lines = lines.map(\.trimmed)
    for (i, line) in self.lines.enumerated() where !line.isEmpty {
      readMarkdown(line, i)
      readReStructuredText(line, i)
      readAsciiDoc(line, i)
      readWikis(line, lines[i])
    }
    // Only Confluence has header rows of `||` above rows of `|`.
    if wikiHeads > 0 { add(4, wikiRows > 0 ? .confluence : .moin) }
    // Limited, so that the source's name counts in a long text, too.
    for (format, score) in scores { scores[format] = min(score, 20) }
  }

  private func line(_ i: Int) -> String { lines.indices.contains(i) ? lines[i] : "" }

  /// Whether the line above a rule is but one cell of a header that stands over several lines: no
  /// Markdown, but a table that was flattened.
  private func isHeaderBroken(_ rule: Int) -> Bool {
    let (above, first) = (line(rule - 1), line(rule - 2))
    return above.count { $0 == "|" } == 1 && above.last == "|" && first.last == "|"
      && line(rule).count { $0 == "|" } > 2
  }

  private mutating func readMarkdown(_ text: String, _ i: Int) {
    if text.first == "#", text.firstMatch(of: Pattern.markdownHeading) != nil {
      // A `#` line right above other text is more likely a comment.
      add(line(i + 1).isEmpty || text.hasPrefix("##") ? 2 : 1, .markdown)
    }
    if text.hasPrefix("```") || text.hasPrefix("](") { add(2, .markdown) }
    if text.contains("](") { add(2, .markdown) }
    if text.contains("|"), text.isTableRule, !isHeaderBroken(i) { add(4, .markdown) }
    if text.contains("**") || text.contains("`") && !text.contains("``") { hint(.markdown) }
  }

  private mutating func readReStructuredText(_ text: String, _ i: Int) {
    if text.hasPrefix("+--") || text.hasPrefix("+=="), text.isGridRule {
      add(2, .restructuredText)
    } else if text.isSimpleTableRule {
      add(2, .restructuredText)
    } else if text.hasPrefix(".. ") {
      add(text.contains("::") ? 3 : 2, .restructuredText)
    } else if text.firstMatch(of: Pattern.role) != nil {
      add(2, .restructuredText)
    } else if text.contains("``") || text.hasSuffix(" ::") {
      hint(.restructuredText)
    }
    if i < 40, text.isRule, text.first == "=", line(i - 1).count > 0,
      line(i - 1).count <= text.count
    {
      // Plain-text titles are underlined, too.
      hint(.restructuredText)
    }
  }

  private mutating func readAsciiDoc(_ text: String, _ i: Int) {
    if text.hasPrefix("|===") || text.hasPrefix(",===") {
      add(4, .asciidoc)
    } else if text.first == "[", text.firstMatch(of: Pattern.asciiDocAttributes) != nil {
      add(3, .asciidoc)
    } else if text.first == "=", text.last != "=",
      text.firstMatch(of: Pattern.asciiDocHeading) != nil
    {
      add(2, .asciidoc)
    } else if text.firstMatch(of: Pattern.asciiDocMacro) != nil {
      add(2, .asciidoc)
    }
  }

  private mutating func readWikis(_ text: String, _ whole: String) {
    if text.hasPrefix("{|") {
      add(4, .mediawiki)
    } else if text == "|-" || text.hasPrefix("|- ") || text == "|}" {
      add(2, .mediawiki)
    } else if text.contains("<nowiki>") {
      add(3, .mediawiki)
    } else if text.hasPrefix("||") {
      wikiHeads += 1
      if text.last == "|", !text.hasSuffix("||") { wikiRows += 1 }
    } else if text.first == "|", text.last == "|", !text.isTableRule {
      wikiRows += 1
    } else if text.firstMatch(of: Pattern.confluenceHeading) != nil {
      add(4, .confluence)
    } else if text.firstMatch(of: Pattern.confluenceMacro) != nil {
      add(3, .confluence)
    } else if WikiLinks.heading(text) != nil {
      add(2, .mediawiki)
      add(2, .moin)
    } else if text.hasPrefix("<<") || text.hasPrefix("#format") || text.hasPrefix("#acl") {
      add(2, .moin)
    } else if whole.hasPrefix(" * ") || text.contains("{{{") {
      add(1, .moin)
    } else if text.hasPrefix("* ") || text.hasPrefix(": ") || text.hasPrefix("; ") {
      if scores[.mediawiki] != nil { add(1, .mediawiki) }
    }
    if text.contains("'''") {
      add(1, .mediawiki)
      add(1, .moin)
    }
  }
}

extension Substring {
  /// `{"`, `{}`, or a bracket followed by a value: "[Draft]" is not JSON.
  fileprivate var isJSONStart: Bool {
    guard let bracket = first, bracket == "{" || bracket == "[" else { return false }
    let rest = dropFirst().drop(while: \.isWhitespace)
    guard let next = rest.first else { return true }
    if bracket == "{" { return next == "\"" || next == "}" }
    if next == "[" {
      // `[[anchor]]` begins AsciiDoc.
      let inner = rest.dropFirst().drop(while: \.isWhitespace).first ?? "["
      return "[{\"-0123456789]".contains(inner)
    }
    return "{\"]-0123456789".contains(next)
      || ["true", "false", "null"].contains { rest.hasPrefix($0) }
  }

  fileprivate var isDocumentType: Bool { prefix(9).lowercased() == "<!doctype" && isHTMLType }

  private var isHTMLType: Bool {
    dropFirst(9).drop(while: \.isWhitespace).prefix(4).lowercased() == "html"
  }

  /// The name of the first element after comments, declarations and processing instructions.
  fileprivate var firstElement: String? {
    var rest = self
    while rest.first == "<" {
      let end = ["<!--": "-->", "<?": "?>", "<!": ">"].first { rest.hasPrefix($0.key) }
      let mark = rest.hasPrefix("<!--") ? "-->" : end?.value
      guard let mark else { break }
      guard let close = rest.firstRange(of: mark) else { return nil }
      rest = rest[close.upperBound...].drop(while: \.isWhitespace)
    }
    guard rest.first == "<" else { return nil }
    let name = rest.dropFirst().prefix { $0.isLetter || $0.isNumber || $0 == "_" }.lowercased()
    return name.isEmpty ? nil : name
  }

  /// `<name …>`: anything else that begins with `<` is not markup.
  fileprivate var isWholeTag: Bool {
    guard let second = dropFirst().first, second.isLetter || second == "_" || second == "?" else {
      return false
    }
    return prefix(2000).contains(">")
  }
}

/// Compiled once; a literal in its place would be compiled at each use. The
/// values are never changed.
private enum Pattern {
  nonisolated(unsafe) static let markdownHeading =
    /^#{1,6} \S/
  nonisolated(unsafe) static let role =
    /:[a-z]+:`[^`]+`/
  nonisolated(unsafe) static let asciiDocAttributes =
    /^\[(?:cols|%|options|source|NOTE|TIP|IMPORTANT|WARNING|CAUTION|\[[A-Za-z][^\[\]]*\]\]$|#|\.|abstract|horizontal)/
  nonisolated(unsafe) static let asciiDocHeading =
    /^={1,6} \S/
  nonisolated(unsafe) static let asciiDocMacro =
    /^(?:include|image|toc|ifdef|ifndef)::|xref:[^\s\[\]]{1,200}\[|https?:\/\/[^\s\[\]]{1,200}\[[^\[\]]*\]|^:[a-z][a-z\-]*:$/
  nonisolated(unsafe) static let confluenceHeading =
    /^h[1-6]\. \S/
  nonisolated(unsafe) static let confluenceMacro =
    /^\{(?:code|noformat|info|note|warning|tip|toc|panel|expand|color)(?::[^{}]*)?\}/
}
