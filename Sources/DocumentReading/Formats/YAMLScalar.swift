/// YAML scalars: what plain and quoted ones mean.
enum YAMLScalar {
  /// A plain scalar: a number, a truth value, null, else text. Dates stay text.
  static func plain(_ text: String) -> DataNode.Content {
    switch text {
    case "", "~", "null", "Null", "NULL": .null
    case "true", "True", "TRUE": .truth(true)
    case "false", "False", "FALSE": .truth(false)
    case _ where text.isJSONNumber: .number(text)
    default: .text(text)
    }
  }

  /// The text without the comment after it.
  static func withoutComment(_ text: some StringProtocol) -> String {
    var wasBlank = true
    for i in text.indices {
      if text[i] == "#", wasBlank { return text[..<i].trimmed }
      wasBlank = text[i].isBlank
    }
    return text.trimmed
  }

  /// The index after the closing quotation mark of the scalar that begins a text; nil if it is
  /// never closed.
  static func end(ofQuoted text: Substring) -> Substring.Index? {
    guard let quote = text.first else { return nil }
    var i = text.index(after: text.startIndex)
    while i < text.endIndex {
      let character = text[i]
      let after = text.index(after: i)
      if quote == "\"", character == "\\" {
        guard after < text.endIndex else { return nil }
        i = text.index(after: after)
        continue
      }
      if character == quote {
        if quote == "'", after < text.endIndex, text[after] == "'" {
          i = text.index(after: after)
          continue
        }
        return after
      }
      i = after
    }
    return nil
  }

  /// The text of a quoted scalar, which is given with its quotation marks; line ends become blanks.
  static func unquoted(_ text: some StringProtocol) -> String {
    let inside = text.dropFirst().dropLast()
    if text.first == "'" { return String(inside).replacing("''", with: "'").withFoldedLines }
    guard inside.contains("\\") else { return String(inside).withFoldedLines }
    var out = ""
    var rest = String(inside).withFoldedLines[...]
    while let character = rest.popFirst() {
      guard character == "\\", let escape = rest.popFirst() else {
        out.append(character)
        continue
      }
      switch escape {
      case "n": out.append("\n")
      case "t": out.append("\t")
      case "r", "b", "a", "e", "f", "v", "0": out.append(" ")
      case "x", "u", "U":
        let count = escape == "x" ? 2 : escape == "u" ? 4 : 8
        let digits = rest.prefix(count)
        rest = rest.dropFirst(count)
        if let scalar = UInt32(digits, radix: 16).flatMap(Unicode.Scalar.init) {
          out.unicodeScalars.append(scalar)
        }
      default: out.append(escape)
      }
    }
    return out.withSafeLines
  }
}

extension String {
  fileprivate var withFoldedLines: String {
    contains("\n")
      ? split(separator: "\n", omittingEmptySubsequences: false).map { $0.trimmed }
        .joined(separator: " ") : self
  }

  /// A number as JSON writes it, without an exponent.
  var isJSONNumber: Bool {
    var rest = utf8[...]
    if rest.first == UInt8(ascii: "-") { rest.removeFirst() }
    let whole = rest.prefix(while: \.isDigit)
    guard !whole.isEmpty, whole.count == 1 || whole.first != UInt8(ascii: "0") else { return false }
    rest = rest.dropFirst(whole.count)
    if rest.first == UInt8(ascii: ".") {
      let fraction = rest.dropFirst().prefix(while: \.isDigit)
      if fraction.isEmpty { return false }
      rest = rest.dropFirst(fraction.count + 1)
    }
    return rest.isEmpty
  }
}
