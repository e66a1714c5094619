import ChangeReporting
import EndpointModel
import InventoryModel

/// What a sync of one document did, or would do.
public struct SyncOutcome: Sendable {
  public let plan: SyncPlan
  /// The number of the revision that is current afterwards, or held.
  public let revision: Int
  /// When that revision became current.
  public let recordedAt: UTCTime
  /// False if it was only tried.
  public let isStored: Bool
  /// The customers whose rules it opens or closes, by name.
  public let customersAffected: [CustomerName]
  /// Addresses that the change brings back.
  var returns: [AddressReturn] = []

  /// What it changes; in a first revision everything is new.
  public var report: ChangeReport {
    var report = ChangeReport(plan.comparison)
    report.returns = returns
    return report
  }

  init(
    _ plan: SyncPlan, revision: Int, recordedAt: UTCTime, isStored: Bool,
    customersAffected: [CustomerName]
  ) {
    self.plan = plan
    self.revision = revision
    self.recordedAt = recordedAt
    self.isStored = isStored
    self.customersAffected = customersAffected
  }

  public var json: JSONText {
    .object([
      "deployment": .string(plan.deployment.description),
      "status": .string(plan.status.rawValue),
      "reasons": .array(plan.holdReasons.map { JSONText($0) }),
      "stored": .bool(isStored && plan.status != .unchanged && plan.known == nil),
      "from": JSONText(moment: plan.base),
      "to": plan.status == .unchanged
        ? JSONText(moment: plan.base)
        : .object([
          "revision": .number(revision), "recordedAt": .string(recordedAt.description),
        ]),
      "changes": JSONText(report),
      "customersAffected": .number(customersAffected.count),
      "customers": .array(customersAffected.map { .string($0.text) }),
      "findings": .array(plan.reading.findings.map { JSONText($0) }),
    ])
  }
}
