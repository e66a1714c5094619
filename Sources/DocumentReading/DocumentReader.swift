import EndpointModel

/// The single way from a document's bytes to its endpoints and findings.
///
/// ```swift
/// let csv = "Protocol,Destination,Ports,Service\ntcp,192.0.2.1,443,Web\n"
/// let document = Document(bytes: Array(csv.utf8), source: "list.csv")
/// let endpoint = try DocumentReader.read(document).endpoints[0]
/// "\(endpoint.service!) \(endpoint.address!) \(endpoint.ports!)"  // "Web 192.0.2.1 443"
/// ```
///
/// A format turns the text into blocks; the interpretation turns blocks into endpoints; a feed,
/// whose fields are known, needs neither.
public enum DocumentReader {
  /// Reads a document in any format, recognized by its content and the name of its source.
  /// Duplicate endpoints are left out.
  ///
  /// - Parameters:
  ///   - layout: what a person confirmed or corrected of how it is read. The reading then tells how
  ///     every table and list was understood, and which corrections found nothing to apply to.
  ///   - allowsNone: whether a document that was read to its end may hold no endpoint, like a list
  ///     that has been emptied.
  ///   - keepsRows: whether the reading is to hold the rows of a document that is not made of lines,
  ///     to be quoted without opening it again.
  /// - Throws: `ReadingError` if the document cannot be read as what it claims to be, or holds no
  ///   endpoint. Anything unusual in a document that was read is a finding.
  public static func read(
    _ document: consuming Document, layout: Layout? = nil, allowsNone: Bool = false,
    keepsRows: Bool = false
  ) throws(ReadingError) -> Reading {
    try read(
      document, layout: layout, allowsNone: allowsNone, keepsRows: keepsRows, takesShortcuts: true)
  }

  /// Like `read`, but keeps duplicates, does not sort the endpoints, and reports only errors.
  ///
  /// - Throws: `ReadingError` if the document cannot be read, or holds no endpoint.
  public static func list(_ document: consuming Document) throws(ReadingError) -> Listing {
    var builder = try ReadingBuilder(document, takesShortcuts: true)
    return try builder.listing()
  }

  /// - Parameter takesShortcuts: whether tables and lists such as programs write are read directly
  ///   from their bytes; the result is the same either way.
  static func read(
    _ document: consuming Document, layout: Layout? = nil, allowsNone: Bool = false,
    keepsRows: Bool = false, takesShortcuts: Bool
  ) throws(ReadingError) -> Reading {
    // The bytes of a large document are released before its endpoints are sorted.
    var builder = try ReadingBuilder(
      document, layout: layout, keepsRows: keepsRows, takesShortcuts: takesShortcuts)
    return try builder.reading(allowsNone: allowsNone)
  }

  /// The lines of a document as they are read: decoded, without line ends and control characters; a
  /// row of a table where a document is not made of lines.
  ///
  /// ```swift
  /// let document = Document(bytes: Array("a\u{1B}[31mb\r\nc".utf8), source: "list.txt")
  /// try DocumentReader.lines(of: document).map(\.text)  // ["ab", "c"]
  /// ```
  ///
  /// - Throws: `ReadingError` if the document cannot be opened, or a line is too long.
  public static func lines(of document: Document) throws(ReadingError) -> [DocumentLine] {
    switch try OpenedDocument.opening(document) {
    case .office(let office): return office.lines
    case .text(let text, _):
      let format = DocumentFormat(of: text)
      return try text.lines(areLong: format == .html || format == .xml || format == .docbook).lines
        .map {
          DocumentLine(
            numbers: $0.number..<$0.number + 1, label: String($0.number), text: $0.text)
        }
    }
  }

  /// Describes the root of a JSON text for an error, such as by the names of its first members.
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
  /// The error to report for a reading without endpoints.
  public var noEndpointsError: ReadingError {
    .noEndpoints(
      source: description.source, format: description.format,
      firstError: findings.first { $0.severity == .error })
  }
}
