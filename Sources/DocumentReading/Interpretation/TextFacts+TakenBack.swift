/// What a text takes back: not, no longer or never to be opened.
extension TextFacts {
  /// Worked out each time: `isTakenBack` keeps it.
  var takesBack: Bool {
    if exemptsFromInspection { return false }
    if let rest = withoutDeniedClauses { return rest.isEmpty }
    if opensItsPorts || deniesOnlyAsCondition { return false }
    if tellsOnlyInDeniedCondition { return true }
    if concepts.contains(.retired), !isAnnounced,
      !concepts.contains(.following) || concepts.contains(.deny) || tokens.count <= 12
    {
      let strong = tokens.contains {
        $0.concepts.contains(.retired) && !SentenceWords.isOnlyOlder($0.lower)
      }
      let phrase = Lexicon.phrases(in: lower).contains(.retired)
      if strong || phrase { return true }
      if tokens.count <= 6,
        tokens.first.map({ SentenceWords.former.contains($0.lower) }) ?? false
      {
        return true
      }
    }
    // "Must not be blocked", "Never block a.example": that is to be allowed.
    if forbidsBlocking { return false }
    if forbidsUse || asksToRemove || saysPortsAreShut || refuses || deniesByVerdict || tellsOfPast
      || asksToClose || endsOutOfUse || isKeptHere || headsDetection
    {
      return true
    }
    // "Do not open port 23", "Never allow …"
    guard concepts.contains(.not), !limitsReach else { return false }
    let words = wordsOutsideRemarks
    guard
      let not = words.indices.first(where: { place in
        words[place].concepts.contains(.not)
          && (!["no", "on"].contains(words[place].lower)
            // Spanish: "No se necesita abrir …"
            || place + 1 < words.count && Self.behindSpanishNo.contains(words[place + 1].lower))
      })
        ?? (text.holdsUnspacedScript ? 0 : nil)
    else { return false }
    // "Nie otwieraj …": a sentence that begins by forbidding.
    let isEarly =
      not < 5
      && !words.indices.prefix(not).contains { place in
        let word = words[place].lower
        // "In no case", "in case it is closed"
        let isOfDenial =
          word == "in" || word == "case" && place > 0 && words[place - 1].lower == "no"
        return SentenceWords.conditions.contains(word) && !isOfDenial
      }
    if isEarly, holdsAddress || saysPorts, words.count > not + 1, !asks(behind: not, words),
      !["only", "required", "needed", "necessary"].contains(words[not + 1].lower)
    {
      return true
    }
    let near = words[max(0, not - 5)..<min(words.count, not + 5)]
    // "… if it is not 22" and "required" forbid nothing.
    let isConditional = words[max(0, not - 4)..<not].contains {
      SentenceWords.conditions.contains($0.lower)
    }
    if isConditional || mustReach(behind: not, words) { return false }
    return near.contains {
      $0.concepts.containsAny(of: .ask, .allow) && !SentenceWords.needs.contains($0.lower)
        || DenialWords.opens($0.lower) && forbidsOpening(at: not, words)
    }
      || text.holdsUnspacedScript
      || near.contains { ["used", "listed"].contains($0.lower) }
  }

  /// "In case TCP 8080 should not be open, tell us."
  private var tellsOnlyInDeniedCondition: Bool {
    // Asked of each cell: most deny nothing.
    guard concepts.containsAny(of: .not, .deny), tellsEndpoints, clauses.count == 1 else {
      return false
    }
    let telling = clauses[0].filter(\.tells)
    return !telling.isEmpty
      && telling.allSatisfy { $0.joint == .condition && $0.isDenied && $0.isStrong }
  }

  /// "In case this port is not allowed, the agent polls.": no clause but a condition denies anything.
  private var deniesOnlyAsCondition: Bool {
    guard concepts.containsAny(of: .not, .deny), !tellsEndpoints, clauses.count == 1,
      clauses[0].count > 1
    else { return false }
    let denying = clauses[0].filter { $0.isDenied || $0.sign < 0 || $0.leavesOut }
    return !denying.isEmpty && denying.allSatisfy { $0.joint == .condition }
  }

  /// Whether a "not" in front of a word for opening forbids it: "Do not expose publicly"; not "open TCP 443
  /// (not exposed to the Internet)", "Not only expose …", "Device is not exposed".
  private func forbidsOpening(at not: Int, _ words: [Token]) -> Bool {
    let asksBefore = words[..<not].contains { $0.concepts.containsAny(of: .ask, .allow) }
    let next = not + 1 < words.count ? words[not + 1].lower : ""
    return !asksBefore && !SentenceWords.alone.contains(next) && !asks(behind: not, words)
      && (not <= 1 || concepts.contains(.port) || saysPorts)
  }

