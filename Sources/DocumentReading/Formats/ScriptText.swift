/// Scripts: what their comments say is text, and their commands are a listing.
enum ScriptText {
  /// Whether a text is a script, by its first line or its name.
  static func isOne(_ text: SourceText) -> Bool {
    if text.utf8.starts(with: "#!".utf8) { return true }
    guard text.source.contains("."), let ending = text.source.split(separator: ".").last else {
      return false
    }
    return ["sh", "bash", "zsh", "ksh", "ps1"].contains(ending.lowercased())
  }

  static func blocks(_ lines: [SourceLine]) -> [Block] {
    var blocks: [Block] = []
    var rest = lines[...]
    while let first = rest.first {
      let isComment = comment(first) != nil
      let run = rest.prefix { (comment($0) != nil) == isComment }
      rest = rest.dropFirst(run.count)
      if isComment {
        blocks += PlainText.blocks(run.compactMap(comment), .byFacts)
      } else if run.contains(where: { !$0.isBlank }) {
        blocks.append(.code(Array(run)))
      }
    }
    return blocks
  }

  /// The words of a comment; nil for another line.
  private static func comment(_ line: SourceLine) -> SourceLine? {
    let text = line.text.drop { $0 == " " || $0 == "\t" }
    guard text.first == "#", !text.hasPrefix("#!") else { return nil }
    let words = text.drop { $0 == "#" }
    // "# ---- Ports ----" draws a line around its words.
    let isRule = words.allSatisfy { "-=*_# ".contains($0) }
    return SourceLine(number: line.number, text: isRule ? "" : String(words))
  }
}
