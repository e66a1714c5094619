/// The inline markup of Markdown, taken off: code spans, emphasis, links, escapes.
enum MarkdownInline {
  /// The plain text of one line or cell, line ends where HTML breaks stood.
  static func plain(_ text: String) -> String {
    guard text.utf8.contains(where: { "`<>*_[\\&".utf8.contains($0) }) else { return text }
    var out = ""
    var rest = Substring(text)
    // What stands in a code span is literal: no tag, no emphasis.
    while let tick = rest.firstIndex(of: "`") {
      let run = rest[tick...].prefix { $0 == "`" }
      let inside = rest[run.endIndex...]
      guard let end = inside.firstRange(of: run) else { break }
      out += styled(String(rest[..<tick]))
      out += Markup.withoutEntities(String(inside[..<end.lowerBound]))
      rest = inside[end.upperBound...]
    }
    return out + styled(String(rest))
  }

  private static func styled(_ text: String) -> String {
    Markup.withoutEntities(
      withoutEscapes(withoutEmphasis(Markup.withoutTags(withoutLinks(text)))))
  }

  /// `[text](target)` and `![text](target)` to their text, `<https://…>` to the
  /// address.
  private static func withoutLinks(_ text: String) -> String {
    var out = text
    if out.contains("<http") {
      out = out.replacing(Pattern.autolink) { String($0.output.1) }
    }
    guard out.contains("](") else { return out }
    return out.replacing(Pattern.link) { String($0.output.1) }
  }

  /// Without `**` and `__`, and without single stars and underscores around
  /// words; a star that begins a pattern (`*.example.com`) stays.
  private static func withoutEmphasis(_ text: String) -> String {
    guard text.contains("*") || text.contains("__") else { return text }
    let out = text.replacing("**", with: "").replacing("__", with: "")
    return out.replacing(Pattern.emphasis) {
      String($0.output.1) + String($0.output.2)
    }
  }

  /// `\.` to `.`: a backslash before ASCII punctuation.
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
    return isEscaped ? out + "\\" : out
  }
}

/// Compiled once; a literal in its place would be compiled at each use. The
/// values are never changed.
private enum Pattern {
  nonisolated(unsafe) static let autolink =
    /<(https?:[^<>\s]+)>/
  nonisolated(unsafe) static let link =
    /!?\[((?:\\.|[^\[\]\\])*)\]\([^()]*\)/
  nonisolated(unsafe) static let emphasis =
    /(^|[\s(])\*([^\s*.][^*]*[^\s*])\*(?=[\s).,:;]|$)/
}
