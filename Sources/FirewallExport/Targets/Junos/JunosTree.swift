import EndpointModel

/// A configuration of Junos as a tree of words: set commands and braces say the same.
final class JunosTree {
  private(set) var children: [String: JunosTree] = [:]
  /// In the order of the configuration; what is set again comes last.
  private var order: [String: Int] = [:]
  private var serial = 0

  /// Nothing of a configuration is deeper. A limit keeps hostile texts from growing trees that
  /// cannot be walked.
  private static let depthLimit = 64

  var names: [String] { order.sorted { $0.value < $1.value }.map(\.key) }
  /// The word that counts where a statement has one value.
  var last: String? { order.max { $0.value < $1.value }?.key }

  subscript(_ path: String...) -> JunosTree? { node(path[...]) }

  private func node(_ path: ArraySlice<String>) -> JunosTree? {
    var node: JunosTree? = self
    for word in path { node = node?.children[word] }
    return node
  }

  private func set(_ path: [String]) {
    var node = self
    for word in path {
      node.serial += 1
      node.order[word] = node.serial
      let child = node.children[word] ?? JunosTree()
      node.children[word] = child
      node = child
    }
  }

  private func delete(_ path: [String]) {
    guard let last = path.last, let parent = node(path.dropLast()) else { return }
    parent.children[last] = nil
    parent.order[last] = nil
  }

  /// Puts what a path leads to `before` or `after` another of the same kind, as at the end of
  /// `policy a before policy b`.
  ///
  /// - Returns: whether both are there.
  private func insert(_ words: [String]) -> Bool {
    guard words.count > 4, let parent = node(words.dropLast(4)) else { return false }
    let (name, way, kind, other) = (
      words[words.count - 4], words[words.count - 3], words[words.count - 2],
      words[words.count - 1]
    )
    var names = parent.names
    guard ["before", "after"].contains(way), words[words.count - 5] == kind, name != other,
      let from = names.firstIndex(of: name), names.contains(other)
    else { return false }
    names.remove(at: from)
    guard let place = names.firstIndex(of: other) else { return false }
    names.insert(name, at: way == "before" ? place : place + 1)
    for (i, name) in names.enumerated() { parent.order[name] = i + 1 }
    parent.serial = max(parent.serial, names.count)
    return true
  }

  /// The paths below that end in one of these words, which are statements and no names.
  func paths(to words: Set<String>) -> [[String]] {
    var out: [[String]] = []
    var waiting: [([String], JunosTree)] = [([], self)]
    while let (path, node) = waiting.popLast() {
      for name in node.names.reversed() {
        guard let child = node.children[name] else { continue }
        if words.contains(name) { out.append(path + [name] + child.names.prefix(1)) }
        waiting.append((path + [name], child))
      }
    }
    return out
  }

  // MARK: Texts

  /// - Returns: the tree, and what of the text was not understood.
  static func reading(_ text: String) throws -> (tree: JunosTree, problems: [String]) {
    let text = text.withoutJunosPrompts
    let isSet = text.numberedLines.contains { line in
      let words = line.text.drop { $0 == " " || $0 == "\t" }
      return words.hasPrefix("set ") || words.hasPrefix("delete ")
    }
    return try isSet ? reading(commands: text) : reading(braces: text)
  }

  private static func reading(commands text: String) throws -> (JunosTree, [String]) {
    let tree = JunosTree()
    var problems: [String] = []
    for (number, line) in text.numberedLines where !line.words.isEmpty {
      var words = words(of: line[...])
      guard let command = words.first, !command.hasPrefix("#") else { continue }
      words.removeFirst()
      guard (words.firstIndex(of: "[") ?? words.count) < depthLimit else {
        problems.append("line \(number) is too long")
        continue
      }
      switch command {
      case "set": for path in paths(words) { tree.set(path) }
      case "delete": tree.delete(words)
      case "insert":
        if !tree.insert(words) {
          problems.append("line \(number): what it inserts, or where, is not there")
        }
      // What is switched off allows nothing, and what is under it does not limit.
      case "deactivate":
        if isInReach(words) {
          problems.append("line \(number): a part of what policies are made of is deactivated")
        }
        tree.delete(words)
      default:
        problems.append("line \(number): \"\(command.asComment(limit: 40))\" is not understood")
      }
    }
    return (tree, problems)
  }

