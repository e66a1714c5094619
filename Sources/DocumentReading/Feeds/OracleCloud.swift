import EndpointModel

/// Oracle Cloud: `{last_updated_timestamp, regions: [{region, cidrs: [{cidr, tags: []}]}]}` (Oracle
/// Cloud Infrastructure documentation, "IP Address Ranges"). The tags tell what a block is for.
enum OracleCloud: Feed {
  static let name = "oracle-cloud"

  static func recognizes(_ root: JSONValue) -> Bool {
    root["last_updated_timestamp"] != nil
      && root["regions"]?.elements.first?["cidrs"]?.kind == .array
  }

  static func read(_ root: JSONValue) -> FeedContent {
    var content = FeedContent()
    content.title = "Oracle Cloud IP ranges"
    content.feedVersion = root["last_updated_timestamp"]?.safeText
    content.revisedOn = content.feedVersion.flatMap { DateWords.first(in: $0) }
    for region in root["regions"]?.elements ?? [] {
      for block in region["cidrs"]?.elements ?? [] {
        guard let address = block["cidr"] else {
          content.findings.add(
            .error, "field-missing", line: block.line, quote: nil,
            "an element without cidr was left out")
          continue
        }
        content.add(
          address, service: block["tags"]?.joinedTexts, group: region["region"]?.safeText)
      }
    }
    return content
  }
}
