import EndpointModel

/// How a text states addresses, and whether they are for firewalls.
extension TextFacts {
  /// "London (L1) 192.0.2.0/29": a few words, and an address of numbers at the end.
  var isNamedAddress: Bool {
    addresses.items.count == 1 && addresses.items[0].address.range != nil
      && tokens.last?.address != nil && tokens[0].isWord && tokens.count(where: \.isWord) <= 6
      && !saysPorts && !concepts.containsAny(of: .not, .example, .own, .from, .ask, .deny, .retired)
  }

  /// "Relay (relay.example)", "Host: relay.example": a few words for one address, at the end.
  var isNameWithAddress: Bool {
    guard let item = addresses.items.first, addresses.items.count == 1, item.ports == nil,
      !item.isLink, !item.mayBeFile, item.place.lowerBound > 0, tokens.count <= 9,
      leftoverWords.count <= 4, !isTakenBack, !saysPorts,
      !concepts.containsAny(of: .not, .deny, .example, .own, .source, .retired)
    else { return false }
    let behind = tokens[item.place.upperBound...]
    let before = tokens[item.place.lowerBound - 1]
    return before.isSign("(") && behind.count == 1 && behind.first!.isSign(")")
      || before.isSign(":") && behind.isEmpty
  }

  /// "TCP 443 for the hosts listed above": it gives ports to addresses of other sections.
  var pointsToHostsAbove: Bool {
    if !holdsAddress, tokens.count <= 14, !concepts.containsAny(of: .not, .example),
      SentenceWords.toThem.contains(where: {
        lower.hasSuffix($0) || lower.hasSuffix($0 + ".")
      })
    {
      return true
    }
    guard concepts.containsAny(of: .host, .address), !holdsAddress,
      !concepts.containsAny(of: .not, .example)
    else { return false }
    let isOfListed =
      lower.contains("listed") && !lower.contains("below") && !lower.contains("following")
    return isOfListed || SentenceWords.above.contains { lower.contains($0) }
      || tokens.contains { $0.lower == "above" || $0.lower == "oben" || $0.lower == "acima" }
  }

  /// "All hosts use TCP 443.": it gives ports to all that has none.
  var speaksOfAllHosts: Bool {
    concepts.containsAny(of: .host, .address) && concepts.contains(.any) && !holdsAddress
      && tokens.count <= 12 && !announces
      && !concepts.containsAny(of: .not, .example, .following, .except, .own)
  }

  /// "All traffic is HTTPS over port 443.": of all hosts below, too.
  var speaksOfAllTraffic: Bool {
    concepts.contains(.any) && !holdsAddress && tokens.count <= 12 && !announces
      && tokens.prefix(3).contains { SentenceWords.traffic.contains($0.lower) }
      && tokens.contains { SentenceWords.states.contains($0.lower) }
      && !concepts.containsAny(of: .not, .example, .following, .except, .own)
  }

  /// Whether a sentence that holds addresses asks to allow them; one with few other words goes on
  /// with the sentence before it.
  var asksWhereAddressesAre: Bool {
    guard concepts.containsAny(of: .ask, .allow) else { return false }
    // "The static route 192.0.2.0/24 is needed": for routers.
    if !saysPorts, tokens.contains(where: { SentenceWords.routes.contains($0.lower) }) {
      return false
    }
    let sentences = text.sentences
    guard sentences.count > 1 else { return true }
    return sentences.map { TextFacts(String($0), line: line) }.contains {
      $0.holdsAddress
        && ($0.concepts.containsAny(of: .ask, .allow) || $0.leftoverWords.count <= 4)
    }
  }

