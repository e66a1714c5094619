import GRDB
import InventoryLog
import InventoryModel
import SQLiteSettings

/// The versioned inventory: one SQLite file that holds every revision of every deployment, or a site's
/// copy of one in PostgreSQL, whose address stands for a path.
///
/// ```swift
/// let inventory = try Inventory.openForWriting(at: "gatebook.sqlite")
/// try inventory.read { try $0.deploymentNames() }  // [] in a new inventory
/// try inventory.close()
/// ```
///
/// It takes and returns model values only. Every function that writes is one transaction: after a
/// crash at any moment, the state is the one before it or the one after it.
public final class Inventory: Sendable {
  /// Its file, as it was named when it was opened; in PostgreSQL its address, without a password.
  public let path: String
  /// The file that is read: of an inventory in PostgreSQL the site's copy.
  public let file: String
  let connections: any DatabaseWriter
  /// Nil for an inventory that is a file.
  let copy: SiteCopy?
  private let identity: FileStatus.Identity?

  init(
    path: String, file: String? = nil, connections: any DatabaseWriter, copy: SiteCopy? = nil
  ) {
    self.path = path
    self.file = file ?? path
    self.connections = connections
    self.copy = copy
    identity = FileStatus(path).identity
  }

  /// Whether another file has taken the place of this one, as a restore does. This one can still
  /// be read, and what is written to it is lost.
  public var isReplaced: Bool {
    if let copy { return copy.folder.current != copy.number }
    let present = FileStatus(path).identity
    return present != nil && present != identity
  }

  /// How long a writer waits for another one, in seconds.
  public static let busyTimeout = 5.0

  /// SQLite accepts paths as URIs only if this is set before its first use.
  private static let urisEnabled = sqlite_settings_prepare() == 0

  /// Opens an existing inventory for reading only.
  ///
  /// - Throws: `InventoryError`, such as `.missing` if there is no file.
  public static func openForReading(at path: String) throws -> Inventory {
    if let address = LogAddress(path) { return try openCopy(of: address) }
    try FileStatus(path).checkIsFile()
    if FollowedFile.isOne(path) { return try openFollowed(at: path) }
    do {
      return try open(path, readonly: true)
    } catch InventoryError.unavailable where FileStatus(path + "-journal").size > 0 {
      // Its creation was interrupted, and only a writer can roll back what was left.
      try open(path, readonly: false).close()
      return try open(path, readonly: true)
    } catch InventoryError.unavailable where FileStatus(path + "-wal").size == 0 && urisEnabled {
      // In a folder that is not writable, SQLite cannot create the files that readers and writers
      // share. Without an open log there is no writer, so the file can be read as immutable.
      return try open("file:\(path.percentEncoded)?immutable=1", named: path, readonly: true)
    }
  }

  /// Opens an inventory, or creates it if there is no file: readable by its owner only, since it
  /// holds secrets of webhooks and sources.
  ///
  /// - Parameter group: the group whose members may read a new inventory; nil for none.
  /// - Throws: `InventoryError`; `.followed` for a copy that Litestream keeps.
  public static func openForWriting(at path: String, group: String? = nil) throws -> Inventory {
    if let address = LogAddress(path) {
      return try openCopy(of: address, creates: true, group: group)
    }
    if FollowedFile.isOne(path) { throw InventoryError.followed(path: path) }
    try FileAccess.create(path, group: group, isFolders: true)
    return try open(path, readonly: false)
  }

  /// Like `openForWriting`, for a program in which many read at a time: each reads one state, and
  /// none waits for another or for the one that writes.
  ///
  /// ```swift
  /// let inventory = try Inventory.openForSharing(at: "gatebook.sqlite", readers: 8)
  /// ```
  ///
  /// An inventory in PostgreSQL that is out of reach is opened as this site last knew it; then its
  /// `copyAge` is not known.
  ///
  /// - Parameters:
  ///   - readers: at most so many connections read; further readers wait for one.
  ///   - creates: whether to create one if there is none.
  /// - Throws: `InventoryError`
  public static func openForSharing(
    at path: String, readers: Int, creates: Bool = true
  ) throws -> Inventory {
    if let address = LogAddress(path) {
      do {
        return try openCopy(of: address, creates: creates, readers: readers)
      } catch let error as InventoryError {
        guard case .unreachable = error, let last = try openLastCopy(of: address, readers: readers)
        else { throw error }
        return last
      }
    }
    if !creates { try openForReading(at: path).close() }
    try openForWriting(at: path).close()
    return try open(path, readonly: false, readers: readers)
  }

  /// Opens a file for reading as it is, also one of an older program: that is brought up to date in
  /// memory, and stays what it was.
  ///
  /// - Throws: `InventoryError`
  public static func openUnchanged(at path: String) throws -> Inventory {
    if let address = LogAddress(path) { return try openCopy(of: address, migrates: false) }
    try FileStatus(path).checkIsFile()
    if FollowedFile.isOne(path) { return try openFollowed(at: path) }
    do {
      return try open(path, readonly: true, migrates: false)
    } catch InventoryError.unavailable where FileStatus(path + "-wal").size == 0 && urisEnabled {
      return try open(
        "file:\(path.percentEncoded)?immutable=1", named: path, readonly: true, migrates: false)
    }
  }

