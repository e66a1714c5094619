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

  /// Every assignment that includes the port, by deployment.
  ///
  /// ```swift
  /// try PortLookup(reader).holders(of: PortQuestion("tcp/7412")!).map(\.customer.text)
  /// // ["northwood-ems"]
  /// ```
  ///
  /// - Parameter time: only those that had begun by then; nil for all.
  public func holders(of port: PortQuestion, at time: UTCTime? = nil) throws -> [PortAssignment] {
    let ports = PortRange(port.port, port.port)!
    return try (deployment.map { [$0] } ?? inventory.deploymentNames()).flatMap { deployment in
      try inventory.assignments(on: deployment, overlapping: ports).filter { assignment in
        (port.transport.map { assignment.transport.overlaps($0) } ?? true)
          && (time.map { assignment.period.from <= $0 } ?? true)
      }
    }
  }
}
