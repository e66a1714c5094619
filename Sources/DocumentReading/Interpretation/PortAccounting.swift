import EndpointModel

/// The last account of the ports of a text: those that a line orders to open, and that no endpoint has and
/// no finding tells, are told here, with their line. Whatever part of the reader passed them over, they are
/// not lost without a word.
struct PortAccounting {
  private(set) var findings: [Finding] = []
  private let placed: Gathered.PlacedPorts
  /// The lines that findings name or leave out as a whole.
  private let lines: Set<Int>

  /// How many lines get a finding each.
  private static let limit = 1000

  /// - Parameters:
  ///   - placed: the ports that endpoints have.
  ///   - findings: those of the whole reading so far.
  ///   - leftOut: the lines of what they leave out as a whole.
  init(
    of blocks: [Block], _ placed: Gathered.PlacedPorts, _ findings: [Finding],
    leftOut: [ClosedRange<Int>]
  ) {
    self.placed = placed
    lines = Set(findings.lazy.compactMap(\.line)).union(leftOut.joined())
    for block in blocks { account(block) }
  }

  private mutating func account(_ block: Block) {
    switch block {
    case .heading(let lines, _), .paragraph(let lines), .item(let lines, _): account(lines)
    case .table(let table):
      for row in table.rows {
        for cell in row.cells { account(cell.lines) }
      }
    // Commands and settings open nothing.
    case .code, .metadata: return
    }
  }

  private mutating func account(_ lines: [SourceLine]) {
    guard findings.count < Self.limit, lines.contains(where: { mayLose($0.text) }),
      !lines.contains(where: { self.lines.contains($0.number) })
    else { return }
    let whole = TextFacts(lines)
    for sentence in whole.text.sentences {
      let facts = TextFacts(String(sentence), line: whole.line)
      guard facts.ordersPortsThatCount else { continue }
      let lost = facts.textPorts.stated.compactMap(\.ports).contains { ports in
        guard case .numbers(let set) = ports else { return false }
        return !placed.holds(set)
      }
      if !lost { continue }
      findings.append(
        Finding(
          .warning, "ports-lost", line: facts.line, quote: facts.text.abridged(to: 200),
          message: "no rule has the ports that this line asks to open; check it"))
      return
    }
  }

  /// Whether a number in it, that may be a port, is one that no endpoint has; most lines hold none, and this
  /// is quick.
  private func mayLose(_ text: String) -> Bool {
    let numbers = text.utf8.split { !$0.isDigit }
    return numbers.contains { digits in
      guard digits.count < 6, let port = UInt16(Substring(digits)), port > 0,
        let set = PortSet([port...port])
      else { return false }
      return !placed.holds(set)
    }
  }
}

extension TextFacts {
  /// Whether it asks to open ports, or not to block them, and does not plainly deny it.
  fileprivate var ordersPortsThatCount: Bool {
    guard tellsEndpoints, !text.isCommand, !mayBeExample, !text.hasSuffix("?") else { return false }
    let orders = clauses.joined().contains { $0.tells && $0.sign > 0 && $0.isStrong }
    return orders || isDoubtfulDenial && clauses.joined().contains { $0.tells && $0.isStrong }
  }
}