  /// "Servers that are not accessible from outside must reach the following:"
  private func mustReach(behind not: Int, _ words: [Token]) -> Bool {
    words.indices.dropFirst(not + 1).dropLast().contains { place in
      AccessWords.saysMust(words[place].lower)
        && ["reach", "access", "connect", "communicate"].contains(words[place + 1].lower)
    }
  }

  /// "Do not expose the server; open …": whether another verb follows.
  private func asks(behind not: Int, _ words: [Token]) -> Bool {
    words[not...].dropFirst(3).contains {
      SentenceWords.permissions.contains($0.lower)
    }
  }

  /// "Ports between the nodes (never open them to the internet):": what follows is needed inside, and
  /// what forbids speaks of outside only.
  var limitsReach: Bool {
    guard ":：".contains(text.last ?? "."), !holdsAddress, !saysPorts else { return false }
    let clauses = lower.split { ",，、;；()（）–—".contains($0) }.map {
      TextFacts(String($0), line: line)
    }
    guard let forbids = clauses.firstIndex(where: { $0.concepts.contains(.not) }), forbids > 0
    else { return false }
    let outside = clauses[forbids].lower
    return SentenceWords.outside.contains { outside.contains($0) }
      && clauses[..<forbids].contains {
        $0.concepts.containsAny(of: .port, .ask, .allow, .need)
          || $0.text.namesFirewall
            && $0.tokens.contains { SentenceWords.rules.contains($0.lower) }
          || $0.text.namesFirewall && ["应", "應", "必须", "必須"].contains(where: $0.lower.contains)
      }
      && clauses[..<forbids].allSatisfy { clause in
        !clause.concepts.containsAny(of: .not, .deny)
          && !clause.tokens.contains {
            SentenceWords.isOfClosing($0.lower)
              || SentenceWords.conditions.contains($0.lower) && $0.lower != "in"
          }
      }
  }

  /// Without those of long brackets that ask for nothing: "HTTP (port 80) (note: not applicable to the
  /// base station)".
  var wordsOutsideRemarks: [Token] {
    var words: [Token] = []
    var place = 0
    while place < tokens.count {
      if tokens[place].isSign("("),
        let close = tokens[place...].firstIndex(where: { $0.isSign(")") })
      {
        let inside = tokens[place...close].filter(\.isWord)
        let isRemark =
          inside.count > 3
          && !inside.contains {
            $0.concepts.containsAny(of: .ask, .allow, .need, .retired, .deny)
              || SentenceWords.wasUsed.contains($0.lower) || $0.lower == "used"
              || DenialWords.opens($0.lower) && !beginsWithOrder
          }
        if !isRemark { words += inside }
        place = close + 1
      } else {
        if tokens[place].isWord { words.append(tokens[place]) }
        place += 1
      }
    }
    return words
  }

  /// "Open …", whatever a remark behind it says.
  var beginsWithOrder: Bool {
    tokens.first.map { SentenceWords.permissions.contains($0.lower) } ?? false
  }

  private static let behindSpanishNo: Set = [
    "se", "es", "son", "debe", "deben", "abra", "abrir", "exponer", "exponga", "publicar",
    "permita", "permitir", "requiere",
    "requieren", "necesita", "necesitan", "hay",
  ]

  /// Whether a word denies; a "CIDR block" is a noun.
  var saysDenied: Bool {
    guard concepts.contains(.deny) else { return false }
    let places = tokens.indices.filter { tokens[$0].concepts.contains(.deny) }
    let areNouns = places.allSatisfy { place in
      place > 0 && ["block", "blocks"].contains(tokens[place].lower)
        && ["cidr", "ip", "ips", "address", "ipv4", "ipv6", "subnet"].contains {
          tokens[place - 1].lower.hasSuffix($0)
        }
    }
    // A phrase may say so without such a word.
    return places.isEmpty || !areNouns
  }

  /// "If port 25 is blocked": what it says depends on something.
  var isConditional: Bool {
    tokens.indices.contains { isCondition(at: $0) && tokens[$0].lower != "in" }
      || tokens.first.map {
        ["sollte", "sollten", "should", "skulle", "skulde"].contains($0.lower)
      } ?? false && tokens.contains { $0.isSign(",") }
  }

