import EndpointModel
import GRDB
import InventoryModel

extension InventoryReader {
  /// Which customers ever used or had ports on which deployments, by name.
  public func portParts() throws -> [(customer: CustomerName, deployment: DeploymentName)] {
    try Row.fetchAll(
      db,
      sql: """
        SELECT DISTINCT customer.name AS customer, vendor || '/' || deployment.name AS deployment
        FROM (SELECT customer_id, deployment_id FROM deployment_use
          UNION SELECT customer_id, deployment_id FROM port_assignment)
        JOIN customer ON customer.id = customer_id JOIN deployment ON deployment.id = deployment_id
        ORDER BY 1, 2
        """
    ).map { row in
      guard let customer = try row.value("customer", as: CustomerName.self),
        let deployment = try row.value("deployment", as: DeploymentName.self)
      else { throw Row.corrupt("a use of a deployment lacks a value") }
      return (customer, deployment)
    }
  }

  /// The names that a deployment had before; none for an unknown one.
  public func formerNames(of deployment: DeploymentName) throws -> [DeploymentName] {
    guard let id = try idOrNil(of: deployment) else { return [] }
    return try Row.fetchAll(
      db,
      sql: """
        SELECT vendor || '/' || name FROM former_deployment_name WHERE deployment_id = ?
        ORDER BY vendor, name
        """, arguments: [id]
    ).compactMap { try $0.value(0, as: DeploymentName.self) }
  }

  /// The names that a customer had before; none for an unknown one.
  public func formerNames(of customer: CustomerName) throws -> [CustomerName] {
    guard let id = try idOrNil(of: customer) else { return [] }
    return try Row.fetchAll(
      db, sql: "SELECT name FROM former_customer_name WHERE customer_id = ? ORDER BY name",
      arguments: [id]
    ).compactMap { try $0.value(0, as: CustomerName.self) }
  }

  /// Whether a customer of this name exists, in use or not.
  public func isKnown(_ customer: CustomerName) throws -> Bool { try idOrNil(of: customer) != nil }

  /// Whether a firewall of this name is registered.
  public func isKnown(_ firewall: FirewallName) throws -> Bool {
    try Int.fetchOne(db, sql: "SELECT 1 FROM firewall WHERE name = ?", arguments: [firewall.text])
      != nil
  }
}
