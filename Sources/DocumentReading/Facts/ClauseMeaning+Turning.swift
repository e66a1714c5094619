// What turns around what a clause says, besides "not".
extension ClauseMeaning {
  /// "Used to be required", "had to be open in earlier versions", "were needed until version 6", "formerly required
  /// ports": not "the previously installed agent", "antes de instalar".
  func isPast(_ place: Int, _ words: [String]) -> Bool {
    let behind = words[(place + 1)...]
    switch words[place] {
    case "used":
      let isPurpose = place > 0 && ["is", "are", "be"].contains(words[place - 1])
      return !isPurpose && behind.first == "to"
        && behind.dropFirst().first.map(Self.being.contains) ?? false
    case "had", "was", "were":
      return zip(behind, behind.dropFirst()).contains { old, version in
        ["earlier", "older", "previous", "prior", "old", "former"].contains(old)
          && version.hasPrefix("version")
      } || words.contains("until")
    default:
      guard ActionWords.formerly.contains(words[place]),
        !words.contains(where: Self.presentDemands.contains)
      else { return false }
      // "Previously port 8443 was used"
      if place == 0, behind.prefix(4).contains(where: ["was", "were", "had"].contains) {
        return true
      }
      func isOne(_ near: Int, of stems: [String]) -> Bool {
        words.indices.contains(near) && stems.contains(where: words[near].hasPrefix)
      }
      return isOne(place + 1, of: Self.needed) || isOne(place - 1, of: Self.wasAndWere)
        || place == words.count - 1 && isOne(place - 1, of: Self.needed)
    }
  }

  /// "Remove any block on these ports"
  func liftsBlock(_ place: Int, _ words: [String]) -> Bool {
    Self.lifting.begin(words[place])
      && words[(place + 1)...].contains(where: Self.blocks.contains)
  }

  /// "Stop exposing", "cease to open"
  func stopsAction(behind place: Int, _ words: [String]) -> Bool {
    let behind = words[(place + 1)...].drop { $0 == "to" }
    return behind.first.map { ActionWords.opens($0) || ActionWords.shuts($0) } ?? false
  }

  /// "Networks blocking UDP need the following": which ones, not what is to be done.
  func isParticiple(_ place: Int, _ words: [String]) -> Bool {
    guard place > 0, words[place].hasSuffix("ing"),
      !ActionWords.denies(words[place - 1]), !Self.stops.contains(words[place - 1]),
      !["be", "is", "are", "or", "and", "to"].contains(words[place - 1])
    else { return false }
    return words[place...].contains { Self.needs.contains($0) || AccessWords.saysMust($0) }
  }

  /// "Block Storage requires the following ports": a part of a name.
  func isOfName(_ place: Int, _ words: [String]) -> Bool {
    let behind = words[(place + 1)...].prefix(4)
    guard let verb = behind.firstIndex(where: ["requires", "needs", "require", "need"].contains)
    else {
      return false
    }
    return verb > place + 1 && !(verb + 1 < words.count && words[verb + 1] == "to")
  }

  /// "Exclude these from SSL inspection" opens, "exclude these from your rules" shuts.
  func signOfExclusion(_ place: Int, _ words: [String]) -> Int? {
    if words[place] == "bypass" { return place <= 1 ? 1 : nil }
    guard ["exclude", "excluded", "exempt", "exempted"].contains(words[place]),
      let from = words[place...].firstIndex(of: "from")
    else { return nil }
    let isOfRules = words[from...].contains {
      SentenceWords.rules.contains($0)
        || ["whitelist", "allowlist", "list", "firewall"].contains($0)
    }
    let isOther = words[from...].contains { word in
      ["inspect", "scan", "block", "filter", "prox", "geo"].contains(where: word.hasPrefix)
    }
    return isOfRules && !isOther ? -1 : 1
  }

  /// "Turn off", "lock down", "machen Sie diese zu", "lassen Sie diese zu": the second part says which.
  func signOfTwoParts(_ place: Int, _ words: [String]) -> Int? {
    let word = words[place]
    let next = place + 1 < words.count ? words[place + 1] : ""
    if place == 0, Self.firstActions.contains(word) {
      return ["the", "these", "all", "any", "access", "following"].contains(next) ? -1 : nil
    }
    if word == "down" {
      // "Lock down your firewall to these ports"
      guard place == 1, ["lock", "shut"].contains(words[0]) else { return nil }
      return words.contains("to") ? 1 : -1
    }
    if word == "off" {
      let isVerb = words[..<place].contains { $0.hasPrefix("turn") || $0.hasPrefix("switch") }
      return isVerb ? -1 : nil
    }
    guard place == words.count - 1, place > 1 else { return nil }
    func has(_ stems: String...) -> Bool {
      words[..<place].contains { word in stems.contains(where: word.hasPrefix) }
    }
    switch word {
    case "zu": return has("lass", "lässt") ? 1 : has("mach", "bleib", "halt") ? -1 : nil
    case "ab": return has("schalt") ? -1 : nil
    case "frei": return has("geb", "gib", "schalt") ? 1 : nil
    default: return nil
    }
  }

  func namesRules(_ words: [String]) -> Bool {
    words.contains {
      SentenceWords.rules.contains($0) || $0.hasPrefix("exception") || $0.hasPrefix("firewall")
    }
  }

  /// "Restrict traffic to the following ports": not "restrict access to", nor "… as much as possible".
  func limitsTraffic(_ words: [String]) -> Bool {
    guard words.contains(where: Self.limits.begin), words.contains(where: Self.traffic.contains),
      let to = words.lastIndex(of: "to")
    else { return false }
    return words.count - to <= 5
  }

