extension YAMLReader {
  /// A value in flow style, as in JSON, or a quoted scalar.
  mutating func flow() throws(FirewallReadingError) -> ConfigurationNode {
    switch byte.map({ Unicode.Scalar($0) }) {
    case "{":
      return try nested { reader throws(FirewallReadingError) in try reader.flowMap() }
    case "[":
      return try nested { reader throws(FirewallReadingError) in try reader.flowList() }
    case "\"": return try doubleQuoted()
    case "'": return try singleQuoted()
    case "&", "*", "!", "%", "@", "`":
      throw failure("an anchor, alias, tag or reserved character begins it")
    default: return try flowPlain()
    }
  }

  private mutating func flowList() throws(FirewallReadingError) -> ConfigurationNode {
    let start = line
    var elements: [ConfigurationNode] = []
    at += 1
    while true {
      try skipToContent(inFlow: true)
      if isByte("]", at: at) { break }
      elements.append(try flow())
      try skipToContent(inFlow: true)
      if isByte("]", at: at) { break }
      guard isByte(",", at: at) else { throw failure("a list has no comma or end") }
      at += 1
    }
    at += 1
    return ConfigurationNode(line: start, content: .list(elements))
  }

  private mutating func flowMap() throws(FirewallReadingError) -> ConfigurationNode {
    let start = line
    var map = ConfigurationMap()
    at += 1
    while true {
      try skipToContent(inFlow: true)
      if isByte("}", at: at) { break }
      let nameLine = line
      guard case .text(let name, _) = try flow().content else {
        throw failure("a name is not a text")
      }
      try skipToContent(inFlow: true)
      guard isByte(":", at: at) else { throw failure("no colon follows a name") }
      at += 1
      try skipToContent(inFlow: true)
      guard map.add(.init(name: name, line: nameLine, value: try flow())) else {
        throw failure("\(name.asComment(limit: 60)) occurs twice")
      }
      try skipToContent(inFlow: true)
      if isByte("}", at: at) { break }
      guard isByte(",", at: at) else { throw failure("a map has no comma or end") }
      at += 1
    }
    at += 1
    return ConfigurationNode(line: start, content: .map(map))
  }

  /// A plain scalar up to a comma, a bracket, a colon, a comment or the end of its line.
  private mutating func flowPlain() throws(FirewallReadingError) -> ConfigurationNode {
    let start = at
    var end = at
    while let byte, byte != 0x0A, !",[]{}".utf8.contains(byte) {
      if byte == UInt8(ascii: ":"), isSpace(at: at + 1) || isByte("\"", at: at + 1) { break }
      if byte == UInt8(ascii: "#"), isSpace(at: at - 1) { break }
      at += 1
      if !isSpace(at: at - 1) { end = at }
    }
    guard end > start else { throw failure("a value is missing") }
    at = end
    return ConfigurationNode(line: line, content: try plainContent(string(start..<end)))
  }

  private mutating func singleQuoted() throws(FirewallReadingError) -> ConfigurationNode {
    let start = line
    var text: [UInt8] = []
    at += 1
    while let byte {
      if byte == UInt8(ascii: "'") {
        at += 1
        guard isByte("'", at: at) else {
          return ConfigurationNode(
            line: start, content: .text(String(decoding: text, as: UTF8.self), isQuoted: true))
        }
      }
      if byte == 0x0A { fold(&text) } else { takeByte(&text) }
    }
    throw failure("a quotation is not closed")
  }

  private mutating func doubleQuoted() throws(FirewallReadingError) -> ConfigurationNode {
    let start = line
    var text: [UInt8] = []
    at += 1
    while let byte {
      switch Unicode.Scalar(byte) {
      case "\"":
        at += 1
        return ConfigurationNode(
          line: start, content: .text(String(decoding: text, as: UTF8.self), isQuoted: true))
      case "\\":
        at += 1
        try escape(&text)
      case "\n": fold(&text)
      default: takeByte(&text)
      }
    }
    throw failure("a quotation is not closed")
  }

  private mutating func takeByte(_ text: inout [UInt8]) {
    text.append(bytes[at])
    at += 1
  }

  /// The end of a line within a quotation is a blank.
  private mutating func fold(_ text: inout [UInt8]) {
    while let last = text.last, last == 0x20 || last == 0x0D { text.removeLast() }
    nextLine()
    skipBlanks()
    text.append(0x20)
  }

  /// What follows a backslash (RFC 8259 section 7; YAML 1.2.2 section 5.7 has more, which no
  /// device writes).
  private mutating func escape(_ text: inout [UInt8]) throws(FirewallReadingError) {
    let plain: [UInt8: UInt8] = [
      UInt8(ascii: "\""): 0x22, UInt8(ascii: "\\"): 0x5C, UInt8(ascii: "/"): 0x2F,
      UInt8(ascii: "b"): 0x08, UInt8(ascii: "f"): 0x0C, UInt8(ascii: "n"): 0x0A,
      UInt8(ascii: "r"): 0x0D, UInt8(ascii: "t"): 0x09, UInt8(ascii: "0"): 0x00,
    ]
    guard let byte else { throw failure("a quotation is not closed") }
    if let plain = plain[byte] {
      text.append(plain)
      at += 1
      return
    }
    guard byte == UInt8(ascii: "u"), at + 4 < bytes.count,
      let unit = UInt16(string(at + 1..<at + 5), radix: 16)
    else { throw failure("an escape is not understood") }
    at += 5
    // Half of a pair stands for no character alone; texts that need pairs are comments.
    let scalar = Unicode.Scalar(unit) ?? "\u{FFFD}"
    text += Array(String(Character(scalar)).utf8)
  }
}
