/// Who may approve what a guard held.
public struct ApprovalPolicy: Hashable, Sendable {
  /// Whether another user approves than the one whose sync stored the revision.
  public var approverDiffers: Bool
  /// Whether a wide block needs two users.
  public var wideNeedsTwo: Bool

  public init(approverDiffers: Bool = false, wideNeedsTwo: Bool = false) {
    self.approverDiffers = approverDiffers
    self.wideNeedsTwo = wideNeedsTwo
  }
}

/// What is set for a deployment, and whether it is in use.
public struct DeploymentSettings: Hashable, Sendable {
  public let deployment: DeploymentName
  public let policy: ApprovalPolicy
  /// What is meant where its document states no ports or no protocol.
  public let declaration: Declaration?
  public let sharesPorts: Bool
  /// Since when it is out of use; nil while it is in use.
  public let archivedAt: UTCTime?
  /// The one that took over what hung on it.
  public let mergedInto: DeploymentName?

  public init(
    deployment: DeploymentName, policy: ApprovalPolicy, declaration: Declaration?,
    sharesPorts: Bool, archivedAt: UTCTime?, mergedInto: DeploymentName?
  ) {
    self.deployment = deployment
    self.policy = policy
    self.declaration = declaration
    self.sharesPorts = sharesPorts
    self.archivedAt = archivedAt
    self.mergedInto = mergedInto
  }
}
