import GRDB
import InventoryLog
import InventoryModel
import Synchronization

/// A site's copy of an inventory in PostgreSQL: an SQLite file with the rows as they are after an entry
/// of the log. It is read like any inventory; what changes is added to the log first.
final class SiteCopy: Sendable {
  let log: InventoryLog
  let folder: CopyFolder
  /// The number of the file.
  let number: Int
  /// When the copy was last known to have all that the log has.
  private let current = Mutex<ContinuousClock.Instant?>(nil)
  /// Where the log ended when it was last asked.
  private let head = Mutex<LogHead?>(nil)

  init(_ log: InventoryLog, _ folder: CopyFolder, _ number: Int) {
    self.log = log
    self.folder = folder
    self.number = number
  }

  var file: String { folder.file(number) }

  /// Why a copy is worth nothing: the log has to be copied anew.
  enum Trouble: Error {
    /// It has no position in the log.
    case blank
    /// It is of another inventory.
    case other
    /// What comes next was dropped from the log.
    case tooOld
    case conflict(entry: Int, ChangeSession.Conflict)
    /// It has other rows than the log.
    case different(table: String)
  }

  /// Since the copy was known to have all that the log has.
  var age: Duration? { current.withLock { $0.map { ContinuousClock.now - $0 } } }

  /// Where the log ended when it was last asked; nil before it was.
  var lastHead: LogHead? { head.withLock { $0 } }

  /// Brings the copy up to date.
  ///
  /// - Parameter head: where the log ends.
  /// - Throws: `Trouble`, `LogError`; `InventoryError.parted` if the copy has what the log has not.
  func catchUp(_ db: Database, _ session: LogSession, to head: LogHead) throws {
    guard head.schemaVersion <= Schema.version else {
      throw InventoryError.newer(
        path: log.address.shown, version: head.schemaVersion, known: Schema.version)
    }
    let began = ContinuousClock.now
    self.head.withLock { $0 = head }
    guard var position = try CopyPosition(db) else { throw Trouble.blank }
    guard position.inventory == head.inventory else { throw Trouble.other }
    while position.sequence < head.sequence {
      let entries = try session.entries(after: position.sequence)
      if entries.isEmpty {
        try checkStands(position, session)
        throw Trouble.tooOld
      }
      if !entries[0].follows(position.chain) { try checkStands(position, session) }
      var last = position.chain
      for entry in entries {
        guard entry.follows(last) else {
          throw LogError.damaged(
            reason: "entry \(entry.sequence) does not follow the one before it")
        }
        last = entry.chain
      }
      try apply(entries, to: db)
      guard let reached = try CopyPosition(db) else { throw Trouble.blank }
      position = reached
    }
    // Another program of this site may have come further since the log was asked.
    if position.sequence == head.sequence {
      guard position.chain == head.chain else { throw parted(position) }
    } else if try session.chain(at: position.sequence) != position.chain {
      throw parted(position)
    }
    current.withLock { $0 = began }
  }

  /// Whether the log has the entry that the copy has come to. One that was dropped is taken as such.
  private func checkStands(_ position: CopyPosition, _ session: LogSession) throws {
    guard let chain = try session.chain(at: position.sequence) else { return }
    if chain != position.chain { throw parted(position) }
  }

  private func parted(_ position: CopyPosition) -> InventoryError {
    .parted(path: log.address.shown, copy: file, entry: position.sequence)
  }

  /// Applies entries that follow each other; those that another program has applied meanwhile are left
  /// out. A change of the schema is a transaction of its own, as it is in a file.
  private func apply(_ entries: [LogEntry], to db: Database) throws {
    for group in entries.parts(apart: \.isSchema) {
      // Since the log was asked where it ends, a newer program may have gone on.
      if let entry = group.first(where: { $0.schemaVersion > Schema.version }) {
        throw InventoryError.newer(
          path: log.address.shown, version: entry.schemaVersion, known: Schema.version)
      }
      // A copy is what the log says, also where a row refers to none: whoever wrote it has that, too,
      // and `gatebook verify` tells it.
      let checks = group.contains(where: \.isSchema)
      if !checks { try db.execute(sql: "PRAGMA foreign_keys = OFF") }
      defer { if !checks { try? db.execute(sql: "PRAGMA foreign_keys = ON") } }
      try db.inTransaction(.immediate) {
        guard let position = try CopyPosition(db) else { throw Trouble.blank }
        let missing = group.filter { $0.sequence > position.sequence }
        for entry in missing {
          switch entry.kind {
          case .schema: try Schema.migrate(db, to: entry.schemaVersion)
          case .changes:
            do {
              try ChangeSession.apply(entry.contents, to: db)
            } catch let conflict as ChangeSession.Conflict {
              throw Trouble.conflict(entry: entry.sequence, conflict)
            }
          }
        }
        if let last = missing.last {
          try CopyPosition(last, of: position.inventory).write(db)
        }
        return .commit
      }
    }
  }
}

extension LogEntry {
  fileprivate var isSchema: Bool { kind == .schema }
}

extension Array {
  /// Its parts, in which each element for which something holds stands alone.
  fileprivate func parts(apart isApart: (Element) -> Bool) -> [ArraySlice<Element>] {
    var parts: [ArraySlice<Element>] = []
    var start = startIndex
    for i in indices where isApart(self[i]) {
      if start < i { parts.append(self[start..<i]) }
      parts.append(self[i...i])
      start = i + 1
    }
    if start < endIndex { parts.append(self[start...]) }
    return parts
  }
}
