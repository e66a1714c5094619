import EndpointModel
import Foundation
import GRDB
import InventoryModel

extension InventoryReader {
  /// The tokens with their SHA-256s, by name.
  public func tokens() throws -> [(token: ServerToken, sha256: [UInt8])] {
    let scopes = try Dictionary(
      grouping: Row.fetchAll(
        db,
        sql: """
          SELECT token_id, vendor || '/' || deployment.name AS deployment,
            customer.name AS customer
          FROM token_scope LEFT JOIN deployment ON deployment.id = deployment_id
            LEFT JOIN customer ON customer.id = customer_id
          """), by: { $0["token_id"] as Int64 })
    return try Row.fetchAll(db, sql: "SELECT * FROM token ORDER BY name").map { row in
      guard let name = try row.value("name", as: GivenText.self),
        let role = try row.word("role", as: ServerRole.self),
        let createdAt = try row.value("created_at", as: UTCTime.self)
      else { throw Row.corrupt("a token lacks a value") }
      let token = ServerToken(
        name: name, role: role, scope: try Self.scope(scopes[row["id"]] ?? []),
        createdAt: createdAt, expiresAt: try row.value("expires_at", as: UTCTime.self))
      let sha256: Data = row["sha256"]
      return (token, Array(sha256))
    }
  }

  private static func scope(_ rows: [Row]) throws -> ServerScope {
    if rows.isEmpty { return .everything }
    return .only(
      deployments: Set(try rows.compactMap { try $0.value("deployment", as: DeploymentName.self) }),
      customers: Set(try rows.compactMap { try $0.value("customer", as: CustomerName.self) }))
  }

  /// The deployments whose lists anybody may have, by name.
  public func publicLists() throws -> [DeploymentName] {
    try Row.fetchAll(
      db,
      sql: """
        SELECT vendor || '/' || name AS deployment
        FROM public_list JOIN deployment ON deployment.id = deployment_id
        """
    ).compactMap { try $0.value("deployment", as: DeploymentName.self) }.sorted()
  }

  /// Who got which list when, by list.
  public func listPolls() throws -> [ListPoll] {
    try Row.fetchAll(db, sql: "SELECT * FROM list_poll ORDER BY list, who").map { row in
      guard let firstAt = try row.value("first_at", as: UTCTime.self),
        let lastAt = try row.value("last_at", as: UTCTime.self)
      else { throw Row.corrupt("a poll has no time") }
      return ListPoll(list: row["list"], who: row["who"], firstAt: firstAt, lastAt: lastAt)
    }
  }
}
