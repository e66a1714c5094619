/// YAML 1.2 as far as documents and settings use it: maps and sequences in block and flow style,
/// all kinds of scalars, comments, anchors and aliases, merge keys, several documents. Tags are
/// ignored.
struct YAML {
  /// The data; a list of all documents if there are several.
  static func node(_ lines: [SourceLine], source: String) throws(ReadingError) -> DataNode {
    var reader = YAML(lines, source: source)
    return try reader.read()
  }

  private struct Line {
    let number: Int
    var indent: Int
    var text: Substring
    let raw: String
  }

  private let source: String
  private var lines: [Line]
  private var next = 0
  /// Values by the names of their anchors, and how many nodes each has.
  private var anchors: [String: (node: DataNode, count: Int)] = [:]
  /// How many nodes there are; those of an alias count each time it is used.
  private var count = 0
  private let countLimit: Int
  private var depth = 0

  private init(_ lines: [SourceLine], source: String) {
    self.source = source
    // Aliases may make a small text large; ten nodes per line are enough.
    countLimit = 10_000 + 10 * lines.count
    self.lines = lines.map { line in
      let line = line.withoutTemplate
      let indent = line.text.prefix(while: \.isBlank).count
      return Line(
        number: line.number, indent: indent, text: line.text.dropFirst(indent), raw: line.text)
    }
  }

  private mutating func read() throws(ReadingError) -> DataNode {
    var documents: [DataNode] = []
    while let line = current() {
      if line.indent == 0,
        line.text.hasPrefix("---") || line.text.hasPrefix("...")
          || line.text.hasPrefix("%")
      {
        let rest = line.text.hasPrefix("---") ? line.text.dropFirst(3) : ""
        let words = YAMLScalar.withoutComment(rest)
        if words.isEmpty {
          next += 1
        } else {
          lines[next].indent = 4
          lines[next].text = rest.drop(while: \.isBlank)
          documents.append(try readNode(parent: -1))
        }
        continue
      }
      documents.append(try readNode(parent: -1))
      if current() != nil, !isDocumentEnd { throw failure("something follows the value") }
    }
    guard let first = documents.first else {
      return DataNode(line: 1, content: .null)
    }
    return documents.count == 1 ? first : DataNode(line: first.line, content: .list(documents))
  }

  /// The next line with content; skips blank lines and comments.
  private mutating func current() -> Line? {
    while next < lines.count {
      let line = lines[next]
      if let first = line.text.first, first != "#" { return line }
      next += 1
    }
    return nil
  }

  private func failure(_ rule: String) -> ReadingError {
    let line = lines.isEmpty ? nil : lines[min(next, lines.count - 1)]
    return .malformed(
      source: source, format: "YAML", line: line?.number ?? 1, column: (line?.indent ?? 0) + 1,
      rule: rule)
  }

  private var isDocumentEnd: Bool {
    next < lines.count && lines[next].indent == 0
      && (lines[next].text.hasPrefix("---") || lines[next].text.hasPrefix("..."))
  }

  private mutating func counted(_ node: DataNode) throws(ReadingError) -> DataNode {
    count += 1
    if count > countLimit { throw failure("its aliases stand for too much") }
    return node
  }

  // MARK: Nodes

  /// Reads the node that begins on the current line, which is indented more than its parent.
  private mutating func readNode(parent: Int) throws(ReadingError) -> DataNode {
    guard let line = current() else { return DataNode(line: 1, content: .null) }
    depth += 1
    defer { depth -= 1 }
    guard depth <= JSONParser.depthLimit else {
      throw failure("it is nested deeper than \(JSONParser.depthLimit) levels")
    }
    if line.text.isSequenceMark { return try readSequence(line.indent) }
    if let key = line.text.prefixMatch(of: Pattern.property) {
      // An anchor or a tag on a line of its own, or before a value.
      return try readProperty(key.output.1, key.range.upperBound, line, parent)
    }
    if Self.key(line.text) != nil || line.text.hasPrefix("? ") { return try readMap(line.indent) }
    return try readValue(line.text, parent: parent, line)
  }

  private mutating func readProperty(
    _ property: Substring, _ end: Substring.Index, _ line: Line, _ parent: Int
  ) throws(ReadingError) -> DataNode {
    let rest = line.text[end...].drop(while: \.isBlank)
    if YAMLScalar.withoutComment(rest).isEmpty {
      next += 1
      return try named(property) { (reader) throws(ReadingError) in
        guard let below = reader.current(), below.indent > parent, !reader.isDocumentEnd else {
          return DataNode(line: line.number, content: .null)
        }
        return try reader.readNode(parent: parent)
      }
    }
    lines[next].indent += line.text.distance(from: line.text.startIndex, to: rest.startIndex)
    lines[next].text = rest
    return try named(property) { (reader) throws(ReadingError) in
      try reader.readNode(parent: parent)
    }
  }

