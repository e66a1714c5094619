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

  public init(_ comparison: Comparison) {
    self.init(
      changes: comparison.changes, access: comparison.meant.opening,
      addedAddresses: comparison.addedAddresses, removedAddresses: comparison.removedAddresses)
    declaration = comparison.declaration
  }

  /// What the inventory knows to lie between two revisions, without their tables.
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
