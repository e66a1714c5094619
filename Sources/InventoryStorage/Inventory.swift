import EndpointModel
import GRDB
import SQLiteSettings

/// The versioned inventory: one SQLite file that holds every revision of every
/// deployment.
///
/// It takes and gives model values only. Every function that writes is one
/// transaction: a crash at any moment leaves the state before it or after it.
public final class Inventory: Sendable {
  let path: String
  private let queue: DatabaseQueue

  private init(path: String, queue: DatabaseQueue) {
    self.path = path
    self.queue = queue
  }

  /// How long a writer waits for another one, in seconds.
  public static let busyTimeout = 5.0

  /// SQLite takes paths as URIs only when told so before its first use.
  private static let urisEnabled = sqlite_settings_enable_uris() == 0

  /// Opens an inventory that exists, for questions only.
  ///
  /// - Throws: `InventoryError`
  public static func openForReading(at path: String) throws -> Inventory {
    guard FileStatus(path).exists else { throw InventoryError.missing(path: path) }
    do {
      return try open(path, readonly: true)
    } catch InventoryError.unavailable where FileStatus(path + "-wal").size == 0 && urisEnabled {
      // In a folder that may not be written, SQLite cannot make the files that
      // readers and writers share. Without an open log there is no writer, and
      // the file can be read as one that does not change.
      return try open("file:\(path.percentEncoded)?immutable=1", named: path, readonly: true)
    }
  }

  /// Opens an inventory, or creates it where there is no file.
  ///
  /// - Throws: `InventoryError`
  public static func openForWriting(at path: String) throws -> Inventory {
    try open(path, readonly: false)
  }

  private static func open(
    _ location: String, named path: String? = nil, readonly: Bool
  ) throws -> Inventory {
    let path = path ?? location
    _ = urisEnabled
    return try mappingErrors(path) {
      var configuration = Configuration()
      configuration.readonly = readonly
      configuration.busyMode = .timeout(busyTimeout)
      configuration.label = "inventory"
      let queue = try DatabaseQueue(path: location, configuration: configuration)
      let state = try queue.read { db in try SchemaState(db) }
      switch state {
      case .current: break
      case .foreign(let reason): throw InventoryError.notAnInventory(path: path, reason: reason)
      case .newer(let migrations): throw InventoryError.newer(path: path, migrations: migrations)
      case .older where readonly:
        try openForWriting(at: path).close()
        return try open(location, named: path, readonly: true)
      case .blank where readonly:
        throw InventoryError.notAnInventory(path: path, reason: "it is an empty database")
      case .older, .blank:
        try queue.inDatabase { db in try db.execute(sql: "PRAGMA journal_mode = WAL") }
        try Schema.migrator.migrate(queue)
      }
      return Inventory(path: path, queue: queue)
    }
  }

  /// Closes the file; what the log holds is moved into it.
  public func close() throws {
    try Self.mappingErrors(path) { try queue.close() }
  }

  func read<T>(_ body: (Database) throws -> T) throws -> T {
    try Self.mappingErrors(path) { try queue.read(body) }
  }

  /// One transaction, that no other writer can come between.
  func write<T>(_ body: (Database) throws -> T) throws -> T {
    try Self.mappingErrors(path) {
      try queue.inDatabase { db in
        var result: T?
        try db.inTransaction(.immediate) {
          result = try body(db)
          return .commit
        }
        return result!
      }
    }
  }
}

/// How a database stands to the schema of this program.
private enum SchemaState {
  case current
  case older
  case blank
  case newer([String])
  case foreign(String)

  init(_ db: Database) throws {
    let tables = try Int.fetchOne(db, sql: "SELECT count(*) FROM sqlite_schema") ?? 0
    let id = try Int64.fetchOne(db, sql: "PRAGMA application_id") ?? 0
    if tables == 0, id == 0 {
      self = .blank
    } else if id != Schema.applicationID {
      self = .foreign("it is a database of another program")
    } else {
      let unknown = try Schema.migrator.appliedIdentifiers(db)
        .subtracting(Schema.migrator.migrations)
      if !unknown.isEmpty {
        self = .newer(unknown.sorted())
      } else {
        self = try Schema.migrator.hasCompletedMigrations(db) ? .current : .older
      }
    }
  }
}
