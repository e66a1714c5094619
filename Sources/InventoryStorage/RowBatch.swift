import GRDB

/// Rows for one table, several inserted by one statement: a statement for each row takes half as
/// long again.
struct RowBatch<Row> {
  private let one: RowStatement
  private let many: RowStatement
  private let parameterCount: Int
  private let bind: (RowStatement, Int32, Row) -> Void
  private var waiting: [Row] = []

  private static var size: Int { 32 }

  /// - Parameters:
  ///   - table: with its columns: `traffic (id, spans)`.
  ///   - parameterCount: how many values a row has.
  ///   - bind: binds a row's values, after the given number of parameters.
  init(
    _ db: Database, into table: String, parameterCount: Int,
    bind: @escaping (RowStatement, Int32, Row) -> Void
  ) throws {
    self.parameterCount = parameterCount
    self.bind = bind
    let row = "(" + Array(repeating: "?", count: parameterCount).joined(separator: ", ") + ")"
    func insert(_ count: Int) throws -> RowStatement {
      // A failure ends the transaction, so SQLite need not undo this statement first.
      try RowStatement(
        db,
        "INSERT OR FAIL INTO \(table) VALUES "
          + Array(repeating: row, count: count).joined(separator: ", "))
    }
    one = try insert(1)
    many = try insert(Self.size)
  }

  /// The row is written by `finish` at the latest.
  mutating func add(_ row: Row) throws {
    waiting.append(row)
    if waiting.count < Self.size { return }
    for (i, row) in waiting.enumerated() { bind(many, Int32(i * parameterCount), row) }
    try many.run()
    waiting.removeAll(keepingCapacity: true)
  }

  /// Writes the rows that are still waiting.
  mutating func finish() throws {
    for row in waiting {
      bind(one, 0, row)
      try one.run()
    }
    waiting = []
  }
}
