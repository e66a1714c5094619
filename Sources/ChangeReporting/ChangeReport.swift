import EndpointModel

/// What a report of a change shows, whatever its format.
public struct ChangeReport: Sendable {
  public let changes: ChangeSet
  public let access: AccessDifference
  /// The addresses that no endpoint of the old snapshot named, ascending.
  public let addedAddresses: [EndpointAddress]
  /// The addresses that no endpoint of the new snapshot names, ascending.
  public let removedAddresses: [EndpointAddress]
  /// What was taken to be meant where a document states no ports or protocol; nil where
  /// nothing is declared, or where it takes no effect.
  public var declaration: Declaration?
  /// Of the added addresses, those that had been gone for a short time only; for whoever
  /// knows the history to set.
  public var returns: [AddressReturn] = []

  /// - Parameters:
  ///   - changes: `ChangeSet(from: old, to: new)`, where it is known.
  ///   - access: what they open and close, where it is known.
  public init(
    from old: Snapshot, to new: Snapshot, changes: ChangeSet? = nil, access: AccessChange? = nil
  ) {
    let changes = changes ?? ChangeSet(from: old, to: new)
    self.init(
      changes: changes,
      access: AccessDifference(access ?? AccessChange(from: old, to: new, changes: changes)),
      addedAddresses: old.missing(addressesOf: changes.added),
      removedAddresses: new.missing(addressesOf: changes.removed))
  }

  /// - Parameter declaration: what is meant where the snapshots state no ports or protocol.
  public init(from old: Snapshot, to new: Snapshot, declaration: Declaration) {
    self.init(from: old, meant: declaration, to: new, meant: declaration)
  }

  /// The same for snapshots of two deployments, each with what is meant in its document.
  public init(
    from old: Snapshot, meant oldMeaning: Declaration?, to new: Snapshot,
    meant newMeaning: Declaration?
  ) {
    let (before, after) = (old.meant(by: oldMeaning), new.meant(by: newMeaning))
    let changes = ChangeSet(from: old, to: new)
    self.init(
      changes: changes, access: AccessDifference(from: before, to: after),
      addedAddresses: old.missing(addressesOf: changes.added),
      removedAddresses: new.missing(addressesOf: changes.removed))
    if after != new {
      declaration = newMeaning
    } else if before != old {
      declaration = oldMeaning
    }
  }

  public init(
    changes: ChangeSet, access: AccessDifference, addedAddresses: [EndpointAddress],
    removedAddresses: [EndpointAddress]
  ) {
    self.changes = changes
    self.access = access
    self.addedAddresses = addedAddresses
    self.removedAddresses = removedAddresses
  }
}
