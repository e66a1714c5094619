/// Reads YAML as far as configurations of firewalls use it (YAML 1.2.2, https://yaml.org/spec/1.2.2):
/// maps and lists in block and flow style, plain and quoted scalars, literal and folded blocks,
/// comments, several documents. JSON is a part of it, so that one reader gives both their lines.
///
/// Anchors, aliases, tags and complex keys are refused: what they mean cannot be told by a reader
/// of the text, and no device writes them.
struct YAMLReader {
  let target: String
  let bytes: [UInt8]
  var at = 0
  var line = 1
  var lineStart = 0
  private var depth = 0
  private static let depthLimit = 64

  /// The documents of a text, without empty ones.
  ///
  /// - Throws: `FirewallReadingError` with the line.
  static func documents(
    _ text: String, of target: String
  ) throws(FirewallReadingError) -> [ConfigurationNode] {
    var reader = YAMLReader(target: target, bytes: Array(text.utf8))
    return try reader.documents()
  }

  private init(target: String, bytes: [UInt8]) {
    self.target = target
    self.bytes = bytes
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
      at = 3
      lineStart = 3
    }
  }

  func failure(_ reason: String) -> FirewallReadingError {
    FirewallReadingError(target, "line \(line): \(reason)")
  }

  private mutating func documents() throws(FirewallReadingError) -> [ConfigurationNode] {
    var out: [ConfigurationNode] = []
    while true {
      try skipToContent()
      if at >= bytes.count { return out }
      if isAtMark {
        at += 3
        continue
      }
      let node = try block(deeperThan: -1)
      try skipToContent()
      guard at >= bytes.count || isAtMark else { throw failure("something follows the value") }
      if !node.isNull { out.append(node) }
    }
  }

  /// Runs a part that may hold others of its kind, up to a depth that no configuration has.
  mutating func nested(
    _ part: (inout YAMLReader) throws(FirewallReadingError) -> ConfigurationNode
  ) throws(FirewallReadingError) -> ConfigurationNode {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.depthLimit else { throw failure("it is nested too deeply") }
    return try part(&self)
  }
}

// MARK: Places

extension YAMLReader {
  var byte: UInt8? { at < bytes.count ? bytes[at] : nil }
  var column: Int { at - lineStart }

  func isByte(_ scalar: Unicode.Scalar, at place: Int) -> Bool {
    place < bytes.count && bytes[place] == UInt8(ascii: scalar)
  }

  /// Whether a blank, the end of a line or the end of the text is there.
  func isSpace(at place: Int) -> Bool {
    place >= bytes.count || [0x20, 0x09, 0x0A, 0x0D].contains(bytes[place])
  }

  /// Whether a document begins (`---`) or ends (`...`) here.
  var isAtMark: Bool {
    guard column == 0, at + 2 < bytes.count, isSpace(at: at + 3) else { return false }
    let mark = bytes[at]
    return (mark == UInt8(ascii: "-") || mark == UInt8(ascii: ".")) && bytes[at + 1] == mark
      && bytes[at + 2] == mark
  }

  mutating func skipBlanks() {
    while let byte, byte == 0x20 || byte == 0x09 { at += 1 }
  }

  /// Goes past blanks, comments and ends of lines.
  ///
  /// - Parameter inFlow: whether tabs may stand before the content, as in JSON.
  mutating func skipToContent(inFlow: Bool = false) throws(FirewallReadingError) {
    while let byte {
      switch byte {
      case 0x20, 0x0D: at += 1
      case 0x09:
        skipBlanks()
        guard inFlow || isAtEndOfLine else { throw failure("a tab indents it") }
      case 0x0A: nextLine()
      case UInt8(ascii: "#") where at == lineStart || isSpace(at: at - 1):
        while let byte = self.byte, byte != 0x0A { at += 1 }
      default: return
      }
    }
  }

  mutating func nextLine() {
    at += 1
    line += 1
    lineStart = at
  }

  /// Whether nothing but blanks and a comment follows on the line.
  var isAtEndOfLine: Bool {
    var place = at
    while place < bytes.count, bytes[place] == 0x20 || bytes[place] == 0x09 { place += 1 }
    if isByte("#", at: place) { return place == lineStart || isSpace(at: place - 1) }
    return place >= bytes.count || bytes[place] == 0x0A
      || bytes[place] == 0x0D && (place + 1 >= bytes.count || bytes[place + 1] == 0x0A)
  }

  /// The text of a stretch of bytes.
  func string(_ range: Range<Int>) -> String {
    String(decoding: bytes[range], as: UTF8.self)
  }
}
