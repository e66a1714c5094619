import EndpointModel

/// Atlassian's ranges: `{creationDate, syncToken, items: [{network, mask_len, cidr, mask, region: [],
/// product: [], direction: []}]}` (`ip-ranges.atlassian.com`; Atlassian Support, "IP addresses and
/// domains for Atlassian cloud products"). Whose ingress and egress it means, the description does
/// not say: the words are a note, and the direction stays unstated.
enum Atlassian: Feed {
  static let name = "atlassian-ip-ranges"

  static func recognizes(_ root: JSONValue) -> Bool {
    guard root["syncToken"] != nil, let first = root["items"]?.elements.first else { return false }
    return first["cidr"] != nil && first["product"] != nil
  }

  static func read(_ root: JSONValue) -> FeedContent {
    var content = FeedContent()
    content.title = "Atlassian IP ranges"
    content.feedVersion = root["syncToken"]?.literal ?? root["syncToken"]?.safeText
    content.revisedOn = root["creationDate"]?.safeText.flatMap { DateWords.first(in: $0) }
    for item in root["items"]?.elements ?? [] {
      guard let address = item["cidr"] else {
        content.findings.add(
          .error, "field-missing", line: item.line, quote: nil,
          "an element without cidr was left out")
        continue
      }
      content.add(
        address, service: item["product"]?.joinedTexts, group: item["region"]?.joinedTexts,
        note: item["direction"]?.joinedTexts)
    }
    return content
  }
}

extension JSONValue {
  /// The safe texts of a list, or the one of a single value.
  var texts: [String] { (kind == .array ? elements : [self]).compactMap(\.safeText) }

  /// The texts with commas between them; nil if there are none.
  var joinedTexts: String? { texts.joined(separator: ", ").foldedOrNil }
}
