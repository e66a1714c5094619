/// A part of a sentence between signs, or in front of a word such as "because", and what it does with traffic.
struct SentenceClause {
  /// How it hangs on the rest of the sentence.
  enum Joint {
    /// It says what is to be done.
    case main
    /// "If …", "when …"
    case condition
    /// "Unless …", "without …"
    case unless
    /// "Because …", "to avoid …", "which …"
    case reason
    /// "Instead of …"
    case replaced
    case bracket
  }

  let text: String
  let joint: Joint
  /// Whether it goes on with the subject of the clause before: "and must be open".
  let continuesSubject: Bool
  let facts: TextFacts
  /// Whether it mentions ports or addresses of its own.
  let tells: Bool
  private let said: ClauseMeaning

  init(
    _ text: some StringProtocol, isBracket: Bool = false,
    continuesSubject: Bool = false
  ) {
    self.text = String(text)
    let facts = TextFacts(self.text.trimmed, line: 0)
    self.facts = facts
    tells = facts.tellsEndpoints
    let plain = isBracket ? facts.text : facts.text.withoutBrackets
    let words = plain.withoutRelativeClauses.lowercased().wordsOfClause
    let joint = isBracket ? Joint.bracket : Self.joint(words, facts.lower)
    said =
      facts.lower.holdsUnspacedScript
      ? ClauseMeaning(signsIn: facts.lower) : ClauseMeaning(words, facts.lower)
    // "To use the service you must open these ports", "As a precaution close these ports": the order stands
    // in the same clause.
    let isWhole =
      words.count >= 6 && said.ordersBelow
      && !(joint == .condition && words.contains(where: Self.tellsOfOthers))
    // ", and must be open in the firewall"
    let goesOn =
      words.count > 1 && AccessWords.saysMust(words[1])
      && (Lexicon.concepts(of: words[0]).contains(.and) || SentenceWords.buts.contains(words[0]))
    self.continuesSubject = continuesSubject || goesOn
    self.joint = isWhole && (joint == .reason || joint == .condition) ? .main : joint
  }

  /// "Point a name such as a.example at the server": an address that only shows how.
  var exemplifies: Bool {
    facts.concepts.contains(.example) && facts.holdsAddress && !facts.saysPorts
      && !facts.concepts.containsAny(of: .not, .allow, .ask) && !facts.text.contains(":")
      && !(facts.tokens.first?.concepts.contains(.example) ?? false)
  }
  /// Whether it orders, denies and asks for nothing.
  var saysNothing: Bool {
    said.access == 0 && !said.needs && !said.uses && !said.isDenied && !said.leavesOut
      && !said.isFormer
  }
  var pointsBelow: Bool { facts.pointsAtSomething }
  var namesPorts: Bool { facts.concepts.containsAny(of: .port, .following, .address, .host) }
  var isDenied: Bool { said.isDenied }
  /// "Should not be exposed"
  var deniesOpening: Bool { said.isDenied && said.access > 0 && !said.leavesOut }
  /// "TCP 80 is blocked by default": how it is, not what is to be done.
  var isShutByDefault: Bool {
    said.statesDefault && said.access < 0 && !said.isDenied && !said.isOrder
  }
  var leavesOut: Bool { said.leavesOut }
  /// "To open the following ports"
  var isInfinitive: Bool { ["to", "zu"].contains(facts.tokens.first?.lower ?? "") }
  var isOrder: Bool { said.isOrder }
  /// "The internet", "публичный": it speaks of everybody's network.
  var speaksOfOutside: Bool { SentenceWords.outside.contains(where: facts.lower.contains) }
  /// "Except:", in front of a list.
  var isBareException: Bool {
    said.leavesOut && !isStrong && facts.tokens.count(where: \.isWord) <= 2
  }
  /// Whether a word opens or shuts, rather than needs.
  var isStrong: Bool { said.access != 0 }
  /// Whether it is shut by words that may say something else.
  var isTurned: Bool { said.isTurned || said.isFormer && said.access > 0 }

  /// How many of its words turn what it says around; "nigdy nie" is one.
  var turns: Int {
    let turning = facts.tokens.map { $0.isWord && ActionWords.turns($0.lower) }
    return turning.indices.count { turning[$0] && ($0 == 0 || !turning[$0 - 1]) }
      + (said.leavesOut ? 1 : 0)
  }
  /// Whether it asks for something: not "the following ports are used".
  var asks: Bool { said.access != 0 || said.needs }

