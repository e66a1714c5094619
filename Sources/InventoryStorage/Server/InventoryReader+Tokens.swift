import EndpointModel
import Foundation
import GRDB
import InventoryModel

extension InventoryReader {
  /// The tokens with their SHA-256s, by name.
  public func tokens() throws -> [(token: ServerToken, sha256: [UInt8])] {
    let scopes = try ScopeRows(of: .token).all(db)
    return try Row.fetchAll(db, sql: "SELECT * FROM token ORDER BY name").map { row in
      guard let name = try row.value("name", as: GivenText.self),
        let role = try row.word("role", as: ServerRole.self),
        let createdAt = try row.value("created_at", as: UTCTime.self)
      else { throw Row.corrupt("a token lacks a value") }
      let token = ServerToken(
        name: name, role: role, scope: scopes[row["id"]] ?? .everything,
        createdAt: createdAt, expiresAt: try row.value("expires_at", as: UTCTime.self))
      let sha256: Data = row["sha256"]
      return (token, Array(sha256))
    }
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
