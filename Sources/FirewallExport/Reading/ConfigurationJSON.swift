import Foundation

/// A JSON value of a device's configuration, as it is read (RFC 8259).
enum ConfigurationJSON: Decodable, Sendable {
  case null
  case bool(Bool)
  case number(Double)
  case string(String)
  case array([ConfigurationJSON])
  case object([String: ConfigurationJSON])

  /// - Throws: `FirewallReadingError` if the text is not JSON, or an object has a name twice.
  init(parsing text: String, of target: String) throws {
    do {
      self = try JSONDecoder().decode(ConfigurationJSON.self, from: Data(text.utf8))
    } catch {
      throw FirewallReadingError(target, "it is not JSON")
    }
    if let name = JSONRepeats.first(in: text) {
      throw FirewallReadingError(
        target,
        "an object in it has \(name.asComment(limit: 40).quoted) twice, and which one counts is not told"
      )
    }
  }

  init(from decoder: any Decoder) throws {
    let single = try decoder.singleValueContainer()
    if single.decodeNil() {
      self = .null
    } else if let value = try? single.decode(Bool.self) {
      self = .bool(value)
    } else if let value = try? single.decode(Double.self) {
      self = .number(value)
    } else if let value = try? single.decode(String.self) {
      self = .string(value)
    } else if let value = try? single.decode([ConfigurationJSON].self) {
      self = .array(value)
    } else {
      self = .object(try single.decode([String: ConfigurationJSON].self))
    }
  }

  /// A member of an object; nil for all else.
  subscript(name: String) -> ConfigurationJSON? {
    if case .object(let members) = self { members[name] } else { nil }
  }

  var text: String? { if case .string(let text) = self { text } else { nil } }
  var elements: [ConfigurationJSON]? { if case .array(let all) = self { all } else { nil } }

  /// A whole number, also where it is written as a string.
  var integer: Int? {
    switch self {
    case .number(let value): Int(exactly: value)
    case .string(let text): Int(text)
    default: nil
    }
  }
}
