import EndpointModel

/// The one way from a document's bytes to its endpoints and findings.
///
/// A format turns the text into blocks; the interpretation turns blocks into
/// endpoints; a feed, whose fields are known, needs neither.
public enum DocumentReader {
  /// - Parameter allowsNone: whether a document that was read to its end may hold no
  ///   endpoint, as a list that was emptied.
  /// - Throws: `ReadingError` where the document cannot be read as what it claims
  ///   to be, or holds no endpoint. What is odd in a document that was read is a
  ///   finding.
  public static func read(
    _ document: consuming Document, allowsNone: Bool = false
  ) throws(ReadingError) -> Reading {
    try read(document, allowsNone: allowsNone, takesShortcuts: true)
  }

  /// As above, without order.
  public static func list(_ document: consuming Document) throws(ReadingError) -> Listing {
    var builder = try ReadingBuilder(document, takesShortcuts: true)
    return try builder.listing()
  }

  /// - Parameter takesShortcuts: whether tables and lists as programs write them are read
  ///   from their bytes; what is understood of them is the same either way.
  static func read(
    _ document: consuming Document, allowsNone: Bool = false, takesShortcuts: Bool
  ) throws(ReadingError) -> Reading {
    // The bytes of a large document go before its endpoints are sorted.
    var builder = try ReadingBuilder(document, takesShortcuts: takesShortcuts)
    return try builder.reading(allowsNone: allowsNone)
  }

  /// The lines of a document as they are read: decoded, without control characters.
  public static func lines(of document: Document) throws(ReadingError) -> [String] {
    let text = try TextDecoding.text(of: document).0
    let format = DocumentFormat(of: text)
    return try text.lines(areLong: format == .html || format == .xml).lines.map(\.text)
  }

  /// The names of a JSON text's first members, for an error.
  static func outline(of root: JSONValue) -> String {
    switch root.kind {
    case .object:
      let names = root.members.prefix(5).map { $0.key.abridged(to: 30).withVisibleControls }
      return names.isEmpty ? "an empty object" : "an object with " + names.joined(separator: ", ")
    case .array: return "an array of \(root.elements.count) elements"
    default: return "a single value"
    }
  }
}

extension Reading {
  /// What is wrong with a reading that has no endpoint.
  public var noEndpointsError: ReadingError {
    .noEndpoints(
      source: description.source, format: description.format,
      firstError: findings.first { $0.severity == .error })
  }
}