  /// "Open UDP 3478 for the proxies listed below", "… to the following hosts": not "the following ports".
  var pointsAtAddressesBelow: Bool {
    guard !holdsAddress else { return false }
    // "Allow TCP 443 to:"
    if ":：".contains(text.last ?? "."), let last = tokens.last(where: \.isWord),
      SentenceWords.towards.contains(last.lower)
        || SentenceWords.introducesFarEnd.contains(last.lower)
    {
      return true
    }
    return tokens.indices.contains { place in
      let isBelow = SentenceWords.below.contains(tokens[place].lower)
      guard isBelow || tokens[place].concepts.contains(.following) else { return false }
      let behind = tokens[(place + 1)...].prefix(3)
      let before = tokens[..<place].suffix(3)
      func namesAddresses(_ words: ArraySlice<Token>) -> Bool {
        words.contains { $0.concepts.containsAny(of: .address, .host, .network, .destination) }
          && !words.contains { $0.concepts.contains(.port) || $0.isNumber }
      }
      if isBelow {
        return namesAddresses(before)
          || before.contains { SentenceWords.relays.contains($0.lower) }
      }
      return namesAddresses(behind)
    }
  }

  /// "Log into your router's admin page (usually 192.168.1.1 or 192.168.0.1)": where a person sets up a
  /// device of one's own network (RFC 1918).
  private var leadsToDevice: Bool {
    guard addresses.items.allSatisfy({ $0.ports == nil && $0.address.isOfPrivateMachine }) else {
      return false
    }
    let goes =
      tokens.prefix(8).contains { SentenceWords.visits.contains($0.lower) }
      || zip(tokens, tokens.dropFirst()).contains {
        $0.lower == "access" && ["via", "at", "under", "through"].contains($1.lower)
      }
    if goes, tokens.contains(where: { Self.devicePages.contains($0.lower) }) { return true }
    // "The router (usually at 192.168.1.1)"
    let first = addresses.items[0].place.lowerBound
    return tokens[..<first].suffix(3).contains { SentenceWords.usually.contains($0.lower) }
  }

  private static let devicePages: Set = [
    "router", "routers", "router's", "admin", "administration", "interface", "settings", "browser",
    "gui", "page", "menu", "webinterface", "oberfläche", "einstellungen", "navigateur", "navegador",
    "interfaz", "enrutador", "roteador", "routera",
  ]

  /// The text cut in front of each address that follows ports which follow an address; whole where
  /// ports may stand in front of their addresses.
  var partsByAddress: [TextFacts] {
    let ports = usedForPorts.filter { tokens[$0].isNumber }
    let places = addresses.items.map(\.place.lowerBound)
    guard let first = places.first else { return [self] }
    var cuts: [Int] = []
    for place in places.dropFirst()
    where ports.contains(where: { $0 < place && $0 > cuts.last ?? first }) {
      cuts.append(place)
    }
    if ports.contains(where: { $0 < first }) {
      let parts = partsByPorts
      if parts.count > 1 || cuts.count <= 1 { return parts }
      // A table that was run together, which begins with other words.
      cuts.insert(first, at: 0)
    }
    guard let last = cuts.last, cuts.count > 1 || ports.contains(where: { $0 > last }) else {
      return [self]
    }
    return zip([0] + cuts, cuts + [tokens.count]).map { start, end in
      TextFacts(AddressFacts.text(tokens[start..<end]), line: line)
    }
  }

  /// "TCP 443: a.example; UDP 53: b.example": cut in front of ports that follow an address, if each
  /// part has an address and ports.
  private var partsByPorts: [TextFacts] {
    // Behind other words, ports may belong to the address in front of them.
    let ports = usedForPorts
    guard ports.contains(where: { $0 <= 1 }) || areAllReached(by: ports) else { return [self] }
    var cuts: [Int] = []
    var isBehindAddress = false
    for place in tokens.indices {
      if addresses.used.contains(place) {
        isBehindAddress = true
      } else if ports.contains(place), isBehindAddress {
        cuts.append(place)
        isBehindAddress = false
      }
    }
    let parts = zip([0] + cuts, cuts + [tokens.count]).map { start, end in
      TextFacts(AddressFacts.text(tokens[start..<end]), line: line)
    }
    return parts.allSatisfy { $0.holdsAddress && $0.saysPorts } ? parts : [self]
  }

