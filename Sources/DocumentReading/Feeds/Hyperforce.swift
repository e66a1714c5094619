import EndpointModel

/// Salesforce Hyperforce: `{syncToken, createDate, prefixes: [{region, provider, ip_prefix: []}],
/// ipv6_prefixes: [{…, ipv6_prefix: []}]}` (Salesforce Help 000394078, "Hyperforce IPs to Allow").
/// The list has addresses for both directions and does not tell them apart.
enum Hyperforce: Feed {
  static let name = "salesforce-hyperforce"

  /// Amazon's list looks alike, but names no provider.
  static func recognizes(_ root: JSONValue) -> Bool {
    guard root["syncToken"] != nil, let list = root["prefixes"] ?? root["ipv6_prefixes"],
      let first = list.elements.first
    else { return false }
    return first["provider"] != nil && (first["ip_prefix"] ?? first["ipv6_prefix"]) != nil
  }

  static func read(_ root: JSONValue) -> FeedContent {
    var content = FeedContent()
    content.title = "Salesforce Hyperforce IP ranges"
    content.feedVersion = root["syncToken"]?.safeText ?? root["syncToken"]?.literal
    content.revisedOn = root["createDate"]?.safeText.flatMap { DateWords.first(in: $0) }
    for list in ["prefixes", "ipv6_prefixes"] {
      for element in root[list]?.elements ?? [] {
        for field in ["ip_prefix", "ipv6_prefix"] {
          guard let value = element[field] else { continue }
          let blocks = value.kind == .array ? value.elements : [value]
          for block in blocks {
            content.add(
              block, service: element["provider"]?.safeText, group: element["region"]?.safeText)
          }
        }
      }
    }
    return content
  }
}
