/// Struck-out text is kept, since it may say what is gone. It is put between two marks from the
/// private use area, which no document's own text has by the time a format sees it.
enum Struck {
  static let begin: Unicode.Scalar = "\u{E000}"
  static let end: Unicode.Scalar = "\u{E001}"

  /// The text between the marks; blank text gets none.
  static func around(_ text: some StringProtocol) -> String {
    if text.allSatisfy(\.isBlank) { return String(text) }
    var out = String(Character(begin))
    out += text
    out.unicodeScalars.append(end)
    return out
  }

  /// The lines of a text, with struck-out text on each line between marks of its own.
  static func balanced(_ lines: [SourceLine]) -> [SourceLine] {
    var isOpen = false
    return lines.map { line in
      let wasOpen = isOpen
      for scalar in line.text.unicodeScalars {
        if scalar == begin { isOpen = true } else if scalar == end { isOpen = false }
      }
      if !wasOpen, !isOpen { return line }
      var text = wasOpen ? String(Character(begin)) + line.text : line.text
      if isOpen { text.unicodeScalars.append(end) }
      return SourceLine(number: line.number, text: text)
    }
  }

  /// A one-line text without its struck-out parts; a mark whose other one was left behind goes, too.
  static func removed(from text: String) -> String {
    guard text.unicodeScalars.contains(where: { $0 == begin || $0 == end }) else { return text }
    var out = String.UnicodeScalarView()
    var isStruck = false
    for scalar in text.unicodeScalars {
      switch scalar {
      case begin: isStruck = true
      case end: isStruck = false
      default: if !isStruck { out.append(scalar) }
      }
    }
    return String(out).folded
  }
}
