// A sentence parted into its clauses.

extension String {
  /// Its clauses: between signs, in brackets, and in front of words such as "because", and of "and" with an
  /// order behind it.
  var clausesOfSentence: [SentenceClause] {
    var clauses: [SentenceClause] = []
    let holdsSigns = holdsUnspacedScript
    var start = startIndex
    func end(at place: Index, isBracket: Bool = false) {
      let part = self[start..<place]
      start = place
      guard part.contains(where: { $0.isLetter || $0.isNumber }) else { return }
      if isBracket {
        clauses.append(SentenceClause(part, isBracket: true))
      } else {
        clauses += part.byJoints
      }
    }
    // Behind a bracket that belongs to the clause around it.
    var resumed = startIndex
    for place in indices where place >= start && place >= resumed {
      switch self[place] {
      case ",", ";", ":", "，", "、", "；", "–", "—":
        let next = index(after: place)
        // "TCP 80,443", "10–20", "80, 443"
        let joinsNumbers =
          place > startIndex && self[index(before: place)].isNumber
          && self[next...].first { !$0.isWhitespace }?.isNumber ?? false
        if next < endIndex, self[next].isWhitespace || ",，、；–—".contains(self[place]),
          !joinsNumbers || ";；".contains(self[place])
        {
          end(at: next)
        }
      case "(", "（":
        if let close = self[place...].firstIndex(where: { ")）".contains($0) }) {
          let behind = index(after: close)
          // "The port (11434 by default) must not be blocked"
          if place > start {
            let inside = SentenceClause(self[place..<behind], isBracket: true)
            let tellsNumber = inside.facts.tokens.contains(where: \.isNumber)
            let isBesideNumber = self[start..<place].contains(where: \.isNumber)
            // "Port 8888 (stats) must be open"
            let isNote = !inside.facts.concepts.containsAny(
              of: .not, .deny, .retired, .example, .except)
            if inside.saysNothing, isBesideNumber ? !tellsNumber && isNote : tellsNumber {
              resumed = behind
              continue
            }
          }
          end(at: place)
          end(at: behind, isBracket: true)
        }
      default:
        if holdsSigns, ActionWords.Signs.jointEnds.contains(where: self[...place].hasSuffix) {
          end(at: index(after: place))
        }
      }
    }
    end(at: endIndex)
    return clauses.joiningFragments
  }

  /// Without what stands in brackets.
  var withoutBrackets: String {
    guard contains("(") else { return self }
    var depth = 0
    let kept = filter { sign in
      if sign == "(" { depth += 1 }
      if sign == ")" {
        depth = max(0, depth - 1)
        return false
      }
      return depth == 0
    }
    return depth == 0 ? kept : self
  }

  /// "Hosts that are not reachable must reach these": without what "that" begins, up to a "must".
  var withoutRelativeClauses: String {
    let words = split(separator: " ")
    guard
      let that = words.firstIndex(where: { ["that", "which", "who"].contains($0.lowercased()) }),
      that > 0, !["sure", "ensure", "check", "verify"].contains(words[that - 1].lowercased())
    else { return self }
    if let must = words[that...].firstIndex(where: { AccessWords.saysMust($0.lowercased()) }) {
      return (words[..<that] + words[must...]).joined(separator: " ")
    }
    // "To learn which users are blocked"
    let isOfPorts = ["port", "host", "address", "server", "range", "those"].contains {
      words[that - 1].lowercased().hasPrefix($0)
    }
    let behind = words[that...].dropFirst().prefix(2).map { $0.lowercased() }
    let denies =
      behind.count == 2 && ["is", "are", "do", "does"].contains(behind[0]) && behind[1] == "not"
    return words[that].lowercased() == "that" && !isOfPorts && !denies
      ? self : words[..<that].joined(separator: " ")
  }

  /// Its words, without signs.
  var wordsOfClause: [String] {
    split { $0.isWhitespace || "()[]:;,.!?。，、；：（）\"“”„«»".contains($0) }
      .filter { $0.contains(where: \.isLetter) }
      .map { word in
        // "D'ouvrir", "l'accès": not "n'ouvrez".
        guard let sign = word.prefix(3).firstIndex(where: { "'’".contains($0) }),
          word.first != "n", word.index(after: sign) < word.endIndex, sign != word.startIndex,
          !word.hasSuffix("'t"), !word.hasSuffix("’t"), !word.hasSuffix("'s")
        else { return String(word) }
        return String(word[word.index(after: sign)...])
      }
  }
}

extension [SentenceClause] {
  /// "Port 25, 26 and 27 must be open", "a.example: TCP 443 is not needed": parts without a verb belong to the one
  /// in front of them, or, where none is, to the next.
  fileprivate var joiningFragments: [SentenceClause] {
    var whole: [SentenceClause] = []
    for clause in self {
      guard let last = whole.last else {
        whole.append(clause)
        continue
      }
      let joined = last.text + clause.text
      // "TCP 80; do not open UDP 80"
      let standsAlone = last.tells && clause.tells && clause.isOrder && last.text.hasSuffix(";")
      if last.isFragment, clause.joint == .main, clause.tells || last.tells, !standsAlone {
        whole[whole.count - 1] = SentenceClause(joined)
      } else if clause.isFragment, clause.tells, last.joint == .main {
        whole[whole.count - 1] = SentenceClause(joined, continuesSubject: last.continuesSubject)
      } else {
        whole.append(clause)
      }
    }
    return whole
  }
}