  /// "Ya no se usa", "již se nepoužívá": this "se" is no "if".
  private func isCondition(at place: Int) -> Bool {
    guard SentenceWords.conditions.contains(tokens[place].lower) else { return false }
    return tokens[place].lower != "se" || place == 0
      || !["no", "ya", "již", "už", "não", "non"].contains(tokens[place - 1].lower)
  }

  /// "Must not be blocked", "never block", "do not forget to allow".
  var forbidsBlocking: Bool {
    if let phrase = SentenceWords.neverClose.first(where: lower.contains) {
      let rest = lower.replacing(phrase, with: "")
      return !Lexicon.concepts(in: rest).contains(.deny) && !rest.contains("关闭")
    }
    if exemptsFromInspection { return true }
    // "Ne doit pas être bloqué": two words say "not".
    return tokens.indices.contains { place in
      tokens[place].concepts.contains(.not)
        && tokens[(place + 1)...].prefix(3).contains {
          $0.concepts.contains(.deny) || ["forget", "vergessen"].contains($0.lower)
        }
    }
  }

  /// "SSL inspection must be disabled for a.example", "do not inspect traffic to a.example": it has to pass untouched.
  var exemptsFromInspection: Bool {
    // Asked of each cell: most are an address alone.
    guard tokens.count > 2, holdsAddress, !isConditional else { return false }
    if SentenceWords.inspection.first(in: lower) != nil, !concepts.contains(.not) {
      return tokens.contains { SentenceWords.exempting.begin($0.lower) }
    }
    guard let first = tokens.first, ["do", "don't", "don’t", "never", "not"].contains(first.lower)
    else { return false }
    return tokens.prefix(3).contains {
      ["inspect", "filter", "intercept", "decrypt"].contains($0.lower)
    }
      && tokens.prefix(8).contains { SentenceWords.traffic.contains($0.lower) }
  }

  /// "TCP 443 to a.example is not needed": not "if it is not needed".
  private var refuses: Bool {
    guard holdsAddress || saysPorts || tokens.count <= 8, tokens.count <= 40 else { return false }
    guard let place = Self.refusals.first(in: lower),
      let found = lower.firstRange(of: SentenceWords.refusals[place])
    else { return false }
    // "If … is moved, you can also close port 80": it opens nothing either way.
    if SentenceWords.refusals[place].hasSuffix("close") { return true }
    let before = lower[..<found.lowerBound].split { !$0.isLetter }.map(String.init)
    return !before.contains { SentenceWords.conditions.contains($0) && $0 != "in" && $0 != "se" }
  }

  /// "Port 25 stays closed": not "if port 25 is closed".
  private var saysPortsAreShut: Bool {
    guard concepts.contains(.deny), saysPorts, !holdsAddress, tokens.count <= 12,
      let last = tokens.last(where: \.isWord), last.concepts.contains(.deny)
    else { return false }
    return !concepts.contains(.not) && !isConditional
  }

  /// "Deny TCP 80 to b.example", "b.example TCP 80: blocked", "TCP 80 (denied)": a short text whose
  /// first word, last word or bracket is a verdict.
  private var deniesByVerdict: Bool {
    guard saysDenied, holdsAddress || saysPorts || beginsWithNumber,
      tokens.count <= 16,
      !concepts.containsAny(of: .not, .allow), !isConditional
    else { return false }
    // "Blocco Apple 17.0.0.0/8": a block of addresses.
    let isBlock =
      tokens.first.map { ["blocco", "bloque", "bloco", "bloc", "block"].contains($0.lower) }
      ?? false
      && tokens.prefix(4).contains { $0.address?.address.range != nil }
    if isBlock { return false }
    func denies(_ token: Token) -> Bool { token.concepts.contains(.deny) }
    // "Geschlossene Ports öffnen: TCP 443"
    let label = tokens.prefix { !$0.isSign(":") }
    if let first = tokens.first, denies(first),
      label.count == tokens.count || !label.contains(where: { $0.concepts.contains(.ask) })
    {
      return true
    }
    // "Ports bloqués : TCP 23"
    if let colon = tokens.prefix(6).firstIndex(where: { $0.isSign(":") }),
      tokens[..<colon].contains(where: denies),
      tokens[..<colon].contains(where: { $0.concepts.contains(.port) }),
      tokens[..<colon].allSatisfy({
        denies($0) || $0.concepts.contains(.port) || $0.isWord && $0.lower.count <= 2
      }),
      !tokens[colon...].contains(where: { $0.concepts.containsAny(of: .ask, .allow) })
    {
      return true
    }
    let ends = tokens.filter { !$0.isSign(".") && !$0.isSign(")") }
    if let last = ends.last, denies(last), ends.count > 1 {
      let before = ends[ends.count - 2]
      return !before.isWord || tokens.last!.isSign(")") || tokens.count <= 8
    }
    // "Rule 2 (deny): …", "80: blocked by most providers"
    return tokens.indices.dropFirst().contains { place in
      denies(tokens[place])
        && (tokens[place - 1].isSign("(") && place + 1 < tokens.count
          && tokens[place + 1].isSign(")")
          || tokens[place - 1].isSign(":") && place <= 4)
    }
  }

