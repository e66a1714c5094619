import EndpointModel

/// Block lists of file sharing programs: P2P lines `name:start-end`, whose name may have colons, and
/// DAT lines `start - end , level , name` with octets padded to three digits (PeerGuardian and eMule
/// `ipfilter.dat`). eMule blocks levels below 127 and lets the others pass (eMule help, "IP Filters").
enum P2PBlockList: BlockListFeed {
  static let name = "p2p-block"

  static func recognizes(_ head: [Substring], from source: String) -> Bool {
    let rows = head.map { String($0).trimmed }.filter { !$0.isEmpty && !isComment($0) }
    let isNamed = [".p2p", ".dat"].contains(where: source.lowercased().hasSuffix)
    // One line of this shape may stand in any list of servers.
    guard isNamed ? !rows.isEmpty : rows.count > 1 else { return false }
    let parsed = rows.map { parts(of: String($0)) }
    if parsed.allSatisfy({ $0?.level != nil }) { return true }
    return isNamed && parsed.allSatisfy { $0 != nil }
      || head.contains { $0.hasPrefix("#") && $0.lowercased().contains("p2p") }
        && parsed.allSatisfy { $0 != nil }
  }

  private static func isComment(_ text: some StringProtocol) -> Bool {
    text.hasPrefix("#") || text.hasPrefix("//") || text.hasPrefix(";")
  }

  private struct Parts {
    let range: String
    let name: String?
    let level: Int?
  }

  private static func parts(of text: String) -> Parts? {
    let cells = text.split(separator: ",", maxSplits: 2, omittingEmptySubsequences: false)
    if cells.count >= 2, let level = Int(String(cells[1]).trimmed), let range = range(cells[0]) {
      return Parts(
        range: range, name: cells.count > 2 ? String(cells[2]).foldedOrNil : nil, level: level)
    }
    guard let colon = text.lastIndex(of: ":"), let range = range(text[text.index(after: colon)...])
    else { return nil }
    return Parts(range: range, name: String(text[..<colon]).foldedOrNil, level: nil)
  }

  /// A range of IPv4 addresses without padding; nil for anything else.
  private static func range(_ text: Substring) -> String? {
    let ends = text.split(separator: "-", omittingEmptySubsequences: false).map { end in
      String(end).trimmed.split(separator: ".", omittingEmptySubsequences: false)
        .map { UInt8($0).map(String.init) }
    }
    guard ends.count == 2, ends.allSatisfy({ $0.count == 4 && !$0.contains(nil) }) else {
      return nil
    }
    return ends.map { $0.compactMap { $0 }.joined(separator: ".") }.joined(separator: "-")
  }

  static func read(_ line: SourceLine, into content: inout FeedContent) {
    let text = String(line.text.trimmed)
    if isComment(text) { return }
    guard let parts = parts(of: text) else {
      content.findings.add(
        .error, "row-not-understood", line, "the row has no range of addresses; it was left out")
      return
    }
    if let level = parts.level, level >= 127 {
      content.findings.add(
        .note, "row-not-blocked", line, "its level \(level) lets it pass; it was left out")
      return
    }
    content.block(parts.range, service: parts.name, at: line)
  }
}
