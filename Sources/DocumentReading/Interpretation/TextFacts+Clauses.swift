/// Which sentences and clauses of a text count, where others take back what they mention.
extension TextFacts {
  /// Whether a sentence in it that mentions endpoints is taken back; others forbid something else:
  /// "Port 443 must be open. Do not enter an address here."
  var isTakenBackWherePortsAre: Bool {
    guard isTakenBack else { return false }
    let sentences = text.sentences
    guard sentences.count > 1 else { return true }
    let all = sentences.map { TextFacts(String($0), line: line) }
    let telling = all.filter { $0.holdsAddress || $0.saysPorts }
    // "The store uses 9080 and 1337. Do not open these ports."
    if all.contains(where: \.forbidsWhatStandsBefore) { return true }
    return (telling.isEmpty ? all : telling).contains(where: \.isTakenBack)
  }

  /// "Do not open these ports in your firewall."
  var forbidsWhatStandsBefore: Bool {
    isTakenBack && !holdsAddress && !saysPorts && concepts.contains(.port) && tokens.count <= 16
      && tokens.contains { SentenceWords.pointers.contains($0.lower) }
  }

  /// The other sentences of a text of which some take back what they mention: "Open UDP 5060. Do not
  /// allow a.example by its name."; nil if none does, or all of those that mention something.
  var allowedSentences: String? {
    if let rest = withoutDeniedClauses { return rest.isEmpty ? nil : rest }
    guard concepts.containsAny(of: .not, .retired) || isTakenBack else { return nil }
    let parts = text.sentences.flatMap(\.clauses).map { TextFacts(String($0), line: line) }
    guard parts.count > 1 else { return nil }
    func tells(_ part: TextFacts) -> Bool { part.holdsAddress || part.saysPorts }
    // "UDP is not needed."
    let allowed = parts.filter { !((tells($0) || $0.namesTransport) && $0.isTakenBack) }
    guard allowed.count < parts.count, allowed.contains(where: tells) else { return nil }
    return allowed.map(\.text).joined(separator: " ")
  }
}

extension Substring {
  /// "Open the ports 80 and 443; 8080 is not needed", "ports 80 and 443 are to be opened, ports 8080 and 8787 kept
  /// to this machine": the clauses that speak of ports of their own.
  fileprivate var clauses: [Substring] {
    guard utf8.contains(where: { $0 == UInt8(ascii: ";") || $0 == UInt8(ascii: ",") }) else {
      return [self]
    }
    var parts: [Substring] = []
    for half in split(separator: ";") {
      var start = half.startIndex
      for comma in half.indices where half[comma] == "," {
        let rest = half[half.index(after: comma)...]
        let word = rest.drop(while: \.isWhitespace).prefix(while: \.isLetter)
        // A part without a verb belongs to the clause in front of it: "TCP 24, port 25".
        let isOfPorts =
          !word.isEmpty && Lexicon.concepts(of: word.lowercased()).contains(.port)
          && half[start..<comma].contains(where: \.isNumber) && half[start..<comma].saysWhatToDo
          && rest.firstPart.saysWhatToDo
        if !isOfPorts { continue }
        parts.append(half[start..<comma])
        start = rest.startIndex
      }
      parts.append(half[start...])
    }
    return parts
  }

  /// Up to a comma that joins no numbers.
  fileprivate var firstPart: Substring {
    let end = indices.first { place in
      self[place] == ","
        && !(self[index(after: place)...].first { !$0.isWhitespace }?.isNumber ?? false)
    }
    return self[..<(end ?? endIndex)]
  }

  /// Whether it asks for something, or forbids it.
  fileprivate var saysWhatToDo: Bool {
    let concepts = Lexicon.concepts(in: String(self))
    return concepts.containsAny(of: .ask, .allow, .not, .deny, .need)
      || SentenceWords.permissions.contains(
        drop(while: \.isWhitespace).prefix(while: \.isLetter).lowercased())
  }
}
