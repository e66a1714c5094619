import EndpointModel

/// The native syntax of HCL, in which Terraform's and OpenTofu's files are written: attributes and
/// blocks, as data. (HCL Native Syntax Specification, github.com/hashicorp/hcl.)
///
/// An expression that is no literal, `var.network` or `cidrsubnet(…)`, stays as it is written: what
/// it stands for is told elsewhere, and never guessed.
struct HCL {
  /// - Throws: `ReadingError.malformed` where the text breaks the syntax.
  static func node(_ lines: [SourceLine], source: String) throws(ReadingError) -> DataNode {
    var reader = HCL(lines, source)
    return try reader.readBody(isWhole: true, 0)
  }

  /// Whether a text is likely HCL: it begins with a block as Terraform has them.
  static func begins(_ lines: [String]) -> Bool {
    let first = lines.lazy.map(\.trimmed).first { line in
      !line.isEmpty && !["#", "//", "/*", "*"].contains { line.hasPrefix($0) }
    }
    guard let first, first.hasSuffix("{") else { return false }
    let words = first.split(separator: " ")
    return words.first.map { blockTypes.contains(String($0)) } ?? false
      && (words.count == 2 || words.dropFirst().dropLast().allSatisfy { $0.first == "\"" })
  }

  private static let blockTypes: Set = [
    "resource", "variable", "locals", "module", "provider", "terraform", "data", "output",
  ]

  private let bytes: [UInt8]
  private let source: String
  private var next = 0
  private var line = 1

  private init(_ lines: [SourceLine], _ source: String) {
    bytes = Array(lines.map(\.text).joined(separator: "\n").utf8)
    self.source = source
  }

  // MARK: Bodies

  /// Attributes and blocks up to the closing brace, or to the end of the text.
  private mutating func readBody(isWhole: Bool, _ depth: Int) throws(ReadingError) -> DataNode {
    guard depth < JSONParser.depthLimit else {
      throw failure("it is nested deeper than \(JSONParser.depthLimit) levels")
    }
    let start = line
    var members = HCLMembers()
    while true {
      skipBlanks(withLines: true)
      guard let byte = peek else {
        if isWhole { return DataNode(line: start, content: members.content) }
        throw failure("a block is not closed")
      }
      if byte == UInt8(ascii: "}"), !isWhole {
        next += 1
        return DataNode(line: start, content: members.content)
      }
      let name = try readName()
      skipBlanks(withLines: false)
      if take("=") {
        let value = try readExpression(depth + 1)
        members.add(name, value)
        try endLine(isWhole)
        continue
      }
      // A block is named by its last label: `resource "aws_security_group" "web" {`.
      var labels = [name]
      while let byte = peek, byte == UInt8(ascii: "\"") || byte.isNameByte {
        labels.append(byte == UInt8(ascii: "\"") ? try readString() : try readName())
        skipBlanks(withLines: false)
      }
      guard take("{") else { throw failure("\"=\" or \"{\" is missing behind \(name)") }
      members.add(block: labels.last!, try readBody(isWhole: false, depth + 1))
    }
  }

  private mutating func endLine(_ isWhole: Bool) throws(ReadingError) {
    skipBlanks(withLines: false)
    guard let byte = peek, byte != UInt8(ascii: "\n"), byte != UInt8(ascii: "}") || isWhole else {
      return
    }
    throw failure("something follows the value")
  }

  // MARK: Expressions

  private mutating func readExpression(_ depth: Int) throws(ReadingError) -> DataNode {
    guard depth < JSONParser.depthLimit else {
      throw failure("it is nested deeper than \(JSONParser.depthLimit) levels")
    }
    skipBlanks(withLines: false)
    let (start, startLine) = (next, line)
    let node = try readLiteral(depth)
    skipBlanks(withLines: false)
    if let node, endsExpression { return node }
    next = start
    line = startLine
    // Without dots, so that "var.office" is no host.
    let words = try skipExpression().split(separator: ".").joined(separator: " ")
    return DataNode(line: startLine, content: .text("expression " + words))
  }

  private var endsExpression: Bool {
    guard let byte = peek else { return true }
    return [
      UInt8(ascii: "\n"), UInt8(ascii: ","), UInt8(ascii: "]"), UInt8(ascii: "}"),
      UInt8(ascii: ")"),
    ].contains(byte)
  }

