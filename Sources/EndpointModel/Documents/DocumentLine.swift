/// A line of a document as it is shown to people: a line of text, or a row of a table.
public struct DocumentLine: Hashable, Sendable {
  /// The lines of endpoints and findings that are from it; one in a document of lines, one for each
  /// cell of a row.
  public let numbers: Range<Int>
  /// Where it is: `12`, or `sheet Ports, row 7`.
  public let label: String
  public let text: String

  public init(numbers: Range<Int>, label: String, text: String) {
    self.numbers = numbers
    self.label = label
    self.text = text
  }
}
