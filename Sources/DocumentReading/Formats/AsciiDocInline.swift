/// Strips AsciiDoc's inline markup: attributes, formatting, links, macros, footnotes.
struct AsciiDocInline {
  /// The attributes that `:name: value` has defined so far.
  private var attributes: [String: String] = Self.characters
  /// How many bytes attributes may still add to the document.
  private var budget = 1 << 20
  /// The footnotes collected since the last `takeNotes()`.
  private var notes: [SourceLine] = []

  /// In characters; a value is written on one line.
  private static let valueLimit = 4096

  mutating func define(_ name: String, _ value: String) {
    attributes[name.lowercased()] = substituted(String(value.prefix(Self.valueLimit)))
  }

  mutating func undefine(_ name: String) { attributes[name.lowercased()] = nil }

  mutating func takeNotes() -> [SourceLine] {
    defer { notes = [] }
    return notes
  }

  /// The plain text of one line; several lines if it holds line breaks.
  mutating func plain(_ text: String, _ number: Int) -> [SourceLine] {
    var text = text.trimmed
    // A plus at the end makes the line end a line break.
    if text.hasSuffix(" +") { text = text.dropLast(2).trimmed } else if text == "+" { return [] }
    guard text.utf8.contains(where: { "`*_#^~[{<&\\+(:$".utf8.contains($0) }) else {
      return text.isEmpty ? [] : [SourceLine(number: number, text: text)]
    }
    text = withoutFootnotes(substituted(text), number)
    text = Self.withoutFormatting(Self.withoutMacros(Self.withoutCode(text)))
    text = ProtectedText.unprotecting(Markup.withoutEntities(Markup.withoutTags(text)))
    return text.split(separator: "\n").map { SourceLine(number: number, text: $0.trimmed) }
      .filter { !$0.text.isEmpty }
  }

  // MARK: Attributes

  /// The attributes that AsciiDoc itself defines for characters.
  private static let characters = [
    "blank": "", "empty": "", "sp": " ", "nbsp": " ", "zwsp": "", "wj": "", "vbar": "|",
    "asterisk": "\u{1}", "plus": "+", "startsb": "[", "endsb": "]", "tilde": "\u{5}",
    "caret": "\u{4}", "backslash": "\\", "backtick": "`", "amp": "&", "lt": "<", "gt": ">",
    "cpp": "C++", "deg": "°", "two-colons": "::", "two-semicolons": ";;", "apos": "'",
    "quot": "\"", "lsquo": "‘", "rsquo": "’", "ldquo": "“", "rdquo": "”",
  ]

  private mutating func substituted(_ text: String) -> String {
    guard text.contains("{") else { return text }
    var out = ""
    var rest = Substring(text)
    while let open = rest.firstIndex(of: "{") {
      out += rest[..<open]
      rest = rest[open...]
      guard let close = rest.prefix(100).firstIndex(of: "}"),
        let value = attributes[rest[..<close].dropFirst().lowercased()],
        value.utf8.count <= budget, out.last != "\\"
      else {
        if let after = Self.dash(rest, behind: out) {
          out += "–"
          rest = after
        } else {
          out.append(rest.removeFirst())
        }
        continue
      }
      budget -= value.utf8.count
      out += value
      rest = rest[close...].dropFirst()
    }
    return out + rest
  }

  /// The text after an attribute defined elsewhere that is between two numbers, "5910{range}5930",
  /// and so can only be a dash; nil if there is none.
  private static func dash(_ text: Substring, behind before: String) -> Substring? {
    guard before.last?.isNumber ?? false, let close = text.prefix(40).firstIndex(of: "}") else {
      return nil
    }
    let after = text[close...].dropFirst()
    let isName = text[..<close].dropFirst().allSatisfy { $0.isLetter || $0 == "-" || $0 == "_" }
    return isName && after.first?.isNumber ?? false ? after : nil
  }

  // MARK: Footnotes