  /// "Reserve site (do not use)", "Disabled": a few words that say so and no more.
  private var forbidsUse: Bool {
    guard tokens.count <= 10, !tokens.indices.contains(where: isCondition) else {
      return false
    }
    return Self.unused.first(in: lower) != nil || SentenceWords.changeLogs.contains(lower)
      || ":：".contains(text.last ?? ".")
        && SentenceWords.verdictsAgainst.contains(lower.withoutColon)
      || DenialWords.forbids(in: lower)
        && !beginsWithOrder
        && (holdsAddress || saysPorts || concepts.contains(.port) || tokens.count <= 4)
  }

  /// "a.example: TCP 443 (hors service)", "b.example TCP 80 - ur drift", "Zrušeno": a remark, or the whole,
  /// that says no more than that something is out of use.
  var endsOutOfUse: Bool {
    guard tokens.count <= 24 else { return false }
    let text = lower.trimmed
    var remark = Substring(text)
    if text.hasSuffix(")") || text.hasSuffix("）"),
      let open = text.lastIndex(where: { $0 == "(" || $0 == "（" })
    {
      remark = text[text.index(after: open)...].dropLast()
    } else if let dash = text.range(ofLast: " - ") {
      remark = text[dash.upperBound...]
    } else if holdsAddress || saysPorts {
      return false
    }
    return SentenceWords.outOfUse.contains(String(remark).withoutYear.trimmed)
  }

  /// "5432: database (only locally)", "Leave 8080 reachable only locally", "Internal-only ports": ports that
  /// no firewall has to open. Not where something else is asked for: "Internal-only hosts must reach a.example".
  private var isKeptHere: Bool {
    guard !holdsAddress, tokens.count <= 24, let place = SentenceWords.keptHere.first(in: lower),
      let found = lower.firstRange(of: SentenceWords.onlyHere[place])
    else { return false }
    if !saysPorts, !tokens.contains(where: \.isNumber) {
      return concepts.contains(.port) && tokens.count <= 6 && !concepts.containsAny(of: .ask, .need)
    }
    let behind = lower[found.upperBound...].split { !$0.isLetter }
    return behind.count <= 1 && !tokens.contains { AccessWords.saysMust($0.lower) }
      && !concepts.contains(.need)
  }

  /// "Detection rules for such traffic:", above what is to be watched for.
  private var headsDetection: Bool {
    ":：".contains(text.last ?? ".") && !holdsAddress && !saysPorts
      && ["detection rule", "indicators of compromise", "known malicious"].contains {
        lower.contains($0)
      }
  }

  private static let refusals = PhraseSearch(SentenceWords.refusals)
  private static let unused = PhraseSearch(SentenceWords.unused)

  /// "Port 8080 was open in older releases": not "if it was installed by an older one, open TCP 8443",
  /// nor "TCP 443 (was 8443 in older releases)".
  private var tellsOfPast: Bool {
    guard holdsAddress || saysPorts, !isConditional, !concepts.contains(.not),
      let was = tokens.firstIndex(where: { SentenceWords.pasts.contains($0.lower) }),
      !tokens[..<was].contains(where: { $0.isSign("(") || $0.isSign(",") }),
      !beginsByAllowing, !tokens[..<was].contains(where: { $0.concepts.contains(.allow) })
    else { return false }
    let next = tokens[(was + 1)...].prefix(2)
    return next.contains {
      $0.concepts.containsAny(of: .ask, .allow) || SentenceWords.wasUsed.contains($0.lower)
    }
      && tokens[was...].contains { SentenceWords.older.contains($0.lower) }
      && !tokens.contains { SentenceWords.presents.contains($0.lower) }
  }