  /// Whether it speaks of everything else: "keep all others closed".
  var isOfOthers: Bool {
    said.isOfOthers && !said.leavesOut && !facts.concepts.contains(.following)
  }

  /// What it does with traffic: 1 opens, -1 shuts, 0 if it does not say.
  var sign: Int {
    if said.statesDefault { return 0 }
    if isPast { return -1 }
    // "Port 3306 must not."
    if tells, said.access == 0, !said.needs, !said.uses, said.isDenied, said.endsOpen { return -1 }
    // "Disable TCP 443 inspection"
    let isOther =
      said.access < 0
      && facts.tokens.contains {
        ["inspection", "scanning", "filtering", "caching"].contains($0.lower)
      }
    if isOther || said.access < 0 && ActionWords.Signs.inspection.first(in: facts.lower) != nil {
      return 0
    }
    let needs =
      (said.needs || said.uses) && !continuesSubject && (namesPorts || pointsBelow || tells)
    let sign = said.access != 0 ? said.access : needs ? 1 : 0
    return said.isDenied != said.leavesOut ? -sign : sign
  }

  /// "Do not change them", "for example, not all are used": nothing that "not required" would say.
  var takesNothingBack: Bool {
    if !said.isDenied && said.access >= 0 { return true }
    // "Do not enable SIP ALG", "SIP ALG must be disabled"
    if said.access != 0 {
      return !pointsBelow && !namesPorts && !speaksOfOutside && said.otherWords >= 1
    }
    // "Inbound is not required"
    if !namesPorts, !tells, !pointsBelow, facts.concepts.containsAny(of: .inbound, .outbound) {
      return true
    }
    return !said.needs && (!said.uses || said.otherWords >= 2) && said.otherWords >= 1
      && !facts.concepts.contains(.retired)
  }

  /// "Run it behind a firewall that blocks port 8472"
  var shutsItsOwn: Bool {
    let words = facts.lower.wordsOfClause
    guard let that = words.firstIndex(where: { $0 == "that" || $0 == "which" }), that > 0,
      !ClauseMeaning.checking.contains(words[that - 1])
    else { return false }
    return words[(that + 1)...].prefix(2).contains(where: ActionWords.shuts)
      && !words[..<that].contains { $0.contains(where: \.isNumber) }
  }

  /// "Open port 443", in its main clause or in a bracket
  var ordersItsPorts: Bool {
    (joint == .main || joint == .bracket) && tells && ordersOpening
  }
  /// "Allow all ports", "it must be open": an order or a demand of the reader, not a tale of what something does.
  var ordersOpening: Bool { sign > 0 && isStrong && said.isDemand }

  /// "The proxy requires outbound access on port 443."
  var needsAccess: Bool {
    joint == .main && tells && said.needs && !said.isDenied && !said.isFormer && said.access >= 0
      && facts.concepts.containsAny(of: .inbound, .outbound)
      && facts.tokens.contains {
        SentenceWords.accesses.contains($0.lower) || SentenceWords.traffic.contains($0.lower)
      }
  }

  /// "Do not block the following ports"
  var isOrderBelow: Bool { sign > 0 && pointsBelow && namesPorts }

  /// "Had to be open", "were needed"
  var isInPast: Bool { facts.tokens.contains { ["was", "were", "had"].contains($0.lower) } }
  /// "Until version 6"
  var isUntil: Bool { joint == .unless && ["until", "till"].contains(firstWord) }

  /// "The following ports were previously required"
  var isPast: Bool {
    joint == .main && said.isFormer && !said.isDenied && said.access >= 0
      && (namesPorts || pointsBelow || tells)
  }

  /// What it says becomes of a service: 1 works, -1 fails: "the connection is refused".
  var outcome: Int {
    if said.outcome != 0, !pointsBelow { return said.outcome }
    return said.access < 0 && !said.isDenied && !namesPorts && !tells ? -1 : 0
  }

  /// How it is with what it names, as a condition: 1 open, -1 shut, 0 if it does not say. "Without the
  /// following ports" is shut.
  var state: Int {
    switch joint {
    case .condition: isStrong ? sign : 0
    case .unless: isStrong ? -sign : AccessWords.without.contains(firstWord) ? -1 : 0
    default: 0
    }
  }

  /// "You have to do it yourself", behind what something else does not open.
  var isLeftToReader: Bool {
    said.isOneself && !said.isDenied && said.access >= 0 && joint == .main
  }