  /// `footnote:id[text]`: the text is kept for a paragraph of its own.
  private mutating func withoutFootnotes(_ text: String, _ number: Int) -> String {
    guard text.contains("footnote") else { return text }
    var out = ""
    var rest = Substring(text)
    while let mark = rest.firstRange(of: "footnote") {
      let after = rest[mark.upperBound...]
      let head = after.prefix(64).prefix { $0 != "[" && !$0.isBlank }
      guard head.first == ":" || head.hasPrefix("ref:"), after[head.endIndex...].first == "[" else {
        out += rest[..<mark.upperBound]
        rest = after
        continue
      }
      let (inside, behind) = Self.bracketed(after[head.endIndex...])
      if !inside.allSatisfy(\.isBlank) {
        let words = String(inside).replacing("pass:n[", with: "").replacing("\\]", with: "")
        notes.append(SourceLine(number: number, text: Self.note(words)))
      }
      out += rest[..<mark.lowerBound]
      rest = behind
    }
    return out + rest
  }

  private static func note(_ text: String) -> String {
    ProtectedText.unprotecting(
      Markup.withoutEntities(withoutFormatting(withoutMacros(withoutCode(text)))))
  }

  /// The text between a bracket and the first one that closes it, and the text after that.
  private static func bracketed(_ text: Substring) -> (inside: Substring, behind: Substring) {
    var wasEscape = false
    for i in text.indices {
      if text[i] == "]", !wasEscape {
        return (text[..<i].dropFirst(), text[i...].dropFirst())
      }
      wasEscape = text[i] == "\\"
    }
    return (text.dropFirst(), text[text.endIndex...])
  }

  // MARK: Code

  /// The text without code ticks and passthrough marks; what they enclose stays as it is.
  private static func withoutCode(_ text: String) -> String {
    var out = text
    if out.contains("\\") {
      out = out.replacing(Pattern.escape) { ProtectedText.protecting($0.output.1) }
    }
    if out.contains("+") {
      out = out.replacing(Pattern.passthrough) { ProtectedText.protecting($0.output.1) }
    }
    if out.contains("pass:") {
      out = out.replacing(Pattern.pass) { String($0.output.1) }
    }
    if out.contains("[") { out = out.replacing(Pattern.role, with: "") }
    guard out.contains("`") else { return out }
    var plain = ""
    var rest = Substring(out)
    while let tick = rest.firstIndex(of: "`") {
      plain += rest[..<tick]
      let inside = rest[tick...].drop { $0 == "`" }
      guard let end = inside.firstIndex(of: "`") else {
        rest = inside
        break
      }
      var code = inside[..<end]
      for mark: Character in ["+", "*"] where code.count > 2 && code.first == mark {
        if code.last == mark { code = code.dropFirst().dropLast() }
      }
      plain += ProtectedText.protecting(code)
      rest = inside[end...].drop { $0 == "`" }
    }
    return plain + rest
  }

  // MARK: Macros

  private static func withoutMacros(_ text: String) -> String {
    var out = text
    if out.contains("((") {
      out = out.replacing(Pattern.hiddenIndexTerm, with: "")
      out = out.replacing(Pattern.indexTerm) { String($0.output.1) }
    }
    if out.contains("<<") {
      out = out.replacing(Pattern.crossReference) { String($0.output.1 ?? "") }
    }
    guard out.contains("[") else { return out }
    out = out.replacing(Pattern.anchor, with: "")
    var plain = ""
    var rest = Substring(out)
    while let open = rest.firstIndex(of: "[") {
      let head = rest[..<open]
      let word = head.lastIndex(where: \.isBlank).map { head[$0...].dropFirst() } ?? head
      guard let (start, target) = macro(word) else {
        plain += rest[...open]
        rest = rest[open...].dropFirst()
        continue
      }
      let (inside, behind) = bracketed(rest[open...])
      let words = linkText(inside)
      plain += rest[..<start] + (words.isEmpty ? target[...] : words[...])
      rest = behind
    }
    return plain + rest
  }

  private static let macros = [
    "link:", "xref:", "mailto:", "kbd:", "btn:", "menu:", "image:", "icon:", "stem:",
  ]