  /// Opens a file that Litestream keeps, for as short as can be. Never as one that does not change:
  /// then it would be read while Litestream writes.
  static func openFollowed(at path: String) throws -> Inventory {
    try FileStatus(path).checkIsFile()
    return try open(path, readonly: true, migrates: false)
  }

  /// A path as SQLite takes it: ":memory:" and "file:…" are something other than files.
  static func location(of path: String) -> String {
    path.hasPrefix(":") || path.hasPrefix("file:") ? "./" + path : path
  }

  /// - Parameters:
  ///   - readers: nil if one connection reads and writes.
  ///   - migrates: whether a file of an older program is brought up to date.
  private static func open(
    _ location: String, named path: String? = nil, readonly: Bool, readers: Int? = nil,
    migrates: Bool = true
  ) throws -> Inventory {
    let location = path == nil ? Self.location(of: location) : location
    let path = path ?? location
    _ = urisEnabled
    return try mappingErrors(path) {
      let connections = try connections(location, readonly: readonly, readers: readers)
      if !readonly {
        guard try !connections.read(CopyPosition.isThere) else {
          throw InventoryError.siteCopy(path: path)
        }
        try syncEveryCommit(connections)
      }
      switch try connections.read(Schema.state) {
      case .current: break
      case .foreign:
        throw InventoryError.notAnInventory(
          path: path, reason: "it is a database of another program")
      case .newer(let version):
        throw InventoryError.newer(path: path, version: version, known: Schema.version)
      case .older(version: 0) where readonly && FileStatus(path).size == 0:
        // Its creator was killed before writing anything.
        throw InventoryError.missing(path: path)
      case .older(version: 0) where readonly:
        throw InventoryError.notAnInventory(path: path, reason: "it is an empty database")
      case .older where !migrates:
        let copy = try DatabaseQueue()
        try connections.read { db in try copy.writeWithoutTransaction { try db.backup(to: $0) } }
        try connections.close()
        try copy.write { try Schema.migrate($0) }
        return Inventory(path: path, connections: copy)
      case .older where readonly:
        // Only the last connection to close moves the log into the file.
        try connections.close()
        try openForWriting(at: path).close()
        return try open(location, named: path, readonly: true)
      case .older:
        try connections.writeWithoutTransaction { db in
          try db.inTransaction(.immediate) {
            try Schema.migrate(db)
            return .commit
          }
        }
      }
      if !readonly { try useWriteAheadLog(connections) }
      return Inventory(path: path, connections: connections)
    }
  }

  /// - Parameter readers: nil if one connection reads and writes.
  static func connections(
    _ location: String, readonly: Bool = false, readers: Int? = nil
  ) throws -> any DatabaseWriter {
    var configuration = Configuration()
    configuration.readonly = readonly
    configuration.busyMode = .timeout(busyTimeout)
    configuration.label = "inventory"
    // Deleted data is overwritten, since some of it is personal.
    configuration.prepareDatabase { db in
      if !readonly { try db.execute(sql: "PRAGMA secure_delete = ON") }
    }
    if let readers { configuration.maximumReaderCount = readers }
    return readers == nil
      ? try DatabaseQueue(path: location, configuration: configuration)
      : try DatabasePool(path: location, configuration: configuration)
  }

  /// What was told as done is there after a power cut, too. GRDB has a pool sync its log only when
  /// that is moved into the file.
  static func syncEveryCommit(_ connections: any DatabaseWriter) throws {
    try connections.writeWithoutTransaction { try $0.execute(sql: "PRAGMA synchronous = FULL") }
  }

  /// The mode is a property of the file. If another program is using the file right now, the next
  /// writer sets it.
  static func useWriteAheadLog(_ connections: any DatabaseWriter) throws {
    try connections.writeWithoutTransaction { db in
      guard try String.fetchOne(db, sql: "PRAGMA journal_mode") != "wal" else { return }
      do {
        try db.execute(sql: "PRAGMA journal_mode = WAL")
      } catch let error as DatabaseError where error.resultCode == .SQLITE_BUSY {
        return
      }
    }
  }

  /// Overwrites what was erased: rewrites the whole file and empties its log. In PostgreSQL, all that
  /// was stored before gives place to a copy of the present state.
  ///
  /// - Throws: `InventoryError`
  public func overwriteErased() throws {
    try Self.mappingErrors(path) {
      try connections.barrierWriteWithoutTransaction { db in
        try db.execute(sql: "VACUUM")
        _ = try Row.fetchAll(db, sql: "PRAGMA wal_checkpoint(TRUNCATE)")
      }
      if let copy { try copy.log.session { try addBase(copy, $0, dropsAll: true) } }
    }
  }

