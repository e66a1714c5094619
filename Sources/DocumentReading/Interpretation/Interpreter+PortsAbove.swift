/// Lines of ports above the addresses that they are for.
extension Interpreter {
  /// Reads a paragraph whose addresses each stand below the lines of their ports: "Updates", "TCP 80",
  /// "TCP 443", "a.example"; false if it is none.
  mutating func readPortsAbove(
    _ lines: [SourceLine], _ facts: [TextFacts], _ state: inout State
  ) -> Bool {
    guard lines.count > 2, facts[lines.count - 1].isBareAddresses, !facts[0].isBareAddresses,
      !state.inner.isTakenBack, !state.isRightBelowAddresses(gathered)
    else { return false }
    let runs = facts.map(RunKind.init).runs
    let kinds = runs.map(\.kind).filter { $0 != .words }
    let turns = kinds.count { $0 == .addresses }
    // Ports and addresses by turns.
    guard kinds.count == 2 * turns, kinds.first == .ports,
      zip(kinds, kinds.dropFirst()).allSatisfy({ $0 != $1 })
    else { return false }
    for run in runs {
      let (lines, facts) = (Array(lines[run.lines]), facts[run.lines])
      switch run.kind {
      case .words: readWords(lines, &state)
      case .ports:
        conclude(&state)
        state.statement = Statement(
          terms: facts.flatMap(\.statedPorts), transport: nil,
          direction: facts.lazy.compactMap(\.statedDirection).first, line: lines[0], asks: false,
          told: layout?.place)
      case .addresses: readAddresses(lines, &state)
      }
    }
    return true
  }
}

private enum RunKind {
  case words, ports, addresses

  init(_ facts: TextFacts) {
    self =
      facts.isBareAddresses
      ? .addresses : facts.isLineOfPortsBelow && facts.beginsWithPorts ? .ports : .words
  }
}

extension [RunKind] {
  /// Runs of equal kinds.
  fileprivate var runs: [(kind: RunKind, lines: Range<Int>)] {
    var all: [(kind: RunKind, lines: Range<Int>)] = []
    for (place, kind) in enumerated() {
      if let last = all.last, last.kind == kind {
        all[all.count - 1].lines = last.lines.lowerBound..<place + 1
      } else {
        all.append((kind, place..<place + 1))
      }
    }
    return all
  }
}