  /// "Ensure that TCP 443 is open to a.example and TCP 8443 to b.example": ports first, and each
  /// address behind a word for the way there.
  private func areAllReached(by ports: Set<Int>) -> Bool {
    guard let first = addresses.items.first, ports.contains(where: { $0 < first.place.lowerBound })
    else { return false }
    return addresses.items.allSatisfy {
      wordBefore($0.place.lowerBound).map { SentenceWords.towards.contains($0.lower) } ?? false
    }
  }

  /// "Open TCP 443, and see this page (https://docs.example/faq)": whether it only leads to what is to be read.
  func looksUp(_ item: AddressFacts.Item) -> Bool {
    let before = tokens[..<min(item.place.lowerBound, tokens.count)].suffix(6)
    if isTargetOfWords(item) { return true }
    return before.contains { SentenceWords.lookingUp.contains($0.lower) }
      && !before.contains { SentenceWords.towards.contains($0.lower) }
  }

  /// "Log in to https://console.example", "Console: https://console.example": where a person
  /// works; "Try other resolvers (192.0.2.1)": what a person may try. Not what to allow.
  var isForPeople: Bool {
    guard !saysPorts, let first = tokens.first, holdsAddress else { return false }
    if leadsToDevice || addresses.items.allSatisfy(\.isLink) && text.leadsToArticle { return true }
    if text.contains("://"), addresses.items.allSatisfy({ $0.ports == nil }) {
      let label = addresses.items[0].label.map { TextFacts($0, line: line).tokens } ?? []
      let places = label.isEmpty ? Array(tokens.prefix(1)) : label
      let areLinks = addresses.items.allSatisfy(\.isLink)
      return SentenceWords.visits.contains(first.lower)
        || places.count <= 2
          && places.allSatisfy {
            SentenceWords.workplaces.contains($0.lower)
              || areLinks && SentenceWords.reading.contains($0.lower)
          }
        // "Follow these instructions: https://…"
        || areLinks && places.count <= 4
          && places.last.map { SentenceWords.reading.contains($0.lower) } ?? false
    }
    // "Check the settings (try the resolver 192.0.2.1)"
    let before = tokens.prefix { $0.address == nil }
    return SentenceWords.attempts.contains(first.lower) && first.address == nil
      || zip(before, before.dropFirst()).contains {
        $0.isSign("(") && SentenceWords.attempts.contains($1.lower)
      }
  }

  /// "Allow the following domains:": addresses follow.
  var asksForAddressesBelow: Bool {
    concepts.containsAny(of: .host, .address) && concepts.containsAny(of: .ask, .allow)
      && !concepts.containsAny(of: .not, .example) && !shutsWhatFollows
      && ":：".contains(text.last ?? ".")
  }

  /// An address with a few words: a list item, not a sentence.
  var isShortWithAddress: Bool {
    holdsAddress && leftoverWords.count <= 6 && !text.hasSuffix(".")
      && !addresses.items.allSatisfy(\.isLink)
  }

  /// "(For the EU) *.api.example (* is a wildcard)": addresses, and brackets around them.
  var isRemarkOnAddresses: Bool {
    guard holdsAddress, !addresses.items.allSatisfy(\.isLink) else { return false }
    var depth = 0
    for (place, token) in tokens.enumerated() {
      if token.isSign("(") { depth += 1 }
      if token.isSign(")") { depth -= 1 }
      let isTelling = token.isWord && !token.concepts.containsAny(of: .and, .or, .address, .host)
      if depth == 0, isTelling, !addresses.used.contains(place) { return false }
    }
    return true
  }

