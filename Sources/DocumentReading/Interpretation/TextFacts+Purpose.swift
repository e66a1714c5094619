/// What a sentence that asks for ports says they are for.
extension TextFacts {
  /// "connections of clients" in "Open TCP port 5222 for connections of clients" and in "For
  /// connections of clients, open TCP port 5222"; nil if it does not say.
  var purpose: String? {
    let marks = tokens.indices.filter {
      Self.purposeWords.contains(tokens[$0].lower) && !tokens[$0].isNumber
    }
    let phrases = marks.lazy.compactMap { self.phrase(behind: $0) }
    return phrases.first
  }

  private func phrase(behind mark: Int) -> String? {
    var end = mark + 1
    var depth = 0
    while end < tokens.count, end - mark <= 14 {
      let token = tokens[end]
      if token.isSign("(") { depth += 1 }
      if token.isSign(")") {
        if depth == 0 { break }
        depth -= 1
      }
      if token.isNumber || token.transport != nil || token.isLineEnd || token.address != nil {
        break
      }
      if depth == 0, [",", ";", ":", "."].contains(where: { token.isSign($0) }) { break }
      let asks =
        !Self.plainWords.contains(token.lower) && token.concepts.containsAny(of: .ask, .allow)
      if asks || Self.endWords.contains(token.lower) {
        break
      }
      if token.isWord, token.concepts.contains(.port) { break }
      end += 1
    }
    while end > mark + 1, Self.danglingWords.contains(tokens[end - 1].lower) { end -= 1 }
    let words = tokens[(mark + 1)..<end].filter(\.isWord)
    // "for the following hosts", "for incoming connections" say nothing of their own.
    let telling = words.filter {
      $0.concepts.isEmpty && $0.lower.count > 3 && !Self.plainWords.contains($0.lower)
        || $0.application != nil
    }
    guard !telling.isEmpty, !words.contains(where: { $0.concepts.contains(.example) }) else {
      return nil
    }
    return AddressFacts.name(tokens[(mark + 1)..<end]).trimmed
  }

  private static let purposeWords: Set<String> = [
    "for", "für", "zur", "zum", "pour", "para", "per", "voor", "dla", "для", "pro", "för",
  ]
  private static let endWords: Set<String> = [
    "ensure", "make", "müssen", "muss", "doivent", "doit", "deben", "debe", "devono", "deve",
    "moeten", "moet", "należy", "must", "should", "are", "is", "sind", "ist", "via", "über",
  ]
  /// Words that begin what follows the phrase.
  private static let danglingWords: Set<String> = [
    "one", "you", "we", "the", "please", "on", "over", "with", "through", "and", "man", "sie",
    "must", "also", "to",
  ]
  private static let plainWords: Set<String> = [
    "connections", "connection", "traffic", "communication", "this", "that", "your", "their",
    "example", "instance", "more", "information", "details", "each", "other", "verbindungen",
    "verkehr", "kommunikation", "conexiones", "connexions", "connessioni", "general", "access",
    "firewall", "firewalls", "everyone",
  ]
}
