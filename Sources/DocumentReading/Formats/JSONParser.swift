import EndpointModel

/// Turns JSON bytes into the nodes of a `JSONTree`, in one pass without recursion.
struct JSONParser {
  /// The deepest nesting that is read; no list of endpoints comes near.
  static let depthLimit = 128

  struct Failure: Error {
    let offset: Int
    let rule: String
  }

  private let bytes: UnsafeBufferPointer<UInt8>
  private var i = 0
  private var nodes: [JSONTree.Node] = []
  /// The indices of the objects and arrays that are open.
  private var open: [Int] = []

  init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  mutating func parse() -> Result<[JSONTree.Node], Failure> {
    do throws(Failure) {
      try parseValues()
      return .success(nodes)
    } catch {
      return .failure(error)
    }
  }

  private func failure(_ rule: String) -> Failure { Failure(offset: i, rule: rule) }

  private var byte: UInt8? { i < bytes.count ? bytes[i] : nil }

  private mutating func skipBlanks() {
    while i < bytes.count, bytes[i] == 0x20 || bytes[i] == 0x0A || bytes[i] == 0x0D || bytes[i] == 9
    {
      i += 1
    }
  }

  private mutating func parseValues() throws(Failure) {
    skipBlanks()
    try parseValue()
    while let parent = open.last {
      skipBlanks()
      let isObject = nodes[parent].kind == .object
      let close = UInt8(ascii: isObject ? "}" : "]")
      let isFirst = nodes.count == parent + 1
      guard let byte else {
        throw failure("the text ends inside \(isObject ? "an object" : "an array")")
      }
      if byte == close {
        i += 1
        nodes[parent].end = Int32(i)
        nodes[parent].next = Int32(nodes.count)
        open.removeLast()
        continue
      }
      if !isFirst {
        guard byte == UInt8(ascii: ",") else {
          throw failure("a comma or \(isObject ? "}" : "]") is missing")
        }
        i += 1
        skipBlanks()
      }
      if isObject { try parseKey() }
      try parseValue()
    }
    skipBlanks()
    if i < bytes.count { throw failure("something follows the value") }
  }

  private mutating func parseKey() throws(Failure) {
    guard byte == UInt8(ascii: "\"") else { throw failure("a member's name is missing") }
    try parseString()
    skipBlanks()
    guard byte == UInt8(ascii: ":") else { throw failure("a colon is missing") }
    i += 1
    skipBlanks()
  }

  private mutating func parseValue() throws(Failure) {
    switch byte {
    case UInt8(ascii: "{"): try openContainer(.object)
    case UInt8(ascii: "["): try openContainer(.array)
    case UInt8(ascii: "\""): try parseString()
    case let first? where first == UInt8(ascii: "-") || first.isDigit:
      try parseNumber()
    case UInt8(ascii: "t"): try parseWord("true", .bool)
    case UInt8(ascii: "f"): try parseWord("false", .bool)
    case UInt8(ascii: "n"): try parseWord("null", .null)
    case nil: throw failure("the text ends where a value is due")
    default: throw failure("a value is missing")
    }
  }

  private mutating func openContainer(_ kind: JSONTree.Kind) throws(Failure) {
    guard open.count < Self.depthLimit else {
      throw failure("it is nested deeper than \(Self.depthLimit) levels")
    }
    open.append(nodes.count)
    append(kind, from: i)
    i += 1
  }

  private mutating func append(_ kind: JSONTree.Kind, from start: Int) {
    nodes.append(
      JSONTree.Node(
        kind: kind, start: Int32(start), end: Int32(i), next: Int32(nodes.count + 1)))
  }

  private mutating func parseString() throws(Failure) {
    let start = i
    var isEscaped = false
    i += 1
    while true {
      guard i < bytes.count else { throw failure("the text ends inside a string") }
      let byte = bytes[i]
      if byte == UInt8(ascii: "\"") { break }
      if byte < 0x20 { throw failure("a string holds a control character") }
      if byte == UInt8(ascii: "\\") {
        isEscaped = true
        try skipEscape()
      } else {
        i += 1
      }
    }
    i += 1
    append(isEscaped ? .escapedString : .string, from: start)
  }

  private mutating func skipEscape() throws(Failure) {
    guard i + 1 < bytes.count else { throw failure("the text ends inside an escape") }
    switch bytes[i + 1] {
    case UInt8(ascii: "u"):
      guard i + 6 <= bytes.count, (i + 2..<i + 6).allSatisfy({ bytes[$0].hexDigit != nil }) else {
        throw failure("\\u is not followed by four hexadecimal digits")
      }
      i += 6
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"),
      UInt8(ascii: "f"), UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
      i += 2
    default: throw failure("a string holds an unknown escape")
    }
  }

  private mutating func parseNumber() throws(Failure) {
    let start = i
    if byte == UInt8(ascii: "-") { i += 1 }
    let integer = i
    try skipDigits()
    if i - integer > 1, bytes[integer] == UInt8(ascii: "0") {
      throw failure("a number has a leading zero")
    }
    if byte == UInt8(ascii: ".") {
      i += 1
      try skipDigits()
    }
    if byte == UInt8(ascii: "e") || byte == UInt8(ascii: "E") {
      i += 1
      if byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-") { i += 1 }
      try skipDigits()
    }
    append(.number, from: start)
  }

  private mutating func skipDigits() throws(Failure) {
    let start = i
    while let byte, byte.isDigit { i += 1 }
    if i == start { throw failure("a number lacks a digit") }
  }

  private mutating func parseWord(_ word: StaticString, _ kind: JSONTree.Kind) throws(Failure) {
    let start = i
    let length = word.utf8CodeUnitCount
    guard i + length <= bytes.count,
      (0..<length).allSatisfy({ bytes[i + $0] == word.utf8Start[$0] })
    else { throw failure("a value is missing") }
    i += length
    append(kind, from: start)
  }
}
