import TestSupport
import Testing

@testable import DocumentReading

/// Many phrases are searched for at once; the answer is that of searching for each alone.
@Suite struct PhraseSearchTests {
  private static let search = PhraseSearch(["not used", "no", "used", "no longer", "größe"])

  @Test(arguments: [
    ("", nil), ("n", nil), ("on", nil), ("no", 1), ("is used", 2), ("used, not used", 0),
    // The earlier of the list, not of the text.
    ("used or no longer", 1), ("groesse", nil), ("die größe", 4), ("größ", nil),
    // The end of the text cuts a phrase off.
    ("not use", 1), ("a not use", 1), ("use", nil),
  ])
  func theFirstOfTheList(_ text: String, _ place: Int?) {
    #expect(Self.search.first(in: text) == place)
  }

  @Test func eachIsFoundAsByItself() {
    let lists = [
      LexiconWords.phrases.map(\.0), SentenceWords.refusals, SentenceWords.unused,
      ["aa", "aaa", "ab", "aab", "ba", "é", "éa"],
    ]
    let failure = firstFailure(seeds: 0..<120) { random in
      let phrases = random.pick(lists)
      let pieces = phrases + ["a", "aa", "b", "é", " ", "192.0.2.1", "e", "port 443"]
      // Whole phrases, and what is left of some that are cut.
      let text = (0..<Int.random(in: 0...6, using: &random)).map { _ in
        let piece = random.pick(pieces)
        return random.oneIn(3) ? String(piece.dropLast()) : piece
      }.joined(separator: random.oneIn(2) ? " " : "")
      var found: Set<Int> = []
      PhraseSearch(phrases).forEach(in: text) { found.insert($0) }
      let wanted = Set(phrases.indices.filter { text.contains(phrases[$0]) })
      return found == wanted ? nil : "\"\(text)\": \(found.sorted()), not \(wanted.sorted())"
    }
    #expect(failure == nil)
  }
}
