/// What a sentence orders: to open or to shut, its own ports or those that follow it.
///
/// Each clause speaks for itself: "As the installer opens nothing, open these ports", "Open 443, although port
/// 80 is not needed", "Close all ports except the following".
extension TextFacts {
  /// Worked out each time: `opensWhatFollows` keeps it.
  var rulesOnWhatFollows: Bool? {
    if allowsAllElse { return false }
    guard !clauses.isEmpty, !tellsEndpoints || pointsBelowPorts else { return nil }
    guard concepts.containsAny(of: .port, .address, .host, .network) || pointsAtSomething else {
      // "Open in the firewall directly (not via nginx):"
      let isOrder = ":：".contains(text.last ?? ".") && (text.namesFirewall || beginsWithOrder)
      return isOrder && clauses.last?.signBelow ?? 0 > 0 ? true : nil
    }
    // "Remove the old version. Then open the following ports:"
    if clauses.count == 1, AccessWords.saysRemoval(tokens, lower) {
      // "Remove the rules for the following ports"
      let isOfRules =
        text.namesFirewall || tokens.contains { SentenceWords.rules.contains($0.lower) }
      if !isOfRules { return liftsBlock ? true : nil }
      return clauses[0].contains { $0.isDenied && $0.isStrong }
    }
    return clauses.reversed().lazy.compactMap(\.signBelow).first.map { $0 > 0 }
  }

  /// "Port 443 is required, the following ports are not:"
  private var pointsBelowPorts: Bool {
    guard let last = clauses.last?.last else { return false }
    let pointsBack = last.facts.tokens.contains { SentenceWords.pointers.contains($0.lower) }
    return !last.tells && last.facts.concepts.contains(.following)
      && (!pointsBack || ":：".contains(text.last ?? "."))
  }

  /// "Remove the following ports from your blocklist:"
  private var liftsBlock: Bool {
    clauses[0].contains { $0.joint == .main && $0.isStrong && $0.sign > 0 }
  }

  /// Whether what stands below is not to be opened, by its words or as far as they tell.
  var shutsBelow: Bool {
    opensWhatFollows.map { !$0 } ?? (isTakenBack || shutsWhatFollows)
  }

  /// "Open the following ports:", "Do not block these:" rather than "the following ports are used:".
  var ordersPortsBelow: Bool {
    namesPortsBelow && clauses.joined().contains { $0.asks || $0.state != 0 }
  }

  /// Whether it says that ports follow, and does not shut them.
  var namesPortsBelow: Bool {
    concepts.contains(.port)
      && (concepts.contains(.following) || ":：".contains(text.last ?? "."))
      && opensWhatFollows == true
  }

  /// Worked out each time: `withoutDeniedClauses` keeps it.
  var allowedClauses: String? {
    guard let (clauses, rulings) = rulingsOnPorts,
      rulings.contains(where: { $0 == .denied || $0 == .mentioned })
        || zip(clauses, rulings).contains(where: { $0.leavesOut && $1 == .allowed })
    else { return nil }
    var kept: [String] = []
    var keepsLast = true
    var keepsPorts = false
    for (clause, ruling) in zip(clauses, rulings) {
      if clause.joint != .bracket || clause.tells && ruling != nil {
        keepsLast = ruling != .denied && ruling != .mentioned
      }
      if !keepsLast { continue }
      keepsPorts = keepsPorts || clause.tells
      // "Block all traffic except TCP 443"
      let left = clause.leavesOut && ruling == .allowed ? clause.behindException : nil
      kept.append(left.map { "Open " + $0 } ?? clause.text.trimmed)
    }
    if keepsPorts {
      // "Do not open TCP 3306, only TCP 443": the verb stands in what is left out.
      let lacksVerb = !zip(clauses, rulings).contains { $0.isStrong && $1 == .allowed }
      let isContrast = zip(clauses, rulings).contains { $0.isContrast && $1 == .allowed }
      let rest = kept.joined(separator: " ").endingLike(text)
      return lacksVerb && isContrast ? "Open " + rest.withoutContrast : rest
    }
    return rulings.contains(.mentioned) ? nil : ""
  }

  /// "Open port 443 and do not change it", "Do not close port 443": all ports that it tells are opened, and
  /// no other clause takes that back.
  var opensItsPorts: Bool {
    // "TCP 23 was needed until version 4"
    if tokens.contains(where: { SentenceWords.pasts.contains($0.lower) }) { return false }
    guard let (clauses, rulings) = rulingsOnPorts else { return false }
    return rulings.contains(.allowed)
      && zip(clauses, rulings).allSatisfy { clause, ruling in
        clause.tells
          ? ruling == .allowed
            && (clause.isOrder || clause.state != 0 || clause.isContrast || clause.outcome != 0)
          : clause.joint != .main && clause.joint != .bracket || clause.takesNothingBack
            || clause.isDenied && clause.speaksOfOutside && clause.refersBack
      }
  }

