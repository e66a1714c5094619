import GRDB

/// Rows that many others refer to, such as labels: each value is stored once and looked up once.
struct SharedRows<Value: Hashable> {
  private let db: Database
  private let find: RowStatement
  private let insert: RowStatement
  private let columns: (Value) -> [String?]
  private var ids: [Value: Int64] = [:]

  /// - Parameters:
  ///   - find: selects the id of the row with given columns.
  ///   - insert: takes the same columns.
  ///   - columns: the columns of a value.
  init(
    _ db: Database, find: String, insert: String, columns: @escaping (Value) -> [String?]
  ) throws {
    self.db = db
    self.find = try RowStatement(db, find)
    self.insert = try RowStatement(db, insert)
    self.columns = columns
  }

  /// The id of a value's row, which is inserted if it is missing.
  mutating func id(of value: Value) throws -> Int64 {
    if let id = ids[value] { return id }
    let id = try ownID(of: value)
    ids[value] = id
    return id
  }

  /// The same for a value that hardly any other row has: its id is not remembered.
  func ownID(of value: Value) throws -> Int64 {
    let columns = columns(value)
    for (i, column) in columns.enumerated() { find.bind(Int32(i + 1), column) }
    var found: Int64?
    try find.eachRow { found = $0.int(0) }
    if found == nil {
      for (i, column) in columns.enumerated() { insert.bind(Int32(i + 1), column) }
      try insert.run()
    }
    return found ?? db.lastInsertedRowID
  }
}
