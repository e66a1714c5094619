/// A device that takes each command by itself, and complains where FortiOS would: a group without
/// members, a name that is not there, something deleted that is in use.
enum FortiOSModel {
  /// The first complaint; nil if there is none.
  static func firstFault(in text: String) -> String? {
    var groups: [String: [String]] = [:]
    var policies: [String: Set<String>] = [:]
    var (table, entry) = ("", "")
    for (number, line) in text.split(separator: "\n").enumerated() {
      let words = line.split(separator: " ").map { String($0.filter { $0 != "\"" }) }
      guard let verb = words.first else { continue }
      let isGroup = table.hasPrefix("addrgrp")
      switch (verb, words.dropFirst().first) {
      case ("config", _): table = words.dropFirst(2).joined(separator: " ")
      case ("edit", let name?): entry = name
      case ("set", "member") where isGroup: groups[entry] = Array(words.dropFirst(2))
      case ("append", "member") where isGroup: groups[entry, default: []] += words.dropFirst(2)
      case ("unselect", "member") where isGroup: groups[entry]?.removeAll { $0 == words[2] }
      case ("set", let key?) where table == "policy" && key.contains("addr"):
        policies[entry, default: []].formUnion(words.dropFirst(2).filter { $0 != "all" })
      case ("next", _):
        if let members = groups[entry], members.isEmpty { return "line \(number): no members" }
        if let names = policies[entry], !names.allSatisfy({ groups[$0] != nil }) {
          return "line \(number): no such group"
        }
      case ("delete", let name?):
        if table == "policy" { policies[name] = nil }
        if policies.values.contains(where: { $0.contains(name) })
          || groups.values.contains(where: { $0.contains(name) })
        {
          return "line \(number): \(name) is in use"
        }
        if isGroup { groups[name] = nil }
      default: break
      }
    }
    return nil
  }
}
