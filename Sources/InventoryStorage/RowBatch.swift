import GRDB

/// Rows for one table, several inserted by one statement: a statement for each row takes half as
/// long again.
struct RowBatch<Row> {
  private let one: RowStatement
  private let many: RowStatement
  /// How many parameters come before those of the first row.
  private let first: Int32
  private let parameterCount: Int
  private let bind: (RowStatement, Int32, Row) -> Void
  private var waiting: [Row] = []

  private static var size: Int { 32 }

  /// - Parameters:
  ///   - table: with its columns: `traffic (id, spans)`.
  ///   - shared: the values that the first columns have in all rows: they are passed once.
  ///   - parameterCount: how many values of its own a row has.
  ///   - bind: binds these, after the given number of parameters.
  init(
    _ db: Database, into table: String, shared: [String?] = [], parameterCount: Int,
    bind: @escaping (RowStatement, Int32, Row) -> Void
  ) throws {
    self.parameterCount = parameterCount
    self.bind = bind
    first = Int32(shared.count)
    // A "?" is the parameter after the highest one before it.
    let values = shared.indices.map { "?\($0 + 1)" } + Array(repeating: "?", count: parameterCount)
    let row = "(" + values.joined(separator: ", ") + ")"
    func insert(_ count: Int) throws -> RowStatement {
      // A failure ends the transaction, so SQLite need not undo this statement first.
      try RowStatement(
        db,
        "INSERT OR FAIL INTO \(table) VALUES "
          + Array(repeating: row, count: count).joined(separator: ", "))
    }
    one = try insert(1)
    many = try insert(Self.size)
    for statement in [one, many] {
      for (place, text) in shared.enumerated() { statement.bind(Int32(place + 1), text) }
    }
  }

  /// The row is written by `finish` at the latest.
  mutating func add(_ row: Row) throws {
    waiting.append(row)
    if waiting.count < Self.size { return }
    for (i, row) in waiting.enumerated() { bind(many, first + Int32(i * parameterCount), row) }
    try many.run()
    waiting.removeAll(keepingCapacity: true)
  }

  /// Writes the rows that are still waiting.
  mutating func finish() throws {
    for row in waiting {
      bind(one, first, row)
      try one.run()
    }
    waiting = []
  }
}
