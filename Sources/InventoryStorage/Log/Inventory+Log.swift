import Foundation
import GRDB
import InventoryLog
import InventoryModel

extension Inventory {
  /// Opens the site's copy of an inventory in PostgreSQL, brought up to date.
  ///
  /// - Parameters:
  ///   - creates: whether to begin a log if the database has none.
  ///   - readers: nil if one connection reads and writes.
  ///   - migrates: whether the schema of an older program is brought up to date, for every site.
  /// - Throws: `InventoryError`
  static func openCopy(
    of address: LogAddress, creates: Bool = false, readers: Int? = nil, group: String? = nil,
    migrates: Bool = true
  ) throws -> Inventory {
    try mappingErrors(address.shown) {
      let log = InventoryLog(address)
      let folder = try CopyFolder(address)
      return try log.session { session in
        if try session.head() == nil {
          guard creates else { throw InventoryError.missing(path: address.shown) }
          do {
            try beginLog(session, in: folder)
          } catch LogError.exists {
            // Another program was faster.
          }
        }
        var attempt = 0
        while true {
          let number = try folder.current ?? folder.make(from: session, group: group)
          let copy = SiteCopy(log, folder, number)
          do {
            return try open(copy, session, readers: readers, migrates: migrates)
          } catch  where attempt == 0 && isTroubleOfCopy(error) {
            attempt += 1
            try copy.setAside(error)
          }
        }
      }
    }
  }

  /// Opens the site's copy as it is, without asking the log; nil if there is none that can be read.
  static func openLastCopy(of address: LogAddress, readers: Int) throws -> Inventory? {
    try mappingErrors(address.shown) {
      let folder = try CopyFolder(address)
      guard let number = folder.current else { return nil }
      let copy = SiteCopy(InventoryLog(address), folder, number)
      let connections = try connections(copy.file, readers: readers)
      try syncEveryCommit(connections)
      let canBeRead = try connections.read { db in
        try CopyPosition.isThere(db) && Schema.state(db) == .current
      }
      return canBeRead
        ? Inventory(path: address.shown, file: copy.file, connections: connections, copy: copy)
        : nil
    }
  }

  /// Whether a place is an address in PostgreSQL, and not the path of a file.
  public static func isInPostgreSQL(_ place: String) -> Bool { LogAddress(place) != nil }

  /// A place with the folder in which this site keeps its copy, where it is an address that does not tell
  /// one; any other as it is.
  public static func place(_ place: String, copies: String) -> String {
    LogAddress.text(place, copies: copies)
  }

  /// A place for messages: an address without its password.
  public static func shown(_ place: String) -> String { LogAddress(place)?.shown ?? place }

  /// Whether an error says that a copy is worth nothing.
  private static func isTroubleOfCopy(_ error: any Error) -> Bool {
    switch error {
    case is SiteCopy.Trouble: true
    case let error as DatabaseError:
      // A new copy would have the same row that is not understood.
      [.SQLITE_CORRUPT, .SQLITE_NOTADB].contains(error.resultCode)
        && error.extendedResultCode != Row.notUnderstood
    case InventoryError.damaged, InventoryError.notAnInventory: true
    default: false
    }
  }

  private static func open(
    _ copy: SiteCopy, _ session: LogSession, readers: Int?, migrates: Bool
  ) throws -> Inventory {
    guard let head = try session.head() else {
      throw InventoryError.missing(path: copy.log.address.shown)
    }
    let connections = try connections(copy.file, readers: readers)
    try syncEveryCommit(connections)
    try connections.writeWithoutTransaction { db in
      try copy.catchUp(db, session, to: head)
      if migrates, head.schemaVersion < Schema.version { try copy.migrate(db, session) }
    }
    try useWriteAheadLog(connections)
    if !migrates, head.schemaVersion < Schema.version {
      try connections.close()
      let old = try openUnchanged(at: copy.file)
      return Inventory(
        path: copy.log.address.shown, file: copy.file, connections: old.connections, copy: copy)
    }
    return Inventory(
      path: copy.log.address.shown, file: copy.file, connections: connections, copy: copy)
  }

