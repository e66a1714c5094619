import EndpointModel

/// What a text asks for, and in which direction.
extension TextFacts {
  /// "Allow connections to port 5224", "Open UDP 3478 …": its first word asks for it.
  var beginsByAllowing: Bool {
    beginsWithOrder && !concepts.contains(.not)
  }

  /// "The network must allow HTTPS on port 8443", "Port 5223 must be open".
  var demandsToAllow: Bool {
    !concepts.contains(.not) && (concepts.contains(.allow) || text.asksToOpen)
      && tokens.contains { SentenceWords.demands.contains($0.lower) }
  }

  /// "Clients need to be able to access the server over HTTPS": without any port.
  var asksForAccess: Bool {
    concepts.contains(.ask) && !concepts.containsAny(of: .not, .example) && !saysPorts
      && !holdsAddress
      && tokens.contains {
        SentenceWords.demands.contains($0.lower) || SentenceWords.musts.contains($0.lower)
      }
      && tokens.contains {
        SentenceWords.reaching.contains($0.lower) || SentenceWords.accesses.contains($0.lower)
      }
  }

  /// "That port must be open in the firewall.", behind a sentence that tells it: an order without a number.
  var ordersThatPort: Bool {
    guard concepts.contains(.port), tokens.count <= 30, tellsNothingItself, !text.isQuestion
    else { return false }
    // "That port", "the port must": not "the ports of the cluster must"
    let pointsBack = tokens.indices.dropLast().contains { place in
      guard tokens[place + 1].concepts.contains(.port) else { return false }
      let next = place + 2 < tokens.count ? tokens[place + 2].lower : ""
      // "Ask them to open the port"
      if place > 0, SentenceWords.articles.contains(tokens[place].lower),
        !["of", "for"].contains(next),
        ActionWords.opens(tokens[place - 1].lower)
      {
        return true
      }
      return SentenceWords.pointers.contains(tokens[place].lower) || tokens[place].lower == "that"
        || SentenceWords.articles.contains(tokens[place].lower)
          && (AccessWords.saysMust(next) || ["has", "have", "hat", "haben"].contains(next))
    }
    return pointsBack && clauses.count == 1
      && clauses[0].contains { $0.joint == .main && $0.ordersOpening && $0.namesPorts }
      && !clauses[0].contains { $0.sign < 0 }
  }

  /// "Make sure that this is permitted.", "Allow traffic from the new addresses.", behind a sentence that tells
  /// them: an order without an address.
  var allowsWhatWasTold: Bool {
    mayPointAtTold && clauses[0].contains(where: \.allowsWhatWasTold)
      && !clauses[0].contains { $0.sign < 0 }
  }

  /// "Block it.", "These addresses must be blocked.": behind what it speaks of.
  var shutsWhatStandsAbove: Bool {
    let mayShut =
      concepts.containsAny(of: .not, .deny)
      || tokens.prefix(3).contains { ActionWords.shuts($0.lower) }
    return mayShut && mayPointAtTold && clauses[0].count == 1 && clauses[0][0].shutsWhatWasTold
  }

  /// Whether it is one sentence that tells nothing itself, and announces nothing.
  private var mayPointAtTold: Bool {
    tokens.count <= 24 && tellsNothingItself && text.last != "?" && clauses.count == 1
      && !isConditional
  }

  /// Whether it states no port and no address, announces none, and keeps nothing on one machine.
  private var tellsNothingItself: Bool {
    !saysPorts && !holdsAddress && !":：".contains(text.last ?? ".")
      && SentenceWords.keptHere.first(in: lower) == nil
      && tokens.allSatisfy {
        !$0.concepts.contains(.following) || SentenceWords.pointers.contains($0.lower)
      }
  }

  /// "The phone registers at sip.example:5061", "the new range is 192.0.2.120/29": itself, if it tells where a
  /// connection goes; not "the portal is at portal.example".
  var namedConnection: TextFacts? {
    guard !concepts.contains(.example), !text.isQuestion else { return nil }
    let tells =
      addresses.items.allSatisfy { $0.address.range != nil }
      || tokens.contains {
        SentenceWords.traffic.contains($0.lower) || SentenceWords.accesses.contains($0.lower)
          || SentenceWords.connects.contains($0.lower)
      }
    return tells ? self : nil
  }

  /// "The following ports are needed: TCP 443", "TCP 443 is necessary.": the ports themselves are needed,
  /// and nothing is done with them. Not "It is necessary to close TCP 23", "A patch is needed for TCP 445".
  var needsPorts: Bool {
    guard concepts.contains(.need), !concepts.containsAny(of: .not, .deny, .retired, .example),
      !tokens.contains(where: { token in
        // "Se requieren": not the "se" that means "if".
        SentenceWords.isOfClosing(token.lower)
          || SentenceWords.conditions.contains(token.lower) && token.lower != "se"
      })
    else { return false }
    let used = usedForPorts
    let isPlain = tokens.indices.allSatisfy { place in
      let token = tokens[place]
      return !token.isWord || used.contains(place) || token.transport != nil
        || token.concepts.containsAny(
          of: .need, .port, .following, .and, .or, .inbound, .outbound, .both, .network)
        || SentenceWords.states.contains(token.lower) || SentenceWords.plain.contains(token.lower)
    }
    if isPlain { return true }
    // "Folgende Ports werden für die Anwendung benötigt: TCP 443"
    guard let colon = tokens.lastIndex(where: { $0.isSign(":") }), let first = used.max() else {
      return false
    }
    return first > colon && tokens[..<colon].contains { $0.concepts.contains(.port) }
  }

