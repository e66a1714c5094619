import EndpointModel
import InventoryModel

/// What a report of a change shows, whatever its format.
///
/// ```swift
/// let report = ChangeReport(Comparison(from: table, to: table))
/// report.text(TextStyle()).string  // "No endpoint differs; nothing opens or closes.\n"
/// ```
public struct ChangeReport: Sendable {
  public let changes: ChangeSet
  public let access: AccessDifference
  /// The added addresses that no endpoint of the old snapshot named, ascending.
  public let addedAddresses: [EndpointAddress]
  /// The removed addresses that no endpoint of the new snapshot names, ascending.
  public let removedAddresses: [EndpointAddress]
  /// The declaration that was applied because a document states no ports or protocol; nil if
  /// nothing is declared, or that makes no difference.
  public var declaration: Declaration?
  /// Those of the added addresses that had been gone only for a short time; set by a caller
  /// that knows the history.
  public var returns: [AddressReturn] = []

  public init(_ comparison: Comparison) {
    self.init(
      changes: comparison.changes, access: comparison.meant.opening,
      addedAddresses: comparison.addedAddresses, removedAddresses: comparison.removedAddresses)
    declaration = comparison.declaration
  }

  /// From what the inventory knows about the difference of two revisions, without their tables.
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