  /// A literal, or nil for what has to be worked out.
  private mutating func readLiteral(_ depth: Int) throws(ReadingError) -> DataNode? {
    let start = line
    switch peek {
    case UInt8(ascii: "\""): return DataNode(line: start, content: .text(try readString()))
    case UInt8(ascii: "["): return try readTuple(depth, close: UInt8(ascii: "]"))
    case UInt8(ascii: "{"): return try readObject(depth)
    case UInt8(ascii: "<"): return readHeredoc().map { DataNode(line: start, content: .text($0)) }
    default: break
    }
    guard let byte = peek, byte.isNameByte || byte == UInt8(ascii: "-") else { return nil }
    let word = readWord()
    switch word {
    case "true", "false": return DataNode(line: start, content: .truth(word == "true"))
    case "null": return DataNode(line: start, content: .null)
    // Functions that change nothing but the kind of a list.
    case "toset", "tolist", "concat", "flatten", "distinct", "sort":
      guard peek == UInt8(ascii: "(") else { return nil }
      return try readTuple(depth, close: UInt8(ascii: ")"))
    default:
      let isNumber = word.utf8.allSatisfy { $0.isDigit || $0 == 0x2E || $0 == 0x2D }
      return isNumber ? DataNode(line: start, content: .number(word)) : nil
    }
  }

  /// `[a, b]`, and the arguments of a function that joins lists; nil for a `for` expression.
  private mutating func readTuple(_ depth: Int, close: UInt8) throws(ReadingError) -> DataNode? {
    let start = line
    next += 1
    var nodes: [DataNode] = []
    while true {
      skipBlanks(withLines: true)
      guard let byte = peek else { throw failure("a list is not closed") }
      if byte == close { break }
      if byte == UInt8(ascii: ",") {
        next += 1
        continue
      }
      if isAtFor { return nil }
      nodes.append(try readExpression(depth + 1))
      skipBlanks(withLines: true)
      guard peek == UInt8(ascii: ",") || peek == close else {
        throw failure("a comma is missing in the list")
      }
    }
    next += 1
    // The lists that a function joins are one.
    if close == UInt8(ascii: ")") {
      nodes = nodes.flatMap { node in
        if case .list(let inner) = node.content { inner } else { [node] }
      }
    }
    return DataNode(line: start, content: .list(nodes))
  }

  /// `{ name = value, "name" : value }`; nil for a `for` expression.
  private mutating func readObject(_ depth: Int) throws(ReadingError) -> DataNode? {
    let start = line
    next += 1
    var members = HCLMembers()
    while true {
      skipBlanks(withLines: true)
      guard let byte = peek else { throw failure("an object is not closed") }
      if byte == UInt8(ascii: "}") { break }
      if byte == UInt8(ascii: ",") {
        next += 1
        continue
      }
      if isAtFor { return nil }
      let name: String
      if byte == UInt8(ascii: "\"") {
        name = try readString()
      } else if byte == UInt8(ascii: "(") {
        name = try readBrackets()
      } else {
        name = try readName()
      }
      skipBlanks(withLines: false)
      guard take("=") || take(":") else { throw failure("\"=\" is missing behind \(name)") }
      members.add(name, try readExpression(depth + 1))
    }
    next += 1
    return DataNode(line: start, content: members.content)
  }

  /// Passes over an expression that has to be worked out, and returns it as it is written.
  private mutating func skipExpression() throws(ReadingError) -> String {
    let start = next
    while let byte = peek, !endsExpression {
      switch byte {
      case UInt8(ascii: "\""): _ = try readString()
      case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"): _ = try readBrackets()
      case UInt8(ascii: "#"):
        skipBlanks(withLines: false)
      default: next += 1
      }
    }
    guard next > start else { throw failure("a value is missing") }
    return String(decoding: bytes[start..<next], as: UTF8.self).folded
  }

  /// What stands in brackets, with them.
  private mutating func readBrackets() throws(ReadingError) -> String {
    let start = next
    var depth = 0
    while let byte = peek {
      switch byte {
      case UInt8(ascii: "\""):
        _ = try readString()
        continue
      case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"): depth += 1
      case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"): depth -= 1
      case UInt8(ascii: "\n"): line += 1
      default: break
      }
      next += 1
      if depth == 0 { return String(decoding: bytes[start..<next], as: UTF8.self).folded }
    }
    throw failure("a bracket is not closed")
  }

  // MARK: Words

  private var isAtFor: Bool {
    bytes[next...].starts(with: "for".utf8) && next + 3 < bytes.count
      && bytes[next + 3].isASCIIBlank
  }

