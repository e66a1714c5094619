import EndpointModel

/// DShield's recommended block list: tab-separated start, end, prefix length, attacks, name, country
/// and mail address, below comments after `#` (SANS Internet Storm Center, "Block List").
enum DShield: BlockListFeed {
  static let name = "dshield-block"

  static func recognizes(_ head: [Substring], from source: String) -> Bool {
    head.prefix(20).contains {
      $0.hasPrefix("#") && $0.contains("DShield") && $0.contains("Block List")
    }
  }

  static func read(_ line: SourceLine, into content: inout FeedContent) {
    let text = line.text.trimmed
    if text.hasPrefix("#") {
      if text.contains("updated:") { content.revisedOn = DateWords.stamp(in: String(text)) }
      return
    }
    let cells = line.text.split(separator: "\t", omittingEmptySubsequences: false)
      .map { String($0).trimmed }
    // The line of column names.
    if cells[0] == "Start" { return }
    guard cells.count >= 3 else {
      content.findings.add(
        .error, "row-not-understood", line, "the row has no end and prefix length")
      return
    }
    let name = cells.count > 4 ? String(cells[4]).foldedOrNil : nil
    content.block("\(cells[0])/\(cells[2])", service: name, at: line)
  }
}
