import EndpointModel

/// Text with markup inside, to plain text: what HTML, Markdown and
/// reStructuredText have in common.
enum Markup {
  /// The HTML elements whose tags are markup and no placeholders: `<b>` is left
  /// out, `<tenant>` stays.
  private static let tags: Set<String> = [
    "a", "abbr", "b", "big", "blockquote", "br", "center", "cite", "code", "dd", "del", "details",
    "div", "dl", "dt", "em", "font", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "i", "img", "ins",
    "kbd", "li", "mark", "nobr", "ol", "p", "pre", "q", "s", "samp", "section", "small", "span",
    "strike", "strong", "sub", "summary", "sup", "table", "tbody", "td", "tfoot", "th", "thead",
    "tr", "tt", "u", "ul", "var", "wbr",
  ]

  /// The tags whose place a line end takes.
  private static let breaks: Set<String> = [
    "br", "p", "div", "li", "tr", "ul", "ol", "dd", "dt", "hr", "h1", "h2", "h3", "h4", "h5", "h6",
  ]

  /// The text without HTML tags and comments; a line end for each break.
  static func withoutTags(_ text: String) -> String {
    guard text.contains("<") || text.contains("br />") || text.contains("br/>") else { return text }
    var out = ""
    var rest = Substring(text)
    while let open = rest.firstIndex(of: "<") {
      out += rest[..<open]
      rest = rest[open...]
      if rest.hasPrefix("<!--") {
        rest = rest.firstRange(of: "-->").map { rest[$0.upperBound...] } ?? rest[rest.endIndex...]
        continue
      }
      guard let close = rest.firstIndex(of: ">") else { break }
      let name = rest[rest.index(after: open)..<close].drop { $0 == "/" }
        .prefix { $0.isLetter || $0.isNumber }.lowercased()
      if tags.contains(name) {
        if breaks.contains(name) { out += "\n" }
      } else {
        out += rest[...close]
      }
      rest = rest[rest.index(after: close)...]
    }
    out += rest
    // A break whose "<" was lost.
    return out.replacing("br />", with: "\n").replacing("br/>", with: "\n")
  }

  private static let entities: [String: Character] = [
    "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": " ", "ndash": "–",
    "mdash": "—", "bull": "•", "middot": "·", "ast": "*", "hyphen": "-", "rarr": "→",
  ]

  /// The text with character references such as `&amp;` and `&#x26;` resolved.
  static func withoutEntities(_ text: String) -> String {
    guard text.contains("&") else { return text }
    var out = ""
    var rest = Substring(text)
    while let start = rest.firstIndex(of: "&") {
      out += rest[..<start]
      rest = rest[start...]
      guard let end = rest.prefix(12).firstIndex(of: ";"),
        let character = character(rest[rest.index(after: start)..<end])
      else {
        out.append(rest.removeFirst())
        continue
      }
      out.append(character)
      rest = rest[rest.index(after: end)...]
    }
    return out + rest
  }

  private static func character(_ name: Substring) -> Character? {
    if let known = entities[String(name)] { return known }
    guard name.first == "#" else { return nil }
    let digits = name.dropFirst()
    let number =
      digits.first == "x" || digits.first == "X"
      ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
    guard let scalar = number.flatMap(Unicode.Scalar.init), !scalar.isUnsafeToShow else {
      return nil
    }
    return Character(scalar)
  }
}
