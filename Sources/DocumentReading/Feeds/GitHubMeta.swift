import EndpointModel

/// GitHub's `meta`: an object with arrays of CIDR blocks under some of its keys (GitHub REST API,
/// "Get GitHub meta information"). GitHub says that the list is not exhaustive.
enum GitHubMeta: Feed {
  static let name = "github-meta"

  static func recognizes(_ root: JSONValue) -> Bool {
    root["verifiable_password_authentication"] != nil
      || (root["hooks"]?.kind == .array && root["web"]?.kind == .array
        && root["git"]?.kind == .array)
  }

  static func read(_ root: JSONValue) -> FeedContent {
    var content = FeedContent()
    content.title = "GitHub meta"
    for (key, value) in root.members where value.kind == .array && !key.contains("ssh_key") {
      content.addAll(value, named: key, service: key.safeKey, group: nil)
    }
    for (key, value) in root["domains"]?.members ?? [] {
      let service = key.safeKey
      content.addAll(
        value.kind == .array ? value : nil, named: key, service: service, group: "domains")
      for (inner, list) in value.members where list.kind == .array {
        content.addAll(
          list, named: inner, service: service, group: inner.safeKey)
      }
    }
    return content
  }
}
