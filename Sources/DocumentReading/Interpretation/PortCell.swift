import EndpointModel

/// The ports of a cell: numbers and ranges in any of the usual spellings, with
/// the protocols that stand beside them, `any`, or the customer's own.
struct PortCell {
  struct Term: Hashable {
    var transport: IPProtocol?
    var ports: Ports?
  }

  /// One for each protocol that the cell names; one without protocol where it
  /// names none. Empty where the cell states no ports.
  private(set) var terms: [Term] = []
  /// What the cell gives as an example only.
  private(set) var examples: PortSet?
  /// Whether something that should be ports was not understood.
  private(set) var isPartial = false

  init(_ cell: Table.Cell, findings: inout Findings) {
    let text = cell.text
    let (rest, example) = Self.cutExample(text)
    examples = example.flatMap { PortTokens($0).allPorts }
    if rest.isBlankWord && examples == nil { return }
    if let any = Self.wholeCell(rest) {
      terms = [any]
      return
    }
    let tokens = PortTokens(rest)
    for problem in tokens.problems {
      isPartial = isPartial || problem.isLeftOut
      findings.add(
        problem.isLeftOut ? .error : .warning, problem.code, cell.lines.first, problem.message)
    }
    terms = tokens.terms
    let hasPorts = terms.contains { $0.ports != nil }
    if hasPorts {
      if !tokens.unknownWords.isEmpty {
        findings.add(
          .warning, "words-among-ports", cell.lines.first, "words beside the ports were left out")
      }
    } else if !isPartial, !terms.contains(where: { $0.transport == .icmp }) {
      readWords(rest, cell, &findings)
    }
  }

  /// A cell without numbers: the customer's own ports, or nothing that is understood.
  private mutating func readWords(
    _ text: String, _ cell: Table.Cell, _ findings: inout Findings
  ) {
    if examples != nil || Self.namesCustomer(text) {
      terms = [Term(transport: terms.first?.transport, ports: .customer)]
    } else if terms.isEmpty || !text.allSatisfy({ $0.isLetter || " /,&+".contains($0) }) {
      isPartial = true
      terms = []
      findings.add(
        .error, "ports-not-understood", cell.lines.first,
        "no port could be read from this cell; the row was left out")
    }
  }

  /// Words such as `any` that speak for the whole cell.
  private static func wholeCell(_ text: String) -> Term? {
    let words = text.lowercased().split { !$0.isLetter && $0 != "*" }.map(String.init)
    let filler: Set<String> = ["port", "ports", "tcp", "udp", "and", "dynamic", "outbound"]
    let core = words.filter { !filler.contains($0) }
    guard core.count == 1, anyWords.contains(core[0]), !text.contains(where: \.isNumber) else {
      return nil
    }
    return Term(transport: ProtocolWord.joined(words), ports: .any)
  }

  private static let anyWords: Set<String> = [
    "any", "all", "*", "alle", "tutte", "todos", "todas", "tous", "toutes", "все", "beliebig",
  ]

  /// Whether the words say that each customer has ports of their own.
  private static func namesCustomer(_ text: String) -> Bool {
    let words = Set(text.lowercased().split { !$0.isLetter }.map(String.init))
    return !words.isDisjoint(with: [
      "customer", "your", "assigned", "profile", "specific", "tenant", "account", "portal",
      "configured", "defined", "configurable",
    ])
  }

  /// Takes `(Example: 7400 TCP)` or `e.g. 7400` out of the text.
  private static func cutExample(_ text: String) -> (rest: String, example: Substring?) {
    let folded = text.lowercased()
    let lower = folded.count == text.count ? folded : text
    for mark in ["for example", "example", "e.g.", "e. g.", "such as", "z. b.", "z.b."] {
      guard let found = lower.firstRange(of: mark) else { continue }
      let start = text.index(
        text.startIndex, offsetBy: lower.distance(from: lower.startIndex, to: found.lowerBound))
      let opening = text[..<start].lastIndex(of: "(")
      let closing = text[start...].firstIndex(of: ")")
      if let opening, let closing, !text[opening..<start].contains(")") {
        let rest = text[..<opening] + text[text.index(after: closing)...]
        return (String(rest), text[start..<closing])
      }
      // Without brackets an example ends with its clause.
      let end = text[start...].firstIndex(of: ";") ?? text.endIndex
      return (String(text[..<start] + text[end...]), text[start..<end])
    }
    return (text, nil)
  }
}

extension StringProtocol {
  /// Nothing, or a word that stands for nothing in a table's cell.
  var isBlankWord: Bool {
    // No such word is as long, the white space around it aside.
    let isLonger = withUTF8Bytes { bytes in
      bytes.count > 4 && (0x21..<0x7F).contains(bytes[0]) && (0x21..<0x7F).contains(bytes.last!)
    }
    if isLonger { return false }
    return switch trimmed.lowercased() {
    case "", "-", "–", "—", "n/a", "na", "none", "--", "nil", "tbd", "/": true
    default: false
    }
  }
}