extension Substring {
  /// Parted in front of words such as "because", and of "and" with an order behind it.
  fileprivate var byJoints: [SentenceClause] {
    var clauses: [SentenceClause] = []
    var start = startIndex
    var continues = false
    func end(at place: Index) {
      guard start < place else { return }
      if clauses.isEmpty || place < endIndex,
        !self[start..<place].contains(where: { $0.isLetter || $0.isNumber })
      {
        return
      }
      clauses.append(
        SentenceClause(
          self[start..<place], continuesSubject: continues))
      start = place
    }
    for place in indices where self[place].isWhitespace {
      let word = index(after: place)
      guard word > start, word < endIndex else { continue }
      let rest = self[word...]
      if self[..<place].hasSuffix("면") {
        end(at: word)
      } else if ActionWords.Signs.koreanEnds.contains(where: self[..<place].hasSuffix),
        ActionWords.Signs.opens.first(in: String(rest)) != nil
          || ActionWords.Signs.shuts.first(in: String(rest)) != nil
      {
        end(at: word)
      } else if rest.beginsByJoint,
        !rest.hasPrefix("but ") || !self[start..<place].leavesOutNext,
        !rest.hasPrefix("mais ") || !self[start..<place].isPortuguese
      {
        end(at: word)
        // "Are open on the server but must not be opened in the firewall"
        continues = rest.hasPrefix("but ") && rest.dropFirst(4).beginsByMust
      } else if self[start..<place].endsReplaced(before: rest) {
        end(at: word)
        continues = false
      } else if rest.hasPrefix("or "), rest.saysWhatFails {
        end(at: word)
        continues = false
      } else if let goesOn = rest.joinsOrder(behind: self[start..<place]) {
        end(at: word)
        continues = goesOn
      }
    }
    end(at: endIndex)
    return clauses
  }

  private var beginsByJoint: Bool {
    let start = prefix(24).lowercased()
    return ActionWords.joints.contains { start.hasPrefix($0) }
  }

  /// "Or the phones will not register"
  private var saysWhatFails: Bool {
    let words = prefix(120).split(separator: " ").map { $0.lowercased() }
    return words.count > 3 && words.dropFirst(2).contains(where: ActionWords.denies)
      && !words.contains { ActionWords.opens($0) || ActionWords.shuts($0) }
  }

  /// Whose "mais" is "more", not "but".
  private var isPortuguese: Bool {
    split(separator: " ").contains { ["não", "são", "é", "estão"].contains($0.lowercased()) }
  }

  private var beginsByMust: Bool {
    prefix(24).split(separator: " ").first.map { word in
      AccessWords.saysMust(word.lowercased()) || ["can", "may", "cannot"].contains(word)
    } ?? false
  }

  /// "Statt TCP 80 | ist TCP 443 zu öffnen": German and Dutch put the verb behind what is replaced.
  private func endsReplaced(before rest: Substring) -> Bool {
    let start = prefix(12).lowercased()
    guard ["statt", "anstatt", "anstelle", "in plaats"].contains(where: start.hasPrefix),
      contains(where: \.isNumber) || split(separator: " ").count >= 3
    else { return false }
    let next = rest.prefix { !$0.isWhitespace }.lowercased()
    return ["ist", "sind", "wird", "werden", "is", "zijn"].contains(next)
      || AccessWords.saysMust(next) || next == "öffnen"
  }

  /// "Everything but", "every port but": this "but" turns nothing around.
  private var leavesOutNext: Bool {
    split(separator: " ").contains { ActionWords.wholes.contains($0.lowercased()) }
  }

  /// Whether it goes on with the subject before it, as "and must be open" does and "and close port 80" does
  /// not; nil if no "and" with an order or a demand begins it.
  private func joinsOrder(behind before: Substring) -> Bool? {
    let words = prefix(80).split(separator: " ").prefix(5).map { $0.lowercased() }
    guard words.count > 1, Lexicon.concepts(of: words[0]).contains(.and) || words[0] == "then",
      before.split(separator: " ").count >= 2
    else { return nil }
    let next = words.dropFirst().first { !Self.fillers.contains($0) } ?? ""
    if AccessWords.saysMust(next) || ["can", "may", "cannot", "will"].contains(next) {
      return true
    }
    if words[1...].contains(where: { $0.contains(where: \.isNumber) }),
      ordersItsOwn(behind: before)
    {
      return false
    }
    // "And TCP 80 is not"
    let denies = words.count == 5 && ["is", "are"].contains(words[3]) && words[4].hasPrefix("not")
    if denies, words[1...2].contains(where: { $0.contains(where: \.isNumber) }) { return false }
    let isDenial = ["do", "does", "don't", "don’t", "not", "never"].contains(next)
    return isDenial || ActionWords.denies(next) || ActionWords.opens(next)
      || ActionWords.shuts(next) ? false : nil
  }

  /// "Port 80 should stay closed | and port 443 must be open", "keep port 23 closed | and port 22 open"
  private func ordersItsOwn(behind before: Substring) -> Bool {
    func words(_ text: Substring) -> [String] {
      text.split(separator: " ").map { $0.lowercased().wordsOfClause.first ?? "" }
    }
    let behind = words(prefix(80)).prefix(7)
    let inFront = words(before.suffix(160))
    return behind.contains(where: AccessWords.saysMust)
      && inFront.contains(where: AccessWords.saysMust)
      || behind.contains { ActionWords.opens($0) || ActionWords.shuts($0) }
        && inFront.contains(where: ActionWords.shuts)
  }

  private static let fillers: Set = [
    "please", "then", "also", "therefore", "dann", "bitte", "ensuite", "después", "luego", "poi",
    "dan", "sie",
  ]
}