  /// "Create a rule to the DNS server on UDP 53".
  var asksForRule: Bool {
    !concepts.containsAny(of: .not, .example)
      && (text.namesFirewall || tokens.contains { SentenceWords.rules.contains($0.lower) })
      && tokens.contains { SentenceWords.creations.contains($0.lower) }
  }

  /// A sentence that asks to allow something else than the one before it, and whose list follows:
  /// "For the activation, access to this address must be allowed as well".
  var introducesAnother: Bool {
    guard !".!?。".contains(text.last ?? ".") else { return false }
    return asksForRule
      || concepts.containsAny(of: .ask, .allow) && concepts.containsAny(of: .host, .address)
        && !concepts.contains(.not) && tellsWhatFor
  }

  /// Whether its ports are for one's own network, or for any address.
  var namesItsEnd: Bool { isForLocalNetwork || speaksOfAnywhere }

  /// "RTP on ports 10000-20000 from any IP address", "25/tcp to ANY": of no address in particular.
  private var speaksOfAnywhere: Bool {
    tokens.indices.contains { place in
      guard tokens[place].concepts.contains(.any) else { return false }
      let rest = tokens[(place + 1)...]
      if rest.prefix(2).contains(where: { $0.concepts.containsAny(of: .address, .destination) }) {
        return true
      }
      // "25/tcp from ANY"
      let isLast = rest.first.map { !$0.isWord && !$0.isNumber } ?? true
      return isLast && place > 0 && SentenceWords.directions.contains(tokens[place - 1].lower)
    }
  }

  /// "TCP 8443 on your LAN": of one's own network.
  private var isForLocalNetwork: Bool {
    let lower = text.lowercased()
    return SentenceWords.localNetworks.contains { lower.contains($0) }
  }

  /// "In addition, …", "The following is needed as well".
  var isAddition: Bool {
    let lower = text.lowercased()
    return SentenceWords.additions.contains { lower.contains($0) }
  }

  /// A heading that says how to find something out, rather than what to allow.
  var isForFinding: Bool {
    guard let first = tokens.first?.lower else { return false }
    return ["identify", "locate", "determine", "find", "check", "verify", "test"].contains(first)
  }

  /// "Connections to a.example must be allowed", "a.example has to be reachable": not "see a.example
  /// for what must be open".
  var asksStrongly: Bool {
    guard !concepts.containsAny(of: .not, .example), !isConditional,
      !tokens.contains(where: { SentenceWords.looking.contains($0.lower) })
    else { return false }
    // "The allowed formats are listed at a.example."
    if addresses.items.allSatisfy({ item in
      item.place.lowerBound > 0
        && ["at", "under", "unter", "sur", "op", "på"].contains(
          tokens[item.place.lowerBound - 1].lower)
    }), !addresses.items.isEmpty,
      !tokens.contains(where: { SentenceWords.musts.contains($0.lower) })
    {
      return false
    }
    // Whoever "accepts addresses" or "adds a host" need not open anything.
    return tokens.contains {
      $0.concepts.contains(.allow) && !["accept", "add", "pass"].contains($0.lower)
    }
      || tokens.contains { SentenceWords.musts.contains($0.lower) }
        && tokens.contains { SentenceWords.reaching.contains($0.lower) }
  }

  /// "over both UDP and TCP", "tanto no protocolo UDP quanto no TCP": protocols that all ports below
  /// have.
  var bothProtocols: IPProtocol? {
    guard tokens.contains(where: { SentenceWords.bothAnd.contains($0.lower) }) else { return nil }
    let named = Set(tokens.compactMap(\.transport))
    return named == [.tcp, .udp] ? .tcpAndUDP : nil
  }

  /// The direction that the words state, from the reader's side: what leaves the vendor is
  /// inbound for the customer.
  var statedDirection: Direction? {
    // "The addresses that we send webhooks from": they come in.
    if text.lowercased().contains("webhook"),
      tokens.contains(where: { SentenceWords.sending.contains($0.lower) })
    {
      return .inbound
    }
    guard let said = direction, said != .both else { return direction }
    let lower = text.lowercased()
    let isVendors = SentenceWords.vendorsSide.contains { lower.contains($0) }
    if isVendors, !concepts.contains(.allow) {
      return said == .outbound ? .inbound : .outbound
    }
    return said
  }
}
