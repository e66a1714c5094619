/// Two snapshots and how they differ. Each part is computed once, when it is first requested, so
/// that a comparison can be handed to all who need a part of it.
///
/// ```swift
/// let comparison = Comparison(from: current, to: new)
/// comparison.changes.added  // the new rows
/// comparison.opening.opened  // what firewalls must newly allow
/// ```
public final class Comparison: Sendable {
  public let old: Snapshot
  public let new: Snapshot
  private let oldMeaning: Declaration?
  private let newMeaning: Declaration?

  private let changesOnce = Once<ChangeSet>()
  private let accessOnce = Once<AccessChange>()
  private let openingOnce = Once<AccessDifference>()
  private let meantOnce = Once<Comparison?>()
  private let addedOnce = Once<[EndpointAddress]>()
  private let removedOnce = Once<[EndpointAddress]>()

  /// - Parameter declaration: what is meant if the snapshots state no ports or protocol.
  public convenience init(
    from old: Snapshot, to new: Snapshot, meant declaration: Declaration? = nil
  ) {
    self.init(from: old, meant: declaration, to: new, meant: declaration)
  }

  /// Compares snapshots of two deployments, each with its own declaration.
  public init(
    from old: Snapshot, meant oldMeaning: Declaration?, to new: Snapshot,
    meant newMeaning: Declaration?
  ) {
    self.old = old
    self.new = new
    self.oldMeaning = oldMeaning
    self.newMeaning = newMeaning
  }

  /// Compares a snapshot with what the changes turn it into.
  ///
  /// - Throws: `ChangeSetMismatch` if they do not start from that snapshot.
  public convenience init(
    from old: Snapshot, applying changes: ChangeSet, meant declaration: Declaration? = nil
  ) throws(ChangeSetMismatch) {
    self.init(from: old, to: try old.applying(changes), meant: declaration)
    _ = changesOnce.value { changes }
  }

  /// The rows that differ, as the documents state them.
  public var changes: ChangeSet { changesOnce.value { ChangeSet(from: old, to: new) } }

  /// What the rows open and close as the documents state them, as sets.
  public var access: AccessChange {
    accessOnce.value { AccessChange(from: old, to: new, changes) }
  }

  /// The same as few entries.
  public var opening: AccessDifference { openingOnce.value { AccessDifference(access) } }

  /// The comparison of the snapshots with their declarations applied; this one if nothing is
  /// declared or that makes no difference.
  public var meant: Comparison {
    if oldMeaning == nil, newMeaning == nil { return self }
    let meant = meantOnce.value {
      let (before, after) = (old.meant(by: oldMeaning), new.meant(by: newMeaning))
      return before == old && after == new ? nil : Comparison(from: before, to: after)
    }
    return meant ?? self
  }

  /// The declaration, if it makes a difference.
  public var declaration: Declaration? {
    let meant = meant
    if meant === self { return nil }
    return meant.new != new ? newMeaning : oldMeaning
  }

  /// The new snapshot as an inventory stores it: a row that was already there keeps the line and
  /// note with which it was first read.
  public var stored: Snapshot {
    let (a, b) = (old.endpoints, new.endpoints)
    let ranks = RowRanks.joint(b.vocabulary, a.vocabulary)
    let joined = JoinedVocabulary(b.vocabulary, a.vocabulary, withNotes: true)
    var i = a.startIndex
    let rows = b.rows.map { row in
      while i < a.endIndex, ranks.0.order(row, a.rows[i], of: ranks.1) == .after { i += 1 }
      guard i < a.endIndex, ranks.0.order(row, a.rows[i], of: ranks.1) == .same else { return row }
      return joined.translated(a.rows[i])
    }
    return Snapshot(Endpoints(rows: rows[...], joined.vocabulary).compacted)
  }

  /// The added addresses that no endpoint of the old snapshot names, ascending.
  public var addedAddresses: [EndpointAddress] {
    addedOnce.value { old.missing(addressesOf: changes.added) }
  }

  /// The removed addresses that no endpoint of the new snapshot names, ascending.
  public var removedAddresses: [EndpointAddress] {
    removedOnce.value { new.missing(addressesOf: changes.removed) }
  }

}
