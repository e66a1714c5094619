/// A YAML flow collection: `[a, b]`, `{a: b}`, possibly nested.
struct YAMLFlow {
  /// - Parameter text: the whole collection, from its first bracket on.
  /// - Returns: nil if it cannot be read.
  static func node(_ text: Substring, line: Int, resolve: (String) -> DataNode?) -> DataNode? {
    withoutActuallyEscaping(resolve) { resolve in
      var reader = YAMLFlow(rest: text, line: line, resolve: resolve)
      guard let node = reader.readNode(0) else { return nil }
      reader.skipBlanks()
      return reader.rest.isEmpty || reader.rest.first == "#" ? node : nil
    }
  }

  private var rest: Substring
  private var line: Int
  private let resolve: (String) -> DataNode?

  /// Whether the brackets of a text are closed, as far as it has been read.
  struct Balance {
    private var depth = 0
    private var quote: Character?
    private var wasEscape = false
    private(set) var isClosed = false

    mutating func add(_ text: some StringProtocol) {
      var wasBlank = true
      for character in text {
        if let open = quote {
          if wasEscape {
            wasEscape = false
          } else if open == "\"", character == "\\" {
            wasEscape = true
          } else if character == open {
            quote = nil
          }
        } else if character == "#", wasBlank {
          return
        } else if character == "\"" || character == "'", wasBlank {
          quote = character
        } else if character == "[" || character == "{" {
          depth += 1
        } else if character == "]" || character == "}" {
          depth -= 1
          if depth <= 0 { isClosed = true }
        }
        wasBlank = character.isBlank || "[{,:".contains(character)
      }
    }
  }

  private mutating func skipBlanks() {
    while let first = rest.first {
      if first.isNewline {
        line += 1
        rest.removeFirst()
      } else if first.isBlank {
        rest.removeFirst()
      } else if first == "#" {
        rest = rest.drop { !$0.isNewline }
      } else {
        return
      }
    }
  }

  private mutating func readNode(_ depth: Int) -> DataNode? {
    skipBlanks()
    guard depth < JSONParser.depthLimit else { return nil }
    switch rest.first {
    case "[": return readList(depth)
    case "{": return readObject(depth)
    default: return readScalar()
    }
  }

  private mutating func readList(_ depth: Int) -> DataNode? {
    let start = line
    rest.removeFirst()
    var nodes: [DataNode] = []
    while true {
      skipBlanks()
      guard let first = rest.first else { return nil }
      if first == "]" { break }
      if first == "," {
        rest.removeFirst()
        continue
      }
      guard let node = readNode(depth + 1) else { return nil }
      skipBlanks()
      if rest.first == ":", case .text(let key) = node.content {
        // A pair in a list is an object of its own.
        rest.removeFirst()
        guard let value = readNode(depth + 1) else { return nil }
        nodes.append(DataNode(line: node.line, content: .object([(key, value)])))
      } else {
        nodes.append(node)
      }
    }
    rest.removeFirst()
    return DataNode(line: start, content: .list(nodes))
  }

  private mutating func readObject(_ depth: Int) -> DataNode? {
    let start = line
    rest.removeFirst()
    var members: [(key: String, node: DataNode)] = []
    while true {
      skipBlanks()
      guard let first = rest.first else { return nil }
      if first == "}" { break }
      if first == "," {
        rest.removeFirst()
        continue
      }
      guard let key = readScalar()?.words else { return nil }
      skipBlanks()
      if rest.first == ":" {
        rest.removeFirst()
        skipBlanks()
        if let next = rest.first, next == "," || next == "}" {
          members.append((key, DataNode(line: line, content: .null)))
        } else {
          guard let value = readNode(depth + 1) else { return nil }
          members.append((key, value))
        }
      } else {
        members.append((key, DataNode(line: line, content: .null)))
      }
    }
    rest.removeFirst()
    return DataNode(line: start, content: .object(members))
  }

  private mutating func readScalar() -> DataNode? {
    guard let first = rest.first, !"[]{},".contains(first) else { return nil }
    let start = line
    if first == "\"" || first == "'" {
      guard let end = YAMLScalar.end(ofQuoted: rest) else { return nil }
      let quoted = rest[..<end]
      rest = rest[end...]
      line += quoted.count { $0.isNewline }
      return DataNode(line: start, content: .text(YAMLScalar.unquoted(quoted)))
    }
    var end = rest.startIndex
    while end < rest.endIndex {
      let character = rest[end]
      if "[]{},".contains(character) || character.isNewline { break }
      let after = rest.index(after: end)
      if character == ":", after == rest.endIndex || ",]} \t\n".contains(rest[after]) { break }
      if character == "#", end > rest.startIndex, rest[rest.index(before: end)].isBlank { break }
      end = after
    }
    if end == rest.startIndex { return nil }
    let text = rest[..<end].trimmed
    rest = rest[end...]
    if text.first == "*" { return resolve(String(text.dropFirst())) }
    return DataNode(line: start, content: YAMLScalar.plain(text))
  }
}

extension DataNode {
  /// The words of a scalar; nil for collections.
  var words: String? {
    switch content {
    case .text(let text): text
    case .number(let text): text
    case .truth(let value): value ? "true" : "false"
    case .null: ""
    case .object, .list: nil
    }
  }
}