  /// Whether something that is switched off is of policies, and not just one of them as a whole: what
  /// is left may mean something else, as a group brings the same, or as it limits nothing any more.
  private static func isInReach(_ given: [String]) -> Bool {
    var path = given[...]
    if path.first == "groups" { path = path.dropFirst(2) }
    let words = Array(path)
    switch words.first {
    case "applications": return true
    case "security":
      guard words.count > 1 else { return true }
      switch words[1] {
      case "policies":
        return words.count != 8 || words[6] != "policy" || given.first == "groups"
      case "address-book": return true
      case "zones": return words.count < 5 || words[4] == "address-book"
      default: return false
      }
    default: return false
    }
  }

  /// One path for each word in brackets at the end, and for each condition of a policy, of which a
  /// command may have several.
  private static func paths(_ words: [String]) -> [[String]] {
    if let conditions = JunosConditions.paths(words) ?? JunosConditions.attributes(words) {
      return conditions
    }
    guard let open = words.firstIndex(of: "["), words.last == "]" else { return [words] }
    return words[(open + 1)...].dropLast().map { words[..<open] + [$0] }
  }

  /// `policies { from-zone a to-zone b { policy c { … } } }`.
  private static func reading(braces text: String) throws -> (JunosTree, [String]) {
    let tree = JunosTree()
    var (path, lengths): ([String], [Int]) = ([], [])
    var statement: [String] = []
    /// Braces that are open within something switched off, or too deep.
    var skipped = 0
    var problems: [String] = []
    func tellSwitchedOff() {
      if skipped == 0, isInReach(path + statement.dropFirst().filter { !markers.contains($0) }) {
        problems.append(
          "\((path + statement.dropFirst()).joined(separator: " ").asComment(limit: 160)) is inactive: "
            + "a part of what policies are made of")
      }
    }
    for word in words(of: text[...], isStructured: true) {
      let isOff = skipped > 0 || statement.first == "inactive:"
      switch word {
      case "{":
        if isOff || path.count + statement.count >= depthLimit {
          if !isOff { throw tooDeep }
          tellSwitchedOff()
          skipped += 1
        } else {
          let added = statement.filter { !markers.contains($0) }
          path += added
          lengths.append(added.count)
          tree.set(path)
        }
        statement = []
      case "}":
        if skipped > 0 {
          skipped -= 1
        } else {
          guard let length = lengths.popLast() else {
            throw FirewallReadingError(Junos.name, "a brace closes what none opened")
          }
          path.removeLast(length)
        }
        statement = []
      case ";":
        if !isOff {
          for words in paths(statement.filter { !markers.contains($0) }) {
            guard path.count + words.count < depthLimit else { throw tooDeep }
            tree.set(path + words)
          }
        } else {
          tellSwitchedOff()
        }
        statement = []
      default: statement.append(word)
      }
    }
    guard lengths.isEmpty, skipped == 0, statement.isEmpty, !tree.children.isEmpty else {
      throw FirewallReadingError(Junos.name, "it is neither set commands nor a whole structure")
    }
    return (tree, problems)
  }

  private static let tooDeep = FirewallReadingError(Junos.name, "it is nested too deeply")
  private static let markers: Set<String> = ["replace:", "protect:"]

  /// Words, texts in quotation marks as one, and, in a structure, its signs; comments left out.
  private static func words(of text: Substring, isStructured: Bool = false) -> [String] {
    var out: [String] = []
    var word = ""
    var rest = text.unicodeScalars[...]
    func flush() {
      if !word.isEmpty { out.append(word) }
      word = ""
    }
    while let scalar = rest.popFirst() {
      switch scalar {
      case "\"":
        flush()
        var quoted = ""
        while let next = rest.popFirst(), next != "\"" {
          // A quotation mark within the text has a backslash before it.
          let isEscape = next == "\\" && (rest.first == "\"" || rest.first == "\\")
          quoted.unicodeScalars.append(isEscape ? rest.removeFirst() : next)
        }
        out.append(quoted)
      case "#" where isStructured:
        rest = rest.drop { $0 != "\n" }
      case "/" where isStructured && rest.first == "*":
        var before: Unicode.Scalar = " "
        _ = rest.popFirst()
        while let next = rest.popFirst(), !(before == "*" && next == "/") { before = next }
      case "{", "}", ";":
        guard isStructured else { fallthrough }
        flush()
        out.append(String(scalar))
      case "[", "]":
        if scalar == "[" || scalar == "]" {
          flush()
          out.append(String(scalar))
        } else {
          word.unicodeScalars.append(scalar)
        }
      default:
        if scalar.properties.isWhitespace { flush() } else { word.unicodeScalars.append(scalar) }
      }
    }
    flush()
    return out
  }
}
