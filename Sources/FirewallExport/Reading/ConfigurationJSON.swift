/// A JSON value of a device's configuration, as it is read (RFC 8259).
enum ConfigurationJSON: Sendable {
  case null
  case bool(Bool)
  case number(Double)
  case string(String)
  case array([ConfigurationJSON])
  case object([String: ConfigurationJSON])

  /// - Throws: `FirewallReadingError` if the text is not JSON, or an object has a name twice.
  init(parsing text: String, of target: String) throws {
    let documents = try Self.documents(in: text, of: target, atMost: 1)
    guard let document = documents.first else {
      throw FirewallReadingError(target, "it is not JSON: it is empty")
    }
    self = document
  }

  /// The documents of a text that holds several, one after the other, as `jq` takes them.
  ///
  /// - Throws: `FirewallReadingError` if something is not JSON, or an object has a name twice.
  static func documents(
    in text: String, of target: String, atMost limit: Int = .max
  ) throws -> [ConfigurationJSON] {
    var text = text
    return try text.withUTF8 { bytes in
      var parser = ConfigurationJSONParser(bytes)
      var out: [ConfigurationJSON] = []
      do {
        while !parser.isAtEnd() {
          if out.count == limit {
            throw FirewallReadingError(target, "it is not JSON: something follows the value")
          }
          out.append(try parser.value())
        }
      } catch ConfigurationJSONParser.Failure.notJSON(let offset, let reason) {
        let line = bytes[..<min(offset, bytes.count)].count { $0 == UInt8(ascii: "\n") } + 1
        throw FirewallReadingError(target, "it is not JSON: line \(line): \(reason)")
      } catch ConfigurationJSONParser.Failure.repeated(let name) {
        throw FirewallReadingError(
          target,
          "an object in it has \(name.asComment(limit: 40).quoted) twice, and which one counts is not "
            + "told")
      }
      return out
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
