import EndpointModel

/// Ports that are to be a customer's.
public struct NewAssignment: Hashable, Sendable {
  public let customer: CustomerName
  public let deployment: DeploymentName
  public let role: PortRole
  public let ports: PortRange
  public let transport: AssignedTransport
  public let from: UTCTime

  /// - Parameter transport: nil for that of the role.
  public init(
    customer: CustomerName, deployment: DeploymentName, role: PortRole, ports: PortRange,
    transport: AssignedTransport? = nil, from: UTCTime
  ) {
    self.customer = customer
    self.deployment = deployment
    self.role = role
    self.ports = ports
    self.transport = transport ?? AssignedTransport(of: role)
    self.from = from
  }
}
