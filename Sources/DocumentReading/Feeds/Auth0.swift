import EndpointModel

/// Auth0's list: `{last_updated_at, regions: {R: {ipv4_cidrs}}, changelog}` (Auth0 documentation,
/// "IP ranges"). The changelog is about the past and is not read.
enum Auth0: Feed {
  static let name = "auth0-ip-ranges"

  static func recognizes(_ root: JSONValue) -> Bool {
    root["regions"]?.members.contains { $0.value["ipv4_cidrs"]?.kind == .array } ?? false
  }

  static func read(_ root: JSONValue) -> FeedContent {
    var content = FeedContent()
    content.title = "Auth0 IP ranges"
    content.feedVersion = root["last_updated_at"]?.safeText
    content.revisedOn = root["last_updated_at"]?.safeText.flatMap { DateWords.first(in: $0) }
    for (region, value) in root["regions"]?.members ?? [] {
      for (key, list) in value.members where key.hasSuffix("_cidrs") {
        content.addAll(
          list, named: key, service: nil, group: region.safeKey)
      }
    }
    return content
  }
}
