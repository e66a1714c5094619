/// Whether the words of a clause ask their reader to open something, or only tell that something does.
extension ClauseMeaning {
  /// - Parameter verbs: the places of the words that open or shut.
  func demands(_ words: [String], _ verbs: [Int]) -> Bool {
    guard let first = verbs.first, !words.contains("had"),
      !words.contains(where: Self.runtimes.contains)
    else { return false }
    if isDenied, verbs.contains(where: { ActionWords.shuts(words[$0]) }) { return true }
    // "Check whether port 443 is open"
    let asks =
      words.contains { Self.checking.contains($0) }
      && !words.contains { AccessWords.ifs.contains($0) }
    if asks || words.contains(where: AccessWords.saysMust) { return true }
    if words.contains("to"),
      words.contains(where: { ["have", "has", "want", "wish"].contains($0) })
    {
      return true
    }
    // "Work with your administrator to open port 445", "Update your firewall rules to allow them"
    if first > 1, words[first - 1] == "to" {
      let start = words.prefix(2)
      let isOfRules = words[..<first].contains {
        SentenceWords.rules.contains($0) || $0.hasPrefix("firewall")
      }
      if start.contains(where: Self.addressing.contains)
        && !words[..<first].contains(where: { AccessWords.ifs.contains($0) || $0 == "want" })
        || isOfRules && start.contains(where: Self.changing.contains)
      {
        return true
      }
    }
    if opensSomethingElse(behind: first, words) || Self.telling.contains(words[first]) {
      return false
    }
    // "Please also open port 443"
    if words[..<first].allSatisfy(Self.beginning.contains) { return true }
    // "Leave ports 80 and 443 open": not "keep in mind that TCP 23 is open"
    if let start = words.firstIndex(where: { !Self.beginning.contains($0) && $0 != "only" }),
      Self.leaving.contains(words[start]),
      words[(start + 1)...].prefix(3).contains(where: {
        $0.hasPrefix("port") || ["tcp", "udp"].contains($0)
      }), !words[start...].prefix(4).contains("on")
    {
      return true
    }
    // "Port 443 bitte freigeben"
    guard let last = verbs.last, last == words.count - 1, !isState(last, words) else {
      return false
    }
    return !Self.participles.contains(words[last])
  }

  /// "Open the page on port 8080", "open localhost": what is opened is no port.
  private func opensSomethingElse(behind verb: Int, _ words: [String]) -> Bool {
    guard words[verb] == "open" else { return false }
    let object = words[(verb + 1)...].prefix { $0 != "port" && $0 != "ports" }
    return object.contains { ["on", "at", "in", "using", "via"].contains($0) }
      && !object.contains { Self.ofTraffic.contains($0) }
  }

  private static let addressing: Set = [
    "ask", "contact", "work", "request", "tell", "instruct", "consult", "get",
  ]
  private static let changing: Set = [
    "update", "modify", "adjust", "change", "configure", "edit", "set",
  ]
  private static let leaving: Set = [
    "leave", "keep", "lassen", "laissez", "deje", "mantenga",
  ]
  private static let ofTraffic: Set = [
    "firewall", "firewalls", "router", "network", "traffic", "connection", "connections", "access",
    "communication", "inbound", "outbound", "incoming", "outgoing", "tcp", "udp", "group",
  ]
  /// What programs run in, and which opens ports by itself.
  private static let runtimes: Set = ["container", "containers", "dockerfile", "image"]
  /// Words of somebody else's doing.
  private static let telling: Set = [
    "opens", "allows", "permits", "enables", "exposes", "unblocks", "forwards", "accepts", "lets",
    "grants", "opened", "allowed", "exposed", "öffnet", "ouvre", "abre", "apre", "opent", "otwiera",
    "открывает",
  ]
  private static let participles: Set = ["opened", "allowed", "exposed", "enabled", "open"]
  /// Words that may stand in front of an order.
  private static let beginning: Set = [
    "please", "also", "then", "now", "first", "next", "finally", "and", "so", "therefore", "just",
    "simply", "always", "additionally", "otherwise", "instead", "bitte", "dann", "veuillez",
    "ensuite", "por", "favor", "luego", "después", "poi", "dan", "proszę", "пожалуйста", "но",
  ]
}