  /// A line that is nothing but addresses, with or without a comment after them.
  var isBareLine: Bool {
    guard holdsAddress, !addresses.items.allSatisfy(\.mayBeFile),
      tokens.first?.address != nil || addresses.items.first?.label != nil
    else { return false }
    if isOnlyAddresses { return true }
    if addresses.items.first?.place.lowerBound ?? 0 > 0, isTakenBack { return false }
    if isDefinedAddress || hasRemarkSign { return true }
    // A short remark after the address is allowed.
    return leftoverWords.count <= 8 && !concepts.contains(.ask) && !saysPorts
      && !text.hasSuffix(".")
  }

  /// "a.example # For updates of packages.": an address, and a remark as lists have them.
  private var hasRemarkSign: Bool {
    guard let sign = behindOnlyAddress else { return false }
    return sign.isSign("#") && sign.isApart && !isTakenBack
  }

  /// "a.example - sign-in, updates and the settings of devices": an address, and behind a dash or
  /// colon what it is for.
  private var isDefinedAddress: Bool {
    guard let sign = behindOnlyAddress, sign.isSign(":") || sign.isSign("-") && sign.isApart else {
      return false
    }
    return !saysPorts && !concepts.contains(.ask) && !text.hasSuffix(".")
      && leftoverWords.count <= 24
  }

  /// What follows the address with which the text begins, if it holds no other.
  private var behindOnlyAddress: Token? {
    guard let end = addresses.items.last?.place.upperBound, addresses.items.count == 1,
      tokens.first?.address != nil, end < tokens.count
    else { return nil }
    return tokens[end]
  }

  /// Whether it begins with an address, or with a short label of one.
  var beginsWithAddress: Bool {
    guard let first = addresses.items.first else { return false }
    if isOnlyAddresses || tokens.first?.address != nil { return true }
    guard first.label != nil else { return false }
    let start = first.place.lowerBound
    // "Data of the logs: host.example for all of them": right behind the label's colon.
    return start <= 7 || start <= 14 && tokens[start - 1].isSign(":") && !text.hasSuffix(".")
  }
}

extension TextFacts {
  /// The addresses that may be far ends: no files, no addresses of the machine itself, none that
  /// others replace, and none where a connection comes from.
  var farEnds: [AddressFacts.Item] {
    let ports =
      addresses.items.contains { $0.schemePort != nil } && beginsWithPorts ? statedPorts : []
    let ways = waysToLast
    return addresses.items.filter { item in
      !isMention(item, behind: ports) && !item.mayBeFile && !item.address.isNoFarEnd
        && !isReplaced(item) && !isSource(item, ways)
        && !isResolved(item) && !isRouted(item) && !isForReading(item)
    }
  }

  /// "503: outage – check status.example": what a person looks at; not "check a.example is reachable", "to check
  /// a.example".
  func isForReading(_ item: AddressFacts.Item) -> Bool {
    let place = item.place.lowerBound
    guard place > 1, item.ports == nil, !saysPorts, !concepts.contains(.allow),
      !tokens[place - 2].isWord
    else { return false }
    let next = item.place.upperBound < tokens.count ? tokens[item.place.upperBound].lower : ""
    return ["check", "see", "visit", "consult"].contains(tokens[place - 1].lower)
      && !["is", "are", "can", "for"].contains(next)
  }

  /// "Open port 445 to [the ranges](https://vendor.example/ranges)", in plain text: the target of a link on words.
  private func isTargetOfWords(_ item: AddressFacts.Item) -> Bool {
    let place = item.place.lowerBound
    return item.isLink && place > 2 && tokens[place - 1].isSign("(")
      && tokens[place - 2].isSign("]")
      && tokens[place - 3].address == nil
  }

  /// "Port 53 (DNS): turns names such as http://a.example into addresses": a URL among words, of another port
  /// than those that the text is about.
  private func isMention(_ item: AddressFacts.Item, behind ports: [PortTerm]) -> Bool {
    guard !ports.isEmpty, item.ports == nil, let own = item.schemePort else { return false }
    return item.place.lowerBound > 6 && !ports.contains { $0.holds(own) }
  }

