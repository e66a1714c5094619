import EndpointModel

/// Texts that are in a document but not in what it says: comments, and what stands at the top and
/// bottom of every page.
final class UnreadText: XMLHandler {
  private(set) var texts: [String] = []
  /// What holds one text each.
  private let containers: Set<XMLStream.Name>
  /// What the words stand in.
  private let wordNames: Set<XMLStream.Name>
  private var apart: PassedOver
  private var depth = 0
  private var words: [UInt8] = []
  private var wordDepth = 0

  private static let longest = 4000
  private static let most = 100

  /// - Parameter apart: elements whose words count nowhere.
  init(
    in containers: Set<XMLStream.Name>, words: Set<XMLStream.Name>, apart: Set<XMLStream.Name> = []
  ) {
    self.containers = containers
    wordNames = words
    self.apart = PassedOver(apart)
  }

  /// What the headers, footers or comments of a text of Word hold.
  static func ofWord(_ containers: Set<XMLStream.Name>) -> UnreadText {
    UnreadText(in: containers, words: ["w:t"], apart: ["w:del", "w:moveFrom", "mc:Fallback"])
  }

  func start(_ name: XMLStream.Name, _ attributes: XMLStream.Attributes) {
    if apart.starts(name) { return }
    if depth > 0 || containers.contains(name) { depth += 1 }
    if wordNames.contains(name) { wordDepth += 1 }
  }

  func end(_ name: XMLStream.Name) {
    if apart.ends() { return }
    if wordNames.contains(name) { wordDepth -= 1 }
    guard depth > 0 else { return }
    // Paragraphs are apart from each other.
    if name == "w:p" || name == "text:p" { words.append(UInt8(ascii: " ")) }
    depth -= 1
    guard depth == 0 else { return }
    let text = String(decoding: words, as: UTF8.self).withSafeLines.folded
    if !text.isEmpty, texts.count < Self.most { texts.append(text) }
    words = []
  }

  func text(_ bytes: UnsafeBufferPointer<UInt8>) {
    if depth > 0, wordDepth > 0, !apart.isInside, words.count < Self.longest {
      words.append(contentsOf: bytes)
    }
  }

  /// What is told of comments: one without a number names no address and no port.
  var ofComments: [Finding] {
    texts.map { text in
      Finding(
        text.utf8.contains(where: \.isDigit) ? .warning : .note, "comment-not-read", line: nil,
        quote: text.abridged(to: 200), message: "the comment was not read")
    }
  }

  /// What is told of headers and footers of pages, which most often hold a date or a number.
  var ofPages: [Finding] {
    var told: Set<String> = []
    return texts.filter { Self.holdsAddress($0) && told.insert($0).inserted }.map {
      Finding(
        .warning, "page-header-not-read", line: nil, quote: $0.abridged(to: 200),
        message: "an address stands at the top or bottom of the pages, which was not read")
    }
  }

  /// The names of hosts are most often those of the page's own web site.
  private static func holdsAddress(_ text: String) -> Bool {
    text.split { $0.isBlank || ",;()[]".contains($0) }.contains { word in
      let address = word.prefix { $0 != "/" && $0 != "-" }
      let numbers = address.split(separator: ".").filter { $0.allSatisfy(\.isNumber) }
      return numbers.count == 4
        || address.filter { $0 == ":" }.count > 1
          && address.allSatisfy { $0 == ":" || $0.isHexDigit } && address.contains("::")
    }
  }
}
