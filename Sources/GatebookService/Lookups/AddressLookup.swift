import ChangeReporting
import EndpointModel
import InventoryModel
import InventoryStorage

/// Finds which deployments have an address, since when, and which customers that concerns.
public struct AddressLookup {
  private let inventory: InventoryReader
  /// Nil for all.
  private let deployment: DeploymentName?

  /// - Throws: `InventoryError` if there is no such deployment.
  public init(_ inventory: InventoryReader, in deployment: DeploymentName? = nil) throws {
    if let deployment { _ = try inventory.revision(RevisionReference(deployment)) }
    self.inventory = inventory
    self.deployment = deployment
  }

  /// Where each of some addresses occurs, now and earlier.
  ///
  /// ```swift
  /// let found = try AddressLookup(reader).occurrences(
  ///   of: [EndpointAddress("3.97.31.75")!], at: now, only: true)
  /// found[0][0].customers.map(\.text)  // ["harbour-transit", "northwood-ems"]
  /// ```
  ///
  /// - Parameters:
  ///   - time: the customers that use the deployment at this time are listed.
  ///   - only: whether to leave out what did not hold at that time.
  public func occurrences(
    of addresses: [EndpointAddress], at time: UTCTime, only: Bool
  ) throws -> [[ConcernedOccurrence]] {
    var users: (deployment: DeploymentName, names: [CustomerName])?
    return try inventory.occurrences(of: addresses).map { occurrences in
      let wanted =
        deployment == nil && !only
        ? occurrences
        : occurrences.filter { occurrence in
          (deployment == nil || occurrence.deployment == deployment)
            && (!only || occurrence.contains(time))
        }
      return try wanted.map { occurrence in
        // It concerns the customers that use the deployment while it has the address.
        guard occurrence.contains(time) else { return ConcernedOccurrence(occurrence, []) }
        if users?.deployment != occurrence.deployment {
          users = (
            occurrence.deployment,
            try inventory.customers(using: occurrence.deployment, at: time)
          )
        }
        return ConcernedOccurrence(occurrence, users?.names ?? [])
      }
    }
  }
}
