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
}
