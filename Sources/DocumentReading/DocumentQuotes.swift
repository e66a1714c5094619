import EndpointModel

/// The words of a document that its endpoints were read from.
public struct DocumentQuotes {
  private let text: SourceText
  /// Where the endpoints' lines begin in the text, by their numbers.
  private let starts: [Int: Int]

  /// In characters: enough for a table's row, little enough to keep for each endpoint.
  private static let lengthLimit = 160
  /// A feed's element begins some lines before its address.
  private static let lineCount = 8
  /// Nobody reads a line of more bytes than this, such as a feed on a single line.
  private static let lineLimit = 4096

  /// - Parameter endpoints: those whose words are wanted.
  /// - Throws: `ReadingError` where the document cannot be read.
  public init(_ document: Document, of endpoints: [Endpoint]) throws(ReadingError) {
    text = try TextDecoding.text(of: document).0
    starts = text.starts(ofLines: endpoints.compactMap(\.line))
  }

  /// The endpoint's line, white space folded; of a long one, or of an element that goes over
  /// several, the part around the address. Nil where nothing stands there, or too much.
  public func quote(of endpoint: Endpoint) -> String? {
    guard let start = endpoint.line.flatMap({ starts[$0] }),
      let (first, end) = text.nextLine(from: start, within: Self.lineLimit)
    else { return nil }
    let line = text.line(first)
    guard let address = endpoint.address?.description.lowercased() else {
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
    // Where the address is written otherwise than here, its first line has to do.
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
