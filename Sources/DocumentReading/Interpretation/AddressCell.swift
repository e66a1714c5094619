import EndpointModel

/// The addresses of a cell, with the labels ("Primary:") that group them.
struct AddressCell {
  struct Item {
    let address: EndpointAddress
    let group: String?
    let line: Int
  }

  private(set) var items: [Item] = []
  /// Words that are neither address nor label, in order.
  private(set) var remarks: [String] = []
  /// Whether something that looks like an address was left out.
  private(set) var isPartial = false

  private var group: String?
  /// Words that may turn out to be a label.
  private var words: [Substring] = []

  init(_ cell: Table.Cell, findings: inout Findings) {
    for line in cell.lines {
      read(line, findings: &findings)
    }
    setAsideWords()
  }

  private mutating func read(_ line: SourceLine, findings: inout Findings) {
    let tokens = line.text.split { $0.isWhitespace || $0 == "," || $0 == ";" }
    var i = 0
    while i < tokens.count {
      let token = tokens[i]
      // "a - b" and "a – b" are ranges; so is "a-b", which is one token.
      if i + 2 < tokens.count, tokens[i + 1].isDash,
        let outcome = AddressToken.range(token, tokens[i + 2])
      {
        take(outcome, token, line, findings: &findings)
        i += 3
        continue
      }
      let ends = token.split(omittingEmptySubsequences: false) { "-–—".contains($0) }
      if ends.count == 2, let outcome = AddressToken.range(ends[0], ends[1]) {
        take(outcome, token, line, findings: &findings)
      } else {
        take(AddressToken.read(token), token, line, findings: &findings)
      }
      i += 1
    }
  }

  private mutating func take(
    _ outcome: AddressToken.Outcome, _ token: Substring, _ line: SourceLine,
    findings: inout Findings
  ) {
    switch outcome {
    case .address(let address, let repairs):
      setAsideWords()
      items.append(Item(address: address, group: group, line: line.number))
      for repair in repairs { findings.add(.warning, repair.code, line, repair.message) }
    case .broken(let error):
      setAsideWords()
      isPartial = true
      findings.add(.error, "address-not-understood", line, "\(error); it was left out")
    case .word:
      words.append(token)
      if token.last == ":" {
        let label = words.joined(separator: " ").dropLast()
        words = []
        if !label.isEmpty { group = String(label) }
      }
    }
  }

  /// Words before an address that did not end in a colon are no label.
  private mutating func setAsideWords() {
    let meaningful = words.filter { !Self.joiners.contains($0.lowercased()) && !$0.isDash }
    if !meaningful.isEmpty { remarks.append(words.joined(separator: " ")) }
    words = []
  }

  private static let joiners: Set<String> = ["and", "or", "&", "/", "•", "·", "*", "+"]
}

extension Substring {
  /// A token that is nothing but a hyphen or dash.
  var isDash: Bool { self == "-" || self == "–" || self == "—" }
}
