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
  var quoted: String { words.joined(separator: " ").quoted }

  private var words: [String] {
    switch self {
    case .null: []
    case .bool(let value): [String(value)]
    case .number(let number): [Int(exactly: number).map { String($0) } ?? String(number)]
    case .string(let text): [text]
    case .array(let all): all.flatMap(\.words)
    case .object(let members):
      members.sorted { $0.key < $1.key }.flatMap { [$0.key] + $0.value.words }
    }
  }
}
