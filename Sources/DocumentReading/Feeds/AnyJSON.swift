import EndpointModel

/// JSON from no known vendor, read by the general rules for data.
enum AnyJSON: Feed {
  static let name = "json"

  static func recognizes(_ root: JSONValue) -> Bool {
    root.kind == .object || root.kind == .array
  }

  static func read(_ root: JSONValue) -> FeedContent {
    FeedContent(DataReading(DataNode(root)))
  }
}

extension FeedContent {
  init(_ reading: DataReading) {
    for endpoint in reading.endpoints { endpoints.append(endpoint) }
    findings = reading.findings
    tables = reading.tables
    title = reading.title
    feedVersion = reading.version
  }
}
