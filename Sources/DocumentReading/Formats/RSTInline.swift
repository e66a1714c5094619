import EndpointModel

/// Strips reStructuredText's inline markup: roles, references, substitutions, literals, emphasis,
/// footnote signs.
struct RSTInline {
  /// The texts that `.. |name| replace:: text` defines anywhere in the document, by name.
  private let substitutions: [String: String]

  /// In characters; a value is one line.
  private static let valueLimit = 1000

  init(_ lines: [SourceLine]) {
    var found: [String: String] = ["br": "\n"]
    for (i, line) in lines.enumerated() where line.text.contains("|") {
      guard let match = line.text.trimmed.prefixMatch(of: Pattern.definition) else { continue }
      var value = line.text.trimmed[match.range.upperBound...].trimmed
      let name = String(match.output.1)
      let kind = match.output.2
      if kind == "image" {
        value = ""
      } else if value.isEmpty || kind == "raw" {
        // The text may be below.
        let body = lines[(i + 1)...].prefix(4).first { !$0.isBlank && $0.text.first == " " }
        value = body?.text.trimmed ?? ""
        if kind == "raw" { value = Markup.withoutTags(value) }
      } else if kind == "unicode" {
        value = Self.characters(value)
      }
      found[name] = String(value.prefix(Self.valueLimit))
    }
    substitutions = found
  }

  /// `0xA0`, `U+00A0`
  private static func characters(_ text: String) -> String {
    text.split(separator: " ").map { word in
      let digits = ["0x", "U+", "x", "\\x", "u"].first { word.hasPrefix($0) }.map {
        word.dropFirst($0.count)
      }
      let scalar = digits.flatMap { UInt32($0, radix: 16) }.flatMap(Unicode.Scalar.init)
      guard let scalar else { return String(word) }
      return scalar.value == 0xA0 ? " " : scalar.isUnsafeToShow ? "" : String(Character(scalar))
    }.joined()
  }

  /// The plain text of one line; several lines if it holds line breaks.
  func plain(_ text: String, _ number: Int) -> [SourceLine] {
    guard text.utf8.contains(where: { "|`*\\&_".utf8.contains($0) }) else {
      let text = text.trimmed
      return text.isEmpty ? [] : [SourceLine(number: number, text: text)]
    }
    var out = ProtectedText.protecting(text, between: "``")
    out = out.replacing("\\ ", with: "")
    if out.contains("\\") {
      out = out.replacing(Pattern.escape) { ProtectedText.protecting($0.output.1) }
    }
    out = withoutSubstitutions(out)
    if out.contains("]_") {
      out = out.replacing(Pattern.footnote) { String($0.output.1 ?? "") }
    }
    if out.contains("`") {
      out = out.replacing(Pattern.role) { match in
        Self.text(match.output.2.trimmed, role: match.output.1)
      }
      out = out.replacing(Pattern.link) { match in
        let words = match.output.1.trimmed
        return words.isEmpty ? String(match.output.2 ?? "") : words
      }
    }
    if out.contains("*") {
      out = out.replacing("**", with: "")
      out = out.replacing(Pattern.emphasis) { String($0.output.1) + String($0.output.2) }
    }
    out = ProtectedText.unprotecting(Markup.withoutEntities(out))
    return out.split(separator: "\n").map { SourceLine(number: number, text: $0.trimmed) }
      .filter { !$0.text.isEmpty }
  }

  private static func text(_ words: String, role: Substring) -> String {
    switch role {
    case "del", "strike", "s", "struck", "strikethrough": Struck.around(words)
    case "sup", "superscript": Markup.isFootnoteSign(words) ? "" : words
    default: words.first == "~" ? String(words.dropFirst()) : words
    }
  }

  private func withoutSubstitutions(_ text: String) -> String {
    guard text.contains("|") else { return text }
    var out = ""
    var rest = Substring(text)
    while let bar = rest.firstIndex(of: "|") {
      out += rest[..<bar]
      let inside = rest[bar...].dropFirst()
      guard let end = inside.prefix(80).firstIndex(of: "|"), let first = inside.first,
        !first.isBlank, first != "|", let value = substitutions[String(inside[..<end])]
      else {
        out.append("|")
        rest = inside
        continue
      }
      out += value
      rest = inside[end...].dropFirst()
      if rest.first == "_" { rest = rest.drop { $0 == "_" } }
    }
    return out + rest
  }
}

/// Compiled once; a literal in its place would be compiled at each use. The
/// values are never changed.
private enum Pattern {
  nonisolated(unsafe) static let definition =
    /\.\. \|([^|\s][^|]*)\|\s+(replace|raw|unicode|image|date)::/
  nonisolated(unsafe) static let escape =
    /\\([*_|\\.\-`:+&'"])/
  nonisolated(unsafe) static let footnote =
    /(\S)?\s?\[(?:#[^\s\[\]]*|\*|\d{1,3})\]_/
  nonisolated(unsafe) static let role =
    /:([a-z][a-z0-9+\-]*)(?::[a-z0-9+\-]+)?:`([^`<]*)(?:<[^`]*>)?`/
  nonisolated(unsafe) static let link =
    /`([^`<]*)(?:<([^`>]*)>)?`_{0,2}/
  nonisolated(unsafe) static let emphasis =
    /(^|[\s(])\*([^\s*.][^*]*[^\s*])\*(?=[\s).,:;]|$)/
}
