import InventoryModel

/// An assignment with its id.
struct StoredAssignment {
  let id: Int64
  var assignment: PortAssignment
}
