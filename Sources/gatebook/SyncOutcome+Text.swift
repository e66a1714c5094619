import ChangeReporting
import EndpointModel
import GatebookService
import InventoryModel

extension SyncOutcome {
  /// Empty if the revision concerns no customer.
  private func customersText(_ style: TextStyle) -> String {
    let names = customersAffected
    if names.isEmpty { return "" }
    let count = names.count.of("customer")
    return "\nThe rules of \(count) change: " + names.prefix(10).map(\.text).joined(separator: ", ")
      + (names.count > 10 ? ", …" : "") + "\n"
      + "`gatebook diff \(plan.deployment)@\(revision - 1) \(plan.deployment) --customer NAME` "
      + "tells what for each.\n"
  }

  private func heldText(_ style: TextStyle) -> LongText {
    var out = "\(plan.deployment): revision \(revision) "
    out += isStored ? "is held" : "would be held"
    out +=
      plan.base.map {
        "; revision \($0.number) of \($0.recordedAt.forPeople(in: style.zone)) stays current.\n"
      }
      ?? "; nothing is current until it is approved.\n"
    for reason in plan.holdReasons {
      out += "  \(reason.message.withVisibleControls) [\(reason.code.rawValue)]\n"
    }
    let settling =
      isStored
      ? "\nSettle it with `gatebook approve \(plan.deployment)@\(revision)` or "
        + "`gatebook reject \(plan.deployment)@\(revision)`.\n"
      : ""
    let isPartial = plan.holdReasons.contains { $0.code == .partlyRead }
    let partial =
      isPartial
      ? "With --partial, `gatebook sync` takes such a document without what it did not understand;\n"
        + "`gatebook source add` does so for all of a registered source.\n"
      : ""
    // Everything in a first revision is new.
    let changes =
      plan.base == nil
      ? LongText("\nWhat it would allow:\n" + TextReports(style).services(plan.comparison.new))
      : LongText("\nWhat it would change:\n") + report.text(style)
    return LongText(out) + changes + LongText(settling + partial)
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
            "unchanged since revision \($0.number) of \($0.recordedAt.forPeople(in: style.zone))"
          } ?? "no revision is current") + "; nothing opens or closes.\n"
          + (plan.known.map {
            "The document still shows revision \($0.number), which was rejected.\n"
          }
            ?? ""))
    case .first:
      body = LongText(
        "\(plan.deployment): revision \(revision) \(verb), the first.\n\n"
          + reports.services(plan.comparison.new))
    case .held:
      body = heldText(style)
    case .changed:
      let from =
        plan.base.map { "revision \($0.number) of \($0.recordedAt.forPeople(in: style.zone))" }
        ?? ""
      let title =
        "\(plan.deployment): \(from) → revision \(revision) of \(recordedAt.forPeople(in: style.zone))"
        + (isStored ? "" : " (not stored: dry run)") + "\n"
      body = LongText(title) + report.text(style)
    }
    return body
      + LongText(customersText(style) + reports.findings(plan.reading.findings.summarized))
  }
}
