import EndpointModel

/// The Tor Project's exit addresses: groups of lines `ExitNode FINGERPRINT`, `Published …`,
/// `LastStatus …`, `ExitAddress ADDRESS TIME` (Tor Project, CollecTor, "Exit lists"), or the bulk
/// list of bare addresses, which only its name `torbulkexitlist` tells from any other.
enum TorExits: BlockListFeed {
  static let name = "tor-exits"

  static func recognizes(_ head: [Substring], from source: String) -> Bool {
    source.contains("torbulkexitlist")
      || head.contains { $0.hasPrefix("ExitNode ") }
        && head.contains { $0.hasPrefix("ExitAddress ") }
  }

  static func read(_ line: SourceLine, into content: inout FeedContent) {
    let words = line.text.split(separator: " ")
    switch words.first {
    case "ExitAddress" where words.count > 1: content.block(words[1], at: line)
    case "ExitNode", "Published", "LastStatus", "@type", "Downloaded": break
    case let word?: if !word.hasPrefix("#") { content.block(word, at: line) }
    case nil: break
    }
  }
}