  /// Reads a value and keeps it under the name of its anchor.
  private mutating func named(
    _ property: Substring, _ read: (inout YAML) throws(ReadingError) -> DataNode
  ) throws(ReadingError) -> DataNode {
    let before = count
    let node = try read(&self)
    if property.first == "&" {
      anchors[String(property.dropFirst())] = (node, count - before)
    }
    return node
  }

  private mutating func readSequence(_ indent: Int) throws(ReadingError) -> DataNode {
    let start = lines[next].number
    var nodes: [DataNode] = []
    while let line = current(), line.indent == indent, line.text.isSequenceMark, !isDocumentEnd {
      let rest = line.text.dropFirst()
      let inner = rest.drop(while: \.isBlank)
      if inner.isEmpty || inner.first == "#" {
        next += 1
        if let below = current(), below.indent > indent, !isDocumentEnd {
          nodes.append(try readNode(parent: indent))
        } else {
          nodes.append(try counted(DataNode(line: line.number, content: .null)))
        }
      } else {
        lines[next].indent = indent + 1 + (rest.count - inner.count)
        lines[next].text = inner
        nodes.append(try readNode(parent: indent))
      }
    }
    if let line = current(), line.indent > indent, !isDocumentEnd {
      throw failure("a line is indented as nothing above it")
    }
    return try counted(DataNode(line: start, content: .list(nodes)))
  }

  private mutating func readMap(_ indent: Int) throws(ReadingError) -> DataNode {
    let start = lines[next].number
    var members: [(key: String, node: DataNode)] = []
    var merged: [DataNode] = []
    while let line = current(), line.indent == indent, !isDocumentEnd {
      if line.text.isSequenceMark { break }
      var text = line.text
      if text.hasPrefix("? ") { text = text.dropFirst(2) }
      guard let (name, rest) = Self.key(text) else { throw failure("a key is missing") }
      let node = try readMember(rest, indent, line)
      if name == "<<" { merged.append(node) } else { members.append((name, node)) }
    }
    if let line = current(), line.indent > indent, !isDocumentEnd {
      throw failure("a line is indented as nothing above it")
    }
    if !merged.isEmpty { Self.merge(merged, into: &members) }
    return try counted(DataNode(line: start, content: .object(members)))
  }

  private mutating func readMember(_ rest: Substring, _ indent: Int, _ line: Line)
    throws(ReadingError) -> DataNode
  {
    let value = rest.drop(while: \.isBlank)
    if value.isEmpty || value.first == "#" {
      next += 1
      guard let below = current(), !isDocumentEnd,
        below.indent > indent || below.indent == indent && below.text.isSequenceMark
      else { return try counted(DataNode(line: line.number, content: .null)) }
      return below.indent > indent
        ? try readNode(parent: indent) : try readSequence(indent)
    }
    if let property = value.prefixMatch(of: Pattern.property) {
      let after = value[property.range.upperBound...]
      let name = property.output.1
      depth += 1
      defer { depth -= 1 }
      guard depth <= JSONParser.depthLimit else { throw failure("a value has too many tags") }
      return try named(name) { (reader) throws(ReadingError) in
        try reader.readMember(after, indent, line)
      }
    }
    return try readValue(value, parent: indent, line)
  }

  /// Adds what `<<` brings in, unless the map says otherwise.
  private static func merge(
    _ nodes: [DataNode], into members: inout [(key: String, node: DataNode)]
  ) {
    var names = Set(members.map(\.key))
    func add(_ node: DataNode) {
      switch node.content {
      case .object(let more):
        for member in more where names.insert(member.key).inserted { members.append(member) }
      case .list(let nodes): nodes.forEach(add)
      default: break
      }
    }
    nodes.forEach(add)
  }

  /// The name before a colon and what follows; nil if a line does not begin a member.
  private static func key(_ text: Substring) -> (name: String, rest: Substring)? {
    if text.first == "\"" || text.first == "'" {
      guard let end = YAMLScalar.end(ofQuoted: text) else { return nil }
      let after = text[end...].drop(while: \.isBlank)
      guard after.first == ":" else { return nil }
      return (YAMLScalar.unquoted(text[..<end]), after.dropFirst())
    }
    if let first = text.first, "[{|>%@`".contains(first) { return nil }
    var wasBlank = false
    for i in text.indices.prefix(1024) {
      if text[i] == "#", wasBlank { return nil }
      if text[i] == ":" {
        let after = text.index(after: i)
        if after == text.endIndex || text[after].isBlank {
          return (text[..<i].trimmed, text[after...])
        }
      }
      wasBlank = text[i].isBlank
    }
    return nil
  }

  // MARK: Scalars and flows

  private mutating func readValue(_ text: Substring, parent: Int, _ line: Line)
    throws(ReadingError) -> DataNode
  {
    switch text.first {
    case "|", ">": return try readBlockScalar(text, parent, line.number)
    case "*":
      let name = YAMLScalar.withoutComment(text.dropFirst())
      next += 1
      guard let known = anchors[name] else {
        // `*.example.com` without quotation marks.
        guard name.first == "." else { throw failure("an alias names nothing") }
        return try counted(DataNode(line: line.number, content: .text("*" + name)))
      }
      count += known.count
      return try counted(known.node)
    case "[", "{": return try readFlow(text, parent, line.number)
    case "\"", "'": return try readQuoted(text, parent, line.number)
    default: return try readPlain(text, parent, line.number)
    }
  }

