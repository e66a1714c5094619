extension RevisionGuard {
  /// A table as it is meant, with what is asked of it more than once, and its document.
  public struct Side: Sendable {
    /// What a declaration says is meant stands in it where the document states nothing.
    let table: Snapshot
    let document: DocumentDescription
    let addresses: DistinctAddresses
    let distinctTerms: [Terms]
    /// - Parameter addresses: those of the table, where they are known.
    public init(
      _ table: Snapshot, _ document: DocumentDescription, addresses: DistinctAddresses? = nil
    ) {
      self.table = table
      self.document = document
      self.addresses = addresses ?? DistinctAddresses(of: table.endpoints)
      distinctTerms = table.distinctTerms
    }

    /// An endpoint with some of the terms.
    func endpoint(with fits: (Terms) -> Bool) -> Endpoint? {
      let numbers = Set(distinctTerms.filter(fits))
      return numbers.isEmpty ? nil : table.endpoints.first { numbers.contains($0.terms) }
    }
  }

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
    let side: Side
    let changes: ChangeSet

    /// - Parameters:
    ///   - number: the revision's.
    ///   - changes: what turns the table into the new one, where it is known.
    public init(
      _ moment: Moment, _ number: Int, _ side: Side, to new: Side, changes: ChangeSet? = nil
    ) {
      self.moment = moment
      self.number = number
      self.side = side
      self.changes = changes ?? ChangeSet(from: side.table, to: new.table)
    }

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
