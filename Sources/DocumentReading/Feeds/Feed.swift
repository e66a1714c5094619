import EndpointModel

/// A vendor's own JSON, whose fields are known.
protocol Feed: Sendable {
  /// The format's name in reports: `aws-ip-ranges`.
  static var name: String { get }

  /// Whether a JSON text is this feed, told by the fields that it has.
  static func recognizes(_ root: JSONValue) -> Bool

  static func read(_ root: JSONValue) -> FeedContent
}

/// What a feed holds.
struct FeedContent {
  var endpoints: [Endpoint] = []
  var findings = Findings()
  var title: String?
  var feedVersion: String?
}

/// Every feed that is read; the first that recognizes a text reads it.
enum Feeds {
  static let all: [any Feed.Type] = [GatebookJSON.self, AWSIPRanges.self]
}

extension JSONValue {
  /// A string without control and invisible characters, white space folded; nil
  /// for other kinds and where nothing is left.
  var safeText: String? { string?.withoutUnsafeCharacters.text.foldedOrNil }
}
