import EndpointModel

/// The words for transport protocols, and for what runs over them.
enum ProtocolWord {
  /// The protocol that one word names, or nil.
  static func read(_ word: some StringProtocol) -> IPProtocol? {
    switch word.lowercased() {
    case "tcp", "tls", "ssl", "https", "http", "wss", "ws", "ssh", "sftp", "ftp", "smtp", "ldaps":
      .tcp
    case "udp", "dtls", "rtp", "srtp", "quic": .udp
    case "tcp/udp", "udp/tcp", "tcp+udp", "udp+tcp", "tcpudp", "tcp&udp": .tcpAndUDP
    case "icmp", "ping": .icmp
    default: nil
    }
  }

  /// The protocol that covers all that the words name; nil where they name none.
  static func joined(_ words: some Sequence<some StringProtocol>) -> IPProtocol? {
    words.reduce(nil) { joined, word in
      guard let named = read(word) else { return joined }
      return joined?.joined(with: named) ?? named
    }
  }

  /// The protocol of a whole cell: one word, several that join, `any`, or `both`.
  ///
  /// - Returns: nil where the cell names none; `.some(nil)` where it is blank.
  static func readCell(_ text: String) -> IPProtocol?? {
    let whole = text.folded.lowercased()
    if let named = read(whole) { return named }
    if ["", "-", "–", "—", "n/a", "none"].contains(whole) { return .some(nil) }
    if ["any", "all", "*", "ip"].contains(whole) { return .any }
    if whole == "both" { return .tcpAndUDP }
    var joined: IPProtocol?
    let words = whole.split { !$0.isLetter }.filter { !["and", "or", "over"].contains($0) }
    for word in words {
      guard let one = read(word) else { return nil }
      joined = joined.map { $0.joined(with: one) } ?? one
    }
    return joined.map { .some($0) } ?? nil
  }
}

extension IPProtocol {
  /// The protocol that covers both.
  func joined(with other: IPProtocol) -> IPProtocol {
    if self == other { return self }
    let ported: Set<IPProtocol> = [.tcp, .udp, .tcpAndUDP]
    return ported.contains(self) && ported.contains(other) ? .tcpAndUDP : .any
  }
}
