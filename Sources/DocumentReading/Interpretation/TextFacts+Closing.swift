/// Sentences that ask to close what they name.
extension TextFacts {
  /// "Close TCP port 26 to a.example", "Port 26 ist zu sperren": the port is to be shut. Not where a part of
  /// the sentence asks for something else, or says that it is not, or never, to be shut.
  var asksToClose: Bool {
    guard holdsAddress || saysPorts, tokens.count <= 30, !concepts.contains(.not), !isConditional,
      !tokens.contains(where: { Self.never.contains($0.lower) }),
      tokens.allSatisfy({ token in
        !token.concepts.containsAny(of: .ask, .allow) || AccessWords.saysReach(token.lower)
          || AccessWords.saysMust(token.lower)
      })
    else { return false }
    return beginsByClosingPorts || endsInOrderToShut || closesInSigns
  }

  /// The order in front of the ports, with nothing behind these but where they lead.
  private var beginsByClosingPorts: Bool {
    let words = tokens.filter { $0.isWord || $0.isNumber }
    guard let first = words.first, let last = words.last else { return false }
    // In Turkish the verb is last.
    if ["kapatın", "kapatınız"].contains(last.lower) || last.lower.hasPrefix("kapatılmalı") {
      return true
    }
    guard SentenceWords.closingOrders.contains(first.lower) else { return false }
    let object = words.dropFirst().drop { SentenceWords.articles.contains($0.lower) }
    let rest = object.drop { token in
      token.isNumber || token.transport != nil
        || token.concepts.containsAny(of: .port, .until) && !token.concepts.contains(.destination)
    }
    guard rest.startIndex > object.startIndex, let next = rest.first else {
      return rest.startIndex > object.startIndex
    }
    // "Close TCP 443 inspection", "Fermez le port 80 et utilisez …"
    return SentenceWords.towards.contains(next.lower) || next.address != nil
      || SentenceWords.introducesFarEnd.contains(next.lower) || rest.count <= 1
  }

  /// "Must be blocked", "doit être fermé", "muss gesperrt werden": what must be is that it is shut, with
  /// nothing between the words.
  private var endsInOrderToShut: Bool {
    let words = tokens.filter(\.isWord)
    guard let shut = words.lastIndex(where: { $0.concepts.contains(.deny) }),
      shut + 2 >= words.count, shut > 0
    else { return false }
    if words[shut - 1].lower == "zu" {
      return shut > 1 && Self.copulas.contains(words[shut - 2].lower)
    }
    var place = shut - 1
    while place > 0, Self.forms.contains(words[place].lower) { place -= 1 }
    if words[place].lower == "to", place > 0 {
      return ["has", "have"].contains(words[place - 1].lower)
    }
    return AccessWords.saysMust(words[place].lower) || words[place].lower == "ska"
  }

  private static let copulas: Set = ["ist", "sind"]
  /// Of "to be" and the like.
  private static let forms: Set = [
    "be", "remain", "stay", "kept", "être", "rester", "ser", "estar", "essere", "worden", "być",
    "být", "byť", "быть", "бути", "vara", "være", "olla", "fi",
  ]
  private static let never: Set = [
    "nowhere", "neither", "nor", "rather", "nirgends", "nirgendwo", "weder", "noch", "nincs",
    "nincsenek", "nikde", "nulle", "only", "nur", "until", "else",
  ]

  /// "请关闭 a.example 的 TCP 26 端口。", "a.example への TCP 26 を閉じてください。"
  private var closesInSigns: Bool {
    let end = lower.trimmed
    let core = ".。".contains(end.last ?? " ") ? end.dropLast() : end[...]
    if SentenceWords.closeEndings.contains(where: { core.hasSuffix($0) }) { return true }
    guard let sign = SentenceWords.closeSigns.compactMap({ core.firstRange(of: $0) }).first else {
      return false
    }
    let object = core[sign.upperBound...]
    return (object.hasSuffix("端口") || object.hasSuffix("埠") || object.last?.isNumber ?? false)
      && !object.contains("：") && !object.contains(":") && !object.contains("防火")
      && !object.contains("检") && !object.contains("檢")
  }
}
