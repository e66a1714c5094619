/// An address with a part that the reader has to fill in, as the document writes it:
/// `<tenant>.sharepoint.de`, `{region}.example.com`.
public struct AddressPlaceholder: Hashable, Sendable, Comparable {
  public let text: String

  /// - Throws: `ValueError` with the rule that the text breaks.
  public init(parsing text: some StringProtocol) throws(ValueError) {
    func failure(_ rule: String) -> ValueError {
      ValueError(expected: "address placeholder", input: String(text), rule: rule)
    }
    guard text.contains("<") && text.contains(">") || text.contains("{") && text.contains("}")
    else { throw failure("it holds neither <…> nor {…}") }
    guard !text.unicodeScalars.contains(where: \.isUnsafeToShow) else {
      throw failure("it holds control or invisible characters")
    }
    // "<li>192.0.2.1": the rest of a tag, and nothing to fill in.
    let rest = text.split(whereSeparator: { ">}".contains($0) }).last ?? ""
    guard IPAddress(String(rest)) == nil else {
      throw failure("a whole address stands behind the part in brackets")
    }
    guard text.utf8.count <= 255 else { throw failure("it is longer than 255 bytes") }
    self.text = String(text)
  }

  public static func < (a: AddressPlaceholder, b: AddressPlaceholder) -> Bool { a.text < b.text }
}
