/// Orders beside which a clause says "not" of something else.
extension TextFacts {
  /// "As the installer does not open them, open these ports:" without the clause in front: itself, if no
  /// clause denies beside one that asks to open ports or addresses. What a clause denies together with
  /// its own ports stays.
  var withoutSideClauses: TextFacts {
    guard concepts.containsAny(of: .not, .deny, .retired, .example), tokens.count <= 80 else {
      return self
    }
    let clauses = text.sideClauses
    let kept = clauses.indices.filter {
      !clauses[$0].isSide(before: clauses.dropFirst($0 + 1).first)
    }
    .map { clauses[$0] }
    guard kept.count < clauses.count, kept.contains(where: \.orders) else { return self }
    var rest = kept.map(\.text.trimmed).joined(separator: " ")
    if let end = text.last, ":：".contains(end), rest.last != end {
      while let last = rest.last, ",，、;；-–—.".contains(last) { rest.removeLast() }
      rest.append(end)
    }
    let main = TextFacts([SourceLine(number: line, text: rest)])
    // "Since the UDP port is closed, open the following: 8443"
    guard main.saysPorts || !saysPorts else { return self }
    let asks =
      main.concepts.containsAny(of: .port, .address, .host, .following) || main.saysPorts
    // "…, allow nothing on the following ports:"
    let isLimited = SideClauseWords.limits.first(in: main.lower) != nil
    return asks && !isLimited && !main.isTakenBack && !main.shutsWhatFollows ? main : self
  }
}

/// A part of a sentence, between commas or behind a word such as "because".
private struct Clause {
  let text: String
  /// Whether it begins with a word such as "because".
  let isSubordinate: Bool
  /// Whether a bracket holds it.
  let isBracket: Bool

  private let facts: TextFacts

  init(_ text: some StringProtocol, isSubordinate: Bool = false, isBracket: Bool = false) {
    self.text = String(text)
    self.isBracket = isBracket
    let facts = TextFacts(self.text.trimmed, line: 0)
    self.facts = facts
    self.isSubordinate =
      isSubordinate || SideClauseWords.begins(facts.tokens)
      || SideClauseWords.anywhere.first(in: facts.lower) != nil
  }

  /// Whether it denies, and what it denies are not the ports or addresses asked for.
  ///
  /// - Parameter next: the clause behind it.
  func isSide(before next: Clause?) -> Bool {
    // "Point a name such as a.example at the server, allow TCP 443"
    if facts.concepts.contains(.example), facts.holdsAddress, !facts.saysPorts,
      !facts.concepts.containsAny(of: .not, .allow, .ask), !text.contains(":"),
      !(facts.tokens.first?.concepts.contains(.example) ?? false)
    {
      return next.map { $0.orders && $0.facts.saysPorts } ?? false
    }
    guard
      facts.concepts.containsAny(of: .not, .deny, .retired)
        || facts.lower.holdsUnspacedScript && isSubordinate,
      // "Any ports" are none of those asked for.
      !facts.saysPorts || !facts.tokens.contains(where: \.isNumber), !facts.holdsAddress
    else { return false }
    let words = facts.tokens.filter(\.isWord)
    if facts.namesTransport { return false }
    // "(not required)" may be said of the ports themselves.
    if isBracket { return words.contains { SentenceWords.byDefault.contains($0.lower) } }
    // "On no account should you, …"
    if words.count > 1, ["on", "in", "under"].contains(words[0].lower), words[1].lower == "no" {
      return false
    }
    if isSubordinate { return true }
    // "Do not, under any circumstances, open …"
    let turns = next?.isTurn ?? false
    guard words.count >= (turns ? 3 : 5), let last = words.last, !last.concepts.contains(.not)
    else { return false }
    // "These ports are not needed, …"
    let isAboutPorts =
      facts.concepts.containsAny(of: .port, .following)
      || words.contains { SentenceWords.pointers.contains($0.lower) }
    // "It is not necessary, as some say, …"
    let speaksOfOrder =
      facts.concepts.containsAny(of: .need, .ask, .allow)
      || words.contains { SideClauseWords.advice.contains($0.lower) }
    return !isAboutPorts && (turns || !speaksOfOrder)
  }

  /// Whether it begins with "but" or "so".
  private var isTurn: Bool {
    SideClauseWords.turns.contains(facts.tokens.first?.lower ?? "")
  }

  /// Whether it is an order or a demand of its own: "please open", "must be open".
  var orders: Bool {
    if facts.concepts.contains(.not) { return false }
    let words = facts.tokens.filter(\.isWord)
    // "… to open the following ports" hangs on a verb before it.
    if let first = words.first, SideClauseWords.infinitives.contains(first.lower) { return false }
    if facts.lower.holdsUnspacedScript {
      return facts.concepts.containsAny(of: .ask, .allow, .need)
    }
    return words.prefix(3).contains {
      SentenceWords.permissions.contains($0.lower) || $0.concepts.containsAny(of: .allow, .ask)
    }
      || words.contains {
        SentenceWords.demands.contains($0.lower) || SentenceWords.musts.contains($0.lower)
          || SideClauseWords.assurances.contains($0.lower)
      } && (facts.concepts.containsAny(of: .ask, .allow, .need) || facts.text.asksToOpen)
  }
}

