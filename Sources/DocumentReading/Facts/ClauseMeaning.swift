/// What the words of a clause say, each by itself.
struct ClauseMeaning {
  /// 1 if it opens, -1 if it shuts, 0 if no word says so.
  var access = 0
  var needs = false
  var uses = false
  var isDenied = false
  var leavesOut = false
  var isOfOthers = false
  var statesDefault = false
  /// "In use", "taken"
  var isTaken = false
  var isFormer = false
  /// Whether it is shut by words that may say something else.
  var isTurned = false
  /// "You have to do it yourself"
  var isOneself = false
  /// Whether it is an order or a demand, rather than a remark that something blocks or is open.
  var isOrder = false
  /// Whether the reader is asked to see to it: not "the setup opens port 8443", "you had to open port 80".
  var isDemand = false
  /// Whether what it opens or shuts is named behind the verb, or in front of what must be done: "you must open
  /// the following", "the following must be open".
  var ordersBelow = false
  /// Whether it ends with a word that wants a verb: "you must never".
  var endsOpen = false
  /// What it says becomes of a service: 1 works, -1 fails, 0 if it does not say.
  var outcome = 0
  /// "Only TCP 443", "but TCP 443"
  var contrasts = false
  /// How many words are none of these, nor of ports.
  var otherWords = 0

  init(_ words: [String], _ lower: String) {
    leavesOut = Self.leavesOut(words) || Self.unlisted.first(in: lower) != nil
    var denials: [Int] = []
    var verbs: [(place: Int, sign: Int)] = []
    var musts: [Int] = []
    var works = false
    var reaches = false
    for (place, word) in words.enumerated() {
      var word = word
      if let rest = ActionWords.withoutNot(word) {
        // "N'ouvrez que les ports": only those.
        let isOnly = words[place...].dropFirst().prefix(4).contains("que")
        if !isOnly, !Self.forgetting.contains(rest) { denials.append(place) }
        word = rest
      }
      let isAdjective =
        place > 0 && Self.prepositions.contains(words[place - 1])
        || isNoun(place, words, lower)
      if Self.stops.contains(word), stopsAction(behind: place, words) {
        denials.append(place)
      } else if isAdjective || isParticiple(place, words) || isOfName(place, words),
        ActionWords.shuts(word)
      {
        otherWords += 1
      } else if liftsBlock(place, words) {
        verbs.append((place, 1))
      } else if let sign = signOfExclusion(place, words) {
        verbs.append((place, sign))
      } else if let sign = signOfTwoParts(place, words) {
        verbs.append((place, sign))
      } else if Self.adding.contains(word), namesRules(words),
        !words.contains(where: { ActionWords.shuts($0) || $0.hasPrefix("block") })
      {
        verbs.append((place, 1))
      } else if ActionWords.shuts(word) {
        verbs.append((place, -1))
      } else if ActionWords.opens(word) {
        verbs.append((place, 1))
      } else if ActionWords.denies(word) {
        if isDenial(place, words) { denials.append(place) }
      } else if Self.reaching.contains(word), let must = musts.last, must + 2 >= place {
        needs = true
        reaches = true
      } else if AccessWords.saysMust(word) || Self.modals.contains(word) {
        musts.append(place)
      } else if word == "be" || word == "to" {
        continue
      } else {
        otherWords += 1
      }
      let concepts = Lexicon.concepts(of: word)
      if Self.uses.contains(word) { uses = true }
      if concepts.contains(.need) || Self.needs.contains(word) { needs = true }
      if ActionWords.others.contains(word) { isOfOthers = true }
      if SentenceWords.byDefault.contains(word) { statesDefault = true }
      if Self.taken.contains(word) { isTaken = true }
      if OutcomeWords.works(word) {
        // "The sync stops working"
        if place > 0, words[place - 1].hasPrefix("stop") { outcome = -1 } else { works = true }
      }
      if OutcomeWords.fails(word) { outcome = -1 }
      if isPast(place, words) { isFormer = true }
      if Self.oneself.contains(word) { isOneself = true }
    }
    // What must be done governs; else the first verb does.
    if let first = verbs.first {
      let demanded = musts.reversed().lazy.compactMap { must in
        verbs.first { must < $0.place && $0.place <= must + 4 }
      }.first
      access = (demanded ?? first).sign
      // "Ports that are closed by default must be opened"
      if demanded != nil { statesDefault = false }
    }
    if limitsTraffic(words), denials.isEmpty { access = 1 }
    if staysHere(words, verbs) {
      access = -1
      isTurned = !musts.isEmpty
    }
    judgeRisk(words, verbs, &denials)
    // "Port 4369 should be protected by a firewall"
    if access == 0, !musts.isEmpty, words.contains(where: { Self.protecting.contains($0) }),
      lower.contains("firewall")
    {
      access = -1
    }
    // "For internal use only"
    if access == 0, !reaches, SentenceWords.keptHere.first(in: lower) != nil { access = -1 }
    // "Ports not in use must be closed": what is denied is which ports.
    if let must = musts.last, let verb = verbs.last, verb.place > must {
      denials.removeAll { place in
        place < must - 2 && place > 0 && !Self.subjects.contains(words[place])
      }
    }
    // "Wir raten davon ab"
    let advisesAgainst =
      words.last == "ab" && words.contains { $0.hasPrefix("rat") || $0.hasPrefix("rät") }
    if advisesAgainst { denials.append(words.count - 1) }
    isDenied = !denials.isEmpty
    // "Must not be proxied"
    if isDenied, access == 0, !needs, !uses, words.contains(where: Self.meddling.contains) {
      access = -1
    }
    // "Will not work", "cannot connect"
    if works, outcome == 0 { outcome = isDenied ? -1 : 1 } else if isDenied { outcome = -outcome }
    if outcome == 0, isDenied, access == 0, !needs { outcome = -1 }
    contrasts =
      words.first.map { SentenceWords.alone.contains($0) || SentenceWords.buts.contains($0) }
      ?? false
    isOrder =
      isDenied || !musts.isEmpty || verbs.first.map { $0.place <= 2 } ?? false
      || verbs.contains { $0.place > 0 && words[$0.place - 1] == "to" }
      || verbs.last.map { $0.place == words.count - 1 && !isState($0.place, words) } ?? false
    isDemand = demands(words, verbs.map(\.place))
    let points = words.indices.filter { Lexicon.concepts(of: words[$0]).contains(.following) }
    if let verb = verbs.last, let point = points.last {
      let must = musts.contains { $0 < verb.place }
      ordersBelow = must || verb.place < point && verb.place >= 2
    }
    if let last = words.last {
      endsOpen =
        advisesAgainst || ActionWords.denies(last) || AccessWords.saysMust(last)
        || Self.endings.contains(last)
    }
  }

