/// A piece of a document that holds data rather than text, whether JSON, YAML or XML.
struct DataNode: Sendable {
  enum Content: Sendable {
    /// Members in document order; a name may occur more than once.
    case object([(key: String, node: DataNode)])
    case list([DataNode])
    case text(String)
    /// As it is written.
    case number(String)
    case truth(Bool)
    case null
  }

  /// The line where it begins, from 1.
  let line: Int
  let content: Content
}
