/// The mark in front of a list item: `*`, `-`, `+`, `•`, `1.`, `1)`, `a)`.
enum ListMark {
  /// The item's text and how far it is indented; nil for a line without a mark.
  static func item(_ line: String) -> (text: String, depth: Int)? {
    let indent = line.prefix { $0 == " " || $0 == "\t" }.count
    let text = line.dropFirst(indent)
    guard let first = text.first else { return nil }
    if "*-+•‣◦·–▪➤➢►▶".contains(first) {
      let rest = text.dropFirst()
      guard let blank = rest.first, blank.isWhitespace || first == "•" else { return nil }
      return (rest.trimmed, indent)
    }
    let mark = text.prefix { $0.isNumber && $0.isASCII }
    if (1...3).contains(mark.count) {
      let rest = text.dropFirst(mark.count)
      guard let point = rest.first, point == "." || point == ")",
        rest.dropFirst().first?.isWhitespace ?? false
      else { return nil }
      return (rest.dropFirst().trimmed, indent)
    }
    // A letter with a full stop may be an initial. "ii)", "iv)"
    let letters = text.prefix { "ivx".contains($0) }.count
    let rest = text.dropFirst((2...4).contains(letters) ? letters : 1)
    if first.isASCII, first.isLowercase, rest.first == ")",
      rest.dropFirst().first?.isWhitespace ?? false
    {
      return (rest.dropFirst().trimmed, indent)
    }
    return nil
  }
}

extension ListMark {
  /// How far a mark is indented that stands alone in its line, with its item in the next; nil if
  /// the line is none.
  static func alone(_ line: String) -> Int? {
    let text = line.trimmed
    let indent = line.prefix { $0 == " " || $0 == "\t" }.count
    if text.count == 1 { return "*-•‣◦·–▪➤➢►▶".contains(text) ? indent : nil }
    return item(text + " .")?.text == "." ? indent : nil
  }

  /// The text behind an "o" that may be a bullet.
  static func afterLetter(_ line: String) -> (text: String, depth: Int)? {
    let indent = line.prefix { $0 == " " || $0 == "\t" }.count
    let text = line.dropFirst(indent)
    guard text.first == "o", text.dropFirst().first?.isWhitespace ?? false else { return nil }
    let rest = text.dropFirst(2).trimmed
    guard let first = rest.first, first.isNumber || first.isUppercase else { return nil }
    return (rest, indent)
  }

  /// The text of a line in a cell without the bullet of a list item.
  static func withoutBullet(_ text: String) -> String {
    guard let first = text.first, "*-•".contains(first), text.dropFirst().first == " " else {
      return text
    }
    return text.dropFirst(2).trimmed
  }
}
