import EndpointModel

/// Rows that head those below them with ports: "TCP 443" above the hosts it is for.
extension TableReading {
  /// Takes the row for a heading that states ports, if the table has no column of them and a row of
  /// addresses follows; false if it is none.
  mutating func headsWithPorts(_ facts: [TextFacts], above next: Table.Row?) -> Bool {
    guard told == nil, columns.index(of: .ports) == nil,
      columns.index(of: .portStart) == nil,
      let heading = facts.first(where: { !$0.isEmptyCell }), !heading.holdsAddress,
      facts.allSatisfy({ $0.isEmptyCell || $0.text == heading.text }),
      facts.count > 1, heading.saysPorts, heading.leftoverWords.count <= 6,
      !heading.textPorts.terms.isEmpty, heading.textPorts.problems.isEmpty,
      !heading.isTakenBack, !heading.isConditional,
      !heading.tokens.contains(where: {
        SentenceWords.before.contains($0.lower) || SentenceWords.older.contains($0.lower)
          || SentenceWords.inside.contains($0.lower) || $0.lower == "internally"
      }), let next, self.facts(next).contains(where: \.isAddressValue)
    else { return false }
    above = Above()
    group = heading.nameRest.foldedOrNil
    isGroupTakenBack = false
    scope.terms = heading.textPorts.terms
    scope.direction = heading.statedDirection ?? around.direction
    return true
  }

  /// What a row of ports said no longer holds.
  mutating func leavePortRow() { (scope.terms, scope.direction) = around }
}
