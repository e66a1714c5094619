import EndpointModel

/// A JSON value that is written with sorted keys, in UTF-8, so that equal values
/// give equal bytes (RFC 8259).
public indirect enum JSONText: Sendable {
  case null
  case bool(Bool)
  case number(Int)
  case string(String)
  case array([JSONText])
  case object([String: JSONText])

  /// A string, or null.
  init(_ text: String?) { self = text.map(JSONText.string) ?? .null }

  /// A number, or null.
  init(_ number: Int?) { self = number.map(JSONText.number) ?? .null }

  /// The text, indented by two blanks, with a line feed at its end. Objects
  /// without any array or object inside stand on one line: an endpoint each.
  public var text: String {
    var out = ""
    write(to: &out, indent: "")
    return out + "\n"
  }

  private func write(to out: inout String, indent: String) {
    switch self {
    case .null: out += "null"
    case .bool(let value): out += value ? "true" : "false"
    case .number(let value): out += String(value)
    case .string(let text): Self.write(text, to: &out)
    case .array(let elements):
      Self.write(elements, to: &out, indent, flat: isFlat, brackets: ("[", "]")) {
        element, out, indent in
        element.write(to: &out, indent: indent)
      }
    case .object(let members):
      Self.write(
        members.sorted { $0.key < $1.key }, to: &out, indent, flat: isFlat, brackets: ("{", "}")
      ) { member, out, indent in
        Self.write(member.key, to: &out)
        out += ": "
        member.value.write(to: &out, indent: indent)
      }
    }
  }

  private static func write<T>(
    _ parts: [T], to out: inout String, _ indent: String, flat: Bool,
    brackets: (String, String), _ writePart: (T, inout String, String) -> Void
  ) {
    out += brackets.0
    for (i, part) in parts.enumerated() {
      if i > 0 { out += flat ? ", " : "," }
      if !flat { out += "\n" + indent + "  " }
      writePart(part, &out, indent + "  ")
    }
    if !flat, !parts.isEmpty { out += "\n" + indent }
    out += brackets.1
  }

  /// Whether it fits on one line: no container inside, save empty ones.
  private var isFlat: Bool {
    func isPlain(_ value: JSONText) -> Bool {
      switch value {
      case .array(let elements): elements.isEmpty
      case .object(let members): members.isEmpty
      default: true
      }
    }
    return switch self {
    case .array(let elements): elements.isEmpty
    case .object(let members): members.values.allSatisfy(isPlain)
    default: true
    }
  }

  /// Quotation marks, backslashes and controls are escaped, and so is what a
  /// terminal or a reader could be deceived by.
  private static func write(_ text: String, to out: inout String) {
    out += "\""
    let isPlain = text.utf8.allSatisfy {
      $0 >= 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\")
    }
    if isPlain {
      out += text
      out += "\""
      return
    }
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": out += "\\\""
      case "\\": out += "\\\\"
      case "\n": out += "\\n"
      case "\t": out += "\\t"
      case _ where scalar.isUnsafeToShow:
        for unit in String(scalar).utf16 {
          let digits = String(unit, radix: 16)
          out += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        }
      default: out.unicodeScalars.append(scalar)
      }
    }
    out += "\""
  }
}