  /// Closes the file and moves the contents of the log into it.
  public func close() throws {
    try Self.mappingErrors(path) { try connections.close() }
    copy?.log.close()
  }

  /// Reads one state of the inventory.
  ///
  /// ```swift
  /// let latest = try inventory.read { try $0.latestRevision(of: deployment) }
  /// latest?.number  // 3; nil if the deployment has no current revision
  /// ```
  ///
  /// - Throws: `InventoryError`, and what the body throws.
  public func read<T>(_ body: (InventoryReader) throws -> T) throws -> T {
    try Self.mappingErrors(path) {
      try guarding { try connections.read { try body(InventoryReader($0)) } }
    }
  }

  /// Changes the inventory in one transaction, with no other writer in between: everything the body
  /// does is stored, or nothing if it throws.
  ///
  /// ```swift
  /// let act = Act(by: Author(user: GivenText("anna")!), at: time)
  /// let ended = try inventory.write(act) {
  ///   try $0.unassign(customer, from: deployment, role: .data, at: time, leaves: false)
  /// }
  /// ended.map(\.period.until)  // [time]
  /// ```
  ///
  /// - Parameters:
  ///   - act: who makes the changes, when and why.
  ///   - isLong: whether it writes very many rows, each of which refers only to rows that it writes
  ///     or finds itself, as `InventoryWriter.take` does.
  /// - Throws: `InventoryError`, and what the body throws.
  public func write<T>(
    _ act: Act, isLong: Bool = false, _ body: (InventoryWriter) throws -> T
  ) throws -> T {
    try transaction(act, .commit, isLong: isLong, body)
  }

  /// Like `write`, but rolls back: shows what a change would do.
  public func rehearse<T>(
    _ act: Act, isLong: Bool = false, _ body: (InventoryWriter) throws -> T
  ) throws -> T {
    try transaction(act, .rollback, isLong: isLong, body)
  }

  /// Stores a revision in one transaction, like `InventoryWriter.commit`.
  ///
  /// - Parameter progress: called now and then with how many rows are written.
  /// - Throws: `InventoryError.overtaken`, `.olderThanLatest`
  public func commit(
    _ new: NewRevision, _ act: Act, progress: (_ written: Int, _ all: Int) -> Void = { _, _ in }
  ) throws -> Revision {
    try transaction(act, .commit, isLong: new.rowCount >= Self.longRowCount) {
      try $0.commit(new, progress: progress)
    }
  }

  /// From how many rows on a transaction is long: for a shorter one, switching checks off costs more,
  /// since all statements have to be prepared again.
  public static let longRowCount = 10_000

  /// - Parameter isLong: whether SQLite leaves foreign keys unchecked, as the pragma allows outside
  ///   of a transaction only (to check each would take a third of the time), and what tables say of
  ///   single values, and keeps more of the file in memory; then debug builds check all keys at the
  ///   end.
  private func transaction<T>(
    _ act: Act, _ completion: Database.TransactionCompletion, isLong: Bool,
    _ body: (InventoryWriter) throws -> T
  ) throws -> T {
    try Self.mappingErrors(path) {
      if completion == .rollback {
        try catchUp()
        return try connections.writeWithoutTransaction { db in
          try Self.transaction(db, act, completion, isLong: isLong, body)
        }
      }
      return try changing { db, store in
        try Self.transaction(db, act, completion, isLong: isLong, storing: store, body)
      }
    }
  }

  /// With SQLite's 2 MB, pages of a long transaction are written to the log several times, and read
  /// from it again. A negative number is one of KiB.
  private static let beginsLong = """
    PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = \(ignoresChecks);
    PRAGMA cache_size = -65536
    """
  private static let endsLong = """
    PRAGMA foreign_keys = ON; PRAGMA ignore_check_constraints = OFF; PRAGMA cache_size = -2000
    """

  /// The tables' CHECKs say of single values what their types say before: a day, a port, a text that
  /// is not empty. For a list of words SQLite makes a table each time, and of an import's time they
  /// take a quarter. Debug builds, which the tests run, keep them.
  private static var ignoresChecks: String {
    #if DEBUG
      "OFF"
    #else
      "ON"
    #endif
  }

  private static func transaction<T>(
    _ db: Database, _ act: Act, _ completion: Database.TransactionCompletion, isLong: Bool,
    storing store: (Database) throws -> Void = { _ in }, _ body: (InventoryWriter) throws -> T
  ) throws -> T {
    // One block: no other writer comes in between while the check is off.
    if isLong { try db.execute(sql: Self.beginsLong) }
    let outcome = Result {
      var value: T?
      try db.inTransaction(.immediate) {
        let writer = InventoryWriter(db, act)
        value = try body(writer)
        #if DEBUG
          if isLong { try writer.checkForeignKeys() }
        #endif
        try writer.finish()
        try store(db)
        return completion
      }
      guard let value else { throw Row.corrupt("a transaction has ended before its work") }
      return value
    }
    if isLong { try db.execute(sql: Self.endsLong) }
    return try outcome.get()
  }
}