  /// "A default route 0.0.0.0/0": where packets go that no other route takes.
  private func isRouted(_ item: AddressFacts.Item) -> Bool {
    guard item.address.range?.isWhole ?? false else { return false }
    return tokens[..<item.place.lowerBound].suffix(4).contains {
      SentenceWords.routes.contains($0.lower)
    }
  }

  /// "UDP 53 to resolve a.example": the name that is looked up is not where the question goes.
  private func isResolved(_ item: AddressFacts.Item) -> Bool {
    let place = item.place.lowerBound
    return place > 1 && item.address.range == nil
      && SentenceWords.lookups.contains(tokens[place - 1].lower)
      && SentenceWords.purposes.contains(tokens[place - 2].lower)
  }

  /// Where a connection comes from.
  var sources: [AddressFacts.Item] {
    let ways = waysToLast
    return addresses.items.filter { isSource($0, ways) }
  }

  /// What stands last in front of the last address, looked for once: there may be many addresses.
  private struct WaysToLast {
    /// The end of a sentence, and an arrow; -1 for none.
    var end = -1
    var arrow = -1
    /// The last address behind a word for where a connection goes; -1 for none.
    var towards = -1
  }

  private var waysToLast: WaysToLast {
    var ways = WaysToLast()
    guard let last = addresses.items.last, addresses.items.count > 1 else { return ways }
    let before = 0..<last.place.lowerBound
    ways.end = before.last { tokens[$0].isSign(";") || tokens[$0].isSign(".") } ?? -1
    ways.arrow = before.last(where: isArrow) ?? -1
    ways.towards =
      addresses.items.last { other in
        wordBefore(other.place.lowerBound).map { SentenceWords.towards.contains($0.lower) }
          ?? false
      }?.place.lowerBound ?? -1
    return ways
  }

  /// "192.0.2.0/24 -> 203.0.113.1", "from 192.0.2.0/24 to 203.0.113.1": where a connection comes from,
  /// if another address says where it goes.
  private func isSource(_ item: AddressFacts.Item, _ ways: WaysToLast) -> Bool {
    guard let last = addresses.items.last, addresses.items.count > 1,
      item.place.lowerBound < last.place.lowerBound
    else { return false }
    // Lists on either side may have commas, but no sentence ends between them.
    if ways.end >= item.place.upperBound { return false }
    if ways.arrow >= item.place.upperBound { return true }
    guard let from = wordBefore(item.place.lowerBound), from.concepts.contains(.from) else {
      return false
    }
    return ways.towards > item.place.lowerBound
  }

  private func isArrow(_ place: Int) -> Bool {
    tokens[place].isSign("→") || tokens[place].isSign("⇒")
      || tokens[place].isSign(">") && place > 0
        && (tokens[place - 1].isSign("-") || tokens[place - 1].isSign("="))
  }

  /// The nearest word before a place that is no article and does not say what the address is.
  private func wordBefore(_ place: Int) -> Token? {
    tokens[..<place].suffix(4).last {
      $0.isWord && !$0.concepts.containsAny(of: .host, .address, .network, .own)
        && !["the", "our", "your", "der", "dem", "die", "le", "la", "les", "el"].contains($0.lower)
    }
  }
}

extension EndpointAddress {
  /// A single address of RFC 1918.
  fileprivate var isOfPrivateMachine: Bool {
    guard let range, range.first == range.last, range.first.family == .v4 else { return false }
    let number = range.first.number
    return number >> 24 == 10 || number >> 20 == 0xAC1 || number >> 16 == 0xC0A8
  }
}

extension String {
  /// "https://vendor.example/how-to-set-up-a-proxy": a path of many words is a text to read.
  fileprivate var leadsToArticle: Bool {
    contains("://")
      && split(separator: "/").dropFirst().contains { part in
        part.split(separator: "-").count { $0.count > 1 && $0.allSatisfy(\.isLetter) } >= 4
      }
  }
}
