import Synchronization

/// The log of an inventory in PostgreSQL: a base copy, and what each transaction has changed since, in
/// one order for all sites. It knows nothing of what the bytes mean.
///
/// ```swift
/// let log = InventoryLog(LogAddress("postgresql:///gatebook")!)
/// try log.session { try $0.head()?.sequence }  // 12
/// ```
///
/// Standard SQL throughout, apart from `FOR UPDATE` of one row, which orders the writers.
public final class InventoryLog: Sendable {
  public let address: LogAddress
  private let session: Mutex<LogSession>

  public init(_ address: LogAddress) {
    self.address = address
    session = Mutex(LogSession(address))
  }

  /// Asks the log something, or writes to it, while no other thread of this program does.
  ///
  /// - Throws: what the body throws. A transaction that it has begun and not ended is rolled back.
  public func session<T>(_ body: (LogSession) throws -> T) throws -> T {
    try session.withLock { session in
      defer { session.rollback() }
      return try body(session)
    }
  }

  /// Ends the connection; the next session begins another one.
  public func close() { session.withLock { $0.close() } }
}
