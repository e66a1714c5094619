/// Text whose characters look like markup but are not, such as code: they are replaced by
/// characters that no document has by the time a format sees it, until all markup is removed.
enum ProtectedText {
  private static let protected: [Character: Character] = [
    "*": "\u{1}", "_": "\u{2}", "#": "\u{3}", "^": "\u{4}", "~": "\u{5}", "[": "\u{6}",
    "`": "\u{7}", "'": "\u{8}", "<": "\u{E}", "&": "\u{F}", "+": "\u{10}", "|": "\u{11}",
    "{": "\u{12}", "-": "\u{13}", "\\": "\u{14}", ":": "\u{15}",
  ]

  private static let unprotected: [Character: Character] = Dictionary(
    uniqueKeysWithValues: protected.map { ($1, $0) })

  static func protecting(_ text: some StringProtocol) -> String {
    String(text.map { protected[$0] ?? $0 })
  }

  static func unprotecting(_ text: String) -> String {
    guard text.utf8.contains(where: { $0 < 0x20 && $0 != 0x09 && $0 != 0x0A }) else { return text }
    return String(text.map { unprotected[$0] ?? $0 })
  }

  /// The text with everything between two marks protected, and without the marks.
  static func protecting(_ text: String, between mark: String, and end: String? = nil) -> String {
    guard text.contains(mark) else { return text }
    var out = ""
    var rest = Substring(text)
    while let start = rest.firstRange(of: mark),
      let stop = rest[start.upperBound...].firstRange(of: end ?? mark)
    {
      out += rest[..<start.lowerBound]
      out += protecting(rest[start.upperBound..<stop.lowerBound])
      rest = rest[stop.upperBound...]
    }
    return out + rest
  }
}
