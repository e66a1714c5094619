import EndpointModel

/// Datadog's IP ranges: `{version, modified, SERVICE: {prefixes_ipv4,
/// prefixes_ipv6}}` (Datadog documentation, "IP Ranges"). Prefixes by location
/// repeat those of the service.
enum Datadog: Feed {
  static let name = "datadog-ip-ranges"

  static func recognizes(_ root: JSONValue) -> Bool {
    root["modified"] != nil
      && root.members.contains { $0.value["prefixes_ipv4"]?.kind == .array }
  }

  static func read(_ root: JSONValue) -> FeedContent {
    var content = FeedContent()
    content.title = "Datadog IP ranges"
    content.feedVersion = root["version"]?.literal ?? root["version"]?.safeText
    content.revisedOn = root["modified"]?.safeText.flatMap { DateWords.first(in: $0) }
    for (service, value) in root.members where value.kind == .object {
      for list in ["prefixes_ipv4", "prefixes_ipv6"] {
        content.addAll(
          value[list], named: list, service: service.safeKey, group: nil)
      }
    }
    return content
  }
}
