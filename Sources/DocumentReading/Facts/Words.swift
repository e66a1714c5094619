import EndpointModel

/// The lower-case words of a sentence, without plural and possessive endings.
struct Words {
  let all: [String]
  private let known: Set<String>

  init(_ sentence: some StringProtocol) {
    all = sentence.lowercased()
      .split { !$0.isLetter && !$0.isNumber && $0 != "'" && $0 != "’" }
      .map { word in
        var word = String(word)
        for ending in ["'s", "’s", "s'", "es", "s"] where word.count > ending.count + 2 {
          guard word.hasSuffix(ending) else { continue }
          if ending == "es", !word.hasSuffix("sses") { continue }
          if ending == "s", word.hasSuffix("ss") { continue }
          word.removeLast(ending.count)
          break
        }
        return word
      }
    known = Set(all)
  }

  func contains(_ word: String) -> Bool { known.contains(word) }

  static let numbers = [
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "eleven": 11, "twelve": 12,
  ]

  /// Words by which a sentence asks for ports to be opened.
  static let opening = ["open", "opened", "require", "allow", "allowed"]

  func names(_ role: PortRole) -> Bool {
    switch role {
    case .signaling: contains("signaling") || contains("signalling")
    case .data: contains("data")
    }
  }
}

extension PortRole {
  /// The role that the words name, if they name one.
  init?(in words: Words) {
    guard let role = PortRole.allCases.first(where: words.names) else { return nil }
    self = role
  }
}
