import EndpointModel

/// What stands around a table or list and counts for its endpoints.
struct Section {
  /// The document's title.
  var title: String?
  /// The heading above it.
  var heading: String?
  /// The headings above that one, the document's title left out.
  var parent: String?
  /// The words before it that label what follows.
  var label: String?
  /// What the sentence before it says.
  var statement: Statement?
  /// The direction that the heading or the words above it say.
  var direction: Direction?

  /// Whether the heading announces how to find something out, rather than what to
  /// allow: "Identify your data centre".
  var isForFinding: Bool {
    guard let first = heading.map({ Words($0).all.first ?? "" }) else { return false }
    return ["identify", "locate", "determine", "find", "check", "verify", "test"].contains(first)
  }

  /// The terms that the statement gives, for rows that state no ports of their own.
  var terms: [PortCell.Term] { statement?.terms ?? [] }
}
