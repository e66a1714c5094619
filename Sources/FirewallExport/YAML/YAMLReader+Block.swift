extension YAMLReader {
  /// The value that follows, if it stands further right than its parent; else null.
  mutating func block(deeperThan parent: Int) throws(FirewallReadingError) -> ConfigurationNode {
    try skipToContent()
    guard at < bytes.count, !isAtMark, column > parent else {
      return ConfigurationNode(line: line, content: .null)
    }
    return try nested { reader throws(FirewallReadingError) in
      if reader.isAtItem { return try reader.list(at: reader.column) }
      let column = reader.column
      let first = try reader.scalarOrFlow(in: parent)
      reader.skipBlanks()
      // A name is followed by a colon on its own line.
      if reader.isByte(":", at: reader.at), case .text(let name, _) = first.content,
        first.line == reader.line
      {
        return try reader.map(at: column, first: name, line: first.line)
      }
      try reader.expectEndOfLine()
      return first
    }
  }

  private var isAtItem: Bool { isByte("-", at: at) && isSpace(at: at + 1) }

  private mutating func list(at column: Int) throws(FirewallReadingError) -> ConfigurationNode {
    let start = line
    var elements: [ConfigurationNode] = []
    while at < bytes.count, self.column == column, isAtItem, !isAtMark {
      at += 1
      elements.append(try block(deeperThan: column))
      try skipToContent()
    }
    guard at >= bytes.count || self.column < column || isAtMark || self.column == column else {
      throw failure("it is indented further than its list")
    }
    return ConfigurationNode(line: start, content: .list(elements))
  }

  private mutating func map(
    at column: Int, first: String, line start: Int
  ) throws(FirewallReadingError) -> ConfigurationNode {
    var map = ConfigurationMap()
    var name = first
    while true {
      let nameLine = line
      at += 1  // the colon
      guard isSpace(at: at) else { throw failure("no blank follows a colon") }
      let value = try memberValue(of: column)
      guard map.add(.init(name: name, line: nameLine, value: value)) else {
        throw failure("\(name.asComment(limit: 60)) occurs twice")
      }
      try skipToContent()
      if at >= bytes.count || isAtMark || self.column < column { break }
      guard self.column == column, !isAtItem else {
        throw failure("it is indented otherwise than its neighbours")
      }
      let next = try scalarOrFlow(in: column)
      skipBlanks()
      guard case .text(let text, _) = next.content, isByte(":", at: at), next.line == line else {
        throw failure("it has no colon")
      }
      name = text
    }
    return ConfigurationNode(line: start, content: .map(map))
  }

  /// What follows a name and its colon.
  private mutating func memberValue(
    of column: Int
  ) throws(FirewallReadingError) -> ConfigurationNode {
    skipBlanks()
    if isAtEndOfLine {
      let start = line
      try skipToContent()
      // A list may stand right below its name.
      if at < bytes.count, self.column == column, isAtItem, !isAtMark {
        return try nested { reader throws(FirewallReadingError) in
          try reader.list(at: column)
        }
      }
      let value = try block(deeperThan: column)
      return value.isNull ? ConfigurationNode(line: start, content: .null) : value
    }
    guard !isAtItem else { throw failure("a list begins on the line of its name") }
    let value = try scalarOrFlow(in: column)
    try expectEndOfLine()
    return value
  }

  private func expectEndOfLine() throws(FirewallReadingError) {
    guard isAtEndOfLine else { throw failure("something follows a value on its line") }
  }

  /// A scalar of any kind, or a value in flow style.
  ///
  /// - Parameter parent: the column of what it belongs to.
  private mutating func scalarOrFlow(
    in parent: Int
  ) throws(FirewallReadingError) -> ConfigurationNode {
    switch byte.map({ Unicode.Scalar($0) }) {
    case "{", "[", "\"", "'": return try flow()
    case "|", ">": return try blockScalar(in: parent)
    case "&", "*", "!", "%", "@", "`":
      throw failure("an anchor, alias, tag or reserved character begins it")
    case "?" where isSpace(at: at + 1): throw failure("its key is not a plain one")
    default: return try plain(in: parent)
    }
  }

  /// A plain scalar up to a colon, a comment or the end of its last line.
  private mutating func plain(in parent: Int) throws(FirewallReadingError) -> ConfigurationNode {
    let start = line
    var text = plainLine()
    // It goes on in lines further right, unless it is the name of a member.
    while isAtEndOfLine, !isByte("#", at: at), byte != nil {
      let here = self
      try skipToContent()
      guard at < bytes.count, column > parent, !isAtMark, !isAtItem else {
        self = here
        break
      }
      let before = at
      let more = plainLine()
      skipBlanks()
      guard at > before, !isByte(":", at: at) else {
        self = here
        break
      }
      text += " " + more
    }
    return ConfigurationNode(line: start, content: try plainContent(text))
  }

  /// A number with a zero before it is an octal one for some readers of YAML (1.1) and a decimal
  /// one for others (1.2): it is refused.
  func plainContent(_ text: String) throws(FirewallReadingError) -> ConfigurationNode.Content {
    if ["", "~", "null", "Null", "NULL"].contains(text) { return .null }
    let digits = text.drop { $0 == "-" || $0 == "+" }
    guard digits.first != "0" || digits.count == 1 || !digits.allSatisfy(\.isWholeNumber) else {
      throw failure("a number begins with a zero")
    }
    return .text(text, isQuoted: false)
  }

  private mutating func plainLine() -> String {
    let start = at
    while let byte, byte != 0x0A {
      if byte == UInt8(ascii: ":"), isSpace(at: at + 1) { break }
      if byte == UInt8(ascii: "#"), at > start, isSpace(at: at - 1) { break }
      at += 1
    }
    var end = at
    while end > start, isSpace(at: end - 1) { end -= 1 }
    // A comment is left to be passed over with the blank before it.
    at = end
    return string(start..<end)
  }

  /// A literal (`|`) or folded (`>`) block: descriptions, never addresses, so that its lines are
  /// joined by blanks.
  private mutating func blockScalar(
    in parent: Int
  ) throws(FirewallReadingError) -> ConfigurationNode {
    let start = line
    at += 1
    while let byte, !isSpace(at: at) {
      guard "+-123456789".utf8.contains(byte) else { throw failure("its block is not understood") }
      at += 1
    }
    guard isAtEndOfLine else { throw failure("something follows the sign of a block") }
    while let byte, byte != 0x0A { at += 1 }
    var lines: [String] = []
    while at < bytes.count {
      let end = self
      nextLine()
      skipBlanks()
      let isBlank = byte == nil || byte == 0x0A || byte == 0x0D
      guard isBlank || column > parent else {
        self = end
        break
      }
      let first = at
      while let byte, byte != 0x0A { at += 1 }
      lines.append(string(first..<at).filter { $0 != "\r" })
    }
    return ConfigurationNode(
      line: start,
      content: .text(lines.filter { !$0.isEmpty }.joined(separator: " "), isQuoted: true))
  }
}
