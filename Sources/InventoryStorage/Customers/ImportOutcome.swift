import EndpointModel
import InventoryModel

/// What an import of a sheet does, or would do.
public struct ImportOutcome: Sendable {
  /// New customers, in the order of the sheet.
  public internal(set) var added: [CustomerName] = []
  /// Customers that get another display name or other contacts.
  public internal(set) var updated: [CustomerName] = []
  /// Deployments that customers start to use because of a row without ports.
  public internal(set) var uses: [(customer: CustomerName, deployment: DeploymentName)] = []
  /// Deployments that customers have stopped or will stop using.
  public internal(set) var left: [(customer: CustomerName, deployment: DeploymentName)] = []
  public internal(set) var assigned: [NewAssignment] = []
  /// Ports that end because the sheet says so, and when.
  public internal(set) var ended: [(NewAssignment, until: UTCTime)] = []
  /// Rows that say only what the inventory already holds.
  public internal(set) var unchangedRows = 0
  /// What makes the import impossible, with the lines of the sheet. If there is any error, nothing
  /// may be stored.
  public internal(set) var errors: [Finding] = []

  public var isEmpty: Bool {
    added.isEmpty && updated.isEmpty && uses.isEmpty && left.isEmpty && assigned.isEmpty
      && ended.isEmpty
  }
}
