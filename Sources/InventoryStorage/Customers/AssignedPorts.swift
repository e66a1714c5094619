/// What assigning ports has changed.
public struct AssignedPorts: Hashable, Sendable {
  /// How many assignments begin.
  public let begun: Int
  /// How many end, since they are not in the new set.
  public let ended: Int

  /// Whether the customers had exactly these ports already.
  public var isEmpty: Bool { begun == 0 && ended == 0 }
}
