import EndpointModel

/// What a cell of a table is as a header or a name.
extension TextFacts {
  /// Splits headers that programs write into words: `from_port`, `destPort`.
  var asHeader: TextFacts {
    guard lines.count == 1, !text.contains(" "),
      text.contains("_") || text.dropFirst().contains(where: \.isUppercase)
    else { return self }
    let words = text.separatedWords
    return words == text ? self : TextFacts(words, line: line)
  }

  var firstPort: UInt16? { tokens.lazy.compactMap(\.number).first.flatMap { UInt16(exactly: $0) } }

  /// The words in its first brackets, if they say more than a protocol: "TCP 2049 (NFS)".
  var wordsInBrackets: String? {
    guard let open = tokens.firstIndex(where: { $0.isSign("(") }) else { return nil }
    let inner = tokens[(open + 1)...].prefix { !$0.isSign(")") }
    let isName = inner.contains {
      $0.isWord && $0.transport == nil
        && !$0.concepts.containsAny(of: .port, .any, .example, .customer, .unknown, .and, .or)
    }
    return isName && inner.count <= 4 ? AddressFacts.name(inner) : nil
  }

  /// "11" in "192.0.2.10, .11" and "192.0.2.10 & 11", "subdomains": what a cell of addresses says of
  /// others, and does not write out; nil if it does not.
  var untoldAddresses: String? {
    // An address alone says nothing else.
    guard holdsAddress, tokens.count > 1, !saysPorts, portsBehindAddress.isEmpty else { return nil }
    if let word = tokens.first(where: { $0.lower.hasPrefix("subdom") || $0.lower == "subdomänen" }),
      !addresses.items.contains(where: { if case .pattern = $0.address { true } else { false } })
    {
      return String(word.text)
    }
    let number = tokens.indices.dropFirst().first { i in
      let before = tokens[i - 1]
      return !addresses.used.contains(i) && (tokens[i].number ?? 256) < 256
        && (before.isSign(".") || before.isSign("&")
          || before.concepts.containsAny(of: .and, .until)
          || before.lower == "through")
        && addresses.items.contains { $0.address.range != nil && $0.place.upperBound <= i }
    }
    return number.map { String(tokens[$0].text) }
  }

  /// "Do not open", "Must be blocked", "No longer used", "Deprecated": a cell that says of its row
  /// that it is none to allow. `forbidsRow` keeps it.
  var deniesRow: Bool {
    // "Replaced by b.example"
    if isReplacement { return true }
    let state = lower.trimmed.withoutYear
    if SentenceWords.outOfUse.contains(state) { return true }
    if state != lower.trimmed, SentenceWords.pastStates.contains(state) { return true }
    if beginsOutOfUse { return true }
    guard tokens.count <= 10, !holdsAddress, !saysPorts, !tokens.contains(where: \.isNumber),
      !isConditional, !concepts.contains(.example)
    else { return false }
    let allows = concepts.contains(.allow) || tokens.count > 6
    if allows, !isOrderNotToOpen { return false }
    if isTakenBack || SentenceWords.pastStates.contains(lower) { return true }
    if lower.hasSuffix(" by default"),
      SentenceWords.pastStates.contains(String(lower.dropLast(" by default".count)))
    {
      return true
    }
    let hedges: Set = ["may", "can", "could", "often", "sometimes", "kann", "peut", "puede"]
    return !concepts.contains(.not)
      && wordThatDecides?.concepts.contains(.deny) ?? false
      && !tokens.contains { hedges.contains($0.lower) }
  }

  /// "Cache – do not expose", "Store (localhost only)", "Panel, only on 127.0.0.1": a remark behind a name that
  /// keeps its row.
  var remarkKeepsRow: Bool {
    // Asked for each row: most say nothing of the kind.
    guard tokens.count <= 24, tokens.count > 2,
      hasNotBehindMark || ["localhost", "loopback", "127."].contains(where: lower.contains),
      !isConditional, !concepts.containsAny(of: .example, .inbound, .outbound)
    else { return false }
    // "Agent, not open by default; please open it" says more.
    let rest = text.partsBehindName.map { TextFacts($0, line: line) }
    guard rest.count == 1, let part = rest.first else { return false }
    return part.saysOnlyThisMachine
      || part.beginsWithNot && part.forbidsRow
        && !part.tokens.contains { Self.limits.contains($0.lower) }
  }

  /// What limits a denial to someone or something: "do not use with TLS", "not exposed by the proxy".
  private static let limits: Set = [
    "by", "with", "for", "before", "but", "as", "a", "an", "of", "von", "mit", "für", "par",
    "avec", "pour",
  ]

