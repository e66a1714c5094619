import Foundation
import GRDB
import InventoryLog

/// How far a site's copy has come in the log. It stands in the copy itself, in a table that no session
/// notes, so that it and the rows are always of the same transaction.
struct CopyPosition: Equatable {
  let inventory: String
  /// The number of the last entry that was applied.
  let sequence: Int
  let chain: LogChain

  init(_ head: LogHead) {
    inventory = head.inventory
    sequence = head.sequence
    chain = head.chain
  }

  init(_ base: LogBase) {
    inventory = base.inventory
    sequence = base.sequence
    chain = base.chain
  }

  init(_ entry: LogEntry, of inventory: String) {
    self.inventory = inventory
    sequence = entry.sequence
    chain = entry.chain
  }

  /// Nil where the database is no copy.
  init?(_ db: Database) throws {
    guard try db.tableExists(Self.table),
      let row = try Row.fetchOne(
        db, sql: "SELECT inventory, sequence, chain FROM \(Self.table)")
    else { return nil }
    inventory = row[0]
    sequence = row[1]
    chain = LogChain(bytes: Array(row[2] as Data))
  }

  func write(_ db: Database) throws {
    try db.execute(
      sql: """
        INSERT INTO \(Self.table) (id, inventory, sequence, chain) VALUES (1, ?1, ?2, ?3)
        ON CONFLICT (id) DO UPDATE SET inventory = ?1, sequence = ?2, chain = ?3
        """, arguments: [inventory, sequence, Data(chain.bytes)])
  }

  /// Makes a database a copy.
  func begin(_ db: Database) throws {
    try db.execute(
      sql: """
        CREATE TABLE \(Self.table) (
          id        INTEGER PRIMARY KEY CHECK (id = 1),
          inventory TEXT NOT NULL,
          sequence  INTEGER NOT NULL,
          chain     BLOB NOT NULL
        ) STRICT
        """)
    try write(db)
  }

  /// Makes a copy an inventory of its own.
  static func end(_ db: Database) throws {
    try db.execute(sql: "DROP TABLE IF EXISTS \(Self.table)")
  }

  /// Whether a database is a copy.
  static func isThere(_ db: Database) throws -> Bool { try db.tableExists(Self.table) }

  private static let table = "_log_position"
}
