import EndpointModel

/// Tables, with what stands around them.
extension Interpreter {
  mutating func readTable(_ table: Table, _ state: inout State) {
    var scope = state.inner
    var table = table
    table.told = layout?.toldColumns
    let isTaken = layout?.isTaken ?? false
    if !table.caption.isEmpty {
      let caption = TextFacts(table.caption)
      if let direction = caption.statedDirection { scope.direction = direction }
      let terms = caption.textPorts.stated
      if !terms.isEmpty {
        scope.terms = terms
      } else if let named = caption.transportOfWhatFollows ?? caption.transportAtEnd {
        scope.transport = named
      }
      if caption.shutsBelow {
        scope.isTakenBack = true
        scope.isDoubtful = scope.isDoubtful || caption.isDoubtfulDenial
      }
      if !caption.isGeneric { scope.names.append(caption.text) }
    }
    // Rows that say themselves what is allowed need no words above them.
    if scope.isTakenBack, table.allowsByRows { scope.isTakenBack = false }
    if scope.isTakenBack, !isTaken {
      findings.add(
        .note, "table-forbidden", line: table.rows.first?.line, quote: scope.names.last,
        "the words above this table say not to use it; it was left out")
      leaveOut(table.lines, scope)
      return
    }
    if let name = scope.names.last, TextFacts(name, line: 1).isForFinding, !table.statesPorts,
      !isTaken
    {
      findings.add(
        .note, "table-left-alone", line: table.rows.first?.line, quote: name,
        "the section tells how to find something out; its table is not an allowlist")
      leaveOut(table.lines)
      return
    }
    if readProblems(table, &state) { return }
    let reading = TableReading(table, scope: scope, isData: scope.isData)
    for finding in reading.findings.all { findings.add(finding) }
    note(reading, scope)
    gathered.passedOver += reading.passedOver
    if reading.isOfOtherKind { leaveOut(table.lines) }
    if reading.endpoints.isEmpty { return }
    if table.isIrregular {
      findings.add(
        .warning, "table-irregular", line: table.rows.last?.line, quote: nil,
        "cells that stand below each other do not fill the rows of a table; check what is around here"
      )
    }
    let before = gathered.batches.count
    let endpoints = reading.endpoints.map { scope.terms.transported($0) }
    add(
      endpoints, state.section, table.rows.first?.line ?? 0, isProse: reading.isOfOrders,
      isAllowed: reading.isOfOrders)
    if gathered.batches.count == before { return }
    gathered.batches[before].isNamedTable = reading.endpoints.contains { $0.service != nil }
    gathered.batches[before].tellsBothEnds = reading.tellsBothEnds
    take(since: before, &state)
  }
}

extension Table {
  var lines: [SourceLine] { rows.flatMap { $0.cells.flatMap(\.lines) } }

  /// Whether a column says of each row if it is allowed, and some are.
  fileprivate var allowsByRows: Bool {
    let header = rows.first?.cells.map { TextFacts($0.lines) } ?? []
    guard let headers = headerRowCount, headers > 0,
      let action = header.firstIndex(where: { $0.concepts.contains(.action) })
    else { return false }
    let verdicts = rows.dropFirst(headers).map { row -> Bool? in
      action < row.cells.count ? TextFacts(row.cells[action].lines).verdict : nil
    }
    return !verdicts.isEmpty && verdicts.allSatisfy { $0 != nil } && verdicts.contains(true)
  }

  /// Whether one of the first rows names ports, as a header does.
  fileprivate var statesPorts: Bool {
    rows.prefix(3).contains { row in
      row.cells.contains { TextFacts($0.lines).concepts.contains(.port) }
    }
  }
}
