/// What wikis have in common: links in double brackets, and quotes for emphasis.
enum WikiLinks {
  /// The text with `[[target|words]]` as its words, `[[target]]` as its target, and pictures
  /// and categories left out.
  static func plain(_ text: String) -> String {
    guard text.contains("[[") else { return text }
    var out = ""
    var rest = Substring(text)
    while let open = rest.firstRange(of: "[["), let close = rest.firstRange(of: "]]") {
      guard open.upperBound <= close.lowerBound else {
        out += rest[..<close.upperBound]
        rest = rest[close.upperBound...]
        continue
      }
      out += rest[..<open.lowerBound]
      let inside = rest[open.upperBound..<close.lowerBound]
      rest = rest[close.upperBound...]
      let name = inside.prefix { $0 != ":" && $0 != "|" }.lowercased()
      if ["file", "image", "category", "media", "datei", "bild", "kategorie"].contains(name),
        inside.contains(":")
      {
        continue
      }
      let words = inside.lastIndex(of: "|").map { inside[$0...].dropFirst() } ?? inside
      out += words.isEmpty ? inside[...] : words
    }
    return out + rest
  }

  /// The text without the quotes of `'''bold'''` and `''italic''`.
  static func withoutQuotes(_ text: String) -> String {
    guard text.contains("''") else { return text }
    return text.replacing("'''''", with: "").replacing("'''", with: "").replacing("''", with: "")
  }

  /// `== Title ==`: the level and the words of a heading.
  static func heading(_ text: String) -> (level: Int, text: String)? {
    let marks = text.prefix { $0 == "=" }.count
    guard (1...6).contains(marks), text.last == "=" else { return nil }
    let rest = text.dropFirst(marks)
    let end = rest.reversed().prefix { $0 == "=" }.count
    let words = rest.dropLast(end).trimmed
    return words.isEmpty ? nil : (min(marks, max(end, 1)), words)
  }
}
