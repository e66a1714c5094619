/// How a document's text ends, as a sign of whether the document is complete.
public enum DocumentEnding: String, Hashable, Sendable {
  /// As complete ones of its kind do: a text with a line end after its last line, a page with the
  /// end tags of its tables and lists.
  case whole
  /// A text without a line end after its last line, a page without its last end tag: some are
  /// published like that, others were cut.
  case withoutEnd = "without-end"
  /// A page that ends inside a table or list.
  case insideElement = "inside-element"
}