  /// "Should only be reachable from the LAN", "limit these to localhost", "are used internally only": not "only these
  /// must be open on your local firewall".
  func staysHere(_ words: [String], _ verbs: [(place: Int, sign: Int)]) -> Bool {
    // "Should remain localhost-only"
    let only = words.lastIndex { word in
      word.hasSuffix("-only") && Self.here.contains(String(word.dropLast(5)))
    }
    if let only, only > 1,
      ["be", "is", "are", "remain", "remains", "stay", "stays", "keep"].contains(words[only - 1])
    {
      return true
    }
    guard let here = words.lastIndex(where: Self.here.contains), here > 1,
      !words.contains(where: { $0.hasPrefix("firewall") })
    else { return false }
    if Self.limits.begin(words[0]) {
      return words.firstIndex(of: "to").map { $0 < here } ?? false
    }
    let near = words[max(0, here - 5)..<min(words.count, here + 2)]
    let isOnly = near.contains {
      SentenceWords.alone.contains($0) || Self.limits.begin($0) || $0 == "qu'en"
    }
    guard isOnly else { return false }
    if verbs.isEmpty { return words.contains(where: Self.isOfUse) && !needs }
    return words.contains { Self.reachable.begin($0) }
  }

  /// "Opening these ports is a security risk", "blocking them is dangerous", "opening them is no risk".
  func judgeRisk(_ words: [String], _ verbs: [(place: Int, sign: Int)], _ denials: inout [Int]) {
    guard let risk = words.lastIndex(where: Self.risks.contains) else { return }
    if let denial = denials.firstIndex(where: { $0 < risk && $0 + 3 >= risk }) {
      denials.remove(at: denial)
      return
    }
    guard denials.isEmpty, let verb = verbs.first else { return }
    // "Opening … is a risk", "it is dangerous to open …"
    let isBehind =
      verb.place < risk && words[verb.place..<risk].contains(where: Self.copulas.contains)
      && !words[(risk + 1)...].contains { ActionWords.opens($0) }
    let isBefore = risk < verb.place && words[..<risk].contains(where: Self.copulas.contains)
    if isBehind && verb.place <= 2 || isBefore { denials.append(risk) }
  }

  private static let limits = WordStems("limit restrict beschränk ogranicz огранич begräns")
  private static func isOfUse(_ word: String) -> Bool {
    ["used", "for", "verwendet", "genutzt", "für", "utilisés", "usados", "usate"].contains(word)
  }

  /// "Proxied", "inspected"
  static let meddling: Set = [
    "proxied", "inspected", "intercepted", "decrypted", "throttled", "cached", "modified",
    "altered", "scanned",
  ]
  static let firstActions: Set = ["filter", "revoke", "undo"]
  static let stops: Set = ["stop", "stops", "cease", "quit"]
  static let adding: Set = [
    "add", "added", "adding", "create", "created", "configure", "configured", "define", "defined",
  ]
  static let reaching: Set = ["reach", "access", "connect", "contact", "communicate", "talk"]
  static let lifting = WordStems("remov delet lift clear entfern lösch supprim")
  static let blocks: Set = [
    "block", "blocks", "blocking", "blocklist", "blocklists", "blacklist", "denylist", "deny",
    "restriction", "restrictions", "sperrliste", "sperre", "sperren", "blocage",
  ]
  static let people: Set = [
    "customers", "users", "people", "sites", "installations", "companies", "organizations",
    "admins",
  ]
  static let oneself: Set = [
    "yourself", "yourselves", "manually", "selbst", "manuell", "manuellement", "manualmente",
  ]
  /// One's own machine or network.
  static let here: Set = [
    "lan", "localhost", "loopback", "intern", "internal", "internally", "interne", "interno",
    "lokal", "locally", "locale", "local", "lokalen", "lokalnej", "локальной", "внутри", "interna",
  ]
  static let risks: Set = [
    "risk", "risks", "risky", "dangerous", "danger", "unsafe", "forbidden", "prohibited", "risiko",
    "gefährlich", "risque", "dangereux", "riesgo", "peligroso", "risco", "perigoso", "rischio",
    "pericoloso", "ryzyko", "niebezpieczne", "опасно", "риск",
  ]
  private static let traffic: Set = ["traffic", "connections", "communication"]
  private static let copulas: Set = [
    "is", "are", "pose", "poses", "carries", "creates", "ist", "sind", "est", "es", "é", "è",
    "jest",
  ]
  private static let being: Set = ["be", "have", "need", "require", "use"]
  private static let presentDemands: Set = [
    "must", "now", "should", "shall", "müssen", "requires", "needs",
  ]
  private static let wasAndWere = [
    "was", "were", "had", "mussten", "wurde", "war", "était", "étaient", "eran", "eram", "erano",
    "waren", "były",
    "было", "были",
  ]
  /// By their stems, what ports were: "formerly required".
  private static let needed = [
    "was", "were", "had", "requir", "needed", "used", "allowed", "open", "benötigt", "erforderlich",
    "mussten",
    "wurde", "war", "requis", "nécessaire", "était", "étaient", "eran", "era", "necesari",
    "requerid", "eram",
    "necessári", "erano", "necessari", "richiest", "waren", "nodig", "były", "było", "potrzebn",
    "wymagan",
    "были", "было", "нужн",
  ]
  private static let reachable = WordStems([
    "reachab", "accessib", "availab", "erreichbar", "zugänglich", "joignab", "accesib", "acessív",
    "raggiungib",
    "bereikba", "dostępn", "dostupn", "доступн", "tilgjeng", "tillgäng",
  ])
}