extension String {
  /// Its clauses: between signs, in brackets, and behind words such as "because".
  fileprivate var sideClauses: [Clause] {
    var clauses: [Clause] = []
    var start = startIndex
    func end(at place: Index, isBracket: Bool = false) {
      let part = self[start..<place]
      start = place
      guard !part.isEmpty, part.contains(where: \.isLetter) || part.contains(where: \.isNumber)
      else { return }
      if isBracket {
        clauses.append(Clause(part, isBracket: true))
      } else {
        clauses += part.byConjunctions
      }
    }
    for place in indices where place >= start {
      switch self[place] {
      case ",", ";", ":", "，", "、", "；", "–", "—":
        let next = index(after: place)
        // "TCP 80,443", "10–20"
        if next < endIndex, self[next].isWhitespace || ",，、；–—".contains(self[place]),
          !(self[next...].first { !$0.isWhitespace }?.isNumber ?? false)
        {
          end(at: next)
        }
      case "(", "（":
        end(at: place)
        if let close = self[place...].firstIndex(where: { ")）".contains($0) }) {
          end(at: index(after: close), isBracket: true)
        }
      default: continue
      }
    }
    end(at: endIndex)
    return clauses
  }
}

extension Substring {
  /// Parted in front of words such as "because".
  fileprivate var byConjunctions: [Clause] {
    var clauses: [Clause] = []
    var start = startIndex
    func end(at place: Index) {
      clauses.append(Clause(self[start..<place], isSubordinate: start > startIndex))
      start = place
    }
    var word = startIndex
    for place in indices where self[place].isWhitespace {
      defer { word = index(after: place) }
      if word > start, SideClauseWords.joins(self[word...]) { end(at: word) }
    }
    end(at: endIndex)
    return clauses
  }
}

/// The words that join clauses.
private enum SideClauseWords {
  /// Words that begin a clause that says when, why or although something is so.
  private static let conjunctions: Set = [
    "as", "since", "because", "although", "though", "while", "whereas", "if", "unless", "when",
    "whenever", "where", "even", "without", "instead", "rather", "for", "on", "in",
    "da", "weil", "wenn", "falls", "sofern", "obwohl", "auch", "solange", "damit", "ohne",
    "comme", "si", "bien", "puisque", "lorsque", "quand", "même", "sans",
    "como", "aunque", "porque", "cuando", "puesto", "sin",
    "se", "poiché", "siccome", "anche", "sebbene", "senza",
    "embora", "caso", "sem", "als", "omdat", "aangezien", "hoewel", "indien", "wanneer", "zonder",
    "jeśli", "jeżeli", "ponieważ", "chociaż", "gdy", "bez", "pokud", "protože", "jelikož", "když",
    "если", "поскольку", "хотя", "когда", "так", "без", "якщо", "оскільки", "хоча", "коли",
    "om", "eftersom", "trots", "utan", "hvis", "fordi", "selv", "uden", "uten", "ettersom",
    "jos", "koska", "vaikka", "ha", "mivel", "bár", "dacă", "deoarece", "deși", "nếu", "vì",
    "jika", "karena", "apabila", "meskipun", "eğer",
  ]

  /// The same within a sentence, where "as", "in" or "for" may be anything.
  private static let inside: [String] = [
    "because ", "unless ", "although ", "though ", "if ", "when ", "where ", "since ", "even if ",
    "so that ", "to avoid ", "in order not ", "without ", "that are not ", "that is not ",
    "which are not ", "that are blocked", "and do not ", "weil ", "wenn ", "falls ", "obwohl ",
    "ohne ", "parce que ", "afin ", "porque ", "perché ", "omdat ", "zodat ", "если ", "чтобы ",
  ]

  /// What forbids, or allows little, in words that are no "not".
  static let limits = PhraseSearch([
    "none", "nothing", "nobody", "no one", "few ", "hardly", "avoid", "prevent", "refrain",
    "restrict", "limit", "only", "except", "niemand", "nichts", "запрет", "금지",
  ])

  /// What turns a sentence around behind a clause that denies.
  static let turns: Set = ["but", "so", "therefore", "aber", "daher", "mais", "donc", "pero", "ma"]
  /// "We do not recommend …"
  static let advice: Set = [
    "recommend", "recommended", "advise", "advised", "suggest", "empfehlen", "recommandons",
    "recomendamos", "consigliamo", "recomenda", "try", "want", "like",
  ]
  static let infinitives: Set = ["to", "that", "zu", "dass", "de", "que", "di", "che"]
  static let assurances: Set = [
    "sure", "ensure", "need", "please", "bitte", "veuillez", "sicher", "assurez", "asegúrese",
  ]

  /// Clauses that say when or why, in scripts without blanks, and Turkish.
  static let anywhere = PhraseSearch([
    "由于", "因为", "虽然", "如果", "若", "場合", "ため", "ので", "경우", "므로", "지만", "由於", "因為",
    "雖然", "mıyorsanız", "miyorsanız", "muyorsanız", "müyorsanız",
  ])

  static func begins(_ tokens: [Token]) -> Bool {
    guard let first = tokens.first(where: \.isWord)?.lower else { return false }
    // "Not every site needs them, but …"
    return conjunctions.contains(first) || first == "not" && tokens.count > 3
  }

  /// Whether a text begins with one, and hangs on what stands before it.
  static func joins(_ text: Substring) -> Bool {
    let start = text.prefix(24).lowercased()
    return inside.contains { start.hasPrefix($0) }
  }
}
