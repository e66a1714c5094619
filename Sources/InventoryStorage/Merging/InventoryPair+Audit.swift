import EndpointModel
import GRDB
import InventoryModel

extension InventoryPair {
  /// Takes entries of the other inventory's audit, in their order, and notes where they come from.
  ///
  /// - Parameters:
  ///   - entries: by their numbers there, ascending.
  ///   - origin: the name of the other inventory. An entry that it took itself keeps its origin.
  public func take(entries: [Int], origin: GivenText) throws {
    let last = try ours.lastAuditID()
    for entry in entries { try copy.copy("audit", where: "id = ?", [entry]) }
    try ours.db.execute(
      sql: "UPDATE audit SET origin = ? WHERE id > ? AND origin IS NULL",
      arguments: [origin.text, last])
  }

  /// Notes what host names gave the other inventory, as far as it is not known here.
  ///
  /// - Returns: how many names are new or were seen with other addresses.
  public func takeResolutions() throws -> Int {
    var changed: Set<String> = []
    for row in try Row.fetchAll(theirs.db, sql: "SELECT * FROM resolution ORDER BY name") {
      try ours.db.execute(
        sql: "INSERT OR IGNORE INTO resolution (name, tried_at, succeeded_at, failure) "
          + "VALUES (?, ?, ?, ?)",
        arguments: [
          row["name"] as DatabaseValue, row["tried_at"] as DatabaseValue,
          row["succeeded_at"] as DatabaseValue, row["failure"] as DatabaseValue,
        ])
      if ours.db.changesCount > 0 { changed.insert(row["name"]) }
    }
    for row in try Row.fetchAll(theirs.db, sql: "SELECT * FROM resolved_address") {
      try ours.db.execute(
        sql: """
          INSERT INTO resolved_address (name, address, first_seen, last_seen, ttl)
          VALUES (?1, ?2, ?3, ?4, ?5)
          ON CONFLICT DO UPDATE SET first_seen = min(first_seen, ?3),
            ttl = iif(?4 > last_seen, ?5, ttl), last_seen = max(last_seen, ?4)
          WHERE ?3 < first_seen OR ?4 > last_seen
          """,
        arguments: [
          row["name"] as DatabaseValue, row["address"] as DatabaseValue,
          row["first_seen"] as DatabaseValue, row["last_seen"] as DatabaseValue,
          row["ttl"] as DatabaseValue,
        ])
      if ours.db.changesCount > 0 { changed.insert(row["name"]) }
    }
    return changed.count
  }
}
