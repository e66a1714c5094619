/// Turns JSON text (RFC 8259) into values, in one pass over its bytes.
///
/// Foundation's decoder takes ten times as long, as it tries each value as one kind after the other; a
/// device may list a rule for each of 100,000 addresses.
struct ConfigurationJSONParser {
  /// The deepest nesting that is read; no device's listing comes near.
  private static let depthLimit = 512

  /// Why a text is not read.
  enum Failure: Error {
    /// Up to which byte it is JSON, and what is wrong there.
    case notJSON(offset: Int, String)
    /// An object has a name twice. Which of its values counts is not settled (RFC 8259 section 4): a
    /// device may take another one than a reader.
    case repeated(String)
  }

  private static let digits = UInt8(ascii: "0")...UInt8(ascii: "9")

  private let bytes: UnsafeBufferPointer<UInt8>
  private var i = 0
  private var depth = 0

  init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  /// Whether nothing but blanks follows.
  mutating func isAtEnd() -> Bool {
    skipBlanks()
    return i == bytes.count
  }

  private func failure(_ reason: String) -> Failure { .notJSON(offset: i, reason) }

  private var byte: UInt8? { i < bytes.count ? bytes[i] : nil }

  private mutating func skipBlanks() {
    while i < bytes.count, bytes[i] == 0x20 || bytes[i] == 0x0A || bytes[i] == 0x0D || bytes[i] == 9
    {
      i += 1
    }
  }

  /// The value that comes next.
  mutating func value() throws(Failure) -> ConfigurationJSON {
    skipBlanks()
    switch byte {
    case UInt8(ascii: "{"): return try object()
    case UInt8(ascii: "["): return try array()
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "t"): return try word("true", .bool(true))
    case UInt8(ascii: "f"): return try word("false", .bool(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    case let first? where first == UInt8(ascii: "-") || Self.digits.contains(first):
      return .number(try number())
    case nil: throw failure("it ends where a value is due")
    default: throw failure("a value is missing")
    }
  }

  private mutating func enter() throws(Failure) {
    i += 1
    depth += 1
    if depth > Self.depthLimit {
      throw failure("it is nested deeper than \(Self.depthLimit) levels")
    }
  }

  private mutating func object() throws(Failure) -> ConfigurationJSON {
    try enter()
    var members: [String: ConfigurationJSON] = [:]
    while try !isClosed(by: UInt8(ascii: "}"), isFirst: members.isEmpty, "an object") {
      guard byte == UInt8(ascii: "\"") else { throw failure("a member's name is missing") }
      let name = try string()
      skipBlanks()
      guard byte == UInt8(ascii: ":") else { throw failure("a colon is missing") }
      i += 1
      if members.updateValue(try value(), forKey: name) != nil { throw .repeated(name) }
    }
    return .object(members)
  }

  private mutating func array() throws(Failure) -> ConfigurationJSON {
    try enter()
    var elements: [ConfigurationJSON] = []
    while try !isClosed(by: UInt8(ascii: "]"), isFirst: elements.isEmpty, "an array") {
      elements.append(try value())
    }
    return .array(elements)
  }

  /// Goes to the next member or element, or behind the end of what holds them.
  private mutating func isClosed(
    by close: UInt8, isFirst: Bool, _ kind: String
  ) throws(Failure) -> Bool {
    skipBlanks()
    guard let byte else { throw failure("it ends inside \(kind)") }
    if byte == close {
      i += 1
      depth -= 1
      return true
    }
    if !isFirst {
      guard byte == UInt8(ascii: ",") else {
        throw failure("a comma or the end of \(kind) is missing")
      }
      i += 1
      skipBlanks()
    }
    return false
  }

  private mutating func word(
    _ text: StaticString, _ value: ConfigurationJSON
  ) throws(Failure) -> ConfigurationJSON {
    for k in 0..<text.utf8CodeUnitCount {
      guard byte == text.utf8Start[k] else { throw failure("a value is missing") }
      i += 1
    }
    return value
  }

  private mutating func number() throws(Failure) -> Double {
    let start = i
    if byte == UInt8(ascii: "-") { i += 1 }
    let (first, digits) = (byte, skipDigits())
    if digits == 0 || digits > 1 && first == UInt8(ascii: "0") {
      throw failure("a number is not written as JSON has it")
    }
    if byte == UInt8(ascii: ".") {
      i += 1
      if skipDigits() == 0 { throw failure("a number lacks its digits") }
    }
    if byte == UInt8(ascii: "e") || byte == UInt8(ascii: "E") {
      i += 1
      if byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-") { i += 1 }
      if skipDigits() == 0 { throw failure("a number lacks its digits") }
    }
    let text = String(decoding: UnsafeBufferPointer(rebasing: bytes[start..<i]), as: UTF8.self)
    guard let value = Double(text), value.isFinite else { throw failure("a number is too large") }
    return value
  }

  /// - Returns: how many there were.
  private mutating func skipDigits() -> Int {
    let start = i
    while i < bytes.count, Self.digits.contains(bytes[i]) { i += 1 }
    return i - start
  }

  private mutating func string() throws(Failure) -> String {
    i += 1
    var start = i
    var out = ""
    while true {
      guard let byte else { throw failure("it ends inside a string") }
      if byte < 0x20 { throw failure("a string holds a control character") }
      if byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\") {
        i += 1
        continue
      }
      let part = String(decoding: UnsafeBufferPointer(rebasing: bytes[start..<i]), as: UTF8.self)
      out += part
      i += 1
      if byte == UInt8(ascii: "\"") { return out }
      out.unicodeScalars.append(try escaped())
      start = i
    }
  }

  /// What stands behind a backslash.
  private mutating func escaped() throws(Failure) -> Unicode.Scalar {
    let letter = byte
    i += 1
    switch letter {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"):
      return Unicode.Scalar(letter!)
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{C}"
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "u"):
      let unit = try codeUnit()
      if let scalar = Unicode.Scalar(UInt32(unit)) { return scalar }
      // Two units are one character outside the first plane (RFC 8259 section 7).
      guard UTF16.isLeadSurrogate(unit), byte == UInt8(ascii: "\\"), i + 1 < bytes.count,
        bytes[i + 1] == UInt8(ascii: "u")
      else { throw failure("half a character is missing") }
      i += 2
      let trail = try codeUnit()
      guard UTF16.isTrailSurrogate(trail) else { throw failure("half a character is missing") }
      return UTF16.decode(UTF16.EncodedScalar([unit, trail]))
    default: throw failure("what follows a backslash is not known")
    }
  }

  private mutating func codeUnit() throws(Failure) -> UInt16 {
    var unit: UInt16 = 0
    for _ in 0..<4 {
      guard let digit = byte.flatMap({ Character(Unicode.Scalar($0)).hexDigitValue }) else {
        throw failure("a character is not written in four digits")
      }
      unit = unit << 4 | UInt16(digit)
      i += 1
    }
    return unit
  }
}
