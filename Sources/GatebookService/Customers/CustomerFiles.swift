import ChangeReporting
import EndpointModel
import InventoryModel
import InventoryStorage

/// Everything that is known about customers.
public struct CustomerFiles {
  private let inventory: InventoryReader

  public init(_ inventory: InventoryReader) { self.inventory = inventory }

  /// One customer, including corrected records.
  ///
  /// - Parameter customer: its short name, or its display name.
  /// - Throws: `InventoryError`
  public func file(of customer: GivenText) throws -> CustomerFile {
    let name = try inventory.customerName(customer)
    return CustomerFile(
      customer: try inventory.customer(name), uses: try inventory.uses(of: name),
      assignments: try inventory.assignments(of: name, withCorrected: true))
  }

  /// All customers in use, as a sheet lists them.
  public func all() throws -> [CustomerFile] {
    let (uses, assignments) = (try inventory.uses(), try inventory.assignments())
    return try inventory.customers().map { customer in
      CustomerFile(
        customer: customer, uses: uses[customer.name] ?? [],
        assignments: assignments[customer.name] ?? [])
    }
  }

  /// The customers that use a deployment at a time.
  public func customers(using deployment: DeploymentName, at time: UTCTime) throws -> [Customer] {
    let users = Set(try inventory.customers(using: deployment, at: time))
    return try inventory.customers().filter { users.contains($0.name) }
  }
}
