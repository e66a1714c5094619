import GRDB
import InventoryModel

/// Copies rows of another inventory as they are; what they refer to is found here by its name.
struct RowCopy {
  let theirs: Database
  let ours: Database
  let theirNames: RowNames
  let ourNames: RowNames

  /// Copies rows of a table. Where it numbers its rows, they are numbered anew, in the same order.
  ///
  /// - Parameters:
  ///   - condition: which rows, by the ids of the other inventory.
  ///   - replacing: what is in a column instead of what is there.
  ///   - own: a column that refers to a row copied before it by the same call.
  ///   - skipsKnown: whether rows that are here already are left out.
  /// - Returns: the new number of each row by its number in the other inventory.
  /// - Throws: `MissingReference`
  @discardableResult
  func copy(
    _ table: String, where condition: String, _ arguments: StatementArguments,
    replacing: [String: DatabaseValue] = [:], own: String? = nil, skipsKnown: Bool = false
  ) throws -> [Int64: Int64] {
    let columns = try Self.columns(of: table, theirs)
    let numbers = columns.contains("id")
    let written = columns.filter { $0 != "id" }
    let list = written.map { "\"\($0)\"" }.joined(separator: ", ")
    let places = written.map { _ in "?" }.joined(separator: ", ")
    let insert = try ours.cachedStatement(
      sql: "INSERT \(skipsKnown ? "OR IGNORE " : "")INTO \(table) (\(list)) VALUES (\(places))")
    let kinds = written.map { RowNames.Kind(of: $0, in: table) }
    let rows = try Row.fetchCursor(
      theirs,
      sql: """
        SELECT \(list)\(numbers ? ", id" : "") FROM \(table) WHERE \(condition)
        \(numbers ? "ORDER BY id" : "")
        """, arguments: arguments)
    var renumbered: [Int64: Int64] = [:]
    while let row = try rows.next() {
      var values: [DatabaseValue] = []
      values.reserveCapacity(written.count)
      for (place, column) in written.enumerated() {
        let value: DatabaseValue = row[place]
        if let other = replacing[column] {
          values.append(other)
        } else if let id = Int64.fromDatabaseValue(value), column == own {
          guard let number = renumbered[id] else {
            throw Row.corrupt("a row of \(table) refers to one that is no part of it")
          }
          values.append(number.databaseValue)
        } else if let kind = kinds[place], let id = Int64.fromDatabaseValue(value) {
          values.append(try ourNames.id(kind, theirNames.name(kind, id)).databaseValue)
        } else {
          values.append(value)
        }
      }
      try insert.execute(arguments: StatementArguments(values))
      if numbers { renumbered[row[written.count]] = ours.lastInsertedRowID }
    }
    return renumbered
  }

  static func columns(of table: String, _ db: Database) throws -> [String] {
    try db.columns(in: table).map(\.name)
  }
}