  private mutating func readWord() -> String {
    let start = next
    while let byte = peek, byte.isNameByte || byte == 0x2D || byte == 0x2E { next += 1 }
    return String(decoding: bytes[start..<next], as: UTF8.self)
  }

  /// A name of an attribute or block; a path, `var.name`, as the key of an object.
  private mutating func readName() throws(ReadingError) -> String {
    let word = readWord()
    if word.isEmpty { throw failure("a name is missing") }
    return word
  }

  /// A string without its quotes and escapes; a template's `${…}` stays in it.
  private mutating func readString() throws(ReadingError) -> String {
    next += 1
    var out: [UInt8] = []
    var depth = 0
    while let byte = peek {
      next += 1
      switch byte {
      case UInt8(ascii: "\"") where depth == 0: return String(decoding: out, as: UTF8.self)
      case UInt8(ascii: "\n") where depth == 0: throw failure("a string is not closed")
      case UInt8(ascii: "\\") where depth == 0:
        guard let escaped = peek else { throw failure("a string is not closed") }
        next += 1
        out.append(
          escaped == UInt8(ascii: "n") || escaped == UInt8(ascii: "t") ? UInt8(ascii: " ") : escaped
        )
        continue
      case UInt8(ascii: "{") where depth > 0 || [0x24, 0x25].contains(out.last): depth += 1
      case UInt8(ascii: "}") where depth > 0: depth -= 1
      case UInt8(ascii: "\n"): line += 1
      default: break
      }
      out.append(byte)
    }
    throw failure("a string is not closed")
  }

  /// `<<EOT` and `<<-EOT`, up to a line with the same word; nil if none follows.
  private mutating func readHeredoc() -> String? {
    guard bytes[next...].starts(with: "<<".utf8) else { return nil }
    next += 2
    if peek == 0x2D { next += 1 }
    let mark = readWord()
    var rows: [String] = []
    while let end = bytes[next...].firstIndex(of: UInt8(ascii: "\n")) {
      next = end + 1
      line += 1
      let row = String(
        decoding: bytes[next...].prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self)
      if row.trimmed == mark {
        next += row.utf8.count
        return rows.joined(separator: "\n")
      }
      rows.append(row)
    }
    return nil
  }

  private var peek: UInt8? { next < bytes.count ? bytes[next] : nil }

  private mutating func take(_ sign: Unicode.Scalar) -> Bool {
    guard peek == UInt8(ascii: sign) else { return false }
    next += 1
    return true
  }

  /// - Parameter withLines: whether the next line may be gone to.
  private mutating func skipBlanks(withLines: Bool) {
    while let byte = peek {
      if byte == UInt8(ascii: "\n") {
        if !withLines { return }
        line += 1
        next += 1
      } else if byte.isASCIIBlank {
        next += 1
      } else if byte == UInt8(ascii: "#") || bytes[next...].starts(with: "//".utf8) {
        while next < bytes.count, bytes[next] != UInt8(ascii: "\n") { next += 1 }
      } else if bytes[next...].starts(with: "/*".utf8) {
        while next < bytes.count, !bytes[next...].starts(with: "*/".utf8) {
          if bytes[next] == UInt8(ascii: "\n") { line += 1 }
          next += 1
        }
        next = min(next + 2, bytes.count)
      } else {
        return
      }
    }
  }

  private func failure(_ rule: String) -> ReadingError {
    let start =
      bytes[..<min(next, bytes.count)].lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
    return .malformed(
      source: source, format: "HCL", line: line, column: next - start + 1, rule: rule)
  }
}

/// The members of a body or an object. Blocks of one name are a list.
private struct HCLMembers {
  /// Each with its value, or with the blocks of its name.
  private var members: [(key: String, nodes: [DataNode])] = []
  private var blocks: [String: Int] = [:]

  var content: DataNode.Content {
    .object(
      members.map { key, nodes in
        (key, nodes.count == 1 ? nodes[0] : DataNode(line: nodes[0].line, content: .list(nodes)))
      })
  }

  mutating func add(_ key: String, _ node: DataNode) { members.append((key, [node])) }

  mutating func add(block key: String, _ node: DataNode) {
    if let place = blocks[key] {
      members[place].nodes.append(node)
    } else {
      blocks[key] = members.count
      members.append((key, [node]))
    }
  }
}

extension UInt8 {
  /// Of an identifier; a dash and a dot may stand inside one.
  fileprivate var isNameByte: Bool { maybeLetter || isDigit || self == UInt8(ascii: "_") }
}
