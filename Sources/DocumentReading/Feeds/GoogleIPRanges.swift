import EndpointModel

/// Google's `cloud.json` and `goog.json`: `{syncToken, creationTime, prefixes: [{ipv4Prefix or
/// ipv6Prefix, service, scope}]}`; `goog.json` has no service or scope (Google Workspace help,
/// "Obtain Google IP address ranges").
enum GoogleIPRanges: Feed {
  static let name = "google-ip-ranges"

  static func recognizes(_ root: JSONValue) -> Bool {
    guard let first = root["prefixes"]?.elements.first else { return false }
    return first["ipv4Prefix"] != nil || first["ipv6Prefix"] != nil
  }

  static func read(_ root: JSONValue) -> FeedContent {
    var content = FeedContent()
    content.title = "Google IP ranges"
    content.feedVersion = root["syncToken"]?.safeText
    content.revisedOn = root["creationTime"]?.safeText.flatMap { DateWords.first(in: $0) }
    for element in root["prefixes"]?.elements ?? [] {
      guard let prefix = element["ipv4Prefix"] ?? element["ipv6Prefix"] else {
        content.findings.add(
          .error, "field-missing", line: element.line, quote: nil,
          "an element without ipv4Prefix and ipv6Prefix was left out")
        continue
      }
      content.add(
        prefix, service: element["service"]?.safeText, group: element["scope"]?.safeText)
    }
    return content
  }
}