  /// Begins a log with a new inventory.
  private static func beginLog(_ session: LogSession, in folder: CopyFolder) throws {
    let part = "\(folder.path)/new-\(UUID().uuidString).part"
    defer { InventoryFile.remove(part) }
    let new = try openForWriting(at: part)
    try new.close()
    try beginLog(session, with: part)
  }

  /// Begins a log with the inventory that a file has, which nobody writes meanwhile.
  static func beginLog(_ session: LogSession, with file: String) throws {
    let inventory = UUID().uuidString.filter { $0 != "-" }.lowercased()
    try reading(file) {
      try session.create(inventory: inventory, schemaVersion: Schema.version, next: $0)
    }
  }

  /// Reads a file part by part.
  static func reading<T>(_ path: String, _ body: (() throws -> [UInt8]?) throws -> T) throws -> T {
    guard let file = fopen(path, "r") else {
      throw InventoryError.unavailable(path: path, reason: String(cString: strerror(errno)))
    }
    defer { fclose(file) }
    return try body {
      let part = [UInt8](unsafeUninitializedCapacity: LogSession.partSize) { room, count in
        count = fread(room.baseAddress, 1, LogSession.partSize, file)
      }
      guard ferror(file) == 0 else {
        throw InventoryError.unavailable(path: path, reason: String(cString: strerror(errno)))
      }
      return part.isEmpty ? nil : part
    }
  }

  /// Makes a file the copy of a log.
  static func mark(_ file: String, as position: CopyPosition) throws {
    try mappingErrors(file) {
      let database = try DatabaseQueue(path: location(of: file))
      try database.write { db in
        if try CopyPosition.isThere(db) { try CopyPosition.end(db) }
        try position.begin(db)
      }
      try database.close()
    }
  }

  /// Brings a copy up to date, as every opening does; nothing is to be done for a file.
  ///
  /// ```swift
  /// try inventory.catchUp()
  /// inventory.copyAge?.seconds  // 0
  /// ```
  ///
  /// - Throws: `InventoryError`; then the copy is what it was, and can be read.
  public func catchUp() throws {
    guard let copy else { return }
    try Self.mappingErrors(path) {
      try guarding {
        try copy.log.session { session in
          guard let head = try session.head() else { throw InventoryError.missing(path: path) }
          try connections.writeWithoutTransaction { try copy.catchUp($0, session, to: head) }
        }
      }
    }
  }

  /// How old a copy is.
  public struct CopyAge: Hashable, Sendable {
    /// Since it was known to be what the inventory is; nil if that is not known.
    public let seconds: Int?

    public init(seconds: Int?) { self.seconds = seconds }
  }

  /// How old the copy of an inventory in PostgreSQL is; nil for a file, which is the inventory itself.
  public var copyAge: CopyAge? {
    copy.map { CopyAge(seconds: $0.age.map { Int($0.components.seconds) }) }
  }

  /// A base copy that the log of an inventory in PostgreSQL lacks: whoever makes one due adds it at
  /// once, so it could not be added, or just now is. New sites and those that were away for long have
  /// to read all that came since the last one, and nothing old is dropped from the log.
  public struct MissingBase: Hashable, Sendable {
    /// What came since the last base copy.
    public let entries: Int
    /// How long that is, packed.
    public let bytes: Int

    public init(entries: Int, bytes: Int) {
      self.entries = entries
      self.bytes = bytes
    }
  }

  /// Nil for a file, and where the log has base copies enough.
  public var missingBase: MissingBase? {
    guard let head = copy?.lastHead, head.needsBase else { return nil }
    return MissingBase(entries: head.sinceBase.entries, bytes: head.sinceBase.bytes)
  }