  /// Its clauses, and for each what becomes of the ports that it tells; nil if it is not one sentence with
  /// ports, or none of its words may shut them.
  private var rulingsOnPorts: ([SentenceClause], [Ruling?])? {
    guard tellsEndpoints, mayShut, clauses.count == 1 else { return nil }
    return (clauses[0], clauses[0].rulings)
  }

  /// "The following ports", "them"
  var pointsAtSomething: Bool {
    concepts.contains(.following)
      || tokens.contains { SentenceWords.pointers.contains($0.lower) }
  }

  /// "Close every port except the following:"
  var leavesOutWhatFollows: Bool {
    clauses.joined().contains { $0.leavesOut && ($0.pointsBelow || $0.isBareException) }
  }

  /// "Permit all traffic except to port 25"
  var leavesPortsOut: Bool {
    tellsEndpoints && !holdsAddress
      && clauses.joined().contains { $0.leavesOut && $0.tells && $0.isStrong && $0.sign < 0 }
  }

  /// Whether a word in it may shut something, or take it back.
  private var mayShut: Bool {
    concepts.containsAny(of: .not, .deny, .retired, .except, .example)
      || tokens.contains { token in
        token.isWord
          && (ActionWords.shuts(token.lower) || ActionWords.denies(token.lower)
            || ActionWords.withoutNot(token.lower) != nil
            || ActionWords.untils.contains(token.lower)
            || ActionWords.formerly.contains(token.lower)
            || ClauseMeaning.here.contains(token.lower)
            || ClauseMeaning.risks.contains(token.lower)
            || ClauseMeaning.stops.contains(token.lower)
            || ClauseMeaning.firstActions.contains(token.lower)
            || ClauseMeaning.protecting.contains(token.lower)
            || ["used", "had"].contains(token.lower))
      }
      || ActionWords.replacing.first(in: lower) != nil
      || lower.holdsUnspacedScript
        && (ActionWords.Signs.denies.first(in: lower) != nil
          || ActionWords.Signs.shuts.first(in: lower) != nil)
  }

  /// "As the installer opens nothing, open these ports:" without the clauses beside the order: itself, if it does not
  /// order to open what follows.
  var orderAlone: TextFacts {
    guard concepts.containsAny(of: .not, .deny, .retired, .example), clauses.count == 1,
      opensWhatFollows == true
    else { return self }
    let clauses = clauses[0]
    let kept = clauses.filter {
      $0.joint == .main && $0.sign >= 0 && !$0.isDenied || $0.isOrderBelow
    }
    guard !kept.isEmpty, kept.count < clauses.count else { return self }
    let rest = kept.map(\.text.trimmed).joined(separator: " ").endingLike(text)
    return TextFacts([SourceLine(number: line, text: rest)])
  }

  /// Whether it mentions ports or addresses, allowed or not: not "any ports".
  var tellsEndpoints: Bool {
    holdsAddress
      || tokens.contains(where: \.isNumber)
        && (saysPorts || tokens.indices.contains { tokens[$0].isNumber && isBesidePortWord($0) })
  }

  /// "Port 25", "443 포트", and in "not TCP 25", where TCP is no protocol to allow: not "version 3 needs ports".
  private func isBesidePortWord(_ place: Int) -> Bool {
    let around = tokens[max(0, place - 1)...min(tokens.count - 1, place + 1)]
    return around.contains {
      $0.concepts.contains(.port) || ["tcp", "udp", "sctp"].contains($0.lower)
        || $0.isWord && $0.lower.holdsUnspacedScript
          && Lexicon.concepts(in: $0.lower).contains(.port)
    }
  }

  /// "Reserved for later; do not open this port", "This port should not be exposed": a sentence of a remark, about the
  /// port of its row.
  var forbidsThisPort: Bool {
    guard concepts.containsAny(of: .not, .deny), concepts.contains(.port), !holdsAddress else {
      return false
    }
    return clauses.contains { sentence in
      sentence.contains { clause in
        clause.joint == .main && clause.deniesOpening && !clause.tells
          && clause.facts.concepts.contains(.port)
          && clause.facts.tokens.contains { SentenceWords.pointers.contains($0.lower) }
      }
    }
  }

