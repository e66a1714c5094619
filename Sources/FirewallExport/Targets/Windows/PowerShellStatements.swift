/// Commands of a script of PowerShell whose parameters are words, quoted texts and lists of them
/// (about_Parsing, about_Quoting_Rules). What is worked out while a script runs, such as variables,
/// is told apart, never guessed.
struct PowerShellStatements {
  struct Statement {
    let line: Int
    fileprivate(set) var tokens: [Token] = []
  }

  enum Token: Hashable {
    case word(String)
    case quoted(String)
    case comma, open, close, pipe
    /// A variable, an expression, a text with one in it.
    case computed
  }

  private let bytes: [UInt8]
  private var at = 0
  private var line = 1
  private var depth = 0
  private var statements: [Statement] = []
  private var current: Statement?

  /// - Parameter frame: lines that are passed over where a command would begin.
  static func read(
    _ text: String, passing frame: Set<String>
  ) throws(FirewallReadingError) -> [Statement] {
    var reader = PowerShellStatements(bytes: Array(text.utf8))
    try reader.read(frame)
    return reader.statements
  }

  private init(bytes: [UInt8]) {
    self.bytes = bytes
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { at = 3 }
  }

  private func failure(_ reason: String) -> FirewallReadingError {
    FirewallReadingError(Windows.name, "line \(line): \(reason)")
  }

  private func isByte(_ scalar: Unicode.Scalar, at place: Int) -> Bool {
    place < bytes.count && bytes[place] == UInt8(ascii: scalar)
  }

  private mutating func read(_ frame: Set<String>) throws(FirewallReadingError) {
    var isAtStart = true
    while at < bytes.count {
      if isAtStart, current == nil, frame.contains(restOfLine) {
        skipLine()
        continue
      }
      isAtStart = false
      let byte = bytes[at]
      switch Unicode.Scalar(byte) {
      case " ", "\t", "\r": at += 1
      case "\n":
        at += 1
        line += 1
        isAtStart = true
        let last = current?.tokens.last
        if depth == 0, last != .comma, last != .pipe { endStatement() }
      case ";":
        at += 1
        endStatement()
      case "`" where isByte("\n", at: at + 1) || isByte("\r", at: at + 1):
        // The statement goes on in the next line.
        at += isByte("\r", at: at + 1) ? 3 : 2
        line += 1
      case "#": skipLine(keepsEnd: true)
      case "<" where isByte("#", at: at + 1): try skipComment()
      case "'": add(.quoted(try singleQuoted()))
      case "\"": add(try doubleQuoted())
      case "@" where isByte("'", at: at + 1) || isByte("\"", at: at + 1):
        throw failure("a text over several lines is not understood")
      case "@" where isByte("(", at: at + 1), "(":
        at += byte == UInt8(ascii: "@") ? 2 : 1
        depth += 1
        add(.open)
      case ")":
        at += 1
        depth = max(0, depth - 1)
        add(.close)
      case ",":
        at += 1
        add(.comma)
      case "|":
        at += 1
        add(.pipe)
      default: add(word())
      }
    }
    guard depth == 0 else { throw failure("a bracket is not closed") }
    endStatement()
  }

  private mutating func add(_ token: Token) {
    if current == nil { current = Statement(line: line) }
    current?.tokens.append(token)
  }

  private mutating func endStatement() {
    if let current { statements.append(current) }
    current = nil
    depth = 0
  }

  private var restOfLine: String {
    let end = bytes[at...].firstIndex(of: 0x0A) ?? bytes.count
    let text = String(decoding: bytes[at..<end], as: UTF8.self)
    return text.hasSuffix("\r") ? String(text.dropLast()) : text
  }

  private mutating func skipLine(keepsEnd: Bool = false) {
    at = bytes[at...].firstIndex(of: 0x0A) ?? bytes.count
    if !keepsEnd, at < bytes.count {
      at += 1
      line += 1
    }
  }

  private mutating func skipComment() throws(FirewallReadingError) {
    while at < bytes.count {
      if isByte("#", at: at), isByte(">", at: at + 1) {
        at += 2
        return
      }
      if bytes[at] == 0x0A { line += 1 }
      at += 1
    }
    throw failure("a comment is not closed")
  }

  private mutating func singleQuoted() throws(FirewallReadingError) -> String {
    var text: [UInt8] = []
    at += 1
    while at < bytes.count, bytes[at] != 0x0A {
      if isByte("'", at: at) {
        at += 1
        guard isByte("'", at: at) else { return String(decoding: text, as: UTF8.self) }
      }
      text.append(bytes[at])
      at += 1
    }
    throw failure("a quotation is not closed")
  }

  private mutating func doubleQuoted() throws(FirewallReadingError) -> Token {
    let start = at + 1
    at += 1
    while at < bytes.count, bytes[at] != 0x0A, !isByte("\"", at: at) { at += 1 }
    guard isByte("\"", at: at) else { throw failure("a quotation is not closed") }
    at += 1
    let text = String(decoding: bytes[start..<at - 1], as: UTF8.self)
    return text.contains("$") || text.contains("`") || isByte("\"", at: at)
      ? .computed : .quoted(text)
  }

  private mutating func word() -> Token {
    let start = at
    while at < bytes.count, !" \t\r\n;'\"(),|".utf8.contains(bytes[at]) { at += 1 }
    let text = String(decoding: bytes[start..<at], as: UTF8.self)
    return text.contains { "$@{}`&<>".contains($0) } ? .computed : .word(text)
  }
}

extension PowerShellStatements.Statement {
  /// Nil if it is none, but a computation.
  var command: String? { if case .word(let word)? = tokens.first { word } else { nil } }

  /// The values of its parameters, by their names in lower case; nil if one is computed, stands
  /// without a name, or is given twice. What the result is piped to must drop it.
  var parameters: [String: [String]]? {
    var rest = tokens.dropFirst()
    if let pipe = rest.firstIndex(of: .pipe) {
      guard rest[(pipe + 1)...].elementsEqual([.word("Out-Null")]) else { return nil }
      rest = rest[..<pipe]
    }
    var out: [String: [String]] = [:]
    var name: String?
    var values: [String] = []
    func store() -> Bool {
      guard let name else { return values.isEmpty }
      return !values.isEmpty && out.updateValue(values, forKey: name) == nil
    }
    var needsValue = false
    for token in rest {
      switch token {
      case .word(let word) where word.hasPrefix("-") && word.count > 1:
        guard store(), !needsValue else { return nil }
        name = word.dropFirst().lowercased()
        values = []
      case .word(let text), .quoted(let text):
        // A second value follows a comma only.
        guard name != nil, values.isEmpty || needsValue else { return nil }
        values.append(text)
        needsValue = false
      case .comma:
        guard !values.isEmpty, !needsValue else { return nil }
        needsValue = true
      case .open, .close: if name == nil { return nil }
      case .pipe, .computed: return nil
      }
    }
    return store() && !needsValue ? out : nil
  }
}
