/// What turns one snapshot into another.
///
/// ```swift
/// let changes = ChangeSet(from: old, to: new)
/// try old.applying(changes) == new  // true
/// try new.applying(changes.inverted) == old  // true
/// ```
public struct ChangeSet: Hashable, Sendable {
  /// Ascending.
  public let added: [Endpoint]
  /// Ascending.
  public let removed: [Endpoint]
  /// Ascending by `before`.
  public let changed: [EndpointChange]

  public init(from old: Snapshot, to new: Snapshot) {
    var removed: [Endpoint] = []
    var added: [Endpoint] = []
    var i = 0
    var j = 0
    let (a, b) = (old.endpoints, new.endpoints)
    while i < a.count || j < b.count {
      if j == b.count || (i < a.count && a[i] < b[j]) {
        removed.append(a[i])
        i += 1
      } else if i == a.count || b[j] < a[i] {
        added.append(b[j])
        j += 1
      } else {
        i += 1
        j += 1
      }
    }
    self.init(removed: removed, added: added)
  }

  /// From the endpoints that only one of two snapshots has, both ascending; pairs those that are
  /// one endpoint changed in place.
  public init(removed: [Endpoint], added: [Endpoint]) {
    let pairs = EndpointChange.pairs(removed: removed, added: added)
    self.changed = pairs.changed
    self.removed = pairs.removed
    self.added = pairs.added
  }

  private init(added: [Endpoint], removed: [Endpoint], changed: [EndpointChange]) {
    self.added = added
    self.removed = removed
    self.changed = changed
  }

  public var isEmpty: Bool { added.isEmpty && removed.isEmpty && changed.isEmpty }

  /// The reverse change set.
  public var inverted: ChangeSet {
    ChangeSet(
      added: removed, removed: added,
      changed: changed.map { EndpointChange(before: $0.after, after: $0.before) }
        .sorted { $0.before < $1.before })
  }
}

extension ChangeSet {
  /// Calls `body` for each address, ascending (`AddressOrder`), with the endpoints of that address
  /// that are removed and added; one that is changed in place is both.
  public func eachAddress(
    _ body: (_ removed: ArraySlice<Endpoint>, _ added: ArraySlice<Endpoint>) throws -> Void
  ) rethrows {
    var removed = AddressOrder.sorted(removed + changed.map(\.before))[...]
    var added = AddressOrder.sorted(added + changed.map(\.after))[...]
    while let first = removed.first ?? added.first {
      let next = added.first.map { AddressOrder.isAscending(first, $0) ? first : $0 } ?? first
      let gone = removed.prefix { AddressOrder.isSame($0, next) }
      let come = added.prefix { AddressOrder.isSame($0, next) }
      try body(gone, come)
      removed = removed[gone.endIndex...]
      added = added[come.endIndex...]
    }
  }
}

extension Snapshot {
  /// The snapshot after the changes.
  ///
  /// - Throws: `ChangeSetMismatch` if the changes do not start from this snapshot.
  public func applying(_ changes: ChangeSet) throws(ChangeSetMismatch) -> Snapshot {
    var present = Set(endpoints)
    for endpoint in changes.removed + changes.changed.map(\.before) {
      guard present.remove(endpoint) != nil else { throw .missing(endpoint) }
    }
    for endpoint in changes.added + changes.changed.map(\.after) {
      guard present.insert(endpoint).inserted else { throw .alreadyPresent(endpoint) }
    }
    return Snapshot(present)
  }
}

/// Why a change set does not fit a snapshot.
public enum ChangeSetMismatch: Error, Equatable {
  /// It removes or changes an endpoint that the snapshot does not have.
  case missing(Endpoint)
  /// It adds an endpoint that the snapshot already has.
  case alreadyPresent(Endpoint)
}
