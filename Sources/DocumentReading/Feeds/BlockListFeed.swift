import EndpointModel

/// A published list of addresses to block, one a line. It is read, so that it can be kept and
/// compared, but never passes for a list of what to allow: every row is in the group `blocklist`,
/// and a warning says what the list is.
protocol BlockListFeed: Sendable {
  /// The format's name in reports: `spamhaus-drop`.
  static var name: String { get }

  /// Whether a text is this list.
  ///
  /// - Parameters:
  ///   - head: its first lines.
  ///   - source: the file or address it comes from.
  static func recognizes(_ head: [Substring], from source: String) -> Bool

  /// Takes one line, which is not blank.
  static func read(_ line: SourceLine, into content: inout FeedContent)
}

/// Every block list that is read; the first that recognizes a text reads it.
enum BlockListFeeds {
  static let all: [any BlockListFeed.Type] = [
    TorExits.self, SpamhausDROP.self, DShield.self, Netset.self, P2PBlockList.self,
  ]

  /// The block list that a text is; nil for anything else. Only the beginning is looked at.
  static func feed(for text: SourceText) -> (any BlockListFeed.Type)? {
    let start = String(decoding: text.utf8.prefix(4096), as: UTF8.self)
    var head = start.split(whereSeparator: \.isNewline)
    // The last line may be cut.
    if text.utf8.count > 4096 { head = head.dropLast() }
    guard !head.isEmpty else { return nil }
    return all.first { $0.recognizes(head, from: text.source) }
  }
}

extension BlockListFeed {
  static func content(of lines: [SourceLine]) -> FeedContent {
    var content = FeedContent()
    content.findings.add(
      .warning, "block-list", line: lines.first?.number, quote: nil,
      "this is a list of addresses to block, not to allow")
    for line in lines where !line.isBlank { read(line, into: &content) }
    return content
  }
}

extension FeedContent {
  /// Adds an address to block, or a finding if the text is not one.
  mutating func block(
    _ text: some StringProtocol, service: String? = nil, note: String? = nil, at line: SourceLine
  ) {
    do throws(ValueError) {
      endpoints.append(
        Endpoint(
          service: service, group: "blocklist", written: try WrittenAddress(parsing: text),
          note: note, line: line.number))
    } catch {
      findings.add(.error, "address-not-understood", line, "\(error); it was left out")
    }
  }
}

extension DateWords {
  /// The day that a program wrote into a list: `Mon Jan 12 06:31:05 2026 UTC` and
  /// `Mon Jan 12 06:31:05 UTC 2026`, as ctime (ISO C, 7.27.3.2) and date write it, or any other form.
  static func stamp(in text: String) -> PartialDate? {
    let months = [
      "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
    let words = text.split(separator: " ").map(String.init)
    guard let place = words.firstIndex(where: months.contains), place + 1 < words.count,
      let day = Int(words[place + 1]),
      let year = words[(place + 2)...].first(where: { $0.count == 4 && Int($0) != nil })
    else { return first(in: text) }
    let month = months.firstIndex(of: words[place])! + 1
    func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return PartialDate("\(year)-\(padded(month))-\(padded(day))")
  }
}
