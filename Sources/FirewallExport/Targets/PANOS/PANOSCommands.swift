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

  init(_ text: String) {
    let lines = ConfigurationLines(text)
    for line in lines.all { take(line) }
    if let line = lines.unclosed {
      problems.append("line \(line): a quotation mark is not closed")
    }
  }

  private mutating func take(_ line: ConfigurationLine) {
    let first = line.words[0]
    if let verb = PANOSCommand.Verb(rawValue: first) {
      all.append(
        PANOSCommand(verb: verb, words: Array(line.words.dropFirst()), line: line.line))
    } else if !Self.isOfTheTerminal(first) {
      problems.append("line \(line.line): it begins with \(first.quoted)")
    }
  }

  /// Comments, the mark `[edit]`, and prompts such as `admin@fw#`.
  private static func isOfTheTerminal(_ word: String) -> Bool {
    word.hasPrefix("#") || word.hasPrefix("[edit")
      || word.contains("@") && (word.hasSuffix("#") || word.hasSuffix(">"))
      || ["exit", "quit", "commit", "configure"].contains(word)
  }
}
