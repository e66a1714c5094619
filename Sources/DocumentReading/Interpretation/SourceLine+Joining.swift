extension [SourceLine] {
  /// Whether it is more than a few words, and tells no ports and addresses itself: what follows
  /// has an introduction of its own.
  var introduces: Bool {
    let facts = TextFacts(suffix(1))
    let isLong =
      facts.tokens.count(where: \.isWord) > 8
      || facts.text.unicodeScalars.count(where: \.isOfUnspacedScript) > 20
    return isLong
      && (!facts.saysPorts && !facts.holdsAddress || facts.concepts.contains(.following))
  }

  /// The lines, where those that a bracket spans are one: "(e.g. a.example," and "b.example)".
  var withWholeBrackets: [SourceLine] {
    guard count > 1, contains(where: { $0.text.contains("(") }) else { return self }
    // How many brackets are open before the line; each line is looked at once.
    var depth = 0
    return joined(by: " ") { line in
      let goesOn = depth > 0 && line.text.contains(")")
      if !goesOn { depth = 0 }
      depth += line.text.count { $0 == "(" } - line.text.count { $0 == ")" }
      return goesOn
    }
  }

  /// The lines, where each that goes on with the one above it is joined to that one.
  func joined(
    by separator: String, where goesOn: (SourceLine) -> Bool
  ) -> [SourceLine] {
    var runs: [ArraySlice<SourceLine>] = []
    for (place, line) in zip(indices, self) {
      if goesOn(line), let run = runs.popLast() {
        runs.append(self[run.startIndex...place])
      } else {
        runs.append(self[place...place])
      }
    }
    return runs.map { run in
      run.count == 1
        ? run.first!
        : SourceLine(
          number: run.first!.number, text: run.map(\.text.trimmed).joined(separator: separator))
    }
  }
}

extension Collection<SourceLine> {
  /// The lines, where those of mere numbers go on with the ports of the line above: "Open TCP 636",
  /// "5061", "5222." as a line break in a page gives them.
  ///
  /// So do those of a protocol alone with the numbers below it, "TCP", "443", and what asks for the
  /// ports below: "Open these ports:", "443, 8443".
  var withPortsOfOneSentence: [SourceLine] {
    // The line above, and whether it says ports, once that was asked.
    var above: SourceLine?
    var saysPorts: Bool?
    let named = Array(self).joined(by: " ") { line in
      defer { above = line }
      guard line.isOfNumbers, let above else { return false }
      return above.namesOneProtocol || above.introducesPorts
    }
    above = nil
    return named.joined(by: ", ") { line in
      defer { above = line }
      let isNext =
        (above?.text.trimmed.last?.isNumber ?? false)
        && (line.isOfNumbers || line.endsPortsOfSentence)
      guard isNext, let first = above else {
        saysPorts = nil
        return false
      }
      let says = saysPorts ?? TextFacts([first]).saysPorts
      saysPorts = says
      return says
    }
  }
}

extension Collection<SourceLine> {
  /// The lines, where each that goes on with the sentence above it is joined to that one: "Port 22
  /// of the server is never", "opened." say one thing only together.
  var withWholeSentences: [SourceLine] {
    // The line above, without what was joined to it.
    var above: SourceLine?
    return Array(self).joined(by: " ") { line in
      defer { above = line }
      guard let above, above.isUnended else { return false }
      if above.endsBeforeANumber, line.text.trimmed.first?.isNumber ?? false { return true }
      if line.goesOnWithBracket || above.endsWithinPhrase { return true }
      guard line.text.trimmed.first?.isLowercase ?? false, !line.isRule(below: above) else {
        return false
      }
      // "pass proto tcp …" below "pass proto udp …": lines of one form are apart.
      return line.text.trimmed.prefix { $0.isLetter } != above.text.trimmed.prefix { $0.isLetter }
    }
  }
}

extension SourceLine {
  /// Whether it is as long as a line of running text, and its sentence goes on.
  fileprivate var isUnended: Bool {
    let text = text.trimmed
    return text.last.map { !".!?:;".contains($0) } ?? false
      && text.utf8.count(where: { $0 == UInt8(ascii: " ") }) >= 5
  }

  /// "(TCP/UDP) must be reachable", below "… port 8555"
  fileprivate var goesOnWithBracket: Bool {
    let text = text.trimmed
    guard text.first == "(", let close = text.firstIndex(of: ")") else { return false }
    return text[text.index(after: close)...].trimmed.first?.isLowercase ?? false
  }

  /// "… make sure that you open the", "… traffic from"
  fileprivate var endsWithinPhrase: Bool {
    let last = text.split(separator: " ").last.map { $0.lowercased() } ?? ""
    return [
      "the", "a", "an", "your", "of", "and", "or", "must", "be", "are", "is", "should", "der",
      "die", "das", "den",
      "und", "oder", "le", "la", "les", "des", "el", "los", "las", "del", "y", "e", "et",
    ].contains(last)
  }

  /// "9443: open to all addresses below", behind "TCP ports 7000-7499": the last of the ports of a sentence.
  fileprivate var endsPortsOfSentence: Bool {
    guard text.trimmed.first?.isNumber ?? false, let colon = text.firstIndex(of: ":"),
      SourceLine(number: number, text: String(text[..<colon])).isOfNumbers
    else { return false }
    return Lexicon.concepts(in: String(text[colon...])).containsAny(of: .ask, .allow, .following)
  }

  /// "… allow access on port", "27000 for …": its last word asks for a number.
  fileprivate var endsBeforeANumber: Bool {
    let last = TextFacts(String(text.trimmed.suffix(20)), line: number).tokens.last
    return last.map { $0.concepts.contains(.port) || $0.transport != nil } ?? false
  }

  /// "ssh allow tcp:22 192.0.2.0/24", below another such row or the names of its columns.
  fileprivate func isRule(below above: SourceLine) -> Bool {
    let facts = TextFacts([self])
    guard facts.holdsAddress, facts.saysPorts else { return false }
    let before = TextFacts([above])
    return before.holdsAddress && before.saysPorts
      || !before.holdsAddress && !before.saysPorts
        && before.tokens.count(where: { !$0.concepts.isDisjoint(with: Self.columns) }) >= 3
  }

  /// What the columns of rules are called.
  private static let columns = [
    Concept.port, .transportProtocol, .application, .address, .host, .network, .source,
    .destination,
    .direction, .action, .service, .group, .note,
  ].reduce(ConceptSet()) { $0.union(ConceptSet($1)) }

  /// Whether it is a remark in a listing.
  var isRemark: Bool {
    ["#", "//", ";", "--", "/*", "<!--"].contains { text.trimmed.hasPrefix($0) }
  }

  /// What a remark says, without its marks.
  var remark: String {
    String(text.trimmed.drop { "#/;-*<! ".contains($0) }).trimmingMarks
  }

  /// "TCP", "UDP:": a protocol, and nothing else.
  fileprivate var namesOneProtocol: Bool {
    text.utf8.count <= 12 && TextFacts([self]).isTransport
  }

  /// "Open these ports (separated by comma):"
  fileprivate var introducesPorts: Bool {
    let facts = TextFacts([self])
    return facts.text.last == ":" && facts.asksForPortsBelow
  }

  /// Whether it holds numbers and signs only.
  var isOfNumbers: Bool {
    text.contains(where: \.isNumber) && !text.contains { $0.isLetter || "/:".contains($0) }
  }
}
