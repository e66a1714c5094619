/// A text in Terraform's language (HCL native syntax specification), as far as values are
/// written out: strings, numbers, lists, objects and references. What must be computed is kept
/// as an expression.
///
/// Blocks are members of the block that holds them, in a list under their type, each with its
/// labels under `labels`. A reference is an object with one member `reference`, an expression one
/// with one member `expression`.
struct HCLText {
  /// The member under which a block has its labels.
  static let labels = "labels"
  static let reference = "reference"
  static let expression = "expression"

  /// Deeper nesting is not Terraform's.
  private static let depthLimit = 60

  private let tokens: [HCLToken]
  private var place = 0

  /// - Throws: `FirewallReadingError` with the line.
  static func parse(_ text: String, of target: String) throws -> [String: ConfigurationJSON] {
    do {
      var parser = HCLText(tokens: try HCLTokens.of(text))
      return try parser.body(depth: 0)
    } catch let failure as HCLFailure {
      throw FirewallReadingError(target, "line \(failure.line): \(failure.reason)")
    }
  }

  // MARK: - Blocks

  private var current: HCLToken.Kind? { place < tokens.count ? tokens[place].kind : nil }

  private var line: Int { place < tokens.count ? tokens[place].line : tokens.last?.line ?? 1 }

  private func failure(_ reason: String) -> HCLFailure {
    HCLFailure(line: line, reason: reason)
  }

  private mutating func skipLineEnds() {
    while current == .lineEnd { place += 1 }
  }

  /// Arguments and blocks up to a closing brace, or to the end outside of all blocks.
  private mutating func body(depth: Int) throws -> [String: ConfigurationJSON] {
    if depth > Self.depthLimit { throw failure("it is nested too deeply") }
    var members: [String: ConfigurationJSON] = [:]
    var blocks: [String: [ConfigurationJSON]] = [:]
    while true {
      skipLineEnds()
      guard let token = current else {
        if depth > 0 { throw failure("a block has no end") }
        break
      }
      if depth > 0, token == .mark("}") {
        place += 1
        break
      }
      guard case .word(let name) = token else { throw failure("neither argument nor block") }
      place += 1
      if current == .mark("=") {
        place += 1
        guard members[name] == nil else { throw failure("\(name) stands twice") }
        members[name] = try value(depth: depth)
      } else {
        blocks[name, default: []].append(try block(depth: depth))
      }
    }
    return members.merging(blocks.mapValues { .array($0) }) { first, _ in first }
  }

  private mutating func block(depth: Int) throws -> ConfigurationJSON {
    var labels: [ConfigurationJSON] = []
    while let token = current, token != .mark("{") {
      switch token {
      case .string(let label), .word(let label): labels.append(.string(label))
      default: throw failure("neither argument nor block")
      }
      place += 1
    }
    guard current != nil else { throw failure("a block has no end") }
    place += 1
    var members = try body(depth: depth + 1)
    members[Self.labels] = .array(labels)
    return .object(members)
  }

  // MARK: - Values

  /// A value, and what follows it up to where it must end. If something does, it is computed.
  private mutating func value(depth: Int) throws -> ConfigurationJSON {
    if depth > Self.depthLimit { throw failure("it is nested too deeply") }
    let start = place
    if let found = try plainValue(depth: depth), isAtEnd { return found }
    place = start
    try skipExpression()
    return .object([Self.expression: .bool(true)])
  }

  private var isAtEnd: Bool {
    switch current {
    case nil, .lineEnd?, .mark(",")?, .mark("]")?, .mark("}")?: true
    default: false
    }
  }

  private mutating func plainValue(depth: Int) throws -> ConfigurationJSON? {
    guard let token = current else { throw failure("a value is missing") }
    place += 1
    switch token {
    case .string(let text): return .string(text)
    case .number(let text): return Double(text).map { .number($0) }
    case .mark("-"):
      guard case .number(let text)? = current, let number = Double(text) else { return nil }
      place += 1
      return .number(-number)
    case .word("true"): return .bool(true)
    case .word("false"): return .bool(false)
    case .word("null"): return .null
    case .word(let name): return try referenceAfter(name)
    case .mark("["): return try list(depth: depth + 1)
    case .mark("{"): return try object(depth: depth + 1)
    default: return nil
    }
  }

  /// `aws_security_group.web.id`, also with an index: `aws_security_group.web[0].id`.
  private mutating func referenceAfter(_ first: String) throws -> ConfigurationJSON? {
    var path = first
    while true {
      if current == .mark("."), place + 1 < tokens.count,
        case .word(let part) = tokens[place + 1].kind
      {
        path += "." + part
        place += 2
      } else if current == .mark("["), place + 2 < tokens.count,
        tokens[place + 2].kind == .mark("]")
      {
        switch tokens[place + 1].kind {
        case .number(let index): path += "[\(index)]"
        case .string(let key): path += "[\"\(key)\"]"
        default: return nil
        }
        place += 3
      } else {
        return .object([Self.reference: .string(path)])
      }
    }
  }

  private mutating func list(depth: Int) throws -> ConfigurationJSON? {
    var elements: [ConfigurationJSON] = []
    skipLineEnds()
    if case .word("for")? = current { return nil }
    while current != .mark("]") {
      elements.append(try value(depth: depth))
      skipLineEnds()
      if current == .mark(",") {
        place += 1
      } else if current != .mark("]") {
        throw failure("a list has no end")
      }
      skipLineEnds()
    }
    place += 1
    return .array(elements)
  }

  private mutating func object(depth: Int) throws -> ConfigurationJSON? {
    var members: [String: ConfigurationJSON] = [:]
    skipLineEnds()
    if case .word("for")? = current { return nil }
    while current != .mark("}") {
      switch current {
      case .word(let name)?, .string(let name)?:
        place += 1
        guard current == .mark("=") || current == .mark(":") else { return nil }
        place += 1
        members[name] = try value(depth: depth)
      case nil: throw failure("an object has no end")
      default: return nil
      }
      skipLineEnds()
      if current == .mark(",") { place += 1 }
      skipLineEnds()
    }
    place += 1
    return .object(members)
  }

  /// Passes over the rest of an expression: to the end of its line, or of the list or object
  /// that holds it, but not within brackets of its own.
  private mutating func skipExpression() throws {
    var open = 0
    while let token = current {
      if open == 0, isAtEnd { return }
      switch token {
      case .mark("("), .mark("["), .mark("{"): open += 1
      case .mark(")"), .mark("]"), .mark("}"): open -= 1
      default: break
      }
      if open < 0 { throw failure("a bracket is not open") }
      place += 1
    }
    if open > 0 { throw failure("a bracket is open") }
  }
}
