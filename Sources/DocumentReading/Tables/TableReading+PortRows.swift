import EndpointModel

/// Rows that head those below them with ports: "TCP 443" above the hosts it is for.
extension TableReading {
  /// Takes the row for a heading that states ports, if the table has no column of them and a row of
  /// addresses follows, at once or below names; false if it is none.
  mutating func headsWithPorts(_ facts: [TextFacts], above rest: ArraySlice<Table.Row>) -> Bool {
    guard told == nil, columns.index(of: .ports) == nil,
      columns.index(of: .portStart) == nil, let heading = Self.portHeading(facts),
      headsAddresses(rest)
    else { return false }
    let isNamed = heading.nameRest.foldedOrNil != nil
    // "Relay service" above "TCP 443" above its hosts: the name holds for them, too.
    if isNamed || !isBelowGroupName {
      group = heading.nameRest.foldedOrNil
      isGroupTakenBack = false
    }
    above = Above()
    (isBelowPortRow, hasPortRow) = (true, true)
    scope.terms = heading.textPorts.terms
    scope.direction = heading.statedDirection ?? around.direction
    return true
  }

  /// Whether addresses are the first thing that stands below, but for names of groups.
  private mutating func headsAddresses(_ rest: ArraySlice<Table.Row>) -> Bool {
    for row in rest.prefix(4) {
      let cells = facts(row)
      if cells.contains(where: \.isAddressValue) { return true }
      let repeatsHeader = !headers.isEmpty && cells.map(\.text) == headers.map { $0?.text ?? "" }
      if repeatsHeader { continue }
      if Self.groupName(cells) == nil && !Self.isLabel(cells) || Self.portHeading(cells) != nil {
        return false
      }
    }
    return false
  }

  /// The only text of a row, where it states ports and nothing else that matters.
  static func portHeading(_ facts: [TextFacts]) -> TextFacts? {
    guard facts.count > 1, let heading = facts.first(where: { !$0.isEmptyCell }),
      !heading.holdsAddress,
      facts.allSatisfy({ $0.isEmptyCell || $0.text == heading.text }), heading.saysPorts,
      heading.leftoverWords.count <= 6, !heading.textPorts.terms.isEmpty,
      heading.textPorts.problems.isEmpty, !heading.isTakenBack, !heading.isConditional,
      !heading.tokens.contains(where: {
        SentenceWords.before.contains($0.lower) || SentenceWords.older.contains($0.lower)
          || SentenceWords.inside.contains($0.lower) || $0.lower == "internally"
      })
    else { return nil }
    return heading
  }

  /// How many rows of ports over all columns stand above the header: "Ports: 443/tcp" above "Region | Network".
  mutating func portTitles(_ rows: [Table.Row]) -> Int {
    guard told == nil else { return 0 }
    let titles = rows.prefix(3).prefix { Self.portHeading(facts($0)) != nil }.count
    guard titles > 0, rows.count > titles + 1 else { return 0 }
    let header = facts(rows[titles])
    let rest = rows[(titles + 1)...].prefix(50).map { facts($0) }
    let namesPorts = header.contains { $0.concepts.contains(.port) }
    return !namesPorts && Self.isHeader(header, before: rest) ? titles : 0
  }

  /// "Hosts:", "IP address | IP address": what the cells below are, and no name of theirs.
  static func isLabel(_ facts: [TextFacts]) -> Bool {
    let filled = facts.filter { !$0.isEmptyCell }
    return !filled.isEmpty
      && filled.allSatisfy { cell in
        !cell.holdsAddress && cell.tokens.count <= 6 && !cell.tokens.contains(where: \.isNumber)
          && cell.tokens.filter(\.isWord).allSatisfy {
            $0.concepts.containsAny(of: .address, .host, .network, .and, .or)
          }
      }
  }

  /// Takes the protocol of a row that heads ports, "UDP" or "TCP ports", if no column has protocols.
  mutating func takeProtocol(of heading: TextFacts) {
    guard told == nil, columns.index(of: .transport) == nil, columns.index(of: .ports) != nil,
      heading.isTransport, let named = heading.transportOfWhatFollows, named.hasPorts
    else { return }
    group = nil
    scope.transport = named
  }

  /// What a row of ports said no longer holds.
  mutating func leavePortRow() {
    (scope.terms, scope.direction, scope.transport) = around
    (isBelowPortRow, hasPortRow) = (false, false)
  }
}
