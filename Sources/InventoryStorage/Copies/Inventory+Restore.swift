import EndpointModel
import GRDB
import InventoryLog
import InventoryModel

extension Inventory {
  /// What a restore did.
  public struct Restored: Sendable {
    /// Where the state is that was there before; nil if there was none.
    public let kept: String?
    /// When something was last done to the restored state; nil if never.
    public let lastActAt: UTCTime?
    /// When something was last done to the state before; nil if it cannot be read, or is none.
    public let replacedActAt: UTCTime?
    /// How many notices were due in the restored state, which may have been sent since.
    public let dueNotices: Int
    /// What is not as it has to be in the restored state, though it can be read.
    public let found: Verification
  }

  /// The name under which a restore keeps what was there: `gatebook.sqlite.before-20260131T120000Z`,
  /// with a number if there is one from the same second. For an inventory in PostgreSQL it lies beside
  /// the site's copy.
  ///
  /// - Throws: `InventoryError.unavailable`
  public static func freeName(beside path: String, at time: UTCTime) throws -> String {
    let path = try LogAddress(path).map { try CopyFolder($0).path + "/inventory.sqlite" } ?? path
    let name = "\(path).before-" + time.description.filter { !"-:".contains($0) }
    var free = name
    var number = 1
    while FileStatus(free).exists {
      number += 1
      free = "\(name)-\(number)"
    }
    return free
  }

  /// Makes the state of a backup that of an inventory. What was there is kept under another name.
  /// Programs that have the inventory open see the restored state from then on, and none of their
  /// writes comes in between.
  ///
  /// ```swift
  /// let restored = try Inventory.restore(
  ///   "gatebook.sqlite", from: "2026-01-31.sqlite", keeping: "gatebook.sqlite.before", act)
  /// ```
  ///
  /// - Parameters:
  ///   - backup: stays as it is, also if an older program wrote it.
  ///   - kept: the name for what was there, which no file may have.
  ///   - group: the group whose members may read the inventory, if there was none.
  ///   - act: who does it; kept in the restored audit.
  /// - Throws: `InventoryError`; `.damaged` if SQLite cannot read all of the backup.
  public static func restore(
    _ path: String, from backup: String, keeping kept: String, group: String? = nil, _ act: Act
  ) throws -> Restored {
    try checkIsAnother(backup, than: path)
    try InventoryFile.check(kept, mayBeReplaced: false)
    let part = try InventoryFile.part(of: path)
    let original = try openUnchanged(at: backup)
    try original.writeCopy(to: part, group: group, isChecked: false, isFolders: true)
    try original.close()
    do {
      let copy = try openForWriting(at: part)
      let lastActAt = try copy.read { try $0.lastActAt() }
      let found = try copy.read { try $0.verification() }
      for check in found.checks where [.integrity, .references].contains(check.name) {
        guard let problem = check.problems.first else { continue }
        throw InventoryError.damaged(path: backup, reason: problem.message)
      }
      try copy.write(act) {
        try $0.audit(
          .inventoryRestored, subject: "the inventory",
          [AuditEntry.Change("backup", to: shown(backup))])
      }
      let due = try copy.read { try $0.notices(.due).count }
      try copy.close()
      let replaced = try install(part, at: path, keeping: kept)
      return Restored(
        kept: replaced.isThere ? kept : nil, lastActAt: lastActAt,
        replacedActAt: replaced.lastActAt,
        dueNotices: due, found: found)
    } catch {
      InventoryFile.remove(part)
      throw error
    }
  }

  /// - Returns: whether something was there before, and when something was last done to it.
  private static func install(
    _ part: String, at path: String, keeping kept: String
  ) throws -> (isThere: Bool, lastActAt: UTCTime?) {
    guard try isThere(path) else {
      try begin(path, with: part)
      return (false, nil)
    }
    do {
      let present = try openForWriting(at: path)
      let lastActAt = try present.read { try $0.lastActAt() }
      try present.replaceAll(by: part, keeping: kept)
      try present.close()
      InventoryFile.remove(part)
      return (true, lastActAt)
    } catch InventoryError.damaged, InventoryError.notAnInventory {
      // No program can work with it.
      InventoryFile.remove(kept)
      try InventoryFile.setAside(path, as: kept)
      try InventoryFile.move(part, to: path)
      return (true, nil)
    }
  }

  /// Whether a file, or a database, is there in which an inventory may be.
  static func isThere(_ path: String) throws -> Bool {
    guard let address = LogAddress(path) else { return FileStatus(path).exists }
    return try mappingErrors(address.shown) {
      try InventoryLog(address).session { try $0.head() } != nil
    }
  }

  /// Makes a file that only this program knows the inventory of a place where none is.
  static func begin(_ path: String, with part: String) throws {
    guard let address = LogAddress(path) else { return try InventoryFile.move(part, to: path) }
    try mappingErrors(address.shown) {
      try InventoryLog(address).session { try beginLog($0, with: part) }
    }
    InventoryFile.remove(part)
  }

  /// Takes over all rows of another file with the same schema, in one transaction, in which the
  /// state before is written to a file of its own.
  func replaceAll(by part: String, keeping kept: String) throws {
    try Self.mappingErrors(path) {
      try changing { db, store in
        try db.execute(
          sql: "ATTACH ? AS restored; PRAGMA foreign_keys = OFF",
          arguments: [Self.location(of: part)])
        let outcome = Result {
          try db.inTransaction(.immediate) {
            // Nobody else writes now, so a reader sees what this transaction began with. A
            // connection that is writing cannot be copied.
            var configuration = Configuration()
            configuration.readonly = true
            let before = try DatabaseQueue(
              path: Self.location(of: file), configuration: configuration)
            try before.read { try Self.writeCopy(of: $0, to: kept, group: nil) }
            try before.close()
            // What copies this file elsewhere, and which machine writes it, is no part of its state.
            let tables = try String.fetchAll(
              db,
              sql: """
                SELECT name FROM main.sqlite_schema
                WHERE type = 'table' AND name NOT LIKE 'sqlite%'
                  AND substr(name, 1, 1) <> '_' AND name <> 'replication'
                ORDER BY name
                """)
            for table in tables {
              try db.execute(
                sql: """
                  DELETE FROM main."\(table)";
                  INSERT INTO main."\(table)" SELECT * FROM restored."\(table)"
                  """)
            }
            try store(db)
            return .commit
          }
        }
        try db.execute(sql: "PRAGMA foreign_keys = ON; DETACH restored")
        try outcome.get()
      }
    }
  }
}

extension InventoryReader {
  /// When something was last done that the audit has; nil if it has nothing.
  func lastActAt() throws -> UTCTime? {
    try Row.fetchOne(db, sql: "SELECT max(done_at) FROM audit")?.value(0, as: UTCTime.self)
  }
}
