import Digests

/// What an entry and all before it are told by: a digest of the one before, and of the entry itself.
/// Who has it and the next entries can tell whether they follow.
public struct LogChain: Hashable, Sendable {
  /// 32 bytes.
  public let bytes: [UInt8]

  public init(bytes: [UInt8]) { self.bytes = bytes }

  /// Of a log without entries.
  init(beginning inventory: String) {
    bytes = SHA256(of: Array("gatebook log \(inventory)".utf8)).bytes
  }

  /// After one more entry.
  func adding(_ entry: LogEntry.Description) -> LogChain {
    let text = "\n\(entry.sequence)\n\(entry.kind.rawValue)\n\(entry.schemaVersion)\n"
    return LogChain(bytes: SHA256(of: bytes + Array(text.utf8) + entry.digest).bytes)
  }
}
