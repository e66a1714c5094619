import EndpointModel

/// Rules that deny take something away if one that accepts some of the same comes after them.
extension IPTablesConfiguration {
  /// What of it is not understood makes it a denial of more.
  mutating func deny(_ rule: IPTablesRule, _ ways: Set<PermitDirection>) {
    let ends = ends(of: rule)
    let told = denials.take(
      services(of: rule), from: ends.source, to: ends.destination, ways,
      sentence: "line \(rule.line): what this takes away from the rules after it is not known")
    if let told { problems.append(told) }
  }

  /// Tells those that deny some of what a rule accepts.
  mutating func settleDenials(of rule: IPTablesRule, _ ways: Set<PermitDirection>) {
    if denials.isEmpty { return }
    let ends = ends(of: rule)
    problems += denials.concerning(
      services(of: rule) ?? [ReadTraffic(.any)], from: ends.source, to: ends.destination, ways)
  }

  /// Nil for all, and where it is not understood.
  private func services(of rule: IPTablesRule) -> [ReadTraffic]? {
    rule.isUnderstood ? [ReadTraffic(rule.transport ?? .any, rule.ports)] : nil
  }

  private func ends(of rule: IPTablesRule) -> (source: ReadEnd, destination: ReadEnd) {
    guard rule.isUnderstood else { return (.anybody(family), .anybody(family)) }
    func end(_ ranges: [AddressRange]?) -> ReadEnd {
      ranges.map { .addresses($0.map { EndpointAddress($0) }) } ?? .anybody(family)
    }
    var ends = (source: end(rule.sources), destination: end(rule.destinations))
    for set in rule.sets {
      var problems: [String] = []
      let ranges = sets.ranges(of: set.name, problems: &problems).map(\.0)
      guard problems.isEmpty else { continue }
      if set.flags.first == "dst", rule.destinations == nil { ends.destination = end(ranges) }
      if set.flags.first == "src", rule.sources == nil { ends.source = end(ranges) }
    }
    return ends
  }
}
