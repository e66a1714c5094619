import EndpointModel
import GRDB

extension Inventory {
  /// Notes that the machine which writes the inventory is at work, so that a copy elsewhere can tell
  /// how old it is also where nothing else is stored. Nobody's act, and not in the audit.
  ///
  /// ```swift
  /// try inventory.beat(at: now)
  /// try inventory.read { try $0.heartbeat() }  // now
  /// ```
  ///
  /// - Throws: `InventoryError`
  public func beat(at time: UTCTime) throws {
    try Self.mappingErrors(path) {
      try changing { db, store in
        try db.inTransaction(.immediate) {
          try db.execute(
            sql: """
              INSERT INTO replication (id, beat_at) VALUES (1, ?1)
              ON CONFLICT (id) DO UPDATE SET beat_at = ?1
              """, arguments: [time.description])
          try store(db)
          return .commit
        }
      }
    }
  }
}

extension InventoryReader {
  /// When the machine that writes the inventory was last known to be at work; nil if it never told.
  public func heartbeat() throws -> UTCTime? {
    try Row.fetchOne(db, sql: "SELECT beat_at FROM replication")?.value(0, as: UTCTime.self)
  }
}
