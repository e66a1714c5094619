/// One step of an inventory: what one transaction changed.
public struct LogEntry: Sendable {
  public enum Kind: String, Sendable {
    /// Rows that were added, removed or changed, as SQLite's session extension writes them.
    case changes
    /// The schema became that of a newer program; there are no bytes.
    case schema
  }

  struct Description: Sendable {
    let sequence: Int
    let kind: Kind
    let schemaVersion: Int
    /// Of the contents: see `PackedParts`.
    let digest: [UInt8]
  }

  let description: Description
  /// After this entry.
  public let chain: LogChain
  public let contents: [UInt8]

  /// 1, 2, 3 … without a gap.
  public var sequence: Int { description.sequence }
  public var kind: Kind { description.kind }
  /// The schema version of the inventory after this entry.
  public var schemaVersion: Int { description.schemaVersion }

  /// Whether it is what comes after a state.
  public func follows(_ before: LogChain) -> Bool { before.adding(description) == chain }
}
