import EndpointModel
import GRDB
import InventoryModel

/// A customer's ports of one role on a deployment, about to change.
struct AssignmentKey: Hashable {
  let customerID: Int64
  let deploymentID: Int64
  let role: PortRole

  init(
    _ writer: InventoryWriter, _ customer: CustomerName, _ deployment: DeploymentName,
    _ role: PortRole
  ) throws {
    try self.init(
      writer, customerID: try writer.id(of: customer), deploymentID: try writer.id(of: deployment),
      role)
  }

  init(_ writer: InventoryWriter, customerID: Int64, deploymentID: Int64, _ role: PortRole) throws {
    self.customerID = customerID
    self.deploymentID = deploymentID
    self.role = role
    try writer.willChangePorts(of: customerID)
  }

  /// The role is left out: it would be hashed by its word, and there are only two.
  func hash(into hasher: inout Hasher) {
    hasher.combine(customerID)
    hasher.combine(deploymentID)
  }

  static let condition = "customer_id = ? AND deployment_id = ? AND role = ?"

  var arguments: StatementArguments { [customerID, deploymentID, role.rawValue] }
}
