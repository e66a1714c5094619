import EndpointModel

/// What an import of a sheet does, or would do.
public struct ImportOutcome: Sendable {
  /// Customers that are new, in the order of the sheet.
  public internal(set) var added: [CustomerName] = []
  /// Customers that get another display name or other contacts.
  public internal(set) var updated: [CustomerName] = []
  /// Deployments that customers newly use by a row without ports.
  public internal(set) var uses: [(customer: CustomerName, deployment: DeploymentName)] = []
  /// Deployments that customers use no longer, or will not.
  public internal(set) var left: [(customer: CustomerName, deployment: DeploymentName)] = []
  public internal(set) var assigned: [NewAssignment] = []
  /// Ports that end by the sheet's own word, and when.
  public internal(set) var ended: [(NewAssignment, until: UTCTime)] = []
  /// Rows that say what the inventory holds already.
  public internal(set) var unchangedRows = 0
  /// What makes the import impossible, with the lines of the sheet. Nothing is stored
  /// where there is one.
  public internal(set) var errors: [Finding] = []

  public var isEmpty: Bool {
    added.isEmpty && updated.isEmpty && uses.isEmpty && left.isEmpty && assigned.isEmpty
      && ended.isEmpty
  }
}
