import EndpointModel
import GRDB
import InventoryModel

extension InventoryReader {
  /// The users of a server with the hashes of their passwords, by name.
  public func users() throws -> [(user: ServerUser, password: String)] {
    let scopes = try ScopeRows(of: .user).all(db)
    return try Row.fetchAll(db, sql: "SELECT * FROM user ORDER BY name").map { row in
      guard let name = try row.value("name", as: GivenText.self),
        let role = try row.word("role", as: ServerRole.self),
        let createdAt = try row.value("created_at", as: UTCTime.self)
      else { throw Row.corrupt("a user lacks a value") }
      let user = ServerUser(
        name: name, role: role, scope: scopes[row["id"]] ?? .everything, createdAt: createdAt)
      return (user, row["password"])
    }
  }
}
