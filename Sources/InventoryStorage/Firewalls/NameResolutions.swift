import EndpointModel
import GRDB
import InventoryModel

extension InventoryReader {
  /// What a name gave; nil if it was never asked for.
  public func resolution(of name: HostName) throws -> NameResolution? {
    let row = try Row.fetchOne(
      db, sql: "SELECT * FROM resolution WHERE name = ?", arguments: [name.text])
    guard let row else { return nil }
    let addresses = try Row.fetchAll(
      db, sql: "SELECT * FROM resolved_address WHERE name = ?", arguments: [name.text]
    ).map { row in
      guard let address = try row.value("address", as: IPAddress.self),
        let firstSeen = try row.value("first_seen", as: UTCTime.self),
        let lastSeen = try row.value("last_seen", as: UTCTime.self)
      else { throw Row.corrupt("a resolved address lacks a value") }
      return NameResolution.Resolved(
        address: address, firstSeen: firstSeen, lastSeen: lastSeen, timeToLive: row["ttl"])
    }
    return NameResolution(
      name: name, addresses: addresses.sorted { $0.address < $1.address },
      triedAt: try row.value("tried_at", as: UTCTime.self),
      succeededAt: try row.value("succeeded_at", as: UTCTime.self), failure: row["failure"])
  }
}

extension InventoryWriter {
  /// Keeps what a name gave at the time of the act.
  ///
  /// - Parameters:
  ///   - addresses: with their time to live in seconds; none if it gave none.
  ///   - failure: why it gave none.
  public func keep(
    _ addresses: [(address: IPAddress, timeToLive: Int)], of name: HostName, failure: String?
  ) throws {
    let now = act.time.description
    try db.execute(
      sql: """
        INSERT INTO resolution (name, tried_at, succeeded_at, failure)
        VALUES (?1, ?2, iif(?3 IS NULL, ?2, NULL), ?3)
        ON CONFLICT (name) DO UPDATE SET tried_at = ?2,
          succeeded_at = iif(?3 IS NULL, ?2, succeeded_at), failure = ?3
        """, arguments: [name.text, now, failure])
    for (address, timeToLive) in addresses {
      try db.execute(
        sql: """
          INSERT INTO resolved_address (name, address, first_seen, last_seen, ttl)
          VALUES (?1, ?2, ?3, ?3, ?4)
          ON CONFLICT (name, address) DO UPDATE SET last_seen = max(last_seen, ?3), ttl = ?4
          """, arguments: [name.text, address.description, now, timeToLive])
    }
  }
}
