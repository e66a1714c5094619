import GRDB

/// Rows that many others refer to, such as labels: each is stored once.
struct SharedRows {
  private let db: Database
  private let find: RowStatement
  private let insert: RowStatement

  /// - Parameters:
  ///   - find: gives the id of the row that has some values.
  ///   - insert: takes the same values.
  init(_ db: Database, find: String, insert: String) throws {
    self.db = db
    self.find = try RowStatement(db, find)
    self.insert = try RowStatement(db, insert)
  }

  /// The id of the row that has some values, which is inserted where there is none.
  func id(of values: String?...) throws -> Int64 {
    for (i, value) in values.enumerated() { find.bind(Int32(i + 1), value) }
    var id: Int64?
    try find.eachRow { id = $0.int(0) }
    if let id { return id }
    for (i, value) in values.enumerated() { insert.bind(Int32(i + 1), value) }
    try insert.run()
    return db.lastInsertedRowID
  }
}
