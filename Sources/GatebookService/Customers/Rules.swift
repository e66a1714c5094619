import ChangeReporting
import EndpointModel
import InventoryModel
import InventoryStorage

/// What a customer's firewall must allow.
public struct Rules {
  private let inventory: InventoryReader

  public init(_ inventory: InventoryReader) { self.inventory = inventory }

  /// The rules of a customer at a time.
  ///
  /// ```swift
  /// let report = try Rules(reader).report(for: GivenText("northwood-ems")!, at: time)
  /// report.parts.map(\.rules.rules.count)  // [26], one count for each deployment
  /// ```
  ///
  /// - Parameters:
  ///   - customer: its short name, or its display name.
  ///   - deployment: nil for all that the customer uses then.
  ///   - revision: of that deployment; nil for the one that was current at the time.
  /// - Throws: `InventoryError`
  public func report(
    for customer: GivenText, in deployment: DeploymentName? = nil, revision: Int? = nil,
    at time: UTCTime
  ) throws -> RulesReport {
    let customer = try inventory.customerName(customer)
    let deployments = try deployment.map { [$0] } ?? deployments(of: customer, at: time)
    let parts = try deployments.map { name in
      do {
        return try part(name, of: customer, at: time, revision: revision)
      } catch InventoryError.unknownRevision where deployment == nil {
        // Of several deployments, some may have had no revision yet.
        return RulesReport.Part(
          deployment: name, revision: nil, isUsed: true, assignments: [], snapshot: Snapshot([]))
      }
    }
    return RulesReport(customer: try inventory.customer(customer), asOf: time, parts: parts)
  }

  private func deployments(of customer: CustomerName, at time: UTCTime) throws -> [DeploymentName] {
    Set(try inventory.uses(of: customer).filter { $0.period.contains(time) }.map(\.deployment))
      .sorted()
  }

  private func part(
    _ deployment: DeploymentName, of customer: CustomerName, at time: UTCTime, revision: Int?
  ) throws -> RulesReport.Part {
    let found = try inventory.revision(
      RevisionReference(deployment, revision.map { .number($0) } ?? .at(time)))
    return RulesReport.Part(
      deployment: deployment, revision: found,
      isUsed: try inventory.uses(deployment, customer, at: time),
      assignments: try inventory.assignments(on: deployment, of: customer, at: time),
      snapshot: try inventory.snapshot(of: found),
      declaration: try inventory.declaration(of: deployment, at: time))
  }
}

extension InventoryReader {
  /// Whether a customer uses a deployment at a time.
  func uses(_ deployment: DeploymentName, _ customer: CustomerName, at time: UTCTime) throws -> Bool
  {
    try uses(of: customer).contains { $0.deployment == deployment && $0.period.contains(time) }
  }
}
