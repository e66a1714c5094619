import EndpointModel
import GRDB
import InventoryModel

extension InventoryWriter {
  /// Keeps a user with the hash of a password.
  ///
  /// - Throws: `UserError.userExists`; `InventoryError` for an unknown deployment or customer.
  public func add(_ user: ServerUser, password: String) throws {
    if try userID(user.name) != nil { throw UserError.userExists(user.name) }
    try insert(
      into: "user",
      [
        "name": user.name.text, "role": user.role.rawValue, "password": password,
        "created_at": user.createdAt.description,
      ])
    let scope = try ScopeRows(of: .user).insert(user.scope, of: db.lastInsertedRowID, by: self)
    try audit(
      .userAdded, subject: user.name.text,
      [AuditEntry.Change("role", to: user.role.rawValue), AuditEntry.Change("scope", to: scope)])
  }

  /// Gives a user another role and scope; who is signed in has them at once.
  ///
  /// - Throws: `UserError.unknownUser`; `InventoryError` for an unknown deployment or customer.
  public func changeUser(_ name: GivenText, role: ServerRole, scope: ServerScope) throws {
    guard let id = try userID(name), let before = try users().first(where: { $0.user.name == name })
    else { throw UserError.unknownUser(name) }
    try db.execute(
      sql: "UPDATE user SET role = ? WHERE id = ?", arguments: [role.rawValue, id])
    let new = try ScopeRows(of: .user).replace(scope, of: id, by: self)
    try audit(
      .userChanged, subject: name.text,
      [
        AuditEntry.Change("role", from: before.user.role.rawValue, to: role.rawValue),
        AuditEntry.Change("scope", from: ScopeRows.words(before.user.scope), to: new),
      ].filter { $0.before != $0.after })
  }

  /// Keeps the hash of a user's new password.
  ///
  /// - Throws: `UserError.unknownUser`
  public func setPassword(_ password: String, of name: GivenText) throws {
    guard let id = try userID(name) else { throw UserError.unknownUser(name) }
    try db.execute(sql: "UPDATE user SET password = ? WHERE id = ?", arguments: [password, id])
    try audit(.userChanged, subject: name.text, [AuditEntry.Change("password", to: "another one")])
  }

  /// Forgets a user: who signed in with the name is signed out.
  ///
  /// - Throws: `UserError.unknownUser`
  public func removeUser(_ name: GivenText) throws {
    guard let id = try userID(name) else { throw UserError.unknownUser(name) }
    try ScopeRows(of: .user).remove(of: id, db)
    try db.execute(sql: "DELETE FROM user WHERE id = ?", arguments: [id])
    try audit(.userRemoved, subject: name.text)
  }

  private func userID(_ name: GivenText) throws -> Int64? {
    try Int64.fetchOne(db, sql: "SELECT id FROM user WHERE name = ?", arguments: [name.text])
  }
}
