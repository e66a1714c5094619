/// Two snapshots and what lies between them: each part is worked out once, when it is first
/// asked for, so that a comparison can be handed to all who need a part of it.
///
///     let comparison = Comparison(from: current, to: new)
///     comparison.changes.added       // rows
///     comparison.opening.opened      // what firewalls must newly allow
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

  /// - Parameter declaration: what is meant where the snapshots state no ports or protocol.
  public convenience init(
    from old: Snapshot, to new: Snapshot, meant declaration: Declaration? = nil
  ) {
    self.init(from: old, meant: declaration, to: new, meant: declaration)
  }

  /// Snapshots of two deployments, each with what is meant in its document.
  public init(
    from old: Snapshot, meant oldMeaning: Declaration?, to new: Snapshot,
    meant newMeaning: Declaration?
  ) {
    self.old = old
    self.new = new
    self.oldMeaning = oldMeaning
    self.newMeaning = newMeaning
  }

  /// What changes lead to from a snapshot.
  ///
  /// - Throws: `ChangeSetMismatch` where they do not begin at it.
  public convenience init(
    from old: Snapshot, applying changes: ChangeSet, meant declaration: Declaration? = nil
  ) throws(ChangeSetMismatch) {
    self.init(from: old, to: try old.applying(changes), meant: declaration)
    _ = changesOnce.value { changes }
  }

  /// The rows that differ, as the documents state them.
  public var changes: ChangeSet { changesOnce.value { ChangeSet(from: old, to: new) } }

  /// What the rows as they are stated open and close, as sets.
  public var access: AccessChange {
    accessOnce.value { AccessChange(from: old, to: new, changes) }
  }

  /// The same in the fewest entries.
  public var opening: AccessDifference { openingOnce.value { AccessDifference(access) } }

  /// The comparison of the snapshots as they are meant: this one where nothing is declared, or
  /// where that takes no effect.
  public var meant: Comparison {
    if oldMeaning == nil, newMeaning == nil { return self }
    let meant = meantOnce.value {
      let (before, after) = (old.meant(by: oldMeaning), new.meant(by: newMeaning))
      return before == old && after == new ? nil : Comparison(from: before, to: after)
    }
    return meant ?? self
  }

  /// What a declaration says is meant, where it takes effect.
  public var declaration: Declaration? {
    let meant = meant
    if meant === self { return nil }
    return meant.new != new ? newMeaning : oldMeaning
  }

  /// The new snapshot as an inventory stores it: a row that was there already stays as it was
  /// first read, with its line and note.
  public var stored: Snapshot {
    var rest = old.endpoints[...]
    return Snapshot(
      new.endpoints.map { endpoint in
        rest = rest.drop { $0 < endpoint }
        return rest.first.map { $0 == endpoint ? $0 : endpoint } ?? endpoint
      })
  }

  /// The addresses that no endpoint of the old snapshot names, ascending.
  public var addedAddresses: [EndpointAddress] {
    addedOnce.value { old.missing(addressesOf: changes.added) }
  }

  /// The addresses that no endpoint of the new snapshot names, ascending.
  public var removedAddresses: [EndpointAddress] {
    removedOnce.value { new.missing(addressesOf: changes.removed) }
  }

}
