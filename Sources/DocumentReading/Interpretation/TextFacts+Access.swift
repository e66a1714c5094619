/// Sentences that ask, in whatever words, that the hosts they name be reached.
extension TextFacts {
  /// "Access to a.example is required", "Make sure that a.example is reachable", "Add a.example to the
  /// allowlist", "The firewall must let a.example through": not "if a.example is reachable".
  var demandsAccess: Bool {
    guard holdsAddress, tokens.count <= 60, !text.isQuestion,
      !concepts.containsAny(of: .example, .retired, .deny) || forbidsBlocking,
      !negates || forbidsBlocking, !isOfOwnServer
    else { return false }
    if exemptsFromInspection || replacesInRules || listsWhatIsRequired { return true }
    if forbidsBlocking { return text.namesFirewall || AccessWords.mentionsProxy(lower) }
    // Without the hosts, whose names are words as well: "registry.example".
    let others = tokens.filter { $0.address == nil }
    let rest = AddressFacts.text(others[...]).lowercased()
    // "L'accès", "un'eccezione"
    let words = others.filter(\.isWord).map { String($0.lower.split(separator: "'").last ?? "") }
    let isUnspaced = rest.holdsUnspacedScript
    if AccessWords.prevented.first(in: rest) != nil { return false }
    let asksForOne = ["requires an acc", "requires a licen", "requires a sub", "requires a log"]
    if refersReader || isUnspaced || asksForOne.contains(where: rest.contains),
      AccessWords.accounts.first(in: rest) != nil
    {
      return false
    }
    let said = AccessWords.Said(words: words, lower: rest, isUnspaced: isUnspaced)
    if !refersReader {
      if said.list, said.puts || concepts.contains(.ask) { return true }
      if said.exception, said.puts, text.namesFirewall || AccessWords.mentionsProxy(lower) {
        return true
      }
      if said.through, text.namesFirewall { return true }
    }
    if said.open, said.reach || text.namesFirewall { return true }
    return said.reach && said.must && !isConditionOfReaching
  }

  /// "Replace a.example with b.example in your firewall rules."
  private var replacesInRules: Bool {
    (text.namesFirewall || tokens.contains { SentenceWords.rules.contains($0.lower) })
      && addresses.items.contains(where: isReplaced)
  }

  /// "Required outbound hosts depend on the plan: a.example, b.example"
  private var listsWhatIsRequired: Bool {
    guard let first = tokens.first,
      ["required", "necessary", "needed", "mandatory"].contains(first.lower),
      tokens.prefix(4).contains(where: { $0.concepts.containsAny(of: .host, .address) }),
      tokens.prefix(3).contains(where: {
        $0.concepts.containsAny(of: .outbound, .inbound, .network) || $0.lower == "external"
      }),
      let item = addresses.items.first
    else { return false }
    return tokens[..<item.place.lowerBound].contains { $0.isSign(":") } && !refersReader
  }

  /// Whether a word means "not": the Portuguese "no seu" and the Italian "on" do not.
  private var negates: Bool {
    tokens.indices.contains { place in
      let token = tokens[place]
      if AccessWords.without.contains(token.lower) { return true }
      guard token.concepts.contains(.not), token.lower != "on" else { return false }
      let next = place + 1 < tokens.count ? tokens[place + 1].lower : ""
      return token.lower != "no" || !AccessWords.behindPortugueseNo.contains(next)
    }
      || Lexicon.phrases(in: lower).contains(.not)
  }

  /// "Published at a.example": where to read on, or what is got from there.
  var refersReader: Bool {
    addresses.items.contains { item in
      let place = item.place.lowerBound
      return place > 0 && AccessWords.refers.contains(tokens[place - 1].lower)
    }
  }

  /// "Your server at a.example must be reachable": no host of the vendor.
  private var isOfOwnServer: Bool {
    guard let first = addresses.items.first?.place.lowerBound, !text.namesFirewall else {
      return false
    }
    let before = tokens[max(0, first - 5)..<first]
    return before.contains { $0.concepts.contains(.own) }
      && before.contains { $0.concepts.contains(.host) || $0.lower.hasPrefix("serv") }
  }

  /// "If a.example is reachable, …": with no comma before the word that says so.
  private var isConditionOfReaching: Bool {
    if ["如果", "场合", "場合", "경우", "是否", "若要"].contains(where: lower.contains) { return true }
    let next = tokens.count > 1 ? tokens[1].lower : ""
    // "Se requiere acceso": not the "se" that means "if".
    let beginsSo =
      tokens.first.map { AccessWords.firstIfs.contains($0.lower) } ?? false
      && !(tokens[0].lower == "se" && AccessWords.behindSpanishSe.contains(next))
    guard
      let condition = beginsSo
        ? 0 : tokens.firstIndex(where: { AccessWords.ifs.contains($0.lower) }),
      let reach = tokens[condition...].firstIndex(where: { token in
        AccessWords.saysReach(String(token.lower.split(separator: "'").last ?? ""))
      })
    else { return false }
    return !tokens[condition..<reach].contains { $0.isSign(",") }
  }
}

extension String {
  /// "Must a.example be reachable?"
  var isQuestion: Bool {
    let end = trimmed
    return "?？".contains(end.last ?? ".") || ["ですか", "ますか"].contains { end.contains($0) }
  }

  /// Whether it names a list of what is allowed, in whatever language.
  var namesAllowlist: Bool {
    AccessWords.lists.first(in: lowercased()) != nil
  }
}