  /// Runs what changes the rows, in a transaction of its own, with no other writer in between.
  ///
  /// - Parameter body: is given the connection, and what has to be called at the end of the transaction.
  func changing<T>(_ body: (Database, _ store: (Database) throws -> Void) throws -> T) throws -> T {
    guard let copy else {
      return try connections.writeWithoutTransaction { try body($0) { _ in } }
    }
    return try guarding {
      try copy.log.session { session in
        let head = try session.begin()
        var stored: LogHead?
        let value = try connections.writeWithoutTransaction { db in
          try copy.catchUp(db, session, to: head)
          if head.schemaVersion < Schema.version { throw LogError.busy }
          let changes = try ChangeSession(db)
          do {
            return try body(db) { db in
              let found = try changes.changes()
              if found.isEmpty { return }
              let added = try session.append(
                .changes, found, schemaVersion: Schema.version, after: head)
              try CopyPosition(added).write(db)
              try session.commit()
              stored = added
            }
          } catch let error as DatabaseError {
            guard let stored else { throw error }
            throw InventoryError.copyBehind(
              path: path, entry: stored.sequence, reason: error.message ?? "\(error.resultCode)")
          }
        }
        session.rollback()
        if let stored, stored.needsBase {
          // What is stored is stored; the next writer tries it again, and `missingBase` tells it.
          try? addBase(copy, session)
        }
        return value
      }
    }
  }

  /// Adds a base copy of the present state to the log.
  ///
  /// - Parameter dropsAll: whether nothing before it is kept.
  func addBase(_ copy: SiteCopy, _ session: LogSession, dropsAll: Bool = false) throws {
    let part = "\(copy.folder.path)/base-\(UUID().uuidString).part"
    defer { InventoryFile.remove(part) }
    let position = try connections.read { db in
      try Self.writeCopy(of: db, to: part, group: nil)
      return try CopyPosition(db)
    }
    guard let position else { throw SiteCopy.Trouble.blank }
    let base = LogBase(
      sequence: position.sequence, schemaVersion: Schema.version, chain: position.chain,
      inventory: position.inventory)
    try Self.reading(part) { try session.add(base, dropsAll: dropsAll, next: $0) }
  }

  /// Has a copy that turns out to be worth nothing made anew by who opens it next.
  func guarding<T>(_ body: () throws -> T) throws -> T {
    do {
      return try body()
    } catch  where Self.isTroubleOfCopy(error) {
      guard let copy else { throw error }
      try copy.setAside(error)
      throw InventoryError.copyRenewed(path: path, reason: SiteCopy.reason(error))
    }
  }
}

extension SiteCopy {
  /// Brings the schema of the log up to date.
  fileprivate func migrate(_ db: Database, _ session: LogSession) throws {
    let head = try session.begin()
    try catchUp(db, session, to: head)
    if head.schemaVersion == Schema.version { return }
    try db.inTransaction(.immediate) {
      try Schema.migrate(db)
      let added = try session.append(.schema, [], schemaVersion: Schema.version, after: head)
      try CopyPosition(added).write(db)
      try session.commit()
      return .commit
    }
  }

  /// Puts a copy away that is worth nothing: one of another inventory is kept under another name, any
  /// other can be made anew.
  fileprivate func setAside(_ error: any Error) throws {
    if case Trouble.other = error {
      try InventoryFile.setAside(
        file, as: "\(folder.path)/other-\(number)-\(UUID().uuidString.prefix(8)).sqlite")
    } else {
      folder.discard(number)
    }
  }

  /// In the words of an error.
  static func reason(_ error: any Error) -> String {
    switch error {
    case Trouble.blank: "it had no place in the log"
    case Trouble.other: "it was of another inventory"
    case Trouble.tooOld: "the log does not reach back to it"
    case Trouble.conflict(let entry, let conflict):
      "entry \(entry) did not fit it: \(conflict.kind)"
        + (conflict.table.isEmpty ? "" : " in \(conflict.table)")
    case Trouble.different(let table): "it had other rows of \(table) than the log"
    case let error as DatabaseError: "it was damaged: \(error.message ?? "\(error.resultCode)")"
    default: "it was damaged"
    }
  }
}
