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
    self.continuesSubject = continuesSubject
    let facts = TextFacts(self.text.trimmed, line: 0)
    self.facts = facts
    tells = facts.tellsEndpoints
    let words = facts.text.withoutRelativeClauses.lowercased().wordsOfClause
    let joint = isBracket ? Joint.bracket : Self.joint(words, facts.lower)
    said =
      facts.lower.holdsUnspacedScript
      ? ClauseMeaning(signsIn: facts.lower) : ClauseMeaning(words, facts.lower)
    // "To use the service you must open these ports", "As a precaution close these ports": the order stands
    // in the same clause.
    let isWhole = words.count >= 6 && said.ordersBelow
    self.joint = isWhole && (joint == .reason || joint == .condition) ? .main : joint
  }

  /// "Point a name such as a.example at the server": an address that only shows how.
  var exemplifies: Bool {
    facts.concepts.contains(.example) && facts.holdsAddress && !facts.saysPorts
      && !facts.concepts.containsAny(of: .not, .allow, .ask) && !facts.text.contains(":")
      && !(facts.tokens.first?.concepts.contains(.example) ?? false)
  }
  var pointsBelow: Bool { facts.pointsAtSomething }
  var namesPorts: Bool { facts.concepts.containsAny(of: .port, .following, .address, .host) }
  var isDenied: Bool { said.isDenied }
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
  /// Whether it asks for something: not "the following ports are used".
  var asks: Bool { said.access != 0 || said.needs }

  /// Whether it speaks of everything else: "keep all others closed".
  var isOfOthers: Bool {
    said.isOfOthers && !said.leavesOut && !facts.concepts.contains(.following)
  }

  /// What it does with traffic: 1 opens, -1 shuts, 0 if it does not say.
  var sign: Int {
    if said.statesDefault { return 0 }
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
    return !said.needs && (!said.uses || said.otherWords >= 2) && said.otherWords >= 1
      && !facts.concepts.contains(.retired)
  }

  /// "Do not block the following ports"
  var isOrderBelow: Bool { sign > 0 && pointsBelow && namesPorts }

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
    if ActionWords.untils.contains(first) { return .unless }
    if ActionWords.conditions.contains(first) { return .condition }
    // The Portuguese "as" is no "as".
    let isArticle =
      first == "as" && words.count > 1
      && (words[1].hasPrefix("seguint") || words[1].hasPrefix("porta"))
    if ActionWords.reasons.contains(first), !isArticle { return .reason }
    if lower.hasPrefix("parce que") || lower.hasPrefix("so that") { return .reason }
    return .main
  }
}
