/// Strips Markdown's inline markup: code spans, emphasis, links, escapes.
enum MarkdownInline {
  /// The plain text of one line or cell, with line ends in place of HTML breaks.
  static func plain(_ text: String) -> String {
    guard text.utf8.contains(where: { "`<>*_[\\&~{".utf8.contains($0) }) else { return text }
    // "5060**": a sign of a footnote, as nothing is marked up with it.
    if let star = text.firstIndex(of: "*"), !text.contains("`"),
      text[..<star].last.map({ $0.isLetter || $0.isNumber || $0 == ")" }) ?? false,
      text[star...].trimmed.count >= 2, text[star...].trimmed.allSatisfy({ $0 == "*" })
    {
      return plain(String(text[..<star])) + text[star...]
    }
    var out = ""
    var rest = Substring(text)
    // The content of a code span is literal: no tags, no emphasis.
    while let tick = rest.firstIndex(of: "`") {
      let run = rest[tick...].prefix { $0 == "`" }
      let inside = rest[run.endIndex...]
      guard let end = inside.firstRange(of: run) else { break }
      // "`a.example``b.example`": two that touch are two words.
      if !out.isEmpty, tick == rest.startIndex { out += " " }
      out += styled(String(rest[..<tick]), behind: out)
      out += Markup.withoutEntities(String(inside[..<end.lowerBound]))
      rest = inside[end.upperBound...]
      if let attributes = rest.prefix(100).prefixMatch(of: Pattern.spanAttributes) {
        rest = rest[attributes.range.upperBound...]
      }
    }
    return out + styled(String(rest), behind: out)
  }

  private static func styled(_ text: String, behind before: String) -> String {
    let plain = Markup.withoutTags(withoutLinks(text), behind: before)
    return Markup.withoutEntities(withoutEscapes(withoutEmphasis(withStruck(plain))))
  }

  /// Replaces `[text](target)` and `![text](target)` by their text, `<https://…>` by the address.
  private static func withoutLinks(_ text: String) -> String {
    var out = withoutNotes(text)
    if out.contains("<http") {
      out = out.replacing(Pattern.autolink) { String($0.output.1) }
    }
    guard out.contains("](") else { return out }
    // "443[1](#fn-1)": a footnote reference.
    out = out.replacing(Pattern.noteLink) { String($0.output.1) }
    return out.replacing(Pattern.link) { String($0.output.1) }
  }

  /// The text without footnote references, `[^1]`, and attributes, `[text]{.class}`. A `[^1]` at
  /// the beginning of a line introduces the footnote itself.
  private static func withoutNotes(_ text: String) -> String {
    var out = text
    if out.contains("[^") {
      out = out.replacing(Pattern.note) { String($0.output.1) }
    }
    guard out.contains("{") else { return out }
    out = out.replacing(Pattern.attributedText) { String($0.output.1) }
    return out.replacing(Pattern.attributes) { String($0.output.1) }
  }

  /// The references to footnotes in a text: "[^1]".
  static func noteMarks(_ text: String) -> [String] {
    guard text.contains("[^") else { return [] }
    return text.matches(of: Pattern.note).map { match in
      String(match.output.0.drop { $0 != "[" })
    }
  }

  /// The text with `~~gone~~` between the marks of struck-out text.
  private static func withStruck(_ text: String) -> String {
    guard text.contains("~~") else { return text }
    let pieces = text.split(separator: "~~", omittingEmptySubsequences: false)
    var out = String(pieces[0])
    // The last of an odd number of marks has no counterpart.
    for (i, piece) in pieces.enumerated().dropFirst() {
      if i % 2 == 1, i + 1 < pieces.count {
        out += Struck.around(piece)
      } else {
        out += (i % 2 == 1 ? "~~" : "") + piece
      }
    }
    return out
  }

  /// The text without `**` and `__`, and without single stars and underscores around words; a star
  /// that begins a pattern (`*.example.com`) stays.
  private static func withoutEmphasis(_ text: String) -> String {
    guard text.contains("*") || text.contains("_") else { return text }
    // "\\** only for administrators": a sign of a footnote, as it is not marked up itself.
    if text.contains("\\*") {
      let kept = text.replacing(Pattern.escapedStars) { match in
        String(repeating: "\u{E000}", count: match.output.count - 1)
      }
      return withoutEmphasis(kept).replacing("\u{E000}", with: "*")
    }
    var out = text
    if out.contains("**") || out.contains("__") {
      out = out.replacing("**", with: "").replacing("__", with: "")
    }
    if out.contains("*") {
      out = out.replacing(Pattern.emphasis) { String($0.output.1) + String($0.output.2) }
      out = out.replacing(Pattern.emphasisInName) { String($0.output.1) + String($0.output.2) }
    }
    if out.contains("_") {
      out = out.replacing(Pattern.underlined) { String($0.output.1) + String($0.output.2) }
    }
    return out
  }

  /// Removes a backslash before ASCII punctuation: `\.` becomes `.`.
  private static func withoutEscapes(_ text: String) -> String {
    guard text.contains("\\") else { return text }
    var out = ""
    var isEscaped = false
    for character in text {
      if isEscaped {
        if !(character.isASCII && (character.isPunctuation || character.isSymbol)) {
          out.append("\\")
        }
        out.append(character)
        isEscaped = false
      } else if character == "\\" {
        isEscaped = true
      } else {
        out.append(character)
      }
    }
    // A backslash at the end of a line is a line break.
    return out
  }
}

/// Compiled once; a literal in its place would be compiled at each use. The
/// values are never changed.
private enum Pattern {
  nonisolated(unsafe) static let autolink =
    /<(https?:[^<>\s]+)>/
  nonisolated(unsafe) static let noteLink =
    /(\w)\[\d{1,2}\]\(#[^()]*\)/
  nonisolated(unsafe) static let link =
    /!?\[((?:\\.|[^\[\]\\])*)\]\([^()]*\)/
  nonisolated(unsafe) static let escapedStars =
    /\\\*+/
  nonisolated(unsafe) static let emphasis =
    /(^|[\s(])\*([^\s*.][^*]*[^\s*])\*(?=[\s).,:;]|$)/
  /// The placeholders at the end of a host's name: `portal.*<region>.<domain>*`.
  nonisolated(unsafe) static let emphasisInName =
    /(\.)\*((?:<|&lt;)[^*]*[^\s*])\*(?=[\s).,:;|]|$)/
  nonisolated(unsafe) static let underlined =
    /(^|[\s(])_([^\s_][^_]*[^\s_])_(?=[\s).,:;]|$)/
  nonisolated(unsafe) static let note =
    /(\S)\s?\[\^[^\[\]\s]+\](?!:)/
  nonisolated(unsafe) static let attributedText =
    /\[([^\[\]]*)\]\{[.#:][^{}]*\}/
  nonisolated(unsafe) static let spanAttributes =
    /\{[.#:][^{}]*\}/
  nonisolated(unsafe) static let attributes =
    /([\])*_`])\{[.#:][^{}]*\}/
}
