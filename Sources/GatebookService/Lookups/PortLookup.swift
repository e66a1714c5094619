import EndpointModel
import InventoryModel
import InventoryStorage

/// Finds which customers have or had a port.
public struct PortLookup {
  private let inventory: InventoryReader
  /// Nil for all.
  private let deployment: DeploymentName?

  public init(_ inventory: InventoryReader, in deployment: DeploymentName? = nil) {
    self.inventory = inventory
    self.deployment = deployment
  }

  /// Every assignment that has any of the ports, by deployment.
  ///
  /// ```swift
  /// try PortLookup(reader).holders(of: PortQuestion("tcp/7412")!).map(\.customer.text)
  /// // ["northwood-ems"]
  /// ```
  ///
  /// - Parameter time: only those that had begun by then; nil for all.
  public func holders(of port: PortQuestion, at time: UTCTime? = nil) throws -> [PortAssignment] {
    try (deployment.map { [$0] } ?? inventory.deploymentNames()).flatMap { deployment in
      try inventory.assignments(on: deployment, overlapping: port.ports).filter { assignment in
        (port.transport.map { assignment.transport.overlaps($0) } ?? true)
          && (time.map { assignment.period.from <= $0 } ?? true)
      }
    }
  }

  /// Which deployments state all of the ports now, for whatever customer. What they leave to the
  /// customer is not among it: `holders` tells that.
  ///
  /// - Parameter time: nil for now; of another time nothing is told.
  public func endpoints(stating port: PortQuestion, at time: UTCTime?) throws -> [PortStatement] {
    time == nil ? try inventory.statements(of: port, in: deployment) : []
  }
}
