import ChangeReporting
import EndpointModel
import InventorySync

/// What a sync did or would do, as an answer.
struct SyncOutcome {
  let plan: SyncPlan
  /// When the revision that is current afterwards became so.
  let recordedAt: UTCTime
  /// False for a dry run.
  let isStored: Bool
  /// Whose rules it opens or closes.
  let customersAffected: [CustomerName]

  private let report: ChangeReport

  init(
    plan: SyncPlan, recordedAt: UTCTime, isStored: Bool, customersAffected: [CustomerName]
  ) {
    self.plan = plan
    self.customersAffected = customersAffected
    self.recordedAt = recordedAt
    self.isStored = isStored
    report = ChangeReport(from: plan.before, to: plan.after, changes: plan.changes)
  }

  /// The number of the revision that is current afterwards.
  private var revision: Int {
    let base = plan.base?.number ?? 0
    return plan.status == .unchanged ? base : base + 1
  }

  var json: JSONText {
    .object([
      "deployment": .string(plan.deployment.description),
      "status": .string(plan.status.rawValue),
      "reasons": .array([]),
      "stored": .bool(isStored && plan.status != .unchanged),
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

  /// Nothing where the revision concerns no customer.
  private func customersText(_ style: TextStyle) -> String {
    let names = customersAffected
    if names.isEmpty { return "" }
    let count = names.count == 1 ? "1 customer" : "\(names.count) customers"
    return "\nThe rules of \(count) change: " + names.prefix(10).map(\.text).joined(separator: ", ")
      + (names.count > 10 ? ", …" : "") + "\n"
      + "`gatebook diff \(plan.deployment)@\(revision - 1) \(plan.deployment) --customer NAME` "
      + "tells what for each.\n"
  }

  func text(_ style: TextStyle) -> String {
    let reports = TextReports(style)
    let verb = isStored ? "stored" : "would be stored"
    let body: String
    switch plan.status {
    case .unchanged:
      body =
        "\(plan.deployment): unchanged since revision \(revision) of "
        + (plan.base?.recordedAt.forPeople ?? "") + "; nothing opens or closes.\n"
    case .first:
      body =
        "\(plan.deployment): revision 1 \(verb), the first.\n\n"
        + reports.services(plan.after)
    case .changed:
      let from = plan.base.map { "revision \($0.number) of \($0.recordedAt.forPeople)" } ?? ""
      body =
        "\(plan.deployment): \(from) → revision \(revision) of \(recordedAt.forPeople)"
        + (isStored ? "" : " (not stored: dry run)") + "\n" + report.text(style)
    }
    return body + customersText(style) + reports.findings(plan.reading.findings.summarized)
  }
}
