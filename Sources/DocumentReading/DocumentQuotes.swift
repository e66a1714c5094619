import EndpointModel

/// The words of a document that its endpoints were read from.
public struct DocumentQuotes {
  private let text: SourceText
  /// Where the lines that may be needed stand in the text, by their numbers.
  private let lines: [Int: Range<Int>]

  /// In characters: enough for a table's row, little enough to keep for each endpoint.
  private static let lengthLimit = 160
  /// A feed's element begins some lines before its address.
  private static let lineCount = 8
  /// Nobody reads a line of more bytes than this, such as a feed on a single line.
  private static let lineLimit = 4096

  /// - Parameter endpoints: those whose words are wanted.
  /// - Throws: `ReadingError` where the document cannot be read.
  public init(_ document: Document, of endpoints: [Endpoint]) throws(ReadingError) {
    var numbers = Set<Int>()
    for line in endpoints.lazy.compactMap(\.line) {
      numbers.formUnion(line..<(line + Self.lineCount))
    }
    text = try TextDecoding.text(of: document).0
    lines = text.places(ofLines: numbers)
  }

  /// Nil for one that is too long, too.
  private func line(_ number: Int) -> String? {
    guard let place = lines[number], place.count <= Self.lineLimit else { return nil }
    return text.line(place)
  }

  /// The endpoint's line, white space folded; of a line that is too long, or of an element
  /// that goes over several, the part around the address. Nil where nothing stands there.
  public func quote(of endpoint: Endpoint) -> String? {
    guard let number = endpoint.line, let line = line(number) else { return nil }
    let address = endpoint.address?.description.lowercased()
    var words = ""
    for text in (number..<(number + Self.lineCount)).lazy.compactMap({ self.line($0) }) {
      words += (words.isEmpty ? "" : " ") + text
      guard let address, !words.lowercased().contains(address) else { break }
    }
    // Where the address is written otherwise than here, its first line has to do.
    if let address, !words.lowercased().contains(address) { words = line }
    return Self.excerpt(words, around: address ?? "")
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
