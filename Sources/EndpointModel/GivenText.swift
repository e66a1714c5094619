/// A line of text that a person entered: a display name, a note, who did something. White space is
/// folded; 1 to 200 characters, none of them unsafe to show.
public struct GivenText: Hashable, Sendable, Comparable {
  public let text: String

  /// The digits of a number.
  public init(number: some UnsignedInteger) { text = String(number) }

  public static func < (a: GivenText, b: GivenText) -> Bool { a.text < b.text }
}

extension GivenText: LosslessStringConvertible {
  /// - Throws: `ValueError` with the rule that the text breaks.
  public init(parsing text: some StringProtocol) throws(ValueError) {
    func failure(_ rule: String) -> ValueError {
      ValueError(expected: "line of text", input: String(text), rule: rule)
    }
    // Most texts have no white space to fold.
    if text.withUTF8Bytes(Self.isPlain) {
      self.text = String(text)
      return
    }
    // A tab or line end does no harm, as white space is folded. By scalars: a blank with an accent
    // behind it is one character of white space, and the accent would go with it.
    let words = String(text).unicodeScalars.split(whereSeparator: \.properties.isWhitespace)
      .map { String($0) }.joined(separator: " ")
    guard !words.isEmpty else { throw failure("it is blank") }
    guard words.count <= 200 else { throw failure("it is longer than 200 characters") }
    guard !words.unicodeScalars.contains(where: \.isUnsafeToShow) else {
      throw failure("it holds a control or invisible character")
    }
    self.text = words
  }

  /// Whether a text is one of printable ASCII, with single blanks between its words.
  private static func isPlain(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    let blank = UInt8(ascii: " ")
    guard let last = bytes.last, last != blank, bytes.count <= 200 else { return false }
    var before = blank
    for byte in bytes {
      guard (blank..<0x7F).contains(byte), byte != blank || before != blank else { return false }
      before = byte
    }
    return true
  }

  public init?(_ description: String) {
    guard let text = try? GivenText(parsing: description) else { return nil }
    self = text
  }

  public var description: String { text }
}
