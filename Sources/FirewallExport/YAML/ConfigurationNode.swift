/// A value of a configuration in YAML or JSON, with the line that it begins in.
struct ConfigurationNode: Sendable {
  let line: Int
  let content: Content

  enum Content: Sendable {
    case null
    /// A scalar; `isQuoted` tells the text "443" from the number 443.
    case text(String, isQuoted: Bool)
    case list([ConfigurationNode])
    case map(ConfigurationMap)
  }

  /// A member of a map; nil for all else, and for one that is null.
  subscript(name: String) -> ConfigurationNode? {
    guard let member = map?[name] else { return nil }
    if case .null = member.content { return nil }
    return member
  }

  var text: String? { if case .text(let text, _) = content { text } else { nil } }
  var elements: [ConfigurationNode]? { if case .list(let all) = content { all } else { nil } }
  var map: ConfigurationMap? { if case .map(let map) = content { map } else { nil } }

  var isNull: Bool { if case .null = content { true } else { false } }

  /// A whole number that is not written as a string.
  var integer: Int? {
    if case .text(let text, isQuoted: false) = content { Int(text) } else { nil }
  }
}

/// A map of a configuration; no name occurs twice.
struct ConfigurationMap: Sendable {
  struct Member: Sendable {
    let name: String
    /// Where the name stands.
    let line: Int
    let value: ConfigurationNode
  }

  /// In the order of the text.
  private(set) var members: [Member] = []
  private var places: [String: Int] = [:]

  subscript(name: String) -> ConfigurationNode? { places[name].map { members[$0].value } }

  /// - Returns: false if it has the name already.
  mutating func add(_ member: Member) -> Bool {
    guard places.updateValue(members.count, forKey: member.name) == nil else { return false }
    members.append(member)
    return true
  }

  /// The first member that has none of the names; null ones do not count.
  func member(otherThan names: Set<String>) -> Member? {
    members.first { !names.contains($0.name) && !$0.value.isNull }
  }
}
