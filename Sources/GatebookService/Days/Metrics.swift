import EndpointModel
import InventoryModel
import InventoryStorage

/// The state of an inventory in Prometheus's text format
/// (prometheus.io/docs/instrumenting/exposition_formats, 0.0.4).
///
/// ```swift
/// Metrics(status, current: deployments, polls: [], at: now).text
/// // # HELP gatebook_source_age_seconds Since a source was last read with success; …
/// ```
public struct Metrics: Sendable {
  public static let mediaType = "text/plain; version=0.0.4; charset=utf-8"

  public private(set) var text = ""

  /// - Parameters:
  ///   - current: the current revision of each deployment.
  ///   - polls: who got which list when.
  ///   - copyAge: how old the copy is that is served; nil if it is none.
  public init(
    _ status: Status, current: [Revision], polls: [ListPoll],
    copyAge: Inventory.CopyAge? = nil, at now: UTCTime
  ) {
    func age(_ time: UTCTime) -> Int { max(0, Int(now.seconds - time.seconds)) }
    add(
      "gatebook_source_age_seconds",
      "Since a source was last read with success; none that never was.",
      status.sources.compactMap { health in
        health.source.succeededAt.map { ([("deployment", health.source.name)], age($0)) }
      })
    add(
      "gatebook_source_failing", "Whether a source has failed since its last success.",
      status.sources.map { ([("deployment", $0.source.name)], $0.source.isFailing ? 1 : 0) })
    add(
      "gatebook_source_overdue", "Whether a source had no success for longer than it may.",
      status.sources.map { ([("deployment", $0.source.name)], $0.isOverdue ? 1 : 0) })
    add(
      "gatebook_source_paused", "Whether somebody keeps a source from being read.",
      status.sources.map { ([("deployment", $0.source.name)], $0.source.pause == nil ? 0 : 1) })
    add(
      "gatebook_deployment_endpoints", "How many endpoints the current revision has.",
      current.map { ([("deployment", $0.deployment.description)], $0.endpointCount) })
    add(
      "gatebook_deployment_revision_age_seconds", "Since the current revision was recorded.",
      current.map { ([("deployment", $0.deployment.description)], age($0.recordedAt)) })
    add(
      "gatebook_revision_held_age_seconds",
      "Since a revision was recorded that waits for a person.",
      status.held.map { ([("deployment", $0.deployment.description)], age($0.recordedAt)) })
    add(
      "gatebook_revisions_held", "How many revisions wait for a person.", [([], status.held.count)])
    add(
      "gatebook_notices_undelivered", "How many notices could not be delivered.",
      [([], status.undelivered.count)])
    add(
      "gatebook_deadlines_overdue", "How many deadlines are past and not noted as kept.",
      [([], status.overdue.count)])
    add(
      "gatebook_entries_unconfirmed",
      "How many entries of the audit are not known to stand in the second place; none without one.",
      status.replication.map { [([], $0.unconfirmed)] } ?? [])
    add(
      "gatebook_generation",
      "The generation in which the inventory was last written; none where machines do not take turns.",
      status.replication?.generation.map { [([], $0)] } ?? [])
    add(
      "gatebook_write_refused",
      "Whether this machine may not write the inventory; none without a second place.",
      status.replication.map { [([], $0.refusal == nil ? 0 : 1)] } ?? [])
    add(
      "gatebook_copy_age_seconds",
      "Since the copy that is served was the inventory; none if that is unknown or it is no copy.",
      copyAge?.seconds.map { [([], $0)] } ?? [])
    add(
      "gatebook_copy_age_unknown",
      "Whether it is not known how old the copy is that is served; none if it is no copy.",
      copyAge.map { [([], $0.seconds == nil ? 1 : 0)] } ?? [])
    add(
      "gatebook_base_missing",
      "Whether the log in PostgreSQL lacks a base copy that is due; 0 for a file, too.",
      [([], status.missingBase == nil ? 0 : 1)])
    add(
      "gatebook_base_missing_entries",
      "How many entries the log has since its last base copy; none if no base copy is missing.",
      status.missingBase.map { [([], $0.entries)] } ?? [])
    add(
      "gatebook_list_poll_age_seconds", "Since somebody last got a list.",
      polls.map { ([("list", $0.list), ("who", $0.who)], age($0.lastAt)) })
  }

  private mutating func add(
    _ name: String, _ help: String, _ values: [(labels: [(String, String)], value: Int)]
  ) {
    text += "# HELP \(name) \(help)\n# TYPE \(name) gauge\n"
    for (labels, value) in values {
      let labels = labels.map { "\($0)=\"\(Self.escaped($1))\"" }.joined(separator: ",")
      text += name + (labels.isEmpty ? "" : "{\(labels)}") + " \(value)\n"
    }
  }

  private static func escaped(_ text: String) -> String {
    text.withVisibleControls.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
      .replacing("\n", with: "\\n")
  }
}

extension RegisteredSource {
  fileprivate var name: String { deployment.description }
}
