import ChangeReporting
import EndpointModel
import InventoryModel
import InventoryStorage

/// What a new revision of a deployment may do without approval.
public struct GuardSettings: Sendable {
  public let deployment: DeploymentName
  public let limits: GuardLimits

  /// - Throws: `InventoryError` if there is no such deployment.
  public init(of deployment: DeploymentName, in inventory: InventoryReader) throws {
    _ = try inventory.revision(RevisionReference(deployment))
    self.deployment = deployment
    limits = try inventory.guardLimits(of: deployment)
  }

  /// Changes some limits; a nil change restores the program's defaults.
  ///
  /// - Throws: `InventoryError`
  public init(
    of deployment: DeploymentName, in inventory: InventoryWriter,
    setting change: ((inout GuardLimits) -> Void)?
  ) throws {
    var limits = try change == nil ? GuardLimits() : inventory.guardLimits(of: deployment)
    change?(&limits)
    try inventory.setGuardLimits(of: deployment, change == nil ? nil : limits)
    self.deployment = deployment
    self.limits = limits
  }

  public var json: JSONText {
    .object([
      "deployment": .string(deployment.description),
      "lossPercent": .number(limits.lossPercent), "lossCount": .number(limits.lossCount),
      "growthFactor": .number(limits.growthFactor),
      "termsPercent": .number(limits.termsPercent),
      "allowsSpecialSpace": .bool(limits.allowsSpecialSpace),
    ])
  }
}
