import ChangeReporting
import EndpointModel
import InventoryModel
import InventoryStorage

/// What has changed since a time, deployment by deployment: for who was away.
public struct ChangesSince {
  private let inventory: InventoryReader

  public init(_ inventory: InventoryReader) { self.inventory = inventory }

  /// What a deployment was and is.
  public struct Change: Sendable {
    public let deployment: DeploymentName
    /// The revision that was followed at that time, as it was known then; nil if there was none.
    public let from: Revision?
    public let to: Revision
    /// Nil if all of it is new.
    public let report: ChangeReport?
    /// Whose rules are reported; nil for the deployment's own table.
    public var customer: CustomerName?

    /// How much has changed.
    public var json: JSONText { .object(members) }

    var members: JSONText.Members {
      [
        "deployment": .string(deployment.description),
        "from": from.map { .number($0.number) } ?? .null,
        "to": .number(to.number),
        "recordedAt": .string(to.recordedAt.description),
        "added": .number(report?.changes.added.count ?? to.endpointCount),
        "removed": .number(report?.changes.removed.count ?? 0),
        "changed": .number(report?.changes.changed.count ?? 0),
        "opened": report.map { .number($0.access.opened.count) } ?? .null,
        "closed": report.map { .number($0.access.closed.count) } ?? .null,
      ]
    }
  }

  /// The deployments in use whose current revision is another one than at a time, by name. What
  /// came and went in between is no change.
  ///
  /// ```swift
  /// try ChangesSince(reader).changes(of: names, since: monday, now: now).map(\.to.number)  // [3]
  /// ```
  ///
  /// - Parameter deployments: which are of interest; others are left out.
  /// - Throws: `InventoryError`
  public func changes(
    of deployments: [DeploymentName], since time: UTCTime, now: UTCTime
  ) throws -> [Change] {
    try deployments.sorted().compactMap { deployment in
      guard let to = try inventory.latestRevision(of: deployment) else { return nil }
      let from = try inventory.revisions(of: deployment).first { $0.wasFollowed(at: time) }
      if from?.number == to.number { return nil }
      let report = try from.map { from in
        try Differences(inventory, now: now).between(
          RevisionReference(deployment, .number(from.number)),
          RevisionReference(deployment, .number(to.number))
        ).report
      }
      return Change(deployment: deployment, from: from, to: to, report: report)
    }
  }

  /// What changed in the rules of a customer, from both causes: revisions and the customer's own
  /// ports. Deployments on which nothing changed for the customer are left out.
  ///
  /// - Throws: `InventoryError`
  public func changes(
    for customer: CustomerName, since time: UTCTime, now: UTCTime
  ) throws -> [Change] {
    let differences = Differences(inventory, now: now)
    return try Set(inventory.uses(of: customer).map(\.deployment)).sorted().compactMap {
      deployment in
      guard let to = try inventory.latestRevision(of: deployment) else { return nil }
      let from = try inventory.revisions(of: deployment).first { $0.wasFollowed(at: time) }
      let before =
        try from.map { try differences.state(of: customer, $0, at: time) }
        ?? CustomerDifference.State(
          revision: to, time: time, isUsed: false, assignments: [], snapshot: Snapshot([]))
      let report = CustomerDifference(
        customer: customer, before: before,
        after: try differences.state(of: customer, to, at: now)
      ).report
      if report.changes.isEmpty { return nil }
      return Change(
        deployment: deployment, from: from, to: to, report: report, customer: customer)
    }
  }
}