  /// What stands behind "except", where no number stands in front of it.
  var behindException: String? {
    guard let place = ActionWords.exceptions.first(in: facts.lower),
      let found = facts.lower.firstRange(of: ActionWords.exceptionWords[place])
    else { return nil }
    let before = facts.lower[..<found.lowerBound]
    return before.contains(where: \.isNumber)
      ? nil
      : String(facts.text.dropFirst(before.count + ActionWords.exceptionWords[place].count)).trimmed
  }

  /// "(Not required)", "(required)", "(formerly required)" behind ports: -1 shut, 1 opened; nil if it is no such remark.
  var signOfRemark: Int? {
    guard joint == .bracket, !tells,
      said.needs || said.uses || said.isFormer || facts.lower.contains("not optional"),
      facts.tokens.count(where: \.isWord) <= 4
    else { return nil }
    let isOptional = facts.tokens.contains { $0.lower == "optional" }
    if isOptional { return said.isDenied ? 1 : nil }
    return said.isDenied || said.isFormer ? -1 : said.needs ? 1 : nil
  }

  /// "Only TCP 443", "but the following", behind what is not, or not only, to be opened.
  var isContrast: Bool {
    said.contrasts && said.access == 0 && !said.needs && !said.isDenied && !said.leavesOut
  }

  /// "Block these addresses in your firewall.", "This URL must be blocked.", "Block it.": an order to shut what was
  /// told, whole, and nothing else; not "some firewalls block these ports", "block these ports for guests".
  var shutsWhatWasTold: Bool {
    let shuts = said.access < 0 && !said.isDenied
    // "Do not allow these hosts.": not "do not open these ports to the internet".
    let denies = said.access > 0 && said.isDenied && !said.leavesOut && !speaksOfOutside
    return joint == .main && (shuts || denies) && isOrder && beginsOrDemands
      && pointsAtNetwork(with: { word in
        shuts
          ? ActionWords.shuts(word)
          : ActionWords.opens(word) || ActionWords.denies(word)
            || ["do", "used", "use"].contains(word)
      })
      // "Block inbound traffic from these addresses": what goes out to them is not meant.
      && !facts.tokens.contains {
        ["inbound", "outbound", "incoming", "outgoing", "from"].contains($0.lower)
      }
  }

  /// "Make sure that this is permitted", "the firewall must allow these packets": an order to open what was told; not
  /// "open this page", "allow these notifications".
  var allowsWhatWasTold: Bool {
    joint == .main && said.access > 0 && !said.isDenied && ordersOpening
      && pointsAtNetwork(with: {
        ActionWords.opens($0) && !["open", "enable", "enabled"].contains($0)
      })
  }

  /// "Block …", "please block …", "… must be blocked": not "most hotels block …".
  private var beginsOrDemands: Bool {
    let words = facts.lower.wordsOfClause
    return words.prefix(2).contains(where: ActionWords.shuts)
      && (words.count < 2 || ActionWords.shuts(words[0])
        || ["please", "bitte", "veuillez"].contains(words[0]))
      || words.contains(where: AccessWords.saysMust)
      || words.first == "do" || words.first.map(ActionWords.denies) ?? false
  }

  /// Whether it points at something, and each of its words is of networks or firewalls, joins others, or is such a
  /// verb.
  private func pointsAtNetwork(with isVerb: (String) -> Bool) -> Bool {
    let words = facts.tokens.filter(\.isWord)
    let points = words.contains {
      ["this", "that", "new"].contains($0.lower) || SentenceWords.pointers.contains($0.lower)
    }
    return (points || refersBack)
      && words.allSatisfy { word in
        isVerb(word.lower) || AccessWords.saysMust(word.lower) || Self.pronouns.contains(word.lower)
          || SentenceWords.pointers.contains(word.lower)
          || SentenceWords.articles.contains(word.lower)
          || SentenceWords.traffic.contains(word.lower) || SentenceWords.rules.contains(word.lower)
          || ClauseMeaning.checking.contains(word.lower) || Self.ofOrders.contains(word.lower)
          || word.lower.namesFirewall || word.lower.hasSuffix("ly")
          || word.concepts.containsAny(
            of: .address, .host, .port, .network, .and, .inbound, .outbound)
      }
  }

  private static let ofOrders: Set = [
    "this", "that", "new", "it", "is", "are", "be", "to", "from", "in", "at", "on", "your",
    "through", "pass", "of",
    "all", "also", "please", "url", "urls", "domain", "domains", "update", "needs", "need", "has",
    "have", "bitte",
    "sie", "ist", "sind", "ihrer", "der", "und",
  ]