  init(signsIn lower: String) {
    leavesOut =
      ActionWords.exceptions.first(in: lower) != nil
      || lower.contains("除") && lower.contains("外")
    let shuts = ActionWords.Signs.shuts.first(in: lower) != nil
    let opens = ActionWords.Signs.opens.first(in: lower) != nil
    access = shuts ? -1 : opens ? 1 : 0
    needs = Lexicon.phrases(in: lower).contains(.need)
    isOrder = access != 0
    isDemand = isOrder
    isDenied = ActionWords.Signs.denies.first(in: lower) != nil
    isOfOthers = ActionWords.Signs.others.first(in: lower) != nil
    outcome = OutcomeWords.sign(in: lower)
    otherWords = access == 0 && !isDenied ? 9 : 0
  }

  /// "All except these", "everything but:": not "all devices except the lowest".
  private static func leavesOut(_ words: [String]) -> Bool {
    let text = words.joined(separator: " ") + " "
    // "No other ports than", "no more than"
    let isOfAll = words.contains { ActionWords.wholes.contains($0) || $0 == "not" }
    if isOfAll, words.contains("than"), words.contains("other") || words.contains("more") {
      return true
    }
    guard let place = ActionWords.exceptions.first(in: text),
      let found = text.firstRange(of: ActionWords.exceptionWords[place])
    else { return false }
    // "Going beyond basic calls"
    if ["beyond ", "other than "].contains(ActionWords.exceptionWords[place]), !isOfAll,
      !words.contains(where: { ActionWords.shuts($0) || ActionWords.opens($0) })
    {
      return false
    }
    let behind = text[found.upperBound...].split(separator: " ")
    return behind.count <= 1
      || Lexicon.concepts(in: behind.prefix(6).joined(separator: " ")).containsAny(
        of: .following, .port)
      || behind.prefix(3).contains { ["tcp", "udp"].contains($0) }
  }

  /// "Port 443 is open": not "make sure that port 443 is open", "welche Ports offen sind".
  func isState(_ place: Int, _ words: [String]) -> Bool {
    place > 0 && ["is", "are", "ist", "sind", "est", "sont"].contains(words[place - 1])
      && !words.contains(where: AccessWords.saysMust)
      && !words.contains(where: Self.checking.contains)
  }

  /// "CIDR block", "these blocks", "the 192.0.2.0/24 block"
  private func isNoun(_ place: Int, _ words: [String], _ lower: String) -> Bool {
    guard place > 0, ["block", "blocks"].contains(words[place]) else { return false }
    let before = words[place - 1]
    if let found = lower.firstRange(of: " block"), found.lowerBound > lower.startIndex,
      lower[lower.index(before: found.lowerBound)].isNumber
    {
      return true
    }
    return ["the", "these", "following", "those"].contains(before)
      || ["cidr", "ip", "ips", "address", "ipv4", "ipv6", "subnet"].contains {
        before.hasSuffix($0)
      }
  }

