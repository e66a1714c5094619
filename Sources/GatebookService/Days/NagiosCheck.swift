import ChangeReporting
import EndpointModel
import InventoryModel

/// The state of an inventory as a plugin of Nagios, Icinga and their kin tells it: one line with
/// its numbers, further lines with what is wrong, and a status of its own
/// (nagios-plugins.org/doc/guidelines.html).
///
/// ```swift
/// NagiosCheck(status).text
/// // GATEBOOK WARNING - 1 revision held | sources=3 failing=0 overdue=0 held=1 …
/// ```
public struct NagiosCheck: Sendable {
  public let text: String
  public let level: Level

  /// The raw value is the status to end with.
  public enum Level: Int32, Sendable {
    case ok = 0
    /// A person should look at it.
    case warning = 1
    /// A firewall may lack something: a source was not read for too long, or a deadline has passed.
    case critical = 2
  }

  public init(_ status: Status) {
    let failing = status.sources.filter(\.source.isFailing)
    let late = status.sources.filter(\.isOverdue)
    level =
      !late.isEmpty || !status.overdue.isEmpty ? .critical : status.isWell ? .ok : .warning
    let bare = status.sources.filter {
      $0.changedAt == nil && !$0.source.isFailing && !$0.isOverdue
    }
    let counts = [
      ("sources", status.sources.count), ("failing", failing.count), ("overdue", late.count),
      ("held", status.held.count), ("undelivered", status.undelivered.count),
      ("deadlines", status.overdue.count),
    ]
    let unconfirmed = status.replication?.unconfirmed ?? 0
    let wrong: [(count: Int, words: String)] = [
      (failing.count, failing.count.of("source") + " failing"),
      (late.count, late.count.of("source") + " overdue"),
      (bare.count, bare.count.of("source") + " without a revision"),
      (status.held.count, status.held.count.of("revision") + " held"),
      (status.undelivered.count, status.undelivered.count.of("notice") + " not delivered"),
      (status.unsentReports.count, status.unsentReports.count.of("report") + " not mailed"),
      (status.overdue.count, status.overdue.count.of("deadline") + " passed"),
      (unconfirmed, unconfirmed.of("change") + " not confirmed"),
    ]
    let refusal = status.replication?.refusal
    let parts =
      wrong.filter { $0.count > 0 }.map(\.words)
      + (refusal == nil ? [] : ["not written by this machine"])
      + (status.missingBase == nil ? [] : ["no new base copy"])
    let word = ["OK", "WARNING", "CRITICAL"][Int(level.rawValue)]
    let summary =
      parts.isEmpty ? status.sources.count.of("source") + " read" : parts.joined(separator: ", ")
    let numbers = counts.map { "\($0)=\($1)" }.joined(separator: " ")
    var lines: [String] = []
    lines += refusal.map { ["not written here: \($0)"] } ?? []
    lines += status.missingBase.map { ["no base copy: \($0.inWords)"] } ?? []
    lines += late.map { "overdue: \($0.source.deployment)" }
    lines += failing.map { "failing: \($0.source.deployment): \($0.source.failure ?? "")" }
    lines += bare.map { "without a revision: \($0.source.deployment)" }
    lines += status.held.map { "held: \($0.deployment)@\($0.number)" }
    lines += status.undelivered.map { "not delivered: notice \($0.id)" }
    lines += status.unsentReports.map { "not mailed: report \($0.id) to \($0.address)" }
    lines += status.overdue.map { "passed: \($0.date) \($0.inWords)" }
    // A bar begins the numbers, wherever it stands.
    let others = lines.map { $0.replacing("|", with: "/").withVisibleControls + "\n" }
    text = "GATEBOOK \(word) - \(summary) | \(numbers)\n" + others.joined()
  }
}
