import GRDB

/// The numbered SQL files of `Migrations/`, in order; each is run once, and never
/// changes after it was shipped.
enum Schema {
  /// The `application_id` that the first migration gives to an inventory.
  static let applicationID: Int64 = 0x4761_7465

  static let migrator = migrator(of: EmbeddedMigrations.files)

  static func migrator(of files: [(name: String, text: String)]) -> DatabaseMigrator {
    var migrator = DatabaseMigrator()
    for file in files {
      migrator.registerMigration(String(file.name.prefix { $0 != "." })) { db in
        try db.execute(sql: file.text)
      }
    }
    return migrator
  }
}
