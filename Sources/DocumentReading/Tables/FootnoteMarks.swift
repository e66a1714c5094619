/// Notes below a table, "* No longer in use", that say of the rows with their mark that these are none to allow.
enum FootnoteMarks {
  /// The mark at the beginning of a note: "*", "†", "[1]", "[^1]", "(1)", "1)", "¹", "Note 1:"; and the rest of the line.
  static func note(_ line: String) -> (mark: String, rest: String)? {
    let text = line.trimmed
    guard let match = text.prefixMatch(of: Pattern.note) else { return nil }
    var mark = String(match.output.1)
    if mark.hasSuffix(")"), !mark.hasPrefix("(") { mark = "(" + mark }
    let rest = String(text[match.range.upperBound...]).trimmed
    return rest.isEmpty ? nil : (mark, rest)
  }

  /// Whether a cell bears such a mark behind its words.
  static func bears(_ mark: String, _ text: String) -> Bool {
    let text = text.trimmed
    guard text.hasSuffix(mark), text.count > mark.count else { return false }
    let before = text.dropLast(mark.count).last
    // One star is not the last of two; "*.vendor.example" and "10.0.0.*" are patterns.
    return before != mark.first && before != "." && before != "/"
  }

  /// Whether a note takes its rows back: "Retired in 2024. Remove this rule."
  static func takesBack(_ note: String) -> Bool {
    let sentences = note.sentences.map { TextFacts(String($0), line: 1) }
    guard sentences.count <= 4,
      sentences.allSatisfy({ sentence in
        !sentence.isConditional && !sentence.saysPorts && !sentence.holdsAddress
          && !sentence.tokens.contains { SentenceWords.buts.contains($0.lower) }
      })
    else { return false }
    // "Not required before version 5.", "Not used by the app.", "UDP is not used.": of a part, or of another.
    return sentences.contains { sentence in
      sentence.tokens.count <= 16 && (sentence.isTakenBack || sentence.forbidsRow)
        && !sentence.namesTransport
        && !sentence.tokens.contains {
          ["before", "by", "for", "with", "version"].contains($0.lower)
        }
    }
  }

  private enum Pattern {
    nonisolated(unsafe) static let note =
      /(?:Note\s+)?(\*{1,4}|[†‡§]|\[\^?[\da-z]{1,2}\]|\(\d{1,2}\)|\d{1,2}\)|[¹²³⁴⁵⁶⁷⁸⁹])\s*[:.–-]?\s*/
  }
}
