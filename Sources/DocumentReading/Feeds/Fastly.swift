import EndpointModel

/// Fastly's public IP list: `{addresses, ipv6_addresses}` (Fastly documentation,
/// "public-ip-list").
enum Fastly: Feed {
  static let name = "fastly-ip-list"

  static func recognizes(_ root: JSONValue) -> Bool {
    root["addresses"]?.kind == .array && root["ipv6_addresses"]?.kind == .array
  }

  static func read(_ root: JSONValue) -> FeedContent {
    var content = FeedContent()
    content.title = "Fastly public IP list"
    for key in ["addresses", "ipv6_addresses"] {
      content.addAll(root[key], named: key, service: nil, group: key)
    }
    return content
  }
}
