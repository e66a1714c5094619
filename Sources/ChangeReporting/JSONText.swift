import EndpointModel

/// A JSON value that is written with sorted keys, in UTF-8, so that equal values give
/// equal bytes (RFC 8259).
public enum JSONText: Sendable {
  case null
  case bool(Bool)
  case number(Int)
  case string(String)
  case array([JSONText])
  case object(Members)

  /// An object's members, ascending by name; names are unique.
  public struct Members: Sendable, ExpressibleByDictionaryLiteral {
    private var given: [(name: String, value: JSONText)]

    public init(dictionaryLiteral members: (String, JSONText)...) {
      given = members
    }

    public mutating func add(_ name: String, _ value: JSONText) {
      given.append((name, value))
    }

    /// Gives an existing member another value.
    mutating func replace(_ name: String, _ value: JSONText) {
      guard let place = given.firstIndex(where: { $0.name == name }) else { return }
      given[place].value = value
    }

    /// Sorted when they are written, as there may be many.
    var all: [(name: String, value: JSONText)] { given.sorted { $0.name < $1.name } }

    fileprivate var isEmpty: Bool { given.isEmpty }
  }

  /// A string, or null.
  init(_ text: String?) { self = text.map(JSONText.string) ?? .null }

  /// A number, or null.
  init(_ number: Int?) { self = number.map(JSONText.number) ?? .null }

  /// The text, indented by two spaces, with a line feed at its end. Objects that contain no array
  /// or object take one line, such as an endpoint.
  public var text: String {
    // Bytes are appended in less than half the time that a string takes, and there may be millions.
    var out: [UInt8] = []
    write(to: &out, indent: "")
    out += "\n".utf8
    return String(decoding: out, as: UTF8.self)
  }

  private func write(to out: inout [UInt8], indent: String) {
    switch self {
    case .null: out += "null".utf8
    case .bool(let value): out += (value ? "true" : "false").utf8
    case .number(let value): out += String(value).utf8
    case .string(let text): Self.write(text, to: &out)
    case .array(let elements):
      let line = elements.isEmpty ? nil : "\n" + indent + "  "
      out += "[".utf8
      for (i, element) in elements.enumerated() {
        if i > 0 { out += ",".utf8 }
        out += line!.utf8
        element.write(to: &out, indent: indent + "  ")
      }
      out += (line == nil ? "]" : "\n" + indent + "]").utf8
    case .object(let members):
      let all = members.all
      let line = all.allSatisfy { $0.value.isPlain } ? nil : "\n" + indent + "  "
      out += "{".utf8
      for (i, member) in all.enumerated() {
        if i > 0 { out += (line == nil ? ", " : ",").utf8 }
        if let line { out += line.utf8 }
        Self.write(member.name, to: &out)
        out += ": ".utf8
        member.value.write(to: &out, indent: line == nil ? indent : indent + "  ")
      }
      out += (line == nil ? "}" : "\n" + indent + "}").utf8
    }
  }

  /// Whether it is not an array or object, or is an empty one.
  private var isPlain: Bool {
    switch self {
    case .array(let elements): elements.isEmpty
    case .object(let members): members.isEmpty
    default: true
    }
  }

  /// Escapes quotation marks, backslashes and control characters, and what could deceive a
  /// terminal or a reader.
  private static func write(_ text: String, to out: inout [UInt8]) {
    let quote = UInt8(ascii: "\"")
    out.append(quote)
    let isPlain = text.utf8.allSatisfy {
      $0 >= 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\")
    }
    if isPlain {
      out += text.utf8
      out.append(quote)
      return
    }
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": out += "\\\"".utf8
      case "\\": out += "\\\\".utf8
      case "\n": out += "\\n".utf8
      case "\t": out += "\\t".utf8
      case _ where scalar.isUnsafeToShow:
        for unit in String(scalar).utf16 {
          let digits = String(unit, radix: 16)
          out += "\\u\(String(repeating: "0", count: 4 - digits.count))\(digits)".utf8
        }
      default: out += UTF8.encode(scalar)!
      }
    }
    out.append(quote)
  }
}
