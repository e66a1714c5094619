import EndpointModel

/// Cloudflare's list: `{result: {etag, ipv4_cidrs, ipv6_cidrs}, success}`, with
/// or without `result` around it (Cloudflare API, "Cloudflare IPs").
enum Cloudflare: Feed {
  static let name = "cloudflare-ips"

  static func recognizes(_ root: JSONValue) -> Bool {
    let result = root["result"] ?? root
    return result["ipv4_cidrs"]?.kind == .array && result["regions"] == nil
  }

  static func read(_ root: JSONValue) -> FeedContent {
    let result = root["result"] ?? root
    var content = FeedContent()
    content.title = "Cloudflare IPs"
    content.feedVersion = result["etag"]?.safeText
    for (key, value) in result.members where key.hasSuffix("_cidrs") {
      content.addAll(value, named: key, service: nil, group: key.safeKey)
    }
    return content
  }
}