  /// "So they must be open", "close it"
  var refersBack: Bool { facts.tokens.contains { Self.pronouns.contains($0.lower) } }
  private static let pronouns: Set = ["it", "they", "them", "sie", "diese", "ils", "elles"]

  /// "If the firewall blocks the following ports": no order.
  private static func tellsOfOthers(_ word: String) -> Bool {
    ["blocks", "closes", "drops", "rejects", "denies", "prevents", "opens", "allows", "permits"]
      .contains(word)
  }

  private var firstWord: String { facts.tokens.first(where: \.isWord)?.lower ?? "" }

  /// "Ports of older versions, no longer in use": it goes on with what stands in front of it.
  var takesItBack: Bool {
    joint == .main && said.isDenied && said.access == 0 && said.uses && !namesPorts && !tells
      && facts.tokens.count(where: \.isWord) <= 5
  }

  /// "But not TCP 3306", "never the following ports": no verb of its own.
  var isElliptical: Bool {
    said.access == 0 && !said.needs && !said.uses && (said.isDenied || said.leavesOut)
      && said.otherWords <= 3
  }

  /// "Port 26": it does nothing by itself.
  var isFragment: Bool {
    joint == .main && said.access == 0 && !said.needs && !said.uses && !said.isDenied
      && !said.leavesOut && said.otherWords <= 3 && !said.contrasts
  }

  /// "Do not", "You must never", "We do not recommend": the verb that it denies stands in the next clause.
  var hangsOnNext: Bool {
    // "Please (do not) open …"
    if joint == .bracket {
      return said.isDenied && said.access == 0 && said.otherWords <= 1 && said.endsOpen
    }
    return joint == .main && said.isDenied && said.access == 0 && !namesPorts && !tells
      && facts.tokens.count(where: \.isWord) <= 8 && said.endsOpen
  }

  /// "If port 8443 is blocked, …", "unless you use port 8443", "as port 80 is not encrypted": ports only
  /// mentioned there.
  var onlyMentions: Bool {
    switch joint {
    case .replaced, .unless: true
    case .condition: said.access < 0 || said.isDenied || said.isTaken
    case .reason: said.isDenied || said.access < 0
    case .main: said.isFormer
    case .bracket: false
    }
  }

  private static func joint(_ words: [String], _ lower: String) -> Joint {
    if lower.holdsUnspacedScript {
      return ActionWords.Signs.conditions.first(in: lower) != nil ? .condition : .main
    }
    let first = words.first ?? ""
    if ActionWords.replaced.contains(where: lower.hasPrefix) { return .replaced }
    if first == "to" || first == "in" && words.dropFirst().first == "order" { return .reason }
    // "Under no circumstances", "auf keinen Fall", "in no case", "on no account"
    if words.count > 1, ["on", "in", "under"].contains(first), words[1] == "no" { return .main }
    // "In case the port is closed", "en caso de que": not "in case of errors", "im Falle einer Firewall".
    if words.starts(with: ["in", "case"]), words.dropFirst(2).first != "of" { return .condition }
    if words.starts(with: ["en", "caso", "de", "que"]) { return .condition }
    if ActionWords.untils.contains(first) { return .unless }
    // "Kun" is "when" in Finnish and "only" in Danish.
    let isOnly = first == "kun" && words.count > 1 && ActionWords.behindKun(words[1])
    if ActionWords.conditions.contains(first), !isOnly { return .condition }
    // "So the phones do not lose registration": not "so they must be open".
    if first == "so", words.count > 1 {
      let orders =
        Self.pronouns.contains(words[1])
        || ["please", "these", "you", "make", "ensure", "check"].contains(words[1])
        || ActionWords.opens(words[1]) || ActionWords.shuts(words[1])
        || words.contains(where: AccessWords.saysMust)
        || words.contains { $0 == "add" }
      return orders ? .main : .reason
    }
    // The Portuguese "as" is no "as".
    let isArticle =
      first == "as" && words.count > 1
      && (words[1].hasPrefix("seguint") || words[1].hasPrefix("porta"))
    // "I otwórz następujące porty"
    let isAnd = first == "i" && words.count > 1 && ActionWords.opens(words[1])
    if ActionWords.reasons.contains(first), !isArticle, !isAnd { return .reason }
    if lower.hasPrefix("parce que") { return .reason }
    return .main
  }
}