  /// "Is no longer required", "was switched off": what it tells of was in use.
  var tellsOfEnd: Bool {
    concepts.contains(.retired) || tokens.contains { SentenceWords.ends.contains($0.lower) }
  }

  /// "192.0.2.1 (removed)", "Relay (retired)": a cell that says of its row that it is past.
  var saysRowIsPast: Bool {
    if holdsAddress { return leftoverWords.count <= 4 && isTakenBack }
    guard let open = tokens.lastIndex(where: { $0.isSign("(") }),
      tokens.last?.isSign(")") ?? false, tokens.count - open <= 6
    else { return false }
    // "80, 443 (no longer needed)" may be of one of them.
    if cellPorts.terms.count > 1 { return false }
    // "Carrier (old clients)" is for them.
    let inner = TextFacts(AddressFacts.text(tokens[(open + 1)...].dropLast()), line: line)
    // "Web traffic (TLS not enabled)"
    if inner.tokens.contains(where: { SentenceWords.notAboutPorts.contains($0.lower) }) {
      return false
    }
    return inner.isTakenBack
      && !(inner.tokens.first.map { SentenceWords.isOnlyOlder($0.lower) } ?? true)
  }

  /// "Domains to remove from the allowlist": a heading that says so.
  private var asksToRemove: Bool {
    if tokens.count <= 24, text.namesAllowlist, !concepts.contains(.not),
      AccessWords.saysRemoval(tokens, lower)
    {
      return true
    }
    guard tokens.count <= 12, !holdsAddress, !saysPorts,
      let remove = tokens.firstIndex(where: { SentenceWords.removals.contains($0.lower) })
    else { return false }
    return text.namesFirewall
      && tokens[remove...].contains {
        $0.concepts.contains(.from) || SentenceWords.off.contains($0.lower)
      }
  }

  /// "Will be retired in March": it is valid until then.
  private var isAnnounced: Bool {
    guard let retired = tokens.firstIndex(where: { $0.concepts.contains(.retired) }) else {
      return false
    }
    return tokens[max(0, retired - 3)..<retired].contains {
      SentenceWords.futures.contains($0.lower)
    }
  }

  /// "Instead of 0.0.0.0/0": whether the words right in front of an address say not to use it.
  func isReplaced(_ item: AddressFacts.Item) -> Bool {
    let before = AddressFacts.text(tokens[..<item.place.lowerBound].suffix(4)).lowercased().trimmed
    if SentenceWords.replacing.contains(where: { before.hasSuffix($0) }) { return true }
    // "a.example (TCP 443) is replaced by b.example", where another one stands.
    guard addresses.items.count > 1 else { return false }
    // "Replace a.example with b.example"
    let isSwapped =
      before.split(separator: " ").contains { SentenceWords.swaps.contains(String($0)) }
      && tokens[item.place.upperBound...].prefix(4).contains {
        SentenceWords.swappedFor.contains($0.lower)
      }
    if isSwapped { return true }
    let behind = tokens[item.place.upperBound...].prefix {
      $0.address == nil && !$0.isSign(";") && !$0.isSign(".")
    }
    // "a.example (TCP 443) changes to b.example": not "Changes: a.example, b.example".
    if let verb = behind.firstIndex(where: { SentenceWords.changes.contains($0.lower) }),
      behind[verb...].prefix(3).contains(where: { SentenceWords.towards.contains($0.lower) })
    {
      return true
    }
    let words = AddressFacts.text(behind).lowercased()
    // "Wird durch b.example ersetzt": not "wird durch b.example geladen".
    let isGerman = words.contains(" durch") || words.contains("durch ")
    if isGerman, !["ersetzt", "abgelöst"].contains(where: lower.contains) { return false }
    return SentenceWords.replacedBy.contains(where: words.contains)
  }
}

extension String {
  /// "Removed in 2024": without the year that something is of.
  var withoutYear: String {
    var words = split(separator: " ")
    guard words.count > 1, let year = words.last.flatMap({ Int($0) }), (1990...2100).contains(year)
    else { return self }
    words.removeLast()
    let prepositions: Set = [
      "in", "since", "seit", "en", "depuis", "desde", "dal", "sinds", "od", "с", "sedan", "siden",
    ]
    if let last = words.last, prepositions.contains(last.lowercased()) { words.removeLast() }
    return words.joined(separator: " ")
  }

  /// The last place of a text.
  fileprivate func range(ofLast text: String) -> Range<Index>? {
    ranges(of: text).last
  }
}
