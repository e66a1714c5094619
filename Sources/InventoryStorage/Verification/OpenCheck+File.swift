import GRDB

/// What SQLite itself can tell of the file.
extension OpenCheck {
  mutating func integrity() throws {
    look(at: try Int.fetchOne(db, sql: "PRAGMA page_count") ?? 0)
    let lines = try String.fetchAll(db, sql: "PRAGMA integrity_check(\(Self.most))")
    for line in lines where line != "ok" { add(nil, line) }
  }

  mutating func references() throws {
    let tables = try String.fetchAll(
      db,
      sql: """
        SELECT name FROM sqlite_schema
        WHERE type = 'table' AND name NOT LIKE 'sqlite%' AND substr(name, 1, 1) <> '_'
        """)
    for table in tables { try look(at: "\"\(table)\"") }
    try addRows(
      """
      SELECT "table", 'a row refers to a missing one of ' || parent || ', ' || count(*) || ' in all'
      FROM pragma_foreign_key_check GROUP BY "table", parent
      """)
  }
}