  private mutating func readPlain(_ text: Substring, _ parent: Int, _ number: Int)
    throws(ReadingError) -> DataNode
  {
    var words = YAMLScalar.withoutComment(text)
    let isCommented = words.utf8.count < text.trimmed.utf8.count
    next += 1
    // Its other lines are indented more than its parent.
    while !isCommented, let line = current(), line.indent > parent, !isDocumentEnd {
      words += " " + YAMLScalar.withoutComment(line.text)
      next += 1
    }
    return try counted(DataNode(line: number, content: YAMLScalar.plain(words)))
  }

  private mutating func readQuoted(_ text: Substring, _ parent: Int, _ number: Int)
    throws(ReadingError) -> DataNode
  {
    let start = next
    next += 1
    if let end = YAMLScalar.end(ofQuoted: text) {
      return try quoted(text, end, number)
    }
    // The closing quotation mark is on a later line.
    var pieces = [String(text)]
    let quote = text.first!
    while next < lines.count {
      pieces.append(lines[next].raw)
      next += 1
      guard pieces.last!.contains(quote) else { continue }
      let whole = pieces.joined(separator: "\n")[...]
      if let end = YAMLScalar.end(ofQuoted: whole) { return try quoted(whole, end, number) }
      pieces = [String(whole)]
      if next - start > 200 { break }
    }
    next = start
    throw failure("a quoted text is never closed")
  }

  private mutating func quoted(_ text: Substring, _ end: Substring.Index, _ number: Int)
    throws(ReadingError) -> DataNode
  {
    guard YAMLScalar.withoutComment(" " + text[end...]).isEmpty else {
      throw failure("text follows the closing quotation mark")
    }
    return try counted(
      DataNode(line: number, content: .text(YAMLScalar.unquoted(text[..<end]))))
  }

  private mutating func readFlow(_ text: Substring, _ parent: Int, _ number: Int)
    throws(ReadingError) -> DataNode
  {
    let start = next
    var balance = YAMLFlow.Balance()
    balance.add(text)
    var pieces = [String(text)]
    next += 1
    while !balance.isClosed, next < lines.count {
      balance.add(lines[next].raw)
      pieces.append(lines[next].raw)
      next += 1
    }
    let anchors = anchors
    var aliased = 0
    let node = YAMLFlow.node(pieces.joined(separator: "\n")[...], line: number) { name in
      aliased += anchors[name]?.count ?? 0
      return anchors[name]?.node
    }
    count += aliased
    if let node { return try counted(node) }
    if balance.isClosed, pieces.count == 1 {
      // A template's braces, or words in brackets.
      return try counted(DataNode(line: number, content: .text(YAMLScalar.withoutComment(text))))
    }
    next = start
    throw failure("a bracket is never closed")
  }

  private mutating func readBlockScalar(_ header: Substring, _ parent: Int, _ number: Int)
    throws(ReadingError) -> DataNode
  {
    let isFolded = header.first == ">"
    next += 1
    var texts: [String] = []
    var indent: Int?
    while next < lines.count {
      let line = lines[next]
      if line.text.isEmpty {
        texts.append("")
      } else {
        guard line.indent > parent else { break }
        let column = indent ?? line.indent
        indent = column
        texts.append(String(line.raw.dropFirst(min(column, line.indent))))
      }
      next += 1
    }
    while texts.last?.isEmpty ?? false { texts.removeLast() }
    let text = texts.joined(separator: isFolded ? " " : "\n")
    return try counted(DataNode(line: number, content: .text(text)))
  }
}

extension Substring {
  /// `- ` or `-` alone.
  fileprivate var isSequenceMark: Bool {
    first == "-" && (dropFirst().first.map { $0.isBlank } ?? true)
  }
}

/// Compiled once; a literal in its place would be compiled at each use. The
/// values are never changed.
private enum Pattern {
  nonisolated(unsafe) static let property =
    /([&!][^\s,\[\]{}]*)(?=\s|$)/
}

extension SourceLine {
  /// The line without the marks of a template (Jinja, Helm): one that only steers it, `{% if … %}`,
  /// says nothing, and what is filled in, `{{ region }}`, is a placeholder, `<region>`.
  fileprivate var withoutTemplate: SourceLine {
    guard text.contains("{%") || text.contains("{{") else { return self }
    let words = text.trimmed
    let steers = { (begin: String, end: String) in words.hasPrefix(begin) && words.hasSuffix(end) }
    if steers("{%", "%}") || steers("{{", "}}") { return SourceLine(number: number, text: "") }
    return SourceLine(
      number: number, text: text.replacing("{{", with: "<").replacing("}}", with: ">"))
  }
}
