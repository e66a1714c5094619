/// XML 1.0 as data: an element is an object of its attributes and children, children of the same
/// name are a list, an element with nothing but text is that text. Names lose their prefix.
///
/// Only the five predefined entities and character references are known; a document that declares
/// entities of its own is refused, since they may stand for anything.
struct XML {
  static func node(_ utf8: [UInt8], source: String) throws(ReadingError) -> DataNode {
    var reader = XML(bytes: utf8, source: source)
    return try reader.read()
  }

  /// Documents nest no deeper.
  private static let depthLimit = 128

  private let bytes: [UInt8]
  private let source: String
  private var i = 0
  /// The line of the byte at `counted`, and where that line begins.
  private var line = 1
  private var lineStart = 0
  private var counted = 0

  /// An element whose end tag has not come yet.
  private struct Open {
    let name: String
    let line: Int
    var members: [(key: String, nodes: [DataNode])] = []
    var places: [String: Int] = [:]
    var text = ""

    mutating func add(_ key: String, _ node: DataNode) {
      if let place = places[key] {
        members[place].nodes.append(node)
      } else {
        places[key] = members.count
        members.append((key, [node]))
      }
    }

    var node: DataNode {
      let words = text.withSafeLines.folded
      if members.isEmpty {
        return DataNode(line: line, content: words.isEmpty ? .null : .text(words))
      }
      var out = members.map { member -> (key: String, node: DataNode) in
        let nodes = member.nodes
        return (
          member.key,
          nodes.count == 1 ? nodes[0] : DataNode(line: nodes[0].line, content: .list(nodes))
        )
      }
      if !words.isEmpty { out.append(("text", DataNode(line: line, content: .text(words)))) }
      return DataNode(line: line, content: .object(out))
    }
  }

  private init(bytes: [UInt8], source: String) {
    self.bytes = bytes
    self.source = source
  }

  private mutating func read() throws(ReadingError) -> DataNode {
    var open: [Open] = []
    var root: DataNode?
    func end(_ element: Open) {
      if open.isEmpty {
        root = DataNode(
          line: element.line, content: .object([(element.name, element.node)]))
      } else {
        open[open.count - 1].add(element.name, element.node)
      }
    }
    while i < bytes.count {
      guard bytes[i] == UInt8(ascii: "<") else {
        let text = try readText()
        if !open.isEmpty {
          open[open.count - 1].text += text
        } else if !text.allSatisfy({ $0.isWhitespace || $0 == "\u{FEFF}" }) {
          // Half of an answer, or two answers in one: not to be read as if it were whole.
          throw failure("text stands outside the root element")
        }
        continue
      }
      if stands("<!--") {
        try skip(past: "-->")
      } else if stands("<![CDATA[") {
        let start = i + 9
        try skip(past: "]]>")
        guard !open.isEmpty else { throw failure("text stands outside the root element") }
        open[open.count - 1].text += String(decoding: bytes[start..<i - 3], as: UTF8.self)
      } else if stands("<?") {
        try skip(past: "?>")
      } else if stands("<!") {
        try skipDeclaration()
      } else if stands("</") {
        i += 2
        let name = readName()
        skipBlanks()
        guard i < bytes.count, bytes[i] == UInt8(ascii: ">"), let element = open.popLast(),
          element.name == name
        else { throw failure("an end tag closes nothing") }
        i += 1
        end(element)
      } else {
        guard root == nil else { throw failure("something follows the root element") }
        let (element, isEmpty) = try readStartTag()
        if isEmpty {
          end(element)
        } else {
          open.append(element)
        }
        if open.count > Self.depthLimit {
          throw failure("it is nested deeper than \(Self.depthLimit) levels")
        }
      }
    }
    guard open.isEmpty, let root else { throw failure("the text ends inside an element") }
    return root
  }

  // MARK: Pieces

  private mutating func readStartTag() throws(ReadingError) -> (Open, isEmpty: Bool) {
    i += 1
    var element = Open(name: readName(), line: lineNow())
    if element.name.isEmpty { throw failure("an element has no name") }
    while i < bytes.count {
      skipBlanks()
      guard i < bytes.count else { break }
      if bytes[i] == UInt8(ascii: ">") {
        i += 1
        return (element, false)
      }
      if stands("/>") {
        i += 2
        return (element, true)
      }
      try readAttribute(&element)
    }
    throw failure("the text ends inside a tag")
  }

