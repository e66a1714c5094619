extension RevisionGuard {
  /// A table that was current, compared with the new one.
  public struct Earlier: Sendable {
    /// Why the new table is compared with it.
    public enum Moment: Hashable, Sendable {
      case current
      case weekAgo
      /// The last that a person approved.
      case approved
      /// The first one, if nobody approved any.
      case first
    }

    let moment: Moment
    let number: Int
    let document: DocumentDescription
    let comparison: Comparison

    /// - Parameters:
    ///   - number: the revision's number.
    ///   - comparison: of the revision's table with the new one, both with declarations applied
    ///     (`Snapshot.meant(by:)`).
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

    /// The end of a sentence that compares with this table.
    var words: String {
      switch moment {
      case .current: HoldSentence.before()
      case .weekAgo: HoldSentence.weekBefore("\(number)")
      case .approved: HoldSentence.lastApproved("\(number)")
      case .first: HoldSentence.first("\(number)")
      }
    }

    /// Every endpoint that is removed or changed, as it was.
    var removedOrChanged: Endpoints { changes.removedOrChanged }

    /// Every endpoint that is added or changed, as it is now.
    var addedOrChanged: Endpoints { changes.addedOrChanged }
  }
}

extension Snapshot {
  /// The first endpoint whose terms meet the condition.
  func endpoint(with fits: (Terms) -> Bool) -> Endpoint? {
    if !distinctTerms.contains(where: fits) { return nil }
    let isFit = endpoints.perTerms(false, fits)
    return endpoints.rows.firstIndex { isFit[Int($0.terms)] }.map { endpoints[$0] }
  }
}
