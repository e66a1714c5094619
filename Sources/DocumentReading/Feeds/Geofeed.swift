import EndpointModel

/// A self-published geolocation feed (RFC 8805): CSV without a header, `prefix, country, region,
/// city, postal code`, comments after `#`. The place is the group.
enum Geofeed: RecordFeed {
  static let name = "geofeed"

  /// Whether every record begins with an IP prefix, followed by a two-letter country code or
  /// nothing.
  static func recognizes(_ records: [CSV.Record]) -> Bool {
    let head = records.prefix(50).filter { !$0.isComment }
    guard !head.isEmpty, head.allSatisfy({ (3...5).contains($0.cells.count) }) else { return false }
    return head.allSatisfy { record in
      CIDRBlock(record.cells[0].trimmed) != nil
        && [0, 2].contains(record.cells[1].trimmed.count)
        && record.cells[1].allSatisfy { $0.isLetter || $0.isWhitespace }
    }
  }

  static func read(_ records: [CSV.Record]) -> FeedContent {
    var content = FeedContent()
    for record in records where !record.isComment {
      let quote = record.cells.joined(separator: ",")
      guard (1...6).contains(record.cells.count) else {
        content.findings.add(
          .error, "row-not-understood", line: record.line, quote: quote,
          "the record has \(record.cells.count) cells; it was left out")
        continue
      }
      do throws(ValueError) {
        let block = try CIDRBlock(parsing: record.cells[0].trimmed)
        let place = record.cells.dropFirst().prefix(3).reversed().compactMap(\.foldedOrNil)
        content.endpoints.append(
          Endpoint(
            group: place.joined(separator: ", ").foldedOrNil, address: .block(block),
            line: record.line))
      } catch {
        content.findings.add(
          .error, "address-not-understood", line: record.line, quote: quote,
          "\(error); it was left out")
      }
    }
    return content
  }
}

extension CSV.Record {
  /// Whether the line begins with "#", whatever commas it has.
  fileprivate var isComment: Bool { cells.first?.trimmed.first == "#" }
}
