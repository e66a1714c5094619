/// Maps words to concepts, in the languages that vendors write in.
///
/// A word is looked up as it is, then as a compound (`Zielportnummer`); in scripts without
/// spaces, known words are searched for inside the text.
enum Lexicon {
  /// The concepts of one word, which is in lower case.
  static func concepts(of word: String) -> ConceptSet {
    if let known = words[word] { return known }
    if word.utf8.count > 4, word.hasSuffix("s"), let singular = words[String(word.dropLast())] {
      return singular
    }
    if DenialWords.isOne(word) { return ConceptSet(.deny) }
    return compound(word)
  }

  /// Whether a word means "port" by itself, not as part of a compound: "Port443", not "appPort1".
  static func isPortWord(_ word: String) -> Bool { words[word]?.contains(.port) ?? false }

  /// The concepts of the words of a text.
  static func concepts(in text: String) -> ConceptSet {
    let lower = PlainForm.of(text).lowercased()
    var found = phrases(in: lower)
    for word in lower.split(whereSeparator: { !$0.isLetter && !$0.isNumber && $0 != "#" }) {
      found.formUnion(concepts(of: String(word)))
    }
    return found
  }

  /// The concepts of phrases of several words, and of words in scripts without spaces, in a
  /// lower-case text.
  static func phrases(in lower: String) -> ConceptSet {
    var found: ConceptSet = []
    phraseSearch.forEach(in: lower) { found.formUnion(allPhrases[$0].1) }
    // The letters of these scripts have three bytes or more.
    if lower.utf8.contains(where: { $0 >= 0xE0 }),
      lower.holdsUnspacedScript
    {
      var text = lower
      for (word, concepts) in LexiconWords.longSigns where text.contains(word) {
        found.formUnion(concepts)
        text = text.replacing(word, with: " ")
      }
      for (sign, concepts) in LexiconWords.allSigns where text.contains(sign) {
        found.formUnion(concepts)
      }
    }
    return found
  }

  /// Whether a lower-case word of a script without spaces is made of signs for these concepts alone; true
  /// for words of other scripts.
  static func saysOnly(_ word: String, _ concepts: ConceptSet) -> Bool {
    guard word.holdsUnspacedScript else { return true }
    var rest = word
    for (sign, said) in LexiconWords.allSigns where !said.isDisjoint(with: concepts) {
      rest = rest.replacing(sign, with: "")
    }
    return rest.allSatisfy { "のな的之段은는이가의을를에로".contains($0) }
  }

  private static let phraseSearch = PhraseSearch(allPhrases.map(\.0))

  private static let allPhrases = LexiconWords.phrases + LexiconWords.furtherPhrases

  /// Abbreviations with full stops in them, as lower-case UTF-8.
  static let abbreviations: [[UInt8]] = LexiconWords.examples.map { Array($0.utf8) }

  /// For each byte, whether such an abbreviation begins with it, in either case.
  static let beginsAbbreviation: [Bool] = (0...UInt8.max).map { byte in
    abbreviations.contains { $0[0] == byte || $0[0].maybeLetter && $0[0] == byte | 0x20 }
  }

  private static let words: [String: ConceptSet] = {
    var words: [String: ConceptSet] = [:]
    for (concept, list) in LexiconWords.words + LexiconWords.furtherWords {
      for word in list.split(separator: " ") {
        words[String(word), default: []].formUnion(ConceptSet(concept))
      }
    }
    for word in LexiconWords.examples { words[word] = ConceptSet(.example) }
    return words
  }()

  /// Words for ports, addresses and protocols occur in compounds in German, Dutch and the
  /// Scandinavian languages.
  private static func compound(_ word: String) -> ConceptSet {
    guard word.utf8.count >= 6 else { return [] }
    var found: ConceptSet = []
    for (stem, concept) in LexiconWords.stems where word.contains(stem) {
      found.formUnion(ConceptSet(concept))
    }
    if found.isEmpty { return [] }
    if LexiconWords.noPorts.contains(where: word.contains) { found.remove(ConceptSet(.port)) }
    if !found.isEmpty {
      for (beginning, concept) in LexiconWords.beginnings where word.hasPrefix(beginning) {
        found.formUnion(ConceptSet(concept))
      }
    }
    return found
  }
}
