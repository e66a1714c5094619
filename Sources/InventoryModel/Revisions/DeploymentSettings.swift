import EndpointModel

/// Who may approve what a guard held.
public struct ApprovalPolicy: Hashable, Sendable {
  /// Whether the approver must be a different user than the one whose sync stored the revision.
  public var approverDiffers: Bool
  /// Whether a wide block needs two users to approve it.
  public var wideNeedsTwo: Bool

  public init(approverDiffers: Bool = false, wideNeedsTwo: Bool = false) {
    self.approverDiffers = approverDiffers
    self.wideNeedsTwo = wideNeedsTwo
  }
}

/// A deployment's settings, and whether it is in use.
public struct DeploymentSettings: Hashable, Sendable {
  public let deployment: DeploymentName
  public let policy: ApprovalPolicy
  /// What is meant if its document states no ports or no protocol.
  public let declaration: Declaration?
  /// Whether customers may have the same ports.
  public let sharesPorts: Bool
  /// Whether a server gives its lists to anybody, without a token.
  public let hasPublicList: Bool
  /// Since when it has been out of use; nil while it is in use.
  public let archivedAt: UTCTime?
  /// The deployment that took over what depended on this one.
  public let mergedInto: DeploymentName?

  public init(
    deployment: DeploymentName, policy: ApprovalPolicy, declaration: Declaration?,
    sharesPorts: Bool, hasPublicList: Bool, archivedAt: UTCTime?, mergedInto: DeploymentName?
  ) {
    self.hasPublicList = hasPublicList
    self.deployment = deployment
    self.policy = policy
    self.declaration = declaration
    self.sharesPorts = sharesPorts
    self.archivedAt = archivedAt
    self.mergedInto = mergedInto
  }
}
