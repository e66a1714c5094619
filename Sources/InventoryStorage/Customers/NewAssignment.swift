import EndpointModel
import InventoryModel

/// Ports to assign to a customer, from a moment on.
public struct NewAssignment: Hashable, Sendable {
  public let customer: CustomerName
  public let deployment: DeploymentName
  public let role: PortRole
  public let ports: PortRange
  public let transport: AssignedTransport
  public let from: UTCTime

  /// - Parameter transport: nil for the usual one of the role: TCP for signaling, UDP for data.
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

  /// What an assignment was when it was new.
  init(_ assignment: PortAssignment) {
    self.init(
      customer: assignment.customer, deployment: assignment.deployment, role: assignment.role,
      ports: assignment.ports, transport: assignment.transport, from: assignment.period.from)
  }
}
