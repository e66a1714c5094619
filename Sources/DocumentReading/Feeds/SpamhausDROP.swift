import EndpointModel

/// Spamhaus DROP and EDROP: lines `BLOCK ; SBL number` below comments after `;`, or JSON lines
/// `{cidr, sblid, rir}` ending with one of `{type: "metadata", timestamp}` (Spamhaus, "Don't Route
/// Or Peer lists").
enum SpamhausDROP: BlockListFeed {
  static let name = "spamhaus-drop"

  static func recognizes(_ head: [Substring], from source: String) -> Bool {
    guard let first = head.first else { return false }
    if first.hasPrefix("{") { return first.contains("\"cidr\"") && first.contains("\"sblid\"") }
    return first.hasPrefix(";") && first.contains("Spamhaus") && first.contains("DROP")
  }

  static func read(_ line: SourceLine, into content: inout FeedContent) {
    if line.text.trimmed.hasPrefix("{") {
      readJSON(line, into: &content)
      return
    }
    let parts = line.text.split(separator: ";", maxSplits: 1, omittingEmptySubsequences: false)
    let comment = parts.count > 1 ? String(parts[1]).foldedOrNil : nil
    if let address = String(parts[0]).foldedOrNil {
      content.block(address, service: comment, at: line)
    } else if let comment, comment.hasPrefix("Last-Modified") {
      content.revisedOn = DateWords.first(in: comment)
    } else if content.title == nil {
      content.title = comment
    }
  }

  private static func readJSON(_ line: SourceLine, into content: inout FeedContent) {
    let text = SourceText(source: name, encoding: "utf-8", utf8: Array(line.text.utf8))
    guard let root = try? JSONTree(text).root else {
      content.findings.add(.error, "row-not-understood", line, "the line is not JSON")
      return
    }
    if let address = root["cidr"]?.string {
      content.block(address, service: root["sblid"]?.safeText, at: line)
    } else if root["type"]?.string == "metadata" {
      content.feedVersion = root["timestamp"]?.literal
    } else {
      content.findings.add(.error, "row-not-understood", line, "the line has no cidr")
    }
  }
}