  /// "Internal only", "localhost": what a row says of its exposure; "internal" alone may cross a firewall inside.
  var keepsInside: Bool {
    if SentenceWords.keptHere.first(in: lower) != nil { return true }
    guard tokens.count <= 6 else { return false }
    let isInside = tokens.contains {
      SentenceWords.inside.contains($0.lower) || $0.lower == "internal"
    }
    return concepts.contains(.deny)
      || isInside && tokens.contains { SentenceWords.alone.contains($0.lower) }
      || tokens.contains { ["localhost", "internal-only", "none"].contains($0.lower) }
  }

  /// "Do not open port 443", and no other clause opens it.
  var shutsItsPorts: Bool {
    guard concepts.containsAny(of: .not, .deny) else { return false }
    let telling = clauses.joined().filter { $0.joint == .main && $0.tells }
    return !telling.isEmpty && telling.allSatisfy { $0.sign < 0 && $0.isOrder }
  }

  /// "Open port 443", "le port 443 doit être ouvert": not "port 443 is open".
  var ordersItsPorts: Bool {
    clauses.contains { !$0.ordered.isEmpty }
      // "Calls fail if port 443 is blocked", "do not open TCP 23, only TCP 443"
      || opensItsPorts
        && clauses.joined().contains { $0.state != 0 || $0.outcome != 0 || $0.isContrast }
  }
}

/// What a sentence does with the ports that one of its clauses tells.
private enum Ruling {
  case allowed, denied, mentioned
}

extension [SentenceClause] {
  /// Those whose ports are ordered to be opened, by themselves or by the next: "The port defaults to 443 and must be
  /// open."
  var ordered: [SentenceClause] {
    indices.compactMap { place in
      let clause = self[place]
      if clause.joint == .main, clause.ordersItsPorts { return clause }
      guard place + 1 < count, clause.joint == .main, clause.tells else { return nil }
      let next = self[place + 1]
      return next.continuesSubject && !next.tells && next.ordersOpening ? clause : nil
    }
  }

  /// What becomes of what stands below: 1 opened, -1 shut, nil if no clause says.
  fileprivate var signBelow: Int? {
    var below: (sign: Int, points: Bool)?
    // "Limit these to your own network, and do not open them to the Internet"
    if count > 1, contains(where: { $0.joint == .main && $0.sign < 0 && $0.speaksOfOutside }) {
      return nil
    }
    // "(no longer required)": not "(not needed behind a proxy)"
    let takesBack = contains {
      $0.joint == .bracket && $0.isDenied && $0.asks && !$0.isStrong
        && $0.facts.tokens.count(where: \.isWord) <= 4
    }
    if takesBack { return nil }
    // "Ports used internally (do not forward):"
    let forbids = contains {
      $0.joint == .bracket && $0.sign < 0 && $0.isDenied && $0.isOrder && !$0.speaksOfOutside
        && $0.facts.tokens.count(where: \.isWord) <= 4
    }
    let isInside = contains { clause in
      clause.joint == .main
        && clause.facts.tokens.contains {
          SentenceWords.inside.contains($0.lower) || ClauseMeaning.here.contains($0.lower)
        }
    }
    if forbids, isInside, !contains(where: { $0.joint == .main && $0.isStrong }) { return -1 }
    var last = 0
    var hangs = false
    var denies = false
    for clause in self
    where clause.joint == .main || clause.hangsOnNext || hangs && clause.isInfinitive {
      var sign = wasUntil(clause) ? -1 : clause.sign
      if hangs { sign = -sign }
      hangs = clause.hangsOnNext || hangs && sign == 0
      denies = denies || clause.isDenied
      if clause.isElliptical, !clause.leavesOut, clause.namesPorts, last != 0 { sign = -last }
      if clause.isLeftToReader, last < 0 { sign = 1 }
      if clause.takesItBack, below != nil { sign = -1 }
      if clause.isContrast, denies, clause.pointsBelow { sign = 1 }
      if sign == 0 || clause.isOfOthers && !clause.isStrong { continue }
      last = sign
      if clause.isOfOthers { continue }
      let points =
        clause.pointsBelow || clause.continuesSubject && below?.points ?? true
        || clause.isLeftToReader || clause.takesItBack
        || clause.refersBack && contains(where: \.pointsBelow)
      if points || !(below?.points ?? false) { below = (sign, points) }
    }
    // "Except for the following ports, block everything."
    if let but = first(where: {
      $0.leavesOut && ($0.namesPorts || $0.isBareException) && !$0.asks
    }), last != 0,
      but.joint != .condition
    {
      return -last
    }
    if let below, below.points { return below.sign }
    for clause in self where clause.pointsBelow && clause.namesPorts {
      if let demand = demand(of: clause) { return demand }
    }
    if let below { return below.sign }
    return first { $0.joint == .replaced && $0.pointsBelow }.map { _ in -1 }
  }

