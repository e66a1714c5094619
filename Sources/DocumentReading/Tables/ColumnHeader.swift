/// What the words of one header name, for formats that have to tell headers from cells.
enum ColumnHeader {
  /// The concept that says most about what the column holds; nil if the words name none.
  static func concept(_ facts: TextFacts) -> Concept? {
    guard facts.text.utf8.count <= 80, !facts.isDirection || facts.tokens.count > 1 else {
      return nil
    }
    return [
      Concept.port, .transportProtocol, .address, .host, .network, .source, .destination,
      .direction,
      .action, .service, .group, .note, .application, .identifier, .mask, .owner, .count,
      .encryption,
    ].first { facts.concepts.contains($0) }
      ?? (facts.tokens.contains { $0.transport != nil } && !facts.holdsAddress
        ? .transportProtocol : nil)
  }

  static func concept(_ text: String) -> Concept? { concept(TextFacts(text, line: 1)) }
}
