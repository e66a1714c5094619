/// A command of PAN-OS's configuration mode, or an element of its XML in the form of one.
struct PANOSCommand {
  enum Verb: String {
    case set, delete, move
  }

  let verb: Verb
  /// Lists in brackets are kept as `[`, words, `]`.
  let words: [String]
  /// From 1.
  let line: Int
}

/// The commands of a text, and what in it is none.
struct PANOSCommands {
  private(set) var all: [PANOSCommand] = []
  private(set) var problems: [String] = []
  var hasCommands: Bool { all.contains { $0.verb == .set } }

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
          problems.append("line \(start): a quotation mark is not closed")
          i = bytes.count
          words = []
          continue
        }
        words.append(word)
      }
    }
    finish()
  }

  /// A word, or what stands between quotation marks, which may go over several lines; nil if a
  /// quotation mark is not closed.
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
    defer { words = [] }
    guard let first = words.first else { return }
    if let verb = PANOSCommand.Verb(rawValue: first) {
      all.append(PANOSCommand(verb: verb, words: Array(words.dropFirst()), line: firstLine))
    } else if !Self.isOfTheTerminal(first) {
      problems.append("line \(firstLine): it begins with \(first.quoted)")
    }
  }

  /// Comments, the mark `[edit]`, and prompts such as `admin@fw#`.
  private static func isOfTheTerminal(_ word: String) -> Bool {
    word.hasPrefix("#") || word.hasPrefix("[edit")
      || word.contains("@") && (word.hasSuffix("#") || word.hasSuffix(">"))
      || ["exit", "quit", "commit", "configure"].contains(word)
  }
}
