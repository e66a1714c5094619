/// The contents of the brackets above a block: `[%header,cols="1,2a"]`, `[source,bash]`.
struct AsciiDocAttributes {
  /// The first unnamed word: `source`, `NOTE`.
  private(set) var style = ""
  private(set) var options: Set<String> = []
  private var named: [String: String] = [:]

  subscript(_ name: String) -> String? { named[name] }

  /// Adds the contents of another pair of brackets above the same block.
  mutating func add(_ text: some StringProtocol) {
    for (i, part) in Self.parts(text).enumerated() {
      if let equals = part.firstIndex(of: "="), part[..<equals].allSatisfy(\.isNamePart) {
        let name = String(part[..<equals]).trimmed
        let value = part[equals...].dropFirst().trimmed.withoutQuotes
        named[name] = value
        if name == "options" || name == "opts" {
          options.formUnion(value.split(separator: ",").map { $0.trimmed })
        }
      } else if i == 0 {
        readShorthand(part)
      } else {
        options.formUnion(part.split(separator: "%").dropFirst().map(String.init))
      }
    }
  }

  /// `source%linenums.role#id`
  private mutating func readShorthand(_ text: String) {
    var word = ""
    var mark: Character?
    func end(_ options: inout Set<String>, _ style: inout String) {
      if mark == "%" { options.insert(word) } else if mark == nil, !word.isEmpty { style = word }
      word = ""
    }
    for character in text {
      if "%.#".contains(character) {
        end(&options, &style)
        mark = character
      } else {
        word.append(character)
      }
    }
    end(&options, &style)
  }

  /// The pieces between commas outside quotes.
  private static func parts(_ text: some StringProtocol) -> [String] {
    var parts = [""]
    var quote: Character?
    for character in text {
      if let open = quote {
        if character == open { quote = nil }
      } else if character == "\"" || character == "'" {
        quote = character
      } else if character == "," {
        parts.append("")
        continue
      }
      parts[parts.count - 1].append(character)
    }
    return parts.map(\.trimmed)
  }
}

extension Character {
  fileprivate var isNamePart: Bool { isLetter || isNumber || self == "-" || self == "_" }
}

extension String {
  /// The text without surrounding quotation marks.
  var withoutQuotes: String {
    guard count > 1, let first, first == "\"" || first == "'", last == first else { return self }
    return String(dropFirst().dropLast())
  }
}
