import EndpointModel

/// Quotes the words of a document that its endpoints were read from.
///
/// ```swift
/// let document = Document(bytes: Array("10.0.0.1 web\n".utf8), source: "list.txt")
/// let endpoint = Endpoint(address: EndpointAddress("10.0.0.1"), line: 1)
/// try DocumentQuotes(document, of: [endpoint]).quote(of: endpoint)  // "10.0.0.1 web"
/// ```
public struct DocumentQuotes {
  private let text: SourceText
  /// The byte offsets where the endpoints' lines begin, by line number.
  private let starts: [Int: Int]

  /// In characters: enough for a table row, yet few enough to keep for every endpoint.
  private static let lengthLimit = 160
  /// How many lines are searched: a feed's element may begin some lines before its address.
  private static let lineCount = 8
  /// In bytes: nobody reads a longer line, such as a feed on a single line.
  private static let lineLimit = 4096

  /// - Parameter endpoints: the endpoints that may be quoted.
  /// - Throws: `ReadingError` if the document is not text that can be decoded.
  public init(_ document: Document, of endpoints: some Sequence<Endpoint>) throws(ReadingError) {
    text = try DocumentFormat.text(of: document).0
    starts = text.starts(ofLines: endpoints.compactMap(\.line))
  }

  /// The endpoint's line, with white space folded. Of a long line, or of an element that spans
  /// several lines, it is the part around the address, at most 160 characters. Nil if the line is
  /// missing, blank, or longer than 4096 bytes.
  public func quote(of endpoint: Endpoint) -> String? {
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