  /// Where the macro at the end of the word before a bracket begins, and its target.
  private static func macro(_ word: Substring) -> (start: Substring.Index, target: Substring)? {
    for name in macros {
      if let found = word.firstRange(of: name) {
        return (found.lowerBound, word[found.upperBound...])
      }
    }
    guard let mark = word.firstRange(of: "://") else { return nil }
    let scheme = word[..<mark.lowerBound].reversed().prefix { $0.isASCII && $0.isLetter }.count
    let start = word.index(mark.lowerBound, offsetBy: -scheme)
    return scheme == 0 ? nil : (start, word[start...])
  }

  /// The text in `text^,window=_blank`.
  private static func linkText(_ text: Substring) -> String {
    var words = text
    if words.first == "\"", let end = words.dropFirst().firstIndex(of: "\"") {
      words = words[..<end].dropFirst()
    } else if let equals = words.firstIndex(of: "=") {
      // Attributes after the text, or nothing but attributes.
      words = words[..<equals].lastIndex(of: ",").map { words[..<$0] } ?? ""
    }
    while words.last == "^" { words.removeLast() }
    return words.trimmed
  }

  // MARK: Formatting

  private static func withoutFormatting(_ text: String) -> String {
    var out = text
    if out.contains("#") {
      out = out.replacing(Pattern.highlight) { match in
        (match.output.1?.contains("line-through") ?? false)
          ? Struck.around(match.output.2) : String(match.output.2)
      }
    }
    if out.contains("*") {
      out = out.replacing(Pattern.strong2) { String($0.output.1) }
      out = out.replacing(Pattern.strong) { String($0.output.1) + String($0.output.2) }
    }
    if out.contains("_") {
      out = out.replacing(Pattern.emphasis2) { String($0.output.1) }
      out = out.replacing(Pattern.emphasis) { String($0.output.1) + String($0.output.2) }
    }
    if out.contains("^") {
      out = out.replacing(Pattern.superscript) { match in
        Markup.isFootnoteSign(match.output.2)
          ? String(match.output.1) : String(match.output.1) + String(match.output.2)
      }
    }
    if out.contains("~") { out = out.replacing(Pattern.subscripted) { String($0.output.1) } }
    return out
  }
}

/// Compiled once; a literal in its place would be compiled at each use. The
/// values are never changed.
private enum Pattern {
  nonisolated(unsafe) static let escape =
    /\\([*_#^~\[<&+`{:|])/
  nonisolated(unsafe) static let passthrough =
    /(?:\+\+\+|\+\+|\$\$)([^+$]+)(?:\+\+\+|\+\+|\$\$)/
  nonisolated(unsafe) static let pass =
    /pass:[a-z,]*\[([^\[\]]*)\]/
  nonisolated(unsafe) static let role =
    /\[\.?[A-Za-z][\w.\-]*\](?=[_*`])/
  nonisolated(unsafe) static let hiddenIndexTerm =
    /\(\(\([^()]*\)\)\)/
  nonisolated(unsafe) static let indexTerm =
    /\(\(([^()]+)\)\)/
  nonisolated(unsafe) static let crossReference =
    /<<[^<>,]*(?:,([^<>]*))?>>/
  nonisolated(unsafe) static let anchor =
    /\[\[[^\[\]]*\]\]/
  nonisolated(unsafe) static let highlight =
    /(?:\[([^\[\]]*)\])?##?([^#\s](?:[^#]*[^#\s])?)##?/
  nonisolated(unsafe) static let strong2 =
    /\*\*([^*]+)\*\*/
  nonisolated(unsafe) static let strong =
    /(^|[^\w*])\*([^\s*.](?:[^*]*[^\s*])?)\*(?!\w)/
  nonisolated(unsafe) static let emphasis2 =
    /__([^_]+)__/
  nonisolated(unsafe) static let emphasis =
    /(^|[^\w.\/])_([^\s_](?:[^_]*[^\s_])?)_(?!\w)/
  nonisolated(unsafe) static let superscript =
    /(\S)\^([^\s^]+)\^/
  nonisolated(unsafe) static let subscripted =
    /~([^\s~]+)~/
}
