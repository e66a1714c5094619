/// How a document's text ends, as far as it tells whether it is whole.
public enum DocumentEnding: String, Hashable, Sendable {
  /// As whole ones of its kind do: a text with the end of its last line, a page with the
  /// ends of its tables and lists.
  case whole
  /// A text without the end of its last line, a page without its last end tag: some are
  /// published so, others were cut.
  case withoutEnd = "without-end"
  /// A page inside a table or list.
  case insideElement = "inside-element"
}
