/// A line of a configuration in a command language, in words.
struct ConfigurationLine {
  /// Without quotation marks.
  let words: [String]
  /// From 1.
  let line: Int
}

/// The lines of a text that are not blank. What stands between quotation marks at the beginning
/// of a word is one word, which may go over several lines; a backslash in it takes the next
/// character as it is.
struct ConfigurationLines {
  private(set) var all: [ConfigurationLine] = []
  /// The line where a quotation mark begins that is not closed; what follows it is not read.
  private(set) var unclosed: Int?

  private var words: [String] = []
  private var firstLine = 1

  init(_ text: String) {
    let bytes = Array(text.utf8)
    var line = 1
    var i = 0
    while i < bytes.count {
      switch bytes[i] {
      case UInt8(ascii: "\n"):
        finish()
        line += 1
        i += 1
      case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"): i += 1
      default:
        if words.isEmpty { firstLine = line }
        let start = line
        guard let word = Self.word(bytes, &i, &line) else {
          unclosed = start
          return
        }
        words.append(word)
      }
    }
    finish()
  }

  /// A word; nil if a quotation mark is not closed.
  private static func word(_ bytes: [UInt8], _ i: inout Int, _ line: inout Int) -> String? {
    let mark = bytes[i]
    guard mark == UInt8(ascii: "\"") || mark == UInt8(ascii: "'") else {
      let start = i
      while i < bytes.count, !" \t\r\n".utf8.contains(bytes[i]) { i += 1 }
      return String(decoding: bytes[start..<i], as: UTF8.self)
    }
    var content: [UInt8] = []
    i += 1
    while i < bytes.count, bytes[i] != mark {
      if bytes[i] == UInt8(ascii: "\\"), i + 1 < bytes.count { i += 1 }
      if bytes[i] == UInt8(ascii: "\n") { line += 1 }
      content.append(bytes[i])
      i += 1
    }
    guard i < bytes.count else { return nil }
    i += 1
    return String(decoding: content, as: UTF8.self)
  }

  private mutating func finish() {
    if !words.isEmpty { all.append(ConfigurationLine(words: words, line: firstLine)) }
    words = []
  }
}
