import EndpointModel

/// Quotes the words of a document that its endpoints were read from.
///
/// ```swift
/// let document = Document(bytes: Array("10.0.0.1 web\n".utf8), source: "list.txt")
/// let endpoint = Endpoint(address: EndpointAddress("10.0.0.1"), line: 1)
/// try DocumentQuotes(document, of: [endpoint]).quote(of: endpoint)  // "10.0.0.1 web"
/// ```
public struct DocumentQuotes {
  private enum Content {
    /// With the byte offsets where the endpoints' lines begin, by line number.
    case text(SourceText, starts: [Int: Int])
    /// The rows and paragraphs of the endpoints' lines, by line number.
    case office([Int: String], DocumentPlaces)
  }

  private let content: Content

  /// In characters: enough for a table row, yet few enough to keep for every endpoint.
  private static let lengthLimit = 160
  /// How many lines are searched: a feed's element may begin some lines before its address.
  private static let lineCount = 8
  /// In bytes: nobody reads a longer line, such as a feed on a single line.
  private static let lineLimit = 4096

  /// - Parameters:
  ///   - reading: of the document; if it kept the rows, the document is not opened again.
  ///   - endpoints: the endpoints that may be quoted.
  /// - Throws: `ReadingError` if the document cannot be opened.
  public init(
    _ document: Document, _ reading: Reading? = nil, of endpoints: some Sequence<Endpoint>
  ) throws(ReadingError) {
    if let reading, !reading.rows.isEmpty {
      content = Self.content(reading.rows, reading.documentPlaces, endpoints)
      return
    }
    switch try OpenedDocument.opening(document) {
    case .text(let text, _):
      content = .text(text, starts: text.starts(ofLines: endpoints.compactMap(\.line)))
    case .office(let office):
      content = Self.content(office.lines, office.places, endpoints)
    }
  }

  private static func content(
    _ rows: [DocumentLine], _ places: DocumentPlaces, _ endpoints: some Sequence<Endpoint>
  ) -> Content {
    let wanted = Set(endpoints.compactMap(\.line))
    var texts: [Int: String] = [:]
    for row in rows {
      for number in row.numbers where wanted.contains(number) { texts[number] = row.text }
    }
    return .office(texts, places)
  }

  /// The endpoint's line, with white space folded. Of a long line, or of an element that spans
  /// several lines, it is the part around the address, at most 160 characters. Nil if the line is
  /// missing, blank, or longer than 4096 bytes. In a document that is not made of lines, it is the
  /// row or paragraph, after its place: `sheet Ports, cell B7: Web | 192.0.2.1 | 443`.
  public func quote(of endpoint: Endpoint) -> String? {
    switch content {
    case .text(let text, let starts): return Self.quote(of: endpoint, text, starts)
    case .office(let texts, let places):
      guard let line = endpoint.line, let text = texts[line] else { return nil }
      let address = endpoint.written?.description.lowercased() ?? ""
      return Self.excerpt(text, around: address).map { places.words(ofLine: line) + ": " + $0 }
    }
  }

  private static func quote(
    of endpoint: Endpoint, _ text: SourceText, _ starts: [Int: Int]
  ) -> String? {
    guard let start = endpoint.line.flatMap({ starts[$0] }),
      let (first, end) = text.nextLine(from: start, within: Self.lineLimit)
    else { return nil }
    let line = text.line(first)
    guard let address = endpoint.written?.description.lowercased() else {
      return Self.excerpt(line, around: "")
    }
    var words = line
    var isHere = words.contains(address) || words.lowercased().contains(address)
    var next = end
    for _ in 1..<Self.lineCount where !isHere {
      guard let (more, end) = text.nextLine(from: next, within: Self.lineLimit) else { break }
      next = end
      words += (words.isEmpty ? "" : " ") + text.line(more)
      isHere = words.lowercased().contains(address)
    }
    // If the document writes the address differently, its first line has to do.
    return Self.excerpt(isHere ? words : line, around: address)
  }

  private static func excerpt(_ words: String, around address: String) -> String? {
    var out = words
    if words.utf8.count > lengthLimit, let place = words.lowercased().firstRange(of: address) {
      let lower = words.lowercased()
      let before = lower.distance(from: lower.startIndex, to: place.lowerBound)
      let start = max(0, before - (lengthLimit - address.count) / 2)
      out = (start > 0 ? "…" : "") + String(words.dropFirst(start))
    }
    return out.withoutUnsafeCharacters.text.foldedOrNil?.abridged(to: lengthLimit)
  }
}
