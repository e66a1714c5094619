import EndpointModel
import Foundation
import GRDB
import InventoryModel

extension InventoryWriter {
  /// Keeps a token by its SHA-256.
  ///
  /// - Throws: `TokenError.tokenExists`; `InventoryError` for an unknown deployment or customer.
  public func add(_ token: ServerToken, sha256: [UInt8]) throws {
    let known = try Int64.fetchOne(
      db, sql: "SELECT id FROM token WHERE name = ?", arguments: [token.name.text])
    if known != nil { throw TokenError.tokenExists(token.name) }
    try insert(
      into: "token",
      [
        "name": token.name.text, "role": token.role.rawValue, "sha256": Data(sha256),
        "created_at": token.createdAt.description, "expires_at": token.expiresAt?.description,
      ])
    let scope = try ScopeRows(of: .token).insert(token.scope, of: db.lastInsertedRowID, by: self)
    try audit(
      .tokenAdded, subject: token.name.text,
      [
        AuditEntry.Change("role", to: token.role.rawValue),
        AuditEntry.Change("scope", to: scope),
        AuditEntry.Change("expires", to: token.expiresAt?.description),
      ])
  }

  /// Gives a token another role and scope, at once.
  ///
  /// - Throws: `TokenError.unknownToken`; `InventoryError` for an unknown deployment or customer.
  public func changeToken(_ name: GivenText, role: ServerRole, scope: ServerScope) throws {
    guard
      let id = try Int64.fetchOne(
        db, sql: "SELECT id FROM token WHERE name = ?", arguments: [name.text]),
      let before = try tokens().first(where: { $0.token.name == name })?.token
    else { throw TokenError.unknownToken(name) }
    try db.execute(
      sql: "UPDATE token SET role = ? WHERE id = ?", arguments: [role.rawValue, id])
    let new = try ScopeRows(of: .token).replace(scope, of: id, by: self)
    try audit(
      .tokenChanged, subject: name.text,
      [
        AuditEntry.Change("role", from: before.role.rawValue, to: role.rawValue),
        AuditEntry.Change("scope", from: ScopeRows.words(before.scope), to: new),
      ].filter { $0.before != $0.after })
  }

  /// Forgets a token: who has it is not known any more.
  ///
  /// - Throws: `TokenError.unknownToken`
  public func removeToken(_ name: GivenText) throws {
    guard
      let id = try Int64.fetchOne(
        db, sql: "SELECT id FROM token WHERE name = ?", arguments: [name.text])
    else { throw TokenError.unknownToken(name) }
    try ScopeRows(of: .token).remove(of: id, db)
    try db.execute(sql: "DELETE FROM token WHERE id = ?", arguments: [id])
    try audit(.tokenRemoved, subject: name.text)
  }

  /// Says whether anybody may have a deployment's lists without a token.
  ///
  /// - Throws: `InventoryError.unknownDeployment`, `.renamed`
  public func setPublicList(_ deployment: DeploymentName, _ isPublic: Bool) throws {
    let id = try self.id(of: deployment)
    let before = try publicLists().contains(deployment)
    try db.execute(
      sql: isPublic
        ? "INSERT OR IGNORE INTO public_list VALUES (?)"
        : "DELETE FROM public_list WHERE deployment_id = ?", arguments: [id])
    try audit(
      .deploymentChanged, subject: deployment.description, deploymentID: id,
      [
        AuditEntry.Change("public list", from: before.word, to: isPublic.word)
      ])
  }

  /// Keeps who got which list. Nobody decided it, so the audit has no entry.
  ///
  /// - Parameters:
  ///   - most: how many are kept; those that asked longest ago go first.
  ///   - time: who did not ask since is forgotten.
  public func keep(_ polls: [ListPoll], most: Int, forgetting time: UTCTime) throws {
    for poll in polls {
      try db.cachedStatement(
        sql: """
          INSERT INTO list_poll (list, who, first_at, last_at) VALUES (?1, ?2, ?3, ?4)
          ON CONFLICT (list, who) DO UPDATE SET last_at = max(last_at, ?4)
          """
      ).execute(arguments: [
        poll.list, poll.who, poll.firstAt.description, poll.lastAt.description,
      ])
    }
    try db.execute(
      sql: "DELETE FROM list_poll WHERE last_at < ?", arguments: [time.description])
    try db.execute(
      sql: """
        DELETE FROM list_poll WHERE (list, who) IN
          (SELECT list, who FROM list_poll ORDER BY last_at DESC LIMIT -1 OFFSET ?)
        """, arguments: [most])
  }
}