  /// "TCP 23 had to be open", beside "until version 6"
  private func wasUntil(_ clause: SentenceClause) -> Bool {
    clause.joint == .main && clause.isInPast && contains(where: \.isUntil)
  }

  /// How what a condition names has to be, by what it leads to: "calls fail if the following ports are
  /// closed", "works without these ports"; nil if no clause says.
  private func demand(of condition: SentenceClause) -> Int? {
    guard condition.state != 0,
      let outcome = lazy.filter({ $0.joint == .main }).map(\.outcome).first(where: { $0 != 0 })
    else { return nil }
    return outcome * condition.state
  }

  /// For each clause, what becomes of the ports that it tells.
  fileprivate var rulings: [Ruling?] {
    var last = 0
    var hangs = false
    let orders = contains { $0.sign > 0 && $0.facts.saysPorts }
    // "Port 80 blocked: the firewall must allow these ports"
    let pointsBack = lastIndex {
      $0.joint == .main && $0.sign > 0 && ($0.pointsBelow || $0.refersBack) && !$0.tells
    }
    return indices.map { place in
      let clause = self[place]
      // "Block all traffic except TCP 443": not "allow all traffic except TCP 25".
      if clause.leavesOut {
        let opens = clause.sign > 0 && clause.tells && clause.behindException != nil
        return opens ? .allowed : nil
      }
      var sign = clause.sign
      if clause.isPast || wasUntil(clause), clause.tells { return .denied }
      if hangs, clause.joint == .main || clause.isInfinitive { sign = -sign }
      if clause.joint == .main || clause.hangsOnNext {
        hangs = clause.hangsOnNext || hangs && sign == 0
      }
      if clause.isElliptical, clause.tells, last > 0 || orders { sign = -1 }
      if clause.isContrast, clause.tells, last != 0 { sign = 1 }
      if clause.joint == .main, sign != 0 { last = sign }
      guard clause.tells else { return nil }
      if clause.shutsItsOwn { return .denied }
      // "Port 80 is only for redirects and may stay closed"
      if place + 1 < count, !clause.isStrong, self[place + 1].continuesSubject,
        !self[place + 1].tells, self[place + 1].sign < 0, self[place + 1].isStrong
      {
        return .denied
      }
      // "Devices cannot register until you open port 443"
      if let demand = demand(of: clause) { return demand > 0 ? .allowed : .denied }
      // "If port 443 is blocked, the agent cannot connect to a.example"
      if clause.joint == .main, sign == 0, clause.outcome != 0,
        contains(where: { $0.tells && demand(of: $0) ?? 0 > 0 })
      {
        return .allowed
      }
      // "TCP 80 (not required)"
      if place + 1 < count, sign == 0, let remark = self[place + 1].signOfRemark {
        return remark < 0 ? .denied : .allowed
      }
      if clause.joint == .replaced, clause.isStrong { return .denied }
      if clause.isShutByDefault, orders { return .mentioned }
      if clause.onlyMentions || clause.exemplifies && orders { return .mentioned }
      // "If you unbind port 80, you can close port 80 as well"
      if clause.joint == .condition { return repeats(place) ? .mentioned : nil }
      if sign < 0, !clause.isOrder || place < pointsBack ?? 0 { return nil }
      return sign < 0 ? .denied : sign > 0 ? .allowed : nil
    }
  }

  /// Whether other clauses tell all the numbers of this one.
  private func repeats(_ place: Int) -> Bool {
    func numbers(_ clause: SentenceClause) -> [String] {
      clause.facts.tokens.filter(\.isNumber).map(\.lower)
    }
    let others = Set(indices.filter { $0 != place }.flatMap { numbers(self[$0]) })
    return !self[place].facts.holdsAddress && others.isSuperset(of: numbers(self[place]))
  }
}

extension String {
  /// "But TCP 443", without "but".
  fileprivate var withoutContrast: String {
    let words = split(separator: " ", maxSplits: 1)
    guard words.count == 2, SentenceWords.buts.contains(words[0].lowercased()) else { return self }
    return String(words[1])
  }

  /// With the sign at its end that the whole has, instead of one between clauses.
  fileprivate func endingLike(_ whole: String) -> String {
    var text = self
    while let last = text.last, ",，、;；:：-–—. ".contains(last) { text.removeLast() }
    if let end = whole.last, ":：.。".contains(end) { text.append(end) }
    return text
  }
}
