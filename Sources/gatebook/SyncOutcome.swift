import ChangeReporting
import EndpointModel
import InventorySync

/// What a sync did or would do, as an answer.
struct SyncOutcome {
  let plan: SyncPlan
  /// The number of the revision that is current afterwards, or held.
  let revision: Int
  /// When the revision that is current afterwards became so.
  let recordedAt: UTCTime
  /// False for a dry run.
  let isStored: Bool
  /// Whose rules it opens or closes.
  let customersAffected: [CustomerName]

  /// A change as it is told, so that it can be worked out while the change is stored.
  struct Told: Sendable {
    let report: ChangeReport
    /// Nil where the answer is no text.
    let style: TextStyle?
    let text: ChangeText?

    /// Nil of a first revision, also one that is held.
    init?(_ plan: SyncPlan, in style: TextStyle?) {
      if plan.base == nil { return nil }
      report = SyncOutcome.report(of: plan)
      self.style = style
      text = style.map { [report] in ChangeText(report.changes, report.access, $0) }
    }
  }

  private let told: Told?
  /// Addresses that the change brings back.
  var returns: [AddressReturn] = []

  /// Of a first revision all is new: its report is made for those who ask for it only.
  var report: ChangeReport {
    var report = told?.report ?? Self.report(of: plan)
    report.returns = returns
    return report
  }

  private static func report(of plan: SyncPlan) -> ChangeReport {
    if let declaration = plan.declaration {
      return ChangeReport(from: plan.before, to: plan.after, declaration: declaration)
    }
    return ChangeReport(
      from: plan.before, to: plan.after, changes: plan.changes, access: plan.access)
  }

  /// - Parameter told: `Told(plan, in: …)`, where it was worked out before.
  init(
    plan: SyncPlan, told: Told? = nil, revision: Int? = nil, recordedAt: UTCTime,
    isStored: Bool, customersAffected: [CustomerName]
  ) {
    self.revision = revision ?? plan.expectedRevision
    self.plan = plan
    self.customersAffected = customersAffected
    self.recordedAt = recordedAt
    self.isStored = isStored
    self.told = told
  }

  var json: JSONText {
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

  /// Nothing where the revision concerns no customer.
  private func customersText(_ style: TextStyle) -> String {
    let names = customersAffected
    if names.isEmpty { return "" }
    let count = names.count.of("customer")
    return "\nThe rules of \(count) change: " + names.prefix(10).map(\.text).joined(separator: ", ")
      + (names.count > 10 ? ", …" : "") + "\n"
      + "`gatebook diff \(plan.deployment)@\(revision - 1) \(plan.deployment) --customer NAME` "
      + "tells what for each.\n"
  }

  private func changesText(_ style: TextStyle) -> LongText {
    report.text(style, known: told?.style == style ? told?.text : nil)
  }

  private func heldText(_ style: TextStyle) -> LongText {
    var out = "\(plan.deployment): revision \(revision) "
    out += isStored ? "is held" : "would be held"
    out +=
      plan.base.map { "; revision \($0.number) of \($0.recordedAt.forPeople) stays current.\n" }
      ?? "; nothing is current until it is approved.\n"
    for reason in plan.holdReasons {
      out += "  \(reason.message.withVisibleControls) [\(reason.code.rawValue)]\n"
    }
    let settling =
      isStored
      ? "\nSettle it with `gatebook approve \(plan.deployment)@\(revision)` or "
        + "`gatebook reject \(plan.deployment)@\(revision)`.\n"
      : ""
    // All of a first one is new.
    let changes =
      plan.base == nil
      ? LongText("\nWhat it would allow:\n" + TextReports(style).services(plan.after))
      : LongText("\nWhat it would change:\n") + changesText(style)
    return LongText(out) + changes + LongText(settling)
  }

  func text(_ style: TextStyle) -> LongText {
    let reports = TextReports(style)
    let verb = isStored ? "stored" : "would be stored"
    let body: LongText
    switch plan.status {
    case .unchanged:
      body = LongText(
        "\(plan.deployment): "
          + (plan.base.map {
            "unchanged since revision \($0.number) of \($0.recordedAt.forPeople)"
          } ?? "no revision is current") + "; nothing opens or closes.\n"
          + (plan.known.map {
            "The document still shows revision \($0.number), which was rejected.\n"
          }
            ?? ""))
    case .first:
      body = LongText(
        "\(plan.deployment): revision \(revision) \(verb), the first.\n\n"
          + reports.services(plan.after))
    case .held:
      body = heldText(style)
    case .changed:
      let from = plan.base.map { "revision \($0.number) of \($0.recordedAt.forPeople)" } ?? ""
      let title =
        "\(plan.deployment): \(from) → revision \(revision) of \(recordedAt.forPeople)"
        + (isStored ? "" : " (not stored: dry run)") + "\n"
      body = LongText(title) + changesText(style)
    }
    return body
      + LongText(customersText(style) + reports.findings(plan.reading.findings.summarized))
  }
}
