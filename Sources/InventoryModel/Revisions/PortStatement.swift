import EndpointModel

/// Endpoints of a deployment's current revision that state ports which were asked for, and share
/// service, group and terms.
public struct PortStatement: Hashable, Sendable {
  public let deployment: DeploymentName
  /// What they share; its address is nil.
  public let endpoint: Endpoint
  /// How many there are.
  public let count: Int

  public init(deployment: DeploymentName, endpoint: Endpoint, count: Int) {
    self.deployment = deployment
    self.endpoint = endpoint
    self.count = count
  }
}
