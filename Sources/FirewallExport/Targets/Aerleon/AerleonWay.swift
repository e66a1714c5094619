import EndpointModel

/// Which way the connections go that a filter of Aerleon is for, by its platform's options
/// (Aerleon, "Generators": the headers of each platform).
enum AerleonWay {
  /// - Parameters:
  ///   - options: of the filter: `from-zone trust to-zone untrust`, `OUTPUT DROP inet`.
  ///   - asked: those of the firewall, which name our zone first.
  /// - Returns: nil for a filter between two zones that are not those that are asked for.
  static func of(_ options: String, asked: String) -> Direction? {
    let words = options.split(whereSeparator: \.isWhitespace).map { String($0) }
    if let zones = zones(words) {
      guard let own = self.zones(asked.split(whereSeparator: \.isWhitespace).map { String($0) })
      else { return nil }
      if zones == own { return zones.from == zones.to ? .both : .outbound }
      return zones.from == own.to && zones.to == own.from ? .inbound : nil
    }
    let known = Set(words.map { $0.lowercased() })
    let (comesIn, goesOut) = (!known.isDisjoint(with: inside), !known.isDisjoint(with: outside))
    if comesIn == goesOut { return .both }
    return comesIn ? .inbound : .outbound
  }

  private static let inside: Set = ["ingress", "input"]
  private static let outside: Set = ["egress", "output"]

  private static func zones(_ words: [String]) -> (from: String, to: String)? {
    guard let from = word(after: "from-zone", words), let to = word(after: "to-zone", words) else {
      return nil
    }
    return (from, to)
  }

  private static func word(after word: String, _ words: [String]) -> String? {
    words.firstIndex(of: word).flatMap { $0 + 1 < words.count ? words[$0 + 1] : nil }
  }
}
