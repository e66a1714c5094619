/// Where a log ends.
public struct LogHead: Hashable, Sendable {
  /// What tells this inventory from every other: 32 hexadecimal digits.
  public let inventory: String
  /// The number of the last entry; 0 if there is only the base copy with which it began.
  public let sequence: Int
  /// The schema version that an inventory has after the last entry.
  public let schemaVersion: Int
  public let chain: LogChain
  /// What came since the last base copy.
  public let sinceBase: (entries: Int, bytes: Int)
  /// How long the last base copy is, packed.
  let baseBytes: Int

  public static func == (a: LogHead, b: LogHead) -> Bool {
    a.inventory == b.inventory && a.sequence == b.sequence && a.chain == b.chain
  }

  public func hash(into hasher: inout Hasher) { hasher.combine(chain) }

  /// Whether another base copy is due: reading all that came since would take as long as reading one.
  public var needsBase: Bool {
    sinceBase.entries >= 1000 || sinceBase.bytes >= max(4 << 20, baseBytes)
  }
}
