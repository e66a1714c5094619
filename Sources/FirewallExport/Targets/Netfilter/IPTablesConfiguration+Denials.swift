import EndpointModel

/// Rules that deny take something away if one that accepts some of the same comes after them.
extension IPTablesConfiguration {
  /// What of it is not understood makes it a denial of more.
  ///
  /// - Parameter isExact: whether its interfaces are those that it is for.
  mutating func deny(_ rule: IPTablesRule, _ ways: Set<PermitDirection>, isExact: Bool) {
    let ends = ends(of: rule)
    let hasMore =
      rule.isOfOldConnections || rule.isLocal || rule.isOfTunnels || rule.isNeighbourDiscovery
    let told = denials.take(
      services(of: rule), from: ends.source, to: ends.destination, ways,
      isExact: isExact && !hasLeft && rule.isUnderstood && !hasMore && ends.areExact,
      place: "line \(rule.line)",
      sentence: "line \(rule.line): what this takes away from the rules after it is not known")
    if let told { problems.append(told) }
  }

  /// Takes away what is denied of what a rule accepts.
  ///
  /// - Parameter place: of the first endpoint that the rule made.
  mutating func takeAway(from place: Int, _ rule: IPTablesRule) {
    if denials.isEmpty { return }
    let ends = ends(of: rule)
    let rest = denials.rest(
      of: Array(endpoints[place...]), from: ends.source, to: ends.destination)
    endpoints.replaceSubrange(place..., with: rest.endpoints)
    for sentence in rest.told where !problems.contains(sentence) { problems.append(sentence) }
  }

  /// Nil for all, and where it is not understood.
  private func services(of rule: IPTablesRule) -> [ReadTraffic]? {
    rule.isUnderstood ? [ReadTraffic(rule.transport ?? .any, rule.ports)] : nil
  }

  private func ends(
    of rule: IPTablesRule
  ) -> (source: ReadEnd, destination: ReadEnd, areExact: Bool) {
    guard rule.isUnderstood else { return (.anybody(family), .anybody(family), false) }
    func end(_ ranges: [AddressRange]?) -> ReadEnd {
      ranges.map { .addresses($0.map { EndpointAddress($0) }) } ?? .anybody(family)
    }
    var ends = (
      source: end(rule.sources), destination: end(rule.destinations), areExact: true
    )
    for set in rule.sets {
      var problems: [String] = []
      let found = sets.ranges(of: set.name, problems: &problems)
      let ranges = found.map(\.0)
      // Of two conditions for one end, neither is all that it says; sets may hold ports, too.
      ends.areExact =
        ends.areExact && problems.isEmpty && rule.sets.count == 1
        && (set.flags == ["dst"] && rule.destinations == nil
          || set.flags == ["src"] && rule.sources == nil)
        && !found.contains { $0.1 != nil }
      guard problems.isEmpty else { continue }
      if set.flags.first == "dst", rule.destinations == nil { ends.destination = end(ranges) }
      if set.flags.first == "src", rule.sources == nil { ends.source = end(ranges) }
    }
    return ends
  }
}
