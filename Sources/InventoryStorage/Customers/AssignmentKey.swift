import EndpointModel
import GRDB
import InventoryModel

/// A customer's ports of one role on a deployment, about to change.
struct AssignmentKey {
  let customerID: Int64
  let deploymentID: Int64
  let role: PortRole

  init(
    _ writer: InventoryWriter, _ customer: CustomerName, _ deployment: DeploymentName,
    _ role: PortRole
  ) throws {
    customerID = try writer.id(of: customer)
    deploymentID = try writer.id(of: deployment)
    self.role = role
    try writer.willChangePorts(of: customerID)
  }

  static let condition = "customer_id = ? AND deployment_id = ? AND role = ?"

  var arguments: StatementArguments { [customerID, deploymentID, role.rawValue] }
}
