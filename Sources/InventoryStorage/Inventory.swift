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
    guard !FileStatus(path).isFolder else {
      throw InventoryError.unavailable(path: path, reason: "it is a folder")
    }
    do {
      return try open(path, readonly: true)
    } catch InventoryError.unavailable where FileStatus(path + "-journal").size > 0 {
      // Who was killed while it was made left work that only a writer takes back.
      try open(path, readonly: false).close()
      return try open(path, readonly: true)
    } catch InventoryError.unavailable where FileStatus(path + "-wal").size == 0 && urisEnabled {
      // In a folder that may not be written, SQLite cannot make the files that
      // readers and writers share. Without an open log there is no writer, and
      // the file can be read as one that does not change.
      return try open("file:\(path.percentEncoded)?immutable=1", named: path, readonly: true)
    }
  }

  /// Opens an inventory, or creates it where there is no file: for its owner only, for it
  /// holds secrets of webhooks and sources.
  ///
  /// - Parameter group: whose members may read one that is created; nil for nobody's.
  /// - Throws: `InventoryError`
  public static func openForWriting(at path: String, group: String? = nil) throws -> Inventory {
    try FileAccess.create(path, group: group)
    return try open(path, readonly: false)
  }

  private static func open(
    _ location: String, named path: String? = nil, readonly: Bool
  ) throws -> Inventory {
    let path = path ?? location
    _ = urisEnabled
    // SQLite takes ":memory:" and "file:…" for something else than files.
    let location =
      path == location && (location.hasPrefix(":") || location.hasPrefix("file:"))
      ? "./" + location : location
    return try mappingErrors(path) {
      var configuration = Configuration()
      configuration.readonly = readonly
      configuration.busyMode = .timeout(busyTimeout)
      configuration.label = "inventory"
      // What is deleted is overwritten: some of it is a person's data.
      configuration.prepareDatabase { db in
        if !readonly { try db.execute(sql: "PRAGMA secure_delete = ON") }
      }
      let queue = try DatabaseQueue(path: location, configuration: configuration)
      switch try queue.read(Schema.state) {
      case .current: break
      case .foreign:
        throw InventoryError.notAnInventory(
          path: path, reason: "it is a database of another program")
      case .newer(let version):
        throw InventoryError.newer(path: path, version: version, known: Schema.version)
      case .older(version: 0) where readonly && FileStatus(path).size == 0:
        // Who was to make it was killed before.
        throw InventoryError.missing(path: path)
      case .older(version: 0) where readonly:
        throw InventoryError.notAnInventory(path: path, reason: "it is an empty database")
      case .older where readonly:
        // Only the last one that closes the file moves the log into it.
        try queue.close()
        try openForWriting(at: path).close()
        return try open(location, named: path, readonly: true)
      case .older:
        try queue.inDatabase { db in
          try db.inTransaction(.immediate) {
            try Schema.migrate(db)
            return .commit
          }
        }
      }
      if !readonly { try useWriteAheadLog(queue) }
      return Inventory(path: path, queue: queue)
    }
  }

  /// The mode is a property of the file. Where another program is using it just
  /// now, the next writer sets it.
  private static func useWriteAheadLog(_ queue: DatabaseQueue) throws {
    try queue.inDatabase { db in
      guard try String.fetchOne(db, sql: "PRAGMA journal_mode") != "wal" else { return }
      do {
        try db.execute(sql: "PRAGMA journal_mode = WAL")
      } catch let error as DatabaseError where error.resultCode == .SQLITE_BUSY {
        return
      }
    }
  }

  /// Writes over what was erased: the whole file anew, and its log emptied.
  public func overwriteErased() throws {
    try Self.mappingErrors(path) {
      try queue.inDatabase { db in
        try db.execute(sql: "VACUUM")
        _ = try Row.fetchAll(db, sql: "PRAGMA wal_checkpoint(TRUNCATE)")
      }
    }
  }

  /// Closes the file; what the log holds is moved into it.
  public func close() throws {
    try Self.mappingErrors(path) { try queue.close() }
  }

  /// Asks questions of one state of the inventory.
  ///
  ///     let latest = try inventory.read { try $0.latestRevision(of: deployment) }
  ///
  /// - Throws: `InventoryError`, and what the body throws.
  public func read<T>(_ body: (InventoryReader) throws -> T) throws -> T {
    try Self.mappingErrors(path) { try queue.read { try body(InventoryReader($0)) } }
  }

  /// Changes the inventory in one transaction that no other writer comes between: all that
  /// the body does, or nothing where it throws.
  ///
  /// - Throws: `InventoryError`, and what the body throws.
  public func write<T>(_ act: Act, _ body: (InventoryWriter) throws -> T) throws -> T {
    try transaction(act, .commit, body)
  }

  /// Does the same and takes it back: what a change would come to.
  public func rehearse<T>(_ act: Act, _ body: (InventoryWriter) throws -> T) throws -> T {
    try transaction(act, .rollback, body)
  }

  /// Stores a revision in one transaction, as `InventoryWriter.commit` does. The rows of a long
  /// one refer only to what it writes or finds itself: to look that up for each would take a
  /// third of its time. (For a short one, the switch takes more: all statements have to be
  /// prepared again.)
  ///
  /// - Parameter progress: told now and then how many rows are written.
  public func commit(
    _ new: NewRevision, _ act: Act, progress: (_ written: Int, _ all: Int) -> Void = { _, _ in }
  ) throws -> Revision {
    if new.rowCount < 10_000 { return try write(act) { try $0.commit(new, progress: progress) } }
    try Self.mappingErrors(path) {
      try queue.inDatabase { try $0.execute(sql: "PRAGMA foreign_keys = OFF") }
    }
    let outcome = Result {
      try write(act) { writer in
        let revision = try writer.commit(new, progress: progress)
        #if DEBUG
          try writer.checkForeignKeys()
        #endif
        return revision
      }
    }
    try Self.mappingErrors(path) {
      try queue.inDatabase { try $0.execute(sql: "PRAGMA foreign_keys = ON") }
    }
    return try outcome.get()
  }

  private func transaction<T>(
    _ act: Act, _ completion: Database.TransactionCompletion,
    _ body: (InventoryWriter) throws -> T
  ) throws -> T {
    try Self.mappingErrors(path) {
      try queue.inDatabase { db in
        var outcome: Result<T, any Error>?
        try db.inTransaction(.immediate) {
          let writer = InventoryWriter(db, act)
          outcome = .success(try body(writer))
          try writer.finish()
          return completion
        }
        guard let outcome else { throw Row.corrupt("a transaction has ended before its work") }
        return try outcome.get()
      }
    }
  }
}