  /// Whether a "not" stands behind a mark, or behind one more word.
  private var hasNotBehindMark: Bool {
    guard concepts.contains(.not) else { return false }
    return tokens.indices.contains { place in
      tokens[place].concepts.contains(.not)
        && [place - 1, place - 2].contains {
          $0 >= 0 && "–—-,;(.".contains(where: tokens[$0].isSign)
        }
    }
  }

  /// "Do not open", "not exposed", "nicht öffnen": not "TLS not enabled".
  private var beginsWithNot: Bool {
    guard let place = tokens.firstIndex(where: { $0.concepts.contains(.not) }) else { return false }
    return place == 0 || place == 1 && Self.orderWords.contains(tokens[0].lower)
  }

  private static let orderWords: Set = [
    "do", "must", "should", "shall", "may", "to", "is", "darf", "soll", "sollte", "bitte", "please",
    "doit",
    "debe", "deve", "mag", "moet",
  ]

  /// "localhost only", "tylko localhost", "bound to 127.0.0.1", "loopback only".
  private var saysOnlyThisMachine: Bool {
    guard tokens.count <= 6, !concepts.contains(.not) else { return false }
    let isHere =
      tokens.contains { ["localhost", "loopback"].contains($0.lower) }
      || addresses.items.contains { $0.address.isLoopback } || lower.contains("127.0.0.1")
    return isHere
      && (tokens.contains { SentenceWords.alone.contains($0.lower) } || text.saysItListensHere)
  }

  /// "Deprecated, use 443", "Removed (since 5.0)": a state before a mark, and behind it nothing that keeps the
  /// row: not "Deprecated, but still needed by older clients".
  private var beginsOutOfUse: Bool {
    guard tokens.count > 1, tokens.count <= 16, tokens[0].isWord,
      let mark = tokens.firstIndex(where: { ",;.:(–-".contains(where: $0.isSign) }), mark <= 3
    else { return false }
    let state = AddressFacts.text(tokens[..<mark]).lowercased()
    guard Self.ended.contains(state) || SentenceWords.outOfUse.contains(state) else { return false }
    return !tokens[mark...].contains { token in
      token.concepts.containsAny(of: .need, .until) || AccessWords.saysMust(token.lower)
        || SentenceWords.buts.contains(token.lower)
        || SentenceWords.requirements.contains(token.lower)
        || SentenceWords.futures.contains(token.lower)
        || ["still", "noch", "if", "in"].contains(token.lower)
    }
  }

  /// Of a rule that is over, not of one that is switched off by default.
  private static let ended: Set = [
    "deprecated", "retired", "decommissioned", "revoked", "expired", "deleted", "removed",
    "withdrawn", "obsolete", "no longer used", "no longer needed", "no longer in use",
    "not used anymore", "entfallen", "entfällt", "gelöscht", "veraltet", "supprimé", "obsolète",
    "eliminado", "obsoleto", "rimosso", "removido", "verouderd", "verwijderd", "usunięty",
    "удалён", "удален", "устарело", "已删除", "削除", "廃止", "삭제", "폐기",
  ]

  /// "Initial TCP connection", "UDP media": the only protocol in a name of a few words.
  var onlyNamedTransport: IPProtocol? {
    guard tokens.count <= 5, tokens.allSatisfy(\.isWord), !concepts.containsAny(of: .not, .or)
    else { return nil }
    let named = tokens.compactMap(\.transport)
    return named.count == 1 && named[0].hasPorts && tokens.count > 1 ? named[0] : nil
  }

  /// "BLOCKED", "gesperrt", "denied": one word that denies, or a few that forbid.
  var isNothingButDenial: Bool {
    guard !tokens.isEmpty, tokens.count <= 3, !holdsAddress,
      tokens.allSatisfy({ $0.isWord })
    else { return false }
    return tokens.count == 1 && tokens[0].concepts.contains(.deny) || forbidsRow
  }

  /// "Blocked", "Gesperrt:", above the items that are.
  var isDenialAbove: Bool {
    tokens.count <= 4 && concepts.containsAny(of: .deny, .not, .retired)
      && TextFacts(text.withoutColon, line: line).isNothingButDenial
  }

  /// The cell without what is no more, "instead of 8443", up to the next mark; itself if it says no such thing.
  var withoutReplaced: TextFacts {
    guard tokens.count > 3,
      tokens.contains(where: { Self.replacing.contains($0.lower) })
    else { return self }
    var kept: [Substring] = []
    var isReplaced = false
    for word in text.split(separator: " ") {
      if Self.replacing.contains(word.lowercased().trimmingMarks) { isReplaced = true }
      if !isReplaced { kept.append(word) }
      if ",;.)".contains(word.last ?? " ") { isReplaced = false }
    }
    let rest = TextFacts(kept.joined(separator: " "), line: line)
    return rest.tokens.contains(where: \.isNumber) ? rest : self
  }

