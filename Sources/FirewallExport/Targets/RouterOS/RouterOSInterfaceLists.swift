/// Lists of interfaces (RouterOS, "Interface Lists"): their members, with those of lists that they include
/// and without those of lists that they exclude.
struct RouterOSInterfaceLists {
  private struct List {
    var include: [String] = []
    var exclude: [String] = []
    var members: Set<String> = []
  }

  private var lists: [String: List] = [:]
  /// Whether a command changes lists in a way that is not followed.
  private var isUnclear = false

  /// Whether a text tells of lists.
  var areThere: Bool { !lists.isEmpty && !isUnclear }

  /// Takes a command.
  ///
  /// - Returns: whether its menu is one of theirs.
  mutating func take(_ verb: String, _ properties: [String: String], in menu: String) -> Bool {
    guard menu == "interface list" || menu == "interface list member" else { return false }
    func names(_ key: String) -> [String] {
      (properties[key] ?? "").split(separator: ",").map { String($0) }
    }
    switch (verb, menu) {
    case ("", _): break
    case ("add", "interface list"):
      let name = properties["name"] ?? ""
      lists[name, default: List()].include += names("include")
      lists[name]?.exclude += names("exclude")
    case ("add", _):
      if !["yes", "true"].contains(properties["disabled"]), let name = properties["interface"] {
        lists[properties["list"] ?? "", default: List()].members.insert(name)
      }
    // Only what a comment says of those that are built in.
    case ("set", "interface list"): isUnclear = isUnclear || properties.keys.contains("include")
    default: isUnclear = true
    }
    return true
  }

  func isList(_ name: String) -> Bool { lists[name] != nil }

  /// Nil where no text tells, as of lists that the device fills.
  func members(of name: String) -> Set<String>? { members(of: name, within: []) }

  private func members(of name: String, within callers: Set<String>) -> Set<String>? {
    if name == "none" { return [] }
    guard let list = lists[name], !callers.contains(name) else { return nil }
    let callers = callers.union([name])
    var out = list.members
    for other in list.include {
      guard let more = members(of: other, within: callers) else { return nil }
      out.formUnion(more)
    }
    for other in list.exclude {
      guard let less = members(of: other, within: callers) else { return nil }
      out.subtract(less)
    }
    return out
  }
}
