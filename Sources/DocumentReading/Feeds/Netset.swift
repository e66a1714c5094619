import EndpointModel

/// A netset or ipset of FireHOL: bare addresses and blocks below comments, of which one names the
/// `hash:net` or `hash:ip` (FireHOL, "blocklist-ipsets"). Sets of countries and organizations have
/// the same shape and are nothing to block.
enum Netset: BlockListFeed {
  static let name = "firehol-netset"

  static func recognizes(_ head: [Substring], from source: String) -> Bool {
    let comments = head.filter { $0.hasPrefix("#") }
    return comments.contains { $0.contains("hash:net ipset") || $0.contains("hash:ip ipset") }
      && !comments.contains {
        $0.contains("Category") && ($0.contains("geolocation") || $0.contains("organizations"))
      }
  }

  static func read(_ line: SourceLine, into content: inout FeedContent) {
    let text = line.text.trimmed
    guard text.hasPrefix("#") else {
      content.block(text, at: line)
      return
    }
    let field = text.dropFirst().split(separator: ":", maxSplits: 1).map { String($0).trimmed }
    if field.count == 2 {
      switch String(field[0]) {
      case "Version": content.feedVersion = String(field[1]).foldedOrNil
      case "This File Date": content.revisedOn = DateWords.stamp(in: String(field[1]))
      default: break
      }
    } else if content.title == nil {
      content.title = field.first.flatMap { String($0).foldedOrNil }
    }
  }
}
