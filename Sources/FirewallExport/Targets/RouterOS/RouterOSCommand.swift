/// One command of RouterOS's scripting language, as exports and Gatebook's files have them.
struct RouterOSCommand {
  /// `ip firewall filter`; nil if it has none of its own.
  var menu: String?
  /// `add`, `set`, `remove`; empty if the line is a path only.
  var verb = ""
  /// What follows the verb.
  var words: [Substring] = []

  /// Words stand between blanks; what is within quotation marks, brackets or braces is one.
  ///
  /// - Parameter current: the menu that the lines before led to, where a path may go on.
  /// - Returns: nil if one of those is not closed.
  init?(_ line: Substring, in current: String = "") {
    guard let all = Self.split(line) else { return nil }
    var rest = all[...]
    if let first = rest.first, first.hasPrefix("/") {
      var path: [Substring] = []
      while let word = rest.first, !Self.verbs.contains(word), !word.contains("=") {
        path += word.split(separator: "/")
        rest.removeFirst()
      }
      // `/ip/firewall/filter/add`
      if let last = path.last, Self.verbs.contains(last) {
        rest.insert(path.removeLast(), at: rest.startIndex)
      }
      menu = path.joined(separator: " ")
    } else {
      var path = current.split(separator: " ")
      while let word = rest.first, Self.places.contains(word) {
        if word == ".." { path = path.dropLast() } else { path.append(word) }
        rest.removeFirst()
      }
      if rest.count < all.count { menu = path.joined(separator: " ") }
    }
    verb = rest.popFirst().map { String($0) } ?? ""
    words = Array(rest)
  }

  private static let verbs: Set<Substring> = [
    "add", "set", "remove", "print", "disable", "enable", "move", "export",
  ]

  /// What a path that goes on may lead to, as far as it concerns filters.
  private static let places: Set<Substring> = [
    "..", "address-list", "connection", "filter", "firewall", "ip", "ipv6", "mangle", "nat", "raw",
    "settings", "tracking",
  ]

  private static func split(_ line: Substring) -> [Substring]? {
    var out: [Substring] = []
    var start: Substring.Index?
    var (depth, isQuoted, isEscaped) = (0, false, false)
    for index in line.indices {
      let character = line[index]
      if isEscaped {
        isEscaped = false
      } else if character == "\\" {
        isEscaped = true
      } else if character == "\"" {
        isQuoted.toggle()
      } else if !isQuoted, "[{(".contains(character) {
        depth += 1
      } else if !isQuoted, "]})".contains(character) {
        depth -= 1
        if depth < 0 { return nil }
      }
      if character.isWhitespace, depth == 0, !isQuoted {
        if let begin = start { out.append(line[begin..<index]) }
        start = nil
      } else if start == nil {
        start = index
      }
    }
    if depth != 0 || isQuoted { return nil }
    if let begin = start { out.append(line[begin...]) }
    return out
  }

  /// What is within brackets or braces: `[find a=b]`, `{ add … }`.
  static func inner(_ word: Substring) -> Substring? {
    guard let first = word.first, let last = word.last, word.count >= 2,
      (first, last) == ("[", "]") || (first, last) == ("{", "}")
    else { return nil }
    return word.dropFirst().dropLast()
  }

  /// A property: `list=x`, `list~"^x"`, `disabled`.
  struct Property {
    let key: String
    let value: String
    let isPattern: Bool
  }

  static func property(_ word: Substring) -> Property {
    guard let index = word.firstIndex(where: { "=~".contains($0) }) else {
      return Property(key: String(word), value: "", isPattern: false)
    }
    return Property(
      key: String(word[..<index]), value: unquoted(word[word.index(after: index)...]),
      isPattern: word[index] == "~")
  }

  /// A value without its quotation marks and escapes: `\"`, `\\`, `\$`, `\0A`.
  private static func unquoted(_ text: Substring) -> String {
    guard text.hasPrefix("\""), text.count >= 2 else { return String(text) }
    var bytes: [UInt8] = []
    var rest = Array(text.dropFirst().dropLast().utf8)[...]
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "\\"), let next = rest.first else {
        bytes.append(byte)
        continue
      }
      if rest.count >= 2,
        let code = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16),
        rest.prefix(2).allSatisfy({ $0 != UInt8(ascii: "+") && $0 != UInt8(ascii: "-") })
      {
        bytes.append(code)
        rest.removeFirst(2)
      } else {
        rest.removeFirst()
        bytes.append(next)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Lines that end with a backslash joined with the next, whose leading blanks do not count.
  static func lines(of text: String) -> [(number: Int, text: Substring)] {
    var out: [(number: Int, text: Substring)] = []
    var waiting: (number: Int, text: String)?
    for (number, line) in text.numberedLines where !line.words.isEmpty {
      let part = line.drop(while: \.isWhitespace)
      let whole = waiting.map { $0.text + part } ?? String(part)
      let start = waiting?.number ?? number
      if whole.last == "\\", whole.reversed().prefix(while: { $0 == "\\" }).count % 2 == 1,
        whole.first != "#"
      {
        waiting = (start, String(whole.dropLast()))
      } else {
        waiting = nil
        out.append((start, Substring(whole)))
      }
    }
    if let waiting { out.append((waiting.number, Substring(waiting.text))) }
    return out
  }
}
