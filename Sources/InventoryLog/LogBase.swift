/// A whole inventory as it was after an entry, with which a new site begins.
public struct LogBase: Sendable {
  public let sequence: Int
  public let schemaVersion: Int
  public let chain: LogChain
  /// What tells the inventory from every other.
  public let inventory: String

  public init(sequence: Int, schemaVersion: Int, chain: LogChain, inventory: String) {
    self.sequence = sequence
    self.schemaVersion = schemaVersion
    self.chain = chain
    self.inventory = inventory
  }
}
