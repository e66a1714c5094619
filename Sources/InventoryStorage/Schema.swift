import EndpointModel
import GRDB

/// The numbered SQL files of `Migrations/`, in order; each is run once and never changes after
/// release. A database counts those it has run in its `user_version`.
enum Schema {
  /// The `application_id` that the first migration gives to an inventory.
  static let applicationID: Int64 = 0x4761_7465

  /// The schema version of this program.
  static let version = EmbeddedMigrations.files.count

  /// How a database's schema relates to this program's.
  enum State: Equatable {
    case current
    /// It has run fewer migrations; 0 is a blank file.
    case older(version: Int)
    case newer(version: Int)
    case foreign
  }

  static func state(_ db: Database) throws -> State {
    let id = try Int64.fetchOne(db, sql: "PRAGMA application_id") ?? 0
    let version = try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0
    let tables = try Int.fetchOne(db, sql: "SELECT count(*) FROM sqlite_schema") ?? 0
    if tables == 0, id == 0, version == 0 { return .older(version: 0) }
    if id != applicationID || version == 0 { return .foreign }
    if version > Self.version { return .newer(version: version) }
    return version == Self.version ? .current : .older(version: version)
  }

  /// Runs the missing migrations inside the caller's transaction: if two programs open a new
  /// inventory at once, only one creates it.
  ///
  /// - Parameter target: the version to stop at, where another program has stopped there.
  static func migrate(_ db: Database, to target: Int = version) throws {
    guard case .older(let version) = try state(db), version < target else { return }
    for file in EmbeddedMigrations.files[version..<target] { try db.execute(sql: file.text) }
    try db.execute(sql: "PRAGMA user_version = \(target)")
  }
}
