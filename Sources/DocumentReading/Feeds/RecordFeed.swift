/// Separated values whose columns are known.
protocol RecordFeed: Sendable {
  /// The format's name in reports: `geofeed`.
  static var name: String { get }

  /// Whether a text is this feed, judging by its records.
  static func recognizes(_ records: [CSV.Record]) -> Bool

  static func read(_ records: [CSV.Record]) -> FeedContent
}

/// Every feed of separated values; the first that recognizes a text reads it.
enum RecordFeeds {
  static let all: [any RecordFeed.Type] = [GatebookCSV.self, Geofeed.self]
}
