import EndpointModel

/// The words of one line of a layout, taken one after the other.
struct LayoutWords {
  enum Word: Hashable {
    /// In quotation marks.
    case quoted(String)
    case bare(String)
    case equals
  }

  let line: Int
  private var words: [Word]

  /// - Throws: `LayoutError` if a quotation mark is missing.
  init(_ text: some StringProtocol, line: Int) throws(LayoutError) {
    self.line = line
    words = []
    var rest = Substring(text)
    while let first = rest.first {
      if first.isWhitespace {
        rest.removeFirst()
      } else if first == "#" {
        break
      } else if first == "=" {
        words.append(.equals)
        rest.removeFirst()
      } else if first == "\"" {
        words.append(.quoted(try Self.takeQuoted(&rest, line)))
      } else {
        let word = rest.prefix { !$0.isWhitespace && $0 != "=" && $0 != "\"" }
        words.append(.bare(String(word)))
        rest = rest[word.endIndex...]
      }
    }
  }

  private static func takeQuoted(_ rest: inout Substring, _ line: Int) throws(LayoutError) -> String
  {
    var out = ""
    rest.removeFirst()
    while let next = rest.popFirst() {
      if next == "\"" { return out.withoutUnsafeCharacters.text.folded }
      if next == "\\", let escaped = rest.popFirst() {
        out.append(escaped)
      } else {
        out.append(next)
      }
    }
    throw LayoutError(line: line, "a quotation mark is missing at the end of a name")
  }

  var isEmpty: Bool { words.isEmpty }

  func failure(_ rule: String) -> LayoutError { LayoutError(line: line, rule) }

  /// The next word, if it is a bare one.
  mutating func takeBare() -> String? {
    guard case .bare(let word)? = words.first else { return nil }
    words.removeFirst()
    return word
  }

  mutating func takeQuoted() -> String? {
    guard case .quoted(let text)? = words.first else { return nil }
    words.removeFirst()
    return text
  }

  mutating func takeEquals() -> Bool {
    guard words.first == .equals else { return false }
    words.removeFirst()
    return true
  }

  /// - Throws: `LayoutError` unless a name in quotation marks follows.
  mutating func name(after word: String) throws(LayoutError) -> String {
    guard let name = takeQuoted(), !name.isEmpty else {
      throw failure("a name in quotation marks follows \(word): \(word) \"Ports\"")
    }
    return name
  }

  mutating func number(after word: String) throws(LayoutError) -> Int {
    guard takeBare() == word, let number = takeBare().flatMap({ Int($0) }), number >= 0 else {
      throw failure("here follows \(word) and a number: \(word) 12")
    }
    return number
  }

  func end() throws(LayoutError) {
    if !isEmpty { throw failure("there is more in the line than it may have") }
  }
}
