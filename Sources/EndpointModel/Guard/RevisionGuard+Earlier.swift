extension RevisionGuard {
  /// A table that was current, and what turns it into the new one.
  public struct Earlier: Sendable {
    /// Why it is compared with.
    public enum Moment: Hashable, Sendable {
      case current
      case weekAgo
      /// The last that a person approved.
      case approved
      /// The first there was, where nobody approved one.
      case first
    }

    let moment: Moment
    let number: Int
    let document: DocumentDescription
    let comparison: Comparison

    /// - Parameters:
    ///   - number: the revision's.
    ///   - comparison: of the revision's table with the new one, both as they are meant.
    public init(
      _ moment: Moment, _ number: Int, _ document: DocumentDescription, _ comparison: Comparison
    ) {
      self.moment = moment
      self.number = number
      self.document = document
      self.comparison = comparison
    }

    var table: Snapshot { comparison.old }
    var changes: ChangeSet { comparison.changes }

    /// The end of a sentence that compares with it.
    var words: String {
      switch moment {
      case .current: "before"
      case .weekAgo: "a week before, in revision \(number)"
      case .approved: "in revision \(number), the last that was approved"
      case .first: "in revision \(number), the first"
      }
    }

    /// Every endpoint that is gone or is other than it was.
    var left: [Endpoint] { changes.removed + changes.changed.map(\.before) }

    /// Every endpoint that is new or is other than it was.
    var come: [Endpoint] { changes.added + changes.changed.map(\.after) }
  }
}

extension Snapshot {
  /// An endpoint with some of the terms.
  func endpoint(with fits: (Terms) -> Bool) -> Endpoint? {
    let numbers = Set(distinctTerms.filter(fits))
    return numbers.isEmpty ? nil : endpoints.first { numbers.contains($0.terms) }
  }
}