  /// Whether a word that may mean "not" does here: "whether or not", "not only", "do not forget", and the
  /// Portuguese "no firewall" say nothing of it.
  private func isDenial(_ place: Int, _ words: [String]) -> Bool {
    let word = words[place]
    let next = place + 1 < words.count ? words[place + 1] : ""
    let before = place > 0 ? words[place - 1] : ""
    if SentenceWords.alone.contains(next) && word != "no" { return false }
    if ["listed", "mentioned", "named", "shown", "specified", "included", "enough", "sufficient"]
      .contains(next)
      || next == "in" && words.count > place + 3 && words[place + 3].hasPrefix("list")
    {
      return false
    }
    if before == "or" || ["all", "every", "alle", "tous", "todos", "tutti"].contains(next) {
      return false
    }
    // "Few customers need", not "a few ports"
    if word == "few" { return place == 0 && Self.people.contains(next) }
    if word == "beware" { return next == "of" }
    if word == "nu" { return Self.romanian.begin(next) }
    if words[max(0, place - 3)...].prefix(7).contains(where: Self.forgetting.contains) {
      return false
    }
    // "Do not fail to open": not "updates do not fail if".
    if next == "fail", place + 2 < words.count, words[place + 2] == "to" { return false }
    if word == "no" {
      if ["matter", "doubt", "wonder"].contains(next) { return false }
      let isEnglish = place + 2 < words.count && Self.englishVerbs.contains(words[place + 2])
      return (isEnglish || !AccessWords.behindPortugueseNo.contains(next))
        && !words.contains { $0.hasPrefix("porta") && $0 != "portal" }
    }
    // "N'ouvrez que les ports": only those.
    if word == "ne", words[place...].dropFirst().prefix(4).contains("que") { return false }
    if word == "against" { return before.hasPrefix("advi") || before.hasPrefix("recommend") }
    return true
  }

  private static let englishVerbs: Set = [
    "needs", "may", "must", "should", "blocks", "block", "is", "has", "can", "will", "shall",
    "does",
    "or", "rule", "rules", "change", "changes", "exception", "exceptions",
  ]

  /// What says that a list holds something not, which is left out of all others.
  private static let unlisted = PhraseSearch([
    "not listed", "not in this list", "not in the list", "not in the following", "not mentioned",
    "not specified below", "not named below", "not shown below", "nicht aufgeführt",
    "nicht gelistet",
    "nicht genannt", "ne figurent pas", "non listés", "non mentionnés", "no figuran", "no listad",
    "não listad", "não constam", "non elencat", "niet vermeld", "niet in deze lijst",
    "niewymienion",
    "не указан", "не перечислен",
  ])

  /// "For prohibited sites"
  private static let prepositions: Set = [
    "for", "of", "about", "with", "from", "für", "von", "mit",
  ]
  /// After which the Romanian "nu" is no Dutch or Swedish "now".
  private static let romanian = WordStems("deschi permit este sunt închi bloca trebuie")
  static let protecting: Set = [
    "protected", "geschützt", "protégé", "protegido", "protetto",
  ]
  static let checking: Set = [
    "make", "ensure", "check", "verify", "please", "confirm", "sure", "see", "voraussetzung",
    "prerequisite", "requirement",
  ]
  static let needs: Set = ["require", "requires", "required", "need", "needs", "needed"]
  private static let modals: Set = ["have", "has", "can", "may"]
  private static let uses: Set = [
    "use", "uses", "used", "verwendet", "genutzt", "utilisé", "utilisés", "usado", "usados",
    "utilizado",
    "utilizados", "usata", "usate", "utilizzata", "utilizzate", "gebruikt", "używany", "używane",
    "používá", "používán", "используется", "используются", "används", "bruges", "brukes",
  ]
  private static let forgetting: Set = [
    "glöm", "n'oubliez", "forget", "hesitate", "vergessen", "oublier", "oubliez", "olvide",
    "esqueça",
    "dimenticare", "vergeet", "zapomnij", "забудьте",
  ]
  private static let subjects: Set = [
    "none", "no", "nothing", "nobody", "never", "kein", "keine", "keiner", "aucun", "ninguno",
    "nenhuma", "nessuna", "geen", "żaden", "ingen", "inga", "niemals", "nie",
  ]
  private static let taken: Set = [
    "use", "busy", "occupied", "taken", "belegt", "unavailable", "occupé", "ocupado", "occupata",
  ]
  private static let endings: Set = [
    "es", "circumstances", "circumstance", "account", "recommend", "advise", "suggest",
    "should", "you",
    "fall", "umständen", "cas", "aucun", "caso", "nessun", "geval", "wypadku", "případě", "case",
    "therefore", "sie", "please", "ever",
  ]
}
