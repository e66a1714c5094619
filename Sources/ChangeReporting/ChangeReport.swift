import EndpointModel

/// What a report of a change shows, whatever its format.
public struct ChangeReport: Sendable {
  public let changes: ChangeSet
  public let access: AccessDifference
  /// The addresses that no endpoint of the old snapshot named, ascending.
  public let addedAddresses: [EndpointAddress]
  /// The addresses that no endpoint of the new snapshot names, ascending.
  public let removedAddresses: [EndpointAddress]
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
