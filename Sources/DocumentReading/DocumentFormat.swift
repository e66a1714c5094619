import EndpointModel

/// The format that a document's text is written in.
enum DocumentFormat: String, Sendable, CaseIterable {
  case json
  case ndjson
  case yaml
  case xml
  case hcl
  case html
  case markdown
  case restructuredText = "restructuredtext"
  case asciidoc
  case mediawiki
  case moin
  case confluence
  case docbook
  case mail
  case csv
  case tsv
  case text

  /// Whether it holds data rather than text.
  var isData: Bool { [.json, .ndjson, .yaml, .xml, .hcl].contains(self) }

  /// The blocks of a text in this format, and findings about its characters; no blocks for data.
  func blocks(of text: SourceText) throws(ReadingError) -> (
    blocks: [Block], findings: [Finding]
  ) {
    switch self {
    case .html:
      // A page may be a single line.
      let (utf8, findings) = text.withoutUnsafeCharacters()
      return (try HTML.blocks(utf8, source: text.source), findings)
    case .docbook:
      let (utf8, findings) = text.withoutUnsafeCharacters()
      return (try HTML.blocks(ManualXML.html(utf8), source: text.source), findings)
    case .mail: return try Self.blocks(of: Mail(text), text)
    default: break
    }
    let (lines, findings) = try text.lines()
    let blocks: [Block] =
      switch self {
      case .json, .ndjson, .yaml, .xml, .hcl, .html, .docbook, .mail: []
      case .markdown: try Markdown.blocks(lines, source: text.source)
      case .restructuredText: ReStructuredText.blocks(lines)
      case .asciidoc: AsciiDoc.blocks(lines)
      case .mediawiki: MediaWiki.blocks(lines)
      case .moin: MoinWiki.blocks(lines)
      case .confluence: ConfluenceWiki.blocks(lines)
      case .csv, .tsv:
        [
          .table(
            CSV.table(
              try CSV.records(
                lines, source: text.source, separator: CSV.separator(of: text) ?? ",")))
        ]
      case .text where ScriptText.isOne(text): ScriptText.blocks(lines)
      case .text where lines.contains(where: { $0.text.contains("|") }):
        PipeText.blocks(lines, endsWithNewLine: text.endsWithNewLine, .byFacts)
      case .text: PlainText.blocks(lines, .byFacts)
      }
    return (blocks, findings)
  }

  /// The blocks of a mail, whose body is read in the body's own format.
  private static func blocks(of mail: Mail, _ text: SourceText) throws(ReadingError) -> (
    blocks: [Block], findings: [Finding]
  ) {
    let head: [Block] = mail.metadata.isEmpty ? [] : [.metadata(mail.metadata)]
    let inner = SourceText(source: "", encoding: text.encoding, utf8: mail.body)
    let format = mail.isHTML ? .html : candidates(for: inner)[0]
    // A mail within a mail, or data, is read as text.
    let isText = !format.isData && format != .mail
    let (blocks, findings) = try (isText ? format : .text).blocks(of: inner)
    return (head + blocks, findings)
  }
}

extension DocumentFormat {
  /// The data of a text in this format; nil if the format holds text rather than data.
  func data(of text: SourceText) throws(ReadingError) -> DataNode? {
    switch self {
    case .json: DataNode(try JSONTree(text).root)
    case .ndjson: try NDJSON.node(text)
    case .yaml: try YAML.node(text.lines().lines, source: text.source)
    case .xml: try XML.node(text.utf8, source: text.source)
    case .hcl: try HCL.node(text.lines().lines, source: text.source)
    case .html, .markdown, .restructuredText, .asciidoc, .mediawiki, .moin, .confluence, .docbook,
      .mail, .csv, .tsv, .text:
      nil
    }
  }
}
