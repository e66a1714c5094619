/// Groups of a device's configuration by name: what each holds itself, and which others it holds.
struct ConfigurationGroups<Member: Hashable> {
  private struct Group {
    /// With the order in which they were added.
    var members: [Member: Int] = [:]
    var groups: Set<String> = []
    var problems: [String] = []
  }

  private var groups: [String: Group] = [:]
  private var serial = 0

  func has(_ name: String) -> Bool { groups[name] != nil }

  /// Makes the group, if there is none of that name.
  mutating func define(_ name: String) { groups[name, default: Group()].problems += [] }

  mutating func add(_ member: Member, to name: String) {
    serial += 1
    groups[name, default: Group()].members[member, default: serial] += 0
  }

  mutating func add(group: String, to name: String) {
    groups[name, default: Group()].groups.insert(group)
  }

  mutating func add(problem: String, to name: String) {
    groups[name, default: Group()].problems.append(problem)
  }

  mutating func delete(_ name: String) { groups[name] = nil }

  /// Makes or deletes the group, as a command with or without `no` before it does.
  mutating func take(_ name: String, isGone: Bool) {
    if isGone { delete(name) } else { define(name) }
  }

  /// Adds a member, or removes it.
  mutating func take(_ member: Member, of name: String, isGone: Bool) {
    if isGone { groups[name]?.members[member] = nil } else { add(member, to: name) }
  }

  /// Adds a group to a group, or removes it.
  mutating func take(group: String, of name: String, isGone: Bool) {
    if isGone { groups[name]?.groups.remove(group) } else { add(group: group, to: name) }
  }

  /// What each group holds itself, by name: its members in words, the groups that it names, and
  /// whether something was not understood.
  func contents(_ words: (Member) -> String) -> [String: [String]] {
    groups.mapValues { group in
      group.members.keys.map(words) + group.groups.map { "group \($0)" }
        + (group.problems.isEmpty ? [] : [contentNotUnderstood])
    }
  }

  /// What a group and the groups within it hold, each looked at once, as groups may hold
  /// themselves; and what of them was not understood.
  func content(of name: String) -> (members: [Member], problems: [String]) {
    var (members, problems): ([Member: Int], [String]) = ([:], [])
    let all = GroupMembers.all(within: [name]) { groups[$0]?.groups.sorted() }
    for next in all {
      guard let group = groups[next] else {
        problems.append("\(next.asComment(limit: 80)) is used, and not defined")
        continue
      }
      members.merge(group.members) { first, _ in first }
      problems += group.problems
    }
    return (members.sorted { $0.value < $1.value }.map(\.key), problems)
  }
}
