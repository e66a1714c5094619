import EndpointModel
import InventoryModel

/// What deployments and customers of another inventory are called here, where that is another name.
public struct Renaming: Sendable {
  /// By their names there.
  public var deployments: [DeploymentName: DeploymentName]
  public var customers: [CustomerName: CustomerName]

  public init(
    deployments: [DeploymentName: DeploymentName] = [:],
    customers: [CustomerName: CustomerName] = [:]
  ) {
    self.deployments = deployments
    self.customers = customers
  }

  /// The name here.
  public func here(_ name: DeploymentName) -> DeploymentName { deployments[name] ?? name }

  /// The name here.
  public func here(_ name: CustomerName) -> CustomerName { customers[name] ?? name }

  /// The name there.
  func there(_ name: DeploymentName) -> DeploymentName {
    deployments.first { $0.value == name }?.key ?? name
  }

  /// The name there.
  func there(_ name: CustomerName) -> CustomerName {
    customers.first { $0.value == name }?.key ?? name
  }
}
