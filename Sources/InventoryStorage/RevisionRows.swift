import GRDB

/// The rows of a table that are a revision's, numbered by their `position`.
enum RevisionRows {
  /// About how many there are, so that there is room for them; no more than a damaged file
  /// may ask for.
  static func count(
    _ db: Database, of table: String, deploymentID: Int64, number: Int
  ) throws -> Int {
    let last = try Int.fetchOne(
      db, sql: "SELECT max(position) FROM \(table) WHERE deployment_id = ? AND number = ?",
      arguments: [deploymentID, number])
    return min(max(0, (last ?? 0) &+ 1), 1 << 22)
  }
}
