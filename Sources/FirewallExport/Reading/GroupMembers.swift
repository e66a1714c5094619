/// Goes through groups of a configuration, which may hold groups, and, in a broken one, themselves.
enum GroupMembers {
  /// The names and all that they hold, each once, in order of appearance.
  ///
  /// - Parameter members: the members of a group; nil if the name is not a group's.
  static func all(within names: [String], members: (String) -> [String]?) -> [String] {
    var seen: Set<String> = []
    var out: [String] = []
    var waiting = Array(names.reversed())
    while let name = waiting.popLast() {
      guard seen.insert(name).inserted else { continue }
      out.append(name)
      waiting += (members(name) ?? []).reversed()
    }
    return out
  }

  /// Those of them that are not groups.
  static func leaves(_ names: [String], members: (String) -> [String]?) -> [String] {
    all(within: names, members: members).filter { members($0) == nil }
  }
}
