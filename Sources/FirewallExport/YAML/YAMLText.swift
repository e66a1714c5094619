/// A value that is written as YAML in block style, or in one line as JSON (RFC 8259). Members
/// keep their order; every text is quoted, so that none is taken for a number or a truth value.
indirect enum YAMLText: Hashable, Sendable {
  case text(String)
  case number(Int)
  case list([YAMLText])
  case map([Member])

  struct Member: Hashable, Sendable {
    let name: String
    let value: YAMLText

    init(_ name: String, _ value: YAMLText) {
      self.name = name
      self.value = value
    }
  }

  /// A map of one member.
  static func member(_ name: String, _ value: YAMLText) -> YAMLText {
    .map([Member(name, value)])
  }

  static func texts(_ all: some Sequence<String>) -> YAMLText { .list(all.map { .text($0) }) }

  /// In one line.
  var flow: String {
    switch self {
    case .text(let text): Self.quoted(text)
    case .number(let number): String(number)
    case .list(let elements): "[" + elements.map(\.flow).joined(separator: ", ") + "]"
    case .map(let members):
      "{"
        + members.map { "\(Self.quoted($0.name)): \($0.value.flow)" }.joined(separator: ", ")
        + "}"
    }
  }

  /// In block style, with a line feed at the end of each line.
  func block(indent: String = "") -> String {
    switch self {
    case .list(let elements) where !elements.isEmpty:
      return elements.map {
        indent + "- " + $0.block(indent: indent + "  ").dropFirst(indent.count + 2)
      }
      .joined()
    case .map(let members) where !members.isEmpty:
      return members.map { indent + Self.key($0.name) + ":" + $0.value.afterColon(indent) }.joined()
    default: return indent + flow + "\n"
    }
  }

  private func afterColon(_ indent: String) -> String {
    switch self {
    case .list(let elements) where !elements.isEmpty: "\n" + block(indent: indent + "  ")
    case .map(let members) where !members.isEmpty: "\n" + block(indent: indent + "  ")
    default: " " + flow + "\n"
    }
  }

  /// A name without quotation marks, unless YAML 1.1 or 1.2 could take it for something else.
  private static func key(_ name: String) -> String {
    let isPlain =
      name.utf8.first.map { Character(Unicode.Scalar($0)).isLetter } ?? false
      && name.utf8.allSatisfy {
        let character = Character(Unicode.Scalar($0))
        return $0 < 0x80 && (character.isLetter || character.isNumber || "-_.".contains(character))
      }
      && !["y", "n", "yes", "no", "on", "off", "true", "false", "null"].contains(name.lowercased())
    return isPlain ? name : quoted(name)
  }

  private static func quoted(_ text: String) -> String {
    "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
  }
}