  private mutating func readAttribute(_ element: inout Open) throws(ReadingError) {
    let start = i
    let line = lineNow()
    let name = readName()
    let prefix = String(decoding: bytes[start..<i], as: UTF8.self)
    skipBlanks()
    guard i > start, i < bytes.count, bytes[i] == UInt8(ascii: "=") else {
      throw failure("an attribute has no value")
    }
    i += 1
    skipBlanks()
    guard i < bytes.count, bytes[i] == UInt8(ascii: "\"") || bytes[i] == UInt8(ascii: "'") else {
      throw failure("an attribute's value has no quotation marks")
    }
    let quote = bytes[i]
    i += 1
    let from = i
    while i < bytes.count, bytes[i] != quote { i += 1 }
    guard i < bytes.count else { throw failure("the text ends inside an attribute") }
    let value = try resolved(from..<i)
    i += 1
    // Namespaces and schemas say nothing about the content.
    if prefix.hasPrefix("xmlns") || prefix.hasPrefix("xsi:") || prefix.hasPrefix("xml:") { return }
    element.add(
      name,
      DataNode(line: line, content: .text(value.withSafeLines.folded)))
  }

  /// A name without its prefix.
  private mutating func readName() -> String {
    let start = i
    while i < bytes.count, !bytes[i].isASCIIBlank, !"<>/='\"&".utf8.contains(bytes[i]) { i += 1 }
    let name = bytes[start..<i]
    let local = name.lastIndex(of: UInt8(ascii: ":")).map { name[($0 + 1)...] } ?? name
    return String(decoding: local, as: UTF8.self)
  }

  private mutating func readText() throws(ReadingError) -> String {
    let start = i
    while i < bytes.count, bytes[i] != UInt8(ascii: "<") { i += 1 }
    return try resolved(start..<i)
  }

  /// A text with its references resolved.
  private mutating func resolved(_ range: Range<Int>) throws(ReadingError) -> String {
    let text = bytes[range]
    guard text.contains(UInt8(ascii: "&")) else { return String(decoding: text, as: UTF8.self) }
    var out: [UInt8] = []
    var at = range.lowerBound
    while at < range.upperBound {
      guard bytes[at] == UInt8(ascii: "&") else {
        out.append(bytes[at])
        at += 1
        continue
      }
      let stop = min(at + 12, range.upperBound)
      guard let end = bytes[at..<stop].firstIndex(of: UInt8(ascii: ";")),
        let character = Self.character(String(decoding: bytes[at + 1..<end], as: UTF8.self))
      else { throw failure("a reference is to no known character") }
      out += character.utf8
      at = end + 1
    }
    return String(decoding: out, as: UTF8.self)
  }

  private static func character(_ name: String) -> String? {
    switch name {
    case "amp": return "&"
    case "lt": return "<"
    case "gt": return ">"
    case "quot": return "\""
    case "apos": return "'"
    default:
      guard name.hasPrefix("#") else { return nil }
      let number =
        name.hasPrefix("#x") ? UInt32(name.dropFirst(2), radix: 16) : UInt32(name.dropFirst())
      return number.flatMap(Unicode.Scalar.init).map { String(Character($0)) }
    }
  }

  /// Skips a document type declaration; one that declares entities is refused.
  private mutating func skipDeclaration() throws(ReadingError) {
    var isInSubset = false
    while i < bytes.count {
      switch bytes[i] {
      case UInt8(ascii: "["): isInSubset = true
      case UInt8(ascii: "]"): isInSubset = false
      case UInt8(ascii: "<"):
        if stands("<!ENTITY") { throw failure("it declares entities of its own") }
      case UInt8(ascii: ">"):
        if !isInSubset {
          i += 1
          return
        }
      default: break
      }
      i += 1
    }
    throw failure("the text ends inside a declaration")
  }

  private mutating func skip(past mark: StaticString) throws(ReadingError) {
    while i < bytes.count {
      if stands(mark) {
        i += mark.utf8CodeUnitCount
        return
      }
      i += 1
    }
    throw failure("the text ends before \(mark)")
  }

  private mutating func skipBlanks() {
    while i < bytes.count, bytes[i].isASCIIBlank { i += 1 }
  }

  private func stands(_ mark: StaticString) -> Bool {
    i + mark.utf8CodeUnitCount <= bytes.count
      && (0..<mark.utf8CodeUnitCount).allSatisfy { bytes[i + $0] == mark.utf8Start[$0] }
  }

  // MARK: Lines

  private mutating func lineNow() -> Int {
    while counted < i {
      if bytes[counted] == UInt8(ascii: "\n") {
        line += 1
        lineStart = counted + 1
      }
      counted += 1
    }
    return line
  }

  private mutating func failure(_ rule: String) -> ReadingError {
    let line = lineNow()
    return .malformed(
      source: source, format: "XML", line: line, column: i - lineStart + 1, rule: rule)
  }
}