  private static let replacing: Set = [
    "instead", "statt", "anstatt", "anstelle", "lieu", "invece", "anziché", "zamiast", "вместо",
    "замість",
    "místo", "namiesto", "istället", "istedenfor", "ipv",
  ]

  /// "No (only inside)", "Nein - nur intern".
  var beginsWithNo: Bool {
    guard let first = tokens.first, first.concepts.contains(.no) else { return false }
    return tokens.count == 1 || "(,;.:-–—".contains(where: tokens[1].isSign)
  }

  /// "Replaced by b.example": what stands for the row's own host now, and not only from some day on.
  var isReplacement: Bool {
    tokens.count <= 8 && holdsAddress && SentenceWords.replacedBy.contains(where: lower.hasPrefix)
      && !tokens.contains { SentenceWords.futures.contains($0.lower) }
      && (!lower.contains("durch") || lower.contains("ersetzt") || lower.contains("abgelöst"))
  }

  /// The last word, or the one before "werden" or "bleiben".
  private var wordThatDecides: Token? {
    let words = tokens.filter(\.isWord)
    guard let last = words.last else { return nil }
    return ["werden", "bleiben", "sein"].contains(last.lower) ? words.dropLast().last : last
  }

  /// "Do not open this port to the internet": not "Not open by default; must be opened", "Do not allow
  /// inspection on this".
  private var isOrderNotToOpen: Bool {
    guard let not = tokens.firstIndex(where: { $0.concepts.contains(.not) }), not <= 3,
      DenialWords.forbids(in: lower) || lower.hasPrefix("do not allow")
        || !tokens.contains(where: { ";:,".contains(where: $0.isSign) }),
      !concepts.containsAny(of: .inbound, .outbound)
    else { return false }
    return !tokens[(not + 1)...].contains { token in
      AccessWords.saysMust(token.lower) || SentenceWords.buts.contains(token.lower)
        || SentenceWords.notAboutPorts.contains(token.lower)
    }
  }

  /// "New", "unchanged", "removed": how a row stands. A tick or a "no" may answer any question.
  var isState: Bool {
    !isBlank && tick == nil && tokens.count <= 3
      && (forbidsRow || SentenceWords.assents.contains(lower))
  }

  /// "false", "0", "N", as programs write it.
  var isFalse: Bool { SentenceWords.negations.contains(lower) }

  /// "Allowed", "Enabled": a header below which a "no" denies the row.
  var saysAllowed: Bool {
    concepts.contains(.allow) && !concepts.contains(.deny)
      || tokens.contains { SentenceWords.enabled.contains($0.lower) }
  }

  /// "Firewall", "Reachable from outside": a header below which a "no" says that nothing is to be opened.
  var saysReachable: Bool {
    !concepts.containsAny(of: .not, .deny)
      && (text.namesFirewall || tokens.contains { Self.reachable.contains($0.lower) })
  }

  private static let reachable: Set = [
    "reachable", "accessible", "exposed", "public", "öffentlich", "publique", "público", "pubblico",
    "erreichbar", "joignable", "accesible", "accessibile",
    "raggiungibile", "acessível", "bereikbaar", "osiągalny", "доступен",
  ]

  /// Nothing at all, as where a cell goes on with the one above; "none" and "-" say that there is
  /// nothing.
  var isLeftOpen: Bool { tokens.isEmpty && lines.text.trimmed.isEmpty }

  /// Blank, or "none (only from inside)".
  var saysNothing: Bool {
    guard !isBlank, let open = tokens.firstIndex(where: { $0.isSign("(") }) else { return isBlank }
    return AddressFacts.text(tokens[..<open]).isBlankWord
  }

  /// The text as a name; empty if it stands for nothing.
  var nameText: String {
    let name = text.trimmed
    return name.isBlankWord ? "" : name
  }
}

extension String {
  /// The remarks behind a name: behind a dash between blanks, a comma, a semicolon or in brackets.
  fileprivate var partsBehindName: [String] {
    var parts = [""]
    var before: Character = " "
    for (place, character) in zip(indices, self) {
      let next = index(after: place) < endIndex ? self[index(after: place)] : " "
      let isDash = "–—-".contains(character) && before == " " && next == " "
      if isDash || ",;()".contains(character) || character == "." && next == " " {
        parts.append("")
      } else {
        parts[parts.count - 1].append(character)
      }
      before = character
    }
    return parts.dropFirst().map(\.trimmed).filter { !$0.isEmpty }
  }
}
