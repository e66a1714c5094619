/// A piece of a document that holds data rather than text, whether JSON, YAML or XML.
struct DataNode: Sendable {
  enum Content: Sendable {
    /// Members in document order; a name may occur more than once.
    case object([(key: String, node: DataNode)])
    case list([DataNode])
    case text(String)
    /// As it is written.
    case number(String)
    case truth(Bool)
    case null
  }

  /// The line where it begins, from 1.
  let line: Int
  let content: Content
}

extension DataNode {
  /// - Parameter lineOffset: how many lines precede the value's text.
  init(_ value: JSONValue, lineOffset: Int = 0) {
    line = value.line + lineOffset
    content =
      switch value.kind {
      case .object:
        .object(
          value.members.map {
            ($0.key.withSafeLines, DataNode($0.value, lineOffset: lineOffset))
          })
      case .array: .list(value.elements.map { DataNode($0, lineOffset: lineOffset) })
      case .string, .escapedString: .text((value.string ?? "").withSafeLines)
      case .number: .number(value.literal ?? "")
      case .bool: .truth(value.literal == "true")
      case .null: .null
      }
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
    case .html, .markdown, .restructuredText, .asciidoc, .mediawiki, .moin, .confluence, .mail,
      .csv, .tsv, .text:
      nil
    }
  }
}
