/// What a text is as a name: for what follows it, or for what it states.
extension TextFacts {
  /// Words that only say what a table or list contains: "Ports", "IP addresses and host names".
  var isGeneric: Bool {
    let words = tokens.filter(\.isWord)
    if words.isEmpty || tokens.contains(where: \.isNumber) { return false }
    return words.allSatisfy {
      $0.concepts.containsAny(
        of: .port, .address, .host, .network, .transportProtocol, .and, .or, .identifier)
        && !$0.concepts.containsAny(of: .inbound, .outbound)
        || $0.transport != nil || SentenceWords.fillers.contains($0.lower)
    }
      && words.contains {
        $0.concepts.containsAny(of: .port, .address, .host, .network, .transportProtocol)
          || $0.transport != nil
      }
  }

  /// "Issue", "Error message": what a column is called that tells what went wrong.
  var namesProblem: Bool {
    tokens.contains { HeadingWords.problems.contains($0.lower) }
  }

  /// "The server is unreachable", "Why is the app blocked?", "The firewall blocks calls", as a heading: what is
  /// wrong, and not what is to be shut: "Ports not reachable from outside".
  var tellsOfProblem: Bool {
    let words = tokens.filter(\.isWord).map(\.lower)
    guard let first = words.first, !concepts.containsAny(of: .following, .retired) else {
      return false
    }
    if text.last == "?", HeadingWords.whys.contains(first) { return true }
    let isRule = words.contains {
      AccessWords.saysMust($0) || HeadingWords.rulings.contains($0)
        || SentenceWords.alone.contains($0)
    }
    if isRule || concepts.contains(.port)
      || SentenceWords.outside.contains(where: lower.contains)
    {
      return false
    }
    if HeadingWords.failures.contains(first) { return words.count > 1 && words[1] != "be" }
    if first == "i", words.count > 2, HeadingWords.failures.contains(words[1]) { return true }
    return words.indices.contains { place in
      let before = words[max(0, place - 2)..<place]
      if HeadingWords.outOfReach.contains(words[place]) { return true }
      if HeadingWords.inReach.contains(words[place]), before.contains(where: ActionWords.denies) {
        return true
      }
      return place > 0 && HeadingWords.blocking.contains(words[place])
        && before.contains(where: HeadingWords.meddlers.contains)
        && !(tokens.first?.concepts.containsAny(of: .host, .address) ?? false)
    }
  }

  /// "Example server configuration", as a heading: what stands below is nobody's, and only shows how.
  var isOfExampleSetup: Bool {
    guard concepts.contains(.example), tokens.count <= 6, !text.namesFirewall,
      !concepts.containsAny(of: .port, .allow, .ask, .network, .inbound, .outbound, .direction)
    else { return false }
    // Not "Installation (e.g. Docker)", "Example: …"
    return tokens.allSatisfy(\.isWord) && tokens.contains { HeadingWords.setups.contains($0.lower) }
      && tokens.contains { HeadingWords.examples.contains($0.lower) }
  }

  /// A short line without a full stop, which names what follows.
  var isLabel: Bool {
    guard !holdsAddress, text.count <= 90, !tokens.isEmpty, !".!?。".contains(text.last ?? ".")
    else {
      return false
    }
    if !saysPorts { return true }
    // "Notifications (UDP 500)"; not "Open UDP 500 to".
    return !concepts.containsAny(of: .ask, .allow, .need, .following) && tokens.count <= 14
      && !beginsWithPorts
  }

  /// "… the following addresses": it points at what follows, and is not a name for it.
  var announces: Bool {
    concepts.contains(.following) || tokens.count > 6 && concepts.containsAny(of: .ask)
  }

  /// "Users of a proxy should make exceptions for:": more than that something is to be allowed.
  var tellsWhatFor: Bool {
    tokens.count {
      $0.isWord && $0.concepts.isEmpty && $0.lower.count > 4
        && !SentenceWords.fillers.contains($0.lower)
    } >= 2
  }

  /// The words that are left without addresses, ports and protocols.
  var nameRest: String {
    var pieces: [ArraySlice<Token>] = []
    let ports = usedForPorts
    let doubtful = addresses.items.filter(\.mayBeFile).map(\.place)
    var start: Int?
    for i in tokens.indices {
      // A file name counts as a word.
      let isFile = doubtful.contains { $0.contains(i) }
      let isUsed = addresses.used.contains(i) && !isFile || ports.contains(i)
      if isUsed {
        if let from = start { pieces.append(tokens[from..<i]) }
        start = nil
      } else if start == nil {
        start = i
      }
    }
    if let from = start { pieces.append(tokens[from...]) }
    let texts = pieces.map { AddressFacts.name($0).trimmingNameMarks }.filter {
      $0.contains(where: \.isLetter)
    }
    // Words that only join or introduce are not a name.
    let meaning = texts.filter(Self.means)
    var name = meaning.joined(separator: " ").folded.trimmingNameMarks
    // "For the clients: protocol TCP, on port 443 and on the ports 8000 to 8005"
    if texts.count > 1, let label = labelOfPorts { name = label }
    // A sentence is not a name.
    return name.split(separator: " ").count > 14 ? "" : name
  }

  /// Whether a text has words that do more than join or introduce.
  private static func means(_ text: String) -> Bool {
    TextFacts(text, line: 1).tokens.contains { token in
      token.isWord
        && !token.concepts.containsAny(
          of: .and, .or, .port, .transportProtocol, .until, .from, .address, .host, .any)
        && token.lower.count > 1
    }
  }

  /// "For the clients" in "For the clients: over TCP, on port 443"; nil if no words stand before a colon.
  private var labelOfPorts: String? {
    guard !holdsAddress, let colon = tokens.firstIndex(where: { $0.isSign(":") }), colon > 0,
      colon <= 12, !tokens[..<colon].contains(where: { $0.isNumber || $0.transport != nil })
    else { return nil }
    let label = AddressFacts.name(tokens[..<colon]).trimmingNameMarks
    return Self.means(label) ? label : nil
  }

  /// Words after the only address of a line: "192.0.2.1 # backup relay".
  var remarkName: String? {
    guard addresses.items.count == 1, addresses.items[0].label == nil, tokens.first?.address != nil
    else {
      return nil
    }
    let name = nameRest
    return name.isEmpty || name.split(separator: " ").count > 6 ? nil : name
  }

}

extension String {
  /// Without the signs that separate a name from what is next to it.
  var trimmingNameMarks: String {
    var text = Substring(self)
    while let first = text.first, " -:;,.()/|=>#•·".contains(first) { text.removeFirst() }
    while let last = text.last, " -:;,(/|=<".contains(last) { text.removeLast() }
    var out = String(text)
    if out.hasSuffix(")"), !out.contains("(") { out.removeLast() }
    if out.contains("("), !out.contains(")") { out += ")" }
    return out
  }
}
