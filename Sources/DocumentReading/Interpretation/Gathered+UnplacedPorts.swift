import EndpointModel

/// Ports that the document mentions in words or commands that make no endpoint.
extension Gathered {
  struct Unplaced {
    let line: Int?
    let text: String
    var quote: String { text.abridged(to: 200) }
    let code: String
    let message: String
    let ports: PortSet?
    /// Whether it is worth a word only if nothing else has the ports.
    var isCommand = false

    /// Whether its ports may be those of a rule: their numbers stand alone in it, and none of its
    /// words speak of a default or of a value to set.
    var mayBeOfRule: Bool {
      guard let ports, !ports.isEphemeral else { return false }
      if isCommand { return true }
      guard text.contains(where: \.isLetter) else { return false }
      let facts = TextFacts(text, line: line ?? 0)
      if facts.mayBeExample || facts.concepts.containsAny(of: .not, .retired) { return false }
      // A setting, a question, one's own end of a tunnel.
      if text.contains("=") || text.trimmed.hasSuffix("?") { return false }
      let isOfDefault = facts.tokens.contains {
        SentenceWords.values.contains($0.lower) || $0.lower.hasPrefix("default")
          || ["local", "older", "earlier", "lokale", "lokalen"].contains($0.lower)
      }
      return !isOfDefault
        && ports.ranges.allSatisfy { $0.lowerBound >= 20 && text.holdsAlone($0.lowerBound) }
    }
  }

  mutating func leaveUnplaced(
    _ terms: [PortTerm], _ line: SourceLine, _ code: String, _ message: String
  ) {
    let sets = terms.compactMap { term -> PortSet? in
      guard case .numbers(let set)? = term.ports else { return nil }
      return set
    }
    unplaced.append(
      Unplaced(
        line: line.number, text: line.text, code: code, message: message,
        ports: PortSet(sets.flatMap(\.ranges))))
  }

  /// Notes the ports that a command allows: "ufw allow 8443/tcp".
  mutating func leaveUnplaced(command line: SourceLine) {
    guard let ports = line.text.portsThatItAllows ?? line.text.portsThatItLists else { return }
    unplaced.append(
      Unplaced(
        line: line.number, text: line.text, code: "ports-in-command",
        message: "no rule of the document has the ports that this line of a firewall allows",
        ports: ports,
        isCommand: true))
  }

  /// Tells of what was left out by words that may have been misread: a warning, unless other rules have all that
  /// they name.
  mutating func tellOfDoubtfulDenials() {
    if doubtful.isEmpty { return }
    let placed = PlacedPorts(of: batches)
    let read = Set(batches.lazy.flatMap(\.endpoints).compactMap(\.address))
    for facts in doubtful {
      let addresses = facts.addresses.items.map(\.address)
      let ports = facts.tokens.compactMap { token in
        token.number.flatMap(UInt16.init(exactly:)).flatMap { PortSet([$0...$0]) }
      }
      let isRead =
        addresses.allSatisfy(read.contains)
        && (ports.isEmpty ? !addresses.isEmpty : ports.allSatisfy(placed.holds))
      findings.add(
        isRead ? .note : .warning, isRead ? "taken-back" : "denial-doubtful", line: facts.line,
        quote: facts.text.abridged(to: 200),
        isRead
          ? "the words say that this is not to be opened; it was left out"
          : "these words deny twice, or both open and shut; what they name was left out: check it")
    }
  }

  /// Tells of them: a warning where no endpoint has the ports, else a note.
  mutating func tellOfUnplacedPorts() {
    if unplaced.isEmpty { return }
    let placed = PlacedPorts(of: batches)
    for mention in unplaced {
      let isPlaced = mention.ports.map(placed.holds) ?? true
      let isPlain = isPlaced || !mention.mayBeOfRule
      if mention.isCommand, isPlain { continue }
      findings.add(
        isPlain ? .note : .warning, mention.code, line: mention.line, quote: mention.quote,
        isPlain || mention.isCommand
          ? mention.message : mention.message + ", and no rule of the document has them")
    }
  }
}

extension PortSet {
  /// Ports from which connections come: a range of thousands that ends with the last.
  fileprivate var isEphemeral: Bool {
    ranges.count == 1 && ranges[0].upperBound >= 65_000 && ranges[0].count > 10_000
  }
}

extension String {
  /// Whether a number stands in it as a word of its own: not in `HTTP_PORT=8080` or `port514.conf`.
  fileprivate func holdsAlone(_ number: UInt16) -> Bool {
    split { sign in
      !(sign.isLetter || sign.isNumber || "=_/.".contains(sign))
        // "开放443端口"
        || sign.unicodeScalars.contains(where: \.isOfUnspacedScript)
    }.contains { word in
      word.split { "/.".contains($0) }.contains("\(number)")
    }
  }

  /// The ports that a command opens: of ufw, firewalld, iptables, netsh or PowerShell; nil if it
  /// is none, or opens none.
  var portsThatItAllows: PortSet? {
    guard isCommand || contains("NetFirewallRule") else { return nil }
    let words = split { $0.isWhitespace || $0 == "=" || $0 == "{" || $0 == "}" }.map {
      $0.lowercased()
    }
    let allows = words.contains {
      ["allow", "accept", "--add-port"].contains($0)
    }
    // What trusts one's own networks is no rule towards the vendor.
    let isOther = words.contains {
      ["delete", "deny", "from", "-s", "--source", "source"].contains($0)
        || $0.hasPrefix("--remove")
    }
    guard allows, !isOther else { return nil }
    var sets: [PortSet] = []
    for (place, word) in words.enumerated() {
      let isNamed = place > 0 && Self.portOptions.contains(words[place - 1])
      for piece in word.split(separator: ",") {
        let ends = piece.split(separator: "/")
        guard let first = ends.first, isNamed || ["tcp", "udp"].contains(ends.last) else {
          continue
        }
        let text = String(first).replacing(":", with: "-").trimmingMarks
        if let set = try? PortSet(parsing: text) { sets.append(set) }
      }
    }
    return PortSet(sets.flatMap(\.ranges))
  }

  /// The ports of a rule as a firewall lists those that it has: of ufw ("22/tcp  ALLOW IN  Anywhere"),
  /// iptables ("ACCEPT tcp … tcp dpt:22") or nftables ("tcp dport 22 accept"); nil if it is none.
  fileprivate var portsThatItLists: PortSet? {
    let words = split(whereSeparator: \.isWhitespace).map(String.init)
    let accepts = words.contains { ["ALLOW", "LIMIT", "ACCEPT", "accept"].contains($0) }
    guard accepts, words.count >= 3 else { return nil }
    var sets: [PortSet] = []
    for (place, word) in words.enumerated() {
      let lower = word.lowercased()
      var numbers: Substring?
      if lower.hasPrefix("dpt:") || lower.hasPrefix("dpts:") {
        numbers = lower.drop { $0 != ":" }.dropFirst()
      } else if place > 0, ["dport", "dports"].contains(words[place - 1].lowercased()) {
        numbers = lower[...]
      } else if place < 3, lower.hasSuffix("/tcp") || lower.hasSuffix("/udp") {
        numbers = lower.dropLast(4)
      }
      guard let numbers else { continue }
      if let set = try? PortSet(parsing: numbers.replacing(":", with: "-")) { sets.append(set) }
    }
    return PortSet(sets.flatMap(\.ranges))
  }

  private static let portOptions: Set = [
    "--dport", "--dports", "--destination-port", "--destination-ports", "port", "allow",
    "localport", "-localport", "--add-port", "remoteport", "-remoteport",
  ]
}
