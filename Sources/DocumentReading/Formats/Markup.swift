import EndpointModel

/// Turns text with markup into plain text: what HTML, Markdown and reStructuredText have in common.
enum Markup {
  /// The HTML elements whose tags are markup, not placeholders: `<b>` is left out, `<tenant>`
  /// stays.
  private static let tags: Set<String> = [
    "a", "abbr", "b", "big", "blockquote", "br", "caption", "center", "cite", "code", "dd", "del",
    "details",
    "div", "dl", "dt", "em", "figcaption", "figure", "font", "h1", "h2", "h3", "h4", "h5", "h6",
    "hr", "i", "img", "ins",
    "kbd", "li", "mark", "nobr", "ol", "p", "pre", "q", "s", "samp", "section", "small", "span",
    "strike", "strong", "sub", "summary", "sup", "table", "tbody", "td", "tfoot", "th", "thead",
    "tr", "tt", "u", "ul", "var", "wbr",
  ]

  /// The tags that are replaced by a line end.
  private static let breaks: Set<String> = [
    "br", "caption", "figcaption", "figure", "summary", "p", "div", "li", "tr", "ul", "ol", "dd",
    "dt", "hr", "h1", "h2", "h3", "h4", "h5", "h6",
  ]

  /// The tags that strike out their content.
  private static let strikes: Set<String> = ["del", "s", "strike"]

  /// Whether a superscript after a word points to a footnote: digits, a letter, a star or a dagger,
  /// or several of these.
  static func isFootnoteSign(_ text: some StringProtocol) -> Bool {
    let signs = text.trimmed
    guard !signs.isEmpty, signs.utf8.count <= 24 else { return false }
    return signs.split { ",;[]() ".contains($0) }.allSatisfy { sign in
      sign.allSatisfy { "0123456789".contains($0) } || sign.allSatisfy { "*†‡§¶#".contains($0) }
        || sign.count == 1 && sign.first!.isLetter
    }
  }

  /// The text without HTML tags and comments, with a line end for each break.
  ///
  /// - Parameter before: what stands before it in its line: a superscript behind it may be a
  ///   footnote's sign.
  static func withoutTags(_ text: String, behind before: String = "") -> String {
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
      let isEnd = rest[open...].dropFirst().first == "/"
      if name == "sup", !isEnd, !(out.allSatisfy(\.isBlank) && before.allSatisfy(\.isBlank)),
        let end = rest[close...].prefix(60).firstRange(of: "</sup>"),
        isFootnoteSign(withoutTags(String(rest[close..<end.lowerBound].dropFirst())))
      {
        rest = rest[end.upperBound...]
        continue
      } else if tags.contains(name) {
        if breaks.contains(name) { out += "\n" }
        if strikes.contains(name) {
          out.unicodeScalars.append(isEnd ? Struck.end : Struck.begin)
        }
      } else {
        out += rest[...close]
      }
      rest = rest[rest.index(after: close)...]
    }
    out += rest
    // A break whose "<" was lost.
    return out.replacing("br />", with: "\n").replacing("br/>", with: "\n")
  }

  private static let entities: [String: String] = [
    "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": " ", "ndash": "–",
    "mdash": "—", "bull": "•", "middot": "·", "ast": "*", "hyphen": "-", "rarr": "→",
    "ensp": " ", "emsp": " ", "thinsp": " ", "hellip": "…", "minus": "−", "times": "×", "sol": "/",
    "colon": ":", "period": ".", "comma": ",", "lsqb": "[", "rsqb": "]", "lowbar": "_",
    "num": "#", "vert": "|", "verbar": "|", "dagger": "†", "Dagger": "‡",
    // These join the characters around them.
    "shy": "", "zwj": "", "zwnj": "", "ZeroWidthSpace": "", "NoBreak": "", "lrm": "", "rlm": "",
  ]

  /// The text with character references such as `&amp;` and `&#x26;` resolved.
  static func withoutEntities(_ text: String) -> String {
    guard text.contains("&") else { return text }
    var out = ""
    var rest = Substring(text)
    while let start = rest.firstIndex(of: "&") {
      out += rest[..<start]
      rest = rest[start...]
      guard let end = rest.prefix(16).firstIndex(of: ";"),
        let character = character(rest[rest.index(after: start)..<end])
      else {
        out.append(rest.removeFirst())
        continue
      }
      out += character
      rest = rest[rest.index(after: end)...]
    }
    return out + rest
  }

  /// The character of a reference; empty for characters that join, nil if it is not a reference.
  private static func character(_ name: Substring) -> String? {
    if let known = entities[String(name)] { return known }
    guard name.first == "#" else { return nil }
    let digits = name.dropFirst()
    let number =
      digits.first == "x" || digits.first == "X"
      ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
    guard let scalar = number.flatMap(Unicode.Scalar.init) else { return nil }
    if scalar == Struck.begin || scalar == Struck.end { return "" }
    // White space by its number, as editors leave it: "&#xD;".
    if [0x9, 0xA, 0xD].contains(scalar.value) { return " " }
    if scalar.isUnsafeToShow { return scalar.value >= 0xA0 ? "" : nil }
    return scalar == "\u{A0}" || scalar == "\u{202F}" ? " " : String(Character(scalar))
  }
}
