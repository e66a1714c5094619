import EndpointModel
import GRDB
import InventoryModel

extension InventoryReader {
  /// A customer with the ports that it has on a deployment at a time.
  public func ports(
    of customer: CustomerName, on deployment: DeploymentName, at time: UTCTime
  ) throws -> NoticeScope.CustomerPorts {
    try ports(of: customer, deploymentID: try id(of: deployment), at: time)
  }

  func ports(
    of customer: CustomerName, deploymentID: Int64, at time: UTCTime
  ) throws -> NoticeScope.CustomerPorts {
    let customerID = try id(of: customer)
    let isUsed = try Bool.fetchOne(
      db,
      sql: """
        SELECT EXISTS (SELECT 1 FROM deployment_use WHERE customer_id = ? AND deployment_id = ?
          AND used_from <= ? AND (used_until IS NULL OR used_until > ?))
        """, arguments: [customerID, deploymentID, time.description, time.description])
    return NoticeScope.CustomerPorts(
      name: customer, isUsed: isUsed ?? false,
      assignments: try AssignmentRows.fetch(
        db,
        where: """
          deployment_id = ? AND customer_id = ?
          AND held_from <= ? AND (held_until IS NULL OR held_until > ?)
          """, [deploymentID, customerID, time.description, time.description],
        order: "role DESC, low, high, protocol"))
  }
}
