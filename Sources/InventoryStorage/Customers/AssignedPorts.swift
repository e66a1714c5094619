import InventoryModel

/// What assigning ports has changed.
public struct AssignedPorts: Sendable {
  /// How many assignments begin.
  public let begun: Int
  /// What ends, since it is not in the new set; with its end.
  public let ended: [PortAssignment]

  /// Whether the customers had exactly these ports already.
  public var isEmpty: Bool { begun == 0 && ended.isEmpty }
}
