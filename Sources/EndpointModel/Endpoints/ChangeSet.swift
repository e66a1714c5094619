/// What turns one snapshot into another.
///
/// ```swift
/// let changes = ChangeSet(from: old, to: new)
/// try old.applying(changes) == new  // true
/// try new.applying(changes.inverted) == old  // true
/// ```
public struct ChangeSet: Hashable, Sendable {
  /// Ascending.
  public let added: Endpoints
  /// Ascending.
  public let removed: Endpoints
  /// Ascending by `before`.
  public let changed: EndpointChanges

  public init(from old: Snapshot, to new: Snapshot) {
    let (a, b) = (old.endpoints, new.endpoints)
    let ranks = RowRanks.joint(a.vocabulary, b.vocabulary)
    var removed: [EndpointRow] = []
    var added: [EndpointRow] = []
    var i = a.startIndex
    var j = b.startIndex
    while i < a.endIndex, j < b.endIndex {
      switch ranks.0.order(a.rows[i], b.rows[j], of: ranks.1) {
      case .before:
        removed.append(a.rows[i])
        i += 1
      case .after:
        added.append(b.rows[j])
        j += 1
      case .same:
        i += 1
        j += 1
      }
    }
    removed += a.rows[i...]
    added += b.rows[j...]
    self.init(
      removed: Endpoints(rows: removed[...], a.vocabulary),
      added: Endpoints(rows: added[...], b.vocabulary), ranks)
  }

  /// From the endpoints that only one of two snapshots has, both ascending; pairs those that are
  /// one endpoint changed in place.
  public init(removed: Endpoints, added: Endpoints) {
    self.init(
      removed: removed, added: added, RowRanks.joint(removed.vocabulary, added.vocabulary))
  }

  private init(removed: Endpoints, added: Endpoints, _ ranks: (RowRanks, RowRanks)) {
    let pairs = EndpointChange.pairs(removed: removed, added: added, ranks)
    self.changed = pairs.changed
    self.removed = pairs.removed
    self.added = pairs.added
  }

  private init(added: Endpoints, removed: Endpoints, changed: EndpointChanges) {
    self.added = added
    self.removed = removed
    self.changed = changed
  }

  public var isEmpty: Bool { added.isEmpty && removed.isEmpty && changed.isEmpty }

  /// Every endpoint that is removed or changed, as it was.
  package var removedOrChanged: Endpoints { removed + changed.before }

  /// Every endpoint that is added or changed, as it is now.
  package var addedOrChanged: Endpoints { added + changed.after }

  /// The reverse change set.
  public var inverted: ChangeSet {
    ChangeSet(added: removed, removed: added, changed: changed.inverted)
  }
}

extension ChangeSet {
  /// Calls `body` for each address, ascending (`AddressOrder`), with the endpoints of that address
  /// that are removed and added; one that is changed in place is both.
  public func eachAddress(
    _ body: (_ removed: Endpoints, _ added: Endpoints) throws -> Void
  ) rethrows {
    let removed = AddressOrder.sorted(removedOrChanged)
    let added = AddressOrder.sorted(addedOrChanged)
    let ranks = RowRanks.joint(removed.vocabulary, added.vocabulary)
    /// The end of the rows of one address that begin at a place.
    func end(_ rows: ArraySlice<EndpointRow>, _ start: Int) -> Int {
      var end = start + 1
      while end < rows.endIndex, rows[end].isSameAddress(rows[start]) { end += 1 }
      return end
    }
    var i = removed.startIndex
    var j = added.startIndex
    while i < removed.endIndex || j < added.endIndex {
      let order: RowRanks.Order =
        i == removed.endIndex
        ? .after
        : j == added.endIndex
          ? .before : ranks.0.addressOrder(removed.rows[i], added.rows[j], of: ranks.1)
      let gone = order == .after ? i : end(removed.rows, i)
      let come = order == .before ? j : end(added.rows, j)
      try body(removed[i..<gone], added[j..<come])
      (i, j) = (gone, come)
    }
  }
}

extension Snapshot {
  /// The snapshot after the changes.
  ///
  /// - Throws: `ChangeSetMismatch` if the changes do not start from this snapshot.
  public func applying(_ changes: ChangeSet) throws(ChangeSetMismatch) -> Snapshot {
    let (removed, added) = (changes.removedOrChanged, changes.addedOrChanged)
    let joined = JoinedVocabulary(removed.vocabulary, added.vocabulary, withNotes: false)
    let ranks = RowRanks.joint(endpoints.vocabulary, joined.vocabulary)
    var present = Set(endpoints.rows.lazy.map { ranks.0.key($0) })
    for (place, row) in zip(removed.indices, removed.rows) {
      guard present.remove(ranks.1.key(row)) != nil else { throw .missing(removed[place]) }
    }
    let kept = Endpoints(
      rows: endpoints.rows.filter { present.contains(ranks.0.key($0)) }[...],
      endpoints.vocabulary)
    for (place, row) in zip(added.indices, added.rows) {
      guard present.insert(ranks.1.key(joined.translated(row))).inserted else {
        throw .alreadyPresent(added[place])
      }
    }
    return Snapshot((kept + added).compacted)
  }
}

/// Why a change set does not fit a snapshot.
public enum ChangeSetMismatch: Error, Equatable {
  /// It removes or changes an endpoint that the snapshot does not have.
  case missing(Endpoint)
  /// It adds an endpoint that the snapshot already has.
  case alreadyPresent(Endpoint)
}
