import EndpointModel

/// What a cell of a table is as a header or a name.
extension TextFacts {
  /// Splits headers that programs write into words: `from_port`, `destPort`.
  var asHeader: TextFacts {
    guard lines.count == 1, !text.contains(" "),
      text.contains("_") || text.dropFirst().contains(where: \.isUppercase)
    else { return self }
    let words = text.separatedWords
    return words == text ? self : TextFacts(words, line: line)
  }

  var firstPort: UInt16? { tokens.lazy.compactMap(\.number).first.flatMap { UInt16(exactly: $0) } }

  /// The words in its first brackets, if they say more than a protocol: "TCP 2049 (NFS)".
  var wordsInBrackets: String? {
    guard let open = tokens.firstIndex(where: { $0.isSign("(") }) else { return nil }
    let inner = tokens[(open + 1)...].prefix { !$0.isSign(")") }
    let isName = inner.contains {
      $0.isWord && $0.transport == nil
        && !$0.concepts.containsAny(of: .port, .any, .example, .customer, .unknown, .and, .or)
    }
    return isName && inner.count <= 4 ? AddressFacts.text(inner) : nil
  }

  /// Blank, or "none (only from inside)".
  var saysNothing: Bool {
    guard !isBlank, let open = tokens.firstIndex(where: { $0.isSign("(") }) else { return isBlank }
    return AddressFacts.text(tokens[..<open]).isBlankWord
  }

  /// The text as a name; empty if it stands for nothing.
  var nameText: String {
    let name = text.trimmed
    return name.isBlankWord ? "" : name
  }
}
