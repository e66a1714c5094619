/// Sentences that ask to close what they name.
extension TextFacts {
  /// "Close TCP port 26 to a.example", "Schließen Sie Port 26": not "Disable inspection for a.example",
  /// nor "Close the old rule and open port 443".
  var asksToClose: Bool {
    guard holdsAddress || saysPorts, tokens.count <= 30, !concepts.contains(.not), !isConditional,
      asksNothingElse
    else { return false }
    if SentenceWords.closeSigns.contains(where: lower.contains) {
      return !text.namesFirewall || saysPorts && !lower.contains("防火")
    }
    let words = tokens.filter { $0.isWord || $0.isNumber }
    guard let first = words.first, let last = words.last else { return false }
    // In Turkish the verb is last.
    if last.lower.hasPrefix("kapat") { return true }
    guard SentenceWords.isOfClosing(first.lower) else { return false }
    let object = words.dropFirst().first { !Self.articles.contains($0.lower) }
    return object.map { $0.isNumber || $0.transport != nil || $0.concepts.contains(.port) } ?? false
  }

  /// "TCP 26 to a.example must be blocked", "Port 26 ist zu sperren": what must be is that it is shut.
  var mustBeShut: Bool {
    guard holdsAddress || saysPorts, tokens.count <= 30, !concepts.contains(.not), !isConditional,
      asksNothingElse
    else { return false }
    let words = tokens.filter(\.isWord)
    guard let shut = words.lastIndex(where: \.isShut), shut + 2 >= words.count else { return false }
    let isOrder = shut > 1 && words[shut - 1].lower == "zu"
    return isOrder || AccessWords.saysMust(words[..<shut].map(\.lower), lower)
  }

  /// Whether no word asks to open anything; access may be what is to be prevented.
  private var asksNothingElse: Bool {
    tokens.allSatisfy { token in
      !token.concepts.containsAny(of: .ask, .allow) || AccessWords.saysReach(token.lower)
        || AccessWords.saysMust([token.lower], "")
    }
  }

  private static let articles: Set = [
    "the", "sie", "den", "die", "das", "le", "la", "les", "el", "los", "las", "o", "a", "os", "as",
    "il", "lo", "gli", "i", "de", "het", "be", "le", "outgoing", "incoming", "outbound", "inbound",
  ]
}

extension Token {
  /// "Blocked", "gesperrt"
  var isShut: Bool { concepts.contains(.deny) }
}
