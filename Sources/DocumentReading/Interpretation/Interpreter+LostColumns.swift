import EndpointModel

/// Lines that were the rows of a table before they lost its columns.
extension Interpreter {
  /// Reads such lines from the first on.
  ///
  /// - Returns: how many lines were read; the others are to be read otherwise.
  mutating func readLostColumns(
    _ lines: [SourceLine], _ facts: [TextFacts], _ state: inout State
  ) -> Int {
    if readRowsOfAddresses(lines, facts, &state) { return lines.count }
    if readRowsBelowAddresses(lines, facts, state) { return lines.count }
    if readRowsBelowNames(lines, facts, state) { return lines.count }
    let areNamed = facts.map(\.isNamedAddress)
    var start = 0
    // Runs of them, each with the names of its columns above it.
    while let end = readNamedAddresses(lines, facts, areNamed, from: start, &state) {
      start = end
      if lines.count - start < 2 { return start }
      beginSentences(Array(facts[start...]), &state)
    }
    let rest = start..<lines.count
    return readRowsOfPorts(Array(lines[rest]), Array(facts[rest]), state) ? lines.count : start
  }

  /// Reads a paragraph of nothing but such rows, and of lines without an address: what is behind the
  /// ports is no remark on a bare address then.
  mutating func readOnlyRows(
    _ lines: [SourceLine], _ facts: [TextFacts], _ state: inout State
  ) -> Bool {
    guard lines.count > 2 || state.readsRows,
      facts.prefix(3).contains(where: { $0.portsOfRow != nil }),
      facts.allSatisfy({ !$0.holdsAddress || $0.portsOfRow != nil })
    else { return false }
    beginSentences(facts, &state)
    return readRowsOfAddresses(lines, facts, &state)
  }

  /// Reads lines that each begin with an address and its ports, "a.example 443 Used for updates";
  /// false if they are none.
  mutating func readRowsOfAddresses(
    _ lines: [SourceLine], _ facts: [TextFacts], _ state: inout State
  ) -> Bool {
    let rows = facts.map(\.portsOfRow)
    guard rows.count(where: { $0 != nil }) >= (state.readsRows ? 1 : 2), !state.inner.isTakenBack,
      state.readsRows || namesPorts(facts, besides: rows.map { $0 != nil }, state)
    else { return false }
    state.readsRows = true
    var scope = state.inner
    for ((line, fact), row) in zip(zip(lines, facts), rows) {
      if let row {
        if fact.isTakenBack {
          noteTakenBack(line: line.number, fact.text)
          continue
        }
        let found = endpoints(
          fact.addresses.items, own: row.terms, facts: fact, name: row.name, scope)
        add(found, state.section, line.number)
      } else if fact.holdsAddress || fact.saysPorts {
        warnOfRow(line)
      } else if let direction = fact.statedDirection {
        scope.direction = direction
      }
    }
    return true
  }

  /// Reads rows whose address stands only in the first of them, since its cell spans them all: "Client
  /// 192.0.2.0/24 80 TCP Web", "443 TCP Web", "3478 UDP STUN"; false if they are none.
  private mutating func readRowsBelowAddresses(
    _ lines: [SourceLine], _ facts: [TextFacts], _ state: State
  ) -> Bool {
    guard !state.inner.isTakenBack, let first = facts.firstIndex(where: \.isRowOfAddress),
      first + 1 < lines.count, facts[..<first].allSatisfy({ !$0.holdsAddress && !$0.saysPorts }),
      facts[first...].allSatisfy({ $0.isRowOfAddress || $0.isRowOfPorts }),
      facts[first...].contains(where: \.isRowOfPorts)
    else { return false }
    var above = facts[first]
    for (line, fact) in zip(lines[first...], facts[first...]) {
      if fact.isRowOfAddress { above = fact }
      var found = endpoints(
        above.farEnds, own: fact.textPorts.stated, facts: fact, name: fact.nameBehindPorts,
        state.inner)
      for place in found.indices { found[place].line = line.number }
      add(found, state.section, line.number)
    }
    let namesColumns = facts[..<first].contains {
      $0.concepts.contains(.port) && $0.concepts.containsAny(of: .address, .host, .destination)
    }
    if !namesColumns {
      findings.add(
        .warning, "ports-joined", lines[first],
        "the lines below this one have ports and no address; they were given the one above them")
    }
    return true
  }

