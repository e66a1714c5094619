/// The interfaces, or lists of them, that the jump to Gatebook's chain is for; nil for all.
struct RouterOSInterfaces {
  var comesIn: String?
  var goesOut: String?
  /// What the text tells of lists.
  var lists = RouterOSInterfaceLists()

  /// What a rule says of an end that packets pass.
  private struct Condition {
    let isIn: Bool
    let isList: Bool
    let isNot: Bool
    let name: String
  }

  private static let keys: [(key: String, isIn: Bool, isList: Bool)] = [
    ("in-interface", true, false), ("in-interface-list", true, true),
    ("out-interface", false, false), ("out-interface-list", false, true),
  ]

  private static func conditions(of rule: [String: String]) -> [Condition] {
    keys.compactMap { key, isIn, isList in
      rule[key].map {
        Condition(
          isIn: isIn, isList: isList, isNot: $0.hasPrefix("!"),
          name: String($0.hasPrefix("!") ? $0.dropFirst() : $0[...]))
      }
    }
  }

  /// What a rule's interfaces have to do with ours.
  func relation(
    of rule: [String: String], at hook: String
  ) -> InterfaceSides.Relation {
    let conditions = Self.conditions(of: rule)
    var ways: Set<PermitDirection> = []
    var isUnknown = false
    for way in PermitDirection.passing(hook) {
      let answers = conditions.map { fits($0, way, isEnd: hook != "forward") }
      if answers.contains(false) { continue }
      if answers.contains(nil) { isUnknown = true } else { ways.insert(way) }
    }
    if !ways.isEmpty { return .ways(ways) }
    return isUnknown ? .unknown : .none
  }

  /// A note on a rule that is for other interfaces.
  func note(on rule: [String: String]) -> String {
    let names = Self.conditions(of: rule).map { ($0.isNot ? "!" : "") + $0.name }
    let other = names.first { ![comesIn, goesOut].contains($0) } ?? ""
    return "what passes the interface \(other.quoted), which no setting names"
  }

  /// Whether all that goes a way, between the interfaces of the settings, fits a condition; nil if that is
  /// not told.
  private func fits(_ condition: Condition, _ way: PermitDirection, isEnd: Bool) -> Bool? {
    let isOurs = isEnd ? condition.isIn : condition.isIn == (way == .outbound)
    let (expected, other) = isOurs ? (comesIn, goesOut) : (goesOut, comesIn)
    let answer: Bool?
    if let expected {
      answer = holds(condition, expected)
    } else if let other, condition.name == other {
      // The other side's is another one.
      answer = false
    } else {
      answer = nil
    }
    return condition.isNot ? answer.map { !$0 } : answer
  }

  /// Whether an interface of a setting is one that a condition names.
  private func holds(_ condition: Condition, _ expected: String) -> Bool? {
    if condition.name == expected { return true }
    if condition.isList, condition.name == "all" { return true }
    // An interface may be in the list that a setting names, or the other way round.
    guard lists.areThere else { return nil }
    let ours = lists.isList(expected) ? lists.members(of: expected) : [expected]
    let named = condition.isList ? lists.members(of: condition.name) : [condition.name]
    guard let ours, let named, !ours.isEmpty else { return nil }
    if ours.isSubset(of: named) { return true }
    return ours.isDisjoint(with: named) ? false : nil
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
    let conditions = Self.conditions(of: rule)
    for (key, _, _) in Self.keys { rule[key] = nil }
    return conditions.first { condition in
      guard !condition.isNot, let ours = condition.isIn ? comesIn : goesOut else { return true }
      return holds(condition, ours) != true
    }.map(\.name)
  }
}
