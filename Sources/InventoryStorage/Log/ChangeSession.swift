import GRDB
import SQLiteSessions

/// What a connection changes from now on, by SQLite's session extension (sqlite.org/sessionintro.html).
///
/// ```swift
/// let session = try ChangeSession(db)
/// try db.execute(sql: "INSERT INTO public_list VALUES (1)")
/// try session.changes()  // what `ChangeSession.apply` does to another database
/// ```
final class ChangeSession {
  private let session: OpaquePointer
  private let database: UnsafeMutableRawPointer?

  /// Begins it; to be done outside of a transaction.
  init(_ db: Database) throws {
    var session: OpaquePointer?
    database = UnsafeMutableRawPointer(db.sqliteConnection)
    try Self.check(sqlite_session_begin(database, &session))
    guard let session else { throw DatabaseError(resultCode: .SQLITE_NOMEM) }
    self.session = session
    // Has every statement prepared anew: "DELETE FROM t" was prepared to empty the table at once.
    try db.execute(sql: "PRAGMA foreign_keys = ON")
  }

  deinit { sqlite_session_end(session) }

  /// What has changed; empty if nothing.
  ///
  /// - Throws: `DatabaseError` also where COMMIT would refuse it: what is in the log cannot be taken
  ///   back.
  func changes() throws -> [UInt8] {
    if sqlite_session_has_open_references(database) != 0 {
      throw DatabaseError(
        resultCode: .SQLITE_CONSTRAINT_FOREIGNKEY, message: "FOREIGN KEY constraint failed")
    }
    var count: Int32 = 0
    var changes: UnsafeMutableRawPointer?
    try Self.check(sqlite_session_changes(session, &count, &changes))
    defer { sqlite_session_free(changes) }
    return Array(UnsafeRawBufferPointer(start: changes, count: Int(count)))
  }

  /// Why changes cannot be made to a database: it is not in the state from which they were made.
  struct Conflict: Error {
    /// "data", "missing row", "row exists", "constraint" or "foreign key".
    let kind: String
    /// Empty where it is of no table.
    let table: String
  }

  /// Makes changes inside the caller's transaction, all or none.
  ///
  /// - Throws: `Conflict`
  static func apply(_ changes: [UInt8], to db: Database) throws {
    var conflict: UnsafePointer<CChar>?
    var table = [CChar](repeating: 0, count: 100)
    let code = sqlite_session_apply(
      UnsafeMutableRawPointer(db.sqliteConnection), Int32(changes.count), changes, &conflict,
      &table, Int32(table.count))
    if let conflict {
      let name = table.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
      throw Conflict(
        kind: String(cString: conflict), table: String(decoding: name, as: UTF8.self))
    }
    try check(code)
  }

  private static func check(_ code: Int32) throws {
    if code != 0 { throw DatabaseError(resultCode: ResultCode(rawValue: code)) }
  }
}