  /// Reads lines of a name and an address, "London (L1) 192.0.2.0/29", below the names of their columns.
  ///
  /// - Returns: the place of the line behind them; nil if they are none.
  private mutating func readNamedAddresses(
    _ lines: [SourceLine], _ facts: [TextFacts], _ areNamed: [Bool], from first: Int,
    _ state: inout State
  ) -> Int? {
    let start = areNamed[first] ? first : first + 1
    let end = areNamed[start...].firstIndex(of: false) ?? areNamed.count
    guard end - start >= 2,
      start == first || !facts[first].holdsAddress && !facts[first].saysPorts
    else { return nil }
    if start > first { readLine(lines[first], &state) }
    let items = lines[start..<end].map { Outline.Item(lines: [$0], depth: 0) }
    readList(items, state.inner, state.section, &state)
    return end
  }

  /// Reads lines that are rows of ports, "Sign-in 7000", "Live view 8000, 8001 TCP", between names of
  /// their columns; false if they are none.
  private mutating func readRowsOfPorts(
    _ lines: [SourceLine], _ facts: [TextFacts], _ state: State
  ) -> Bool {
    let rows = facts.map(\.portsAtEnd)
    guard rows.count(where: { $0 != nil }) >= 3, !state.inner.isTakenBack,
      namesPorts(facts, besides: rows.map { $0 != nil }, state)
    else { return false }
    var scope = state.inner
    let before = gathered.batches.count
    for ((line, fact), row) in zip(zip(lines, facts), rows) {
      if let row {
        readPortsAlone(fact, row.terms, name: row.name, scope, state.section)
      } else if fact.concepts.contains(.port) {
        scope.transport = fact.tokens.lazy.compactMap(\.transport).joined
      } else if fact.saysPorts || fact.holdsAddress {
        warnOfRow(line)
      }
    }
    gathered.joinBatches(from: before)
    for place in gathered.batches.indices[before...] { gathered.batches[place].isNamedTable = true }
    return true
  }

  /// Whether a line besides the rows, or what is around, says that they have ports.
  private func namesPorts(_ facts: [TextFacts], besides areRows: [Bool], _ state: State) -> Bool {
    zip(facts, areRows).contains { !$1 && $0.concepts.contains(.port) } || state.inner.isAboutPorts
  }

  private mutating func warnOfRow(_ line: SourceLine) {
    findings.add(.warning, "ports-named", line, "a line among rows of ports was not understood")
  }
}

extension TextFacts {
  /// "Client 192.0.2.0/24 80 TCP Web": an address with its ports behind it, in a line that is no sentence.
  fileprivate var isRowOfAddress: Bool {
    guard !farEnds.isEmpty, let last = addresses.used.max(), last + 1 < tokens.count,
      tokens[last + 1].isNumber || tokens[last + 1].transport != nil, saysPorts, !announces,
      !isTakenBack
    else { return false }
    return tokens[..<last].count(where: \.isWord) <= 8 && !".!?。".contains(text.last ?? ".")
  }

  /// "Web" of "443 TCP Web".
  fileprivate var nameBehindPorts: String? {
    guard let last = usedForPorts.max(), last + 1 < tokens.count else { return nil }
    let name = AddressFacts.name(tokens[(last + 1)...]).trimmingNameMarks
    return name.isEmpty ? nil : name
  }

  /// "443 TCP Web": begins with ports and their protocol.
  fileprivate var isRowOfPorts: Bool {
    isLineOfPorts && !isTakenBack && textPorts.stated.allSatisfy { $0.transport != nil }
      && tokens.first.map { $0.isNumber || $0.transport != nil } ?? false
  }
}
