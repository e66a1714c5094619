/// Struck-out text: kept, for it may say what is gone, and put between two marks of the
/// private use area, which no document's own text has when a format gets to see it.
enum Struck {
  static let begin: Unicode.Scalar = "\u{E000}"
  static let end: Unicode.Scalar = "\u{E001}"

  /// The text between the marks; nothing where there is no text.
  static func around(_ text: some StringProtocol) -> String {
    if text.allSatisfy(\.isBlank) { return String(text) }
    var out = String(Character(begin))
    out += text
    out.unicodeScalars.append(end)
    return out
  }

  /// The lines of one struck-out text, each between marks of its own.
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

  /// What is left of a text that is on one line.
  static func removed(from text: String) -> String {
    guard text.unicodeScalars.contains(begin) else { return text }
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
