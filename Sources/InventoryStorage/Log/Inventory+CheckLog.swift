import Foundation
import GRDB
import InventoryLog
import InventoryModel

extension Inventory {
  /// Looks whether the log is what was written to it, from the last base copy on, and this site's copy
  /// what the log says: makes another copy and compares all rows. Nothing is looked at for a file.
  ///
  /// - Throws: `InventoryError.logDamaged`, or `.copyRenewed` if the copy was something else.
  public func checkLog() throws {
    guard let copy else { return }
    try Self.mappingErrors(path) {
      let part = "\(copy.folder.path)/check-\(UUID().uuidString).part"
      defer { InventoryFile.remove(part) }
      let fresh = try copy.log.session { session in
        try copy.folder.fetchBase(session, to: part)
        let fresh = try Self.connections(part)
        guard let head = try session.head() else { throw InventoryError.missing(path: path) }
        try fresh.writeWithoutTransaction { try copy.catchUp($0, session, to: head) }
        return fresh
      }
      try catchUp()
      try guarding {
        let different = try fresh.writeWithoutTransaction { db in
          try db.execute(sql: "ATTACH ? AS copy", arguments: [Self.location(of: copy.file)])
          return try Self.difference(db)
        }
        if let different { throw SiteCopy.Trouble.different(table: different) }
      }
      try fresh.close()
    }
  }

  /// The first table that has other rows in two attached databases; nil if there is none, or one of
  /// them is further than the other.
  private static func difference(_ db: Database) throws -> String? {
    var different: String?
    try db.inTransaction(.deferred) {
      let place = "SELECT sequence FROM"
      let places = try Int.fetchAll(
        db, sql: "\(place) main._log_position UNION \(place) copy._log_position")
      guard places.count == 1 else { return .rollback }
      let tables = try String.fetchAll(
        db,
        sql: """
          SELECT name FROM main.sqlite_schema
          WHERE type = 'table' AND name NOT LIKE 'sqlite%' AND substr(name, 1, 1) <> '_'
          ORDER BY name
          """)
      different = try tables.first { table in
        for (one, other) in [("main", "copy"), ("copy", "main")] {
          let sql = "SELECT * FROM \(one).\"\(table)\" EXCEPT SELECT * FROM \(other).\"\(table)\""
          if try Row.fetchOne(db, sql: sql) != nil { return true }
        }
        return false
      }
      return .rollback
    }
    return different
  }
}
