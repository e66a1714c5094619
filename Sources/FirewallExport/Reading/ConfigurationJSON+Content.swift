extension ConfigurationJSON {
  /// Of an object; empty for all else.
  var members: [String: ConfigurationJSON] {
    if case .object(let members) = self { members } else { [:] }
  }

  /// Whether it holds something: not null, and not empty.
  var isFilled: Bool {
    switch self {
    case .null: false
    case .bool(let value): value
    case .number: true
    case .string(let text): !text.isEmpty
    case .array(let all): !all.isEmpty
    case .object(let members): !members.isEmpty
    }
  }

  /// Its names and values, as a problem quotes it.
  var quoted: String { words().joined(separator: " ").quoted }

  /// Its texts and numbers, each behind the name of its member.
  ///
  /// - Parameters:
  ///   - left: members that are left out.
  ///   - unnamed: members whose values stand without their names.
  func words(without left: Set<String> = [], unnamed: Set<String> = []) -> [String] {
    switch self {
    case .null: []
    case .bool(let value): [String(value)]
    case .number(let number): [Int(exactly: number).map { String($0) } ?? String(number)]
    case .string(let text): [text]
    case .array(let all): all.flatMap { $0.words(without: left, unnamed: unnamed) }
    case .object(let members):
      members.sorted { $0.key < $1.key }.filter { !left.contains($0.key) }.flatMap {
        (unnamed.contains($0.key) ? [] : [$0.key]) + $0.value.words(without: left, unnamed: unnamed)
      }
    }
  }
}
