/// The interfaces, or lists of them, that the jump to Gatebook's chain is for; nil for all.
struct RouterOSInterfaces {
  var comesIn: String?
  var goesOut: String?

  /// What a rule's interfaces have to do with ours.
  func relation(
    of rule: [String: String], at hook: String
  ) -> InterfaceSides.Relation {
    var conditions: [(isIn: Bool, names: [String])] = []
    for (key, isIn) in [
      ("in-interface", true), ("in-interface-list", true), ("out-interface", false),
      ("out-interface-list", false),
    ] {
      guard let value = rule[key] else { continue }
      // What is left out may be anything.
      if value.hasPrefix("!") { return .unknown }
      conditions.append((isIn, [value]))
    }
    let relation = InterfaceSides(comesIn: comesIn, goesOut: goesOut).relation(conditions, at: hook)
    // An interface may be in the list that a setting names, or the other way round.
    return relation == .none ? .unknown : relation
  }

  /// As properties of the rule: ` in-interface=lan`.
  var words: String {
    [("in-interface", comesIn), ("out-interface", goesOut)].compactMap { key, value in
      value.map { " \(key)=" + ($0.contains(" ") ? "\"\($0)\"" : $0) }
    }.joined()
  }

  /// Takes what a rule says of interfaces from it.
  ///
  /// - Returns: the first that is not ours; nil if all are.
  func taken(from rule: inout [String: String]) -> String? {
    var other: String?
    for (key, ours) in [
      ("in-interface", comesIn), ("in-interface-list", comesIn), ("out-interface", goesOut),
      ("out-interface-list", goesOut),
    ] {
      guard let value = rule.removeValue(forKey: key), value != ours else { continue }
      other = other ?? value
    }
    return other
  }
}
