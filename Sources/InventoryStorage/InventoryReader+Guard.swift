import EndpointModel
import GRDB
import InventoryModel

extension InventoryReader {
  /// The limits of a deployment's guard; the program's defaults if none are set.
  public func guardLimits(of deployment: DeploymentName) throws -> GuardLimits {
    var limits = GuardLimits()
    guard let id = try idOrNil(of: deployment),
      let row = try Row.fetchOne(
        db.cachedStatement(
          sql: """
            SELECT loss_percent, loss_count, growth_factor, terms_percent, allows_special_space
            FROM guard WHERE deployment_id = ?
            """), arguments: [id])
    else { return limits }
    limits.lossPercent = row[0] ?? limits.lossPercent
    limits.lossCount = row[1] ?? limits.lossCount
    limits.growthFactor = row[2] ?? limits.growthFactor
    limits.termsPercent = row[3] ?? limits.termsPercent
    limits.allowsSpecialSpace = row[4] ?? limits.allowsSpecialSpace
    return limits
  }
}

extension InventoryWriter {
  /// Sets the limits of a deployment's guard; nil for the program's defaults.
  ///
  /// - Throws: `InventoryError.unknownDeployment`, `.renamed`
  public func setGuardLimits(of deployment: DeploymentName, _ limits: GuardLimits?) throws {
    let id = try self.id(of: deployment)
    let before = try guardLimits(of: deployment)
    try db.execute(sql: "DELETE FROM guard WHERE deployment_id = ?", arguments: [id])
    try audit(
      .guardChanged, subject: deployment.description, deploymentID: id,
      before.changes(to: limits ?? GuardLimits()))
    guard let limits else { return }
    try db.execute(
      sql: """
        INSERT INTO guard (deployment_id, loss_percent, loss_count, growth_factor,
          terms_percent, allows_special_space) VALUES (?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        id, limits.lossPercent, limits.lossCount, limits.growthFactor, limits.termsPercent,
        limits.allowsSpecialSpace,
      ])
  }
}
